"""Scoring: right, wrong, don't know and skipped are kept apart; only right scores."""

from __future__ import annotations

from enum import StrEnum

from survey_model.answers import Answer, Answers
from survey_model.questionnaire import Item, MissingKind, Questionnaire


class Mark(StrEnum):
    """What an answer to a knowledge item shows."""

    RIGHT = "right"
    WRONG = "wrong"
    DONT_KNOW = "dont_know"
    SKIPPED = "skipped"  # no answer, or one that refuses


def mark(item: Item, answer: Answer | None) -> Mark:
    """The mark of one answer. Raises ValueError for an item that has no correct answer."""
    if item.correct is None:
        message = f"item {item.id} has no correct answer and cannot be marked"
        raise ValueError(message)
    if answer == item.correct:
        return Mark.RIGHT
    kind = item.missing_kind(answer) if isinstance(answer, str) else None
    if kind is MissingKind.DONT_KNOW:
        return Mark.DONT_KNOW
    return Mark.SKIPPED if answer is None or kind else Mark.WRONG


def understands(questionnaire: Questionnaire, answers: Answers) -> bool:
    """Whether the person understands, by the definition in the questionnaire.

    The 2019 survey of 500 residents gave a share without a definition; ours is stated, so that
    the same share can be found again by others.
    """
    marks = {item.id: mark(item, answers.get(item.id)) for item in questionnaire.knowledge_items}
    rule = questionnaire.understanding
    right = sum(m is Mark.RIGHT for m in marks.values())
    return right >= rule.least and all(marks[i] is Mark.RIGHT for i in rule.required)
