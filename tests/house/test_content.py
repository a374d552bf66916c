"""What people read and answer is whole: readable, in both languages, with its sources."""

from __future__ import annotations

from pathlib import Path

import pytest

from survey_model.reading import check_questionnaire, read_questionnaire
from survey_model.text import LANGUAGES
from survey_model.wave import read_waves
from survey_model.yaml_strings import plain, read_front_matter, read_yaml_file
from tests.house.tree import ROOT, files, shown

CONTENT = ROOT / "content"
QUESTIONNAIRES = sorted(CONTENT.glob("surveys/*/questionnaire.yaml"))
MYTHS = sorted(CONTENT.glob("myths/*.md"))


def _sources() -> set[str]:
    listed = plain(read_yaml_file(CONTENT / "data" / "sources.yaml"))
    assert isinstance(listed, list)
    return {str(source["id"]) for source in listed if isinstance(source, dict)}


def _myth_names() -> set[str]:
    return {path.name.split(".")[0] for path in MYTHS}


def test_there_is_something_to_read_and_something_to_answer() -> None:
    assert QUESTIONNAIRES
    assert MYTHS


@pytest.mark.parametrize("path", QUESTIONNAIRES, ids=shown)
def test_every_questionnaire_can_be_read_without_a_fault(path: Path) -> None:
    assert [str(fault) for fault in check_questionnaire(path) if not fault.warning] == []
    assert read_waves(path.parent / "waves")


@pytest.mark.parametrize("path", QUESTIONNAIRES, ids=shown)
def test_every_myth_that_an_item_tests_has_its_page_in_both_languages(path: Path) -> None:
    tested = {myth for item in read_questionnaire(path).items for myth in item.myths}

    missing = [
        f"{myth}.{language}.md"
        for myth in sorted(tested)
        for language in LANGUAGES
        if not (CONTENT / "myths" / f"{myth}.{language}.md").is_file()
    ]

    assert tested
    assert missing == []


@pytest.mark.parametrize("myth", sorted(_myth_names()))
def test_every_myth_stands_in_both_languages_with_sources_that_are_listed(myth: str) -> None:
    known = _sources()
    for language in LANGUAGES:
        front, body, _ = read_front_matter(CONTENT / "myths" / f"{myth}.{language}.md")
        named = plain(front.get("sources"))

        assert isinstance(named, list)
        assert named
        assert {str(source) for source in named} <= known
        assert body.strip()


def test_every_page_of_an_issue_stands_in_both_languages() -> None:
    folders = [*CONTENT.glob("issues/*"), CONTENT / "pages"]
    chinese = {p for folder in folders for p in folder.glob("*.md") if not _english(p)}
    english = {p for folder in folders for p in folder.glob("*.md") if _english(p)}

    assert {shown(p.with_suffix(".en.md")) for p in chinese} == {shown(p) for p in english}


def test_no_simulated_resident_has_entered_the_content() -> None:
    assert not [path for path in CONTENT.rglob("rehearsal-*.json") if path in files()]


def _english(path: Path) -> bool:
    return path.name.endswith(".en.md")
