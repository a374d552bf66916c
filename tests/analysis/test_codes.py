"""Cells that the frozen questionnaire does not allow are named, one by one."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.library.codes import ALLOWED, CodeFault, code_faults
from analysis.library.responses import PackageRefused, read_package
from survey_model.answers import Answer
from survey_model.freezing import definition_hash
from survey_model.questionnaire import Kind
from tests.analysis.packages import KNOWING, make_cells, make_package

HEARD: dict[str, Answer] = {
    "willing": "no",
    "k_bone": "T",
    "worries": ("none",),
    "age": 40,
    "county": "outside",
}
KNOWN = {definition_hash(KNOWING): KNOWING}


def test_every_kind_of_item_but_multiple_has_a_rule_for_its_cells() -> None:
    assert set(ALLOWED) == set(Kind) - {Kind.MULTIPLE}  # which has a rule for its columns together


def test_what_the_form_offers_is_allowed() -> None:
    cells = make_cells([HEARD, {}, {"willing": "yes", "age": 18}, {"worries": "PNS"}])

    assert code_faults(cells, KNOWN) == ()


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("willing", "perhaps"),
        ("willing", ""),
        ("willing", "No"),
        ("k_bone", "PNS"),
        ("worries", "pain"),
        ("worries.pain", "2"),
        ("worries.pain", "_skipped"),
        ("worries.none", "0"),
        ("att.trust", "3"),
        ("age", "17"),
        ("age", "100"),
        ("age", "forty"),
        ("age", ""),
        ("why", "很" * 51),
        ("county", "Hangzhou"),
        ("definition", "0" * 64),
        ("language", "fr"),
        ("mode", "telephone"),
        ("day", "2027-13-01"),
        ("seconds", "-4"),
    ],
)
def test_a_cell_that_was_never_offered_is_reported_and_left_as_it_is(
    column: str, value: str
) -> None:
    cells = make_cells([HEARD, HEARD])
    cells.loc[1, column] = value
    before = cells.copy()

    faults = code_faults(cells, KNOWN)

    expected = "worries" if column == "worries.none" else column  # then no option is chosen at all
    assert CodeFault("2", expected, "" if column == "worries.none" else value) in faults
    assert {fault.row for fault in faults} == {"2"}
    assert cells.equals(before)


@pytest.mark.parametrize("column", ["day", "k_bone", "worries.pain", "att.family"])
def test_a_column_that_is_gone_is_reported(column: str) -> None:
    cells = make_cells([HEARD]).drop(columns=column)

    assert CodeFault("all", column, "") in code_faults(cells, KNOWN)


def test_a_package_with_such_cells_is_refused_and_the_cells_are_named(tmp_path: Path) -> None:
    cells = make_cells([HEARD] * 30)
    cells.loc[3:27, "k_bone"] = "true"
    folder = make_package(tmp_path, [], cells=cells)

    with pytest.raises(PackageRefused) as refused:
        read_package(folder)

    told = str(refused.value).splitlines()
    assert "has 25 cells outside the frozen questionnaire" in told[0]
    assert "row 4, column k_bone: 'true' is no answer to this question" in told[1]
    assert told[-1].strip() == "and 5 more"
