"""SVG as our charts use it: no viewBox, widths in %, heights in em, text as text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

PHONE = 12.0  # em; the text width of a small phone in large print
LATIN = 0.55  # em; a Latin letter or a figure, on average
FIRST_WIDE = 0x2000  # from here on, characters are taken for an em wide
LINE = 1.5  # em from one line of a label to the next


@dataclass(frozen=True)
class Band:
    """A strip of the chart, one under another. `y` in its parts counts from its own top."""

    height: float
    parts: tuple[Markup, ...]


def drawing(name: str, title: str, description: str, bands: Iterable[Band]) -> Markup:
    """The whole chart; `name` makes its ids unique on a page.

    Each band is an svg of its own, so that the em of its `y` is that of the running text
    whatever size a class gives to the words inside.
    """
    strips, top = [], 0.0
    for band in bands:
        strips.append(
            Markup('<svg y="{}" overflow="visible">{}</svg>').format(
                em(top), Markup().join(band.parts)
            )
        )
        top += band.height
    return Markup(
        '<svg class="ch" width="100%" height="{height}" role="img"'
        ' aria-labelledby="{name}-t {name}-d">'
        '<title id="{name}-t">{title}</title><desc id="{name}-d">{description}</desc>'
        "{strips}</svg>"
    ).format(
        height=em(top),
        name=name,
        title=title,
        description=description,
        strips=Markup().join(strips),
    )


def em(value: float) -> str:
    """A length that grows with the text."""
    return f"{round(value, 2):g}em"


def percent(part: float, whole: float) -> str:
    """A width of the chart."""
    return f"{round(100 * part / whole, 2):g}%"


def text(words: str, y: float, *, x: str = "0", anchor: str = "", kind: str = "") -> Markup:
    """A line of words with its foot at `y`."""
    given = Markup(' class="{}"').format(kind) if kind else Markup()
    given += Markup(' text-anchor="{}"').format(anchor) if anchor else Markup()
    return Markup('<text x="{}" y="{}"{}>{}</text>').format(x, em(y), given, words)


def bar(kind: str, y: float, width: str, *, x: str = "0", height: float = 1.1) -> Markup:
    """A filled bar from `x` on."""
    return Markup('<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>').format(
        kind, x, em(y), width, em(height)
    )


def mark(x: str, y: float) -> Markup:
    """A small mark that stands for people; it takes its colour from the group it is in."""
    return Markup('<rect x="{}" y="{}" width="3.1%" height="0.8em"/>').format(x, em(y))


def group(kind: str, parts: Markup) -> Markup:
    """Parts of one colour."""
    return Markup('<g class="{}">{}</g>').format(kind, parts)


def shared(name: str, parts: Markup) -> Markup:
    """Parts that are drawn elsewhere, by `again`."""
    return Markup('<defs><g id="{}">{}</g></defs>').format(name, parts)


def again(name: str, kind: str) -> Markup:
    """The shared parts in one colour."""
    return Markup('<use href="#{}" class="{}"/>').format(name, kind)


def line(kind: str, start: tuple[str, float], end: tuple[str, float]) -> Markup:
    """A straight line; places are (x in %, y in em)."""
    return Markup('<line class="{}" x1="{}" x2="{}" y1="{}" y2="{}"/>').format(
        kind, start[0], end[0], em(start[1]), em(end[1])
    )


def dot(kind: str, x: str, y: float) -> Markup:
    """A round mark."""
    return Markup('<circle class="{}" cx="{}" cy="{}" r="0.48em"/>').format(kind, x, em(y))


def width_of(words: str) -> float:
    """About how wide the words are, in em."""
    return sum(LATIN if ord(letter) < FIRST_WIDE else 1.0 for letter in words)


def label_with_value(label: str, value: str) -> Band:
    """The label in as many lines as a small phone needs, the value at the right of the last."""
    lines = wrapped(label)
    if width_of(lines[-1]) + width_of(value) + 1 > PHONE:
        lines.append("")
    feet = [LINE * number + 1.15 for number in range(len(lines))]
    parts = [text(words, foot) for words, foot in zip(lines, feet, strict=True) if words]
    parts.append(text(value, feet[-1], x="100%", anchor="end", kind="n"))
    return Band(LINE * len(lines), tuple(parts))


def wrapped(words: str) -> list[str]:
    """The words in lines that fit a small phone, broken at spaces and between characters."""
    lines, current = [], ""
    for piece in _pieces(words):
        if current and width_of(current + piece.rstrip()) > PHONE:
            lines.append(current.rstrip())
            current = piece.lstrip()
        else:
            current += piece
    return [*lines, current.rstrip()]


def _pieces(words: str) -> list[str]:
    """What must not be broken: a Latin word with its space, a character with its punctuation."""
    pieces: list[str] = []
    for letter in words:
        stays = pieces and (
            letter in "，。、；：？！）”》…% "
            or (ord(letter) < FIRST_WIDE and _latin(pieces[-1][-1]))
        )
        if stays:
            pieces[-1] += letter
        else:
            pieces.append(letter)
    return pieces


def _latin(letter: str) -> bool:
    return ord(letter) < FIRST_WIDE and letter != " "
