"""Writes the myths: their list, and a page for each."""

from __future__ import annotations

from collections.abc import Iterator

from pelican.plugins import signals

from plugins.generating import SiteGenerator, own_page
from plugins.models import Myth
from plugins.reading.library import Edition
from plugins.rendering import OutputPage
from plugins.structured_data import claim_review


class MythsGenerator(SiteGenerator):
    """The pages below /myths/."""

    def pages(self, edition: Edition) -> Iterator[OutputPage]:
        """The list first, then every myth."""
        yield own_page(
            edition, "/myths/", "myths.html", "myths", "content/myths", myths=edition.myths
        )
        for myth in edition.myths:
            yield self._page(edition, myth)

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
            structured_data=claim_review(myth, self.publisher(edition)),
        )


def get_generators(_pelican: object) -> type[SiteGenerator]:
    """Pelican asks here for the generator."""
    return MythsGenerator


def register() -> None:
    """Pelican calls this once."""
    signals.get_generators.connect(get_generators)
