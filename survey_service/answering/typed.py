"""What a person typed, so that no refusal loses it: read within limits, shown again, sent again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from survey_model.questionnaire import Item
from survey_service.answering.forms import CONSENT
from survey_service.answering.surveys import Survey
from survey_service.config import MOST_KEYS
from survey_service.errors import BodyTooLarge, Refusal

SHEET = "sheet"  # the field with the token
TRAP = "homepage"  # nobody sees this field; programs that fill every field fill it

Typed = MultiDict[str, str]


@dataclass(frozen=True)
class Line:
    """One question with what was answered to it, in words."""

    question: str
    answer: str


def within_limits(typed: Typed) -> Typed:
    """The same fields. Raises BodyTooLarge for too many, Refusal for what no keyboard sends."""
    pairs = list(typed.items(multi=True))
    if len(pairs) > MOST_KEYS:
        raise BodyTooLarge
    if any("\x00" in name or "\x00" in value for name, value in pairs):
        raise Refusal
    return typed


def fields_to_send_again(survey: Survey, typed: Typed) -> tuple[tuple[str, str], ...]:
    """Name and value of each hidden field with which the same answers can be sent once more."""
    names = (CONSENT, *survey.questionnaire.fields)
    return tuple((name, value) for name in names for value in typed.getlist(name) if value)


def lines(survey: Survey, language: str, typed: Typed) -> tuple[Line, ...]:
    """What was typed, question by question; questions left out are left out."""
    return tuple(
        Line(_asked(item, field, language), "；".join(_words(survey, item, language, given)))
        for item in survey.questionnaire.items
        for field in item.fields
        if (given := [value for value in typed.getlist(field) if value.strip()])
    )


def _asked(item: Item, field: str, language: str) -> str:
    row = next((row for row in item.rows if field == f"{item.id}.{row.id}"), None)
    return (row.label if row else item.text).in_(language)


def _words(survey: Survey, item: Item, language: str, given: Iterable[str]) -> list[str]:
    labels = survey.labels[language][item.id]
    return [labels.get(value, value) for value in given]
