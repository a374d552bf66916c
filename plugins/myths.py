"""Writes the myths: their list, a page for each, and the page of their reviews."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pelican.plugins import signals

from plugins.dates import date_text
from plugins.generating import SiteGenerator, own_page, trail_of
from plugins.models import Myth
from plugins.reading.library import Edition
from plugins.rendering import OutputPage, Step
from plugins.shelves.changes import in_order_of_review
from plugins.structured_data import claim_review


class MythsGenerator(SiteGenerator):
    """The pages below /myths/."""

    def pages(self, edition: Edition) -> Iterator[OutputPage]:
        """The list first, then every myth, then when each was and will be looked at."""
        words = self.library.reference.words[edition.language]
        way = trail_of(edition, words, (words.gettext("正误"), "/myths/"))
        modified = max((myth.modified for myth in edition.myths), default="")
        page = own_page(
            edition, "/myths/", "myths.html", "myths", "content/myths", myths=edition.myths
        )
        yield replace(page, trail=way, modified=modified)
        for myth in edition.myths:
            yield replace(self._page(edition, myth), trail=(*way, Step(myth.fact_text, myth.url)))
        yield self._reviews(edition, way)

    def _page(self, edition: Edition, myth: Myth) -> OutputPage:
        return OutputPage(
            address=myth.url,
            template="myth.html",
            language=myth.language,
            nav="myths",
            alternate=myth.alternate,
            file=myth.file,
            context={"myth": myth},
            rehearsal=any(finding.rehearsal for finding in myth.findings),
            structured_data=claim_review(
                myth, self.publisher(edition), self.share_picture(myth.url)
            ),
            published=myth.written,
            modified=myth.modified,
            kind="article",
        )

    def _reviews(self, edition: Edition, way: tuple[Step, ...]) -> OutputPage:
        """Which pages are overdue on the day of the build."""
        words = self.library.reference.words[edition.language]
        due = in_order_of_review(edition.myths, self.day)
        page = own_page(
            edition,
            "/myths/review/",
            "reviews.html",
            "myths",
            "content/myths",
            overdue=[one for one in due if one.overdue],
            coming=[one for one in due if not one.overdue],
            day_text=date_text(self.day.isoformat(), edition.language),
        )
        return replace(page, trail=(*way, Step(words.gettext("复核"), page.address)))


def get_generators(_pelican: object) -> type[SiteGenerator]:
    """Pelican asks here for the generator."""
    return MythsGenerator


def register() -> None:
    """Pelican calls this once."""
    signals.get_generators.connect(get_generators)
