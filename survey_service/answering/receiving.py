"""Receiving a response: the server checks everything again and keeps only what was asked."""

from __future__ import annotations

from survey_model.answers import canonical, payload_hash
from survey_model.routing import asked, on_route
from survey_model.wave import Wave, today_in_china
from survey_service.answering.messages import NOTICES
from survey_service.answering.sheet import (
    HASH_PART,
    Sheet,
    SheetExpired,
    SheetForged,
    Sheets,
    receipt_hash,
)
from survey_service.answering.store import Response
from survey_service.answering.surveys import Survey
from survey_service.answering.typed import SHEET, TRAP, Typed
from survey_service.errors import Refusal

SECONDS_PER_ITEM = 2  # nobody reads and answers faster; twenty questions take 40 seconds at least
FAST, TRAPPED = "fast", "trap"  # flags


class BackToPage(Refusal):
    """The form comes back with everything typed: something is to be mended, or its id was."""

    status = 400

    def __init__(
        self, survey: Survey, wave: Wave, sheet: Sheet, why: dict[str, str], notice: str | None
    ) -> None:
        """`why` has a sentence for each field to be mended; `notice` is a Chinese one."""
        super().__init__()
        self.survey, self.wave, self.sheet = survey, wave, sheet
        self.faults, self.notice = why, notice


def receive(sheets: Sheets, survey: Survey, wave: Wave, language: str, typed: Typed) -> Response:
    """The response in what was typed, ready to be kept. Raises BackToPage."""
    sheet, notice = _sheet_of(sheets, survey, wave, typed)
    form = survey.forms[language](typed)
    form.keep_to_route(survey.questionnaire)
    if not form.validate() or notice:
        raise BackToPage(survey, wave, sheet, form.faults(), notice)
    answers = on_route(survey.questionnaire, form.answers())
    seconds = sheets.seconds(sheet)
    return Response(
        response_id=sheet.response_id,
        survey=survey.id,
        wave=wave.id,
        definition=survey.definition,
        language=language,
        mode=wave.mode,
        day=today_in_china(),
        seconds=seconds,
        answers=canonical(answers),
        payload_hash=payload_hash(survey.definition, language, answers),
        receipt_hash=receipt_hash(sheets.receipt(sheet.response_id)),
        consent_version=survey.questionnaire.consent.version,
        flags=_flags(typed, seconds, len(asked(survey.questionnaire, answers))),
    )


def _sheet_of(sheets: Sheets, survey: Survey, wave: Wave, typed: Typed) -> tuple[Sheet, str | None]:
    """The sheet that was filled; where it cannot be used, one that can, and why."""
    try:
        sheet = sheets.read(typed.get(SHEET, ""))
    except SheetForged:
        return sheets.new(wave.id, survey.definition), NOTICES["forged"]
    except SheetExpired as expired:
        return sheets.again(expired.sheet, wave.id, survey.definition), NOTICES["expired"]
    if (sheet.wave, sheet.definition) != (wave.id, survey.definition[:HASH_PART]):
        return sheets.again(sheet, wave.id, survey.definition), NOTICES["stale"]
    return sheet, None


def _flags(typed: Typed, seconds: int, items: int) -> str:
    """Doubts about the response. It is kept all the same: the analyst decides, and says so."""
    doubts = {
        FAST: seconds < items * SECONDS_PER_ITEM,
        TRAPPED: bool(typed.get(TRAP, "").strip()),
    }
    return ",".join(flag for flag, raised in doubts.items() if raised)
