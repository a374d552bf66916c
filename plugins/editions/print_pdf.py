"""The print edition: A4, set like the newspaper, tagged, with its fonts inside."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from plugins.editions import typesetter
from plugins.editions.matter import EditionFault, Matter
from plugins.editions.print_issue import print_words
from plugins.editions.print_plan import (
    best_order,
    long_ones_first,
    misplaced,
    overfull,
    parts_of,
    plan,
    short_tails,
)
from plugins.editions.print_words import Given

SHEET = "newspaper"
MOST_TRIES = 60
SHORT_TAIL_COST = 0.4  # of a page
LITTLE_BLANK = 0.02  # a seventh of one page
LEADINGS = {"zh": (0.62, 0.59), "en": (0.36, 0.33)}  # em between lines, the airiest first


@dataclass
class _Setting:
    """One way to set the issue: how airy its lines are, and in which order its parts stand."""

    matter: Matter
    leading: float
    order: tuple[str, ...] = ()
    longer: dict[str, float] = field(default_factory=dict)
    best: tuple[str, ...] = ()
    cost: float = 0.0
    tidy: bool = False
    given: Given = field(default_factory=dict)
    planned: Given = field(default_factory=dict)

    def set_in_best_order(self) -> None:
        """Set it as the issue is ordered, and once more where another order costs less."""
        self.set_columns()
        if self.best != self.order:
            self.order = self.best
            self.set_columns()

    def set_columns(self) -> None:
        """Lengthen columns until every text fits; then see which order would cost least."""
        self.given = {**print_words(self.matter, self.order), "leading": self.leading}
        parts, foot = parts_of(self._told({}))
        for _ in range(MOST_TRIES):
            placed = plan(parts, foot, self.longer).placed
            self.planned = {name: vars(place) for name, place in placed.items()}
            told = self._told(self.planned)
            too_low = overfull(told)
            if not too_low:
                break
            name, points = next(iter(too_low.items()))  # one that stands later may yet move
            self.longer[name] = self.longer.get(name, 0.0) + points
        else:
            self._refuse("columns stay uneven", self.longer)
        self._refuse("not on the page planned", misplaced(placed, told))
        self.order = tuple(part.name for part in parts)
        self.best, self.cost = best_order(parts, foot, self.longer)
        short = short_tails(parts, told)
        self.cost += SHORT_TAIL_COST * short
        blank = plan(parts, foot, self.longer).blank
        settled = self.best == self.order and long_ones_first(parts)
        self.tidy = settled and not short and blank < LITTLE_BLANK

    def made(self) -> bytes:
        """The file."""
        issue = self.matter.issue
        day = dt.datetime(int(issue.year), int(issue.month), 1, tzinfo=dt.UTC)
        return typesetter.pdf(SHEET, {**self.given, "plan": self.planned}, day)

    def _told(self, planned: Given) -> list[dict[str, Any]]:
        return typesetter.told(SHEET, {**self.given, "plan": planned}, "told")

    def _refuse(self, why: str, parts: Iterable[str]) -> None:
        if parts:
            raise EditionFault(f"{self.matter.issue.file}: print: {why}: {', '.join(parts)}")


def print_pdf(matter: Matter) -> bytes:
    """The issue as a PDF/UA-1 file. Raises EditionFault where its columns cannot be set."""
    tried: list[_Setting] = []
    for leading in LEADINGS[matter.language]:
        tried.append(_Setting(matter, leading))
        tried[-1].set_in_best_order()
        if tried[-1].tidy:
            break
    return min(tried, key=lambda setting: setting.cost).made()
