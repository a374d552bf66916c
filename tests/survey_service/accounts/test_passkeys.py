"""Passkeys: optional, enough by themselves, worth nothing elsewhere or without their owner."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from flask import Flask

from survey_service.accounts import audit, passkeys, second_factor, store
from survey_service.accounts.clock import MINUTE
from survey_service.accounts.model import Role
from survey_service.accounts.room import Room
from survey_service.accounts.visit import ROOM
from tests.survey_service.accounts.authenticator import Authenticator
from tests.survey_service.accounts.colleague import SIGN_IN, Colleague, form_of
from tests.survey_service.accounts.conftest import Clock
from tests.survey_service.resident import Page, path_of

ADD, SHOW = "/desk/account/passkeys", "/desk/sign-in/passkey"


def options_on(page: Page, action: str) -> str:
    (form,) = [form for form in page.all("form") if form.get("action") == action]
    return form.get("data-options", "")


def adds(person: Colleague, device: Authenticator, name: str = "我的手机") -> Page:
    page = person.opens(ADD)
    return person.presses(page, ADD, given=device.makes(options_on(page, ADD)), name=name)


def shows(person: Colleague, device: Authenticator, page: Page | None = None) -> Page:
    page = page or person.opens(SIGN_IN)
    return person.presses(page, SHOW, given=device.shows(options_on(page, SHOW)))


@pytest.fixture
def device() -> Authenticator:
    return Authenticator()


@pytest.fixture
def owner(make_signed_in: Callable[..., Colleague], device: Authenticator) -> Colleague:
    """An editor who has added this device, and signed out."""
    person = make_signed_in(Role.EDITOR)
    adds(person, device)
    person.presses(person.opens(), "/desk/sign-out")
    return person


def test_a_passkey_is_added_named_and_removed(
    make_signed_in: Callable[..., Colleague], device: Authenticator, ask: Callable[..., Any]
) -> None:
    person = make_signed_in()

    assert path_of(adds(person, device, "办公室的电脑")) == "/desk/account/"
    page = person.opens("/desk/account/")
    assert "办公室的电脑" in page.text
    (key,) = ask(passkeys.of_account, person.id)
    person.presses(page, f"/desk/account/passkeys/{key.id}/remove")

    assert ask(passkeys.of_account, person.id) == ()
    events = [entry.event for entry in ask(audit.read, ask(store.find, person.id).account)]
    assert events[:2] == ["passkey.removed", "passkey.added"]


def test_a_passkey_alone_lets_an_editor_in(owner: Colleague, device: Authenticator) -> None:
    assert path_of(shows(owner, device)) == "/desk/"
    assert owner.is_in()


def test_a_device_that_does_not_count_works_too(
    make_signed_in: Callable[..., Colleague],
) -> None:
    device, person = Authenticator(counts=False), make_signed_in()
    adds(person, device)
    person.presses(person.opens(), "/desk/sign-out")

    for _ in range(2):
        assert path_of(shows(person, device)) == "/desk/"
        person.presses(person.opens(), "/desk/sign-out")


def test_what_was_shown_once_is_worth_nothing_again(
    owner: Colleague, device: Authenticator
) -> None:
    page = owner.opens(SIGN_IN)
    given = {**form_of(page, SHOW), "given": device.shows(options_on(page, SHOW))}
    owner.posts(SHOW, given)
    owner.presses(owner.opens(), "/desk/sign-out")
    given["csrf_token"] = form_of(owner.opens(SIGN_IN), SHOW)["csrf_token"]

    assert owner.posts(SHOW, given).status == 400


def test_a_challenge_is_taken_once(desk: Room) -> None:
    challenge = desk.challenges.new("this browser")
    take = partial(desk.challenges.take, challenge=challenge, browser="this browser")

    assert desk.database.write(take) == challenge.encode()
    with pytest.raises(passkeys.PasskeyRefused):
        desk.database.write(take)


def test_a_challenge_of_another_browser_is_refused(
    owner: Colleague, device: Authenticator, app: Flask
) -> None:
    page = owner.opens(SIGN_IN)
    other = Colleague(app.test_client())
    given = {**form_of(page, SHOW), "given": device.shows(options_on(page, SHOW))}
    given["csrf_token"] = form_of(other.opens(SIGN_IN), SHOW)["csrf_token"]

    assert other.posts(SHOW, given).status == 400


def test_a_challenge_ends_after_ten_minutes(
    owner: Colleague, device: Authenticator, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = owner.opens(SIGN_IN)
    later = time.time() + 10 * MINUTE + 2
    monkeypatch.setattr("itsdangerous.timed.time.time", lambda: later)

    assert shows(owner, device, page).status == 400


@pytest.mark.parametrize(
    "changed",
    [
        {"origin": "https://evil.example"},
        {"host": "evil.example"},
        {"verifies": False},
        {"id": b"somebody's else!"},
    ],
)
def test_a_key_from_elsewhere_or_without_its_owner_opens_nothing(
    owner: Colleague, device: Authenticator, changed: dict[str, object]
) -> None:
    page = shows(owner, replace(device, **changed))  # type: ignore[arg-type]

    assert page.status == 400
    assert "这把通行密钥没有认出来" in page.text
    assert not owner.is_in()


def test_another_key_under_the_same_name_opens_nothing(
    owner: Colleague, device: Authenticator
) -> None:
    assert shows(owner, Authenticator(id=device.id)).status == 400


def test_a_copied_device_is_noticed_by_its_count(owner: Colleague, device: Authenticator) -> None:
    copy = replace(device)
    for _ in range(3):
        shows(owner, device)
        owner.presses(owner.opens(), "/desk/sign-out")

    assert shows(owner, copy).status == 400


@pytest.mark.parametrize(
    "given", ["", "{}", "[]", "null", '{"id": 1}', '{"id": "\\u0000"}', "x" * 99]
)
def test_what_no_browser_sends_is_refused(owner: Colleague, given: str) -> None:
    assert owner.presses(owner.opens(SIGN_IN), SHOW, given=given).status == 400


@pytest.mark.parametrize("changed", [{"origin": "https://evil.example"}, {"verifies": False}])
def test_a_key_made_elsewhere_or_without_its_owner_is_not_added(
    make_signed_in: Callable[..., Colleague], changed: dict[str, object], ask: Callable[..., Any]
) -> None:
    person = make_signed_in()

    page = adds(person, Authenticator(**changed), "奇怪的钥匙")  # type: ignore[arg-type]

    assert page.status == 400
    assert form_of(page, ADD)["name"] == "奇怪的钥匙"
    assert ask(passkeys.of_account, person.id) == ()


def test_one_device_is_added_once_and_for_one_person(
    make_signed_in: Callable[..., Colleague], device: Authenticator
) -> None:
    person, other = make_signed_in(), make_signed_in()
    adds(person, device)

    assert adds(person, device).status == 400
    assert adds(other, device).status == 400


def test_a_suspended_persons_passkey_opens_nothing(
    owner: Colleague, device: Authenticator, desk: Room, the_clock: Clock
) -> None:
    desk.database.write(partial(store.change, account_id=owner.id, suspended_at=the_clock.now))

    assert shows(owner, device).status == 400


def test_an_editor_without_an_authenticator_still_sets_one_up(
    owner: Colleague, device: Authenticator, desk: Room
) -> None:
    desk.database.write(partial(second_factor.remove, account_id=owner.id))

    assert path_of(shows(owner, device)) == "/desk/account/second-factor"


@pytest.fixture(name="at_an_ip_address")
def _at_an_ip_address(app: Flask, desk: Room) -> Iterator[Room]:
    public = replace(desk.config, address="https://192.0.2.7")
    app.extensions[ROOM] = replace(desk, config=public)
    yield app.extensions[ROOM]
    app.extensions[ROOM] = desk


@pytest.mark.usefixtures("at_an_ip_address")
def test_where_passkeys_cannot_work_passwords_do(app: Flask) -> None:
    page = app.test_client().get("/desk/sign-in", base_url="https://localhost")

    assert "data-passkey" not in page.get_data(as_text=True)
    assert 'name="password"' in page.get_data(as_text=True)


def test_without_scripts_the_forms_of_passkeys_stay_hidden(
    make_signed_in: Callable[..., Colleague], stranger: Colleague
) -> None:
    for page in (stranger.opens(SIGN_IN), make_signed_in().opens(ADD)):
        hidden = page.all("form[@data-passkey]")
        assert len(hidden) == 1
        assert hidden[0].get("hidden") is not None
