"""Sources: each is written once in content/data/sources.yaml and numbered anew on every page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from markupsafe import Markup

from plugins.models import Source
from plugins.reading.fields import at, date_in, rows_of
from plugins.words import Words
from survey_model.faults import Fault
from survey_model.text import LANGUAGES

HOW_MUCH_WAS_READ = ("abstract", "introduction", "excerpt", "page", "news")
WORD_JOINER = "\u2060"  # keeps a note's number on the line of the word that it belongs to


@dataclass(frozen=True)
class SourceEntry:
    """A source as it stands in the file."""

    id: str
    title: str
    where: str
    url: str
    read: str
    kind: str
    language: str
    accessed: str


def read_sources(path: Path, file: str, faults: list[Fault]) -> dict[str, SourceEntry]:
    """All sources by id."""
    entries: dict[str, SourceEntry] = {}
    for fields in rows_of(path, file, faults):
        entry = SourceEntry(
            id=fields.string("id"),
            title=fields.string("title"),
            where=fields.string("where", ""),
            url=fields.string("url", ""),
            read=fields.choice("read", HOW_MUCH_WAS_READ),
            kind=fields.string("kind"),
            language=fields.choice("language", LANGUAGES),
            accessed=date_in(fields, "accessed"),
        )
        fields.refuse_unknown()
        if entry.id in entries:
            at(fields, "id_twice", "id", id=entry.id)
        if entry.url and not entry.url.startswith(("https://", "http://")):
            at(fields, "link_target", "url", target=entry.url)
        entries[entry.id] = entry
    return entries


@dataclass
class Numbering:
    """The sources of one page, numbered in the order in which the page first names them."""

    entries: dict[str, SourceEntry]
    words: Words
    numbers: dict[str, int] = field(default_factory=dict)

    def knows(self, source_id: str) -> bool:
        """Whether there is such a source."""
        return source_id in self.entries

    def number(self, source_id: str) -> int:
        """The number of the source on this page."""
        return self.numbers.setdefault(source_id, len(self.numbers) + 1)

    def source(self, source_id: str) -> Source:
        """The source with its number. Raises KeyError for an unknown one."""
        entry = self.entries[source_id]
        return Source(number=self.number(source_id), **vars(entry))

    def cite(self, source_ids: Iterable[str]) -> Markup:
        """The raised numbers that lead to the list of sources."""
        notes = (self._note(self.number(source_id)) for source_id in source_ids)
        return Markup('{}<sup class="cite">{}</sup>').format(WORD_JOINER, Markup(" ").join(notes))

    def sources(self) -> tuple[Source, ...]:
        """Every source named so far, in the order of the numbers."""
        return tuple(self.source(source_id) for source_id in self.numbers)

    def _note(self, number: int) -> Markup:
        label = self.words.gettext("来源%(number)s", number=number)
        return Markup('<a href="#r{n}" aria-label="{label}">{n}</a>').format(n=number, label=label)
