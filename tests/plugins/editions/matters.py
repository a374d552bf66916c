"""Issues for the tests of editions: the real one, and a small one that a test may change."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

from plugins.editions.matter import Matter, Publisher
from plugins.editions.press import print_issue
from plugins.reading.library import Library, read_library
from plugins.templating import Site
from tests.plugins.making import ROOT, THEME, MadeSite, make_article

SITEURL = "https://relay.example.org"
SITES = {
    "zh": Site(name="生命接力", tagline="先把事实说清楚"),
    "en": Site(name="Life Relay", tagline="The facts first"),
}


@cache
def real_library() -> Library:
    """Everything in content/."""
    return read_library(ROOT / "content", THEME)


def real_matter(language: str, siteurl: str = SITEURL) -> Matter:
    """The October 2019 issue."""
    return _matter(real_library(), "2019-10", language, siteurl)


@cache
def real_files(language: str) -> dict[str, bytes]:
    """All its editions, made once for all tests."""
    return print_issue(real_matter(language))


def made_matter(site: MadeSite, language: str = "zh", siteurl: str = SITEURL) -> Matter:
    """The issue of a small site as it now stands."""
    library = site.read()
    assert not [fault for fault in library.faults if not fault.warning]
    return _matter(library, "2024-01", language, siteurl)


def with_body(site: MadeSite, body: str, slug: str = "small") -> Matter:
    """The small issue, one of whose articles says this."""
    section = "lead" if slug == "big" else "brief"
    text = make_article(slug, title="小事", section=section, body=body)
    site.path(f"issues/2024-01/{slug}.md").write_text(text, encoding="utf-8")
    return made_matter(site)


def without(text: str, passage: str) -> str:
    """The text as an edition would have it that lost the passage."""
    assert passage in text
    return text.replace(passage, "")


def parsed(document: bytes) -> Element:
    """An XML file of ours as a tree."""
    return fromstring(document)  # noqa: S314 - we have just written it


def squeezed(text: str) -> str:
    """The text without spaces and line ends."""
    return re.sub(r"\s+", "", text)


def stem(language: str) -> str:
    """How the files of the real issue are called."""
    return f"2019-10.{language}"


def _matter(library: Library, number: str, language: str, siteurl: str) -> Matter:
    issue = next(one for one in library.editions[language].issues if one.number == number)
    words, reference = library.reference.words[language], library.reference
    publisher = Publisher(SITES[language], siteurl)
    return Matter(issue, publisher, words, reference.charts, Path(reference.content))
