"""Signing in and out: what lets a person in, what does not, and what a stranger can learn."""

from __future__ import annotations

import re
import statistics
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from argon2 import PasswordHasher
from flask import Flask

from survey_service.accounts import audit, managing, notices, store
from survey_service.accounts.model import Account, Role
from survey_service.accounts.passwords import Passwords
from survey_service.accounts.room import Room
from tests.survey_service.accounts.colleague import (
    PASSWORD,
    SIGN_IN,
    Colleague,
    actions_of,
    form_of,
    new_login,
)
from tests.survey_service.resident import Page, path_of

WRONG = "登录名或密码不对，请再试一次"


def test_the_right_password_lets_a_contributor_in(
    make_colleague: Callable[..., Colleague],
) -> None:
    person = make_colleague()
    assert not person.is_in()

    assert path_of(person.signs_in()) == "/desk/"
    assert person.is_in()


@pytest.mark.parametrize("typed", [" {} ", "{}", "\uff23olleague"])
def test_a_login_is_known_however_it_is_typed(
    make_colleague: Callable[..., Colleague], typed: str
) -> None:
    person = make_colleague()
    person.login = person.login.upper() if "{" in typed else person.login.replace("c", "\uff23", 1)

    assert path_of(person.signs_in()) == "/desk/"


def test_a_password_typed_with_full_width_letters_is_the_same(
    make_colleague: Callable[..., Colleague], desk: Room
) -> None:
    person = make_colleague()
    hashed = desk.passwords.hash("river path 77")
    change = partial(store.change, account_id=person.id, password_hash=hashed)
    desk.database.write(change)

    assert path_of(person.signs_in("ｒｉｖｅｒ path ７７")) == "/desk/"


def test_an_unknown_login_and_a_wrong_password_get_one_and_the_same_answer(
    make_colleague: Callable[..., Colleague], stranger: Colleague
) -> None:
    person = make_colleague()
    person.address = stranger.address

    wrong, unknown = person.signs_in("不是这个 密码"), stranger.signs_in("不是这个 密码")

    assert wrong.status == unknown.status == 400
    assert _without_secrets(wrong, person) == _without_secrets(unknown, stranger)
    assert WRONG in wrong.text


def test_a_suspended_account_answers_like_one_that_never_was(
    make_colleague: Callable[..., Colleague],
    stranger: Colleague,
    desk: Room,
    ask: Callable[..., Any],
    make_person: Callable[..., Account],
) -> None:
    person, chief = make_colleague(), make_person(Role.ADMINISTRATOR, "330000")
    act = partial(managing.suspend, actor=chief, other=ask(store.find, person.id))
    desk.database.write(partial(act, reason="调走了", now=1))

    right, unknown = person.signs_in(), stranger.signs_in()

    assert (right.status, right.text) == (unknown.status, unknown.text)


def test_an_unknown_login_costs_as_much_work_as_a_known_one() -> None:
    passwords = Passwords(PasswordHasher(time_cost=2, memory_cost=8 * 1024, parallelism=1))
    kept = passwords.hash(PASSWORD)
    taken: dict[str, list[float]] = {"known": [], "unknown": []}

    for _ in range(25):
        for name, hashed in (("known", kept), ("unknown", None)):
            began = time.process_time()
            assert not passwords.matches(hashed, "不是这个 密码")
            taken[name].append(time.process_time() - began)

    known, unknown = (statistics.median(times) for times in taken.values())
    assert unknown == pytest.approx(known, rel=0.3)


def test_no_password_ever_comes_back_in_a_page(make_colleague: Callable[..., Colleague]) -> None:
    page = make_colleague().signs_in("不是这个 密码")

    assert "不是这个" not in page.response.get_data(as_text=True)


@pytest.mark.parametrize(("left_out", "told"), [("login", "请填登录名"), ("password", "请填密码")])
def test_a_field_left_empty_is_asked_for(
    make_colleague: Callable[..., Colleague], left_out: str, told: str
) -> None:
    person = make_colleague()
    typed = {"login": person.login, "password": person.password, left_out: ""}

    page = person.presses(person.opens(SIGN_IN), SIGN_IN, **typed)

    assert page.status == 400
    assert told in page.text
    if left_out == "password":
        assert form_of(page, SIGN_IN)["login"] == person.login


def test_whoever_is_in_already_is_led_to_the_inbox(
    make_signed_in: Callable[..., Colleague],
) -> None:
    assert path_of(make_signed_in().opens(SIGN_IN)) == "/desk/"


def test_signing_out_ends_the_session_for_good(make_signed_in: Callable[..., Colleague]) -> None:
    person = make_signed_in()
    before = person.cookie()

    page = person.presses(person.opens(), "/desk/sign-out")

    assert path_of(page) == SIGN_IN
    assert not person.is_in()
    person.carries("life-relay-desk", before)
    assert not person.is_in()


def test_a_password_hashed_more_weakly_is_hashed_anew_at_the_next_visit(
    make_colleague: Callable[..., Colleague], desk: Room, ask: Callable[..., Any]
) -> None:
    person = make_colleague()
    weak = PasswordHasher(time_cost=1, memory_cost=16, parallelism=2).hash(PASSWORD)
    desk.database.write(partial(store.change, account_id=person.id, password_hash=weak))

    person.signs_in()

    kept = ask(store.find, person.id).password_hash
    assert kept != weak
    assert desk.passwords.matches(kept, PASSWORD)


def test_a_visit_from_a_new_device_is_told_and_one_from_a_known_device_is_not(
    make_signed_in: Callable[..., Colleague], app: Flask, ask: Callable[..., Any]
) -> None:
    person = make_signed_in()
    person.presses(person.opens(), "/desk/sign-out")
    person.signs_in()
    assert ask(notices.unread, person.id) == 0

    elsewhere = Colleague(app.test_client(), login=person.login)
    elsewhere.headers = {"User-Agent": "Mozilla/5.0 (Linux; Android 13) MicroMessenger/8.0"}
    elsewhere.signs_in()

    (told,) = ask(notices.inbox, person.id)
    assert (told.key, told.facts) == ("new_device", {"device": "WeChat · Android"})


def test_the_log_says_how_somebody_came_in_and_went_out(
    make_signed_in: Callable[..., Colleague], ask: Callable[..., Any]
) -> None:
    person = make_signed_in()
    person.presses(person.opens(), "/desk/sign-out")

    left, begun = ask(audit.read, ask(store.find, person.id).account)

    assert left.event == "session.left"
    assert (begun.event, begun.facts) == (
        "session.begun",
        {"way": "password", "known_device": False},
    )


def test_the_way_in_stands_in_both_languages(stranger: Colleague) -> None:
    assert stranger.opens(SIGN_IN).all("h1")[0].text == "登录编辑台"
    english = stranger.opens("/en/desk/sign-in")

    assert english.all("h1")[0].text == "Sign in to the editors' desk"
    assert "/en/desk/sign-in" in actions_of(english)


def _without_secrets(page: Page, person: Colleague) -> str:
    """The page without what differs in each: tokens, and the login that was typed."""
    body = page.response.get_data(as_text=True).replace(person.login, "…")
    return re.sub(r'(value|data-options)="[^"]{40,}"', "", body)


def test_two_unknown_logins_get_byte_equal_pages_but_for_the_tokens(
    stranger: Colleague, app: Flask
) -> None:
    other = Colleague(app.test_client(), login=new_login(), address="198.51.100.8")

    pages = [(p.signs_in("不是这个 密码"), p) for p in (stranger, other)]

    assert len({_without_secrets(page, person) for page, person in pages}) == 1
