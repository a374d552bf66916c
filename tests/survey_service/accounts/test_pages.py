"""Every page of the desk, read as a file: valid, in both languages, with what it promises."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import product
from typing import Any

import pytest
from flask import Flask

from survey_model.text import LANGUAGES
from survey_service.accounts import links, store
from survey_service.accounts.frame import DONE
from survey_service.accounts.model import Account, Role
from survey_service.accounts.room import Room
from survey_service.accounts.routes import BLUEPRINTS
from tests.browser.markup import faults
from tests.survey_service.accounts.colleague import Colleague
from tests.survey_service.resident import Page

PAGES = {
    "entry.sign_in": "/desk/sign-in",
    "entry.second_factor": "/desk/second-factor",
    "entry.link": "/desk/link/{link}",
    "desk.home": "/desk/",
    "desk.log": "/desk/audit",
    "account.account": "/desk/account/",
    "account.password": "/desk/account/password",
    "account.enrol": "/desk/account/second-factor",
    "account.remove_factor": "/desk/account/second-factor/remove",
    "account.recovery_codes": "/desk/account/recovery-codes",
    "account.add_passkey": "/desk/account/passkeys",
    "account.log": "/desk/account/log",
    "people.people": "/desk/people/",
    "people.invite": "/desk/people/invite",
    "people.person": "/desk/people/{person}",
    "branches.tree": "/desk/branches/",
    "branches.branch": "/desk/branches/330110",
}
OPEN = ("entry.sign_in", "entry.second_factor", "entry.link")  # to whoever is not signed in


@pytest.fixture
def values(
    desk: Room, make_person: Callable[..., Account], ask: Callable[..., Any]
) -> dict[str, str]:
    """Something behind each address."""
    person = make_person(name="名字里有 <b> 和 & 的人")
    wanted = links.invitation(person.name, Role.EDITOR, person.branch, None)
    link, _ = desk.database.write(partial(links.make, wanted=wanted))
    assert ask(store.find, person.id)
    return {"person": person.id, "link": link}


def _visits(
    endpoint: str,
    make_colleague: Callable[..., Colleague],
    make_signed_in: Callable[..., Colleague],
) -> Colleague:
    if endpoint == "entry.second_factor":
        half = make_colleague(Role.EDITOR)
        half.signs_in()
        return half
    return make_colleague() if endpoint in OPEN else make_signed_in(Role.ADMINISTRATOR, "330000")


def test_every_page_of_the_desk_is_read_here(app: Flask) -> None:
    names = {bp.name for bp in BLUEPRINTS}
    found = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and rule.endpoint.split(".")[0] in names
    }

    assert found == set(PAGES)


@pytest.mark.parametrize(("endpoint", "language"), list(product(PAGES, LANGUAGES)))
def test_a_page_is_valid_and_in_its_language(
    make_colleague: Callable[..., Colleague],
    make_signed_in: Callable[..., Colleague],
    values: dict[str, str],
    endpoint: str,
    language: str,
) -> None:
    person = _visits(endpoint, make_colleague, make_signed_in)
    prefix = "/en" if language == "en" else ""

    page = person.opens(prefix + PAGES[endpoint].format(**values))

    assert page.status == 200
    assert faults(page.response.get_data(as_text=True), language) == []
    assert _leads_to_the_other_language(page, language, PAGES[endpoint].format(**values))


@pytest.mark.parametrize("endpoint", [page for page in PAGES if page not in OPEN])
def test_a_page_is_closed_to_whoever_is_not_signed_in(
    stranger: Colleague, values: dict[str, str], endpoint: str
) -> None:
    page = stranger.opens(PAGES[endpoint].format(**values))

    assert page.status == 303
    assert page.response.headers["Location"].startswith("/desk/sign-in?next=")


@pytest.mark.parametrize("key", DONE)
def test_what_was_done_is_said_on_the_next_page(
    make_signed_in: Callable[..., Colleague], key: str
) -> None:
    page = make_signed_in().opens(f"/desk/?done={key}")

    assert DONE[key] in page.text


def test_nothing_else_can_be_made_to_stand_there(
    make_signed_in: Callable[..., Colleague],
) -> None:
    page = make_signed_in().opens("/desk/?done=您的账号已被停用")

    assert "您的账号已被停用" not in page.response.get_data(as_text=True)


def test_sections_are_shown_to_whoever_can_use_them(
    make_signed_in: Callable[..., Colleague],
) -> None:
    def sections(role: Role) -> list[str]:
        page = make_signed_in(role).opens()
        links_ = page.all("a[@class='sections__link']")
        return [link.get("href", "") for link in links_]

    assert sections(Role.CONTRIBUTOR) == ["/desk/", "/desk/account/"]
    everything = ["/desk/", "/desk/people/", "/desk/branches/", "/desk/account/"]
    assert sections(Role.EDITOR) == sections(Role.ADMINISTRATOR) == everything


def _leads_to_the_other_language(page: Page, language: str, path: str) -> bool:
    other = path if language == "en" else f"/en{path}"
    return other in [link.get("href") for link in page.all("a[@hreflang]")]
