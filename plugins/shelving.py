"""Writes the other ways into the newsletter: sections, topics, bylines, places, corrections."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pelican.plugins import signals

from plugins.addresses import address
from plugins.generating import SiteGenerator, own_page
from plugins.issues import way_to_issues
from plugins.models import Myth
from plugins.reading.library import Edition
from plugins.rendering import OutputPage, Step
from plugins.shelf_models import Shelf, ShelfPage, Shelves
from plugins.shelves.changes import changes
from plugins.shelves.paging import in_pages
from plugins.words import Words

MYTHS_ON_A_SHELF = 4


class ShelvingGenerator(SiteGenerator):
    """An index for each order of the articles, and a page for each shelf in it."""

    def pages(self, edition: Edition) -> Iterator[OutputPage]:
        """Each index, then its shelves; the corrections last."""
        words = self.library.reference.words[edition.language]
        shelves = self.library.shelves[edition.language]
        for path, name, template, several in indexes(shelves, words):
            page = own_page(
                edition, path, template, "issue", "content/issues", shelves=shelves, order=name
            )
            way = (*way_to_issues(edition, words), Step(name, page.address))
            modified = max((shelf.modified for shelf in several), default="")
            yield replace(page, trail=way, modified=modified)
            for shelf in several:
                yield from self._pages_of(shelf, edition, way)
        yield self._corrections(edition, words)

    def _pages_of(
        self, shelf: Shelf, edition: Edition, way: tuple[Step, ...]
    ) -> Iterator[OutputPage]:
        """The shelf in as many pages as it needs."""
        translated = self._translated(shelf, edition)
        for page in in_pages(shelf):
            yield OutputPage(
                address=address(edition.language, page.path),
                template="shelf.html",
                language=edition.language,
                nav="issue",
                alternate=address(self.other(edition), page.path)
                if page.path in translated
                else None,
                file=shelf.file,
                context={
                    "page": page,
                    "myths": _myths_of(page),
                    "tile": self._tile(shelf, edition),
                },
                trail=(*way, Step(shelf.name, shelf.url)),
                modified=shelf.modified,
            )

    def _translated(self, shelf: Shelf, edition: Edition) -> frozenset[str]:
        """The paths of the same shelf's pages in the other language."""
        same = self.library.shelves[self.other(edition)].by_path.get(shelf.path)
        return frozenset(page.path for page in in_pages(same)) if same else frozenset()

    def _tile(self, shelf: Shelf, edition: Edition) -> object:
        """The city that the shelf belongs to, so that its page can name its counties."""
        cities = self.library.shelves[edition.language].cities
        return next((city for city in cities if shelf.path == f"/places/{city.code}/"), None)

    def _corrections(self, edition: Edition, words: Words) -> OutputPage:
        made = changes(edition.articles, edition.myths)
        page = own_page(
            edition, "/corrections/", "corrections.html", "none", "content", changes=made
        )
        way = (*way_to_issues(edition, words), Step(words.gettext("更正"), page.address))
        modified = max((change.note.date for change in made), default="")
        return replace(page, trail=way, modified=modified)


def indexes(shelves: Shelves, words: Words) -> tuple[tuple[str, str, str, tuple[Shelf, ...]], ...]:
    """Each order: its path, its name, the template of its index, and its shelves."""
    return (
        ("/sections/", words.gettext("栏目"), "shelves.html", shelves.sections),
        ("/topics/", words.gettext("话题"), "shelves.html", shelves.topics),
        ("/correspondents/", words.gettext("作者"), "correspondents.html", shelves.bylines),
        ("/places/", words.gettext("各地"), "places.html", shelves.places),
    )


def _myths_of(page: ShelfPage) -> tuple[Myth, ...]:
    """The myths that the articles of the page speak of, the most often named first."""
    named: dict[Myth, int] = {}
    for _, articles in page.by_issue:
        for article in articles:
            for myth in article.myths:
                named[myth] = named.get(myth, 0) + 1
    return tuple(sorted(named, key=lambda myth: (-named[myth], myth.order)))[:MYTHS_ON_A_SHELF]


def get_generators(_pelican: object) -> type[SiteGenerator]:
    """Pelican asks here for the generator."""
    return ShelvingGenerator


def register() -> None:
    """Pelican calls this once."""
    signals.get_generators.connect(get_generators)
