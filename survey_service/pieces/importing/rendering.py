"""markdown-it-py, set up to read a text as the site's own renderer reads it."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.renderer import RendererHTML, RendererProtocol
from markdown_it.rules_inline.state_inline import Scanned, StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from survey_service.pieces.importing import tidying, writing

BLOCKS = ["table", "blockquote", "heading", "hr", "list"]
INLINE = ["newline", "escape", "emphasis", "link", "entity"]


class ChineseState(StateInline):
    """`*` opens before a word and closes after one, whatever marks of punctuation stand beside it.

    CommonMark asks for a space there, which Chinese does not have: **“真”**她 would stay as typed.
    """

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:  # noqa: N802, N803, FBT001
        """Whether the marks at `start` may open or close."""
        length = super().scanDelims(start, canSplitWord).length
        before = self.src[start - 1 : start] or " "
        after = self.src[start + length : start + length + 1] or " "
        return Scanned(not after.isspace(), not before.isspace(), length)


class ChineseInline(ParserInline):
    """Reads words with the state above."""

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        """The tokens of a line."""
        state = ChineseState(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


class Markdown(MarkdownIt):
    """What an article may use; links are judged when they are drawn, not when they are read."""

    def __init__(self) -> None:
        """Everything is off but what is named above."""
        super().__init__("zero", {"html": False, "maxNesting": 20})
        self.inline = ChineseInline()
        self.configure("zero")
        self.enable(BLOCKS + INLINE)
        for kind, rule in RULES.items():
            self.add_render_rule(kind, rule)

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 - see `link`
        """Every target is read."""
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        """Addresses stay as they are written."""
        return url


Tokens = Sequence[Token]


def heading(
    renderer: RendererProtocol, tokens: Tokens, at: int, options: OptionsDict, env: EnvType
) -> str:
    """A heading with the id that its author gave it."""
    _take_id(tokens[at], tokens[at + 1])
    return _as_usual(renderer, tokens, at, options, env)


def table(
    renderer: RendererProtocol, tokens: Tokens, at: int, options: OptionsDict, env: EnvType
) -> str:
    """A table can be scrolled by itself."""
    usual = _as_usual(renderer, tokens, at, options, env)
    if tokens[at].nesting < 0:
        return f"{usual}</div>"
    label = env.get("label", "")
    return f'<div class="scroll" tabindex="0" role="region" aria-label="{label}">{usual}'


def cell(
    renderer: RendererProtocol, tokens: Tokens, at: int, options: OptionsDict, env: EnvType
) -> str:
    """Figures to the right by a class: a style would break the content policy."""
    token = tokens[at]
    if "right" in str(token.attrs.pop("style", "")):
        token.attrSet("class", "n")
    if token.type == "th_open":
        token.attrSet("scope", "col")
    return _as_usual(renderer, tokens, at, options, env)


def link(
    renderer: RendererProtocol, tokens: Tokens, at: int, options: OptionsDict, env: EnvType
) -> str:
    """A link that may stand in an article; any other leads nowhere."""
    token = tokens[at]
    target = str(token.attrs.pop("href", ""))
    if writing.INSIDE.fullmatch(target):
        token.attrSet("href", in_language(target, str(env.get("language", "zh"))))
    elif writing.OUTSIDE.fullmatch(target):
        token.attrSet("href", target)
        token.attrSet("rel", "external noopener")
    token.attrs.pop("title", None)
    return _as_usual(renderer, tokens, at, options, env)


def in_language(path: str, language: str) -> str:
    """The address of the same page in the language, as the site writes it."""
    if language == "zh" or path.startswith(("#", "/en/", "/theme/")):
        return path
    return f"/{language}{path}"


RULES = {
    "heading_open": heading,
    "table_open": table,
    "table_close": table,
    "th_open": cell,
    "td_open": cell,
    "link_open": link,
}


def _take_id(token: Token, words: Token) -> None:
    """`{#id}` at the end of the words becomes the id."""
    last = (words.children or [token])[-1]
    match = tidying.HEADING_ID.search(last.content)
    if match:
        token.attrSet("id", match[1])
        last.content = last.content[: match.start()]


def _as_usual(
    renderer: RendererProtocol, tokens: Tokens, at: int, options: OptionsDict, env: EnvType
) -> str:
    if not isinstance(renderer, RendererHTML):  # pragma: no cover - ours is
        raise TypeError(type(renderer))
    return renderer.renderToken(tokens, at, options, env)
