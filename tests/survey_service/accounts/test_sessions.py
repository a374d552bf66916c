"""Sessions: kept by the server, ended by time, by their owner and by what changes; and cookies."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from flask import Flask

from survey_service.accounts import managing, store
from survey_service.accounts.clock import HOUR, MINUTE
from survey_service.accounts.model import Account, Role
from survey_service.accounts.room import Room
from survey_service.accounts.sessions import ABSOLUTE
from survey_service.accounts.tables import desk_session
from survey_service.accounts.visit import ROOM
from tests.survey_service.accounts.colleague import DEVICE, SESSION, Colleague, actions_of
from tests.survey_service.accounts.conftest import COUNTY, Clock
from tests.survey_service.resident import HOST, SURVEY, path_of

EDITING = [Role.EDITOR, Role.ADMINISTRATOR]


def test_the_id_from_before_signing_in_is_worth_nothing_after(
    make_colleague: Callable[..., Colleague], app: Flask
) -> None:
    victim, planter = make_colleague(), Colleague(app.test_client())
    planter.opens("/desk/sign-in")
    planted = planter.cookie()
    victim.carries(SESSION, planted)

    victim.signs_in()

    assert victim.cookie() != planted
    assert victim.is_in()
    assert not planter.is_in()


def test_the_id_changes_again_with_the_second_factor(
    make_colleague: Callable[..., Colleague], the_clock: Clock, app: Flask
) -> None:
    person = make_colleague(Role.EDITOR)
    person.signs_in()
    before = person.cookie()

    person.shows_a_code(the_clock.now)

    assert person.cookie() != before
    other = Colleague(app.test_client())
    other.carries(SESSION, before)
    assert not other.is_in()


def test_the_store_keeps_no_id(
    make_signed_in: Callable[..., Colleague], ask: Callable[..., Any]
) -> None:
    person = make_signed_in()

    rows = repr(ask(lambda connection: connection.execute(desk_session.select()).all()))

    assert person.id in rows
    assert person.cookie() not in rows


@pytest.mark.parametrize("role", EDITING)
def test_an_editor_who_is_away_for_half_an_hour_signs_in_anew(
    make_signed_in: Callable[..., Colleague], the_clock: Clock, role: Role
) -> None:
    person = make_signed_in(role)
    person.opens()
    the_clock.passes(30 * MINUTE)
    assert person.is_in()

    the_clock.passes(30 * MINUTE + 1)

    assert not person.is_in()


def test_a_contributor_may_pause_for_hours(
    make_signed_in: Callable[..., Colleague], the_clock: Clock
) -> None:
    person = make_signed_in()

    the_clock.passes(11 * HOUR)

    assert person.is_in()


@pytest.mark.parametrize("role", Role)
def test_after_twelve_hours_everybody_signs_in_anew_however_busy(
    make_signed_in: Callable[..., Colleague], the_clock: Clock, role: Role
) -> None:
    person = make_signed_in(role)
    for _ in range(ABSOLUTE // (20 * MINUTE) - 1):
        the_clock.passes(20 * MINUTE)
        assert person.is_in()

    the_clock.passes(20 * MINUTE)

    assert not person.is_in()


def test_the_owner_sees_where_they_are_signed_in_and_ends_one(
    make_signed_in: Callable[..., Colleague], app: Flask
) -> None:
    person = make_signed_in()
    phone = Colleague(app.test_client(), person.id, person.login)
    phone.headers = {"User-Agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0) Safari/604.1"}
    phone.signs_in()
    page = person.opens("/desk/account/")
    assert "Safari · iPhone" in page.text
    (end,) = [a for a in actions_of(page) if a.endswith("/end") and a.count("/") == 5]

    person.presses(page, end)

    assert not phone.is_in()
    assert person.is_in()


def test_the_owner_ends_all_others_at_once(
    make_signed_in: Callable[..., Colleague], app: Flask
) -> None:
    person = make_signed_in()
    others = [Colleague(app.test_client(), person.id, person.login) for _ in range(3)]
    for other in others:
        other.signs_in()

    person.presses(person.opens("/desk/account/"), "/desk/account/sessions/end")

    assert not [other for other in others if other.is_in()]
    assert person.is_in()


def test_nobody_ends_somebody_elses_session(
    make_signed_in: Callable[..., Colleague], ask: Callable[..., Any]
) -> None:
    person, other = make_signed_in(), make_signed_in()
    mine = desk_session.select().where(desk_session.c.account == other.id)
    handle = ask(lambda connection: connection.execute(mine).one().handle)
    token = _token(person)

    person.posts(f"/desk/account/sessions/{handle}/end", {"csrf_token": token})

    assert other.is_in()


def test_a_new_password_ends_every_other_session_and_renews_this_one(
    make_signed_in: Callable[..., Colleague], app: Flask
) -> None:
    person = make_signed_in()
    other = Colleague(app.test_client(), person.id, person.login)
    other.signs_in()
    before, path = person.cookie(), "/desk/account/password"
    given = {"current_password": person.password, "password": "河埠 石阶 傍晚风"}

    page = person.presses(person.opens(path), path, **given)

    assert path_of(page) == "/desk/account/"
    assert person.is_in()
    assert person.cookie() != before
    assert not other.is_in()


def test_a_changed_role_ends_every_session(
    make_signed_in: Callable[..., Colleague],
    make_person: Callable[..., Account],
    desk: Room,
    ask: Callable[..., Any],
) -> None:
    person, chief = make_signed_in(), make_person(Role.ADMINISTRATOR, "330000")
    kept = ask(store.find, person.id)
    act = partial(managing.change_role, notices=desk.notices, actor=chief, other=kept)
    desk.database.write(partial(act, role=Role.EDITOR, to=kept.account.branch))

    assert not person.is_in()
    assert path_of(person.signs_in()) == "/desk/account/second-factor"


def test_a_suspended_person_is_out_at_once(
    make_signed_in: Callable[..., Colleague],
    make_person: Callable[..., Account],
    desk: Room,
    ask: Callable[..., Any],
) -> None:
    person, chief = make_signed_in(), make_person(Role.ADMINISTRATOR, COUNTY)
    act = partial(managing.suspend, actor=chief, other=ask(store.find, person.id))
    desk.database.write(partial(act, reason="调走了", now=1))

    assert not person.is_in()


def test_a_session_of_a_suspended_account_counts_for_nothing(
    make_signed_in: Callable[..., Colleague], desk: Room
) -> None:
    person = make_signed_in()

    desk.database.write(partial(store.change, account_id=person.id, suspended_at=1))

    assert not person.is_in()


@pytest.mark.parametrize("id_", ["", "x", "A" * 22, "../../etc", "\u4e2d", "A" * 4000])
def test_an_invented_id_is_nobody(stranger: Colleague, id_: str) -> None:
    stranger.headers = {"Cookie": f"{SESSION}={id_}".encode().decode("latin-1")}

    assert path_of(stranger.opens()) == "/desk/sign-in"


def test_cookies_of_a_trial_stay_below_the_desk_and_away_from_scripts(
    make_colleague: Callable[..., Colleague],
) -> None:
    sent = make_colleague().signs_in().response.headers.getlist("Set-Cookie")

    assert len(sent) == 4
    for cookie in sent:
        parts = [part.strip() for part in cookie.split(";")]
        assert "HttpOnly" in parts
        assert "SameSite=Lax" in parts
        assert "Path=/desk" in parts or "Path=/en/desk" in parts
        assert "Secure" not in parts
        assert ("Max-Age=15552000" in parts) is parts[0].startswith(f"{DEVICE}=")


@pytest.fixture
def in_earnest(app: Flask, desk: Room) -> Iterator[Flask]:
    """The desk as it is reached over https."""
    from dataclasses import replace  # noqa: PLC0415

    public = replace(desk.config, address="https://relay.example.org")
    app.extensions[ROOM] = replace(desk, config=public)
    yield app
    app.extensions[ROOM] = desk


def test_under_https_cookies_are_secure_and_say_so_in_their_name(in_earnest: Flask) -> None:
    sent = in_earnest.test_client().get("/desk/sign-in", base_url="https://localhost")

    cookies = sent.headers.getlist("Set-Cookie")
    assert len(cookies) == 2
    for cookie in cookies:
        assert cookie.startswith(f"__Secure-{SESSION}=")
        assert "; Secure" in cookie


def test_a_survey_neither_sees_nor_sets_a_cookie(
    make_signed_in: Callable[..., Colleague],
) -> None:
    person = make_signed_in()

    answer = person.client.get(SURVEY, base_url=HOST)

    assert "Set-Cookie" not in answer.headers
    assert "Cookie" not in answer.request.headers


def test_pages_of_the_desk_are_kept_by_no_cache(
    make_signed_in: Callable[..., Colleague],
) -> None:
    answer = make_signed_in().opens().response

    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "unsafe" not in answer.headers["Content-Security-Policy"]


def _token(person: Colleague) -> str:
    fields = dict(person.opens().fields())
    return fields["csrf_token"]
