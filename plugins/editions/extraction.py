"""The text of each edition, taken out of the finished file again."""

from __future__ import annotations

import io
import json
import zipfile
from email import message_from_bytes, policy
from html.parser import HTMLParser
from xml.etree.ElementTree import fromstring

SILENT = frozenset({"head", "script", "style", "svg", "textarea", "nav"})
ATOM = "{http://www.w3.org/2005/Atom}"


class _Text(HTMLParser):
    """Collects what a reader sees."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag in SILENT:
            self.silent.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.silent and tag == self.silent[-1]:
            self.silent.pop()

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.pieces.append(data)


def html_text(html: str) -> str:
    """The text of a page or a fragment."""
    text = _Text()
    text.feed(html)
    text.close()
    return "".join(text.pieces)


def epub_text(data: bytes) -> str:
    """The text of a book, in the order of its spine."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        package = fromstring(archive.read("EPUB/package.opf"))  # noqa: S314 - our own file
        names = {item.get("id"): item.get("href") for item in package.iter() if item.get("href")}
        spine = [names[item.get("idref")] for item in package.iter() if item.get("idref")]
        pages = [archive.read(f"EPUB/{name}").decode() for name in spine]
    return "".join(html_text(page) for page in pages)


def letter_texts(data: bytes) -> dict[str, str]:
    """The text part and the HTML part of a letter."""
    letter = message_from_bytes(data, policy=policy.default)
    text, html = letter.get_body(("plain",)), letter.get_body(("html",))
    return {
        "email.eml, text": text.get_content() if text else "",
        "email.eml, HTML": html_text(html.get_content()) if html else "",
    }


def atom_text(data: bytes) -> str:
    """The text of every entry of an Atom feed."""
    told = []
    for entry in fromstring(data).iter(f"{ATOM}entry"):  # noqa: S314 - our own file
        told += [entry.findtext(f"{ATOM}title") or "", entry.findtext(f"{ATOM}summary") or ""]
        told.append(html_text(entry.findtext(f"{ATOM}content") or ""))
    return "\n".join(told)


def json_feed_text(data: bytes) -> str:
    """The text of every item of a JSON Feed."""
    items = json.loads(data)["items"]
    return "\n".join(f"{i['title']}\n{i['summary']}\n{html_text(i['content_html'])}" for i in items)
