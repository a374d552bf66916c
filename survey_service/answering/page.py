"""The page of a questionnaire: drawn once, then handed out with a fresh sheet each time."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from survey_model.conditions import condition_json
from survey_model.questionnaire import Item, Option
from survey_model.text import LANGUAGES
from survey_model.wave import Wave
from survey_service.answering.fields import longest
from survey_service.answering.forms import consent_item
from survey_service.answering.receiving import BackToPage
from survey_service.answering.sheet import HASH_PART, Sheet, Sheets
from survey_service.answering.slots import Shown, SlottedPage
from survey_service.answering.surveys import Survey
from survey_service.answering.typed import Typed
from survey_service.pages import N_, Pages, local

ORDERS = 8  # shuffled options stand in one of so many orders, told by the response id
SHEET_GOES_HERE = "@sheet-goes-here@"
PAGE, SUMMARY = "answering/survey.html", "answering/summary.html"
TO_BE_MENDED = N_("要改一下：")  # before the title of a page that comes back

Key = tuple[str, str, str, int]  # survey, wave, language, order


@dataclass
class SurveyPages:
    """The page of each survey, wave, language and order, drawn once."""

    pages: Pages
    sheets: Sheets
    _drawn: dict[Key, SlottedPage] = field(default_factory=dict)
    _empty: dict[Key, list[str]] = field(default_factory=dict)

    def fresh(self, survey: Survey, wave: Wave, language: str) -> str:
        """An empty form under a new id: two strings with the token between them."""
        sheet = self.sheets.new(wave.id, survey.definition)
        page = self._page(survey, wave, language, order_of(sheet))
        key = (survey.id, wave.id, language, order_of(sheet))
        if key not in self._empty:
            self._empty[key] = page.filled(Shown(sheet=SHEET_GOES_HERE)).split(SHEET_GOES_HERE)
        before, after = self._empty[key]
        return f"{before}{self.sheets.token(sheet)}{after}"

    def mended(self, back: BackToPage, language: str, typed: Typed) -> str:
        """The form with what was typed, and what is to be mended."""
        page = self._page(back.survey, back.wave, language, order_of(back.sheet))
        summary = self.pages.draw(SUMMARY, language, faults=back.faults, notice=back.notice)
        shown = Shown(
            sheet=self.sheets.token(back.sheet),
            typed=typed,
            faults=back.faults,
            title=self.pages.word(language, TO_BE_MENDED),
            summary=summary,
        )
        return page.filled(shown)

    def warm(self, survey: Survey, wave: Wave) -> None:
        """Draw every version of the page now, so that a fault shows at start, not to a resident."""
        for language in LANGUAGES:
            for order in range(ORDERS):
                self._page(survey, wave, language, order)

    def _page(self, survey: Survey, wave: Wave, language: str, order: int) -> SlottedPage:
        key = (survey.id, wave.id, language, order)
        if key not in self._drawn:
            path = address(survey, wave)
            shown = _shown(survey, wave, language, order)
            draw = partial(self.pages.draw, PAGE, language, path, **shown)
            self._drawn[key] = SlottedPage(lambda slot: draw(slot=slot))
        return self._drawn[key]


def _shown(survey: Survey, wave: Wave, language: str, order: int) -> dict[str, Any]:
    """What the template needs to draw the page."""
    return {
        "action": local(language, address(survey, wave)),
        "wording": f"{survey.definition[:HASH_PART]}-{wave.id}",
        "rehearsal": wave.rehearsal,
        "open_survey": survey.id,
        "questionnaire": survey.questionnaire,
        "consent": consent_item(survey.questionnaire),
        "numbers": {item.id: n for n, item in enumerate(survey.questionnaire.items, start=1)},
        "labels": survey.labels[language],
        "places": survey.places,
        "options_of": lambda item: in_order(item, order),
        "longest": longest,
        "condition": condition_json,
    }


def address(survey: Survey, wave: Wave) -> str:
    """Where the form stands, without language; the wave is named unless it is the usual one."""
    usual = f"/survey/{survey.id}/"
    return f"{usual}?wave={wave.id}" if wave.rehearsal else usual


def order_of(sheet: Sheet) -> int:
    """Which order of the options this response sees."""
    return int(sheet.response_id[:4], 16) % ORDERS


def in_order(item: Item, order: int) -> tuple[Option, ...]:
    """The options as they are shown in that order; `fixed_last` keep their place at the end."""
    if not item.shuffle:
        return item.options
    moving = [option for option in item.options if option.code not in item.fixed_last]
    last = [option for option in item.options if option.code in item.fixed_last]
    random.Random(f"{item.id}:{order}").shuffle(moving)  # noqa: S311 - an order, not a secret
    return (*moving, *last)
