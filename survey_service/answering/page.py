"""The page of a questionnaire: drawn once, then handed out with a fresh sheet each time."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from survey_model.conditions import condition_json
from survey_model.questionnaire import Item, Option
from survey_model.text import LANGUAGES
from survey_model.wave import Wave
from survey_service.answering.fields import alone_codes, longest
from survey_service.answering.forms import consent_item
from survey_service.answering.sheet import HASH_PART, Sheet, Sheets
from survey_service.answering.surveys import Survey
from survey_service.answering.typed import Typed
from survey_service.pages import Pages, local

ORDERS = 8  # shuffled options stand in one of so many orders, told by the response id
SHEET_GOES_HERE = "@sheet-goes-here@"
TEMPLATE = "answering/survey.html"

Key = tuple[str, str, str, int]  # survey, language, wave, order


@dataclass
class SurveyPages:
    """Pages cut at the place of the sheet, so that handing one out is joining three strings."""

    pages: Pages
    sheets: Sheets
    _cut: dict[Key, tuple[str, str]] = field(default_factory=dict)

    def fresh(self, survey: Survey, wave: Wave, language: str) -> str:
        """An empty form under a new id."""
        sheet = self.sheets.new(wave.id, survey.definition)
        before, after = self._pieces(survey, wave, language, order_of(sheet.response_id))
        return f"{before}{self.sheets.token(sheet)}{after}"

    def mended(
        self, survey: Survey, wave: Wave, language: str, sheet: Sheet, **shown: object
    ) -> str:
        """The form with what was typed: `typed`, `faults` by field, and perhaps a `notice`."""
        order = order_of(sheet.response_id)
        return self._draw(survey, wave, language, order, sheet=self.sheets.token(sheet), **shown)

    def warm(self, survey: Survey, wave: Wave) -> None:
        """Draw every version of the page now, so that a fault shows at start, not to a resident."""
        for language in LANGUAGES:
            for order in range(ORDERS):
                self._pieces(survey, wave, language, order)

    def _pieces(self, survey: Survey, wave: Wave, language: str, order: int) -> tuple[str, str]:
        key = (survey.id, language, wave.id, order)
        if key not in self._cut:
            page = self._draw(
                survey, wave, language, order, sheet=SHEET_GOES_HERE, typed=Typed(), faults={}
            )
            before, after = page.split(SHEET_GOES_HERE)
            self._cut[key] = before, after
        return self._cut[key]

    def _draw(self, survey: Survey, wave: Wave, language: str, order: int, **shown: object) -> str:
        path = address(survey, wave)
        return self.pages.draw(
            TEMPLATE,
            language,
            path,
            **{"notice": None, **shown},
            action=local(language, path),
            wording=f"{survey.definition[:HASH_PART]}-{wave.id}",
            rehearsal=wave.rehearsal,
            open_survey=survey.id,
            questionnaire=survey.questionnaire,
            consent=consent_item(survey.questionnaire),
            numbers={item.id: n for n, item in enumerate(survey.questionnaire.items, start=1)},
            labels=survey.labels[language],
            places=survey.places,
            options_of=lambda item: in_order(item, order),
            alone=alone_codes,
            longest=longest,
            condition=condition_json,
        )


def address(survey: Survey, wave: Wave) -> str:
    """Where the form stands, without language; the wave is named unless it is the usual one."""
    usual = f"/survey/{survey.id}/"
    return f"{usual}?wave={wave.id}" if wave.rehearsal else usual


def order_of(response_id: str) -> int:
    """Which order of the options this response sees."""
    return int(response_id[:4], 16) % ORDERS


def in_order(item: Item, order: int) -> tuple[Option, ...]:
    """The options as they are shown in that order; `fixed_last` keep their place at the end."""
    if not item.shuffle:
        return item.options
    moving = [option for option in item.options if option.code not in item.fixed_last]
    last = [option for option in item.options if option.code in item.fixed_last]
    random.Random(f"{item.id}:{order}").shuffle(moving)  # noqa: S311 - an order, not a secret
    return (*moving, *last)
