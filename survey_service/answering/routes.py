"""The addresses at which a resident answers, reads the receipt and withdraws."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar, cast

from flask import Blueprint, Response, current_app, redirect, request
from werkzeug.wrappers import Response as Redirect

from survey_model.wave import Wave, today_in_china
from survey_service.answering import store
from survey_service.answering.forms import CONSENT, MINOR, NO
from survey_service.answering.receipt import receipt_of, steps_for
from survey_service.answering.receiving import BackToPage, receive
from survey_service.answering.refusing import (
    Sent,
    page_with_answers,
    plain_page,
    receipt_address,
)
from survey_service.answering.room import Room
from survey_service.answering.sheet import receipt_hash
from survey_service.answering.surveys import Survey
from survey_service.answering.typed import within_limits
from survey_service.errors import OtherAnswersKept, PageMissing, Refusal, as_response
from survey_service.pages import local

ROOM = "answering"  # the key of the Room among the application's extensions
ELSEWHERE: dict[str, Callable[[str, str], str]] = {  # consent given → where it leads, if not on
    MINOR: lambda language, survey_id: local(language, f"/survey/{survey_id}/minor"),
    NO: lambda language, _: local(language, "/myths/"),
}

Page = str | Response | Redirect
View = TypeVar("View", bound=Callable[..., Page])

bp = Blueprint("answering", __name__)


def in_both_languages(path: str, method: str) -> Callable[[View], View]:
    """Stand at `path` in Chinese and at /en + `path` in English; the view is told which."""

    def add(view: View) -> View:
        chinese = {"language": "zh"}
        bp.add_url_rule(path, view_func=view, methods=[method], defaults=chinese)
        bp.add_url_rule(f"/<any(en):language>{path}", view_func=view, methods=[method])
        return view

    return add


@in_both_languages("/survey/<survey_id>/", "GET")
def form(language: str, survey_id: str) -> Page:
    """The questionnaire, empty, under a new response id."""
    survey = room().surveys.find(survey_id)
    return room().survey_pages.fresh(survey, wave_of(survey), language)


@in_both_languages("/survey/<survey_id>/", "POST")
def send(language: str, survey_id: str) -> Page:
    """Keep the answers once, and lead to the receipt; or lead elsewhere and keep nothing."""
    typed = within_limits(request.form)
    survey = room().surveys.find(survey_id)
    leads = ELSEWHERE.get(typed.get(CONSENT, ""))
    if leads:
        return redirect(leads(language, survey_id), 303)
    room().pace.count(request.remote_addr or "")
    response = receive(room().sheets, survey, wave_of(survey), language, typed)
    if room().database.write(partial(store.keep_response, given=response)) is store.Kept.OTHER:
        raise OtherAnswersKept
    token = room().sheets.receipt(response.response_id)
    return redirect(receipt_address(language, token), 303)


@in_both_languages("/survey/<survey_id>/minor", "GET")
def minor(language: str, survey_id: str) -> Page:
    """Thanks to somebody under 18, of whom nothing was kept."""
    survey = room().surveys.find(survey_id)
    path = f"/survey/{survey_id}/minor"
    shown = {"questionnaire": survey.questionnaire, "open_survey": survey_id}
    return room().pages.draw("answering/minor.html", language, path, **shown)


@in_both_languages("/survey/receipt/<token>", "GET")
def receipt(language: str, token: str) -> Page:
    """What the person may learn from their answers, and the way to withdraw them."""
    response, wording = _kept(token)
    now = room().surveys.asked_today(response.survey)
    made = receipt_of(response, wording, now, language)
    path = f"/survey/receipt/{token}"
    shown = {
        "receipt": made,
        "steps": steps_for(made.band, room().next_steps),
        "withdraw": local(language, f"{path}/withdraw"),
        "open_survey": response.survey if now else None,
    }
    return room().pages.draw("answering/receipt.html", language, path, **shown)


@in_both_languages("/survey/receipt/<token>/withdraw", "POST")
def withdraw(language: str, token: str) -> Page:
    """Remove what the person said, and say so on the receipt."""
    if not room().database.write(partial(store.withdraw, receipt_hash=receipt_hash(token))):
        raise PageMissing
    room().database.forget()
    return redirect(receipt_address(language, token), 303)


@bp.errorhandler(BackToPage)
def back_to_page(refusal: BackToPage) -> Page:
    """The form again, with everything typed and what is to be mended."""
    page = room().survey_pages.mended(refusal, language_asked(), request.form)
    return as_response(refusal, page)


@bp.errorhandler(Refusal)
def refused(refusal: Refusal) -> Page:
    """A refusal in words; what was typed stays on the page where that may help."""
    survey_id = (request.view_args or {}).get("survey_id")
    if request.method != "POST" or survey_id is None or not refusal.keeps_answers:
        return as_response(refusal, plain_page(room().pages, refusal, language_asked()))
    sent = Sent(room().surveys.find(survey_id), request.args.get("wave"), request.form)
    return as_response(refusal, page_with_answers(room(), refusal, language_asked(), sent))


def room() -> Room:
    """What this application's routes work with."""
    return cast("Room", current_app.extensions[ROOM])


def wave_of(survey: Survey) -> Wave:
    """The wave named in the address, else the usual one that is open."""
    wanted = request.args.get("wave")
    return survey.wave(today_in_china(), wanted, rehearsal=room().config.rehearsal)


def language_asked() -> str:
    """The language of the address."""
    return "en" if request.path.startswith("/en/") else "zh"


def _kept(token: str) -> tuple[store.Response, str]:
    """The response of a receipt and the wording it answered. Raises PageMissing."""
    with room().database.reading() as connection:
        response = store.find_by_receipt(connection, receipt_hash(token))
        if response is None:
            raise PageMissing
        return response, store.wording(connection, response.definition)
