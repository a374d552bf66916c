"""The addresses at which a person comes in, by password, passkey or link, and goes out again."""

from __future__ import annotations

from functools import partial

from flask import Response, request

from survey_service.accounts import carried, destinations, frame, joining, own, signing_in, visit
from survey_service.accounts.carried import Carried
from survey_service.accounts.entry import sign_in_page
from survey_service.accounts.forms import (
    ButtonForm,
    CodeForm,
    ConfirmForm,
    DeskForm,
    JoinForm,
    NewPasswordForm,
    PasskeyForm,
    SignInForm,
)
from survey_service.accounts.frame import Answer
from survey_service.accounts.guards import desk_blueprint, in_both_languages, signed_in
from survey_service.accounts.joining import Chosen
from survey_service.accounts.links import Link, Purpose
from survey_service.accounts.passkeys import PasskeyRefused, Shown
from survey_service.accounts.sessions import Stage
from survey_service.accounts.signing_in import Arrival
from survey_service.accounts.store import LoginTaken
from survey_service.accounts.throttle import TooSoon
from survey_service.errors import as_response
from survey_service.pages import N_

bp = desk_blueprint("entry", __name__)

WRONG = N_("登录名或密码不对，请再试一次。忘了密码，请找上级管理员要一个重设链接。")
WRONG_CODE = N_("验证码不对，或者已经用过。请等下一个码出来再填。")
WRONG_KEY = N_("这把通行密钥没有认出来。请再试一次，或者用密码登录。")
WRONG_CURRENT = N_("现在的密码不对，请再填一次。")
TAKEN = N_("这个登录名已经有人用，请换一个。")


@in_both_languages(bp, "/desk/sign-in", "GET")
def sign_in() -> Answer:
    """The way in, for everybody."""
    if visit.current().is_at(Stage.IN):
        return frame.go(destinations.address_or_home(request.args))
    return sign_in_page(SignInForm.shown(), destinations.named_in(request.args))


@in_both_languages(bp, "/desk/sign-in", "POST")
def send_sign_in() -> Answer:
    """Login and password."""
    request.max_content_length = carried.LARGEST
    form, to = SignInForm.sent(), destinations.named_in(request.form)
    if not form.validate():
        return Response(sign_in_page(form, to), 400)
    given = (form.login.data, form.password.data, visit.visitor(), visit.device_name())
    try:
        arrival = signing_in.by_password(visit.room(), *given)
    except TooSoon as refusal:
        return as_response(refusal, sign_in_page(form, to, wait=refusal.retry_after))
    if arrival is None:
        form.refuse(form.password, WRONG)
        return Response(sign_in_page(form, to), 400)
    return _go_on(arrival, to)


@in_both_languages(bp, "/desk/sign-in/passkey", "POST")
def send_passkey() -> Answer:
    """A passkey, which is enough by itself."""
    request.max_content_length = carried.LARGEST
    form, to, place = PasskeyForm.sent(), destinations.named_in(request.form), visit.passkey_place()
    if place is None or not form.validate():
        return Response(sign_in_page(SignInForm.shown(), to, problem=WRONG_KEY), 400)
    shown = Shown(place, form.given.data, form.challenge.data, visit.current().browser)
    try:
        arrival = signing_in.by_passkey(visit.room(), shown, visit.visitor(), visit.device_name())
    except PasskeyRefused:
        return Response(sign_in_page(SignInForm.shown(), to, problem=WRONG_KEY), 400)
    return _go_on(arrival, to)


@in_both_languages(bp, "/desk/second-factor", "GET")
def second_factor() -> Answer:
    """Where the six digits are asked for."""
    if not visit.current().is_at(Stage.ASKED):
        return frame.see("entry.sign_in")
    return _code_page(CodeForm.shown(), destinations.named_in(request.args))


@in_both_languages(bp, "/desk/second-factor", "POST")
def send_second_factor() -> Answer:
    """Six digits, or a recovery code."""
    request.max_content_length = carried.LARGEST
    form, to = CodeForm.sent(), destinations.named_in(request.form)
    if not visit.current().is_at(Stage.ASKED):
        return Response(sign_in_page(SignInForm.shown(), to, ended=True), 401)
    if not form.validate():
        return Response(_code_page(form, to), 400)
    try:
        arrival = _by_code(form)
    except TooSoon as refusal:
        return as_response(refusal, _code_page(form, to, wait=refusal.retry_after))
    if arrival is None:
        form.refuse(form.code, WRONG_CODE)
        return Response(_code_page(form, to), 400)
    return _go_on(arrival, to)


@in_both_languages(bp, "/desk/confirm", "POST")
@signed_in
def confirm() -> Answer:
    """The password once more, before a grave act that was carried here."""
    form, way = ConfirmForm.sent(), carried.on_the_way()
    page = partial(frame.show, "desk/confirm.html", form=form, carried=way, next={})
    if not form.validate():
        return Response(page(), 400)
    try:
        right = own.confirm(visit.room(), visit.current().me, form.current_password.data)
    except TooSoon as refusal:
        return as_response(refusal, page(wait=refusal.retry_after))
    if not right:
        form.refuse(form.current_password, WRONG_CURRENT)
        return Response(page(), 400)
    visit.carry(right)
    return _where_it_was_going(way, {})


@in_both_languages(bp, "/desk/sign-out", "POST")
@signed_in
def sign_out() -> Answer:
    """End this session. The device stays known."""
    if not ButtonForm.sent().validate():
        return Response(frame.show("desk/sign_out.html"), 400)
    visit.room().database.write(partial(own.leave, me=visit.current().me))
    visit.leave()
    return frame.see("entry.sign_in", done="signed_out")


@in_both_languages(bp, "/desk/link/<token>", "GET")
def link(token: str) -> str:
    """What a one-time link is for. Opening it uses nothing up: chat programs open links, too."""
    found = joining.look(visit.room(), token)
    return _link_page(found, _link_form(found).shown(name=found.name))


@in_both_languages(bp, "/desk/link/<token>", "POST")
def send_link(token: str) -> Answer:
    """A new account, or a new password."""
    found = joining.look(visit.room(), token)
    form = _link_form(found).sent()
    if not form.validate():
        return Response(_link_page(found, form), 400)
    act = joining.accept if found.purpose is Purpose.INVITATION else joining.reset
    given = (token, _chosen(form), visit.visitor(), visit.device_name())
    try:
        return _go_on(act(visit.room(), *given), {})
    except LoginTaken:
        form.refuse(form.login, TAKEN)
        return Response(_link_page(found, form), 400)


def _by_code(form: CodeForm) -> Arrival | None:
    me = visit.current().me
    return signing_in.by_code(visit.room(), me.session, me.person, form.code.data, visit.visitor())


def _go_on(arrival: Arrival, to: dict[str, str]) -> Response:
    """To the next step of signing in, or to where the person wanted to go."""
    visit.arrive(arrival)
    way = carried.on_the_way()
    if arrival.stage is Stage.ASKED and way:
        form = CodeForm.shown()
        return Response(frame.show("desk/second_factor.html", form=form, carried=way, next={}))
    if arrival.stage is Stage.IN:
        return _where_it_was_going(way, to)
    step = "entry.second_factor" if arrival.stage is Stage.ASKED else "account.enrol"
    return frame.see(step, **to)


def _where_it_was_going(way: Carried | None, to: dict[str, str]) -> Response:
    if way and way.action:
        return Response(frame.show("desk/carried.html", carried=way))
    return frame.go(destinations.address_or_home(to))


def _code_page(form: CodeForm, to: dict[str, str], **told: object) -> str:
    way = carried.on_the_way()
    return frame.show("desk/second_factor.html", form=form, next=to, carried=way, **told)


def _link_form(found: Link) -> type[DeskForm]:
    return JoinForm if found.purpose is Purpose.INVITATION else NewPasswordForm


def _link_page(found: Link, form: DeskForm) -> str:
    return frame.show("desk/link.html", link=found, form=form)


def _chosen(form: DeskForm) -> Chosen:
    if isinstance(form, JoinForm):
        return Chosen(form.password.data, form.name.data, form.login.data, visit.language())
    return Chosen(form["password"].data)
