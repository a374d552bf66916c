"""What is pasted into WeChat's editor survives there."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from plugins.editions.press import FRAGMENT
from plugins.editions.wechat import ALLOWED, style_of_page, wechat
from tests.plugins.editions.matters import made_matter, real_files, with_body
from tests.plugins.making import LANGUAGES, MadeSite

PNG = b"\x89PNG"


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_twelve_elements_are_used(language: str) -> None:
    fragment = real_files(language)[FRAGMENT].decode()

    assert set(re.findall(r"<(\w+)", fragment)) <= set(ALLOWED)
    assert len(ALLOWED) == 12


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_left_that_the_editor_would_drop(language: str) -> None:
    fragment = real_files(language)[FRAGMENT].decode()

    assert not re.search(r"\s(?:class|id|href|on\w+|lang)=|position:|<style|<script", fragment)


def test_every_paragraph_carries_its_looks(site: MadeSite) -> None:
    fragment = wechat(made_matter(site)).fragment

    assert [tag for tag in re.findall(r"<p\b[^>]*>", fragment) if "style=" not in tag] == []


def test_a_link_becomes_a_numbered_note_with_its_address(site: MadeSite) -> None:
    fragment = wechat(with_body(site, "见[正误](/myths/bones/)。")).fragment

    number = re.search(r"正误</span><span[^>]*>\[(\d+)\]", fragment)
    assert number
    assert f"[{number[1]}] 正误 https://relay.example.org/myths/bones/" in fragment


def test_pictures_are_numbered_alike_in_the_text_and_in_the_archive(site: MadeSite) -> None:
    article = wechat(with_body(site, "[chart: goals]\n\n[drawing: registering]"))

    with zipfile.ZipFile(io.BytesIO(article.archive)) as archive:
        names = archive.namelist()
        pictures = [archive.read(name) for name in names]

    assert names == ["01-goals.png", "02-registering.png"]
    assert re.findall(r'src="pictures/([^"]+)"', article.fragment) == names
    assert "图1" in article.fragment
    assert "图2" in article.fragment
    assert all(picture.startswith(PNG) for picture in pictures)


def test_a_table_is_told_line_by_line(site: MadeSite) -> None:
    fragment = wechat(with_body(site, "| 项 | 数 |\n|--|--:|\n| 甲 | 12 |")).fragment

    assert "甲：数 12" in fragment


def test_the_style_of_our_page_touches_nothing_but_the_article() -> None:
    rules = [line for line in style_of_page().splitlines() if "{" in line]

    selectors = [one.strip() for rule in rules for one in rule.split("{")[0].split(",")]
    assert selectors
    assert [one for one in selectors if not one.startswith(".wechat")] == []


def test_the_same_issue_gives_the_same_article(site: MadeSite) -> None:
    assert wechat(made_matter(site)) == wechat(made_matter(site))
