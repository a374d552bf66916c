"""Days, shares and lengths as a reader of each language meets them."""

from __future__ import annotations

import datetime as dt

import pytest

from plugins.dates import date_text, is_iso, span_text
from plugins.prose.phrases import minutes_to_read, phrased, says
from plugins.words import words_of_every_language
from tests.plugins.making import THEME

WORDS = words_of_every_language(THEME / "locale")


@pytest.mark.parametrize(
    ("share", "zh", "en"),
    [
        (0.124, "每8位受访者约1位", "about 1 in 8"),
        (0.41, "每5位受访者约2位", "about 2 in 5"),
        (0.5, "每2位受访者约1位", "about 1 in 2"),
        (0.9, "每10位受访者约9位", "about 9 in 10"),
        (0.03, "每33位受访者约1位", "about 1 in 33"),
        (0.001, "每200位受访者不到1位", "fewer than 1 in 200"),
        (0.0, "每200位受访者不到1位", "fewer than 1 in 200"),
        (0.995, "几乎每位受访者", "almost everybody asked"),
    ],
)
def test_a_share_is_told_as_people_say_it(share: float, zh: str, en: str) -> None:
    assert WORDS["zh"].in_words(share) == zh
    assert WORDS["en"].in_words(share) == en


@pytest.mark.parametrize("percent", range(1, 98))
def test_a_spoken_share_is_never_far_from_the_measured_one(percent: int) -> None:
    words = WORDS["en"].in_words(percent / 100).removeprefix("about ")

    part, _, whole = words.partition(" in ")

    assert abs(int(part) / int(whole) - percent / 100) <= 0.026  # two points and a half


@pytest.mark.parametrize(
    ("iso", "zh", "en"),
    [
        ("2019-10-16", "2019年10月16日", "16 October 2019"),
        ("2019-10", "2019年10月", "October 2019"),
        ("2019", "2019年", "2019"),
        ("2019年秋", "2019年秋", "2019年秋"),
        ("2019-02-30", "2019-02-30", "2019-02-30"),
    ],
)
def test_a_day_is_written_as_each_language_writes_it(iso: str, zh: str, en: str) -> None:
    assert date_text(iso, "zh") == zh
    assert date_text(iso, "en") == en


def test_a_day_that_never_was_is_no_date() -> None:
    assert not is_iso("2023-02-29")
    assert is_iso("2024-02-29")


def test_a_span_of_one_day_is_one_day() -> None:
    day = dt.date(2026, 11, 24)

    assert span_text(day, day, "zh") == "2026年11月24日"
    assert span_text(day, dt.date(2026, 12, 1), "en") == "24 November 2026 to 1 December 2026"


def test_reading_time_counts_chinese_by_the_character() -> None:
    assert minutes_to_read("字" * 1200) == 3
    assert minutes_to_read("word " * 440) == 2
    assert minutes_to_read("<p class='long-name'>字</p>") == 1


def test_a_phrase_mark_is_a_place_to_break_and_never_html_of_its_own() -> None:
    assert phrased("甲|<b>乙") == "甲<wbr>&lt;b&gt;乙"


def test_a_claim_is_found_in_a_heading_whatever_its_punctuation() -> None:
    assert says("大家都说：“敲骨|吸髓”。", "敲骨吸髓")
    assert not says("不敲骨头", "敲骨吸髓")
    assert not says("不敲骨头", "")
