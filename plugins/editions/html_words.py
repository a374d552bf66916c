"""Blocks as HTML, for the editions that are read in some kind of browser.

What is written is also well-formed XML. An edition takes a subclass, and says otherwise where
its readers' program cannot do as much.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from markupsafe import Markup, escape

from plugins.editions.matter import Matter, Story
from plugins.editions.notes import Notes
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
    Snapshot,
    Table,
)
from plugins.models import Figure


def element(tag: str, inside: Markup | str, kind: str = "", **attributes: str) -> Markup:
    """An element; `kind` is its class. An attribute without a value is left out."""
    given = {"class": kind, **attributes}
    written = Markup("").join(
        Markup(' {}="{}"').format(name, value) for name, value in given.items() if value
    )
    return Markup("<{}{}>{}</{}>").format(Markup(tag), written, inside, Markup(tag))  # noqa: S704


def joined(parts: Iterable[Markup | str]) -> Markup:
    """The parts one after another."""
    return Markup("").join(parts)


class HtmlWords:
    """Sets the blocks of one edition, numbering its notes on the way."""

    levels: ClassVar[dict[int, str]] = {2: "h3", 3: "h4"}  # the headings within an article

    def __init__(self, matter: Matter, notes: Notes) -> None:
        self.matter, self.notes = matter, notes
        self.gettext = matter.words.gettext

    def blocks(self, story: Story) -> Markup:
        """The body of an article; its figures stand first where the author placed them nowhere."""
        first = Markup("")
        if story.article.figures and not story.places_its_figures:
            first = self.figures(story.article.figures)
        return first + joined(self.block(block, story) for block in story.blocks)

    def block(self, block: Block, story: Story) -> Markup:
        """One block."""
        match block:
            case Heading():
                made = element(self.levels[block.level], self.runs(block.runs), "sub")
            case Paragraph():
                made = self.paragraph(block)
            case Listing():
                made = self.listing(block)
            case Table():
                made = self.table(block)
            case ChartPart():
                made = self.chart(block)
            case Drawing():
                made = self.drawing(block)
            case Snapshot():
                made = self.snapshot(block)
            case Figures():
                made = self.figures(story.article.figures)
        return made

    def runs(self, runs: Runs) -> Markup:
        """Running text."""
        return joined(self.run(run) for run in runs)

    def run(self, run: Run) -> Markup:
        """A stretch of text with its look, its link and its notes."""
        text = escape(run.text)
        if run.emphasis:
            text = element("em", text)
        if run.strong:
            text = element("strong", text)
        if run.language and run.language != self.matter.tag:
            text = element("span", text, lang=run.language)
        if run.href and run.text:
            text = self.link(run, text)
        return text + self.marks(self.notes.of(run))

    def link(self, run: Run, text: Markup) -> Markup:
        """A link, where it leads somewhere from here."""
        if not self.matter.publisher.can_be_opened(run.href):
            return text
        return element("a", text, href=self.matter.publisher.web(run.href))

    def marks(self, numbers: Iterable[int]) -> Markup:
        """The numbers of notes."""
        return joined(element("sup", f"[{number}]", "note") for number in numbers)

    def paragraph(self, block: Paragraph) -> Markup:
        """A paragraph."""
        text = element("p", self.runs(block.runs))
        return element("blockquote", text) if block.quoted else text

    def listing(self, block: Listing) -> Markup:
        """A list; lines that stand deeper become a list within."""
        tag = "ol" if block.ordered else "ul"
        return element(tag, self._lines(list(block.items), tag))

    def _lines(self, items: list[Item], tag: str) -> Markup:
        lines: list[Markup] = []
        while items:
            item = items.pop(0)
            deeper: list[Item] = []
            while items and items[0].depth > item.depth:
                deeper.append(items.pop(0))
            inner = element(tag, self._lines(deeper, tag)) if deeper else ""
            lines.append(element("li", self.runs(item.runs) + inner))
        return joined(lines)

    def table(self, block: Table) -> Markup:
        """A table."""
        heads = joined(element("th", self.runs(head), scope="col") for head in block.heads)
        rows = joined(element("tr", self._cells(row)) for row in block.rows)
        caption = element("caption", block.caption) if block.caption else Markup("")
        head = element("thead", element("tr", heads))
        return element("table", caption + head + element("tbody", rows))

    def _cells(self, row: tuple[Runs, ...]) -> Markup:
        first, *others = row
        cells = [element("th", self.runs(first), scope="row")]
        return joined([*cells, *(element("td", self.runs(cell), "n") for cell in others)])

    def chart(self, chart: ChartPart) -> Markup:
        """A chart: picture, numbers, note."""
        title = Markup("{} <span>{}</span>").format(chart.title, chart.unit)
        parts = [element("p", title, "figure-title"), self.chart_picture(chart)]
        parts.append(self.table(chart.table))
        if chart.note:
            parts.append(element("p", self.runs(chart.note), "figure-note"))
        return element("div", joined(parts), "figure")

    def chart_picture(self, chart: ChartPart) -> Markup:  # noqa: ARG002 - for those who have pictures
        """The picture of a chart, where the edition has any."""
        return Markup("")

    def drawing(self, drawing: Drawing) -> Markup:
        """A drawing: picture, the lines that explain it, note."""
        title = element("p", drawing.title, "figure-title")
        key = element("ol", joined(element("li", line) for line in drawing.key))
        note = element("p", drawing.note, "figure-note")
        return element("div", title + self.drawing_picture(drawing) + key + note, "figure")

    def drawing_picture(self, drawing: Drawing) -> Markup:
        """The picture of a drawing; its description, where the edition has none."""
        return element("p", drawing.description)

    def snapshot(self, photo: Snapshot) -> Markup:
        """A photograph: picture, caption, and who took it."""
        caption = element("p", self.caption(photo), "figure-note")
        return element("div", self.snapshot_picture(photo) + caption, "figure")

    def snapshot_picture(self, photo: Snapshot) -> Markup:
        """The picture from the web; what it shows in words, where there is none to fetch."""
        if not self.matter.publisher.siteurl:
            return element("p", photo.alt)
        web = self.matter.publisher.web(photo.url)
        return Markup('<p><img src="{}" alt="{}" /></p>').format(web, photo.alt)

    def caption(self, photo: Snapshot) -> str:
        """What a photograph shows, and whose it is."""
        by = self.gettext("摄影：%(name)s", name=photo.photographer) if photo.photographer else ""
        return " ".join(filter(None, (photo.caption, by)))

    def figures(self, figures: Iterable[Figure]) -> Markup:
        """Dated figures."""
        return element("div", joined(self.figure(figure) for figure in figures), "dated-row")

    def figure(self, figure: Figure) -> Markup:
        """A number that never stands alone."""
        value = element("span", figure.value, "value") + element("span", figure.unit, "unit")
        mark = self.marks([self.notes.source(figure.source.id)])
        lines = (element("p", value, "number"), element("p", figure.meaning, "meaning"))
        return element("div", joined(lines) + element("p", figure.note + mark, "day"), "dated")

    def headline(self, story: Story) -> Markup:
        """The headline, with the places where a line may break."""
        return Markup("<wbr />").join(story.phrases)

    def credit(self, story: Story) -> Markup:
        """Who wrote it, where and when."""
        article = story.article
        parts = [part for part in (article.byline, article.dateline, article.date_text) if part]
        return element("p", " · ".join(parts), "credit")

    def remarks(self, story: Story) -> Markup:
        """Editors' notes and corrections under an article."""
        head = self.gettext("编者注")
        told = [self.remark(head, text) for text in self.matter.own_notes(story)]
        return joined([*told, *self.corrections(story)])

    def corrections(self, story: Story) -> list[Markup]:
        """What was wrong and has been put right, with the day."""
        head = self.gettext("更正")
        return [
            self.remark(f"{head} {correction.date_text}".strip(), correction.text)
            for correction in story.article.corrections
        ]

    def shared_remarks(self) -> Markup:
        """Editors' notes that belong to several articles, told once."""
        head = self.gettext("网络版说明")
        return joined(self.remark(head, text) for text in self.matter.shared_notes)

    def remark(self, head: str, text: str) -> Markup:
        """One note of the editors."""
        return element("p", Markup("{} {}").format(element("strong", head), text), "remark")
