"""The plain text can be read aloud: whole sentences, and no line that ends within a word."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.editions.plain_text import COLUMNS, plain_text
from plugins.editions.wrapping import NO_END, NO_START, width, wrapped
from tests.plugins.editions.matters import made_matter, real_matter, squeezed, with_body
from tests.plugins.making import LANGUAGES, MadeSite

WORDS = st.text(alphabet="甲乙丙丁，。“”（）ab12 .,-", max_size=200)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_of_the_real_issue_is_too_long_unless_it_is_an_address(language: str) -> None:
    lines = plain_text(real_matter(language)).splitlines()

    # a sign that may not begin a line may hang over the end of the one before
    long = [line for line in lines if width(line) > COLUMNS + 4 and "https://" not in line]
    assert long == []


def test_a_line_never_ends_within_a_word_or_a_number() -> None:
    text = "甲" * 36 + "82,460位患者提出过申请，造血干细胞donation完成了8,958例。"

    lines = wrapped(text, 76).splitlines()

    assert "".join(lines) == text
    assert any("82,460位" in line for line in lines)
    assert any("donation" in line for line in lines)
    assert any("8,958例" in line for line in lines)


@given(WORDS)
def test_wrapping_loses_nothing_but_spaces(text: str) -> None:
    assert squeezed(wrapped(text, 20)) == squeezed(text)


@given(WORDS)
def test_no_line_begins_or_ends_with_a_sign_that_belongs_to_its_neighbour(text: str) -> None:
    lines = wrapped("甲" + text, 20).split("\n")

    assert not [line for line in lines[1:] if line and line[0] in NO_START]
    assert not [line for line in lines[:-1] if line and line[-1] in NO_END and " " not in line]


def test_a_figure_is_told_as_a_sentence_with_its_day_and_its_note(site: MadeSite) -> None:
    told = squeezed(plain_text(made_matter(site)))

    assert re.search(r"甲做的事：12件，2024年1月。（注\d+）", told)


def test_a_chart_is_told_in_words_row_by_row(site: MadeSite) -> None:
    told = squeezed(plain_text(with_body(site, "[chart: goals]")))

    assert "图表：图goals，单位：人。" in told
    assert "甲：数值40.7，目标约50。" in told
    assert "附注" in told


def test_a_drawing_is_told_by_what_it_shows(site: MadeSite) -> None:
    told = squeezed(plain_text(with_body(site, "[drawing: peripheral-blood]")))

    assert "图画：从外周血采集造血干细胞。" in told
    assert "1.血从一只手臂流出。" in told


def test_a_link_is_a_note_with_its_address(site: MadeSite) -> None:
    told = plain_text(with_body(site, "见[正误](/myths/bones/)。"))

    assert re.search(r"见正误（注(\d+)）。", told)
    assert re.search(r"注\d+：正误 https://relay\.example\.org/myths/bones/", told)


def test_the_file_ends_in_one_line_break_and_holds_no_html(site: MadeSite) -> None:
    text = plain_text(made_matter(site))

    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert not re.search(r"<[a-z/]", text)
