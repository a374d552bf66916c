"""The search answers what people ask: all pages that say it, and none that does not."""

from __future__ import annotations

import re

import pytest

from survey_model.text import LANGUAGES
from tests.browser.campaign import Campaign
from tests.browser.search.questions import CHINESE, ENGLISH, Question, address, is_of_later
from tests.browser.search.seeker import Hit, Seeker, texts_of_pages
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

QUESTIONS = {"zh": CHINESE, "en": ENGLISH}


def test_the_table_is_long_enough_to_mean_something() -> None:
    assert len({question.said for question in CHINESE + ENGLISH}) >= 60


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_is_answered_with_the_pages_that_say_it_and_no_other(
    visitor: Visitor, campaign: Campaign, language: str
) -> None:
    seeker = Seeker(visitor, language)
    texts = texts_of_pages(campaign.output, language)
    seeker.arrives()

    wrong = {}
    for question in QUESTIONS[language]:
        hits = [hit for hit in seeker.asks(question.said) if not is_of_later(hit.url)]
        if faults := _faults(question, hits, texts, language):
            wrong[question.said] = faults

    assert wrong == {}


def _faults(
    question: Question, hits: list[Hit], texts: dict[str, tuple[str, ...]], language: str
) -> list[str]:
    """What is wrong with an answer, in words."""
    found = [hit.url for hit in hits]
    first = [address(short, language) for short in question.first.split()]
    if question.says:
        expected = {url for url, said in texts.items() if _says(said, question.says)}
        expected = {url for url in expected if not is_of_later(url)}
    else:
        expected = {*first, *(address(short, language) for short in question.others.split())}
    faults = []
    if found[: len(first)] != first:
        faults.append(f"first came {found[: len(first)]}")
    if missing := expected - set(found):
        faults.append(f"not found: {sorted(missing)}")
    if unwanted := set(found) - expected:
        faults.append(f"wrongly found: {sorted(unwanted)}")
    if unmarked := [hit.url for hit in hits if not hit.marked]:
        faults.append(f"nothing marked: {unmarked}")
    return faults


def _says(texts: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Whether the page says one of the words; Latin ones from the beginning of a word."""
    return any(
        re.search(rf"\b{word}" if word.isascii() else word, text, re.IGNORECASE)
        for text in texts
        for word in words
    )
