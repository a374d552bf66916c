"""The numbers that Word computes for a list: written out where our Markdown cannot count so."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from survey_service.pieces.importing.xml_parts import W, value

DIGITS = "零一二三四五六七八九"
ROMAN = (
    (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
CIRCLED_FROM, CIRCLED_TO = 0x2460, 20  # ① to ⑳
PLAIN_LABELS = {"%1.", "%1", "%1．", "%1、", "%1。", "%1. "}
LEVELS = 9
MOST = 9999  # a number that a list may begin with


def chinese(number: int) -> str:
    """一 to 九十九; beyond that, digit by digit."""
    tens, ones = divmod(number, 10)
    if not 0 < number < 100:  # noqa: PLR2004 - a hundred is where the short form ends
        return "".join(DIGITS[int(digit)] for digit in str(number))
    left = "" if not tens else "十" if tens == 1 else f"{DIGITS[tens]}十"
    return left + (DIGITS[ones] if ones else "")


def letter(number: int) -> str:
    """Latin letters: a to z, then aa, bb, as Word does."""
    turn, place = divmod(number - 1, 26)
    return chr(ord("a") + place) * min(turn + 1, 5)


def roman(number: int) -> str:
    """I, II, III, IV; a number above 399 stays in digits."""
    if not 0 < number < 400:  # noqa: PLR2004 - the signs above begin with a hundred
        return str(number)
    signs = ""
    for worth, sign in ROMAN:
        times, number = divmod(number, worth)
        signs += sign * times
    return signs


def circled(number: int) -> str:
    """① to ⑳, then in brackets."""
    return chr(CIRCLED_FROM + number - 1) if 0 < number <= CIRCLED_TO else f"（{number}）"


FORMATS: dict[str, Callable[[int], str]] = {  # w:numFmt; all others count in digits
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "chineseLegalSimplified": chinese,
    "taiwaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "ideographDigital": chinese,
    "koreanDigital2": chinese,
    "lowerLetter": letter,
    "upperLetter": lambda number: letter(number).upper(),
    "lowerRoman": lambda number: roman(number).lower(),
    "upperRoman": roman,
    "decimalEnclosedCircle": circled,
    "decimalEnclosedCircleChinese": circled,
}


@dataclass(frozen=True)
class Level:
    """One level of a list: how it counts, what it writes, where it begins."""

    format: str = "decimal"
    label: str = "%1."
    start: int = 1

    @property
    def is_bullet(self) -> bool:
        return self.format == "bullet"

    @property
    def is_counted(self) -> bool:
        """Whether it counts at all: a level may be set to show nothing."""
        return self.format not in ("bullet", "none")

    @property
    def is_plain(self) -> bool:
        """Whether a Markdown list says the same."""
        return self.format in ("decimal", "decimalFullWidth") and bool(
            self.label in PLAIN_LABELS or re.fullmatch(r"%[1-9][.．、]?", self.label)
        )


Place = tuple[str, int]  # number of the list, level from 0


@dataclass
class Numbering:
    """The lists of a file, and how far each has counted."""

    levels: dict[Place, Level] = field(default_factory=dict)
    abstract: dict[str, str] = field(default_factory=dict)  # list → definition it shares
    counts: dict[str, list[int]] = field(default_factory=dict)

    def level(self, place: Place) -> Level | None:
        """How the list looks at this place; None where the file does not say."""
        return self.levels.get(place)

    def next_label(self, place: Place) -> tuple[int, str]:
        """Count one further at this place: the number, and the label as Word writes it."""
        number, depth = place
        level = self.levels.get(place, Level())
        counts = self.counts.setdefault(self.abstract.get(number, number), [0] * LEVELS)
        counts[depth] = counts[depth] + 1 if counts[depth] else level.start
        counts[depth + 1 :] = [0] * (LEVELS - depth - 1)
        written = level.label
        for at in range(depth + 1):
            form = FORMATS.get(self.levels.get((number, at), level).format, str)
            written = written.replace(f"%{at + 1}", form(max(counts[at], 1)))
        return counts[depth], written.strip()


def read_numbering(root: Element | None) -> Numbering:
    """All lists of word/numbering.xml; none if the file has none."""
    numbering = Numbering()
    if root is None:
        return numbering
    definitions = _definitions(root)
    for one in root.findall(f"{W}num"):
        number = value(one, f"{W}numId")
        abstract = value(one.find(f"{W}abstractNumId"))
        numbering.abstract[number] = abstract
        levels = definitions.get(abstract, {}) | dict(
            map(_level, one.findall(f"{W}lvlOverride/{W}lvl"))
        )
        numbering.levels |= {(number, depth): level for depth, level in levels.items()}
        if one.find(f"{W}lvlOverride/{W}startOverride") is not None:
            numbering.abstract[number] = f"{abstract} begun again by {number}"
    return numbering


def _definitions(root: Element) -> dict[str, dict[int, Level]]:
    """The levels of each definition; one that only names a style has the levels of that style."""
    found: dict[str, dict[int, Level]] = {}
    of_style: dict[str, dict[int, Level]] = {}
    for one in root.findall(f"{W}abstractNum"):
        levels = dict(map(_level, one.findall(f"{W}lvl")))
        found[value(one, f"{W}abstractNumId")] = levels
        of_style[value(one.find(f"{W}styleLink"))] = levels
    for one in root.findall(f"{W}abstractNum"):
        named = value(one.find(f"{W}numStyleLink"))
        if named in of_style and named:
            found[value(one, f"{W}abstractNumId")] = of_style[named]
    return found


def _level(element: Element) -> tuple[int, Level]:
    depth = value(element, f"{W}ilvl")
    start = value(element.find(f"{W}start"))
    level = Level(
        format=value(element.find(f"{W}numFmt")) or "decimal",
        label=value(element.find(f"{W}lvlText")),
        start=int(start) if start.isascii() and start.isdigit() and int(start) <= MOST else 1,
    )
    return int(depth) if depth in set("012345678") else 0, level
