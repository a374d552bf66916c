"""Fields that several kinds of content share: figures, sources, notes, and the text itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from plugins.dates import date_text, is_day
from plugins.models import Figure, Note, Source
from plugins.prose.manuscript import Manuscript
from plugins.prose.markdown_zh import to_html
from plugins.reading.fields import at, front_matter, is_list_of_words, lined_words
from plugins.reading.reference import MythUse, Reference
from plugins.reading.sources import Numbering
from survey_model.fields import Fields

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True)
class FigureEntry:
    """A figure as its author wrote it, before the sources of the page are numbered."""

    value: str
    unit: str
    meaning: str
    note: str
    source: str

    def numbered(self, numbering: Numbering) -> Figure:
        """The figure with its source."""
        source = numbering.source(self.source)
        return Figure(self.value, self.unit, self.meaning, self.note, source)


@dataclass
class Draft:
    """One file being read: its fields, its text, and the numbering of its page."""

    path: Path
    language: str
    reference: Reference
    fields: Fields
    body: str
    first_line: int
    numbering: Numbering
    figures: tuple[FigureEntry, ...] = ()

    @property
    def file(self) -> str:
        """The name of the file in a fault."""
        return self.fields.file

    def slug_of_file(self) -> str:
        """The name of the file, which must be fit for an address."""
        slug = self.path.name.partition(".")[0]
        if not SLUG.fullmatch(slug):
            at(self.fields, "slug_letters", "slug", slug=slug)
        return slug

    def slug(self) -> str:
        """The slug that the file gives itself, which must be its name."""
        expected = self.slug_of_file()
        if not self.fields.has("slug"):
            at(self.fields, "slug_missing", "slug", expected=expected)
        slug = self.fields.string("slug", expected)
        if slug != expected:
            at(self.fields, "slug_differs", "slug", slug=slug, expected=expected)
        return slug

    def known_sources(self) -> tuple[str, ...]:
        """The sources that the file lists; an unknown one is a fault."""
        return tuple(
            source_id
            for source_id, line in lined_words(self.fields, "sources")
            if self._knows(source_id, line)
        )

    def myths(self, name: str) -> tuple[str, ...]:
        """The ids of myths; whether each exists is known when all files have been read."""
        named = lined_words(self.fields, name)
        self.reference.myth_uses += [MythUse(myth, self.file, line) for myth, line in named]
        return tuple(myth for myth, _ in named)

    def read_figures(self, note: str) -> None:
        """Read the figures; `note` is the field that says of when and of how many each is."""
        entries = (self._figure(fields, note) for fields in self.fields.mappings("figures"))
        self.figures = tuple(entry for entry in entries if entry)

    def numbered_figures(self) -> tuple[Figure, ...]:
        """The figures with their sources."""
        return tuple(entry.numbered(self.numbering) for entry in self.figures)

    def notes(self, name: str) -> tuple[Note, ...]:
        """Editors' notes, corrections or changes: sentences, or sentences with a title or a day."""
        if is_list_of_words(self.fields, name):
            return tuple(Note(text) for text in self.fields.strings(name))
        return tuple(self._note(fields) for fields in self.fields.mappings(name))

    def dated_notes(self, name: str) -> tuple[Note, ...]:
        """Corrections and changes: each says on which day it was made."""
        notes = self.notes(name)
        for note in notes:
            if not is_day(note.date):
                at(self.fields, "note_no_day", name, name=name, text=note.text[:20])
        return tuple(note for note in notes if is_day(note.date))

    def manuscript(self) -> Manuscript:
        """The body, ready to be set."""
        return Manuscript(
            text=self.body,
            file=self.file,
            first_line=self.first_line,
            language=self.language,
            numbering=self.numbering,
            insert=self.insert,
            faults=self.reference.faults,
            links=self.reference.links,
        )

    def html(self) -> Markup:
        """The body as HTML."""
        return to_html(self.manuscript())

    def sources(self, listed: Iterable[str]) -> tuple[Source, ...]:
        """Every source of the page: those the text named first, then those only listed."""
        for source_id in listed:
            self.numbering.number(source_id)
        return self.numbering.sources()

    def insert(self, manuscript: Manuscript, kind: str, name: str) -> Markup:
        """The HTML of a block of the text."""
        if kind != "figures":
            return self.reference.insert(manuscript, kind, name)
        if not self.figures:
            manuscript.fault("figures_none", "[figures]")
            return Markup()
        return self.reference.figures(self.language, self.numbered_figures())

    def _knows(self, source_id: str, line: int) -> bool:
        known = source_id in self.reference.sources
        if not known:
            self.reference.fault("source_unknown", self.file, line, id=source_id)
        return known

    def _figure(self, fields: Fields, note: str) -> FigureEntry | None:
        entry = FigureEntry(
            value=fields.string("value"),
            unit=fields.string("unit", ""),
            meaning=fields.string("meaning"),
            note=date_text(fields.string(note, ""), self.language),
            source=fields.string("source", ""),
        )
        fields.refuse_unknown()
        if not entry.note:
            at(fields, "figure_no_date", note, value=entry.value, name=note)
        if not entry.source:
            at(fields, "figure_no_source", "source", value=entry.value)
        elif self._knows(entry.source, fields.node.line_of("source")):
            return entry
        return None

    def _note(self, fields: Fields) -> Note:
        day = fields.string("date", "")
        note = Note(
            text=fields.string("text"),
            title=fields.string("title", ""),
            date=day,
            date_text=date_text(day, self.language),
        )
        fields.refuse_unknown()
        return note


def open_draft(path: Path, language: str, reference: Reference) -> Draft | None:
    """The file's fields and text; None where it cannot be read at all."""
    read = front_matter(path, reference.shown(path), reference.faults)
    if read is None:
        return None
    fields, body, line = read
    numbering = reference.numbering(language)
    return Draft(path, language, reference, fields, body, line, numbering)
