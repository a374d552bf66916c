"""What somebody typed is not lost when their session had ended, or the password is asked again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pyotp
import pytest

from survey_service.accounts import branches
from survey_service.accounts.clock import HOUR, MINUTE
from survey_service.accounts.model import Role
from survey_service.db import Database
from survey_service.errors import StoreBusy
from tests.survey_service.accounts.colleague import SIGN_IN, Colleague, form_of
from tests.survey_service.accounts.conftest import Clock
from tests.survey_service.resident import Page, path_of

ADD, INVITE = "/desk/branches/330110/add", "/desk/people/invite"
LONG = "山路" * 20_000  # 360,000 bytes on their way, where 65,536 are usual


@pytest.fixture
def late(make_signed_in: Callable[..., Colleague], the_clock: Clock) -> tuple[Colleague, Page]:
    """An administrator whose session ends while the form is open."""
    person = make_signed_in(Role.ADMINISTRATOR, "330000")
    page = person.opens("/desk/branches/330110")
    the_clock.passes(HOUR)
    return person, page


def signs_in_again(person: Colleague, page: Page, at: int) -> Page:
    page = person.presses(page, SIGN_IN, login=person.login, password=person.password)
    assert page.status == 200
    return person.presses(page, "/desk/second-factor", code=pyotp.TOTP(person.key).at(at))


def test_a_form_sent_too_late_is_kept_through_password_and_code_and_sent_by_one_button(
    late: tuple[Colleague, Page], the_clock: Clock, ask: Callable[..., Any]
) -> None:
    person, page = late

    asked = person.presses(page, ADD, name="石塘镇", code="")
    assert asked.status == 401
    assert "刚才填的都还在" in asked.text
    kept = signs_in_again(person, asked, the_clock.now)
    assert kept.status == 200
    assert "名称石塘镇" in kept.text
    done = person.presses(kept, ADD)

    assert path_of(done) == "/desk/branches/330110"
    names = [branch.name.zh for branch in ask(branches.subtree, "330110")]
    assert names.count("石塘镇") == 1


def test_nothing_happens_before_the_button_is_pressed(
    late: tuple[Colleague, Page], the_clock: Clock, ask: Callable[..., Any]
) -> None:
    person, page = late
    signs_in_again(person, person.presses(page, ADD, name="还没加的镇"), the_clock.now)

    assert "还没加的镇" not in [branch.name.zh for branch in ask(branches.subtree, "330110")]


def test_a_wrong_password_on_the_way_loses_nothing(late: tuple[Colleague, Page]) -> None:
    person, page = late
    asked = person.presses(page, ADD, name="石塘镇")

    wrong = person.presses(asked, SIGN_IN, login=person.login, password="不是 这个 密码")

    assert wrong.status == 400
    assert form_of(wrong, SIGN_IN)["carried.name"] == "石塘镇"


def test_a_long_article_is_carried_too(
    make_colleague: Callable[..., Colleague],
) -> None:
    person = make_colleague(Role.EDITOR)
    way = {"carried-to.next": "account.contact", "carried.email": LONG}
    typed = {"login": person.login, "password": person.password, **way}

    page = person.presses(person.opens(SIGN_IN), SIGN_IN, **typed)

    assert form_of(page, "/desk/second-factor")["carried.email"] == LONG


def test_a_form_from_elsewhere_is_not_carried(
    late: tuple[Colleague, Page],
) -> None:
    person, page = late
    given = {**form_of(page, ADD), "name": "别处填的"}

    forged = person.posts(ADD, {**given, "csrf_token": "0" * 64})
    foreign = person.posts(ADD, given, {"Origin": "https://evil.example"})

    for asked in (forged, foreign):
        assert asked.status == 401
        assert "别处填的" not in asked.response.get_data(as_text=True)


def test_somebody_who_never_was_here_is_only_asked_to_sign_in(stranger: Colleague) -> None:
    asked = stranger.posts(ADD, {"name": "镇"})

    assert asked.status == 401
    assert "carried.name" not in form_of(asked, SIGN_IN)


def test_passwords_are_not_carried(
    make_signed_in: Callable[..., Colleague], the_clock: Clock
) -> None:
    person = make_signed_in(Role.EDITOR)
    path = "/desk/account/password"
    page = person.opens(path)
    the_clock.passes(HOUR)

    asked = person.presses(page, path, current_password="一个旧的 密码", password="一个新的 密码")

    body = asked.response.get_data(as_text=True)
    assert asked.status == 401
    assert "一个旧的" not in body
    assert "一个新的" not in body


def test_a_carried_form_cannot_lead_out_of_the_desk(
    make_colleague: Callable[..., Colleague],
) -> None:
    person = make_colleague()
    evil = {"carried-to.next": "https://evil.example/", "carried.name": "x"}

    page = person.presses(person.opens(SIGN_IN), SIGN_IN, login=person.login,
                          password=person.password, **evil)  # fmt: skip

    assert path_of(page) == "/desk/"


def test_a_grave_act_long_after_signing_in_asks_for_the_password_and_goes_on(
    make_signed_in: Callable[..., Colleague], the_clock: Clock
) -> None:
    person = make_signed_in(Role.ADMINISTRATOR, "330000")
    for _ in range(4):
        the_clock.passes(10 * MINUTE)
        page = person.opens(INVITE)
    before = person.cookie()

    asked = person.presses(page, INVITE, name="郑四")
    assert asked.status == 401
    assert "再填一次密码" in asked.text
    wrong = person.presses(asked, "/desk/confirm", current_password="不是 这个 密码")
    assert wrong.status == 400
    kept = person.presses(wrong, "/desk/confirm", current_password=person.password)
    assert person.cookie() != before
    done = person.presses(kept, INVITE)

    assert done.status == 200
    assert "给郑四的邀请" in done.text


def test_soon_after_signing_in_it_does_not(make_signed_in: Callable[..., Colleague]) -> None:
    person = make_signed_in(Role.ADMINISTRATOR, "330000")

    done = person.presses(person.opens(INVITE), INVITE, name="郑四")

    assert "给郑四的邀请" in done.text


def test_when_the_store_is_busy_what_was_typed_stays_and_can_be_sent_again(
    make_signed_in: Callable[..., Colleague], monkeypatch: pytest.MonkeyPatch
) -> None:
    person = make_signed_in(Role.ADMINISTRATOR, "330000")
    page = person.opens("/desk/branches/330110")

    def busy(_self: Database, _work: object) -> None:
        raise StoreBusy

    with monkeypatch.context() as now:
        now.setattr(Database, "write", busy)
        refused = person.presses(page, ADD, name="石塘镇")

    assert refused.status == 503
    assert "石塘镇" in refused.text
    assert path_of(person.presses(refused, ADD)) == "/desk/branches/330110"


def test_when_the_store_cannot_even_be_read_the_page_says_so(
    make_signed_in: Callable[..., Colleague], monkeypatch: pytest.MonkeyPatch
) -> None:
    person = make_signed_in()

    def busy(_self: Database) -> None:
        raise StoreBusy

    monkeypatch.setattr(Database, "reading", busy)
    page = person.opens()

    assert page.status == 503
    assert StoreBusy.title in page.text
