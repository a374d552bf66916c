"""An index that was kept and mended is, to the byte, the one that would be made anew."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from plugins.searching import index as searching_index
from plugins.searching.documents import Document
from plugins.searching.files import files_of
from plugins.searching.index import Index, make, mend
from plugins.searching.kept import index_of
from plugins.searching.lexicon import Lexicon, read_lexicons
from plugins.searching.postings import PageTerms, terms_of
from tests.plugins.building import WEB_ONLY, build
from tests.plugins.making import MadeSite

TEXTS = some.lists(some.text("骨髓捐献疼痛。，aed7 ", max_size=12), min_size=1, max_size=3)
PAGES = some.lists(TEXTS, min_size=1, max_size=6)


def _documents(pages: list[list[str]]) -> tuple[Document, ...]:
    return tuple(
        Document(f"/{number}/", "甲", "样例", "page", tuple(texts))
        for number, texts in enumerate(pages)
    )


def _lexicon(folder: Path) -> Lexicon:
    (folder / "data").mkdir()
    words = "zh:\n  words: [捐献]\n  groups:\n  - words: [疼, 痛]\n    also: [骨髓]\n"
    (folder / "data" / "synonyms.yaml").write_text(words, encoding="utf-8")
    return read_lexicons(folder, None, [])["zh"]


@pytest.fixture(scope="module")
def lexicon(tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    """Two ways to say that it hurts."""
    return _lexicon(tmp_path_factory.mktemp("lexicon"))


@given(before=PAGES, changes=some.dictionaries(some.integers(0, 5), TEXTS, max_size=3))
def test_pages_that_changed_are_mended_to_what_would_be_made(
    lexicon: Lexicon, before: list[list[str]], changes: dict[int, list[str]]
) -> None:
    after = [changes.get(number, texts) for number, texts in enumerate(before)]

    mended = mend(make(_documents(before), lexicon, "zh"), _documents(after), lexicon, "zh")

    assert mended == make(_documents(after), lexicon, "zh")
    assert files_of(mended, lexicon) == files_of(make(_documents(after), lexicon, "zh"), lexicon)


@given(before=PAGES, after=PAGES)
def test_pages_that_came_or_went_are_taken_into_account(
    lexicon: Lexicon, before: list[list[str]], after: list[list[str]]
) -> None:
    mended = mend(make(_documents(before), lexicon, "zh"), _documents(after), lexicon, "zh")

    assert mended == make(_documents(after), lexicon, "zh")


def test_one_changed_page_costs_one_page(
    lexicon: Lexicon, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = _documents([["骨髓"], ["捐献"], ["疼"]])
    index_of(pages, lexicon, "zh", tmp_path)
    read: list[str] = []

    def told(document: Document, language: str) -> PageTerms:
        read.append(document.url)
        return terms_of(document, language)

    monkeypatch.setattr(searching_index, "terms_of", told)

    changed = (pages[0], replace(pages[1], texts=("捐献骨髓",)), pages[2])
    index = index_of(changed, lexicon, "zh", tmp_path)

    assert set(read) == {"/1/"}
    assert index == make(changed, lexicon, "zh")


@pytest.mark.parametrize(
    "left", [b"", b"{", b"[]", b'{"maker": "somebody else"}', b"\xff\xfe"], ids=repr
)
def test_what_is_left_of_another_build_spoils_nothing(
    lexicon: Lexicon, tmp_path: Path, left: bytes
) -> None:
    (tmp_path / "zh.json").write_bytes(left)

    index = index_of(_documents([["骨髓"]]), lexicon, "zh", tmp_path)

    assert index == make(_documents([["骨髓"]]), lexicon, "zh")
    assert index_of(_documents([["骨髓"]]), lexicon, "zh", tmp_path) == index


def test_other_synonyms_make_another_index(lexicon: Lexicon, tmp_path: Path) -> None:
    pages = _documents([["骨髓"]])
    assert "=疼" in index_of(pages, lexicon, "zh", tmp_path).keys

    index: Index = index_of(pages, Lexicon(), "zh", tmp_path)

    assert index == make(pages, Lexicon(), "zh")


def test_a_site_that_was_edited_is_the_site_that_would_be_built(
    site: MadeSite, tmp_path: Path
) -> None:
    data = str(tmp_path / "kept")
    build(site.content, tmp_path / "edited", settings=WEB_ONLY, LIFE_RELAY_DATA=data)
    site.change("issues/2024-01/big.md", "正文。", "正文改了。")

    edited = build(site.content, tmp_path / "edited", settings=WEB_ONLY, LIFE_RELAY_DATA=data)

    other = str(tmp_path / "other")
    anew = build(site.content, tmp_path / "anew", settings=WEB_ONLY, LIFE_RELAY_DATA=other)
    assert edited.code == anew.code == 0
    assert edited.files == anew.files
