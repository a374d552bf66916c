"""HTML read as a browser reads it, to compare pages and to look for what must not be there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib

ADDRESSES = ("href", "src", "action", "formaction", "data", "poster", "background", "xlink:href")
HARMLESS = {  # what an article on the page may consist of
    "html", "head", "body", "p", "h2", "h3", "ul", "ol", "li", "strong", "em", "a", "br", "hr",
    "blockquote", "wbr", "table", "thead", "tbody", "tr", "th", "td", "div", "sup", "figure",
    "figcaption", "img",
}  # fmt: skip
LINK = re.compile(r"https://[^\s]*|/(?!/)[^\s]*|#[^\s]*")
PICTURE = re.compile(r"/(?!/)[\w./?=&-]+")


def parsed(html: str) -> Element:
    """The document that a browser would build."""
    document: Element = html5lib.parse(html, namespaceHTMLElements=False)
    return document


def offences(html: str) -> list[str]:
    """Elements, handlers and addresses in the page that no article may have."""
    return [offence for element in parsed(html).iter() for offence in _offences(element)]


def _offences(element: Element) -> Iterator[str]:
    tag = str(element.tag)
    if tag not in HARMLESS:
        yield f"<{tag}>"
    for name, value in element.attrib.items():
        if name.startswith("on") or name in ("style", "srcset", "srcdoc"):
            yield f"{tag} {name}"
        if name in ADDRESSES and not (PICTURE if name == "src" else LINK).fullmatch(value):
            yield f"{tag} {name}={value}"


def shape_of(html: str) -> list[object]:
    """The page as nested lists: elements, what matters of their attributes, words."""
    body = parsed(html).find("body")
    assert body is not None
    return list(_children(body))


def _children(element: Element) -> Iterator[object]:
    if words := _words(element.text):
        yield words
    for child in element:
        kept = {name: value for name, value in sorted(child.attrib.items()) if name != "start"}
        yield [child.tag, kept, list(_children(child))]
        if words := _words(child.tail):
            yield words


def _words(text: str | None) -> str:
    return " ".join((text or "").split())
