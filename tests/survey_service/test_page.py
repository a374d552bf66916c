"""The page and the form that checks it speak of the same names, codes and limits."""

from __future__ import annotations

import gzip
import json
from itertools import pairwise

import pytest
from flask import Flask

from survey_model.questionnaire import Item, Kind
from survey_model.text import LANGUAGES
from survey_service.answering.fields import OneCode, SomeCodes, longest
from survey_service.answering.forms import MAKERS, AnswerForm
from survey_service.answering.page import ORDERS, in_order, order_of
from survey_service.answering.room import Room
from survey_service.answering.surveys import Survey
from survey_service.app import create_app
from survey_service.config import Config
from survey_service.health import DATABASE
from tests.browser.markup import faults
from tests.survey_service.resident import SURVEY, Page, Resident, words_of

REAL = "/survey/stem-cell-awareness/"


@pytest.fixture(params=["sqlite"])
def backend(request: pytest.FixtureRequest) -> str:
    """One store is enough for what is only drawn."""
    return str(request.param)


@pytest.fixture
def room(app: Flask) -> Room:
    made: Room = app.extensions["answering"]
    return made


@pytest.fixture
def survey(room: Room) -> Survey:
    return room.surveys.find("everyday")


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Resident:
    """Somebody before the questionnaire that is really asked."""
    data = tmp_path_factory.mktemp("real")
    app = create_app(Config(data, f"sqlite:///{data / 's.sqlite3'}", "s" * 64))
    app.extensions[DATABASE].close()
    return Resident(app.test_client())


def controls(page: Page) -> dict[str, set[str]]:
    """Each name on the page with the values that can be chosen under it."""
    found: dict[str, set[str]] = {}
    for control in page.all("form//*[@name]"):
        values = found.setdefault(control.get("name", ""), set())
        if control.tag == "select":
            values |= {option.get("value", "") for option in control.iter("option")}
        elif control.get("type") in ("radio", "checkbox"):
            values.add(control.get("value", ""))
    return found


def test_every_kind_of_question_can_be_asked() -> None:
    assert set(MAKERS) == set(Kind)


def test_the_questionnaire_of_these_tests_has_every_kind(survey: Survey) -> None:
    assert {item.kind for item in survey.questionnaire.items} == set(Kind)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_offers_exactly_the_fields_and_codes_that_the_form_takes(
    resident: Resident, survey: Survey, language: str
) -> None:
    page = resident.opens(SURVEY if language == "zh" else f"/en{SURVEY}")
    form: AnswerForm = survey.forms[language]()

    offered = controls(page)
    taken = {f.name: set(f.codes) for f in form if isinstance(f, OneCode | SomeCodes)}

    assert {f.name for f in form} | {"sheet", "homepage"} == set(offered)
    for name, codes in taken.items():
        assert offered[name] - {""} == codes


def test_the_page_sets_the_limits_that_the_form_checks(resident: Resident, survey: Survey) -> None:
    page = resident.opens()

    for item in survey.questionnaire.items:
        question = page.all(f"*[@id='q-{item.id}']")[0]
        if item.kind is Kind.TEXT:
            assert page.all("textarea")[0].get("maxlength") == str(longest(item))
        assert question.get("data-most") == (item.max_choices and str(item.max_choices))
        shown = json.loads(question.get("data-show", "null"))
        assert (shown is None) == (item.show_if is None)


def test_words_longer_than_the_page_allows_are_refused_by_the_form_too(
    resident: Resident,
) -> None:
    assert resident.answers(why="想" * 40).status == 303
    assert resident.answers(why="想" * 41).status == 400


@pytest.mark.parametrize("path", [SURVEY, f"/en{SURVEY}", REAL, f"/en{REAL}"])
def test_the_form_is_valid_html_with_every_reference_in_its_place(
    resident: Resident, real: Resident, path: str
) -> None:
    person = real if "stem" in path else resident
    page = person.opens(path)

    assert faults(page.response.get_data(as_text=True), "en" if path[:3] == "/en" else "zh") == []


def test_a_page_to_be_mended_is_valid_html_too(resident: Resident) -> None:
    page = resident.answers(consent=None, heard="x", fears=["none", "pain"], age="1", why="想" * 99)

    assert page.status == 400
    assert faults(page.response.get_data(as_text=True), "zh") == []


def test_an_empty_page_and_one_to_be_mended_differ_only_where_something_was_given(
    resident: Resident,
) -> None:
    empty = resident.opens()
    back = resident.sends({"sheet": empty.sheet, "consent": "yes", "heard": ""})

    ours = [(e.tag, e.get("name"), e.get("value")) for e in empty.all("form//*[@name]")]
    theirs = [(e.tag, e.get("name"), e.get("value")) for e in back.all("form//*[@name]")]
    assert ours == theirs


def test_only_the_sheet_differs_between_two_visitors_in_the_same_order(room: Room) -> None:
    survey = room.surveys.find("everyday")
    wave = next(wave for wave in survey.waves if wave.id == "open")
    pages = [room.survey_pages.fresh(survey, wave, "zh") for _ in range(ORDERS * 8)]

    sheets = [page.split('name="sheet" value="')[1].split('"')[0] for page in pages]
    drawn = {page.replace(sheet, "") for page, sheet in zip(pages, sheets, strict=True)}

    assert len(set(sheets)) == len(pages)
    assert len(drawn) <= ORDERS


def test_the_order_of_shuffled_options_is_told_by_the_response_id(
    app: Flask, resident: Resident, survey: Survey
) -> None:
    sheets = app.extensions["answering"].sheets
    item = survey.questionnaire.item("fears")
    orders = set()
    for _ in range(40):
        page = resident.opens()
        shown = [box.get("value") for box in page.all("input[@name='fears']")]
        told = in_order(item, order_of(sheets.read(page.sheet)))
        assert shown == [option.code for option in told] + ["PNS"]
        orders.add(tuple(shown))

    assert len(orders) > 2
    assert {order[-2] for order in orders} == {"none"}


def test_every_option_stands_in_each_place_in_some_order(survey: Survey) -> None:
    item: Item = survey.questionnaire.item("fears")
    firsts = {in_order(item, order)[0].code for order in range(ORDERS)}

    assert len(firsts) >= 3


def test_what_a_page_comes_back_in_is_the_order_it_was_shown_in(resident: Resident) -> None:
    for _ in range(5):
        page = resident.opens()
        back = resident.sends({"sheet": page.sheet})
        first, second = (
            [box.get("value") for box in p.all("input[@name='fears']")] for p in (page, back)
        )
        assert first == second


def test_nobody_is_answered_for_in_advance(resident: Resident, real: Resident) -> None:
    for page in (resident.opens(), real.opens(REAL)):
        ticked = [box.get("name") for box in page.all("form//input[@checked]")]
        assert ticked == []


def test_headings_tell_the_parts_in_order(resident: Resident) -> None:
    heads = [words_of(h) for h in resident.opens().all("form//h2")]

    assert heads == ["作答之前", "先问几题", "再问几题"]
    assert "第2部分，共2部分" in resident.opens().text


def test_no_step_of_headings_is_skipped(real: Resident) -> None:
    levels = [int(e.tag[1]) for e in real.opens(REAL).tree.iter() if e.tag in ("h1", "h2", "h3")]

    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_page_is_light(real: Resident) -> None:
    page = real.opens(REAL).response.get_data()

    assert len(gzip.compress(page, 6)) <= 10 * 1024
    assert len(page) <= 32 * 1024


def test_what_was_typed_is_never_markup(resident: Resident) -> None:
    page = resident.answers(age='1"><b>', why="</textarea><script>", homepage="<i>")

    assert page.status == 400
    assert dict(page.fields())["age"] == '1"><b>'
    assert page.all("textarea")[0].text == "</textarea><script>"
    assert not page.all("main//script")
