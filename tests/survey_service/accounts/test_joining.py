"""One-time links: somebody joins, somebody comes back; a link serves one person once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from flask import Flask

from survey_service.accounts import audit, links, notices, store
from survey_service.accounts.clock import DAY
from survey_service.accounts.links import LinkUseless
from survey_service.accounts.model import Account, Role
from survey_service.accounts.room import Room
from survey_service.accounts.sealing import new_token
from survey_service.accounts.tables import link as link_table
from tests.survey_service.accounts.colleague import (
    PASSWORD,
    Colleague,
    errors_of,
    form_of,
    new_login,
)
from tests.survey_service.accounts.conftest import COUNTY, Clock
from tests.survey_service.resident import Page, path_of

NEVER_MADE = "/desk/link/AAAAAAAAAAAAAAAAAAAAAA"


@pytest.fixture
def inviter(make_person: Callable[..., Account]) -> Account:
    """An administrator of the province."""
    return make_person(Role.ADMINISTRATOR, "330000", name="林一")


@pytest.fixture
def make_link(
    desk: Room, make_person: Callable[..., Account], inviter: Account
) -> Callable[..., str]:
    """The address of an invitation made by that administrator."""

    def make(role: Role = Role.CONTRIBUTOR) -> str:
        home = make_person(branch=COUNTY).branch
        wanted = links.invitation("吴三", role, home, inviter)
        token, _ = desk.database.write(partial(links.make, wanted=wanted))
        return f"/desk/link/{token}"

    return make


def joins(person: Colleague, link: str, **changed: str) -> Page:
    typed = {"name": "吴三", "login": person.login, "password": PASSWORD, **changed}
    return person.presses(person.opens(link), link, **typed)


def test_somebody_invited_opens_an_account_and_is_signed_in(
    stranger: Colleague, make_link: Callable[..., str], ask: Callable[..., Any]
) -> None:
    page = joins(stranger, make_link())

    assert path_of(page) == "/desk/"
    assert "吴三" in stranger.opens().response.get_data(as_text=True)
    kept = ask(store.find_login, stranger.login)
    assert (kept.account.role, kept.account.branch.code) == (Role.CONTRIBUTOR, COUNTY)
    assert PASSWORD not in kept.password_hash


def test_the_page_greets_with_name_role_and_branch(
    stranger: Colleague, make_link: Callable[..., str]
) -> None:
    page = stranger.opens(make_link())

    assert "吴三，您好。您受邀成为余杭区的通讯员" in page.text


def test_opening_a_link_does_not_use_it_up(
    stranger: Colleague, make_link: Callable[..., str]
) -> None:
    link = make_link()

    for _ in range(3):
        assert stranger.opens(link).status == 200
    assert path_of(joins(stranger, link)) == "/desk/"


def test_an_editor_sets_up_an_authenticator_before_anything_else(
    stranger: Colleague, make_link: Callable[..., str]
) -> None:
    page = joins(stranger, make_link(Role.EDITOR))

    assert path_of(page) == "/desk/account/second-factor"
    for path in ("/desk/", "/desk/people/", "/desk/account/", "/desk/branches/"):
        assert path_of(stranger.opens(path)) == "/desk/account/second-factor"


def test_whoever_invited_is_told_who_came(
    stranger: Colleague, make_link: Callable[..., str], inviter: Account, ask: Callable[..., Any]
) -> None:
    joins(stranger, make_link())

    told = ask(notices.inbox, inviter.id)
    assert [notice.key for notice in told] == ["joined"]


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"name": " "}, "请填姓名"),
        ({"login": ""}, "请填登录名"),
        ({"login": "a b"}, "登录名请只用字母、汉字、数字"),
        ({"login": "ab"}, "登录名请写3到40个字符"),
        ({"password": ""}, "请填密码"),
        ({"password": "短短短短"}, "密码请至少写10个字符"),
        ({"password": "吴三的茶园和山路"}, "密码里请不要有登录名或姓名"),
        ({"password": "password2026"}, "这个密码太容易被猜到"),
    ],
)
def test_what_has_to_be_mended_is_said_and_what_was_typed_is_kept(
    stranger: Colleague, make_link: Callable[..., str], changed: dict[str, str], told: str
) -> None:
    link = make_link()

    page = joins(stranger, link, **changed)

    assert page.status == 400
    assert told in page.text
    assert [e.get("name") for e in errors_of(page)] == list(changed)
    kept = form_of(page, link)
    assert kept["password"] == ""
    assert kept["name"] == changed.get("name", "吴三").strip()
    assert kept["login"] == changed.get("login", stranger.login)
    assert path_of(joins(stranger, link)) == "/desk/"


def test_a_login_that_somebody_has_is_refused_and_the_link_stays_good(
    stranger: Colleague, make_link: Callable[..., str], make_person: Callable[..., Account]
) -> None:
    link, taken = make_link(), make_person().login

    page = joins(stranger, link, login=taken.upper())

    assert "这个登录名已经有人用" in page.text
    assert path_of(joins(stranger, link)) == "/desk/"


def _used(person: Colleague, link: str, _desk: Room, _clock: Clock) -> None:
    joins(person, link)
    person.client = person.client.application.test_client()


def _run_out(_person: Colleague, _link: str, _desk: Room, clock: Clock) -> None:
    clock.passes(7 * DAY)


def _withdrawn(_person: Colleague, link: str, desk: Room, _clock: Clock) -> None:
    with desk.database.reading() as connection:
        handle = links.look(connection, link.rpartition("/")[2]).handle
    desk.database.write(partial(links.withdraw, handle=handle))


@pytest.mark.parametrize("spoil", [_used, _run_out, _withdrawn])
def test_a_used_an_old_a_withdrawn_and_a_forged_link_get_one_and_the_same_answer(
    stranger: Colleague,
    make_link: Callable[..., str],
    desk: Room,
    the_clock: Clock,
    spoil: Callable[..., None],
) -> None:
    link = make_link()
    spoil(stranger, link, desk, the_clock)

    spoilt, forged = stranger.opens(link), stranger.opens(NEVER_MADE)
    sent = stranger.posts(link, {"login": new_login(), "password": PASSWORD, "name": "甲"})
    sent_forged = stranger.posts(NEVER_MADE, {"login": "x", "password": PASSWORD, "name": "甲"})

    assert {spoilt.status, forged.status, sent.status, sent_forged.status} == {404}
    assert spoilt.text == forged.text
    assert sent.title == sent_forged.title == forged.title


def test_a_day_before_its_end_an_invitation_still_works(
    stranger: Colleague, make_link: Callable[..., str], the_clock: Clock
) -> None:
    link = make_link()
    the_clock.passes(7 * DAY - 1)

    assert path_of(joins(stranger, link)) == "/desk/"


def test_two_thousand_guesses_hit_no_link(desk: Room, make_link: Callable[..., str]) -> None:
    make_link()
    guesses = (new_token() for _ in range(2000))  # 2^128 apart: more would show no more

    with desk.database.reading() as connection:
        for guess in guesses:
            with pytest.raises(LinkUseless):
                links.look(connection, guess)


def test_of_two_people_who_use_one_link_at_once_one_gets_an_account(
    app: Flask, make_link: Callable[..., str]
) -> None:
    link = make_link()
    ends: list[int] = []
    comers = [Colleague(app.test_client(), login=new_login()) for _ in range(6)]
    pages = [(comer, comer.opens(link)) for comer in comers]  # all have the form before anybody

    def come(person: Colleague, page: Page) -> None:
        typed = {"name": "吴三", "login": person.login, "password": PASSWORD}
        ends.append(person.presses(page, link, **typed).status)

    people = [threading.Thread(target=come, args=pair) for pair in pages]
    for person in people:
        person.start()
    for person in people:
        person.join()

    assert sorted(ends) == [303, 404, 404, 404, 404, 404]


def test_a_link_is_kept_only_as_a_hash(
    make_link: Callable[..., str], ask: Callable[..., Any]
) -> None:
    token = make_link().rpartition("/")[2]

    rows = ask(lambda connection: connection.execute(link_table.select()).all())

    assert rows
    assert token not in repr(rows)


def test_joining_stands_in_the_log_with_its_invitation(
    stranger: Colleague, make_link: Callable[..., str], ask: Callable[..., Any]
) -> None:
    joins(stranger, make_link())
    account = ask(store.find_login, stranger.login).account

    events = [entry.event for entry in ask(audit.read, account)]

    assert events == ["session.begun", "account.joined"]
