"""What the build writes for the search: found pages, faults in the synonyms, the same bytes."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from plugins.models import Article, Issue, Myth, Page
from plugins.reading.library import Library
from plugins.searching.documents import documents, paragraphs
from plugins.searching.files import files_of, shard_of
from plugins.searching.index import make
from plugins.searching.lexicon import Lexicon, faults_of_synonyms, read_lexicons
from plugins.searching.postings import terms_of
from plugins.searching.tokens import tokens
from survey_model.text import LANGUAGES
from tests.plugins.building import build
from tests.plugins.making import THEME, MadeSite

SYNONYMS = """
zh:
  words: [捐献]
  groups:
  - words: [副作用, 后遗症]
    also: [不良反应]
"""


def _lexicon(site: MadeSite, text: str = SYNONYMS) -> Lexicon:
    site.add("data/synonyms.yaml", text)
    return read_lexicons(site.content, None, [])["zh"]


def _index(library: Library, language: str) -> dict[str, bytes]:
    found = documents(library.editions[language], library.reference.words[language])
    return files_of(make(found, Lexicon(), language), Lexicon())[1]


def test_every_page_that_an_editor_wrote_can_be_found(site: MadeSite) -> None:
    library = site.read()

    for language, edition in library.editions.items():
        found = {one.url for one in documents(edition, library.reference.words[language])}
        written: tuple[Myth | Page | Issue | Article, ...] = (*edition.myths, *edition.pages)
        written = (*written, *edition.issues, *edition.articles)
        assert found == {thing.url for thing in written}


def test_a_claim_is_never_shown_without_its_verdict(site: MadeSite) -> None:
    library = site.read()
    myth = library.editions["zh"].myths[0]

    shown = documents(library.editions["zh"], library.reference.words["zh"])[0].texts

    saying = [text for text in shown if myth.claim in text]
    assert saying == [f"有人说“{myth.claim}”：{myth.verdict_text}。"]


def test_a_drawing_and_the_number_of_a_source_are_no_words_of_the_text() -> None:
    text = '<p>手臂&#8288;<sup class="cite"><a>1</a></sup>采血</p>'
    html = f"{text}<svg><text>7</text></svg><ul><li>一<li>二"

    assert list(paragraphs(html)) == ["手臂采血", "一二"]


def test_cells_of_a_table_and_parts_of_a_figure_make_no_phrase() -> None:
    rows = "<tr><th>余杭</th><td>区</td></tr><tr><td>7</td></tr>"
    figure = '<b>9<small>人</small></b> <span class="dated__meaning">志愿者</span>'

    assert list(paragraphs(rows)) == ["余杭 · 区", "7"]
    assert list(paragraphs(figure)) == ["9人 · 志愿者"]


def test_a_word_counts_wherever_another_word_for_it_stands(site: MadeSite) -> None:
    lexicon = _lexicon(site)

    said = {term.name: [other.name for other in term.others] for term in lexicon.terms}

    assert said == {
        "副作用": ["后遗症", "不良反应"],
        "后遗症": ["副作用", "不良反应"],
        "捐献": [],
    }


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("zh:\n  groups:\n  - words: [疼]\n  - words: [痛, 疼]\n", 4, "“疼”在两组 words 里都有"),
        ("zh:\n  groupes: []\n", 2, "不认识“groupes”"),
        ("zh:\n  groups:\n  - word: [疼]\n", 3, "不认识“word”"),
        ("fr:\n  words: [sang]\n", 1, "不认识“fr”"),
        ("zh:\n  words: &a [疼]\n  fillers: *a\n", 3, "别名"),
    ],
)
def test_an_editor_is_told_what_is_wrong_with_the_synonyms(
    site: MadeSite, text: str, line: int, told: str
) -> None:
    site.add("data/synonyms.yaml", text)

    faults = faults_of_synonyms(site.content)

    assert [(fault.line, told in fault.what) for fault in faults] == [(line, True)]


def test_a_site_is_not_built_with_broken_synonyms(site: MadeSite, tmp_path: Path) -> None:
    site.add("data/synonyms.yaml", "zh:\n  groupes: []\n")

    built = build(site.content, tmp_path / "output")

    assert built.code == 1
    assert "不认识“groupes”" in built.told


def test_the_same_content_gives_the_same_bytes(site: MadeSite) -> None:
    for language in LANGUAGES:
        assert _index(site.read(), language) == _index(site.read(), language)


def test_a_changed_word_gives_the_index_another_version(site: MadeSite) -> None:
    before = _index(site.read(), "zh")
    site.change("issues/2024-01/big.md", "甲做了一件事", "甲做了两件事")

    after = _index(site.read(), "zh")

    versions = {
        re.findall(rb'"version":"(\w{8})"', files["start.js"])[0] for files in (before, after)
    }
    assert len(versions) == 2


def test_a_key_is_kept_in_the_shard_where_it_is_looked_for(site: MadeSite) -> None:
    files = _index(site.read(), "zh")
    shards = {
        name: _value(text)
        for name, text in files.items()
        if name.startswith("s") and name != "start.js"
    }

    wrong = [
        key
        for name, keys in shards.items()
        for key in keys
        if f"s{shard_of(key, len(shards))}.js" != name
    ]
    assert wrong == []
    assert sum(map(len, shards.values())) > 100


def test_a_number_of_the_index_is_never_half_a_sign(site: MadeSite) -> None:
    library = site.read()
    page = documents(library.editions["zh"], library.reference.words["zh"])[0]
    endless = type(page)(page.url, page.title, page.note, page.section, ("甲乙" * 60_000,))

    terms = terms_of(endless, "zh")

    assert max(terms.places["甲乙"]) < 27_000
    _, files = files_of(make([endless], Lexicon(), "zh"), Lexicon())
    assert all(content.decode() for content in files.values())


def test_english_words_meet_in_their_stems_and_short_ones_stay_whole() -> None:
    def stems(text: str) -> list[str]:
        return [token.term for token in tokens(text, "en")]

    assert stems("donate donating donation donations") == ["donat"] * 4
    assert stems("AEDs aed uses used") == ["aed", "aed", "use", "use"]
    assert stems("donor’s 82,460") == ["donor", "82460"]


@pytest.mark.parametrize("name", ["search", "search-words", "search-index", "stem"])
def test_no_script_of_the_search_weighs_on_a_phone(name: str) -> None:
    assert (THEME / "static" / f"{name}.js").stat().st_size <= 8_000


def test_signs_part_a_phrase_and_spaces_do_not() -> None:
    def places(text: str) -> list[int]:
        return [token.at for token in tokens(text, "zh")]

    assert places("骨 髓\u2060库") == [0, 1, 2]
    assert places("骨，髓") == [0, 2]


def _value(script: bytes) -> dict[str, str]:
    found: dict[str, str] = json.loads(script.decode().split(",", 2)[2].removesuffix(");\n"))
    return found
