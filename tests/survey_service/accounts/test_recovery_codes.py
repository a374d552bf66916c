"""Recovery codes: eight ways out on paper, each good once, for the person who wrote them down."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from survey_service.accounts import notices
from tests.survey_service.accounts.colleague import Colleague
from tests.survey_service.accounts.conftest import Clock
from tests.survey_service.accounts.test_second_factor import CODE, codes_on, sets_up


@pytest.mark.parametrize("typed", ["{}", " {} ", "{:.4s}"])
def test_a_recovery_code_stands_in_once(
    make_signed_in: Callable[..., Colleague], the_clock: Clock, typed: str, app: Flask
) -> None:
    person = make_signed_in()
    code = codes_on(sets_up(person, the_clock.now))[0]
    given = code.replace("-", "").lower() if ":" in typed else typed.format(code)

    for wanted in (303, 400):
        anew = Colleague(app.test_client(), person.id, person.login)
        anew.signs_in()
        page = anew.presses(anew.opens(CODE), CODE, code=given)
        assert page.status == wanted


def test_somebody_elses_recovery_code_is_worth_nothing(
    make_signed_in: Callable[..., Colleague], the_clock: Clock, app: Flask
) -> None:
    person, other = make_signed_in(), make_signed_in()
    code = codes_on(sets_up(person, the_clock.now))[0]
    sets_up(other, the_clock.now)
    anew = Colleague(app.test_client(), other.id, other.login)
    anew.signs_in()

    assert anew.presses(anew.opens(CODE), CODE, code=code).status == 400


def test_with_two_codes_left_the_person_is_told(
    make_signed_in: Callable[..., Colleague],
    the_clock: Clock,
    app: Flask,
    ask: Callable[..., Any],
) -> None:
    person = make_signed_in()
    for code in codes_on(sets_up(person, the_clock.now))[:6]:
        anew = Colleague(app.test_client(), person.id, person.login)
        anew.signs_in()
        anew.presses(anew.opens(CODE), CODE, code=code)
        the_clock.passes(60)

    few = [n.facts for n in ask(notices.inbox, person.id) if n.key == "codes_few"]
    assert few == [{"left": 2}]


def test_new_recovery_codes_take_the_password_and_end_the_old_ones(
    make_signed_in: Callable[..., Colleague], the_clock: Clock, app: Flask
) -> None:
    person = make_signed_in()
    old = codes_on(sets_up(person, the_clock.now))[0]
    path = "/desk/account/recovery-codes"
    assert person.presses(person.opens(path), path, current_password="不是 这个 密码").status == 400

    page = person.presses(person.opens(path), path, current_password=person.password)

    assert len(codes_on(page)) == 8
    anew = Colleague(app.test_client(), person.id, person.login)
    anew.signs_in()
    assert anew.presses(anew.opens(CODE), CODE, code=old).status == 400
