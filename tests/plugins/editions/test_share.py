"""The picture that a chat shows says the fact, and never the claim in its place."""

from __future__ import annotations

import io
import struct

import pytest

from plugins.editions import typesetter
from plugins.editions.share import cover_png, share_png
from plugins.models import Article, Issue, Myth
from tests.plugins.editions.matters import SITES, real_library, real_matter
from tests.plugins.making import LANGUAGES


def _size(picture: bytes) -> tuple[int, int]:
    assert picture.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", io.BytesIO(picture).getvalue()[16:24])
    return width, height


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_has_a_picture_of_the_size_that_chats_expect(language: str) -> None:
    library = real_library()
    edition, words = library.editions[language], library.reference.words[language]

    pages: list[Issue | Article | Myth] = [*edition.issues, *edition.articles, *edition.myths]
    for page in pages:
        assert _size(share_png(page, SITES[language], words)) == (1200, 630), page.url


def test_the_large_words_on_a_myths_picture_are_the_fact(monkeypatch: pytest.MonkeyPatch) -> None:
    given: dict[str, object] = {}

    def picture(_sheet: str, told: dict[str, object], _sharp: float) -> bytes:
        given.update(told)
        return b""

    monkeypatch.setattr(typesetter, "png", picture)
    library = real_library()
    myth = library.editions["zh"].myths[0]
    share_png(myth, SITES["zh"], library.reference.words["zh"])

    assert "".join(given["phrases"]) == myth.fact_text  # type: ignore[arg-type]
    assert given["above"] == "事实"
    assert given["claim"] == {"words": myth.claim, "verdict": myth.verdict_text}


def test_pages_have_pictures_of_their_own() -> None:
    library = real_library()
    words = library.reference.words["zh"]

    pictures = {share_png(myth, SITES["zh"], words) for myth in library.editions["zh"].myths}

    assert len(pictures) == len(library.editions["zh"].myths)


def test_the_cover_is_large_enough_for_a_shelf_and_always_the_same() -> None:
    cover = cover_png(real_matter("zh"))

    assert _size(cover) == (1200, 1600)
    assert cover == cover_png(real_matter("zh"))
