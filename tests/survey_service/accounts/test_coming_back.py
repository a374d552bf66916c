"""A forgotten password: a superior's link, good for a day and for one use, opens a new one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from survey_service.accounts import (
    audit,
    joining,
    managing,
    notices,
    passkeys,
    second_factor,
    store,
)
from survey_service.accounts.clock import DAY
from survey_service.accounts.links import LinkUseless
from survey_service.accounts.model import Account, Role
from survey_service.accounts.room import Room
from survey_service.accounts.throttle import Visitor
from tests.survey_service.accounts.colleague import PASSWORD, Colleague
from tests.survey_service.accounts.conftest import COUNTY, Clock
from tests.survey_service.resident import Page, path_of

NEW = "河埠 石阶 傍晚风"


@pytest.fixture
def make_reset(desk: Room, make_person: Callable[..., Account]) -> Callable[..., str]:
    """The address of a reset link for somebody, made by an administrator above."""
    superior = make_person(Role.ADMINISTRATOR, "330000", name="林一")

    def make(person: Colleague, *, second_factor: bool = False) -> str:
        with desk.database.reading() as connection:
            other = store.find(connection, person.id)
        act = partial(managing.make_reset, notices=desk.notices, actor=superior, other=other)
        token = desk.database.write(partial(act, second_factor=second_factor))
        return f"/desk/link/{token}"

    return make


def comes_back(person: Colleague, link: str, password: str = NEW) -> Page:
    return person.presses(person.opens(link), link, password=password)


def test_whoever_opens_the_link_sets_a_password_and_is_signed_in(
    make_colleague: Callable[..., Colleague], make_reset: Callable[..., str]
) -> None:
    person = make_colleague()

    assert path_of(comes_back(person, make_reset(person))) == "/desk/"
    assert person.is_in()

    person.client = person.client.application.test_client()
    assert person.signs_in(PASSWORD).status == 400
    assert path_of(person.signs_in(NEW)) == "/desk/"


def test_every_other_session_ends(
    make_signed_in: Callable[..., Colleague], make_reset: Callable[..., str]
) -> None:
    person = make_signed_in()
    thief = Colleague(person.client.application.test_client())
    thief.carries("life-relay-desk", person.cookie())
    assert thief.is_in()
    person.client = person.client.application.test_client()

    comes_back(person, make_reset(person))

    assert not thief.is_in()


def test_the_second_factor_is_still_asked_for(
    make_colleague: Callable[..., Colleague], make_reset: Callable[..., str], the_clock: Clock
) -> None:
    person = make_colleague(Role.EDITOR)

    assert path_of(comes_back(person, make_reset(person))) == "/desk/second-factor"
    assert not person.is_in()
    assert path_of(person.shows_a_code(the_clock.now)) == "/desk/"


def test_with_the_superiors_word_it_is_taken_off_and_set_up_anew(
    make_colleague: Callable[..., Colleague],
    make_reset: Callable[..., str],
    ask: Callable[..., Any],
) -> None:
    person = make_colleague(Role.EDITOR)

    page = comes_back(person, make_reset(person, second_factor=True))

    assert path_of(page) == "/desk/account/second-factor"
    assert ask(store.find, person.id).totp_secret is None
    assert ask(second_factor.codes_left, person.id) == 0
    assert ask(passkeys.of_account, person.id) == ()


def test_the_link_ends_after_a_day(
    make_colleague: Callable[..., Colleague], make_reset: Callable[..., str], the_clock: Clock
) -> None:
    person = make_colleague()
    link = make_reset(person)
    the_clock.passes(DAY - 1)
    assert person.opens(link).status == 200

    the_clock.passes(1)

    assert person.opens(link).status == 404


def test_the_link_serves_once_and_a_newer_one_ends_it(
    make_colleague: Callable[..., Colleague], make_reset: Callable[..., str]
) -> None:
    person = make_colleague()
    older, newer = make_reset(person), make_reset(person)

    assert person.opens(older).status == 404
    comes_back(person, newer)
    assert person.opens(newer).status == 404


def test_a_reset_link_makes_no_account_and_an_invitation_resets_nobody(
    make_colleague: Callable[..., Colleague], make_reset: Callable[..., str], desk: Room
) -> None:
    token = make_reset(make_colleague()).rpartition("/")[2]
    chosen = joining.Chosen(NEW, "甲", "somebody.new", "zh")

    with pytest.raises(LinkUseless):
        joining.accept(desk, token, chosen, Visitor("", ""), "?")


def test_both_sides_see_it_in_the_log_and_the_person_is_told(
    make_colleague: Callable[..., Colleague],
    make_reset: Callable[..., str],
    ask: Callable[..., Any],
) -> None:
    person = make_colleague()
    comes_back(person, make_reset(person))
    account = ask(store.find, person.id).account

    mine = [entry.event for entry in ask(audit.read, account)]
    made = next(entry for entry in ask(audit.read, account) if entry.event == "reset.made")
    superior = ask(store.find, made.actor).account

    assert mine == ["session.begun", "reset.used", "reset.made"]
    assert "reset.made" in [entry.event for entry in ask(audit.read, superior)]
    assert {n.key for n in ask(notices.inbox, person.id)} == {"reset_made", "reset_used"}


def test_a_suspended_account_does_not_come_back_by_an_earlier_link(
    make_colleague: Callable[..., Colleague],
    make_reset: Callable[..., str],
    make_person: Callable[..., Account],
    desk: Room,
    ask: Callable[..., Any],
) -> None:
    person, superior = make_colleague(), make_person(Role.ADMINISTRATOR, COUNTY)
    link = make_reset(person)
    act = partial(managing.suspend, actor=superior, other=ask(store.find, person.id))
    desk.database.write(partial(act, reason="调走了", now=1))

    assert person.opens(link).status == 404
