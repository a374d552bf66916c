"""Writes the search page and the index that it reads, in each language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from pelican.plugins import signals

from plugins.addresses import address
from plugins.generating import SiteGenerator, own_page, refuse, trail_of
from plugins.reading.library import Edition
from plugins.rendering import OutputPage
from plugins.searching.documents import Document, documents, names_of_sections
from plugins.searching.files import files_of
from plugins.searching.kept import index_of
from plugins.searching.lexicon import read_lexicons
from survey_model.faults import Fault

PATH = "/search/"
INDEX = "/search/index/"


class SearchGenerator(SiteGenerator):
    """The page /search/ and the files below /search/index/."""

    def __init__(self, *given: object, **named: object) -> None:
        """Read the synonyms; a fault in them ends the build before anything is written."""
        super().__init__(*given, **named)
        faults: list[Fault] = []
        places = self.library.reference.places
        self.lexicons = read_lexicons(Path(self.path), places, faults)
        if faults:
            refuse(faults)

    def pages(self, edition: Edition) -> Iterator[OutputPage]:
        """The page; its index has been written by then."""
        language, words = edition.language, self.library.reference.words[edition.language]
        found = documents(edition, words)
        lexicon, folder = self.lexicons[language], Path(self.settings["SEARCH_KEPT"])
        version, files = files_of(index_of(found, lexicon, language, folder), lexicon)
        for name, content in files.items():
            self._write(f"{address(language, INDEX)}{name}".lstrip("/"), content)
        page = own_page(
            edition,
            PATH,
            "search.html",
            "none",
            "theme/templates/search.html",
            index=f"{address(language, INDEX)}start.js?v={version}",
            choices=self._choices(edition, found),
            myths=edition.myths,
            issues=edition.issues,
        )
        yield replace(page, trail=trail_of(edition, words, (words.gettext("搜索"), PATH)))

    def _choices(self, edition: Edition, found: tuple[Document, ...]) -> dict[str, Any]:
        """What the results can be narrowed to: only what some page has, by code and name."""
        reference = self.library.reference
        sections = names_of_sections(reference.words[edition.language])
        places = reference.places.cities if reference.places else ()
        used = {document.section for document in found}
        cities = {document.place for document in found}
        return {
            "section": [(code, name) for code, name in sections.items() if code in used],
            "place": [
                (city.code, city.name.in_(edition.language))
                for city in places
                if city.code in cities
            ],
            "issue": [(issue.number, issue.title_text) for issue in edition.issues],
        }

    def _write(self, save_as: str, content: bytes) -> None:
        """Leave a file alone that says the same already: most of thousands do."""
        path = Path(self.output_path) / save_as
        if path.is_file() and path.read_bytes() == content:
            self.written[save_as] = None
        else:
            self.write_bytes(save_as, content)


def get_generators(_pelican: object) -> type[SiteGenerator]:
    """Pelican asks here for the generator."""
    return SearchGenerator


def register() -> None:
    """Pelican calls this once."""
    signals.get_generators.connect(get_generators)
