"""The XML inside a Word file: looked over in one pass, then parsed; nothing in it is followed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NoReturn
from xml.etree.ElementTree import Element, ParseError, XMLParser
from xml.parsers import expat

from survey_service.pieces.importing.refusal import ImportRefused

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
V = "{urn:schemas-microsoft-com:vml}"
O = "{urn:schemas-microsoft-com:office:office}"  # noqa: E741 - its usual prefix
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
STRICT = {  # ISO 29500 strict writes the same words under other names
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": W,
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": R,
    b"http://purl.oclc.org/ooxml/officeDocument/math": M,
    b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": WP,
    b"http://purl.oclc.org/ooxml/drawingml/main": A,
    b"http://purl.oclc.org/ooxml/drawingml/picture": PIC,
}

DEEPEST = 120  # a table in a table in a text box stands about 30 deep
MOST_ELEMENTS = 400_000
MOST_PARAGRAPHS = 5_000
LONGEST_TEXT = 60_000  # characters; what the site sets as one article
LONGEST_NOISE = 4 * LONGEST_TEXT  # white space and hidden words beside them


@dataclass
class Look:
    """What is counted while a part is looked over."""

    depth: int = 0
    elements: int = 0
    paragraphs: int = 0
    characters: int = 0

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        """An element begins."""
        self.depth += 1
        self.elements += 1
        self.paragraphs += name.endswith(":p") or name == "p"
        is_many = self.elements > MOST_ELEMENTS or self.paragraphs > MOST_PARAGRAPHS
        if is_many or self.depth > DEEPEST:
            raise ImportRefused("file_tangled")

    def end(self, _name: str) -> None:
        """It ends."""
        self.depth -= 1

    def text(self, words: str) -> None:
        """Characters between elements."""
        self.characters += len(words)
        if self.characters > LONGEST_NOISE:
            raise ImportRefused("text_too_long", count=self.characters, most=LONGEST_TEXT)


def look_over(part: bytes) -> Look:
    """Count, and refuse what is too deep, too long, or declares entities of its own."""
    look = Look()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = look.start
    parser.EndElementHandler = look.end
    parser.CharacterDataHandler = look.text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        parser.Parse(part, True)  # noqa: FBT003 - its only way to say that this is all
    except expat.ExpatError as broken:
        raise ImportRefused("file_broken") from broken
    return look


def parse(part: bytes) -> Element:
    """The part as a tree, its words under the names of the transitional standard."""
    for strict, name in STRICT.items():
        part = part.replace(strict, name[1:-1].encode())
    look_over(part)
    parser = XMLParser()  # noqa: S314 - a doctype, and with it every entity, has been refused
    try:
        parser.feed(part)
        return parser.close()
    except ParseError as broken:  # pragma: no cover - expat has read it a line above
        raise ImportRefused("file_broken") from broken


def value(element: Element | None, name: str = f"{W}val") -> str:
    """An attribute of an element that may be missing; '' then."""
    return "" if element is None else element.get(name, "")


def is_on(element: Element | None) -> bool | None:
    """A switch such as <w:b/>: on, off, or None where it is not named."""
    if element is None:
        return None
    return value(element) not in ("0", "false", "off", "none")


def _refuse_doctype(*_declared: object) -> NoReturn:
    raise ImportRefused("file_tangled")
