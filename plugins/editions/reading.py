"""An article's HTML as blocks. An element that no edition knows is refused, so nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final
from xml.etree.ElementTree import Element, tostring

from plugins.editions.parts import (
    Block,
    ChartPart,
    Drawing,
    Figures,
    Heading,
    Item,
    Listing,
    Paragraph,
    Run,
    Runs,
    Table,
    plain,
)
from plugins.editions.tree import classes, first, text_in, tree

_SPACE = re.compile(r"[ \t\r\n]+")
_WORD_JOINER = "\u2060"


class UnknownPart(ValueError):
    """Something in an article that the editions cannot set."""


@dataclass(frozen=True)
class Reader:
    """Reads one article; `sources` gives the id of a source by its number on the web page."""

    sources: Mapping[int, str]

    def blocks(self, html: str) -> tuple[Block, ...]:
        """Every block of the article, in order. Raises UnknownPart and BrokenTree."""
        return tuple(self._blocks_in(tree(html)))

    def _blocks_in(self, parent: Element, *, quoted: bool = False) -> Iterator[Block]:
        if (parent.text or "").strip():
            raise UnknownPart(f"text outside a paragraph: {(parent.text or '').strip()[:20]}")
        for element in parent:
            if element.tag == "blockquote":
                yield from self._blocks_in(element, quoted=True)
            elif element.tag == "p":
                yield from self._paragraph(element, quoted=quoted)
            elif element.tag in BLOCKS:
                yield BLOCKS[element.tag](self, element)
            else:
                raise UnknownPart(f"<{element.tag}>")
            if (element.tail or "").strip():
                raise UnknownPart(f"text outside a paragraph: {(element.tail or '').strip()[:20]}")

    def _paragraph(self, element: Element, *, quoted: bool) -> Iterator[Block]:
        """A paragraph; one that holds a figure stands for the figure."""
        inside = [child for child in element if child.tag in ("figure", "div")]
        if inside:
            yield from (BLOCKS[child.tag](self, child) for child in inside)
        else:
            yield Paragraph(self.runs(element), quoted)

    def runs(self, element: Element) -> Runs:
        """The running text of the element; spaces at both ends are taken off."""
        runs = [run for run in self._runs_in(element, Run()) if run.text or run.cites]
        if runs and runs[0].text:
            runs[0] = replace(runs[0], text=runs[0].text.lstrip())
        if runs and runs[-1].text:
            runs[-1] = replace(runs[-1], text=runs[-1].text.rstrip())
        return tuple(run for run in runs if run.text or run.cites)

    def _runs_in(self, element: Element, look: Run) -> Iterator[Run]:
        yield from _text(element.text, look)
        for child in element:
            if child.tag == "sup":
                yield replace(look, cites=self._cited(child), href="")
            elif child.tag == "a":
                yield from self._link(child, look)
            elif child.tag in LOOKS:
                yield from self._runs_in(child, LOOKS[child.tag](look, child))
            elif child.tag not in NESTED:
                raise UnknownPart(f"<{child.tag}>")
            yield from _text(child.tail, look)

    def _link(self, link: Element, look: Run) -> Iterator[Run]:
        href = link.get("href", "")
        runs = list(self._runs_in(link, replace(look, href=href)))
        if href:
            runs[-1] = replace(runs[-1], link_text=plain(runs))
        yield from runs

    def _cited(self, sup: Element) -> tuple[str, ...]:
        numbers = (link.get("href", "").removeprefix("#r") for link in sup.iter("a"))
        return tuple(self.sources[int(number)] for number in numbers)

    def _heading(self, element: Element) -> Heading:
        return Heading(element.get("id", ""), int(element.tag[1]), self.runs(element))

    def _listing(self, element: Element) -> Listing:
        return Listing(tuple(self._items(element, 0)), element.tag == "ol")

    def _items(self, listing: Element, depth: int) -> Iterator[Item]:
        for line in listing:
            paragraphs = [p for p in line if p.tag == "p"]
            runs = (self.runs(p) for p in paragraphs) if paragraphs else (self.runs(line),)
            yield Item(tuple(run for some in runs for run in some), depth)
            for nested in line:
                if nested.tag in ("ul", "ol"):
                    yield from self._items(nested, depth + 1)

    def _division(self, element: Element) -> Block:
        """A table that can be scrolled, or the row of dated figures."""
        if "dated-row" in classes(element):
            return Figures()
        if "scroll" in classes(element):
            return self._table(first(element, "table"))
        raise UnknownPart(f"<div class={element.get('class')!r}>")

    def _table(self, table: Element) -> Table:
        head, body = first(table, "thead"), first(table, "tbody")
        return Table(
            caption=text_in(first(table, "caption")),
            heads=tuple(self.runs(cell) for cell in head.iter("th")),
            rows=tuple(tuple(self.runs(cell) for cell in row) for row in body.iter("tr")),
        )

    def _figure(self, element: Element) -> Block:
        kind = next(iter(classes(element)), "")
        if kind == "chart":
            return self._chart(element)
        if kind == "drawing":
            return _drawing(element)
        raise UnknownPart(f"<figure class={element.get('class')!r}>")

    def _chart(self, element: Element) -> ChartPart:
        title = first(element, "p", "chart__title")
        return ChartPart(
            id=element.get("id", "").removeprefix("figure-"),
            kind=classes(element)[1].removeprefix("chart--"),
            title=(title.text or "").strip(),
            unit=text_in(first(title, "span")).strip(),
            description=text_in(first(element, "desc")),
            table=self._table(first(element, "table")),
            note=self.runs(first(element, "figcaption")),
        )


BLOCKS: Final[dict[str, Callable[[Reader, Element], Block]]] = {
    "h2": Reader._heading,  # noqa: SLF001 - the table of its own methods
    "h3": Reader._heading,  # noqa: SLF001
    "ul": Reader._listing,  # noqa: SLF001
    "ol": Reader._listing,  # noqa: SLF001
    "div": Reader._division,  # noqa: SLF001
    "figure": Reader._figure,  # noqa: SLF001
}
LOOKS: Final[dict[str, Callable[[Run, Element], Run]]] = {
    "strong": lambda look, _: replace(look, strong=True),
    "b": lambda look, _: replace(look, strong=True),
    "em": lambda look, _: replace(look, emphasis=True),
    "code": lambda look, _: look,
    "span": lambda look, span: replace(look, language=span.get("lang", "")),
    "br": lambda look, _: look,
    "wbr": lambda look, _: look,
}
NESTED = frozenset({"ul", "ol", "p"})  # within a line of a list, each is read by itself


def _text(text: str | None, look: Run) -> Iterator[Run]:
    said = _SPACE.sub(" ", (text or "").replace(_WORD_JOINER, ""))
    if said:
        yield replace(look, text=said)


def _drawing(element: Element) -> Drawing:
    picture = first(element, "svg")
    kind = classes(element)[1] if len(classes(element)) > 1 else ""
    drawn = Element("svg", picture.attrib)
    drawn.extend(list(picture))
    return Drawing(
        id=kind.removeprefix("drawing--"),
        title=text_in(first(picture, "title")),
        description=text_in(first(picture, "desc")),
        picture=tostring(drawn, encoding="unicode"),
        key=tuple(text_in(line).strip() for line in first(element, "ol").iter("li")),
        note=text_in(first(element, "figcaption")).strip(),
    )
