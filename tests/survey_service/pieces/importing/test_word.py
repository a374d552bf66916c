"""A Word file from a branch keeps every word, and its headings are found."""

from __future__ import annotations

import pytest

from survey_service.pieces.importing.draft import Draft
from survey_service.pieces.importing.markdown import check, publishable, safe_html
from survey_service.pieces.importing.word import read_docx
from tests.survey_service.pieces.importing.made import Made, bare, headings_in, words_in
from tests.survey_service.pieces.importing.made_by_people import by_people
from tests.survey_service.pieces.importing.made_characters import peculiar
from tests.survey_service.pieces.importing.made_headings import headed
from tests.survey_service.pieces.importing.made_things import things
from tests.survey_service.pieces.importing.made_with_docx import from_word
from tests.survey_service.pieces.importing.reading_pages import offences
from tests.survey_service.pieces.importing.test_agreement import normal, on_the_site

DOCUMENTS = {
    made.name: made for made in (*headed(), *things(), *peculiar(), *by_people(), *from_word())
}
DRAFTS = {name: read_docx(made.content) for name, made in DOCUMENTS.items()}
EVERY = pytest.mark.parametrize(
    ("made", "draft"), [(made, DRAFTS[name]) for name, made in DOCUMENTS.items()], ids=DOCUMENTS
)


def test_there_are_at_least_forty_documents() -> None:
    assert len(DOCUMENTS) >= 40


@EVERY
def test_every_word_is_kept_in_its_order(made: Made, draft: Draft) -> None:
    assert words_in(draft) == bare(made.words)
    assert "text_lost" not in draft.messages


@EVERY
def test_the_title_is_found(made: Made, draft: Draft) -> None:
    assert draft.title == made.title


def test_at_least_95_of_100_headings_are_right_with_their_level(
    capsys: pytest.CaptureFixture[str],
) -> None:
    right = expected = 0
    for name, made in DOCUMENTS.items():
        wanted, found = [*made.headings], [*headings_in(DRAFTS[name])]
        agreeing = sum(line in found for line in wanted)
        right += agreeing
        expected += len(wanted) + sum(line not in wanted for line in found)
    with capsys.disabled():
        print(f"\n  headings right: {right} of {expected} ({right / expected:.1%})")  # noqa: T201

    assert expected > 50
    assert right / expected >= 0.95


@EVERY
def test_a_contributor_is_told_what_changed_and_asked_about_each_guess(
    made: Made, draft: Draft
) -> None:
    lines = draft.markdown.split("\n")

    assert set(made.says) == set(draft.messages) - {"title_missing"}
    assert len(draft.guesses) == made.guessed
    for guess in draft.guesses:
        assert guess.becomes == (lines[guess.line - 1] if guess.line else draft.title)


@EVERY
def test_things_beside_the_words_have_their_form(made: Made, draft: Draft) -> None:
    assert [piece for piece in made.contains if piece not in f"\n{draft.markdown}"] == []
    assert [word for word in made.absent if word in draft.title + draft.markdown] == []
    assert len(draft.pictures) == made.pictures


@EVERY
def test_a_draft_is_safe_to_show_and_is_set_by_the_site_as_it_was_shown(
    made: Made, draft: Draft
) -> None:
    assert made.content
    check(draft.markdown)
    published = publishable(draft.markdown)
    html, faults = on_the_site(published)

    assert offences(safe_html(draft.markdown)) == []
    assert normal(html) == normal(safe_html(published))
    assert faults == []
