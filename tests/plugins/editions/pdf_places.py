"""Where the text of a PDF stands: the page and the place of each element of its tags."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ContentStream, DictionaryObject, IndirectObject

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True)
class Stood:
    """An element and where its first letter stands; `y` counts from the head of the page."""

    kind: str
    page: int
    x: float
    y: float


def standing(data: bytes) -> list[Stood]:
    """Every element that holds text, in the order of the tags."""
    reader = PdfReader(io.BytesIO(data))
    references = [page.indirect_reference for page in reader.pages]
    numbers = {one.idnum: number for number, one in enumerate(references) if one}
    places: dict[tuple[int, int], tuple[float, float]] = {}
    for number, page in enumerate(reader.pages):
        height = float(page.mediabox.height)
        content = ContentStream(page.get_contents(), reader)
        for stretch, x, y in _first_letters(content):
            places.setdefault((number, stretch), (x, height - y))
    root = _whole(_whole(reader.trailer["/Root"])["/StructTreeRoot"])
    return list(_elements(root, "", 0, places, numbers))


def lines(data: bytes) -> list[tuple[int, int, int, int]]:
    """Every piece of text that is read out: page, where it begins, and its stretch."""
    reader = PdfReader(io.BytesIO(data))
    found = []
    for number, page in enumerate(reader.pages):
        content = ContentStream(page.get_contents(), reader)
        found += [(number, round(x), round(y), mark) for mark, x, y in _first_letters(content)]
    return found


def _elements(
    node: Any,  # noqa: ANN401 - a number, or whatever a reference leads to
    kind: str,
    page: int,
    places: dict[tuple[int, int], tuple[float, float]],
    numbers: dict[int, int],
) -> Iterator[Stood]:
    if isinstance(node, int) or "/MCID" in _whole(node):
        held: Any = {} if isinstance(node, int) else _whole(node)
        page = numbers[held.raw_get("/Pg").idnum] if "/Pg" in held else page
        number = int(node) if isinstance(node, int) else int(held["/MCID"])
        if (page, number) in places:
            yield Stood(kind, page, *places[page, number])
        return
    held = _whole(node)
    page = numbers[held.raw_get("/Pg").idnum] if "/Pg" in held else page
    kind = str(held.get("/S", kind)).lstrip("/")
    kids = held.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        yield from _elements(kid, kind, page, places, numbers)


def _first_letters(  # noqa: C901 - one case for each operator
    content: ContentStream,
) -> Iterator[tuple[int, float, float]]:
    """Each marked stretch with the place of every piece of text in it."""
    now, kept, text = IDENTITY, [], IDENTITY
    marks: list[int | None] = []
    for operands, operator in content.operations:
        match operator:
            case b"q":
                kept.append(now)
            case b"Q":
                now = kept.pop()
            case b"cm":
                now = _times(_matrix(operands), now)
            case b"Tm":
                text = _matrix(operands)
            case b"BDC":
                properties = operands[1] if isinstance(operands[1], DictionaryObject) else {}
                number = properties.get("/MCID")
                above = marks[-1] if marks and operands[0] != "/Artifact" else None
                marks.append(int(number) if number is not None else above)
            case b"BMC":
                marks.append(None)
            case b"EMC":
                marks.pop()
            case b"Tj" | b"TJ":
                if marks and marks[-1] is not None:
                    whole = _times(text, now)
                    yield marks[-1], whole[4], whole[5]


def _matrix(operands: list[Any]) -> Matrix:
    a, b, c, d, e, f = (float(value) for value in operands)
    return a, b, c, d, e, f


def _times(one: Matrix, two: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = two
    return (
        *(a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j),
        *(e * g + f * i + k, e * h + f * j + m),
    )


def _whole(thing: Any) -> Any:  # noqa: ANN401 - whatever it leads to
    return thing.get_object() if isinstance(thing, IndirectObject) else thing
