"""What stands before a page of the desk: who is there, whether they may, and what is set after."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from flask import Blueprint, Response, g, request

from survey_service.accounts import access, carried, destinations, frame, visit
from survey_service.accounts.access import Act, NotYours
from survey_service.accounts.entry import sign_in_page
from survey_service.accounts.forms import ConfirmForm, SignInForm
from survey_service.accounts.frame import Answer
from survey_service.accounts.sessions import Stage
from survey_service.errors import PageMissing, Refusal, as_response

Parts = ParamSpec("Parts")  # what the address holds beside the language
View = Callable[Parts, Answer]

# Scripts of the desk may talk to the desk; else as on every page of the service.
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def desk_blueprint(name: str, import_name: str) -> Blueprint:
    """A blueprint whose pages belong to the desk."""
    bp = Blueprint(name, import_name)
    bp.before_request(_look_who_is_there)
    bp.after_request(visit.send_cookies)
    bp.after_request(_with_headers)
    bp.register_error_handler(Refusal, _refused)
    return bp


def in_both_languages(
    bp: Blueprint, path: str, *methods: str
) -> Callable[[View[Parts]], View[Parts]]:
    """Stand at `path` in Chinese and at /en + `path` in English; visit.language() tells which."""

    def add(view: View[Parts]) -> View[Parts]:
        @wraps(view)
        def spoken(*parts: Parts.args, **named: Parts.kwargs) -> Answer:
            del named["language"]  # the address says it
            return view(*parts, **named)

        chinese = {"language": "zh"}
        bp.add_url_rule(path, view_func=spoken, methods=methods, defaults=chinese)
        bp.add_url_rule(f"/<any(en):language>{path}", view_func=spoken, methods=methods)
        return view

    return add


def signed_in(view: View[Parts]) -> View[Parts]:
    """Only somebody who is signed in; others are asked to, and what they sent is carried."""

    @wraps(view)
    def guarded(*parts: Parts.args, **named: Parts.kwargs) -> Answer:
        if visit.current().is_at(Stage.ENROLLING):
            return frame.see("account.enrol")
        if g.account is None:
            return _ask_to_sign_in()
        return view(*parts, **named)

    return guarded


def needs(act: Act) -> Callable[[View[Parts]], View[Parts]]:
    """Only somebody whose role may do this somewhere; where, the view asks itself."""

    def guard(view: View[Parts]) -> View[Parts]:
        @wraps(view)
        def guarded(*parts: Parts.args, **named: Parts.kwargs) -> Answer:
            if not access.may_ever(g.account, act):
                raise NotYours
            return view(*parts, **named)

        return signed_in(guarded)

    return guard


def checked_lately(view: View[Parts]) -> View[Parts]:
    """Before a grave act, the password once more, where it was shown long ago. Inside needs()."""

    @wraps(view)
    def guarded(*parts: Parts.args, **named: Parts.kwargs) -> Answer:
        session = visit.current().session
        if request.method == "POST" and session and not session.was_checked_lately:
            form, way = ConfirmForm.shown(), carried.picked_up()
            return Response(frame.show("desk/confirm.html", form=form, carried=way), 401)
        return view(*parts, **named)

    return guarded


def enrolling_or_in(view: View[Parts]) -> View[Parts]:
    """Somebody who is signed in, or who only has to set up a second factor still."""

    @wraps(view)
    def guarded(*parts: Parts.args, **named: Parts.kwargs) -> Answer:
        if not visit.current().is_at(Stage.ENROLLING, Stage.IN):
            return _ask_to_sign_in()
        return view(*parts, **named)

    return guarded


def _look_who_is_there() -> None:
    visit.current()
    if "\x00" in request.path or any("\x00" in value for value in request.args.values()):
        raise PageMissing  # no keyboard types it, and PostgreSQL keeps none


def _ask_to_sign_in() -> Response:
    if request.method == "GET":
        return frame.see("entry.sign_in", **destinations.this_page())
    return Response(sign_in_page(SignInForm.shown(), {}, carried.picked_up(), ended=True), 401)


def _refused(refusal: Refusal) -> Response:
    """A refusal in words. What was typed is shown, and can be sent again where that may help."""
    kept = carried.picked_up() if request.method == "POST" else None
    again = kept if refusal.keeps_answers else None
    page = frame.show("desk/refused.html", refusal=refusal, carried=kept, again=again)
    return as_response(refusal, page)


def _with_headers(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["Referrer-Policy"] = "same-origin"  # else browsers hide their Origin, too
    response.headers["Vary"] = "Cookie"
    return response
