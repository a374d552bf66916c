"""The plain text of an issue, for large print, loudspeakers and programs that read aloud.

Figures and charts are told in whole sentences; a note's number stands in brackets and is said as
a word, since a raised numeral is heard as part of the sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from plugins.editions.matter import Matter, Story
from plugins.editions.notes import EndNote, Notes
from plugins.editions.parts import (
    Block,
    ChartPart,
    Drawing,
    Figures,
    Heading,
    Listing,
    Paragraph,
    Runs,
    Snapshot,
    Table,
    plain,
)
from plugins.editions.wrapping import wrapped
from plugins.models import Figure

COLUMNS = 76
RULE = {1: "=" * 40, 2: "-" * 40}


def plain_text(matter: Matter) -> str:
    """The issue as text, one line break at the end."""
    return "\n\n".join(_Told(matter).pieces()) + "\n"


class _Told:
    """One issue on its way into sentences."""

    def __init__(self, matter: Matter) -> None:
        self.matter, self.notes = matter, Notes(matter, links=True)
        self.gettext = matter.words.gettext
        self.stop, self.comma, self.colon = (self.gettext(sign) for sign in "。，：")

    def pieces(self) -> Iterator[str]:
        """Every paragraph of the file."""
        issue, site = self.matter.issue, self.matter.publisher.site
        yield _headed(f"{site.name} {issue.title_text}", 1)
        yield from self._lines(filter(None, (site.tagline, issue.date_text, issue.summary)))
        if site.organiser:
            yield self.gettext("主办单位：") + site.organiser
        for story in self.matter.stories:
            yield from self.story(story)
        yield _headed(self.gettext("来源和链接"), 2)
        for note in self.notes.listed():
            yield wrapped(self._end_note(note), COLUMNS)
        yield from self._lines(self._remarks(self.gettext("网络版说明"), self.matter.shared_notes))
        if self.matter.publisher.siteurl:
            yield self.gettext("网上读本期") + self.colon + self.matter.web

    def story(self, story: Story) -> Iterator[str]:
        """An article from its headline to the editors' notes."""
        article = story.article
        yield _headed(article.title_text, 2)
        credit = (article.kicker, article.byline, article.dateline, article.date_text)
        yield wrapped(self.comma.join(filter(None, credit)) + self.stop, COLUMNS)
        yield from self._lines([article.standfirst])
        if not story.places_its_figures:
            yield from self._lines(map(self.figure, article.figures))
        for block in story.blocks:
            yield from self.block(block, story)
        yield from self._lines(self._remarks(self.gettext("编者注"), self.matter.own_notes(story)))
        for correction in article.corrections:
            head = " ".join(filter(None, (self.gettext("更正"), correction.date_text)))
            yield from self._lines(self._remarks(head, [correction.text]))

    def block(self, block: Block, story: Story) -> Iterator[str]:
        """The paragraphs of a block."""
        match block:
            case Heading():
                yield f"## {plain(block.runs)}"
            case Paragraph():
                yield from self._lines([self.runs(block.runs)])
            case Listing():
                yield self._listing(block)
            case Table():
                yield from self._lines(self._rows(block))
            case ChartPart():
                yield from self._lines(self._chart(block))
            case Drawing():
                yield from self._lines(self._drawing(block))
            case Snapshot():
                yield from self._lines(self._snapshot(block))
            case Figures():
                yield from self._lines(map(self.figure, story.article.figures))

    def runs(self, runs: Runs) -> str:
        """Running text with its notes."""
        return "".join(run.text + self._marks(self.notes.of(run)) for run in runs)

    def figure(self, figure: Figure) -> str:
        """A dated figure as a sentence."""
        mark = self._marks([self.notes.source(figure.source.id)])
        value = (
            " ".join(filter(None, (figure.value, figure.unit)))
            if self._spaced(figure)
            else (figure.value + figure.unit)
        )
        return f"{figure.meaning}{self.colon}{value}{self.comma}{figure.note}{self.stop}{mark}"

    def _spaced(self, figure: Figure) -> bool:
        return self.matter.language != "zh" and figure.unit != "%"

    def _listing(self, block: Listing) -> str:
        lines = []
        for number, item in enumerate(block.items, start=1):
            sign = f"{number}. " if block.ordered else "- "
            lead = "  " * item.depth + sign
            lines.append(wrapped(lead + self.runs(item.runs), COLUMNS, " " * len(lead)))
        return "\n".join(lines)

    def _rows(self, table: Table) -> Iterator[str]:
        """Each row as a sentence: what it is, then each value under the name of its column."""
        if table.caption:
            yield table.caption + self.stop
        for first, *cells in table.rows:
            named = [
                f"{plain(head)}{'' if self.matter.language == 'zh' else ' '}{self.runs(cell)}"
                for head, cell in zip(table.heads[1:], cells, strict=True)
            ]
            yield self.runs(first) + self.colon + self.comma.join(named) + self.stop

    def _chart(self, chart: ChartPart) -> Iterator[str]:
        yield self.gettext("图表：") + f"{chart.title}{self.comma}{chart.unit}{self.stop}"
        yield chart.description
        yield from self._rows(chart.table)
        yield self.runs(chart.note)

    def _drawing(self, drawing: Drawing) -> Iterator[str]:
        yield self.gettext("图画：") + drawing.title + self.stop
        yield drawing.description
        yield from (f"{n}. {line}{self.stop}" for n, line in enumerate(drawing.key, start=1))
        yield drawing.note

    def _snapshot(self, photo: Snapshot) -> Iterator[str]:
        yield self.gettext("照片：") + photo.alt
        yield photo.caption
        if photo.photographer:
            yield self.gettext("摄影：%(name)s", name=photo.photographer) + self.stop

    def _marks(self, numbers: Iterable[int]) -> str:
        told = [self.gettext("注%(number)s", number=number) for number in numbers]
        if not told:
            return ""
        return f"（{'、'.join(told)}）" if self.matter.language == "zh" else f" [{', '.join(told)}]"

    def _end_note(self, note: EndNote) -> str:
        head = self.gettext("注%(number)s", number=note.number) + self.colon
        return f"{head}{note.text} {note.href}".rstrip()

    def _remarks(self, head: str, texts: Iterable[str]) -> Iterator[str]:
        return (f"{head}{self.colon}{text}" for text in texts)

    def _lines(self, texts: Iterable[str]) -> Iterator[str]:
        return (wrapped(text, COLUMNS) for text in texts if text)


def _headed(title: str, level: int) -> str:
    return f"{wrapped(title, COLUMNS)}\n{RULE[level]}"
