"""No other site can press a button for somebody, and nothing typed is lost when a form is refused.

Every POST address of the desk × (no token, an old one, somebody else's, a foreign Origin).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import product
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Connection

from survey_service.accounts import branches, links, notices, store
from survey_service.accounts.model import Account, Role
from survey_service.accounts.room import Room
from survey_service.accounts.routes import BLUEPRINTS
from survey_service.accounts.tables import (
    account,
    audit,
    branch,
    desk_session,
    link,
    notice,
    passkey,
)
from tests.survey_service.accounts.colleague import Colleague
from tests.survey_service.accounts.conftest import COUNTY
from tests.survey_service.resident import Page

REFUSED = "什么也没有改。填的都还在，请再按一次"
FOREIGN = {"Origin": "https://evil.example"}

# Every POST address, and what is typed there. {…} is filled per test.
POSTS: dict[str, tuple[str, dict[str, str]]] = {
    "entry.send_sign_in": ("/desk/sign-in", {"login": "lin.yi", "password": "x"}),
    "entry.send_passkey": ("/desk/sign-in/passkey", {"given": "{}"}),
    "entry.send_second_factor": ("/desk/second-factor", {"code": "123456"}),
    "entry.confirm": ("/desk/confirm", {"current_password": "x"}),
    "entry.sign_out": ("/desk/sign-out", {}),
    "entry.send_link": (
        "/desk/link/{link}",
        {"name": "甲一", "login": "jiayi", "password": "河埠 石阶 傍晚风"},
    ),
    "desk.open_notice": ("/desk/notices/{notice}", {}),
    "desk.open_all": ("/desk/notices/all", {}),
    "account.contact": (
        "/desk/account/contact",
        {"email": "lin@example.org", "language": "en"},
    ),
    "account.send_password": (
        "/desk/account/password",
        {"current_password": "山路 茶园 清晨雨", "password": "河埠 石阶 傍晚风"},
    ),
    "account.send_enrol": ("/desk/account/second-factor", {"code": "123456"}),
    "account.send_remove_factor": (
        "/desk/account/second-factor/remove",
        {"current_password": "山路 茶园 清晨雨"},
    ),
    "account.send_recovery_codes": (
        "/desk/account/recovery-codes",
        {"current_password": "山路 茶园 清晨雨"},
    ),
    "account.send_passkey": ("/desk/account/passkeys", {"name": "我的手机"}),
    "account.remove_passkey": ("/desk/account/passkeys/abc/remove", {}),
    "account.end_session": ("/desk/account/sessions/abc/end", {}),
    "account.end_other_sessions": ("/desk/account/sessions/end", {}),
    "people.send_invite": (
        "/desk/people/invite",
        {"name": "郑四", "role": "editor", "branch": "330110"},
    ),
    "people.withdraw": ("/desk/people/invitations/{handle}/withdraw", {}),
    "people.role": ("/desk/people/{person}/role", {"role": "editor", "branch": "330102"}),
    "people.reset": ("/desk/people/{person}/reset", {"second_factor": "yes"}),
    "people.suspend": ("/desk/people/{person}/suspend", {"reason": "调走了"}),
    "people.restore": ("/desk/people/{person}/restore", {}),
    "branches.add": ("/desk/branches/330110/add", {"name": "场口镇"}),
    "branches.rename": ("/desk/branches/330110/rename", {"name": "余杭新区"}),
    "branches.remove": ("/desk/branches/{town}/remove", {}),
}
SECRETS = ("password", "current_password", "given", "code")
ATTACKS = ("no token", "an old token", "somebody else's token", "a foreign Origin", "a null Origin")


@dataclass
class Scene:
    """Somebody at a page of the desk, and what stands behind it."""

    person: Colleague
    values: dict[str, str]
    desk: Room

    def address(self, endpoint: str) -> str:
        return POSTS[endpoint][0].format(**self.values)


@pytest.fixture
def scene(
    make_signed_in: Callable[..., Colleague],
    make_colleague: Callable[..., Colleague],
    make_person: Callable[..., Account],
    desk: Room,
    ask: Callable[..., Any],
) -> Callable[[str], Scene]:
    """Set up whoever may press that button."""

    def make(endpoint: str) -> Scene:
        if endpoint == "entry.send_second_factor":
            person = make_colleague(Role.EDITOR)
            person.signs_in()
        else:
            person = make_signed_in(Role.ADMINISTRATOR, "330000")
        if endpoint in ("entry.send_link", "entry.send_sign_in", "entry.send_passkey"):
            person.presses(person.opens(), "/desk/sign-out")
        return Scene(person, _behind(desk, make_person, person, ask), desk)

    return make


def test_every_post_address_of_the_desk_is_tried_here(app: Flask) -> None:
    names = {bp.name for bp in BLUEPRINTS}
    found = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if "POST" in (rule.methods or ()) and rule.endpoint.split(".")[0] in names
    }

    assert found == set(POSTS)


@pytest.mark.parametrize(("endpoint", "attack"), list(product(POSTS, ATTACKS)))
def test_a_form_that_is_not_ours_changes_nothing_and_keeps_what_was_typed(
    scene: Callable[[str], Scene],
    endpoint: str,
    attack: str,
    app: Flask,
    ask: Callable[..., Any],
) -> None:
    set_up = scene(endpoint)
    before = ask(_everything)
    typed = POSTS[endpoint][1]

    page = _attacked(set_up, endpoint, attack, app)

    assert page.status == 400
    assert _is_told(page, endpoint)
    assert ask(_everything) == before
    for name, value in typed.items():
        if name not in SECRETS and endpoint != "entry.send_passkey":
            assert (name, value) in page.fields(), f"{name} was lost"


@pytest.mark.parametrize("endpoint", POSTS)
def test_the_same_form_with_our_token_is_taken(
    scene: Callable[[str], Scene], endpoint: str
) -> None:
    set_up = scene(endpoint)
    own = {"csrf_token": _token(set_up.person)}

    page = set_up.person.posts(
        set_up.address(endpoint),
        {**POSTS[endpoint][1], **own},
        {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"},
    )

    assert REFUSED not in page.text
    assert "您还没有退出" not in page.text


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_browser_that_names_another_site_is_believed(
    scene: Callable[[str], Scene], site: str
) -> None:
    set_up = scene("desk.open_all")
    token = {"csrf_token": _token(set_up.person)}

    page = set_up.person.posts("/desk/notices/all", token, {"Sec-Fetch-Site": site})

    assert page.status == 400


def test_the_form_that_is_shown_again_can_be_sent_at_once(scene: Callable[[str], Scene]) -> None:
    set_up = scene("branches.add")
    page = _attacked(set_up, "branches.add", "no token", set_up.person.client.application)

    again = set_up.person.presses(page, "/desk/branches/330110/add")

    assert again.status == 303


def _attacked(set_up: Scene, endpoint: str, attack: str, app: Flask) -> Page:
    person, typed = set_up.person, POSTS[endpoint][1]
    token = _token(person)
    sent: dict[str, str] = {}
    if attack == "an old token":
        sent = {"csrf_token": "0" * 64}
    elif attack == "somebody else's token":
        sent = {"csrf_token": _token(Colleague(app.test_client()))}
    elif attack != "no token":
        sent = {"csrf_token": token}
    origin = {"a foreign Origin": FOREIGN, "a null Origin": {"Origin": "null"}}.get(attack, {})
    return person.posts(set_up.address(endpoint), {**typed, **sent}, origin)


def _token(person: Colleague) -> str:
    """The token of whatever form this browser is shown now."""
    page = person.opens("/desk/second-factor")
    if page.status == 303:
        page = person.opens("/desk/sign-in")
    if page.status == 303:
        page = person.opens("/desk/")
    return dict(page.fields())["csrf_token"]


def _is_told(page: Page, endpoint: str) -> bool:
    told = "您还没有退出" if endpoint == "entry.sign_out" else REFUSED
    return told in page.text or endpoint == "entry.send_passkey"


def _everything(connection: Connection) -> list[list[str]]:
    """What a forged form could have changed; that somebody was here is not among it."""
    tables = (link, passkey, account, notice, branch, audit)
    kept = [
        sorted(str({**row._asdict(), "seen_at": None}) for row in connection.execute(t.select()))
        for t in tables
    ]
    return [*kept, sorted(row.handle for row in connection.execute(desk_session.select()))]


def _behind(
    desk: Room,
    make_person: Callable[..., Account],
    person: Colleague,
    ask: Callable[..., Any],
) -> dict[str, str]:
    other, me = make_person(branch=COUNTY), ask(store.find, person.id).account
    invited = links.invitation("甲一", Role.CONTRIBUTOR, other.branch, me)
    token, handle = desk.database.write(partial(links.make, wanted=invited))
    town = desk.database.write(partial(branches.add, above=other.branch, name="街道"))
    tell = partial(desk.notices.tell, told=[me], key="restored", link="/desk/", actor="林一")
    desk.database.write(tell)
    told = ask(notices.inbox, person.id)[0].id
    return {
        "link": token,
        "handle": handle,
        "person": other.id,
        "town": town.code,
        "notice": str(told),
    }
