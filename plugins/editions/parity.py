"""Whether every paragraph, figure and source of an issue stands in each of its editions.

What is expected is read from the articles' HTML by a way of its own, so that what the editions'
reader might overlook is not overlooked here too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from plugins.editions.matter import EditionFault, Matter
from plugins.editions.tree import classes, text_in, tree
from plugins.models import Article

MOST_TOLD = 12
_NOT_WORDS = re.compile(r"[\W_]+")
_BREAKS = frozenset({"sup", "a", "span", "small", "br"})  # a note's number may stand here
_PASSAGES = {"p": "段落", "li": "列表", "h2": "小标题", "h3": "小标题", "caption": "表题",
             "td": "表格", "th": "表格", "figcaption": "图注"}  # fmt: skip


@dataclass(frozen=True)
class Passage:
    """Something that must stand in every edition: what it is, and its pieces between notes."""

    article: str
    what: str
    pieces: tuple[str, ...]
    in_order: bool = False  # after the passages before it

    def __str__(self) -> str:
        """As the editor is told of it."""
        return f"{self.article} {self.what}“{''.join(self.pieces)[:24]}”"


def check_parity(matter: Matter, editions: Mapping[str, str]) -> None:
    """Raise EditionFault naming edition and passage; `editions` are the texts by name."""
    expected = tuple(passages(matter))
    missing = [
        f"{name}：{passage}"
        for name, text in editions.items()
        for passage in absent(expected, text)
    ]
    if missing:
        more = f"\n……还有{len(missing) - MOST_TOLD}处" if len(missing) > MOST_TOLD else ""
        told = "\n  ".join(missing[:MOST_TOLD])
        raise EditionFault(f"{matter.issue.file}：各版本内容不一致，缺少：\n  {told}{more}")


def absent(expected: tuple[Passage, ...], text: str) -> Iterator[Passage]:
    """The passages that the text lacks, or that stand before what they should follow."""
    words, place, article = bare(text), 0, ""
    for passage in expected:
        if passage.article != article:
            article, place = passage.article, 0
        start = place if passage.in_order else 0
        ends = [_end(words, piece, start) for piece in passage.pieces]
        if not all(ends):
            yield passage
        elif passage.in_order:
            place = max(ends)


def passages(matter: Matter) -> Iterator[Passage]:
    """Everything that belongs in every edition, article by article."""
    for article in matter.issue.articles:
        yield from _head(article)
        yield from _photos(article)
        yield from _body(article)
        yield from _notes(article)


def bare(text: str) -> str:
    """Letters and figures alone: editions differ in spaces, signs and the ends of lines."""
    return _NOT_WORDS.sub("", unicodedata.normalize("NFKC", text)).casefold()


def _end(words: str, piece: str, start: int) -> int:
    """Where the piece ends in the words, or 0."""
    sought = bare(piece)
    found = words.find(sought, start)
    return found + len(sought) if found >= 0 else 0


def _head(article: Article) -> Iterator[Passage]:
    told = {
        "标题": article.title_text,
        "引语": article.standfirst,
        "署名": article.byline,
        "日期": article.date_text,
    }
    for what, text in told.items():
        if text:
            yield Passage(article.slug, what, (text,))
    for figure in article.figures:
        pieces = (f"{figure.value}{figure.unit}", figure.meaning, figure.note)
        yield Passage(article.slug, "数字", pieces)


def _body(article: Article) -> Iterator[Passage]:
    for element, in_figure in _passages_in(tree(article.html), in_figure=False):
        pieces = tuple(piece for piece in _pieces(element) if bare(piece))
        if pieces:
            what = _PASSAGES[str(element.tag)]
            yield Passage(article.slug, what, pieces, in_order=not in_figure)


def _photos(article: Article) -> Iterator[Passage]:
    for photo in article.photos:
        pieces = tuple(filter(None, (photo.caption, photo.photographer)))
        if pieces:
            yield Passage(article.slug, "照片", pieces)


def _notes(article: Article) -> Iterator[Passage]:
    for note in (*article.notes, *article.corrections):
        yield Passage(article.slug, "编者注", (note.text,))
    for source in article.sources:
        yield Passage(article.slug, "来源", tuple(filter(None, (source.title, source.where))))


def _passages_in(parent: Element, *, in_figure: bool) -> Iterator[tuple[Element, bool]]:
    """Elements that hold running text; dated figures come from the article itself.

    A chart's column names are left out: an edition that draws the chart needs none.
    """
    for element in parent:
        inside = in_figure or element.tag in ("figure", "table")
        if element.tag in ("svg", "thead") or "dated-row" in classes(element):
            continue
        if element.tag in _PASSAGES:
            yield element, inside
        yield from _passages_in(element, in_figure=inside)


def _pieces(element: Element) -> Iterator[str]:
    """The text between the places where a note's number may stand."""
    piece = element.text or ""
    for child in element:
        if child.tag in _PASSAGES or child.tag in ("ul", "ol", "figure", "div", "table"):
            yield piece
            piece = child.tail or ""
        elif child.tag in _BREAKS:
            yield piece
            if child.tag != "sup":
                yield text_in(child)
            piece = child.tail or ""
        else:
            piece += text_in(child) + (child.tail or "")
    yield piece
