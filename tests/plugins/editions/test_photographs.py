"""A photograph travels in every edition that can carry it, with its words in all of them."""

from __future__ import annotations

import io
import zipfile

import pytest
from PIL import Image

from plugins.editions.matter import Matter
from plugins.editions.press import FRAGMENT, Files, print_issue
from tests.plugins.editions.matters import made_matter, squeezed
from tests.plugins.making import MadeSite

PHOTO = """photos:
- file: market.png
  alt: 集市上的一张桌子
  caption: 甲在集市
  photographer: 乙
  consent: none_visible
"""


@pytest.fixture
def matter(site: MadeSite) -> Matter:
    """The small issue, one of whose articles has a photograph."""
    Image.new("RGB", (60, 40), "#0e4a73").save(site.path("issues/2024-01/market.png"))
    site.change("issues/2024-01/small.md", "corrections: []", f"{PHOTO}corrections: []")
    site.change("issues/2024-01/small.en.md", "corrections: []", f"{PHOTO}corrections: []")
    return made_matter(site)


@pytest.fixture
def files(matter: Matter) -> Files:
    """All editions of it; parity has been checked when they exist."""
    return print_issue(matter)


def test_the_photograph_lies_in_the_book_and_among_wechats_pictures(files: Files) -> None:
    with zipfile.ZipFile(io.BytesIO(files["2024-01.zh.epub"])) as book:
        assert "EPUB/pictures/small-market.png" in book.namelist()
    with zipfile.ZipFile(io.BytesIO(files["wechat/pictures.zip"])) as pictures:
        assert pictures.namelist() == ["01-small-market.png"]


def test_the_letter_carries_it_and_the_page_alone_says_what_it_shows(files: Files) -> None:
    assert b"Content-ID: <small-market@life-relay>" in files["email.eml"]
    assert "集市上的一张桌子" in files["email.html"].decode()


def test_who_took_it_is_told_wherever_it_stands(files: Files) -> None:
    assert "摄影：乙" in files[FRAGMENT].decode()
    assert "照片：集市上的一张桌子" in squeezed(files["2024-01.zh.txt"].decode())


def test_another_picture_under_the_same_name_is_another_file(matter: Matter, files: Files) -> None:
    Image.new("RGB", (60, 40), "#93290f").save(matter.stories[-1].photos[0].file)

    assert print_issue(matter)["2024-01.zh.pdf"] != files["2024-01.zh.pdf"]
