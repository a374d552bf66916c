"""What is wrong in the HTML of a page: grammar, ids, references, headings, language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from xml.etree.ElementTree import Element

import html5lib
from html5lib.html5parser import ParseError

COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
HEADINGS = {f"h{level}": level for level in range(1, 7)}
REFERRING = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-details", "list")
ONLY_INSIDE = {"li": {"ul", "ol", "menu"}, "dt": {"dl", "div"}, "dd": {"dl", "div"}}
ONLY_HOLDS = {"ul": {"li"}, "ol": {"li"}, "dl": {"dt", "dd", "div"}, "tr": {"th", "td"}}
PHRASING_ONLY = {
    "p",
    "span",
    "b",
    "em",
    "strong",
    "label",
    "button",
    "summary",
    "dt",
    *HEADINGS,
}
BLOCKS = {"div", "p", "ul", "ol", "dl", "table", "section", "article", "figure", "form", *HEADINGS}
LANGUAGE = {"zh": "zh-CN", "en": "en"}


def faults(html: str, language: str) -> list[str]:
    """Every fault of a page, as sentences; an empty list for a valid page."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    try:
        root = parser.parse(COMMENT.sub("", html))
    except ParseError as error:
        line, column = parser.errors[-1][0] if parser.errors else (0, 0)
        return [f"line {line}, column {column}: {error}"]
    return [
        *_repeated_ids(root),
        *_references_to_nothing(root),
        *_headings_out_of_order(root),
        *_wrong_nesting(root),
        *_wrong_language(root, language),
        *_without_words(root),
    ]


def links(html: str) -> Iterator[str]:
    """Every address that a page names, in the page's own spelling."""
    root = html5lib.parse(COMMENT.sub("", html), namespaceHTMLElements=False)
    for element in root.iter():
        for attribute in ("href", "src", "action", "poster"):
            if attribute in element.attrib:
                yield element.attrib[attribute]


def ids(html: str) -> set[str]:
    """Every id of a page, for checking links that lead into it."""
    root = html5lib.parse(COMMENT.sub("", html), namespaceHTMLElements=False)
    return {element.attrib["id"] for element in root.iter() if "id" in element.attrib}


def _repeated_ids(root: Element) -> Iterator[str]:
    counted = Counter(e.attrib["id"] for e in root.iter() if "id" in e.attrib)
    return (f"the id “{name}” stands {n} times" for name, n in counted.items() if n > 1)


def _references_to_nothing(root: Element) -> Iterator[str]:
    known = {e.attrib["id"] for e in root.iter() if "id" in e.attrib}
    for element in root.iter():
        for attribute in REFERRING:
            for name in element.attrib.get(attribute, "").split():
                if name not in known:
                    yield f"<{element.tag} {attribute}={name}> refers to nothing"


def _headings_out_of_order(root: Element) -> Iterator[str]:
    levels = [HEADINGS[e.tag] for e in root.iter() if e.tag in HEADINGS]
    if levels.count(1) != 1:
        yield f"the page has {levels.count(1)} headings of the first level"
    for above, below in pairwise(levels):
        if below > above + 1:
            yield f"a heading h{below} follows an h{above}"


def _wrong_nesting(root: Element) -> Iterator[str]:
    for parent in root.iter():
        for child in parent:
            allowed = ONLY_HOLDS.get(parent.tag, {child.tag}) | {"script", "template"}
            inside = ONLY_INSIDE.get(child.tag, {parent.tag})
            mixed = parent.tag in PHRASING_ONLY and child.tag in BLOCKS
            if child.tag not in allowed or parent.tag not in inside or mixed:
                yield f"<{child.tag}> stands in <{parent.tag}>"


def _wrong_language(root: Element, language: str) -> Iterator[str]:
    written = root.attrib.get("lang")
    if written != LANGUAGE[language]:
        yield f"the page says lang={written}"


def _without_words(root: Element) -> Iterator[str]:
    title = root.findtext("head/title") or ""
    if not title.strip():
        yield "the page has no title"
    for element in root.iter():
        if element.tag == "img" and "alt" not in element.attrib:
            yield f"a picture has no alt text: {element.attrib.get('src')}"
        if element.tag == "title" and not re.search(r"\S", "".join(element.itertext())):
            yield "a drawing has an empty title"
