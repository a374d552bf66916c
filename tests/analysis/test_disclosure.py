"""No small group can be read from what is printed, nor worked out from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.library.disclosure import Printable, hidden_answers, printable, protected
from analysis.library.measures import Tally, finding, tally
from analysis.library.responses import read_package
from survey_model.answers import Answers
from survey_model.finding import Findings, write_findings
from tests.analysis.packages import KNOWING, make_package

Table = tuple[int, ...]


def suppress(table: Table) -> tuple[int | None, ...]:
    """What a reader is shown of a table whose sum is printed beside it."""
    hidden = protected({str(place): count for place, count in enumerate(table)})
    return tuple(None if str(place) in hidden else count for place, count in enumerate(table))


def splits(total: int, parts: int) -> Iterator[Table]:
    """Every way to write `total` as `parts` numbers of at least nothing."""
    if parts == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in splits(total - first, parts - 1):
            yield (first, *rest)


@cache
def what_a_reader_can_think(printed: tuple[int | None, ...], base: int) -> list[set[int]]:
    """For each suppressed cell, every count that a reader who knows our rules must allow."""
    unknown = [place for place, count in enumerate(printed) if count is None]
    rest = base - sum(count for count in printed if count is not None)
    possible: list[set[int]] = [set() for _ in unknown]
    for split in splits(rest, len(unknown)):
        table = list(printed)
        for place, count in zip(unknown, split, strict=True):
            table[place] = count
        full = tuple(count for count in table if count is not None)
        if suppress(full) == printed:
            for counts, count in zip(possible, split, strict=True):
                counts.add(count)
    return possible


tables = st.lists(st.integers(0, 40), min_size=2, max_size=4).map(tuple)


@settings(deadline=None)
@given(tables.filter(lambda table: sum(table) >= 30))
def test_no_suppressed_cell_can_be_worked_out_even_by_one_who_knows_the_rules(table: Table) -> None:
    printed = suppress(table)

    if None in printed:
        for counts in what_a_reader_can_think(printed, sum(table)):
            assert len(counts) > 1


@given(st.lists(st.integers(0, 500), min_size=1, max_size=12).map(tuple))
def test_base_minus_the_printed_cells_never_leaves_one_cell_or_a_small_group(table: Table) -> None:
    printed = suppress(table)
    hidden = [count for count, shown in zip(table, printed, strict=True) if shown is None]

    assert all(shown is None or shown == 0 or shown >= 10 for shown in printed)
    if hidden and sum(table) >= 30:
        assert len(hidden) > 1
        assert sum(hidden) >= 10


@pytest.mark.parametrize(
    ("table", "printed"),
    [
        ((100, 50, 20), (100, 50, 20)),
        ((100, 50, 3), (100, None, None)),  # 3 alone would be base minus the others
        ((100, 3, 4, 60), (100, None, None, None)),  # 3 and 4 together are still a small group
        ((100, 6, 7, 60), (100, None, None, 60)),
        ((100, 9, 9, 60), (100, None, None, None)),  # 18 in two small cells can only be 9 and 9
        ((100, 12, 12, 3), (100, None, None, None)),  # of two equals, neither is told apart
        ((100, 0, 60), (100, 0, 60)),  # nobody cannot be recognised
    ],
)
def test_what_is_suppressed_beside_a_small_cell(
    table: Table, printed: tuple[int | None, ...]
) -> None:
    assert suppress(table) == printed


def tallies(tmp_path: Path, answers: Sequence[Answers]) -> tuple[Tally, ...]:
    frame = read_package(make_package(tmp_path, answers)).frame
    return tuple(tally(frame, item, field) for item in KNOWING.items for field in item.fields)


def shown_of(tmp_path: Path, answers: Sequence[Answers]) -> dict[str, Printable]:
    return {one.tally.field: one for one in printable(tallies(tmp_path, answers))}


def test_nothing_is_told_of_an_item_with_a_base_under_thirty(tmp_path: Path) -> None:
    below = shown_of(tmp_path / "below", [{"k_bone": "F"}] * 29)["k_bone"]
    enough = shown_of(tmp_path / "enough", [{"k_bone": "F"}] * 30)["k_bone"]

    assert below.hidden == {"T", "F", "DK"}
    assert finding(below.tally, "zh", below.hidden).suppressed
    assert enough.hidden == frozenset()


def test_neither_the_few_who_chose_nor_the_few_who_did_not_are_told(tmp_path: Path) -> None:
    pain, time = {"worries": ("pain",)}, {"worries": ("time",)}

    both = [pain] * 97 + [time] * 3
    counted = next(t for t in tallies(tmp_path, both) if t.field == "worries")

    assert hidden_answers(counted) == {"pain", "time"}


def willing(yes: int, no: int, maybe: int, skip: int) -> list[Answers]:
    """Residents of whom only those unwilling or unsure are asked what worries them."""
    groups: list[tuple[Answers, int]] = [
        ({"willing": "yes"}, yes),
        ({"willing": "no", "worries": ("pain",)}, no),
        ({"willing": "maybe", "worries": ("time",)}, maybe),
        ({"willing": "no"}, skip),
    ]
    return [answers for answers, count in groups for _ in range(count)]


def test_the_number_of_those_asked_is_told_where_the_answers_before_are_told(
    tmp_path: Path,
) -> None:
    worries = shown_of(tmp_path, willing(yes=20, no=40, maybe=30, skip=5))["worries"].tally

    assert (worries.asked, worries.base) == (75, 70)
    assert worries.missing["skipped"] == 5


def test_the_number_of_those_asked_does_not_tell_a_suppressed_answer_before(
    tmp_path: Path,
) -> None:
    shown = shown_of(tmp_path, willing(yes=4, no=40, maybe=30, skip=5))

    assert "yes" in shown["willing"].hidden
    worries = shown["worries"].tally
    assert (worries.asked, worries.base) == (79, 70)
    assert worries.missing == {"skipped_or_not_asked": 9, "refused": 0, "not_applicable": 0}


def test_an_item_is_left_out_where_nothing_else_hides_who_was_not_asked(tmp_path: Path) -> None:
    assert "worries" not in shown_of(tmp_path, willing(yes=1, no=40, maybe=30, skip=0))


@pytest.mark.parametrize("yes", range(12))
@pytest.mark.parametrize("skip", [0, 1, 2, 12])
def test_asked_and_base_leave_more_than_one_way_how_few_were_not_asked(
    tmp_path: Path, yes: int, skip: int
) -> None:
    shown = shown_of(tmp_path, willing(yes, no=40, maybe=30, skip=skip))

    if "yes" in shown["willing"].hidden and "worries" in shown:
        worries = shown["worries"].tally
        assert worries.asked == 70 + yes + skip
        assert len(range(1, worries.asked - worries.base + 1)) > 1


@settings(max_examples=30, deadline=None)  # each writes files
@given(st.lists(st.integers(0, 45), min_size=5, max_size=5))
def test_every_wave_can_be_written(
    tmp_path_factory: pytest.TempPathFactory, sizes: list[int]
) -> None:
    knows, believes, unsure, refuse, skip = sizes
    groups: list[tuple[Answers, int]] = [
        ({"k_bone": "F", "willing": "yes"}, knows),
        ({"k_bone": "T", "worries": ("pain", "time")}, believes),
        ({"k_bone": "DK", "att.trust": "2"}, unsure),
        ({"willing": "PNS", "worries": "PNS"}, refuse),
        ({}, skip + 1),
    ]
    answers = [answers for answers, count in groups for _ in range(count)]
    folder = tmp_path_factory.mktemp("wave")
    items = tuple(finding(s.tally, "zh", s.hidden) for s in printable(tallies(folder, answers)))

    write_findings(
        folder / "findings.json",
        Findings("knowing", "spring-2027", "0" * 64, rehearsal=False, responses=1, items=items),
    )

    for item in items:
        if any(answer.suppressed for answer in item.answers) and item.base >= 30:
            told = [answer.count for answer in item.answers if answer.count is not None]
            assert item.kind == "multiple" or item.base - sum(told) >= 10
