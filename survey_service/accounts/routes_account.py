"""The addresses of one's own account: password, second factor, passkeys, sessions, contact, log."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from flask import Response, g

from survey_service.accounts import audit, frame, own, passkeys, sessions, visit
from survey_service.accounts import second_factor as codes
from survey_service.accounts.forms import (
    AddPasskeyForm,
    ButtonForm,
    ChangePasswordForm,
    CodeForm,
    ConfirmForm,
    ContactForm,
    DeskForm,
)
from survey_service.accounts.frame import Answer
from survey_service.accounts.guards import (
    desk_blueprint,
    enrolling_or_in,
    in_both_languages,
    signed_in,
)
from survey_service.accounts.own import Me
from survey_service.accounts.passkeys import PasskeyRefused, Shown
from survey_service.accounts.passwords import weakness
from survey_service.accounts.qr import qr_code
from survey_service.accounts.routes_entry import WRONG_CODE, WRONG_CURRENT, WRONG_KEY
from survey_service.accounts.telling import teller

Result = TypeVar("Result")

bp = desk_blueprint("account", __name__)


@in_both_languages(bp, "/desk/account/", "GET")
@signed_in
def account() -> str:
    """Everything about one's own account, with the ways to change it."""
    return _account_page()


@in_both_languages(bp, "/desk/account/contact", "POST")
@signed_in
def contact() -> Answer:
    """Where letters go, and in which language."""
    form = ContactForm.sent()
    if not form.validate():
        return Response(_account_page(contact=form), 400)
    chosen = {"email": form.email.data, "language": form.language.data}
    _write(own.change_contact, **chosen)
    return _back("contact")


@in_both_languages(bp, "/desk/account/password", "GET")
@signed_in
def password() -> str:
    """The form for a new password."""
    return frame.show("desk/password.html", form=ChangePasswordForm.shown(), section="account")


@in_both_languages(bp, "/desk/account/password", "POST")
@signed_in
def send_password() -> Answer:
    """A new password, for whoever knows the old one."""
    form, person = ChangePasswordForm.sent(), visit.current().me.person
    if form.validate():
        weak = weakness(form.password.data, person.account.login, person.account.name)
        if weak:
            form.refuse(form.password, weak[0], **weak[1])
    if form.errors or form.password.errors or not _knows(form):
        return Response(frame.show("desk/password.html", form=form, section="account"), 400)
    room = visit.room()
    given = {"hashed": room.passwords.hash(form.password.data), "device": visit.current().device}
    visit.carry(_write(own.change_password, room=room, **given))
    return _back("password")


@in_both_languages(bp, "/desk/account/second-factor", "GET")
@enrolling_or_in
def enrol() -> str:
    """The key for an authenticator, as a QR code and as text."""
    return _enrol_page(CodeForm.shown())


@in_both_languages(bp, "/desk/account/second-factor", "POST")
@enrolling_or_in
def send_enrol() -> Answer:
    """The first code of an authenticator; then the recovery codes, shown once."""
    form = CodeForm.sent()
    if not form.validate():
        return Response(_enrol_page(form), 400)
    done = _write(own.finish_enrolment, room=visit.room(), typed=form.code.data)
    if done is None:
        form.refuse(form.code, WRONG_CODE)
        return Response(_enrol_page(form), 400)
    session_id, made = done
    visit.carry(session_id)
    g.account = visit.current().me.person.account
    return Response(frame.show("desk/codes.html", codes=made, first=True, section="account"))


@in_both_languages(bp, "/desk/account/second-factor/remove", "GET")
@signed_in
def remove_factor() -> str:
    """Whether the authenticator is really to go."""
    return frame.show("desk/remove_factor.html", form=ConfirmForm.shown(), section="account")


@in_both_languages(bp, "/desk/account/second-factor/remove", "POST")
@signed_in
def send_remove_factor() -> Answer:
    """Sign in with the password alone from now on."""
    form = ConfirmForm.sent()
    if not form.validate() or not _knows(form):
        return Response(frame.show("desk/remove_factor.html", form=form, section="account"), 400)
    _write(own.remove_second_factor)
    return _back("second_factor_off")


@in_both_languages(bp, "/desk/account/recovery-codes", "GET")
@signed_in
def recovery_codes() -> str:
    """Whether new recovery codes are really wanted."""
    return frame.show("desk/new_codes.html", form=ConfirmForm.shown(), section="account")


@in_both_languages(bp, "/desk/account/recovery-codes", "POST")
@signed_in
def send_recovery_codes() -> Answer:
    """Eight new codes, shown once."""
    form = ConfirmForm.sent()
    if not form.validate() or not _knows(form):
        return Response(frame.show("desk/new_codes.html", form=form, section="account"), 400)
    made = _write(own.new_recovery_codes, room=visit.room())
    return frame.show("desk/codes.html", codes=made, first=False, section="account")


@in_both_languages(bp, "/desk/account/passkeys", "GET")
@signed_in
def add_passkey() -> str:
    """Where a passkey is made, by the browser."""
    return _passkey_page(AddPasskeyForm.shown())


@in_both_languages(bp, "/desk/account/passkeys", "POST")
@signed_in
def send_passkey() -> Answer:
    """The passkey that the browser made."""
    form, place = AddPasskeyForm.sent(), visit.passkey_place()
    if not form.validate() or place is None:
        return Response(_passkey_page(form), 400)
    shown = Shown(place, form.given.data, form.challenge.data, visit.current().browser)
    try:
        _write(own.add_passkey, room=visit.room(), shown=shown, name=form.name.data)
    except PasskeyRefused:
        form.refuse(form.name, WRONG_KEY)
        return Response(_passkey_page(form), 400)
    return _back("passkey")


@in_both_languages(bp, "/desk/account/passkeys/<key_id>/remove", "POST")
@signed_in
def remove_passkey(key_id: str) -> Answer:
    """Delete a passkey."""
    form = ButtonForm.sent()
    if not form.validate():
        return Response(_account_page(refused=form), 400)
    _write(own.remove_passkey, key_id=key_id)
    return _back("passkey_off")


@in_both_languages(bp, "/desk/account/sessions/<handle>/end", "POST")
@signed_in
def end_session(handle: str) -> Answer:
    """End one session elsewhere."""
    form = ButtonForm.sent()
    if not form.validate():
        return Response(_account_page(refused=form), 400)
    _write(own.end_session, handle=handle)
    return _back("session")


@in_both_languages(bp, "/desk/account/sessions/end", "POST")
@signed_in
def end_other_sessions() -> Answer:
    """End every session elsewhere."""
    form = ButtonForm.sent()
    if not form.validate():
        return Response(_account_page(refused=form), 400)
    _write(own.end_other_sessions, device=visit.current().device)
    return _back("sessions")


@in_both_languages(bp, "/desk/account/log", "GET")
@signed_in
def log() -> str:
    """What the audit log keeps about the person."""
    with visit.room().database.reading() as connection:
        entries = audit.read(connection, g.account)
        told = teller(connection, visit.word, visit.language())
    return frame.show("desk/log.html", entries=entries, teller=told, section="account", mine=True)


def _write(act: Callable[..., Result], **given: object) -> Result:
    """Do something about one's own account, durably."""
    return visit.room().database.write(partial(act, me=visit.current().me, **given))


def _back(done: str) -> Response:
    return frame.see("account.account", done=done)


def _knows(form: DeskForm) -> bool:
    """Whether the present password is right; else the form says so. Raises TooSoon."""
    field = form["current_password"]
    if own.knows_password(visit.room(), visit.current().me.person, field.data):
        return True
    form.refuse(field, WRONG_CURRENT)
    return False


def _account_page(**forms: DeskForm) -> str:
    me: Me = visit.current().me
    person = me.person
    contact_form = ContactForm.shown(email=person.email or "", language=person.account.language)
    with visit.room().database.reading() as connection:
        seen = {
            "person": person,
            "session": me.session,
            "sessions": sessions.of_person(connection, person),
            "passkeys": passkeys.of_account(connection, person.id),
            "codes_left": codes.codes_left(connection, person.id),
        }
    seen |= {
        "contact": contact_form,
        "refused": None,
        "needs_factor": person.account.role in codes.NEEDED_BY,
        "mail": bool(visit.room().config.smtp_url),
        "can_have_passkeys": visit.passkey_place() is not None,
    }
    return frame.show("desk/account.html", section="account", **{**seen, **forms})


def _enrol_page(form: CodeForm) -> str:
    me = visit.current().me
    secret = _write(own.begin_enrolment, room=visit.room())
    groups = [secret[n : n + 4] for n in range(0, len(secret), 4)]
    shown = {"qr": qr_code(codes.address(secret, me.person.account.login)), "groups": groups}
    needed = me.person.account.role in codes.NEEDED_BY
    return frame.show("desk/enrol.html", form=form, needed=needed, section="account", **shown)


def _passkey_page(form: AddPasskeyForm) -> str:
    place, me = visit.passkey_place(), visit.current().me
    if place is None:
        return frame.show("desk/passkey.html", form=None, options=None, section="account")
    challenge = visit.room().challenges.new(visit.current().browser)
    with visit.room().database.reading() as connection:
        held = passkeys.of_account(connection, me.person.id)
    form.challenge.data = challenge
    options = passkeys.options_to_add(place, me.person.account, held, challenge)
    return frame.show("desk/passkey.html", form=form, options=options, section="account")
