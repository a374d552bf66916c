"""Figures that others have published, rebuilt answer by answer and found again."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.library.disclosure import hidden_answers
from analysis.library.intervals import wilson
from analysis.library.measures import finding, tally
from analysis.library.responses import read_package
from survey_model.answers import Answer
from survey_model.questionnaire import Item, Kind, Option, Questionnaire, Section
from survey_model.text import Text
from tests.analysis.packages import KNOWING, Given, make_package

# A city's Red Cross, web survey of 18 September to 18 October 2021: percentages only, in a
# re-hosted copy. Each is k of 116 for a whole k, from which the counts are inferred. The last
# band of ages is printed as 1.73, so that the four make 100.
RED_CROSS = 116
SINGLE = {
    "age": {"a10": (41, 35.34), "a26": (19, 16.38), "a41": (54, 46.55), "a56": (2, 1.72)},
    "gender": {"m": (61, 52.59), "f": (55, 47.41)},
    "aware": {"yes": (66, 56.9)},
    "what": {"yes": (87, 75.0)},
    "diseases": {"yes": (96, 82.76)},
    "conditions": {"yes": (62, 53.45)},
    "registry_age": {"yes": (62, 53.45)},
    "donor_age": {"yes": (57, 49.14)},
    "blood": {"yes": (62, 53.45)},
    "sample": {"yes": (58, 50.0)},
}
CHANNELS = {"square": (60, 51.72), "news": (86, 74.14), "media": (82, 70.69), "story": (72, 62.07)}


def item(name: str, kind: Kind, codes: tuple[str, ...]) -> Item:
    options = tuple(Option(code, Text(code, code)) for code in codes)
    return Item(name, kind, Text(name, name), options=options)


def red_cross() -> Questionnaire:
    singles = (item(name, Kind.SINGLE, (*codes, "no")) for name, codes in SINGLE.items())
    items = (*singles, item("channels", Kind.MULTIPLE, (*CHANNELS, "other")))
    section = Section("all", Text("全部", "All"), items)
    return Questionnaire(
        **{**vars(KNOWING), "id": "red-cross", "sections": (section,)},
    )


def resident(number: int) -> dict[str, Answer]:
    """The answers of one of the 116; whoever comes after the last yes says no."""
    answers: dict[str, Answer] = {}
    for name, codes in SINGLE.items():
        ordered = [code for code, (count, _) in codes.items() for _ in range(count)]
        answers[name] = ordered[number] if number < len(ordered) else "no"
    chosen = tuple(code for code, (count, _) in CHANNELS.items() if number < count)
    return {**answers, "channels": chosen or ("other",)}


PUBLISHED = [
    *((name, code, *told) for name, codes in SINGLE.items() for code, told in codes.items()),
    *(("channels", code, *told) for code, told in CHANNELS.items()),
]


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    questionnaire = red_cross()
    given = [Given(resident(number), "zh", questionnaire) for number in range(RED_CROSS)]
    return make_package(tmp_path_factory.mktemp("exports"), given)


@pytest.mark.parametrize(("field", "code", "count", "percent"), PUBLISHED)
def test_the_red_cross_survey_of_2021_is_found_again(
    package: Path, field: str, code: str, count: int, percent: float
) -> None:
    responses = read_package(package)
    counted = tally(responses.frame, responses.questionnaire.item(field), field)

    share = finding(counted, "zh", frozenset()).share_of(code)

    assert counted.base == RED_CROSS
    assert share is not None
    assert (share.count, round(100 * (share.share or 0), 2)) == (count, percent)
    assert share.low is not None
    assert share.low < count / RED_CROSS < (share.high or 0)


def test_the_two_oldest_of_the_red_cross_survey_are_not_told(package: Path) -> None:
    responses = read_package(package)
    counted = tally(responses.frame, responses.questionnaire.item("age"), "age")

    assert hidden_answers(counted) == {"a56", "a26"}


@pytest.mark.parametrize(
    ("count", "base", "percent"),
    [
        # students in Xuzhou, 2014-15
        (2208, 2349, 94.0),
        (1431, 2349, 60.9),
        (766, 2349, 32.6),
        (1254, 2349, 53.4),
        # adults in Antalya, doi 10.2147/RMHP.S514701
        (129, 250, 51.6),
        (121, 250, 48.4),
        (239, 250, 95.6),
    ],
)
def test_published_counts_give_published_percentages(count: int, base: int, percent: float) -> None:
    assert round(100 * wilson(count, base).share, 1) == percent


def test_a_misprint_in_a_published_table_does_not_pass() -> None:
    printed = 56.2  # residents of Saudi Arabia with high school, IJMRHS 11:3, 283 of 502

    assert round(100 * wilson(283, 502).share, 1) != printed
