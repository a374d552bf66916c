"""Every page that was built, read as a file: valid, and no link leads to nothing."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from tests.browser.campaign import Campaign
from tests.browser.markup import faults, ids, links

pytestmark = [pytest.mark.xdist_group("browser")]

FRAGMENTS = ("fragment.html",)  # part of a page, to be pasted into WeChat
OF_THE_SERVICE = ("/survey/", "/en/survey/")


def _pages(campaign: Campaign) -> dict[str, Path]:
    """Each built page with its address."""
    found = {}
    for path in sorted(campaign.output.rglob("*.html")):
        address = "/" + path.relative_to(campaign.output).as_posix()
        if path.name not in FRAGMENTS:
            found[address.removesuffix("index.html")] = path
    return found


def test_every_built_page_is_valid_and_says_its_language(campaign: Campaign) -> None:
    found = {}
    for address, path in _pages(campaign).items():
        language = "en" if address.startswith("/en/") else "zh"
        if wrong := faults(path.read_text(), language):
            found[address] = wrong

    assert found == {}


def test_every_page_stands_in_both_languages(campaign: Campaign) -> None:
    addresses = set(_pages(campaign))
    english = {address for address in addresses if address.startswith("/en/")}

    assert {f"/en{address}" for address in addresses - english} == english


def test_no_link_leads_to_nothing(campaign: Campaign) -> None:
    pages = _pages(campaign)
    anchors = {address: ids(path.read_text()) for address, path in pages.items()}
    lost = {
        f"{address} → {link}"
        for address, path in pages.items()
        for link in links(path.read_text())
        if not _leads_somewhere(address, link, campaign, anchors)
    }

    assert lost == set()


def _leads_somewhere(
    page: str, link: str, campaign: Campaign, anchors: dict[str, set[str]]
) -> bool:
    target = urlsplit(urljoin(page, link))
    if target.scheme or target.netloc or target.path.startswith(OF_THE_SERVICE):
        return target.scheme in ("http", "https", "mailto", "tel", "")
    path = unquote(target.path)
    if target.fragment:
        return unquote(target.fragment) in anchors.get(path, set())
    return path in anchors or (campaign.output / path.lstrip("/")).is_file()
