"""An article's HTML becomes blocks, and nothing of it is lost on the way."""

from __future__ import annotations

import pytest

from plugins.editions.parts import Drawing, Heading, Listing, Paragraph, Table, plain
from plugins.editions.reading import Reader, UnknownPart
from plugins.editions.tree import BrokenTree, tree
from tests.plugins.editions.matters import made_matter, with_body
from tests.plugins.making import MadeSite

READER = Reader({1: "study"})
BODY = """\
头一段，有*着重*和**要紧**的话。[@study]又一句，见[正误](/myths/bones/)。[@paper]

## 一节 {#one}

- 甲
    - 甲的下面
- 乙

| 项 | 数 |
|----|---:|
| 甲 | 12 |

> 引来的话。

[drawing: peripheral-blood]
"""


def test_an_editor_finds_every_kind_of_block_again(site: MadeSite) -> None:
    matter = with_body(site, BODY)

    blocks = matter.stories[-1].blocks

    kinds = [Paragraph, Heading, Listing, Table, Paragraph, Drawing]
    assert [type(block) for block in blocks] == kinds


def test_a_run_keeps_its_look_its_link_and_its_sources(site: MadeSite) -> None:
    first = with_body(site, BODY).stories[-1].blocks[0]

    assert isinstance(first, Paragraph)
    assert [run.text for run in first.runs if run.emphasis] == ["着重"]
    assert [run.text for run in first.runs if run.strong] == ["要紧"]
    assert [run.link_text for run in first.runs if run.href] == ["正误"]
    assert [run.cites for run in first.runs if run.cites] == [("study",), ("paper",)]


def test_a_list_keeps_how_deep_each_line_stands(site: MadeSite) -> None:
    listing = with_body(site, BODY).stories[-1].blocks[2]

    assert isinstance(listing, Listing)
    assert [(plain(item.runs), item.depth) for item in listing.items] == [
        ("甲", 0), ("甲的下面", 1), ("乙", 0),
    ]  # fmt: skip


def test_a_drawing_brings_its_picture_and_the_words_for_its_numbers(site: MadeSite) -> None:
    drawing = with_body(site, BODY).stories[-1].blocks[-1]

    assert isinstance(drawing, Drawing)
    assert 'viewBox="' in drawing.picture
    assert drawing.description
    assert len(drawing.key) == 4


@pytest.mark.parametrize("html", ["<video>看</video>", "<p><marquee>走</marquee></p>", "没有段落"])
def test_what_no_edition_can_set_is_refused_rather_than_dropped(html: str) -> None:
    with pytest.raises(UnknownPart):
        READER.blocks(html)


@pytest.mark.parametrize("html", ["<p>没有关上", "<p>多关一次</p></p>"])
def test_broken_html_is_refused(html: str) -> None:
    with pytest.raises(BrokenTree):
        tree(html)


def test_a_headline_is_cut_at_its_phrase_marks(site: MadeSite) -> None:
    site.change("issues/2024-01/small.md", "title: 小事", "title: 小事，|慢慢说 & 说完")

    assert made_matter(site).stories[-1].phrases == ["小事，", "慢慢说 & 说完"]
