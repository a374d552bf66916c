"""What most words of a Word file look like, so that headings stand out from them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from survey_service.pieces.importing.styles import HEAVY_TYPES, Styles, size_of, type_face
from survey_service.pieces.importing.xml_parts import W, is_on, value

FAMILIAR = 0.6  # a weight that more than this share of the words has says nothing


@dataclass(frozen=True)
class Habits:
    """What most words of this file look like, so that the others stand out."""

    bold: bool = False  # most words are bold
    size: int = 21  # half points


def habits_of(styles: Styles, body: Element) -> Habits:
    """Weigh all words of the file."""
    bold, sizes = 0, Counter[int]()
    for paragraph in body.iter(f"{W}p"):
        style = value(paragraph.find(f"{W}pPr/{W}pStyle")) or styles.default_paragraph
        for run in paragraph.findall(f"{W}r"):
            properties, weight = run.find(f"{W}rPr"), len(words_of(run))
            bold += weight * is_bold(styles, properties, style)
            sizes[size_of(properties) or styles.size(run_style(properties) or style)] += weight
    total = sum(sizes.values())
    commonest = max(sizes, key=lambda size: sizes[size], default=styles.default_size)
    return Habits(bold=bool(total) and bold / total > FAMILIAR, size=commonest)


def is_bold(styles: Styles, properties: Element | None, style: str) -> bool:
    """Whether words stand out by weight: set bold, in a heavy type, or by a style that is."""
    if properties is not None:
        own = is_on(properties.find(f"{W}b"))
        face = type_face(properties)
        if own is not None:
            return own
        if face:
            return face.startswith(HEAVY_TYPES)
    return styles.is_bold(run_style(properties)) or styles.is_bold(style)


def run_style(properties: Element | None) -> str:
    """The character style of a run, '' if none."""
    return value(None if properties is None else properties.find(f"{W}rStyle"))


def words_of(run: Element) -> str:
    """Its words without the spaces around."""
    return "".join(one.text or "" for one in run.iter(f"{W}t")).strip()
