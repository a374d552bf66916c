"""A resident who answers every question: what the form posts, and what a store keeps of it."""

from __future__ import annotations

import re
from urllib.parse import urlencode

from survey_model.answers import Answer, canonical
from survey_model.questionnaire import Item, Kind, Questionnaire
from survey_model.reading import read_questionnaire
from tests.bench.servers import ROOT

SURVEY = "stem-cell-awareness"
PATH = f"/survey/{SURVEY}/"
SHEET = re.compile(rb"<input\b[^>]*\bname=\"sheet\"[^>]*\bvalue=\"([^\"]+)\"")


def questionnaire() -> Questionnaire:
    """The questionnaire that is measured."""
    return read_questionnaire(ROOT / "content" / "surveys" / SURVEY / "questionnaire.yaml")


def answers(asked: Questionnaire) -> dict[str, Answer]:
    """The first answer to everything."""
    return {field: _first(item) for item in asked.items for field in item.fields}


def form(asked: Questionnaire, page: bytes) -> bytes:
    """The body that the browser sends from this page."""
    sheet = SHEET.search(page)
    if not sheet:
        message = "the page has no answer sheet"
        raise RuntimeError(message)
    given = [("sheet", sheet.group(1).decode()), ("consent", "yes")]
    for field, answer in answers(asked).items():
        values = answer if isinstance(answer, tuple) else (str(answer),)
        given.extend((field, value) for value in values)
    return urlencode(given).encode()


def kept(asked: Questionnaire) -> str:
    """The answers as the store keeps them."""
    return canonical(answers(asked))


def _first(item: Item) -> Answer:
    if item.kind is Kind.MULTIPLE:
        return tuple(option.code for option in item.options if not option.exclusive)[:3]
    if item.kind is Kind.INTEGER:
        return item.minimum or 0
    if item.kind is Kind.PLACE:
        return "330102"
    return item.options[0].code if item.options else "没有"
