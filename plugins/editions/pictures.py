"""Charts and drawings as pictures, for readers' programs that show no SVG of ours."""

from __future__ import annotations

from plugins.editions import typesetter
from plugins.editions.matter import Matter
from plugins.editions.parts import ChartPart, Drawing
from plugins.editions.picture_words import chart_words, drawing_words

SHEET = "picture"
SHARP = 3.0  # pixels a point: 360 points wide is 1,080 pixels, three times a phone's column


def drawing_png(drawing: Drawing, sharp: float = SHARP) -> bytes:
    """The drawing alone, on white paper."""
    return typesetter.png(SHEET, {"language": "zh", "drawing": drawing_words(drawing)}, sharp)


def chart_png(matter: Matter, chart: ChartPart, sharp: float = SHARP) -> bytes:
    """The chart with its title and its numbers."""
    return typesetter.png(SHEET, _chart(matter, chart), sharp)


def chart_svg(matter: Matter, chart: ChartPart) -> bytes:
    """The chart with its title and its numbers, sharp at every size."""
    return typesetter.svg(SHEET, _chart(matter, chart))


def _chart(matter: Matter, chart: ChartPart) -> dict[str, object]:
    return {"language": matter.language, "chart": chart_words(matter, chart)}
