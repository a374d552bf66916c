"""Words within a line: bold, slanted, links, small figures, as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, Tag
from markdownify import ATX, MarkdownConverter

from survey_service.pieces.importing import marks, writing

KEPT = ("a", "b", "br", "em", "i", "strong", "sub", "sup")

Around = set[str]  # names of the elements that a word stands in


class Converter(MarkdownConverter):
    """markdownify for one line, escaping as our two renderers read it."""

    def __init__(self, messages: list[str]) -> None:
        """What cannot be kept is said in `messages`."""
        super().__init__(heading_style=ATX, autolinks=False)
        self.messages = messages

    def process_text(self, el: NavigableString, parent_tags: Around | None = None) -> str:  # noqa: ARG002
        """Words stay words; white space between them is one space."""
        return writing.escaped(re.sub(r"[ \t\r\n\f]+", " ", str(el).replace("\xa0", " ")))

    def convert_a(self, el: Tag, text: str, parent_tags: Around) -> str:  # noqa: ARG002
        """A link that may stand in an article; of any other, the words."""
        target = str(el.get("href", ""))
        place = writing.address(target)
        words = text.strip()
        if place is None and target and not target.startswith("#"):
            self.say("link_dropped")
        if place is None or not words or place.startswith("#") or marks.OPEN in words:
            return text
        before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        return f"{before}[{' '.join(words.split())}]({place}){after}"

    def convert_br(self, el: Tag, text: str, parent_tags: Around) -> str:  # noqa: ARG002
        """A break within a paragraph."""
        return marks.BREAK

    def convert_sup(self, el: Tag, text: str, parent_tags: Around) -> str:  # noqa: ARG002
        """Figures are raised by characters: an article has no raised words."""
        return writing.raised(text)

    def convert_sub(self, el: Tag, text: str, parent_tags: Around) -> str:  # noqa: ARG002
        """The same, lowered."""
        return writing.lowered(text)

    def convert_strong(self, el: Tag, text: str, parent_tags: Around) -> str:  # noqa: ARG002
        """Bold words, line by line, so that a break cannot stand inside the marks."""
        return _weighed(text, marks.STRONG, parent_tags)

    def convert_em(self, el: Tag, text: str, parent_tags: Around) -> str:  # noqa: ARG002
        """Dotted words."""
        return _weighed(text, marks.EMPHASIS, parent_tags)

    convert_b = convert_strong
    convert_i = convert_em

    def say(self, key: str) -> None:
        """Keep a message, once."""
        if key not in self.messages:
            self.messages.append(key)


class Words:
    """Turns nodes of a tree into one line of Markdown, or several with breaks between."""

    def __init__(self, messages: list[str]) -> None:
        """What cannot be kept is said in `messages`."""
        self._converter = Converter(messages)
        self._tree = BeautifulSoup("", "html.parser")

    def inline(self, nodes: Iterable[PageElement]) -> str:
        """Their words. The nodes are taken out of their tree."""
        line = self._tree.new_tag("span")
        for node in nodes:
            if isinstance(node, Tag):
                node.name = "span" if node.name not in KEPT else node.name
            line.append(node.extract())
        written: str = self._converter.convert_soup(line)
        return _marked(written).replace(marks.BREAK, "\n")


def _marked(written: str) -> str:
    """The marks of weight as Markdown writes them; words that touch share theirs."""
    strong, emphasis = marks.STRONG, marks.EMPHASIS
    written = written.replace(strong * 2, "").replace(emphasis * 2, "")
    if strong + emphasis in written or emphasis + strong in written:  # `***` can be misread
        written = written.replace(emphasis, "")
    return written.replace(strong, "**").replace(emphasis, "*")


def _weighed(text: str, mark: str, around: Around) -> str:
    """Line by line, so that no break stands inside the marks; within another weight, not at all."""
    if around & {"strong", "b", "em", "i"}:
        return text
    return marks.BREAK.join(_wrapped(line, mark) for line in text.split(marks.BREAK))


def _wrapped(line: str, mark: str) -> str:
    """The words between marks, spaces and marks of pictures outside of them."""
    pieces = []
    for place, piece in enumerate(marks.MARK.split(line)):
        bare = piece.strip(writing.INDENT)
        if place % 2:
            pieces.append(f"{marks.OPEN}{piece}{marks.CLOSE}")
        elif not bare:
            pieces.append(piece)
        else:
            begin = piece.index(bare)
            pieces.append(f"{piece[:begin]}{mark}{bare}{mark}{piece[begin + len(bare) :]}")
    return "".join(pieces)
