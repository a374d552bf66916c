"""Who is asked what, and which answers are kept."""

from __future__ import annotations

import pytest

from survey_model.answers import Answer, Answers
from survey_model.conditions import ConditionFault, condition_json, holds, parse
from survey_model.questionnaire import Questionnaire
from survey_model.routing import asked, on_route


def ids(questionnaire: Questionnaire, answers: Answers) -> list[str]:
    """The ids of the items that this person is asked."""
    return [item.id for item in asked(questionnaire, answers)]


def test_someone_who_is_willing_is_not_asked_what_worries_them(small: Questionnaire) -> None:
    assert "worries" not in ids(small, {"willing": "yes"})
    assert "worries" in ids(small, {"willing": "no"})


def test_someone_who_skips_the_first_question_is_not_asked_the_second(
    small: Questionnaire,
) -> None:
    assert "worries" not in ids(small, {})


def test_an_answer_given_before_a_change_of_mind_is_dropped(small: Questionnaire) -> None:
    answers: dict[str, Answer] = {"willing": "yes", "worries": ("pain",), "age": 70, "why": "怕疼"}

    assert on_route(small, answers) == {"willing": "yes", "age": 70}


def test_a_number_opens_a_question_from_its_limit_on(small: Questionnaire) -> None:
    assert "why" not in ids(small, {"willing": "no", "age": 59})
    assert "why" in ids(small, {"willing": "no", "age": 60})


def test_a_number_given_as_words_never_compares(small: Questionnaire) -> None:
    assert "why" not in ids(small, {"willing": "no", "age": "sixty"})


@pytest.mark.parametrize(
    ("condition", "answers", "met"),
    [
        ("a == 'x'", {"a": "x"}, "met"),
        ("a != 'x'", {"a": "y"}, "met"),
        ("a != 'x'", {}, "not met"),
        ("a in ('x', 'y')", {"a": "y"}, "met"),
        ("a not in ('x', 'y')", {"a": "y"}, "not met"),
        ("a == 'x'", {"a": ("x", "z")}, "met"),
        ("a != 'x'", {"a": ("z",)}, "met"),
        ("not a == 'x'", {}, "met"),
        ("a == 'x' or b < 3", {"b": 2}, "met"),
        ("a == 'x' and b <= 3", {"a": "x", "b": 4}, "not met"),
        ("b > 3", {"b": 4}, "met"),
        ("att.trust == '1'", {"att.trust": "1"}, "met"),
    ],
)
def test_a_condition_reads_as_it_is_written(condition: str, answers: Answers, met: str) -> None:
    assert holds(parse(condition), answers) is (met == "met")


@pytest.mark.parametrize(
    "text",
    [
        "a",
        "f(a)",
        "a.b.c == 1",
        "a == b",
        "1 < a < 3",
        "a == 1.5",
        "a in 'xy'",
        "a is 1",
        "a ==",
        "a" * 501,
    ],
)
def test_a_condition_is_never_run_as_code(text: str) -> None:
    with pytest.raises(ConditionFault):
        parse(text)


def test_the_page_gets_the_condition_as_nested_lists() -> None:
    assert condition_json("not (a == 'x') and b in ('y', 'z')") == [
        "and",
        ["not", ["==", "a", "x"]],
        ["in", "b", "y", "z"],
    ]
