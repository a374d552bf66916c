"""HTML as a tree. It was made by our own plugins, so it is whole; what is not is refused."""

from __future__ import annotations

from html.parser import HTMLParser
from xml.etree.ElementTree import Element, SubElement

VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "wbr"})
CAMEL = {"viewbox": "viewBox", "preserveaspectratio": "preserveAspectRatio"}  # SVG minds the case


class BrokenTree(ValueError):
    """An element that was opened and not closed, or the other way round."""


class _Builder(HTMLParser):
    """Turns the parser's events into elements."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("div")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {CAMEL.get(name, name): value or "" for name, value in attrs}
        element = SubElement(self.open[-1], tag, given)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if self.open[-1].tag != tag or len(self.open) == 1:
            raise BrokenTree(f"</{tag}>")
        self.open.pop()

    def handle_data(self, data: str) -> None:
        above = self.open[-1]
        if len(above):
            above[-1].tail = (above[-1].tail or "") + data
        else:
            above.text = (above.text or "") + data


def tree(html: str) -> Element:
    """The HTML under one element. Raises BrokenTree where tags do not match."""
    builder = _Builder()
    builder.feed(str(html))  # a plain string, so that its pieces are plain too
    builder.close()
    if len(builder.open) > 1:
        raise BrokenTree(f"<{builder.open[-1].tag}>")
    return builder.root


def classes(element: Element) -> list[str]:
    """The classes of an element."""
    return element.get("class", "").split()


def text_in(element: Element) -> str:
    """All text inside, as it stands."""
    return "".join(element.itertext())


def first(element: Element, tag: str, kind: str = "") -> Element:
    """The first such element inside, or an empty one."""
    found = (e for e in element.iter(tag) if not kind or kind in classes(e))
    return next(found, Element(tag))
