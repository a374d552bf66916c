"""Writes what machines ask for: sitemap.xml, robots.txt and security.txt."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

from pelican.plugins import signals

from plugins.generating import SiteGenerator
from plugins.rendering import OutputPage

TAGS = {"zh": "zh-CN", "en": "en"}
PRIVATE = ("/desk/", "/en/desk/", "/survey/receipt/", "/en/survey/receipt/")
SECURITY = ".well-known/security.txt"
LASTS = dt.timedelta(days=180)  # RFC 9116 advises less than a year


class MachineFilesGenerator(SiteGenerator):
    """Runs after the pages, which the sitemap lists."""

    def generate_output(self, _writer: Any) -> None:  # noqa: ANN401 - Pelican's, without types
        """The sitemap needs the site's address; security.txt needs somebody to write to."""
        siteurl, contact = self.settings["SITEURL"], self.settings["SECURITY_CONTACT"]
        self.write_bytes("robots.txt", robots(siteurl).encode())
        if siteurl:
            pages = [page for page in self.written.values() if page and page.is_listed]
            self.write_bytes("sitemap.xml", sitemap(pages, siteurl).encode())
        if contact:
            self.write_bytes(SECURITY, security(contact, siteurl, self.day).encode())


def sitemap(pages: Iterable[OutputPage], siteurl: str) -> str:
    """Every page that may be found, with its other language and the newest day it tells."""
    entries = "".join(
        _entry(page, siteurl) for page in sorted(pages, key=lambda page: page.address)
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        ' xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
        f"{entries}</urlset>\n"
    )


def robots(siteurl: str) -> str:
    """Receipts and the editors' desk are nobody's to find."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in PRIVATE)]
    if siteurl:
        lines += ["", f"Sitemap: {siteurl}/sitemap.xml"]
    return "\n".join(lines) + "\n"


def security(contact: str, siteurl: str, day: dt.date) -> str:
    """Whom to tell of a hole, as RFC 9116 has it; it expires half a year after the build."""
    lines = [
        f"Contact: {contact if ':' in contact else f'mailto:{contact}'}",
        f"Expires: {(day + LASTS).isoformat()}T00:00:00Z",
        "Preferred-Languages: zh, en",
    ]
    if siteurl:
        lines.append(f"Canonical: {siteurl}/{SECURITY}")
    return "\n".join(lines) + "\n"


def _entry(page: OutputPage, siteurl: str) -> str:
    lines = [f"<loc>{_whole(page.address, siteurl)}</loc>"]
    if page.modified:
        lines.append(f"<lastmod>{page.modified}</lastmod>")
    lines += _alternates(page, siteurl)
    return "<url>\n" + "".join(f"{line}\n" for line in lines) + "</url>\n"


def _alternates(page: OutputPage, siteurl: str) -> Iterator[str]:
    if not page.alternate:
        return
    other = next(language for language in TAGS if language != page.language)
    addresses = {page.language: page.address, other: page.alternate}
    tags = [(TAGS[language], addresses[language]) for language in TAGS]
    for tag, path in (*tags, ("x-default", addresses["zh"])):
        whole = _whole(path, siteurl)
        yield f'<xhtml:link rel="alternate" hreflang="{tag}" href="{whole}"/>'


def _whole(path: str, siteurl: str) -> str:
    return escape(siteurl + path)


def get_generators(_pelican: object) -> type[SiteGenerator]:
    """Pelican asks here for the generator."""
    return MachineFilesGenerator


def register() -> None:
    """Pelican calls this once."""
    signals.get_generators.connect(get_generators)
