"""Writes /data/: the registers over time, what other studies found, and both as files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pelican.plugins import signals

from plugins.addresses import address
from plugins.figures.comparing import study_views
from plugins.figures.series import register_view
from plugins.figures.spreadsheet import comparators_csv, registers_csv
from plugins.generating import SiteGenerator, own_page, trail_of
from plugins.reading.library import Edition
from plugins.rendering import OutputPage

PATH = "/data/"


class DataGenerator(SiteGenerator):
    """The page, and a file for each of its two tables."""

    def pages(self, edition: Edition) -> Iterator[OutputPage]:
        """One page, also while nothing has been counted; its files have been written by then."""
        reference = self.library.reference
        numbering = reference.numbering(edition.language)
        files = {
            "register.csv": registers_csv(reference.registers, numbering),
            "comparators.csv": comparators_csv(reference.comparators, numbering),
        }
        for name, content in files.items():
            self.write_bytes(address(edition.language, f"{PATH}{name}").lstrip("/"), content)
        page = own_page(
            edition,
            PATH,
            "data.html",
            "findings",
            "content/data/register.yaml",
            registers=[register_view(one, numbering) for one in reference.registers],
            studies=study_views(reference.comparators, numbering),
            sources=numbering.sources(),
            sizes={
                name: f"{max(1, round(len(content) / 1024))} KB" for name, content in files.items()
            },
        )
        way = trail_of(edition, numbering.words, (numbering.words.gettext("数据"), PATH))
        days = (reading.as_of for one in reference.registers for reading in one.readings)
        yield replace(page, trail=way, modified=max(days, default=""))


def get_generators(_pelican: object) -> type[SiteGenerator]:
    """Pelican asks here for the generator."""
    return DataGenerator


def register() -> None:
    """Pelican calls this once."""
    signals.get_generators.connect(get_generators)
