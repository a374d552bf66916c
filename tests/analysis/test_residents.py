"""Simulated residents: their answers are stated, repeatable, and like those that studies found."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from analysis.rehearsal import margins, shares
from analysis.rehearsal.residents import Resident, Town, Way, answers_of, residents
from analysis.rehearsal.shares import Assumed, Published, TableOutdated
from survey_model.answers import Answer
from survey_model.place import read_places
from survey_model.questionnaire import Kind
from survey_model.reading import read_questionnaire
from survey_model.routing import on_route

CONTENT = Path(__file__).parents[2] / "content"
DATA = CONTENT / "data"
SURVEY = read_questionnaire(CONTENT / "surveys/stem-cell-awareness/questionnaire.yaml")
PLACES = read_places(DATA / "places.yaml")
TOWN = Town.of(SURVEY, PLACES, DATA, seed=20191024)
MANY = [answers_of(TOWN, number) for number in range(1, 4001)]


def share(field: str, code: str) -> float:
    """The share of those who answered, as in a finding."""
    given = [answers[field] for answers in MANY if field in answers]
    base = [answer for answer in given if answer not in ("PNS", "NA")]
    return sum(code in (a if isinstance(a, tuple) else (a,)) for a in base) / len(base)


def test_the_same_seed_gives_the_same_residents() -> None:
    first, second = residents(TOWN, 60, 6), residents(TOWN, 60, 6)
    other = residents(replace(TOWN, seed=1), 60, 6)

    assert first == second
    assert first != other


def test_a_residents_answers_do_not_depend_on_how_many_there_are() -> None:
    few, many = residents(TOWN, 20, 0), residents(TOWN, 40, 0)

    assert [one.answers for one in few] == [one.answers for one in many[:20]]


def test_five_hundred_residents_come_as_they_should() -> None:
    everybody = residents(TOWN, 500, 20)

    assert Counter(one.way for one in everybody) == {Way.FORM: 480, Way.KEYBOARD: 10, Way.TOUCH: 10}
    assert sum(one.sends_twice for one in everybody) == 5
    assert sum(one.withdraws for one in everybody) == 2
    assert not any(one.withdraws and one.sends_twice for one in everybody)
    assert all(one.way is Way.FORM for one in everybody if one.withdraws or one.sends_twice)
    assert 0 < sum(one.language == "en" for one in everybody) < 50


@pytest.mark.parametrize("count", [1, 2, 5])
def test_a_handful_of_residents_is_possible(count: int) -> None:
    everybody: tuple[Resident, ...] = residents(TOWN, count, 0)

    assert [one.number for one in everybody] == list(range(1, count + 1))


def test_residents_answer_what_the_form_offers_and_only_what_they_are_asked() -> None:
    for answers in MANY[:500]:
        assert on_route(SURVEY, answers) == answers
        for field, answer in answers.items():
            item = SURVEY.item_of_field(field)
            codes = set(PLACES.codes) if item.kind is Kind.PLACE else set()
            codes |= set(item.codes)
            chosen = answer if isinstance(answer, tuple) else (answer,)
            assert set(chosen) <= codes
            assert len(chosen) <= (item.max_choices or 99)
            alone = [o.code for o in item.options if o.exclusive and o.code in chosen]
            assert len(chosen) == 1 or not alone


@pytest.mark.parametrize(
    ("field", "code", "published"),
    [
        ("k_bone", "F", 0.279),
        ("k_arm", "T", 0.5345),
        ("heard", "never", 0.06),
        ("heard", "know", 0.429),
        ("w_self", "5", 0.064),
        ("barriers", "harm", 0.326),
        ("barriers", "trust", 0.676),
        ("channels", "tv_news", 0.7414),
        ("channels", "donor_story", 0.6207),
    ],
)
def test_shares_are_those_that_studies_found(field: str, code: str, published: float) -> None:
    assert share(field, code) == pytest.approx(published, abs=0.025)


def test_the_unwilling_are_as_many_as_in_the_study() -> None:
    assert share("w_self", "1") + share("w_self", "2") == pytest.approx(0.609, abs=0.025)


def test_one_trait_moves_all_answers_of_a_resident() -> None:
    know = [a for a in MANY if a.get("heard") == "know" and "k_bone" in a]
    rest = [a for a in MANY if a.get("heard") != "know" and "k_bone" in a]

    def right(group: list[dict[str, Answer]]) -> float:
        return sum(a["k_bone"] == "F" for a in group) / len(group)

    assert right(know) > right(rest) + 0.1


def test_dont_know_refusal_and_skipping_all_happen() -> None:
    assert 0.3 < share("k_bone", "DK") < 0.45
    assert sum(a.get("gender") == "PNS" for a in MANY) > 50
    assert sum(a.get("att.family") == "NA" for a in MANY) > 50
    assert sum("k_bone" not in a for a in MANY) > 50


def test_cities_are_as_large_as_in_the_census() -> None:
    cities = {city.code: city.population or 0 for city in PLACES.cities}
    total = sum(cities.values())

    for code, population in cities.items():
        inside = {code, *(c.code for t in PLACES.cities if t.code == code for c in t.counties)}
        lives = sum(a.get("county") in inside for a in MANY)
        told = sum(a.get("county") not in (None, "PNS", "outside") for a in MANY)
        assert lives / told == pytest.approx(population / total, abs=0.02)


def test_ages_are_a_citys_own_where_the_census_published_them() -> None:
    huzhou, unpublished = margins.age_bands("330500"), margins.age_bands("330300")

    assert huzhou["a65"] == 522_540
    assert huzhou["a60"] == 718_721 - 522_540
    assert unpublished["a65"] == 8_566_349
    assert sum(huzhou.values()) == pytest.approx(2_246_840 + 718_721)
    assert margins.genders("330900") == {"f": 546_295, "m": 611_522}


def test_the_table_names_a_study_or_an_assumption_for_every_share() -> None:
    lines = list(shares.lines(DATA / "comparators.yaml"))

    assert len(lines) == len(shares.TABLE)
    assert all("comparator: " in line or "assum" in line or "census" in line for line in lines)
    assert sum("comparator: " in line for line in lines) >= 14


def test_the_shares_of_one_choice_make_a_whole() -> None:
    resolved = shares.resolved(DATA / "comparators.yaml")

    for field, codes in resolved.items():
        if SURVEY.item_of_field(field).kind is not Kind.MULTIPLE:
            assert sum(codes.values()) == pytest.approx(1)
            assert min(codes.values()) > 0


def test_a_study_that_the_content_no_longer_has_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    gone = Published("k_bone", "Students in Xuzhou, 2014-15", "knew everything")
    monkeypatch.setattr(shares, "TABLE", (("k_bone", "F", gone),))

    with pytest.raises(TableOutdated, match="has no figure k_bone / Students in Xuzhou"):
        shares.resolved(DATA / "comparators.yaml")


def test_shares_above_a_hundred_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    table = (
        ("k_bone", "F", Assumed(70)),
        ("k_bone", "T", Assumed(40)),
        ("k_bone", "DK", shares.REST),
    )
    monkeypatch.setattr(shares, "TABLE", table)

    with pytest.raises(TableOutdated, match="shares of k_bone sum to more than 100"):
        shares.resolved(DATA / "comparators.yaml")


def test_a_questionnaire_with_another_answer_is_refused_until_it_has_a_share(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    table = tuple(row for row in shares.TABLE if row[:2] != ("channels", "doctor"))
    monkeypatch.setattr(shares, "TABLE", table)

    with pytest.raises(TableOutdated, match="the shares of channels are for"):
        Town.of(SURVEY, PLACES, DATA, seed=1)


def test_more_choices_than_the_form_allows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    table = tuple(
        (field, code, Assumed(90) if field == "channels" else basis)
        for field, code, basis in shares.TABLE
    )
    monkeypatch.setattr(shares, "TABLE", table)

    with pytest.raises(TableOutdated, match=r"channels ask for 8\.10 choices of each resident"):
        Town.of(SURVEY, PLACES, DATA, seed=1)
