"""The text of a tagged PDF, in the order in which a screen reader says it.

Taken from the file itself: tags name stretches of the pages, and each font says which characters
its glyphs are. A glyph without a character, or a text outside the tags, is not found here.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ContentStream, DictionaryObject, IndirectObject

_CHARS = re.compile(r"beginbfchar(.*?)endbfchar", re.DOTALL)
_RANGES = re.compile(r"beginbfrange(.*?)endbfrange", re.DOTALL)
_PAIR = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_TRIPLE = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")

Places = dict[tuple[int, int], str]  # number of the page, number of the stretch


def pdf_text(data: bytes) -> str:
    """Everything that the tags hold, one line for each element."""
    reader = PdfReader(io.BytesIO(data))
    named = [page.indirect_reference for page in reader.pages]
    numbers = {one.idnum: number for number, one in enumerate(named) if one}
    places: Places = {}
    for number, page in enumerate(reader.pages):
        fonts = {name: _characters(font) for name, font in _fonts(page)}
        content = page.get_contents()
        if content is not None:
            for stretch, text in _stretches(ContentStream(content, reader), fonts):
                places[number, stretch] = places.get((number, stretch), "") + text
    root = _whole(reader.trailer["/Root"])
    return "".join(_told(root["/StructTreeRoot"], places, numbers, 0))


def _told(node: Any, places: Places, numbers: dict[int, int], page: int) -> Iterator[str]:  # noqa: ANN401
    """The stretches below a node of the tags."""
    if isinstance(node, int):
        yield places.get((page, int(node)), "")
        return
    held = _whole(node)
    if "/Pg" in held:
        page = numbers[held.raw_get("/Pg").idnum]
    if "/MCID" in held:
        yield places.get((page, int(held["/MCID"])), "")
        return
    kids = held.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        yield from _told(kid, places, numbers, page)
    yield "\n"


def _stretches(
    content: ContentStream, fonts: dict[str, dict[int, str]]
) -> Iterator[tuple[int, str]]:
    """Each piece of text with the number of the stretch that it belongs to."""
    open_marks: list[int | None] = []
    font: dict[int, str] = {}
    for operands, operator in content.operations:
        match operator:
            case b"BDC":
                properties = operands[1] if isinstance(operands[1], DictionaryObject) else {}
                number = properties.get("/MCID")
                inherited = open_marks[-1] if open_marks and operands[0] != "/Artifact" else None
                open_marks.append(int(number) if number is not None else inherited)
            case b"BMC":
                open_marks.append(None)
            case b"EMC":
                open_marks.pop()
            case b"Tf":
                font = fonts.get(str(operands[0]), {})
            case b"Tj" | b"TJ":
                mark = open_marks[-1] if open_marks else None
                if mark is not None:
                    yield mark, _said(operands[0], font)


def _said(shown: Any, font: dict[int, str]) -> str:  # noqa: ANN401 - a string or a list of them
    pieces = shown if isinstance(shown, list) else [shown]
    text = ""
    for piece in pieces:
        raw = getattr(piece, "original_bytes", None)
        if raw is not None:
            codes = (int.from_bytes(raw[at : at + 2]) for at in range(0, len(raw), 2))
            text += "".join(font.get(code, "") for code in codes)
    return text


def _fonts(page: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - pypdf's page
    resources = _whole(page["/Resources"])
    return ((str(name), _whole(font)) for name, font in _whole(resources.get("/Font", {})).items())


def _characters(font: Any) -> dict[int, str]:  # noqa: ANN401 - pypdf's dictionary
    """What each glyph of the font is, from its ToUnicode table."""
    table = font["/ToUnicode"].get_data().decode("latin-1")
    characters: dict[int, str] = {}
    for block in _CHARS.findall(table):
        characters |= {int(code, 16): _text(text) for code, text in _PAIR.findall(block)}
    for block in _RANGES.findall(table):
        for low, high, text in _TRIPLE.findall(block):
            for step in range(int(high, 16) - int(low, 16) + 1):
                first = _text(text)
                characters[int(low, 16) + step] = first[:-1] + chr(ord(first[-1]) + step)
    return characters


def _text(hexadecimal: str) -> str:
    return bytes.fromhex(hexadecimal).decode("utf-16-be")


def _whole(thing: Any) -> Any:  # noqa: ANN401 - whatever the reference leads to
    return thing.get_object() if isinstance(thing, IndirectObject) else thing
