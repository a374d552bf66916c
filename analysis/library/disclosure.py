"""What may not be printed, so that nobody can be recognised in a table or between two of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from analysis.library.measures import Tally
from survey_model.conditions import comparisons, parse
from survey_model.finding import SMALLEST_CELL

SMALLEST_BASE = 30  # residents; a share of fewer says nothing, and the item is not told
SKIPPED_OR_NOT_ASKED = "skipped_or_not_asked"


@dataclass(frozen=True)
class Printable:
    """A tally as it may be printed, with the codes whose counts are suppressed."""

    tally: Tally
    hidden: frozenset[str]


def printable(tallies: Iterable[Tally]) -> tuple[Printable, ...]:
    """The tallies of one wave as they may be printed together, in their order.

    How many were asked an item that is not for everybody tells how many answered the question
    before it, so that such a number is printed only where it gives no suppressed cell back; else
    it is told together with those who skipped, and where even that is too few, not at all.
    """
    shown: dict[str, Printable] = {}
    for counted in tallies:
        if _route_tells(counted, shown):
            blurred = _blur_route(counted)
            if blurred is None:
                continue
            counted = blurred  # noqa: PLW2901 - the same tally, told with less detail
        shown[counted.field] = Printable(counted, hidden_answers(counted))
    return tuple(shown.values())


def hidden_answers(counted: Tally) -> frozenset[str]:
    """The codes whose counts are suppressed; all of them where the base is too small."""
    if counted.base < SMALLEST_BASE:
        return frozenset(counted.counts)
    if counted.adds_up:
        return protected(counted.counts)
    return frozenset(
        code
        for code, count in counted.counts.items()
        if _small(count) or _small(counted.base - count)
    )


def protected(counts: Mapping[str, int]) -> frozenset[str]:
    """The cells to suppress in a table whose cells sum to a printed base.

    First every small cell; then the next smallest ones, all of a size together, until base minus
    the printed cells gives no suppressed cell away. The choice looks at sizes only, never at the
    order of cells, so that it does not tell them apart either. A cell that holds nobody can give
    nobody away and stays.
    """
    hidden = {code for code, count in counts.items() if _small(count)}
    left = {count for count in counts.values() if count >= SMALLEST_CELL}
    while hidden and left and _given_away([counts[code] for code in hidden]):
        least = min(left)
        left.remove(least)
        hidden |= {code for code, count in counts.items() if count == least}
    return frozenset(hidden)


def _small(count: int) -> bool:
    return 0 < count < SMALLEST_CELL


def _given_away(hidden: list[int]) -> bool:
    """Whether the sum of these cells, which anybody can compute, tells one of them.

    So it does for a single cell, for a group that is itself too small, and for one in which every
    cell is the least or the most that a small cell can be.
    """
    at_a_limit = set(hidden) in ({1}, {SMALLEST_CELL - 1})
    return len(hidden) == 1 or sum(hidden) < SMALLEST_CELL or at_a_limit


def _route_tells(counted: Tally, shown: Mapping[str, Printable]) -> bool:
    """Whether the number of those asked is small, or tells a suppressed cell of another item."""
    condition = counted.item.show_if
    if condition is None or counted.not_asked == 0:
        return False
    before = {comparison.field for comparison in comparisons(parse(condition))}
    open_before = all(field in shown and not shown[field].hidden for field in before)
    return not open_before or _small(counted.asked) or _small(counted.not_asked)


def _blur_route(counted: Tally) -> Tally | None:
    """The tally with skipped and not asked told as one number; None where that hides nothing."""
    together = counted.missing["skipped"] + counted.not_asked
    if together <= 1 or counted.base < SMALLEST_CELL:
        return None
    rest = {reason: count for reason, count in counted.missing.items() if reason != "skipped"}
    return replace(
        counted,
        asked=counted.asked + counted.not_asked,
        missing={SKIPPED_OR_NOT_ASKED: together, **rest},
    )
