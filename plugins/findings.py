"""Writes the page of all findings: every item of every wave, and how it was asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pelican.plugins import signals

from plugins.generating import SiteGenerator, own_page, trail_of
from plugins.reading.library import Edition
from plugins.rendering import OutputPage


class FindingsGenerator(SiteGenerator):
    """The page /findings/."""

    def pages(self, edition: Edition) -> Iterator[OutputPage]:
        """One page, also when nobody has answered yet."""
        waves = edition.findings.waves
        words = self.library.reference.words[edition.language]
        page = own_page(
            edition,
            "/findings/",
            "findings.html",
            "findings",
            "content/surveys",
            waves=waves,
            myths=edition.myths,
            rehearsal=any(wave.rehearsal for wave in waves),
        )
        yield replace(page, trail=trail_of(edition, words, (words.gettext("结果"), "/findings/")))


def get_generators(_pelican: object) -> type[SiteGenerator]:
    """Pelican asks here for the generator."""
    return FindingsGenerator


def register() -> None:
    """Pelican calls this once."""
    signals.get_generators.connect(get_generators)
