"""Charts: the picture and the table say the same, and words stay readable on any screen."""

from __future__ import annotations

import re
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest

from plugins.chart_figure import figure
from plugins.charts import DRAWERS, people_per_mark
from plugins.reading.sources import Numbering
from plugins.svg import PHONE, width_of, wrapped
from tests.plugins.making import LANGUAGES, MadeSite

KINDS = {"goals": "targets", "two": "pair", "each": "marks", "years": "line"}


def draw(site: MadeSite, chart: str, language: str = "zh") -> ET.Element:
    """The figure as a tree."""
    reference = site.read().reference
    numbering = Numbering(reference.sources, reference.words[language])
    return ET.fromstring(figure(reference.charts[chart], numbering))  # noqa: S314 - our own


def words_of(tree: ET.Element, tag: str) -> list[str]:
    """The words of every such element."""
    return ["".join(element.itertext()) for element in tree.iter(tag)]


def widths(tree: ET.Element, kind: str) -> list[float]:
    """The widths of the bars of one kind, in % of the chart."""
    bars = [bar for bar in tree.iter("rect") if bar.get("class") == kind]
    return [float(bar.get("width", "").rstrip("%")) for bar in bars]


def test_every_kind_is_drawn_in_these_tests(site: MadeSite) -> None:
    assert set(KINDS.values()) == set(DRAWERS)
    assert {name: chart.kind for name, chart in site.read().reference.charts.items()} == KINDS


@pytest.mark.parametrize("chart", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_numbers_of_the_picture_stand_in_the_table(
    site: MadeSite, chart: str, language: str
) -> None:
    tree = draw(site, chart, language)
    numbers = [text for t in tree.iter("text") if t.get("class") == "n" for text in t.itertext()]

    cells = set(words_of(tree, "td"))

    assert numbers
    assert {part for number in numbers for part in number.split(" / ")} <= cells


@pytest.mark.parametrize("chart", KINDS)
def test_a_picture_grows_with_the_text_and_has_a_name(site: MadeSite, chart: str) -> None:
    tree = draw(site, chart)
    picture = next(tree.iter("svg"))
    ids = {element.get("id") for element in picture.iter()}

    assert all("viewBox" not in element.attrib for element in tree.iter())
    assert all("style" not in element.attrib for element in tree.iter())
    assert picture.get("height", "").endswith("em")
    assert set(picture.get("aria-labelledby", "").split()) <= ids
    assert words_of(picture, "title")
    assert words_of(picture, "desc")


def test_bars_are_as_long_as_their_numbers(site: MadeSite) -> None:
    pair, goal = draw(site, "two"), draw(site, "goals")

    assert widths(pair, "pale") == [100]
    assert widths(pair, "bar") == [pytest.approx(100 * 8958 / 82460, abs=0.01)]
    assert widths(goal, "bar") == [pytest.approx(100 * 40.7 / 50, abs=0.01)]


def test_there_is_one_mark_for_each_person(site: MadeSite) -> None:
    tree = draw(site, "each")
    row = next(group for group in tree.iter("g") if group.get("id") == "marks-each")

    def marks(kind: str) -> int:
        groups = [g for g in tree.iter("g") if g.get("class") == kind]
        rows = [use for use in tree.iter("use") if use.get("class") == kind]
        return sum(len(group) for group in groups) + len(rows) * len(row)

    assert (marks("bar"), marks("pale")) == (27, 63 - 27)


@pytest.mark.parametrize(
    ("people", "per"), [(175, 1), (201, 10), (82460, 1000), (3_600_000, 100_000)]
)
def test_one_mark_stands_for_more_people_where_there_are_too_many(people: int, per: int) -> None:
    assert people_per_mark(Decimal(people)) == per


def test_a_number_that_is_not_exact_says_so(site: MadeSite) -> None:
    assert "约50" in words_of(draw(site, "goals"), "td")
    assert "20以上" in words_of(draw(site, "years"), "td")
    assert "20 or more" in words_of(draw(site, "years", "en"), "td")


def test_a_figure_names_the_sources_of_all_its_rows(site: MadeSite) -> None:
    assert re.findall(r"\d", words_of(draw(site, "two"), "figcaption")[0]) == ["1", "2"]


@pytest.mark.parametrize(
    "label",
    ["配型成功并完成移植的患者，和他们的家人", "Second donations by the same person", "a" * 60],
)
def test_a_label_is_broken_into_lines_that_a_phone_can_show(label: str) -> None:
    lines = wrapped(label)

    assert "".join(lines).replace(" ", "") == label.replace(" ", "")
    assert all(width_of(line) <= PHONE or " " not in label for line in lines)
    assert not any(line.startswith(tuple("，。、）")) for line in lines)
