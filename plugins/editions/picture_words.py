"""Charts and drawings as the Typst sheets read them."""

from __future__ import annotations

from decimal import Decimal

from plugins.charts import Chart, Row, aimed, said
from plugins.dates import date_text
from plugins.editions.artwork import inked
from plugins.editions.matter import EditionFault, Matter
from plugins.editions.parts import ChartPart, Drawing
from plugins.words import Words

Given = dict[str, object]


def chart_words(matter: Matter, part: ChartPart) -> Given:
    """A chart with its numbers; the words are those that the web page shows."""
    chart = matter.charts.get(part.id)
    if chart is None:
        raise EditionFault(f"{part.id}: no such chart")
    return {
        "id": part.id,
        "drawn": chart.kind,
        "title": part.title,
        "unit": part.unit,
        "description": part.description,
        "caption": part.table.caption,
        "stop": matter.words.gettext("。"),
        "rows": [_row(row, chart, matter.words) for row in chart.rows],
    }


def drawing_words(drawing: Drawing) -> Given:
    """A drawing with the lines that explain its numbers."""
    return {
        "id": drawing.id,
        "title": drawing.title,
        "description": drawing.description,
        "picture": inked(drawing.picture),
        "key": list(drawing.key),
        "note": drawing.note,
    }


def _row(row: Row, chart: Chart, words: Words) -> Given:
    label, day = row.label.in_(words.language), date_text(row.as_of, words.language)
    days = {other.as_of for other in chart.rows}
    return {
        "label": label,
        "value": _plain(row.value),
        "said": said(row, words),
        "target": _plain(row.target or Decimal(0)),
        "aimed": aimed(row, words),
        "day": day if len(days) > 1 and day != label else "",
        "year": _year(row.as_of),
    }


def _plain(value: Decimal) -> float:
    return float(value)


def _year(as_of: str) -> float:
    """A day as years and a fraction; a month or a year as its beginning."""
    if not as_of[:4].isdigit():
        return 0.0
    year, month, day = (int(part) for part in f"{as_of}-01-01"[:10].split("-"))
    return year + (month - 1) / 12 + (day - 1) / 365


def bars(matter: Matter, part: ChartPart) -> list[tuple[str, str, float]]:
    """Each row as a label, a value in words, and how long its bar is beside the longest."""
    rows = chart_words(matter, part)["rows"]
    told = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    longest = max((max(row["value"], row["target"]) for row in told), default=0) or 1
    return [
        (
            " ".join(filter(None, (row["label"], row["day"]))),
            f"{row['said']} / {row['aimed']}" if row["aimed"] else row["said"],
            row["value"] / longest,
        )
        for row in told
    ]
