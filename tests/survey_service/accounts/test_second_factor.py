"""The second factor: set up once, a code taken once, eight ways out on paper."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from typing import Any

import pyotp
import pytest
from flask import Flask

from survey_service.accounts import audit, second_factor, store
from survey_service.accounts.model import Role
from survey_service.accounts.room import Room
from survey_service.accounts.tables import account, recovery_code
from tests.survey_service.accounts.colleague import Colleague, errors_of, form_of
from tests.survey_service.accounts.conftest import Clock
from tests.survey_service.resident import Page, path_of

ENROL, CODE = "/desk/account/second-factor", "/desk/second-factor"
WRONG = "验证码不对，或者已经用过"


def key_on(page: Page) -> str:
    """The key as a person reads it off the page."""
    return (
        "".join("".join(p.itertext()) for p in page.all("p[@class='key']")).replace(" ", "").strip()
    )


def codes_on(page: Page) -> list[str]:
    return [item.text or "" for item in page.all("ol[@class='codes']/li")]


def sets_up(person: Colleague, at: int) -> Page:
    page = person.opens(ENROL)
    person.key = "".join(key_on(page).split())
    return person.presses(page, ENROL, code=pyotp.TOTP(person.key).at(at))


def test_setting_up_shows_a_code_to_scan_and_a_key_to_type(
    make_signed_in: Callable[..., Colleague],
) -> None:
    page = make_signed_in().opens(ENROL)

    assert 'class="segno"' in page.response.get_data(as_text=True)
    assert len("".join(key_on(page).split())) == 32


def test_the_key_stays_the_same_until_the_first_code_is_right(
    make_signed_in: Callable[..., Colleague],
) -> None:
    person = make_signed_in()
    first = key_on(person.opens(ENROL))

    page = person.presses(person.opens(ENROL), ENROL, code="000000")

    assert page.status == 400
    assert WRONG in page.text
    assert key_on(page) == first


def test_after_the_first_code_eight_recovery_codes_are_shown_once(
    make_signed_in: Callable[..., Colleague], the_clock: Clock, ask: Callable[..., Any]
) -> None:
    person = make_signed_in()

    page = sets_up(person, the_clock.now)

    codes = codes_on(page)
    assert len(set(codes)) == 8
    assert ask(second_factor.codes_left, person.id) == 8
    assert codes[0] not in person.opens("/desk/account/").response.get_data(as_text=True)


def test_key_and_recovery_codes_are_not_readable_in_the_store(
    make_signed_in: Callable[..., Colleague], the_clock: Clock, ask: Callable[..., Any]
) -> None:
    person = make_signed_in()
    codes = codes_on(sets_up(person, the_clock.now))

    kept = repr(ask(lambda c: [c.execute(t.select()).all() for t in (account, recovery_code)]))

    assert person.key not in kept
    assert not [code for code in codes if code in kept or code.replace("-", "") in kept]


def test_the_session_gets_a_new_id_and_others_end(
    make_signed_in: Callable[..., Colleague], app: Flask, the_clock: Clock
) -> None:
    person = make_signed_in()
    elsewhere = Colleague(app.test_client(), person.id, person.login)
    elsewhere.signs_in()
    before = person.cookie()

    sets_up(person, the_clock.now)

    assert person.cookie() != before
    assert person.is_in()
    assert not elsewhere.is_in()


def test_an_editor_comes_in_with_password_and_code(
    make_colleague: Callable[..., Colleague], the_clock: Clock
) -> None:
    person = make_colleague(Role.EDITOR)

    assert path_of(person.signs_in()) == CODE
    assert not person.is_in()
    assert path_of(person.shows_a_code(the_clock.now)) == "/desk/"
    assert person.is_in()


@pytest.mark.parametrize("slip", [-30, 0, 30])
def test_a_phone_whose_clock_is_half_a_minute_off_still_works(
    make_colleague: Callable[..., Colleague], the_clock: Clock, slip: int
) -> None:
    person = make_colleague(Role.EDITOR)
    person.signs_in()

    assert path_of(person.shows_a_code(the_clock.now + slip)) == "/desk/"


@pytest.mark.parametrize("slip", [-90, -60, 60, 90])
def test_a_code_of_another_minute_is_refused(
    make_colleague: Callable[..., Colleague], the_clock: Clock, slip: int
) -> None:
    person = make_colleague(Role.EDITOR)
    person.signs_in()

    page = person.shows_a_code(the_clock.now + slip)

    assert page.status == 400
    assert [e.get("name") for e in errors_of(page)] == ["code"]


def test_a_code_is_taken_once_and_neither_are_those_before_it(
    make_signed_in: Callable[..., Colleague], app: Flask, the_clock: Clock
) -> None:
    person = make_signed_in(Role.EDITOR)
    the_clock.passes(-60)  # the very moment in which they came in
    watcher = Colleague(app.test_client(), person.id, person.login, key=person.key)
    watcher.signs_in()

    assert watcher.shows_a_code(the_clock.now).status == 400
    assert watcher.shows_a_code(the_clock.now - 30).status == 400
    the_clock.passes(30)
    assert path_of(watcher.shows_a_code(the_clock.now)) == "/desk/"


def test_of_two_who_show_one_code_at_once_one_comes_in(
    make_colleague: Callable[..., Colleague],
    desk: Room,
    the_clock: Clock,
    ask: Callable[..., Any],
) -> None:
    person = make_colleague(Role.EDITOR)
    code = pyotp.TOTP(person.key).at(the_clock.now)
    kept = ask(store.find, person.id)
    show = partial(second_factor.show_code, seal=desk.seal, person=kept, typed=code)
    let_in: list[bool] = []
    comers = [
        threading.Thread(target=lambda: let_in.append(desk.database.write(show))) for _ in range(8)
    ]

    for comer in comers:
        comer.start()
    for comer in comers:
        comer.join()

    assert let_in.count(True) == 1


def test_a_contributor_may_turn_it_off_with_the_password(
    make_signed_in: Callable[..., Colleague], the_clock: Clock, ask: Callable[..., Any]
) -> None:
    person = make_signed_in()
    sets_up(person, the_clock.now)
    path = "/desk/account/second-factor/remove"

    page = person.presses(person.opens(path), path, current_password=person.password)

    assert path_of(page) == "/desk/account/"
    assert ask(store.find, person.id).totp_secret is None


def test_an_editor_may_not_turn_it_off(
    make_signed_in: Callable[..., Colleague], ask: Callable[..., Any]
) -> None:
    person = make_signed_in(Role.EDITOR)
    path = "/desk/account/second-factor/remove"

    page = person.presses(person.opens(path), path, current_password=person.password)

    assert page.status == 403
    assert ask(store.find, person.id).totp_secret is not None


def test_an_editor_without_one_reaches_nothing_else_until_it_is_set_up(
    make_colleague: Callable[..., Colleague],
    desk: Room,
    the_clock: Clock,
) -> None:
    person = make_colleague(Role.EDITOR)
    desk.database.write(partial(second_factor.remove, account_id=person.id))

    assert path_of(person.signs_in()) == ENROL
    assert not person.is_in()
    token = form_of(person.opens(ENROL), ENROL)["csrf_token"]
    assert path_of(person.posts("/desk/notices/all", {"csrf_token": token})) == ENROL
    sets_up(person, the_clock.now)
    assert person.is_in()


def test_half_signed_in_is_not_signed_in(make_colleague: Callable[..., Colleague]) -> None:
    person = make_colleague(Role.EDITOR)
    person.signs_in()

    for path in ("/desk/", "/desk/account/", ENROL, "/desk/people/"):
        assert path_of(person.opens(path)) == "/desk/sign-in"


def test_a_first_step_is_forgotten_after_a_quarter_of_an_hour(
    make_colleague: Callable[..., Colleague], the_clock: Clock
) -> None:
    person = make_colleague(Role.EDITOR)
    page = (person.signs_in(), person.opens(CODE))[1]
    the_clock.passes(15 * 60)

    late = person.presses(page, CODE, code=pyotp.TOTP(person.key).at(the_clock.now))

    assert late.status == 401
    assert "登录已经到期" in late.text


def test_setting_up_stands_in_the_log(
    make_signed_in: Callable[..., Colleague], the_clock: Clock, ask: Callable[..., Any]
) -> None:
    person = make_signed_in()
    sets_up(person, the_clock.now)

    newest = ask(audit.read, ask(store.find, person.id).account)[0]

    assert (newest.event, newest.facts) == ("second_factor.set", {})
