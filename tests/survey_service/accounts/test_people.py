"""People and their accounts: who is seen by whom, invited, moved, suspended, and by whom not."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest

from survey_service.accounts import audit, links, notices, store
from survey_service.accounts.model import Account, Role
from tests.survey_service.accounts.colleague import Colleague, actions_of, form_of, links_of
from tests.survey_service.accounts.conftest import CITY, COUNTY, OTHER_CITY, PROVINCE
from tests.survey_service.resident import Page, path_of

PEOPLE, INVITE = "/desk/people/", "/desk/people/invite"
ADMINISTRATOR, EDITOR, CONTRIBUTOR = Role.ADMINISTRATOR, Role.EDITOR, Role.CONTRIBUTOR


def handed(page: Page) -> str:
    """The one-time address on the page, as a path."""
    (area,) = page.all("textarea")
    assert area.text
    assert area.text.startswith("http://localhost/desk/link/")
    return area.text.removeprefix("http://localhost")


@pytest.fixture
def chief(make_signed_in: Callable[..., Colleague]) -> Colleague:
    """An administrator of the province."""
    return make_signed_in(ADMINISTRATOR, PROVINCE, name="林一")


def test_an_editor_sees_the_people_of_their_branches_and_no_others(
    make_signed_in: Callable[..., Colleague], make_person: Callable[..., Account]
) -> None:
    editor = make_signed_in(EDITOR, CITY)
    below, beside = make_person(branch=COUNTY), make_person(branch=OTHER_CITY)
    above = make_person(branch=PROVINCE)

    seen = links_of(editor.opens(PEOPLE))

    assert f"{PEOPLE}{below.id}" in seen
    assert f"{PEOPLE}{beside.id}" not in seen
    assert f"{PEOPLE}{above.id}" not in seen


def test_the_list_can_be_narrowed_to_a_branch_of_ones_own_only(
    make_signed_in: Callable[..., Colleague], make_person: Callable[..., Account]
) -> None:
    editor = make_signed_in(EDITOR, CITY)
    mine, beside = make_person(branch=CITY), make_person(branch=OTHER_CITY)

    assert f"{PEOPLE}{mine.id}" not in links_of(editor.opens(f"{PEOPLE}?branch={COUNTY}"))
    other = links_of(editor.opens(f"{PEOPLE}?branch={OTHER_CITY}"))
    assert f"{PEOPLE}{beside.id}" not in other
    assert f"{PEOPLE}{mine.id}" in other


def test_a_contributor_does_not_reach_the_people(
    make_signed_in: Callable[..., Colleague],
) -> None:
    person = make_signed_in()

    for path in (PEOPLE, INVITE, f"{PEOPLE}{person.id}", "/desk/branches/"):
        page = person.opens(path)
        assert page.status == 403
        assert "这件事不归这个账号管" in page.text


@pytest.mark.parametrize("act", ["", "/role", "/reset", "/suspend", "/restore"])
def test_nobody_of_another_branch_can_be_looked_at_or_touched(
    make_signed_in: Callable[..., Colleague], make_person: Callable[..., Account], act: str
) -> None:
    editor, other = make_signed_in(EDITOR, CITY), make_person(branch=OTHER_CITY)
    path = f"{PEOPLE}{other.id}{act}"

    page = editor.posts(path, {"csrf_token": _token(editor)}) if act else editor.opens(path)

    assert page.status == 403


def test_an_unknown_person_is_not_found(chief: Colleague) -> None:
    assert chief.opens(f"{PEOPLE}nobody").status == 404


def test_an_invitation_is_shown_once_as_an_address_and_as_a_code_to_scan(
    chief: Colleague, stranger: Colleague
) -> None:
    page = chief.presses(chief.opens(INVITE), INVITE, name="郑四", role="editor", branch=CITY)

    address = handed(page)
    assert 'class="segno"' in page.response.get_data(as_text=True)
    assert "郑四，您好。您受邀成为杭州市的编辑" in stranger.opens(address).text
    assert address not in chief.opens(PEOPLE).response.get_data(as_text=True)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"name": ""}, "请填对方的姓名"),
        ({"role": None}, "请选一种身份"),
        ({"role": "owner"}, "请选一种身份"),
        ({"branch": "999999"}, "请选一个单位"),
        ({"name": "很" * 31}, "请删去1个字"),
    ],
)
def test_an_invitation_says_what_is_missing_and_keeps_the_rest(
    chief: Colleague, changed: dict[str, str | None], told: str
) -> None:
    typed = {"name": "郑四", "role": "editor", "branch": CITY, **changed}

    page = chief.presses(chief.opens(INVITE), INVITE, **typed)

    assert page.status == 400
    assert told in page.text
    kept = form_of(page, INVITE)
    assert kept.get("name") == typed["name"]


@pytest.mark.parametrize(
    ("role", "branch"), [("editor", COUNTY), ("administrator", COUNTY), ("contributor", OTHER_CITY)]
)
def test_an_editor_invites_contributors_of_their_branches_only(
    make_signed_in: Callable[..., Colleague], role: str, branch: str, ask: Callable[..., Any]
) -> None:
    editor = make_signed_in(EDITOR, CITY)
    before = ask(lambda connection: len(links.waiting(connection, "")))

    page = editor.presses(editor.opens(INVITE), INVITE, name="郑四", role=role, branch=branch)

    assert page.status == 400
    assert ask(lambda connection: len(links.waiting(connection, ""))) == before


def test_an_invitation_that_was_lost_is_withdrawn(chief: Colleague, stranger: Colleague) -> None:
    page = chief.presses(chief.opens(INVITE), INVITE, name="丢了链接的人", branch=COUNTY)
    address = handed(page)
    listed = chief.opens(PEOPLE)
    assert "丢了链接的人" in listed.text
    withdraw = [a for a in actions_of(listed) if a.endswith("/withdraw")]

    for action in withdraw:
        chief.presses(listed, action)

    assert stranger.opens(address).status == 404
    assert "丢了链接的人" not in chief.opens(PEOPLE).text


def test_an_editor_cannot_withdraw_what_an_administrator_sent_to_an_editor(
    chief: Colleague, make_signed_in: Callable[..., Colleague], ask: Callable[..., Any]
) -> None:
    chief.presses(chief.opens(INVITE), INVITE, name="甲一", role="editor", branch=COUNTY)
    editor = make_signed_in(EDITOR, CITY)
    waiting = ask(lambda connection: links.waiting(connection, "330000/330100/"))
    handle = next(link.handle for link in waiting if link.role is EDITOR)

    page = editor.posts(f"{PEOPLE}invitations/{handle}/withdraw", {"csrf_token": _token(editor)})

    assert page.status == 403
    assert handle in {link.handle for link in ask(lambda connection: links.waiting(connection, ""))}


@pytest.mark.parametrize("role", Role)
def test_a_role_and_a_branch_are_changed_and_the_person_is_told(
    chief: Colleague, make_person: Callable[..., Account], role: Role, ask: Callable[..., Any]
) -> None:
    person = make_person(branch=COUNTY)
    path = f"{PEOPLE}{person.id}"

    page = chief.presses(chief.opens(path), f"{path}/role", role=role.value, branch=OTHER_CITY)

    assert path_of(page) == path
    now = ask(store.find, person.id).account
    assert (now.role, now.branch.code) == (role, OTHER_CITY)
    (told,) = ask(notices.inbox, person.id)
    assert (told.key, told.facts["role"]) == ("role_changed", role.value)
    (entry,) = [e for e in ask(audit.read_about, person.id) if e.event == "role.changed"]
    assert entry.facts == {
        "was_role": "contributor",
        "was_branch": COUNTY,
        "role": role.value,
        "branch": OTHER_CITY,
    }


def test_a_role_that_stays_as_it_was_tells_nobody(
    chief: Colleague, make_person: Callable[..., Account], ask: Callable[..., Any]
) -> None:
    person = make_person(branch=COUNTY)
    path = f"{PEOPLE}{person.id}"

    chief.presses(chief.opens(path), f"{path}/role")

    assert ask(notices.inbox, person.id) == ()


@pytest.mark.parametrize(
    ("actor", "branch", "other"),
    [
        (actor, branch, other)
        for actor, branch, other in product((EDITOR, ADMINISTRATOR), (PROVINCE, CITY), Role)
        if (actor is EDITOR and other is not CONTRIBUTOR)
        or (branch == PROVINCE and actor is other is ADMINISTRATOR)
    ],
)
def test_an_equal_or_a_higher_account_shows_no_buttons_and_takes_no_post(
    make_signed_in: Callable[..., Colleague],
    make_person: Callable[..., Account],
    actor: Role,
    branch: str,
    other: Role,
) -> None:
    person, target = make_signed_in(actor, branch), make_person(other, branch)
    path = f"{PEOPLE}{target.id}"
    own = {"/desk/sign-out"}

    assert set(actions_of(person.opens(path))) == own
    given = {"csrf_token": _token(person), "role": "contributor", "branch": branch, "reason": "x"}
    for act in ("role", "reset", "suspend", "restore"):
        assert person.posts(f"{path}/{act}", given).status in (400, 403)


def test_nobody_changes_their_own_role(chief: Colleague, ask: Callable[..., Any]) -> None:
    given = {"csrf_token": _token(chief), "role": "contributor", "branch": COUNTY}

    page = chief.posts(f"{PEOPLE}{chief.id}/role", given)

    assert page.status == 403
    assert ask(store.find, chief.id).account.role is ADMINISTRATOR


def test_a_suspension_needs_a_reason_which_the_person_can_read(
    chief: Colleague, make_signed_in: Callable[..., Colleague]
) -> None:
    person = make_signed_in()
    path = f"{PEOPLE}{person.id}"

    page = chief.presses(chief.opens(path), f"{path}/suspend", reason=" ")
    assert page.status == 400
    assert "请写一句理由" in page.text
    chief.presses(page, f"{path}/suspend", reason="调到别处工作")
    assert not person.is_in()
    assert "起停用" in chief.opens(path).text
    chief.presses(chief.opens(path), f"{path}/restore")

    assert path_of(person.signs_in()) == "/desk/"
    assert "理由：调到别处工作" in person.opens("/desk/account/log").text


def test_a_superior_makes_a_reset_link_that_is_shown_once(
    chief: Colleague, make_person: Callable[..., Account], stranger: Colleague
) -> None:
    person = make_person(name="周二")
    path = f"{PEOPLE}{person.id}"

    page = chief.presses(chief.opens(path), f"{path}/reset")

    address = handed(page)
    assert "给周二的重设链接" in page.text
    assert "24小时内有效" in page.text
    assert "请在这里设一个新密码" in stranger.opens(address).text


def test_a_name_with_markup_in_it_is_shown_as_it_was_typed(
    chief: Colleague, stranger: Colleague
) -> None:
    name = '<img src=x onerror="alert(1)">'
    page = chief.presses(chief.opens(INVITE), INVITE, name=name, branch=COUNTY)

    for shown in (page, chief.opens(PEOPLE), stranger.opens(handed(page))):
        assert shown.all("img") == []
        assert name in shown.text


def _token(person: Colleague) -> str:
    return dict(person.opens().fields())["csrf_token"]
