"""Lines of plain text that end where a person would end them: never inside a word or a number."""

from __future__ import annotations

import re
import unicodedata

_PIECE = re.compile(r"[^\s\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef]+|\s+|.", re.DOTALL)
NO_START = frozenset("，。、；：？！）》」』】”’…—%％·,.;:?!)]}")
NO_END = frozenset("（《「『【“‘([{注")  # and 注, which stands before its number


def width(text: str) -> int:
    """How many columns the text takes; a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def wrapped(text: str, columns: int, indent: str = "") -> str:
    """The text in lines of at most so many columns; a longer word stands alone on its line."""
    lines, line = [], ""
    for piece in _pieces(text):
        if line.strip() and width(line) + width(piece.rstrip()) > columns:
            lines.append(line.rstrip())
            line = indent + piece.lstrip()
        else:
            line += piece
    return "\n".join([*lines, line.rstrip()])


def _pieces(text: str) -> list[str]:
    """What may not be parted: Latin words, numbers, and signs with what they belong to."""
    pieces: list[str] = []
    for piece in _PIECE.findall(text):
        if len(pieces) > 1 and piece[0] in NO_START and pieces[-1].isspace():
            pieces[-2:] = ["".join(pieces[-2:]) + piece]
        elif pieces and _belongs(pieces[-1], piece):
            pieces[-1] += piece
        else:
            pieces.append(piece)
    return pieces


def _belongs(before: str, piece: str) -> bool:
    """Whether a line may not end between the two; a figure stays with what it counts: 8,958例."""
    counted = before[-1].isdigit() and len(piece) == 1 and not piece.isspace()
    return piece[0] in NO_START or before[-1] in NO_END or counted
