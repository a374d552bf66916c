"""Clean HTML taken apart: paragraphs, headings, lists, tables, pictures, each as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, Tag

from survey_service.pieces.importing import marks, writing
from survey_service.pieces.importing.html_tables import grid_of, rows_of
from survey_service.pieces.importing.html_words import Words

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
LISTS = ("ul", "ol")
BLOCKS = (
    *HEADINGS, *LISTS, "p", "div", "section", "article", "table", "thead", "tbody", "tfoot", "tr",
    "td", "th", "li", "blockquote", "pre", "figure", "figcaption", "caption", "dl", "dt", "dd",
)  # fmt: skip
HARD_BREAK = "  \n"
STEP = "    "  # the indent of a list within a list that every Markdown understands
DEEPEST = 100  # elements within elements; beyond that all is taken as one line


class Kind(StrEnum):
    """What a block is."""

    HEADING = "heading"
    TEXT = "text"
    LIST = "list"
    TABLE = "table"
    QUOTE = "quote"
    PICTURE = "picture"


class Weight(StrEnum):
    """How all words of a paragraph stand out."""

    PLAIN = ""
    BOLD = "bold"
    LARGE = "large"


@dataclass(frozen=True)
class Block:
    """A piece of the text between blank lines. `pieces` are its lines, items or cells, unmarked."""

    kind: Kind
    markdown: str
    pieces: tuple[str, ...] = ()
    level: int = 0
    weight: Weight = Weight.PLAIN

    @property
    def words(self) -> str:
        """Its words, without any mark."""
        return " ".join(map(writing.words_of, self.pieces))


@dataclass
class Reader:
    """Takes a tree apart; what it had to change is added to `messages`."""

    words: Words
    messages: list[str]

    def blocks(self, container: Tag, depth: int = 0) -> Iterator[Block]:
        """The blocks of a container, in order; loose words between them are paragraphs."""
        loose: list[PageElement] = []
        for child in list(container.children):
            if isinstance(child, Tag) and (child.name in BLOCKS or _holds_block(child)):
                yield from self.paragraphs(loose)
                loose = []
                yield from self._block(child, depth + 1)
            else:
                loose.append(child)
        yield from self.paragraphs(loose)

    def paragraphs(
        self, nodes: Iterable[PageElement], weight: Weight = Weight.PLAIN
    ) -> Iterator[Block]:
        """Loose words as paragraphs: two breaks, or a break and an indent, begin a new one."""
        written = self.words.inline(nodes)
        for paragraph in re.split(r" *\n(?=[\u3000\t])|(?: *\n){2,}", written):
            yield from self._paragraph(paragraph, weight)

    def _paragraph(self, written: str, weight: Weight) -> Iterator[Block]:
        found = marks.MARK.findall(written)
        lines = marks.MARK.sub("", written).split("\n")
        lines = [line.strip(writing.INDENT) for line in lines if line.strip(writing.INDENT)]
        if lines:
            markdown = HARD_BREAK.join(map(writing.guarded, lines))
            bold = len(lines) == 1 and re.fullmatch(r"\*\*(?:[^*\\]|\\.)+\*\*", lines[0])
            weight = Weight.BOLD if bold else weight
            yield Block(Kind.TEXT, markdown, tuple(lines), weight=weight)
        yield from map(_picture, found)

    def _block(self, tag: Tag, depth: int) -> Iterator[Block]:
        if depth > DEEPEST:
            yield from self.paragraphs([tag])
        elif tag.name in HEADINGS:
            yield from self._heading(tag)
        elif tag.name in LISTS:
            yield from self._list(tag, depth)
        elif tag.name == "table":
            yield from self._table(tag, depth)
        elif tag.name == "blockquote":
            yield from self._quote(tag, depth)
        elif tag.name == "pre":
            yield from self._lines(tag)
        elif _holds_block(tag):
            yield from self.blocks(tag, depth)
        else:
            large = "large" in tag.get_attribute_list("class")
            yield from self.paragraphs([tag], Weight.LARGE if large else Weight.PLAIN)

    def _heading(self, tag: Tag) -> Iterator[Block]:
        level = int(tag.name[1])
        written = self.words.inline([tag])
        words = writing.heading(marks.MARK.sub("", written).strip(writing.INDENT))
        if words:
            yield Block(Kind.HEADING, words, (words,), level=level)
        yield from map(_picture, marks.MARK.findall(written))

    def _list(self, tag: Tag, depth: int) -> Iterator[Block]:
        items = list(self._items(tag, depth))
        lines = [f"{STEP * level}{mark} {words}" for level, mark, words, _ in items if words]
        if lines:
            pieces = tuple(words for _, _, words, _ in items if words)
            yield Block(Kind.LIST, "\n".join(lines), pieces)
        for *_, after in items:
            yield from after

    def _items(
        self, tag: Tag, depth: int, level: int = 0
    ) -> Iterator[tuple[int, str, str, list[Block]]]:
        """Level, mark and words of each item, lists within it too, and what must stand after."""
        number = 0
        for item in _entries(tag):
            if item.name in LISTS:  # a list right inside a list, as some editors write it
                yield from self._items(item, depth + 1, level + 1)
                continue
            number += 1
            inner = list(item.find_all(LISTS, recursive=False))
            for child in inner:
                child.extract()
            blocks = list(self.blocks(item, depth))
            words = " ".join(piece for block in blocks for piece in block.pieces)
            after = [block for block in blocks if block.kind is Kind.PICTURE]
            mark = f"{number}." if tag.name == "ol" else "-"
            yield level, mark, writing.guarded(" ".join(words.split())), after
            for child in inner if level < DEEPEST else []:
                yield from self._items(child, depth + 1, level + 1)

    def _table(self, tag: Tag, depth: int) -> Iterator[Block]:
        for caption in tag.find_all("caption", recursive=False):
            yield from self.blocks(caption, depth + 1)
        rows = rows_of(tag)
        if max((len(row) for row in rows), default=0) <= 1:
            self._say("table_unpacked")
            for row in rows:
                for cell in row:
                    yield from self.blocks(cell, depth + 1)
            return
        places = grid_of(rows)
        # by id: two tags with the same words are equal
        cells = {id(cell): list(self.blocks(cell, depth + 1)) for row in rows for cell in row}
        grid = [[_in_cell(cells.get(id(cell), [])) for cell in row] for row in places]
        yield Block(
            Kind.TABLE, _piped(grid), tuple(words for row in grid for words in row if words)
        )
        for blocks in cells.values():
            yield from (block for block in blocks if block.kind is Kind.PICTURE)

    def _quote(self, tag: Tag, depth: int) -> Iterator[Block]:
        for block in self.blocks(tag, depth):
            if block.kind is Kind.PICTURE:
                yield block
                continue
            quoted = "\n".join(f"> {line}" for line in block.markdown.split("\n"))
            yield replace(block, kind=Kind.QUOTE, markdown=quoted)

    def _lines(self, tag: Tag) -> Iterator[Block]:
        for line in tag.get_text().split("\n"):
            yield from self.paragraphs([NavigableString(line)])

    def _say(self, key: str) -> None:
        if key not in self.messages:
            self.messages.append(key)


def read(html: str, messages: list[str]) -> list[Block]:
    """The blocks of clean HTML, with marks where the pictures stand."""
    soup = BeautifulSoup(html, "html.parser")
    return list(Reader(Words(messages), messages).blocks(soup))


def _picture(mark: str) -> Block:
    return Block(Kind.PICTURE, mark)


def _holds_block(tag: Tag) -> bool:
    return any(isinstance(inner, Tag) and inner.name in BLOCKS for inner in tag.descendants)


def _entries(tag: Tag) -> Iterator[Tag]:
    """The items of a list; words between them are items too."""
    for child in list(tag.children):
        if isinstance(child, Tag):
            yield child
        elif child.get_text(strip=True):
            yield child.wrap(Tag(name="li"))


def _in_cell(blocks: Iterable[Block]) -> str:
    return writing.cell(" ".join(piece for block in blocks for piece in block.pieces))


def _piped(grid: list[list[str]]) -> str:
    """A table with its first row as the head, every row of the same width."""
    width = max(len(row) for row in grid)
    full = [row + [""] * (width - len(row)) for row in grid]
    lines = [f"| {' | '.join(row)} |" for row in full]
    return "\n".join([lines[0], f"|{' --- |' * width}", *lines[1:]])
