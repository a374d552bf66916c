"""Simulated residents: who they are, what they answer, and how they come to the form."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt
from pathlib import Path
from statistics import NormalDist

from analysis.rehearsal import shares as stated
from analysis.rehearsal.margins import age_bands, genders
from analysis.rehearsal.shares import Shares, TableOutdated
from survey_model.answers import Answer
from survey_model.place import OUTSIDE, Places
from survey_model.questionnaire import Item, Kind, MissingKind, Questionnaire
from survey_model.routing import on_route

SAME_TRAIT = 0.55  # correlation of an answer's leaning with the resident's trait; assumption
CITY_ONLY, ELSEWHERE = 8.0, 2.0  # percent who name no county, or live outside; assumption
OLD = ("a60", "a65")
RETIRED_WHEN_OLD = 75.0  # percent; assumption
STUDENT_WHEN_YOUNG = 55.0  # percent of those of 18 to 24; assumption
MARGINS = {"age": age_bands, "gender": genders}  # by city, not in the table of shares
SKIP = "skip"  # the resident passes the item by


class Way(StrEnum):
    """How a resident answers."""

    FORM = "form"  # the page fetched, its form filled and posted
    KEYBOARD = "keyboard"  # a browser on a desk
    TOUCH = "touch"  # a browser on a phone


@dataclass(frozen=True)
class Resident:
    """One simulated resident. `answers` are on the route; what was skipped has no key."""

    number: int
    way: Way
    language: str
    answers: Mapping[str, Answer]
    sends_twice: bool = False
    withdraws: bool = False


@dataclass(frozen=True)
class Town:
    """Everything from which residents are drawn."""

    questionnaire: Questionnaire
    shares: Shares
    places: Places
    seed: int

    @classmethod
    def of(cls, questionnaire: Questionnaire, places: Places, data: Path, seed: int) -> Town:
        """The town of this questionnaire. Raises TableOutdated where the table does not fit it."""
        shares = stated.resolved(data / "comparators.yaml")
        for item in questionnaire.items:
            _check_table(item, shares)
        return cls(questionnaire, shares, places, seed)


def residents(town: Town, count: int, in_browser: int) -> tuple[Resident, ...]:
    """`count` residents, `in_browser` of them in a browser, half of those by touch.

    The same town gives the same residents. One in a hundred of the others sends everything
    twice, and two withdraw.
    """
    rng = random.Random(f"{town.seed}/town")
    numbers = rng.sample(range(1, count + 1), count)
    browser, form = numbers[:in_browser], numbers[in_browser:]
    twice = set(form[: -(-len(form) // 100)])
    leave = set(form[len(twice) :][:2])
    ways = dict.fromkeys(browser[::2], Way.KEYBOARD) | dict.fromkeys(browser[1::2], Way.TOUCH)
    return tuple(
        Resident(
            number=number,
            way=ways.get(number, Way.FORM),
            language=_language(town, number),
            answers=answers_of(town, number),
            sends_twice=number in twice,
            withdraws=number in leave,
        )
        for number in range(1, count + 1)
    )


def answers_of(town: Town, number: int) -> dict[str, Answer]:
    """What the resident of this number answers; the same for the same town and number."""
    rng = random.Random(f"{town.seed}/{number}")
    trait = rng.gauss(0, 1)
    who = _who(town, rng)
    answers: dict[str, Answer] = {}
    for item in town.questionnaire.items:
        for field in item.fields:
            answer = (
                _said_nothing(item, rng)
                or who.get(field)
                or _leaning(town, item, field, trait, rng)
            )
            if answer and answer != SKIP:
                answers[field] = answer
    return on_route(town.questionnaire, answers)


def _language(town: Town, number: int) -> str:
    english = random.Random(f"{town.seed}/{number}/language").uniform(0, 100)
    return "en" if english < stated.IN_ENGLISH else "zh"


def _who(town: Town, rng: random.Random) -> dict[str, str]:
    """Where the resident lives, and age, sex and occupation as they are there."""
    city = _draw({c.code: float(c.population or 0) for c in town.places.cities}, rng.random())
    counties = {c.code: 1.0 for t in town.places.cities if t.code == city for c in t.counties}
    age = _draw(age_bands(city), rng.random())
    where = rng.uniform(0, 100)
    county = _draw(counties, rng.random()) if where >= CITY_ONLY + ELSEWHERE else city
    return {
        "county": OUTSIDE if where < ELSEWHERE else county,
        "age": age,
        "gender": _draw(genders(city), rng.random()),
        "occupation": _occupation(town, age, rng),
    }


def _occupation(town: Town, age: str, rng: random.Random) -> str:
    chance, at_work = rng.uniform(0, 100), _draw(town.shares["occupation"], rng.random())
    if age in OLD and chance < RETIRED_WHEN_OLD:
        return "retired"
    return "student" if age == "a18" and chance < STUDENT_WHEN_YOUNG else at_work


def _said_nothing(item: Item, rng: random.Random) -> str | None:
    """SKIP, or a missing code, or None where the resident answers."""
    chance = rng.uniform(0, 100)
    for code, percent in _ways_out(item):
        if chance < percent:
            return code
        chance -= percent
    return None


def _ways_out(item: Item) -> tuple[tuple[str, float], ...]:
    percents = {
        MissingKind.REFUSED: stated.REFUSED,
        MissingKind.NOT_APPLICABLE: stated.NOT_APPLICABLE,
        MissingKind.DONT_KNOW: 0.0 if item.kind is Kind.KNOWLEDGE else stated.DONT_KNOW,
    }
    skipped = () if item.required else ((SKIP, stated.SKIPPED),)
    return (*skipped, *((m.code, percents[m.kind]) for m in item.missing))


def _leaning(town: Town, item: Item, field: str, trait: float, rng: random.Random) -> Answer | None:
    """The answer to which trait and chance lead; None for what nobody writes in a rehearsal."""
    if item.kind in (Kind.INTEGER, Kind.TEXT, Kind.PLACE):
        return None
    if item.kind is Kind.MULTIPLE:
        return _several(item, town.shares[field], rng)
    own = sqrt(1 - SAME_TRAIT**2) * rng.gauss(0, 1)
    return _draw(town.shares[field], NormalDist().cdf(SAME_TRAIT * trait + own))


def _several(item: Item, wanted: Mapping[str, float], rng: random.Random) -> tuple[str, ...]:
    """Systematic sampling after Madow (1949): each option has exactly its share, none too many."""
    alone = [option.code for option in item.options if option.exclusive]
    left = 1 - sum(wanted[code] for code in alone)
    chance = rng.random()
    if chance >= left:
        return (alone[0],)
    together = [option.code for option in item.options if not option.exclusive]
    rng.shuffle(together)
    start, reached, chosen = rng.random(), 0.0, set()
    for code in together:
        before, reached = reached, reached + wanted[code] / left
        if int(reached - start + 1) > int(before - start + 1):
            chosen.add(code)
    return tuple(option.code for option in item.options if option.code in chosen)


def _draw(weights: Mapping[str, float], at: float) -> str:
    """The code at the fraction `at` of all weights, laid end to end in their order."""
    point = at * sum(weights.values())
    for code, weight in weights.items():
        if point < weight:
            return code
        point -= weight
    return list(weights)[-1]


def _check_table(item: Item, shares: Shares) -> None:
    """That there is a share for every answer to this item, and for no other."""
    if item.kind in (Kind.INTEGER, Kind.TEXT, Kind.PLACE):
        return
    codes = {option.code for option in item.options}
    if item.kind is Kind.KNOWLEDGE:
        codes |= set(item.missing_codes)
    for field in item.fields:
        told = set(MARGINS[field]("")) if field in MARGINS else set(shares.get(field, {}))
        if told != codes:
            raise TableOutdated(
                f"the shares of {field} are for {sorted(told)}, the questionnaire offers "
                f"{sorted(codes)}: mend analysis/rehearsal/shares.py"
            )
        if item.kind is Kind.MULTIPLE:
            _check_choices(item, shares[field])


def _check_choices(item: Item, wanted: Mapping[str, float]) -> None:
    alone = sum(wanted[option.code] for option in item.options if option.exclusive)
    each = (sum(wanted.values()) - alone) / (1 - alone)
    if item.max_choices and each > item.max_choices:
        raise TableOutdated(f"the shares of {item.id} ask for {each:.2f} choices of each resident")
