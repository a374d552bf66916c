"""Where signing in leads: a page of the desk by its name, whatever the address asks for."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qsl, urlencode, urlsplit

import pyotp
import pytest

from survey_service.accounts.model import Role
from tests.survey_service.accounts.colleague import SIGN_IN, Colleague, form_of
from tests.survey_service.accounts.conftest import Clock
from tests.survey_service.resident import path_of

EVIL = "evil.example"
ELSEWHERE = [
    f"{before}{EVIL}{after}"
    for before in (
        "//", "///", "////", "/\\", "\\/", "\\\\", "/\t/", "\t//", "/%09/", "/%5c", "/%2f%2f",
        "http://", "https://", "https:", "http:/", "https:\\\\", "javascript://", "data:text/html,",
        "//localhost@", "https://localhost@", "/desk/..//", "/desk/%2e%2e//", "/./\\", "\u3000//",
        "\x0b//", "%0d%0aLocation:https://", "?next=//", ".", "@", "desk.home//", "desk.home@",
        "static/", "/desk//",
    )
    for after in ("", "/", "/desk/", "#x", "?x", "\\@localhost")
]  # fmt: skip
NO_PAGES = [
    "",
    "health.alive",
    "desk.nothing",
    "desk",
    "entry.sign_out",
    "entry.send_sign_in",
    "answering.form",
]


def test_two_hundred_ways_of_leading_elsewhere_are_tried() -> None:
    assert len(set(ELSEWHERE)) >= 190


@pytest.mark.parametrize("name", ["next", "next.account_id"])
def test_no_address_leads_out_of_the_desk(
    make_colleague: Callable[..., Colleague], name: str, the_clock: Clock
) -> None:
    person = make_colleague()
    ends = set()

    for wanted in [*ELSEWHERE, *NO_PAGES]:
        asked = {"next": "people.person", name: wanted}
        given = {"login": person.login, "password": person.password, **asked}
        path = f"{SIGN_IN}?{urlencode(asked)}"
        token = form_of(person.opens(path), SIGN_IN)["csrf_token"]
        page = person.posts(SIGN_IN, {**given, "csrf_token": token})
        ends.add(page.response.headers["Location"])
        person.client = person.client.application.test_client()
        the_clock.passes(20)

    for end in ends:
        parts = urlsplit(end)
        assert (parts.scheme, parts.netloc) == ("", "")
        assert parts.path.startswith("/desk/")
        assert "\\" not in end


def test_whoever_wanted_a_page_gets_to_it_after_signing_in(
    make_colleague: Callable[..., Colleague], the_clock: Clock
) -> None:
    person = make_colleague(Role.EDITOR)
    asked = person.opens(f"/desk/people/{person.id}").response.headers["Location"]
    assert dict(parse_qsl(urlsplit(asked).query)) == {
        "next": "people.person",
        "next.account_id": person.id,
    }

    page = person.signs_in(path=asked)
    page = person.opens(page.response.headers["Location"])
    code = pyotp.TOTP(person.key).at(the_clock.now)
    page = person.presses(page, "/desk/second-factor", code=code)

    assert path_of(page) == f"/desk/people/{person.id}"


def test_the_page_comes_in_the_language_of_signing_in(
    make_colleague: Callable[..., Colleague],
) -> None:
    person = make_colleague()

    page = person.signs_in(path="/en/desk/sign-in?next=account.password")

    assert path_of(page) == "/en/desk/account/password"


@pytest.mark.parametrize("wanted", NO_PAGES)
def test_a_page_that_is_none_leads_to_the_inbox(
    make_colleague: Callable[..., Colleague], wanted: str
) -> None:
    page = make_colleague().signs_in(path=f"{SIGN_IN}?next={wanted}")

    assert path_of(page) == "/desk/"
