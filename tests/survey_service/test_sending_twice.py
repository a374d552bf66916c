"""A response sent twice is stored once; other content under the same id is refused, and kept."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

import pytest
from flask import Flask

from survey_service.answering.sheet import Sheets
from survey_service.db import Database
from survey_service.errors import StoreBusy
from tests.survey_service.resident import EVERYTHING, SURVEY, Page, Resident, path_of
from tests.survey_service.test_answering import kept

DAY = 24 * 3600
ELSEWHERE = Sheets("the key of another service")


def test_the_same_answers_sent_again_lead_to_the_same_receipt(
    resident: Resident, database: Database
) -> None:
    given = {**EVERYTHING, "sheet": resident.opens().sheet}

    first, second = resident.sends(given), resident.sends(given)

    assert path_of(first) == path_of(second)
    assert len(kept(database)) == 1


def test_a_double_click_by_twenty_impatient_fingers_is_stored_once(
    app: Flask, resident: Resident, database: Database
) -> None:
    given = {**EVERYTHING, "sheet": resident.opens().sheet}

    def press(_: int) -> Page:
        return Resident(app.test_client()).sends(given)

    with ThreadPoolExecutor(20) as fingers:
        pages = list(fingers.map(press, range(20)))

    assert len({path_of(page) for page in pages}) == 1
    assert len(kept(database)) == 1


def test_twenty_different_answers_under_one_id_leave_exactly_one_of_them(
    app: Flask, resident: Resident, database: Database
) -> None:
    sheet = resident.opens().sheet

    def press(n: int) -> int:
        given = {**EVERYTHING, "age": str(20 + n), "why": None, "sheet": sheet}
        return Resident(app.test_client()).sends(given).status

    with ThreadPoolExecutor(20) as fingers:
        statuses = list(fingers.map(press, range(20)))

    assert sorted(statuses) == [303] + [409] * 19
    assert len(kept(database)) == 1


def test_other_answers_under_the_same_id_are_refused_and_shown_with_both_ways_out(
    resident: Resident, database: Database
) -> None:
    sheet = resident.opens().sheet
    first = resident.sends({**EVERYTHING, "sheet": sheet})

    page = resident.sends({**EVERYTHING, "why": "改主意了", "sheet": sheet})

    assert page.status == 409
    assert "已经交过一份" in page.text
    assert "改主意了" in page.text
    assert path_of(first) in [link.get("href") for link in page.all("main//a")]
    assert len(kept(database)) == 1
    anew = resident.sends(urlencode(page.fields()), page.all("form")[0].get("action", ""))
    assert path_of(anew) != path_of(first)
    assert len(kept(database)) == 2


def test_a_resend_after_a_restart_of_the_service_is_stored_once(
    make_app: Callable[..., Flask],
) -> None:
    before = Resident(make_app().test_client())
    given = {**EVERYTHING, "sheet": before.opens().sheet}
    first = before.sends(given)

    restarted = make_app()
    second = Resident(restarted.test_client()).sends(given)

    assert path_of(first) == path_of(second)
    assert len(kept(restarted.extensions["database"])) == 1


@pytest.mark.parametrize(
    "forged",
    [
        pytest.param(lambda _: None, id="none"),
        pytest.param(lambda _: "", id="empty"),
        pytest.param(lambda token: token[:-1], id="cut"),
        pytest.param(lambda token: "x" + token[1:], id="changed"),
        pytest.param(lambda token: token * 3, id="three in one"),
        pytest.param(lambda _: ELSEWHERE.token(ELSEWHERE.new("open", "f" * 64)), id="another key"),
        pytest.param(lambda _: "𝕏" * 50, id="no ASCII"),
    ],
)
def test_a_forged_id_is_replaced_and_every_answer_stays_on_the_page(
    resident: Resident, database: Database, forged: Callable[[str], str | None]
) -> None:
    page = resident.answers(sheet=forged(resident.opens().sheet))

    assert page.status == 400
    assert "编号对不上，已经换了新的" in page.text
    assert kept(database) == []
    assert resident.sends(urlencode(page.fields())).status == 303
    assert len(kept(database)) == 1


def test_a_form_left_open_for_two_days_is_renewed_under_its_own_id(
    app: Flask, resident: Resident, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheets: Sheets = app.extensions["answering"].sheets
    given = {**EVERYTHING, "sheet": resident.opens().sheet}
    now = sheets._clock
    monkeypatch.setattr(sheets, "_clock", lambda: now() + 2 * DAY)
    late = resident.sends(given)
    monkeypatch.undo()

    assert late.status == 400
    assert "打开超过一天，编号已经换新" in late.text
    assert sheets.read(late.sheet).response_id == sheets.read(str(given["sheet"])).response_id
    assert resident.sends(urlencode(late.fields())).status == 303
    assert len(kept(database)) == 1


def test_a_clock_that_goes_back_five_minutes_locks_nobody_out(
    app: Flask, resident: Resident, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheets: Sheets = app.extensions["answering"].sheets
    given = {**EVERYTHING, "sheet": resident.opens().sheet}
    now = sheets._clock
    monkeypatch.setattr(sheets, "_clock", lambda: now() - 290)

    assert resident.sends(given).status == 303
    assert kept(database)[0].seconds == 0


def test_a_form_whose_wording_was_changed_meanwhile_comes_back_with_the_answers_that_fit(
    app: Flask, resident: Resident, database: Database
) -> None:
    sheets: Sheets = app.extensions["answering"].sheets
    old = sheets.token(sheets.new("open", "0" * 64))

    page = resident.answers(sheet=old)

    assert page.status == 400
    assert "问卷刚刚改过字句" in page.text
    assert kept(database) == []
    assert resident.sends(urlencode(page.fields())).status == 303


def test_too_many_posts_from_one_address_are_slowed_and_nothing_typed_is_lost(
    make_app: Callable[..., Flask],
) -> None:
    app = make_app(posts_per_hour=3)
    resident = Resident(app.test_client())
    for _ in range(3):
        assert resident.answers().status == 303

    page = resident.answers()

    assert page.status == 429
    assert int(page.response.headers["Retry-After"]) > 0
    assert "我想再想想" in page.text
    assert ("why", "我想再想想") in page.fields()
    other = Resident(app.test_client(), address="192.0.2.7")
    assert other.answers().status == 303


def test_a_store_that_cannot_write_asks_to_try_again_and_loses_nothing(
    resident: Resident, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "write", _busy)

    page = resident.answers()

    assert page.status == 503
    assert int(page.response.headers["Retry-After"]) > 0
    assert ("why", "我想再想想") in page.fields()
    monkeypatch.undo()
    assert resident.sends(urlencode(page.fields()), SURVEY).status == 303
    assert len(kept(database)) == 1


def _busy(_work: object) -> None:
    raise StoreBusy
