"""Answers, marks and frozen wordings: the same words give the same hash, other words another."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_model.answers import Answer, canonical, from_json, payload_hash
from survey_model.freezing import canonical_json, definition_hash, item_hash, thaw
from survey_model.questionnaire import Questionnaire
from survey_model.reading import read_questionnaire
from survey_model.scoring import Mark, mark, understands
from tests.survey_model.conftest import SMALL

words = st.text(max_size=8)
some_answers = st.dictionaries(
    st.sampled_from(["heard", "att.trust", "barriers", "age"]),
    st.one_of(words, st.integers(-99, 99), st.lists(words, max_size=3).map(tuple)),
)


@given(some_answers)
def test_answers_come_back_from_the_store_as_they_went_in(answers: dict[str, Answer]) -> None:
    assert from_json(canonical(answers)) == answers


@given(some_answers)
def test_the_order_of_fields_does_not_make_another_response(answers: dict[str, Answer]) -> None:
    backwards = dict(reversed(answers.items()))

    assert payload_hash("d", "zh", answers) == payload_hash("d", "zh", backwards)


def test_other_content_language_or_wording_is_another_response() -> None:
    hashes = {
        payload_hash("d", "zh", {"a": "x"}),
        payload_hash("d", "zh", {"a": "y"}),
        payload_hash("d", "en", {"a": "x"}),
        payload_hash("e", "zh", {"a": "x"}),
        payload_hash("d", "zh", {"a": ("x",)}),
        payload_hash("d", "zh", {}),
    }

    assert len(hashes) == 6


@pytest.mark.parametrize(
    ("answer", "expected"),
    [("F", Mark.RIGHT), ("T", Mark.WRONG), ("DK", Mark.DONT_KNOW), (None, Mark.SKIPPED)],
)
def test_wrong_and_not_knowing_are_kept_apart(
    small: Questionnaire, answer: str | None, expected: Mark
) -> None:
    assert mark(small.item("k_bone"), answer) is expected


def test_a_question_without_a_right_answer_cannot_be_marked(small: Questionnaire) -> None:
    with pytest.raises(ValueError, match="item willing has no correct answer"):
        mark(small.item("willing"), "yes")


def test_understanding_needs_the_bone_item_right(small: Questionnaire) -> None:
    assert understands(small, {"k_bone": "F"})
    assert not understands(small, {"k_bone": "DK"})
    assert not understands(small, {})


def test_a_frozen_questionnaire_thaws_to_what_was_asked(small: Questionnaire) -> None:
    thawed = thaw(canonical_json(small))

    assert canonical_json(thawed) == canonical_json(small)
    assert thawed.item("worries") == small.item("worries")
    assert thawed.item("k_bone").reason is None


def test_a_changed_word_makes_a_new_definition_and_a_corrected_reason_does_not(
    small: Questionnaire, written: Callable[[str], Path]
) -> None:
    reworded = read_questionnaire(written(SMALL.replace("要敲骨头", "要敲开骨头")))
    corrected = read_questionnaire(written(SMALL.replace("从手臂采血", "从手臂的血管采血")))

    assert definition_hash(reworded) != definition_hash(small)
    assert definition_hash(corrected) == definition_hash(small)


def test_a_chinese_correction_does_not_break_the_english_series(
    small: Questionnaire, written: Callable[[str], Path]
) -> None:
    reworded = read_questionnaire(written(SMALL.replace("要敲骨头", "要敲开骨头"))).item("k_bone")

    assert item_hash(reworded, "en") == item_hash(small.item("k_bone"), "en")
    assert item_hash(reworded, "zh") != item_hash(small.item("k_bone"), "zh")
