"""What is counted, out of how many, and what is left out of the base."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from analysis.library.measures import COUNTED, Tally, finding, tally
from analysis.library.responses import read_package
from survey_model.answers import Answers
from survey_model.freezing import item_hash
from survey_model.questionnaire import Kind
from tests.analysis.packages import KNOWING, make_package


def counts(tmp_path: Path, given: Sequence[Answers], field: str) -> Tally:
    frame = read_package(make_package(tmp_path, given)).frame
    return tally(frame, KNOWING.item_of_field(field), field)


def test_every_kind_of_item_can_be_counted() -> None:
    assert set(COUNTED) == set(Kind)


def test_dont_know_is_an_answer_to_a_true_or_false_question(tmp_path: Path) -> None:
    given: list[Answers] = [
        *([{"k_bone": "F"}] * 5),
        *([{"k_bone": "DK"}] * 3),
        {"k_bone": "T"},
        {},
    ]

    counted = counts(tmp_path, given, "k_bone")

    assert counted.counts == {"T": 1, "F": 5, "DK": 3}
    assert (counted.asked, counted.base) == (10, 9)
    assert counted.missing == {"skipped": 1, "refused": 0, "not_applicable": 0}


def test_dont_know_is_missing_where_no_answer_is_right(tmp_path: Path) -> None:
    given: list[Answers] = [
        *([{"willing": "no"}] * 2),
        *([{"willing": "DK"}] * 3),
        {"willing": "PNS"},
    ]

    counted = counts(tmp_path, given, "willing")

    assert counted.counts == {"no": 2, "maybe": 0, "yes": 0}
    assert (counted.asked, counted.base) == (6, 2)
    assert counted.missing == {"skipped": 0, "refused": 1, "not_applicable": 0, "dont_know": 3}


def test_the_base_of_several_choices_is_those_who_chose(tmp_path: Path) -> None:
    given: list[Answers] = [
        {"worries": ("pain", "time")},
        {"worries": ("pain",)},
        {"worries": ("none",)},
        {"worries": "PNS"},
        {},
        {"willing": "yes"},  # is not asked what worries him
    ]

    counted = counts(tmp_path, given, "worries")

    assert counted.counts == {"pain": 2, "time": 1, "none": 1}
    assert (counted.asked, counted.not_asked, counted.base) == (5, 1, 3)
    assert not counted.adds_up


def test_each_statement_of_a_grid_is_counted_by_itself(tmp_path: Path) -> None:
    given: list[Answers] = [{"att.trust": "2", "att.family": "NA"}, {"att.trust": "1"}]

    assert counts(tmp_path / "a", given, "att.trust").counts == {"1": 1, "2": 1}
    assert counts(tmp_path / "b", given, "att.family").missing["not_applicable"] == 1


def test_places_are_told_by_city(tmp_path: Path) -> None:
    codes = ("330102", "330110", "330100", "330225", "outside", "PNS")

    counted = counts(tmp_path, [{"county": code} for code in codes], "county")

    assert counted.counts == {"330100": 3, "330200": 1, "outside": 1}
    assert (counted.base, counted.missing["refused"]) == (5, 1)


@pytest.mark.parametrize("answers", [{"age": 50}, {"why": "怕疼"}])
def test_numbers_and_words_are_never_told_one_by_one(tmp_path: Path, answers: Answers) -> None:
    (field,) = answers
    counted = counts(tmp_path, [answers, {}], field)

    assert (counted.asked, counted.base) == (2, 1)
    assert finding(counted, "zh", frozenset()).answers == ()


def test_a_finding_names_the_wording_that_residents_saw(tmp_path: Path) -> None:
    counted = counts(tmp_path, [{"k_bone": "F"}] * 40, "k_bone")

    told = finding(counted, "en", frozenset())

    assert told.wording == item_hash(KNOWING.item("k_bone"), "en")
    assert told.wording != finding(counted, "zh", frozenset()).wording


def test_a_suppressed_answer_leaves_nothing_but_its_code(tmp_path: Path) -> None:
    counted = counts(tmp_path, [{"k_bone": "F"}] * 40 + [{"k_bone": "T"}], "k_bone")

    hidden = finding(counted, "zh", frozenset({"T"})).share_of("T")

    assert hidden is not None
    assert hidden.suppressed
    assert {hidden.count, hidden.share, hidden.low, hidden.high} == {None}
