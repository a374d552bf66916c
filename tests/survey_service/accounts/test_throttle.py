"""Guessing is slow, and nobody can be locked out by it: not by a stranger, not by a colleague."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from flask import Flask

from survey_service.accounts import managing, notices, store, throttle
from survey_service.accounts.clock import DAY
from survey_service.accounts.model import Account, Role
from survey_service.accounts.passwords import Passwords
from survey_service.accounts.room import Room
from survey_service.accounts.tables import attempt
from survey_service.accounts.visit import ROOM
from tests.survey_service.accounts.colleague import Colleague, form_of, new_login
from tests.survey_service.accounts.conftest import COUNTY, QUICK, Clock
from tests.survey_service.resident import HOST, path_of

GUESS = "猜一个 密码 试试"
LATER = "账号没有锁，请过"


class Counting(Passwords):
    """Passwords that count how often somebody's reached them."""

    reached = 0

    def __init__(self) -> None:
        """No hasher of its own."""

    def matches(self, kept: str | None, password: str) -> bool:
        type(self).reached += 1
        return QUICK.matches(kept, password)

    def is_dated(self, kept: str) -> bool:
        return QUICK.is_dated(kept)


@pytest.fixture
def counted(app: Flask, desk: Room) -> type[Counting]:
    Counting.reached = 0
    app.extensions[ROOM] = replace(desk, passwords=Counting())
    return Counting


@pytest.fixture
def make_guesser(app: Flask) -> Callable[..., Colleague]:
    """Somebody who knows a login and tries passwords from some network."""

    def make(login: str, address: str = "203.0.113.5") -> Colleague:
        return Colleague(app.test_client(), login=login, address=address)

    return make


def test_of_a_thousand_guesses_from_one_place_five_a_minute_reach_the_password(
    make_colleague: Callable[..., Colleague],
    make_guesser: Callable[..., Colleague],
    counted: type[Counting],
    the_clock: Clock,
) -> None:
    guesser = make_guesser(make_colleague().login)
    token = form_of(guesser.opens("/desk/sign-in"), "/desk/sign-in")["csrf_token"]
    given = {"csrf_token": token, "login": guesser.login, "password": GUESS}

    for n in range(1000):
        guesser.client.post("/desk/sign-in", data=given, base_url=HOST)
        the_clock.passes(n % 2)  # 500 seconds altogether

    assert counted.reached <= 5 * (500 / 60 + 1)


def test_the_owner_still_comes_in_from_elsewhere_while_somebody_guesses(
    make_colleague: Callable[..., Colleague], make_guesser: Callable[..., Colleague]
) -> None:
    owner = make_colleague()
    guesser = make_guesser(owner.login)
    for _ in range(20):
        guesser.signs_in(GUESS)
    assert guesser.signs_in(GUESS).status == 429

    assert path_of(owner.signs_in()) == "/desk/"


def test_a_known_device_comes_in_whatever_strangers_do_from_everywhere(
    make_signed_in: Callable[..., Colleague], make_guesser: Callable[..., Colleague]
) -> None:
    owner = make_signed_in()
    owner.presses(owner.opens(), "/desk/sign-out")
    _everybody_guesses(owner, make_guesser)
    owner.address = "203.0.113.1"  # even from a network of theirs

    assert path_of(owner.signs_in()) == "/desk/"


def test_without_a_known_device_the_right_password_comes_in_after_the_wait(
    make_colleague: Callable[..., Colleague],
    make_guesser: Callable[..., Colleague],
    the_clock: Clock,
) -> None:
    owner = make_colleague()
    _everybody_guesses(owner, make_guesser)
    page = owner.signs_in()
    assert page.status == 429
    wait = int(page.response.headers["Retry-After"])
    assert f"{LATER}{wait}秒再试" in page.text
    assert form_of(page, "/desk/sign-in")["login"] == owner.login

    the_clock.passes(wait)

    assert path_of(owner.signs_in()) == "/desk/"


def test_a_superiors_link_lets_the_owner_in_while_everybody_guesses(
    make_colleague: Callable[..., Colleague],
    make_guesser: Callable[..., Colleague],
    make_person: Callable[..., Account],
    desk: Room,
    ask: Callable[..., Any],
) -> None:
    owner, chief = make_colleague(), make_person(Role.ADMINISTRATOR, "330000")
    _everybody_guesses(owner, make_guesser)
    act = partial(managing.make_reset, notices=desk.notices, actor=chief, second_factor=False)
    token = desk.database.write(partial(act, other=ask(store.find, owner.id)))
    link = f"/desk/link/{token}"
    owner.presses(owner.opens(link), link, password="河埠 石阶 傍晚风")
    owner.presses(owner.opens(), "/desk/sign-out")

    _everybody_guesses(owner, make_guesser)

    assert path_of(owner.signs_in("河埠 石阶 傍晚风")) == "/desk/"


def test_a_stolen_device_cookie_guesses_no_faster(
    make_signed_in: Callable[..., Colleague], make_guesser: Callable[..., Colleague]
) -> None:
    owner = make_signed_in()
    thief = make_guesser(owner.login)
    thief.carries("life-relay-device", owner.cookie("life-relay-device"))

    answers = [thief.signs_in(GUESS).status for _ in range(8)]

    assert answers == [400] * 5 + [429] * 3


@pytest.mark.parametrize("way", ["a new password", "the end of all other sessions"])
def test_other_devices_are_strangers_again_after(
    make_signed_in: Callable[..., Colleague], app: Flask, desk: Room, way: str
) -> None:
    owner = make_signed_in()
    lost = Colleague(app.test_client(), owner.id, owner.login)
    lost.signs_in()
    if way == "a new password":
        path = "/desk/account/password"
        new = {"current_password": owner.password, "password": "河埠 石阶 傍晚风"}
        owner.presses(owner.opens(path), path, **new)
    else:
        owner.presses(owner.opens("/desk/account/"), "/desk/account/sessions/end")

    with desk.database.reading() as connection:
        knows = partial(throttle.knows, connection, owner.id)
        assert not knows(lost.cookie("life-relay-device"))
        assert knows(owner.cookie("life-relay-device"))


def test_a_right_password_clears_the_tries_of_that_place_alone(
    make_colleague: Callable[..., Colleague],
) -> None:
    person = make_colleague()
    for _ in range(4):
        person.signs_in(GUESS)

    for _ in range(3):
        assert path_of(person.signs_in()) == "/desk/"
        person.client = person.client.application.test_client()


def test_whoever_comes_in_from_many_new_devices_is_not_slowed_by_that(
    make_colleague: Callable[..., Colleague], app: Flask, the_clock: Clock
) -> None:
    person = make_colleague(Role.EDITOR)

    for _ in range(12):
        anew = Colleague(app.test_client(), person.id, person.login, key=person.key)
        anew.signs_in()
        assert path_of(anew.shows_a_code(the_clock.now)) == "/desk/"
        the_clock.passes(30)


@pytest.mark.usefixtures("the_clock")
def test_one_network_may_try_sixty_logins(make_guesser: Callable[..., Colleague]) -> None:
    answers = [make_guesser(new_login()).signs_in(GUESS).status for _ in range(70)]

    assert answers == [400] * 60 + [429] * 10


def test_an_unknown_login_is_slowed_like_a_known_one(
    make_colleague: Callable[..., Colleague], make_guesser: Callable[..., Colleague]
) -> None:
    known, unknown = make_guesser(make_colleague().login), make_guesser(new_login(), "203.0.113.9")

    answers = [[who.signs_in(GUESS) for _ in range(7)] for who in (known, unknown)]

    assert [p.status for p in answers[0]] == [p.status for p in answers[1]]
    assert answers[0][-1].text == answers[1][-1].text


def test_tries_at_once_reach_no_further_than_tries_one_by_one(desk: Room) -> None:
    visitor = throttle.Visitor("203.0.113.5", "")
    tries = throttle.for_password(desk.seal, new_login(), visitor, known=False)
    waits: list[int] = []

    def come() -> None:
        waits.append(desk.database.write(partial(throttle.claim, tries=tries)))

    people = [threading.Thread(target=come) for _ in range(16)]
    for person in people:
        person.start()
    for person in people:
        person.join()

    assert waits.count(0) == 5


def test_neither_login_nor_address_stands_in_the_store(
    make_guesser: Callable[..., Colleague], ask: Callable[..., Any]
) -> None:
    login = new_login()
    make_guesser(login, "203.0.113.77").signs_in(GUESS)

    kept = repr(ask(lambda connection: connection.execute(attempt.select()).all()))

    assert login not in kept
    assert "203.0.113.77" not in kept


def test_tries_are_forgotten_after_a_day(
    make_colleague: Callable[..., Colleague],
    make_guesser: Callable[..., Colleague],
    the_clock: Clock,
    ask: Callable[..., Any],
) -> None:
    make_guesser(new_login()).signs_in(GUESS)
    the_clock.passes(DAY + 1)

    make_colleague().signs_in()

    kept = ask(lambda c: [row.latest for row in c.execute(attempt.select())])
    assert min(kept) >= the_clock.now - DAY


def test_codes_are_guessed_slower_still_and_the_owner_is_told_once(
    make_colleague: Callable[..., Colleague],
    make_guesser: Callable[..., Colleague],
    the_clock: Clock,
    ask: Callable[..., Any],
) -> None:
    owner = make_colleague(Role.EDITOR, COUNTY)
    guesser = make_guesser(owner.login)
    assert path_of(guesser.signs_in()) == "/desk/second-factor"
    page, answers = guesser.opens("/desk/second-factor"), []

    for _ in range(9):
        page = guesser.presses(page, "/desk/second-factor", code="000000")
        answers.append(page.status)
        the_clock.passes(1)

    assert answers == [400] * 5 + [429] * 4
    assert [n.key for n in ask(notices.inbox, owner.id)].count("codes_wrong") == 1


def test_guessed_codes_do_not_keep_a_known_device_out(
    make_signed_in: Callable[..., Colleague],
    make_guesser: Callable[..., Colleague],
    the_clock: Clock,
) -> None:
    owner = make_signed_in(Role.EDITOR)
    owner.presses(owner.opens(), "/desk/sign-out")
    guesser = make_guesser(owner.login)
    guesser.signs_in()
    for _ in range(6):
        guesser.presses(guesser.opens("/desk/second-factor"), "/desk/second-factor", code="1")

    owner.signs_in()

    assert path_of(owner.shows_a_code(the_clock.now)) == "/desk/"


def _everybody_guesses(owner: Colleague, make_guesser: Callable[..., Colleague]) -> None:
    for n in range(8):
        guesser = make_guesser(owner.login, f"203.0.113.{n}")
        for _ in range(5):
            guesser.signs_in(GUESS)
