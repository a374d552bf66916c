"""A page drawn once into fixed pieces and slots: showing it again is filling in, not rendering.

Rendering a form of twenty questions costs thousands of times what joining its pieces does.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from survey_service.answering.typed import Typed


@dataclass(frozen=True)
class Slot:
    """A place in the page that depends on the visitor: of which kind, for which field and code."""

    kind: str
    field: str = ""
    code: str = ""


@dataclass(frozen=True)
class Shown:
    """What one visitor is shown in the slots."""

    sheet: str = ""  # the token
    typed: Typed = field(default_factory=Typed)
    faults: Mapping[str, str] = field(default_factory=dict)  # a sentence for each field to mend
    title: str = ""  # goes before the title
    summary: str = ""  # HTML

    @property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """Every name with each of its values."""
        return frozenset(self.typed.items(multi=True))


Filler = Callable[[Shown, frozenset[tuple[str, str]], Slot], str]


def _when_given(attribute: str) -> Filler:
    return lambda _shown, pairs, slot: attribute if (slot.field, slot.code) in pairs else ""


def _when_wrong(words: str) -> Filler:
    """Words with {0} for the field, shown where the field is to be mended."""

    def fill(shown: Shown, _pairs: object, slot: Slot) -> str:
        return words.format(slot.field) if slot.field in shown.faults else ""

    return fill


def _message(shown: Shown, _pairs: object, slot: Slot) -> str:
    told = shown.faults.get(slot.field)
    return Markup('<p class="message" id="e-{}">{}</p>').format(slot.field, told) if told else ""


def _words(shown: Shown, _pairs: object, slot: Slot) -> str:
    """What was typed; `code` lists the missing codes, which are ticked and not typed."""
    missing = slot.code.split()
    typed = (w for w in shown.typed.getlist(slot.field) if w.strip() and w not in missing)
    return escape(next(typed, ""))


FILLERS: dict[str, Filler] = {
    "sheet": lambda shown, _pairs, _slot: shown.sheet,
    "title": lambda shown, _pairs, _slot: escape(shown.title),
    "summary": lambda shown, _pairs, _slot: shown.summary,
    "ticked": _when_given(" checked"),
    "chosen": _when_given(" selected"),
    "words": _words,
    "message": _message,
    "wrong": _when_wrong(" question--wrong"),
    "described": _when_wrong(' aria-describedby="e-{0}"'),
    "and_message": _when_wrong(" e-{0}"),
    "invalid": _when_wrong(' aria-invalid="true"'),
}


class SlottedPage:
    """Pieces and slots in turn, beginning and ending with a piece."""

    def __init__(self, draw: Callable[[Callable[..., Markup]], str]) -> None:
        """Draw the page once; it asks `slot(kind, field, code)` for whatever may differ."""
        slots: list[Slot] = []
        mark = secrets.token_hex(8)

        def slot(kind: str, field: str = "", code: str = "") -> Markup:
            slots.append(Slot(kind, field, code))
            return Markup("{}-{};").format(mark, len(slots) - 1)

        parts = re.split(rf"{mark}-(\d+);", draw(slot))
        self._pieces = parts[::2]
        self._slots = [slots[int(number)] for number in parts[1::2]]

    def filled(self, shown: Shown) -> str:
        """The page as this visitor sees it."""
        pairs = shown.pairs
        parts = [self._pieces[0]]
        for slot, piece in zip(self._slots, self._pieces[1:], strict=True):
            parts += (FILLERS[slot.kind](shown, pairs, slot), piece)
        return "".join(parts)
