"""The matter of an issue as the Typst sheets read it: plain lists and words, nothing to escape."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

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
    Run,
    Runs,
    Snapshot,
    Table,
)
from plugins.editions.picture_words import chart_words, drawing_words
from plugins.models import Figure

Given = dict[str, object]


@dataclass(frozen=True)
class PrintWords:
    """Turns one issue into what a sheet is given, numbering the notes on the way."""

    matter: Matter
    notes: Notes

    def story(self, story: Story, deeper: int) -> Given:
        """An article; `deeper` says how many levels its headings stand below those of the web."""
        article = story.article
        return {
            "slug": article.slug,
            "title": article.title_text,
            "phrases": story.phrases,
            "kicker": article.kicker,
            "standfirst": article.standfirst,
            "byline": article.byline,
            "place": article.dateline,
            "date": article.date_text,
            "strip": self.figures(article.figures),
            "blocks": [self.block(block, deeper) for block in story.blocks if block != Figures()],
            "notes": self.remarks(self.matter.own_notes(story), self.matter.words.gettext("编者注"))
            + self.corrections(story),
        }

    def block(self, block: Block, deeper: int) -> Given:
        """One block of an article."""
        match block:
            case Heading():
                given = self._heading(block, deeper)
            case Paragraph():
                runs = self.runs(block.runs)
                given = {"kind": "paragraph", "quoted": block.quoted, "runs": runs}
            case Listing():
                items = [{"depth": i.depth, "runs": self.runs(i.runs)} for i in block.items]
                given = {"kind": "list", "ordered": block.ordered, "items": items}
            case Table():
                given = self._table(block)
            case ChartPart():
                chart = chart_words(self.matter, block)
                given = {"kind": "chart", **chart, "note": self.runs(block.note)}
            case Drawing():
                given = {"kind": "drawing", **drawing_words(block)}
            case Snapshot():
                given = self._photo(block)
            case Figures():
                raise TypeError(block)  # in print they stand in a row under the headline
        return given

    def runs(self, runs: Runs) -> list[Given]:
        """Running text; numbers of notes that meet are put together, or 9 and 10 would be 910."""
        given: list[Given] = []
        for run in runs:
            notes = list(self.notes.of(run))
            if given and not run.text:
                given[-1] = {**given[-1], "notes": [*_numbers(given[-1]), *notes]}
            else:
                given.append(self._run(run, notes))
        return given

    def figures(self, figures: Iterable[Figure]) -> list[Given]:
        """Dated figures."""
        return [
            {
                "value": figure.value,
                "unit": figure.unit,
                "meaning": figure.meaning,
                "day": figure.note,
                "notes": [self.notes.source(figure.source.id)],
            }
            for figure in figures
        ]

    def remarks(self, texts: Iterable[str], head: str) -> list[Given]:
        """Editors' notes under one word that says what they are."""
        return [{"head": head, "text": text} for text in texts]

    def corrections(self, story: Story) -> list[Given]:
        """What was wrong and has been put right, with the day."""
        gettext = self.matter.words.gettext
        return [
            {"head": " ".join(filter(None, (gettext("更正"), note.date_text))), "text": note.text}
            for note in story.article.corrections
        ]

    def end_notes(self) -> list[Given]:
        """The numbered list at the end."""
        return [self._end_note(note) for note in self.notes.listed()]

    def _end_note(self, note: EndNote) -> Given:
        source = self.matter.sources.get(note.source)
        foreign = source is not None and source.language != self.matter.language
        return {
            "number": note.number,
            "text": note.text,
            "href": note.href,
            "address": note.shown_address,
            "opens": not note.href.startswith("/"),
            "source_language": source.language if source and foreign else "",
        }

    def _heading(self, block: Heading, deeper: int) -> Given:
        return {
            "kind": "heading",
            "level": block.level + deeper,
            "large": block.level == 2,  # noqa: PLR2004 - h2, the first subheading of the web page
            "runs": self.runs(block.runs),
        }

    def _photo(self, photo: Snapshot) -> Given:
        by = self.matter.words.gettext("摄影：%(name)s", name=photo.photographer)
        told = (photo.caption, by if photo.photographer else "")
        caption = " ".join(filter(None, told))
        return {"kind": "photo", "file": str(photo.file), "alt": photo.alt, "caption": caption}

    def _table(self, block: Table) -> Given:
        return {
            "kind": "table",
            "caption": block.caption,
            "heads": [self.runs(head) for head in block.heads],
            "rows": [[{"runs": self.runs(cell)} for cell in row] for row in block.rows],
        }

    def _run(self, run: Run, notes: list[int]) -> Given:
        return {
            "text": run.text,
            "strong": run.strong,
            "emphasis": run.emphasis,
            "href": run.href,
            "address": self.matter.publisher.web(run.href),
            "opens": self.matter.publisher.can_be_opened(run.href),
            "language": run.language,
            "notes": notes,
        }


def _numbers(run: Given) -> list[int]:
    notes = run["notes"]
    return notes if isinstance(notes, list) else []
