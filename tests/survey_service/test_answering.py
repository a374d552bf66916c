"""A resident answers: what is kept, what is not, and where each answer leads."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from sqlalchemy import select

from survey_service.answering import store
from survey_service.db import Database
from tests.survey_service.resident import EVERYTHING, SURVEY, Given, Resident, path_of


def kept(database: Database) -> list[store.Response]:
    """Every response in the store."""
    with database.reading() as connection:
        return [store.Response(*row) for row in connection.execute(select(*store.COLUMNS))]


def answers_of(response: store.Response) -> dict[str, Any]:
    answers: dict[str, Any] = json.loads(response.answers or "{}")
    return answers


def test_every_kind_of_answer_is_kept_as_it_was_given(
    resident: Resident, database: Database
) -> None:
    page = resident.answers()

    assert path_of(page).startswith("/survey/receipt/")
    [response] = kept(database)
    assert answers_of(response) == {
        "heard": "yes",
        "k_bone": "F",
        "k_arm": "DK",
        "att.worry": "2",
        "att.family": "NA",
        "fears": ["pain", "harm"],
        "age": 62,
        "why": "我想再想想",
        "county": "330102",
    }


def test_beside_the_answers_only_the_day_in_china_and_a_duration_are_kept(
    resident: Resident, database: Database
) -> None:
    resident.answers()

    [response] = kept(database)
    assert response.day == datetime.now(ZoneInfo("Asia/Shanghai")).date()
    assert response.seconds is not None
    assert 0 <= response.seconds < 60
    assert (response.survey, response.wave, response.mode) == ("everyday", "open", "street")
    assert (response.language, response.consent_version) == ("zh", "2026-11")


def test_the_wording_that_was_seen_is_kept_with_its_hash(
    resident: Resident, database: Database
) -> None:
    resident.answers()

    [response] = kept(database)
    with database.reading() as connection:
        wording = json.loads(store.wording(connection, response.definition))
    assert wording["title"]["zh"] == "日常问卷"


def test_somebody_may_skip_everything_that_is_not_required(
    resident: Resident, database: Database
) -> None:
    skipped: dict[str, Given] = dict.fromkeys(set(EVERYTHING) - {"consent", "heard"})
    page = resident.answers(**skipped)

    assert page.status == 303
    assert answers_of(kept(database)[0]) == {"heard": "yes"}


def test_answers_off_the_route_are_dropped_even_if_a_page_without_script_sends_them(
    resident: Resident, database: Database
) -> None:
    resident.answers(heard="no", age="40")

    answers = answers_of(kept(database)[0])
    assert "fears" not in answers
    assert "why" not in answers


def test_an_answer_off_the_route_opens_no_other_question(
    resident: Resident, database: Database
) -> None:
    resident.answers(heard="no", age=None, fears=["harm"])

    assert "why" not in answers_of(kept(database)[0])


def test_what_is_off_the_route_is_not_checked_either(
    resident: Resident, database: Database
) -> None:
    page = resident.answers(heard="no", age="40", fears=["pain", "none", "nonsense"])

    assert page.status == 303
    assert len(kept(database)) == 1


@pytest.mark.parametrize(
    ("field", "given", "expected"),
    [
        ("age", "PNS", "PNS"),
        ("age", ["", "PNS"], "PNS"),
        ("age", " 62 ", 62),
        ("age", "６２", 62),
        ("why", ["", "PNS"], "PNS"),
        ("why", "  一\r\n二  ", "一\n二"),
        ("why", "", None),
        ("fears", "PNS", "PNS"),
        ("fears", ["harm", "pain", "harm"], ["pain", "harm"]),
        ("county", "330100", "330100"),
        ("county", "outside", "outside"),
        ("county", "PNS", "PNS"),
        ("county", "", None),
        ("k_bone", "DK", "DK"),
        ("att.worry", None, None),
    ],
)
def test_an_answer_is_kept_in_one_form_however_it_was_typed(
    resident: Resident, database: Database, field: str, given: Given, expected: object
) -> None:
    page = resident.answers(**{field: given})

    assert page.status == 303, page.text
    assert answers_of(kept(database)[0]).get(field) == expected


def test_somebody_under_eighteen_is_thanked_and_nothing_is_kept(
    resident: Resident, database: Database
) -> None:
    page = resident.answers(consent="minor")

    assert path_of(page) == "/survey/everyday/minor"
    assert "未满18周岁不用填" in resident.follows(page).text
    assert kept(database) == []


def test_somebody_who_declines_is_led_to_the_facts_and_nothing_is_kept(
    resident: Resident, database: Database
) -> None:
    assert path_of(resident.answers(consent="no")) == "/myths/"
    assert path_of(resident.answers("/en/survey/everyday/", consent="no")) == "/en/myths/"
    assert kept(database) == []


@pytest.mark.parametrize("consent", [None, "", "YES", "perhaps"])
def test_nothing_is_kept_without_a_yes(
    resident: Resident, database: Database, consent: str | None
) -> None:
    page = resident.answers(consent=consent)

    assert page.status == 400
    assert "请先选一项：是否愿意作答" in page.text
    assert kept(database) == []


def test_the_form_stands_in_english_and_keeps_the_language(
    resident: Resident, database: Database
) -> None:
    english = "/en/survey/everyday/"
    page = resident.opens(english)

    assert page.tree.get("lang") == "en"
    assert "Have you heard of it?" in page.text
    assert path_of(resident.answers(english)).startswith("/en/survey/receipt/")
    assert kept(database)[0].language == "en"


def test_a_form_filled_faster_than_anybody_reads_is_kept_and_flagged(
    resident: Resident, database: Database
) -> None:
    resident.answers()

    assert kept(database)[0].flags == "fast"


def test_a_form_filled_at_a_persons_pace_has_no_flag(
    resident: Resident, database: Database, monkeypatch: pytest.MonkeyPatch, app: Flask
) -> None:
    sheets = app.extensions["answering"].sheets
    now = sheets._clock
    sheet = resident.opens().sheet
    monkeypatch.setattr(sheets, "_clock", lambda: now() + 90)

    resident.sends({**EVERYTHING, "sheet": sheet})

    [response] = kept(database)
    assert response.flags == ""
    assert response.seconds in (90, 91)


def test_a_program_that_fills_the_hidden_field_is_kept_and_flagged(
    resident: Resident, database: Database
) -> None:
    resident.answers(homepage="http://spam.example")

    assert kept(database)[0].flags == "fast,trap"


def test_a_rehearsal_wave_exists_only_while_the_service_rehearses(
    make_app: Callable[..., Flask],
) -> None:
    path = f"{SURVEY}?wave=rehearsal-2026"
    usual, rehearsing = (Resident(make_app(rehearsal=on).test_client()) for on in (False, True))

    assert usual.opens(path).status == 404
    page = rehearsing.opens(path)
    assert page.status == 200
    assert "演练数据" in page.text
    assert [form.get("action") for form in page.all("form")] == [path]
    receipt = rehearsing.follows(rehearsing.answers(path))
    assert "演练数据" in receipt.text


def test_each_visitor_gets_a_sheet_of_their_own(resident: Resident) -> None:
    assert resident.opens().sheet != resident.opens().sheet
