"""The form of a questionnaire: a WTForms class for each language, built once, at start."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from wtforms.fields.core import UnboundField

from survey_model.answers import Answer
from survey_model.place import OUTSIDE, Places
from survey_model.questionnaire import Item, Kind, Option, Questionnaire
from survey_model.routing import asked
from survey_service.answering.fields import (
    AnswerField,
    Labels,
    OneCode,
    SomeCodes,
    WholeNumber,
    Words,
)
from survey_service.answering.messages import MESSAGES, OUTSIDE_WORDS, Say, Word, about
from survey_service.forms import ServiceForm

YES, MINOR, NO = "yes", "minor", "no"
CONSENT = "consent"

Made = Iterator[tuple[str, UnboundField]]
Maker = Callable[[Item, Say, Labels], Made]


class AnswerForm(ServiceForm):
    """What every questionnaire's form can do. An item's field `k` is the attribute `answer.k`."""

    def answers(self) -> dict[str, Answer]:
        """The answers as given, valid or not, by field."""
        given = ((f.name, f.answer) for f in self if isinstance(f, AnswerField))
        return {name: answer for name, answer in given if answer is not None}

    def keep_to_route(self, questionnaire: Questionnaire) -> None:
        """Take off the fields these answers do not lead to: they are neither checked nor kept."""
        on_route = {f for item in asked(questionnaire, self.answers()) for f in item.fields}
        for field in questionnaire.fields:
            if field not in on_route:
                del self[f"answer.{field}"]

    def faults(self) -> dict[str, str]:
        """The first sentence about each field that has to be mended, in the page's order."""
        return {field.name: field.errors[0] for field in self if field.errors}


def form_class(
    questionnaire: Questionnaire, language: str, word: Word, places: Places
) -> type[AnswerForm]:
    """A form with a field for each field of the questionnaire, speaking `language`."""
    fields = {CONSENT: _consent(questionnaire, language, word)}
    for n, item in enumerate(questionnaire.items, start=1):
        labels = labels_of(item, language, word, places)
        made = MAKERS[item.kind](item, about(word, n), labels)
        fields.update((f"answer.{name}", field) for name, field in made)
    return type("QuestionnaireForm", (AnswerForm,), fields)


def consent_item(questionnaire: Questionnaire) -> Item:
    """The question before all questions, as an item like others."""
    consent = questionnaire.consent
    words = ((YES, consent.agree), (MINOR, consent.minor), (NO, consent.decline))
    options = tuple(Option(code, label) for code, label in words)
    return Item(CONSENT, Kind.SINGLE, consent.text, options=options, required=True)


def labels_of(item: Item, language: str, word: Word, places: Places) -> Labels:
    """Every code that answers the item, with its words, in the order of the page."""
    labels = _places(language, word, places) if item.kind is Kind.PLACE else {}
    labels |= {option.code: option.label.in_(language) for option in item.options}
    return labels | {missing.code: missing.label.in_(language) for missing in item.missing}


def _places(language: str, word: Word, places: Places) -> Labels:
    labels: Labels = {}
    for city in places.cities:
        labels[city.code] = city.name.in_(language)
        labels |= {county.code: county.name.in_(language) for county in city.counties}
    return labels | {OUTSIDE: word(OUTSIDE_WORDS, name=places.province.name.in_(language))}


def _consent(questionnaire: Questionnaire, language: str, word: Word) -> UnboundField:
    item = consent_item(questionnaire)
    labels = {option.code: option.label.in_(language) for option in item.options}
    return OneCode(item, lambda _key, **_values: word(MESSAGES[CONSENT]), labels, name=CONSENT)


def _one_field(kind: type[AnswerField]) -> Maker:
    def make(item: Item, say: Say, labels: Labels) -> Made:
        yield item.id, kind(item, say, labels, name=item.id)

    return make


def _grid(item: Item, say: Say, labels: Labels) -> Made:
    for field in item.fields:
        yield field, OneCode(item, say, labels, name=field)


MAKERS: dict[Kind, Maker] = {
    Kind.SINGLE: _one_field(OneCode),
    Kind.MULTIPLE: _one_field(SomeCodes),
    Kind.KNOWLEDGE: _one_field(OneCode),
    Kind.GRID: _grid,
    Kind.INTEGER: _one_field(WholeNumber),
    Kind.TEXT: _one_field(Words),
    Kind.PLACE: _one_field(OneCode),
}
