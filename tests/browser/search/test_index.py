"""The index says of every page what stands on it: build and browser cut and find alike."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

import pytest

from plugins.searching.tokens import tokens, word
from survey_model.text import LANGUAGES
from tests.browser.campaign import Campaign
from tests.browser.search.seeker import Seeker, texts_of_pages
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

SAMPLE = 150
HANZI = re.compile(r"[\u4e00-\u9fff]+")
LATIN = re.compile(r"[a-z]+")
# What no text of ours holds today, and some text may hold tomorrow.
STRANGE = (
    "ＡＥＤ１８岁　㎏ ﬁne İstanbul 𠮷野家 …… a'b donor’s doesn't re-use 1,234.5 12,34 3.1 v1.5",
    "造\u2060血 干\u200b细\u00a0胞／髓、骨·髓\n骨\t髓 Ünïcode ẞ ½ ① x² 5‐6",
)
FOUND = """async (phrases) => {
  const answers = [];
  for (const phrase of phrases) {
    const answer = await window.lifeRelaySearch.find(phrase);
    const pages = await Promise.all(answer.pages.map(window.lifeRelaySearch.page));
    const literal = answer.wanted.length === 1 && !answer.wanted[0].name;
    answers.push([literal && answer.wanted[0].said, pages.map((page) => page.url)]);
  }
  return answers;
}"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_browser_cuts_every_text_as_the_build_does(
    visitor: Visitor, campaign: Campaign, language: str
) -> None:
    Seeker(visitor, language).arrives()
    written = [t for page in texts_of_pages(campaign.output, language).values() for t in page]
    texts = [*STRANGE, *written]

    cut = visitor.page.evaluate(
        """(texts) => texts.map((text) => window.lifeRelayWords.cut(text)
            .map((token) => [token.term, token.hanzi, token.at]))""",
        texts,
    )

    expected = [[[t.term, t.hanzi, t.at] for t in tokens(text, language)] for text in texts]
    different = [texts[n] for n in range(len(texts)) if cut[n] != expected[n]]
    assert different == []


def test_the_browser_stems_every_english_word_as_the_build_does(
    visitor: Visitor, campaign: Campaign
) -> None:
    Seeker(visitor, "en").arrives()
    texts = " ".join(t for page in texts_of_pages(campaign.output, "en").values() for t in page)
    roots = sorted(set(LATIN.findall(texts.lower())))
    words = [root + end for root in roots for end in ("", "s", "ed", "ing", "ly", "ational", "y")]

    stems = visitor.page.evaluate(
        "(words) => words.map((word) => window.lifeRelayWords.cut(word)[0].term)", words
    )

    both = zip(words, stems, strict=True)
    assert [(w, stem) for w, stem in both if stem != word(w, "en")] == []
    assert len(roots) > 500


def test_a_phrase_is_found_on_every_page_that_has_it_and_on_no_other(
    visitor: Visitor, campaign: Campaign
) -> None:
    Seeker(visitor).arrives()
    pages = texts_of_pages(campaign.output, "zh")
    phrases = list(_phrases(pages))

    answers = visitor.page.evaluate(FOUND, phrases)

    literal = {p: urls for p, (said, urls) in zip(phrases, answers, strict=True) if said == p}
    expected = {
        phrase: {url for url, texts in pages.items() if any(phrase in _bare(t) for t in texts)}
        for phrase in literal
    }
    wrong = {p: expected[p] ^ set(urls) for p, urls in literal.items() if expected[p] != set(urls)}
    assert wrong == {}
    assert sum(map(bool, expected.values())) > SAMPLE / 2
    assert sum(not pages for pages in expected.values()) > SAMPLE / 2


def _phrases(pages: dict[str, tuple[str, ...]]) -> Iterator[str]:
    """Pieces of what stands on the pages, and the same pieces with their signs in other order."""
    chance = random.Random(2019)  # noqa: S311 - the same sample in every run
    runs = [run for texts in pages.values() for t in texts for run in HANZI.findall(_bare(t))]
    for run in chance.sample([run for run in runs if len(run) > 1], SAMPLE):
        length = chance.randint(2, min(len(run), 9))
        start = chance.randint(0, len(run) - length)
        piece = run[start : start + length]
        yield piece
        yield "".join(chance.sample(piece, length))


def _bare(text: str) -> str:
    return re.sub(r"[ \u200b\u2060]", "", text)
