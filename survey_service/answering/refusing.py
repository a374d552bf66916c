"""The page of a refusal that loses nothing: what was typed, and a way to send it again."""

from __future__ import annotations

from dataclasses import dataclass

from survey_model.wave import Wave, today_in_china
from survey_service.answering.page import address
from survey_service.answering.room import Room
from survey_service.answering.sheet import SheetExpired, SheetForged
from survey_service.answering.surveys import Survey
from survey_service.answering.typed import SHEET, Typed, fields_to_send_again, lines
from survey_service.errors import OtherAnswersKept, PageMissing, Refusal, WaveShut
from survey_service.pages import Pages, local

TEMPLATE = "refused.html"


@dataclass(frozen=True)
class Sent:
    """A form that was sent and could not be taken."""

    survey: Survey
    wanted: str | None  # the wave named in the address
    typed: Typed


@dataclass(frozen=True)
class Again:
    """A form that sends the same answers once more."""

    action: str
    sheet: str  # a token
    fields: tuple[tuple[str, str], ...]


def plain_page(pages: Pages, refusal: Refusal, language: str) -> str:
    """The page of a refusal that has no answers to keep."""
    return pages.draw(TEMPLATE, language, refusal=refusal, lines=(), again=None, receipt=None)


def page_with_answers(room: Room, refusal: Refusal, language: str, sent: Sent) -> str:
    """The page of a refusal with what was typed."""
    used_up = isinstance(refusal, OtherAnswersKept)
    return room.pages.draw(
        TEMPLATE,
        language,
        refusal=refusal,
        lines=lines(sent.survey, language, sent.typed),
        again=_again(room, refusal, language, sent),
        receipt=_receipt(room, language, sent.typed) if used_up else None,
        open_survey=sent.survey.id,
    )


def receipt_address(language: str, token: str) -> str:
    """Where a receipt stands."""
    return local(language, f"/survey/receipt/{token}")


def _again(room: Room, refusal: Refusal, language: str, sent: Sent) -> Again | None:
    """The same sheet again; a new one where the old was used up, none where no wave is open."""
    wave = _wave_for(room, refusal, sent)
    if wave is None:
        return None
    sheet = sent.typed.get(SHEET, "")
    if isinstance(refusal, OtherAnswersKept | WaveShut):
        sheet = room.sheets.token(room.sheets.new(wave.id, sent.survey.definition))
    fields = fields_to_send_again(sent.survey, sent.typed)
    return Again(local(language, address(sent.survey, wave)), sheet, fields)


def _wave_for(room: Room, refusal: Refusal, sent: Sent) -> Wave | None:
    """The wave to which the answers may go: not the one that has just been found shut."""
    wanted = None if isinstance(refusal, WaveShut) else sent.wanted
    try:
        return sent.survey.wave(today_in_china(), wanted, rehearsal=room.config.rehearsal)
    except (PageMissing, WaveShut):
        return None


def _receipt(room: Room, language: str, typed: Typed) -> str | None:
    """The receipt of what is stored under the sheet's id."""
    try:
        sheet = room.sheets.read(typed.get(SHEET, ""))
    except (SheetForged, SheetExpired):
        return None
    return receipt_address(language, room.sheets.receipt(sheet.response_id))
