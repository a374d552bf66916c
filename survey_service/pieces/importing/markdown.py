"""Our Markdown as HTML that is safe to show: in the preview at the desk, and on the site."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass

import nh3

from survey_service.pieces.importing import inline, marks, tidying, writing
from survey_service.pieces.importing.refusal import ImportRefused
from survey_service.pieces.importing.rendering import Markdown
from survey_service.pieces.importing.tidying import tidied
from survey_service.pieces.importing.xml_parts import LONGEST_TEXT

# as the site's renderer counts them: beyond this it would need minutes
MOST_BRACKETS = 1_500
_BRACKETS = re.compile(r"[\[<`*_(]")
PHOTO_ADDRESS = re.compile(r"/(?:[\w-]+/)*[\w-]+\.(?:jpg|jpeg|png|webp)(?:\?[\w=&-]*)?")
TABLE_LABELS = {"zh": "表格", "en": "Table"}
PHRASE = "\ufdd5"  # where a heading may break, while markdown-it reads it
TAGS = {
    "p", "h2", "h3", "ul", "ol", "li", "strong", "em", "a", "br", "hr", "blockquote", "wbr",
    "table", "thead", "tbody", "tr", "th", "td", "div", "sup", "figure", "figcaption", "img",
}  # fmt: skip
DIVIDER = re.compile(r"\|(?: -{3}:? \|)+")
HEADING_IDS = re.compile(r"[a-z][a-z0-9-]*")


@dataclass(frozen=True)
class Shown:
    """A photo as the preview shows it: an address of this site, the words beside it."""

    address: str
    alt: str
    caption: str = ""
    width: int = 0
    height: int = 0


def safe_html(
    markdown: str, photos: Mapping[str, Shown] | None = None, language: str = "zh"
) -> str:
    """The text as HTML under our content policy. Never raises, never takes long.

    `photos` are shown at their lines `[photo: name]`; a photo that is not among them, and a slot,
    is a visible line that says so. A text that `check` refuses is shown without any form.
    """
    if _refusal(markdown):
        return _unformed(markdown)
    parts: list[str] = []
    source = _marked(tidied(markdown), parts, photos or {})
    said = {"label": TABLE_LABELS.get(language, "Table"), "language": language}
    raw: str = _markdown.render(source, said)
    raw = re.sub(f"<p>({marks.OPEN}B\\d+{marks.CLOSE})</p>", r"\1", raw).replace(PHRASE, "<wbr>")
    return _allowed.clean(marks.replaced(raw, lambda number: parts[int(number.lstrip("B"))]))


def check(markdown: str) -> None:
    """Raise ImportRefused for a text that the site would not set."""
    refusal = _refusal(markdown)
    if refusal:
        raise refusal


def plain(markdown: str) -> str:
    """The words alone, a line for each paragraph, item or row; pictures and slots left out."""
    blocks = (block.split("\n") for block in tidied(markdown).strip("\n").split("\n\n"))
    lines = (_plain_line(line, _is_table(block)) for block in blocks for line in block)
    return "\n".join(line for line in lines if line)


def publishable(markdown: str) -> str:
    """The text as it enters content/: every heading named, pictures and slots taken out."""
    given: set[str] = set()
    lines = tidied(markdown).split("\n")
    words = (line for line in lines if not (marks.photo_named(line) or marks.is_slot(line)))
    # tidied again: what a picture kept apart may be one list now
    return "\n".join(_named(line, given) for line in tidied("\n".join(words)).split("\n"))


def photos_in(markdown: str) -> tuple[str, ...]:
    """The names of the photos that the text shows, in its order."""
    names = (marks.photo_named(line) for line in markdown.split("\n"))
    return tuple(dict.fromkeys(name for name in names if name))


def _refusal(markdown: str) -> ImportRefused | None:
    if len(markdown) > LONGEST_TEXT:
        return ImportRefused("text_too_long", count=len(markdown), most=LONGEST_TEXT)
    brackets = len(_BRACKETS.findall(markdown))
    if brackets > MOST_BRACKETS:
        return ImportRefused("too_many_signs", count=brackets, most=MOST_BRACKETS)
    return None


def _unformed(markdown: str) -> str:
    lines = (line.strip() for line in marks.clean(markdown).split("\n"))
    return "\n".join(f"<p>{html.escape(line)}</p>" for line in lines if line)


def _marked(source: str, parts: list[str], photos: Mapping[str, Shown]) -> str:
    """Put marks where markdown-it has nothing to read; their HTML is added to `parts`."""

    def kept(part: str, kind: str = "") -> str:
        parts.append(part)
        return f"{marks.OPEN}{kind}{len(parts) - 1}{marks.CLOSE}"

    lines = []
    for line in source.split("\n"):
        name = marks.photo_named(line)
        if name:
            lines.append(kept(_figure(photos.get(name), line), "B"))
        elif marks.is_slot(line) or tidying.BLOCK.fullmatch(line):
            lines.append(kept(_slot(line), "B"))
        else:
            phrased = line.replace("|", PHRASE) if line.startswith("##") else line
            lines.append(inline.cited(phrased, lambda written: kept(_citation(written))))
    return "\n".join(lines)


def _slot(line: str) -> str:
    return f'<p class="slot">{html.escape(line.strip("[]"))}</p>'


def _citation(written: str) -> str:
    return f"<sup>{html.escape(written)}</sup>"


def _figure(photo: Shown | None, line: str) -> str:
    if photo is None:
        return _slot(line)
    size = f' width="{photo.width}" height="{photo.height}"' if photo.width and photo.height else ""
    alt, address = html.escape(photo.alt), html.escape(photo.address)
    caption = f"<figcaption>{html.escape(photo.caption)}</figcaption>" if photo.caption else ""
    return f'<figure><img src="{address}" alt="{alt}" loading="lazy"{size}>{caption}</figure>'


def _is_table(block: list[str]) -> bool:
    return len(block) > 1 and bool(DIVIDER.fullmatch(block[1]))


def _plain_line(line: str, in_table: bool) -> str:  # noqa: FBT001 - named by its call
    """The words of a tidy line: without the marks of lists, headings and tables."""
    if marks.photo_named(line) or marks.is_slot(line) or tidying.BLOCK.fullmatch(line):
        return ""
    if line in ("---", ">") or (in_table and DIVIDER.fullmatch(line)):
        return ""
    bare = re.sub(r"^(?:#{2,3} | *- |> )", "", line)
    if line.startswith("##"):
        bare = tidying.HEADING_ID.sub("", bare).replace("|", "")
    if in_table:
        bare = "  ".join(cell.strip() for cell in writing.cells_of(bare) if cell.strip())
    return writing.words_of(inline.cited(bare, lambda _: "")).strip()


def _named(line: str, given: set[str]) -> str:
    """The line; a heading with its id, or with one by its number."""
    if not line.startswith("##"):
        return line
    named = tidying.HEADING_ID.search(line)
    words = line[: named.start()] if named else line
    name = named[1] if named and named[1] not in given else ""
    number = len(given) + 1
    while not name or name in given:
        name = f"part-{number}"
        number += 1
    given.add(name)
    return f"{words} {{#{name}}}"


def _attribute(tag: str, name: str, given: str) -> str | None:
    """What an attribute may say: addresses of this site, https for a link, nothing foreign."""
    if name == "href":
        return (
            given if writing.INSIDE.fullmatch(given) or writing.OUTSIDE.fullmatch(given) else None
        )
    if name == "src":
        return given if tag == "img" and PHOTO_ADDRESS.fullmatch(given) else None
    if name == "id":
        return given if HEADING_IDS.fullmatch(given) else None
    return given


_markdown = Markdown()
_allowed = nh3.Cleaner(
    tags=TAGS,
    attributes={
        "a": {"href", "rel"},
        "h2": {"id"},
        "h3": {"id"},
        "th": {"scope"},
        "div": {"tabindex", "role", "aria-label"},
        "img": {"src", "alt", "width", "height", "loading"},
    },
    attribute_filter=_attribute,
    allowed_classes={"p": {"slot"}, "div": {"scroll"}, "td": {"n"}, "th": {"n"}},
    url_schemes={"https"},
    link_rel=None,
)
