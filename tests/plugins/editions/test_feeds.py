"""The feeds carry whole articles, and a reader's program finds nothing wrong with them."""

from __future__ import annotations

import json
import re
from xml.etree.ElementTree import Element

import pytest

from plugins.editions.feeds import ATOM, JSON_FEED, Feed, atom, feed, json_feed
from plugins.editions.matter import Publisher
from plugins.editions.tree import tree
from tests.plugins.editions.matters import SITES, SITEURL, parsed, real_library
from tests.plugins.making import LANGUAGES, MadeSite

TIME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\+08:00")


def _feed(language: str, siteurl: str = SITEURL, site: MadeSite | None = None) -> Feed:
    library = site.read() if site else real_library()
    reference = library.reference
    publisher = Publisher(SITES[language], siteurl)
    issues = library.editions[language].issues
    return feed(issues, publisher, reference.words[language], reference.charts)


def _atom(one: Feed) -> Element:
    return parsed(atom(one))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_atom_feed_has_all_that_the_format_asks_for(language: str) -> None:
    root = _atom(_feed(language))
    entries = list(root.iter(f"{{{ATOM}}}entry"))

    for one in (root, *entries):
        for name in ("id", "title", "updated", "author"):
            assert one.find(f"{{{ATOM}}}{name}") is not None
        assert TIME.fullmatch(one.findtext(f"{{{ATOM}}}updated") or "")
    assert len(entries) == 9
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_json_feed_has_all_that_the_format_asks_for(language: str) -> None:
    told = json.loads(json_feed(_feed(language)))

    assert told["version"] == JSON_FEED
    assert told["feed_url"].endswith(f"/feeds/{language}.json")
    assert len({item["id"] for item in told["items"]}) == len(told["items"]) == 9
    for item in told["items"]:
        assert item["url"].startswith(SITEURL)
        assert item["content_html"]
        assert TIME.fullmatch(item["date_published"])


def test_the_html_of_every_entry_is_whole_and_leads_to_whole_addresses() -> None:
    for item in json.loads(json_feed(_feed("zh")))["items"]:
        html = item["content_html"]

        tree(html.replace(" />", ">"))
        assert not re.search(r'(?:href|src)="/', html)
        assert "<script" not in html


def test_an_entry_keeps_its_identity_when_the_site_moves() -> None:
    before, after = _feed("zh"), _feed("zh", "https://elsewhere.example")

    assert [entry.id for entry in before.entries] == [entry.id for entry in after.entries]
    assert before.entries[0].url != after.entries[0].url


def test_an_article_without_a_day_is_dated_by_its_month(site: MadeSite) -> None:
    site.change("issues/2024-01/small.md", "date: '2024-01-05'", "date: ''\ndate_text: 没有写日期")

    entries = {entry.title: entry for entry in _feed("zh", site=site).entries}

    assert entries["小事"].published == "2024-01-01T00:00:00+08:00"
    assert entries["大事"].published == "2024-01-05T00:00:00+08:00"
    assert "没有写日期" in entries["小事"].html


def test_a_correction_brings_an_article_back_to_its_readers(site: MadeSite) -> None:
    correction = "corrections:\n- {date: 2024-03-02, text: 数字改过了}"
    site.change("issues/2024-01/small.md", "corrections: []", correction)

    entry = next(one for one in _feed("zh", site=site).entries if one.title == "小事")

    assert entry.updated == "2024-03-02T00:00:00+08:00"
    assert "数字改过了" in entry.html


def test_the_same_site_gives_the_same_feeds() -> None:
    assert atom(_feed("zh")) == atom(_feed("zh"))
    assert json_feed(_feed("en")) == json_feed(_feed("en"))
