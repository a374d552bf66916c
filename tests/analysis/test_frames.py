"""A package read into a typed frame: what was answered, and why something was not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from analysis.library.codes import code_faults
from analysis.library.frames import REASONS, TYPED, main_definition, typed_frame
from analysis.library.responses import Responses, read_package
from survey_model.answers import Answer, Answers
from survey_model.freezing import definition_hash
from survey_model.questionnaire import Kind, Questionnaire
from survey_model.text import Text
from tests.analysis.packages import KNOWING, Given, make_cells, make_package

FULL: dict[str, Answer] = {
    "willing": "maybe",
    "k_bone": "F",
    "worries": ("pain", "time"),
    "att.trust": "2",
    "att.family": "NA",
    "age": 61,
    "why": '=怕疼, "真的"',
    "county": "330102",
}


def read(tmp_path: Path, *given: Given | Answers) -> Responses:
    return read_package(make_package(tmp_path, given))


def reworded(item_id: str, text: Text) -> Questionnaire:
    """The small questionnaire with one question in other words."""
    section = KNOWING.sections[0]
    items = tuple(replace(i, text=text) if i.id == item_id else i for i in section.items)
    return replace(KNOWING, sections=(replace(section, items=items),))


def reason(responses: Responses, field: str) -> list[str]:
    return [str(value) for value in responses.frame[f"{field}__missing"]]


def test_every_kind_of_item_has_a_type() -> None:
    assert set(TYPED) == set(Kind)


def test_what_a_resident_answered_stands_in_the_frame(tmp_path: Path) -> None:
    row = read(tmp_path, FULL).frame.loc[1]

    assert (row["willing"], row["k_bone"], row["att.trust"]) == ("maybe", "F", "2")
    assert (bool(row["worries.pain"]), bool(row["worries.none"])) == (True, False)
    assert (row["age"], row["why"], row["county"]) == (61, FULL["why"], "330102")
    assert (row["day"], row["seconds"]) == (pd.Timestamp("2027-03-02"), 95)


def test_each_kind_of_item_has_its_own_type(tmp_path: Path) -> None:
    types = read(tmp_path, FULL).frame.dtypes.astype("str")

    assert types["age"] == "Int64"
    assert types["seconds"] == "Int64"
    assert types["why"] == "string"
    assert types["county"] == "string"
    assert types["worries.pain"] == "boolean"
    assert types["willing"] == "category"
    assert types["day"].startswith("datetime64")


def test_choices_stand_in_the_questionnaires_order(tmp_path: Path) -> None:
    frame = read(tmp_path, FULL, {"willing": "yes"}, {"willing": "no"}).frame

    assert list(frame["willing"].cat.categories) == ["no", "maybe", "yes"]
    assert list(frame["willing"] >= "maybe") == [True, True, False]
    assert frame["att.trust"].cat.ordered
    assert not frame["k_bone"].cat.ordered


@pytest.mark.parametrize(
    ("answers", "field", "expected"),
    [
        ({"willing": "DK"}, "willing", "dont_know"),
        ({"willing": "PNS"}, "willing", "refused"),
        ({}, "willing", "skipped"),
        ({"k_bone": "DK"}, "k_bone", "dont_know"),
        ({"att.trust": "NA"}, "att.trust", "not_applicable"),
        ({"worries": "PNS"}, "worries", "refused"),
        ({"willing": "yes"}, "worries", "not_asked"),
        ({}, "worries", "skipped"),
        ({"county": "PNS"}, "county", "refused"),
        ({}, "age", "skipped"),
        ({}, "why", "skipped"),
    ],
)
def test_why_nothing_was_answered_is_kept_apart(
    tmp_path: Path, answers: Answers, field: str, expected: str
) -> None:
    responses = read(tmp_path, answers)
    columns = [c for c in responses.frame if str(c).partition(".")[0] == field or c == field]

    assert reason(responses, field) == [expected]
    assert responses.frame[columns].isna().all(axis=None)


def test_an_answer_has_no_reason_to_be_missing(tmp_path: Path) -> None:
    responses = read(tmp_path, FULL)

    for field in ("willing", "k_bone", "worries", "att.trust", "age", "why", "county"):
        assert reason(responses, field) == ["nan"]
        assert list(responses.frame[f"{field}__missing"].cat.categories) == list(REASONS)


def test_an_answer_to_other_words_is_never_mixed_in(tmp_path: Path) -> None:
    other = reworded("k_bone", Text("要钻孔", "Holes are drilled"))
    responses = read(tmp_path, FULL, FULL, Given(FULL, questionnaire=other))

    assert responses.definition == definition_hash(KNOWING)
    assert reason(responses, "k_bone") == ["nan", "nan", "other_wording"]
    assert reason(responses, "willing") == ["nan", "nan", "nan"]
    assert list(responses.frame["k_bone"].isna()) == [False, False, True]


def test_mending_the_chinese_does_not_part_those_who_answered_in_english(tmp_path: Path) -> None:
    other = reworded("k_bone", Text("要敲开骨头", "Bones are broken"))
    responses = read(
        tmp_path,
        *(FULL, FULL, FULL),
        Given(FULL, "en", other),
        Given(FULL, "zh", other),
    )

    assert reason(responses, "k_bone")[3:] == ["nan", "other_wording"]


def test_an_item_that_a_wording_lacks_was_answered_by_nobody_in_it() -> None:
    section = replace(KNOWING.sections[0], items=KNOWING.sections[0].items[:2])
    shorter = replace(KNOWING, sections=(section,))
    cells = make_cells([FULL, FULL, Given({"willing": "no"}, questionnaire=shorter)])
    both = {definition_hash(q): q for q in (KNOWING, shorter)}

    assert code_faults(cells, both) == ()
    frame = typed_frame(cells, both, main_definition(cells))

    assert str(frame.loc[3, "age__missing"]) == "other_wording"
    assert frame.loc[3, "willing"] == "no"


def test_most_residents_decide_in_which_language_a_finding_is_told(tmp_path: Path) -> None:
    chinese = read(tmp_path / "zh", FULL, Given(FULL, "en"))
    english = read(tmp_path / "en", FULL, Given(FULL, "en"), Given(FULL, "en"))

    assert (chinese.language, english.language) == ("zh", "en")
