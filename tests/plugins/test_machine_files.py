"""What a page and the site say of themselves to machines."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from plugins.machine_files import security
from tests.plugins.building import WEB_ONLY, Built, build
from tests.plugins.making import MYTHS, make_site

HOST = "https://relay.example.org"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The small site at an address, with a contact, and with a correction."""
    folder = tmp_path_factory.mktemp("machines")
    site = make_site(folder)
    corrected = "corrections: [{date: 2024-02-03, text: 改过。}]"
    site.change("issues/2024-01/small.md", "corrections: []", corrected)
    return build(
        site.content,
        folder / "output",
        settings=WEB_ONLY,
        SITEURL=HOST,
        LIFE_RELAY_SECURITY_CONTACT="hole@example.org",
    )


@pytest.fixture(scope="module")
def nowhere(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The small site without an address and without a contact."""
    folder = tmp_path_factory.mktemp("nowhere")
    return build(make_site(folder).content, folder / "output", settings=WEB_ONLY)


def described(built: Built, address: str) -> dict[str, Any]:
    """What the page says of itself, by type."""
    page = built.page(address)
    told = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert told, address
    return {node["@type"]: node for node in json.loads(told[1])["@graph"]}


def listed(built: Built) -> Iterator[tuple[str, ET.Element]]:
    """Each address of the sitemap with its entry."""
    for entry in ET.fromstring(built.files["sitemap.xml"]).iter(f"{SITEMAP}url"):  # noqa: S314 - ours
        yield str(entry.findtext(f"{SITEMAP}loc")).removeprefix(HOST), entry


def meta(page: str, name: str) -> list[str]:
    """The contents of the meta elements called `name`."""
    return re.findall(rf'<meta (?:property|name)="{re.escape(name)}" content="([^"]*)">', page)


def test_an_article_describes_itself_as_news(built: Built) -> None:
    news = described(built, "/issues/2024-01/small/")["NewsArticle"]

    assert news["headline"] == "小事"
    assert (news["datePublished"], news["dateModified"]) == ("2024-01-05", "2024-02-03")
    assert news["articleSection"] == "各地简讯"
    assert news["contentLocation"]["name"] == "乙区"
    assert news["isPartOf"]["issueNumber"] == "2024-01"
    assert news["url"] == f"{HOST}/issues/2024-01/small/"


def test_a_myth_describes_itself_as_a_review_of_one_claim(built: Built) -> None:
    told = described(built, "/en/myths/bones/")

    assert told["ClaimReview"]["claimReviewed"] == "People say so"
    assert told["ClaimReview"]["reviewRating"]["ratingValue"] == 1
    assert told["Article"]["inLanguage"] == "en"


@pytest.mark.parametrize(
    ("address", "way"),
    [
        ("/issues/2024-01/small/", ["/", "/issues/", "/issues/2024-01/", "/issues/2024-01/small/"]),
        ("/myths/bones/", ["/", "/myths/", "/myths/bones/"]),
        ("/topics/tests/", ["/", "/issues/", "/topics/", "/topics/tests/"]),
        ("/en/places/330102/", ["/en/", "/en/issues/", "/en/places/", "/en/places/330102/"]),
        ("/about/", ["/", "/about/"]),
        ("/data/", ["/", "/data/"]),
    ],
)
def test_a_page_tells_the_way_to_it(built: Built, address: str, way: list[str]) -> None:
    steps = described(built, address)["BreadcrumbList"]["itemListElement"]

    assert [step["item"] for step in steps] == [HOST + path for path in way]
    assert [step["position"] for step in steps] == list(range(1, len(way) + 1))
    assert all(step["name"] for step in steps)


def test_a_chat_is_told_title_text_and_picture(built: Built) -> None:
    page = built.page("/issues/2024-01/small/")

    assert meta(page, "og:title") == ["小事"]
    assert meta(page, "og:type") == ["article"]
    assert meta(page, "og:url") == [f"{HOST}/issues/2024-01/small/"]
    assert meta(page, "og:image") == [f"{HOST}/theme/card.png"]
    assert meta(page, "article:modified_time") == ["2024-02-03"]
    assert meta(page, "twitter:card") == ["summary_large_image"]


def test_every_page_but_the_lost_one_has_a_card_and_an_address_of_its_own(built: Built) -> None:
    for name, content in built.files.items():
        page = content.decode() if name.endswith("index.html") else ""
        if page:
            address = f"{HOST}/{name.removesuffix('index.html')}"
            assert f'<link rel="canonical" href="{address}">' in page, name
            assert len(meta(page, "og:title")) == 1, name
    assert meta(built.page("/404.html"), "robots") == ["noindex"]
    assert "canonical" not in built.page("/404.html")


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_both_languages_name_the_same_pair(built: Built, prefix: str) -> None:
    page = built.page(f"{prefix}/myths/bones/")

    assert re.findall(r'hreflang="([\w-]+)" href="([^"]+)">', page)[:3] == [
        ("zh-CN", f"{HOST}/myths/bones/"),
        ("en", f"{HOST}/en/myths/bones/"),
        ("x-default", f"{HOST}/myths/bones/"),
    ]


def test_the_sitemap_lists_every_page_that_may_be_found_and_nothing_else(built: Built) -> None:
    pages = {f"/{name.removesuffix('index.html')}" for name in built.files if "index.html" in name}

    assert {address for address, _ in listed(built)} == pages
    assert "/404.html" not in dict(listed(built))


def test_the_sitemap_tells_the_other_language_and_the_newest_day(built: Built) -> None:
    entries = dict(listed(built))
    small, about = entries["/issues/2024-01/small/"], entries["/about/"]

    links = {link.get("hreflang"): link.get("href") for link in small.iter(f"{XHTML}link")}
    assert links["en"] == f"{HOST}/en/issues/2024-01/small/"
    assert links["x-default"] == links["zh-CN"] == f"{HOST}/issues/2024-01/small/"
    assert small.findtext(f"{SITEMAP}lastmod") == "2024-02-03"
    assert entries["/issues/"].findtext(f"{SITEMAP}lastmod") == "2024-02-03"
    assert about.findtext(f"{SITEMAP}lastmod") == "2024-01-01"


def test_robots_are_kept_from_receipts_and_desk_and_shown_the_sitemap(built: Built) -> None:
    told = built.files["robots.txt"].decode()

    for path in ("/desk/", "/en/desk/", "/survey/receipt/", "/en/survey/receipt/"):
        assert f"Disallow: {path}\n" in told
    assert f"Sitemap: {HOST}/sitemap.xml" in told
    assert not any(f"Disallow: /myths/{name}" in told for name in MYTHS)


def test_whoever_finds_a_hole_is_told_whom_to_write_to(built: Built) -> None:
    told = built.files[".well-known/security.txt"].decode()

    assert "Contact: mailto:hole@example.org\n" in told
    assert "Expires: 2027-05-24T00:00:00Z\n" in told  # half a year after the day of the build
    assert f"Canonical: {HOST}/.well-known/security.txt" in told


def test_a_contact_may_be_an_address_on_the_web() -> None:
    told = security("https://example.org/holes", "", dt.date(2026, 1, 1))

    assert "Contact: https://example.org/holes\n" in told
    assert "Canonical" not in told


def test_a_site_without_an_address_or_contact_makes_nothing_up(nowhere: Built) -> None:
    assert "sitemap.xml" not in nowhere.files
    assert ".well-known/security.txt" not in nowhere.files
    assert "Sitemap" not in nowhere.files["robots.txt"].decode()
    assert "canonical" not in nowhere.page("/")


def test_everything_in_the_output_is_accounted_for(built: Built) -> None:
    kinds = {Path(name).suffix for name in built.files}

    assert kinds <= {".html", ".css", ".js", ".png", ".svg", ".csv", ".txt", ".xml"}
