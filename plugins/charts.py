"""The charts of content/data/charts.yaml: read, drawn, and set as a figure with its table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

from markupsafe import Markup

from plugins import svg
from plugins.dates import date_text, is_iso
from plugins.reading.fields import amount_in, at, rows_of
from plugins.words import Words, number
from survey_model.faults import Fault
from survey_model.fields import Fields
from survey_model.text import Text

MOST_MARKS = 200  # above this, one mark stands for ten, a hundred, a thousand people
MARKS_IN_A_ROW = 25
TALLEST = 9.0  # em, the line chart


@dataclass(frozen=True)
class Row:
    """One number of a chart."""

    label: Text
    value: Decimal
    target: Decimal | None
    as_of: str
    approx: bool
    lower_bound: bool
    source: str


@dataclass(frozen=True)
class Chart:
    """A chart as it stands in the file."""

    id: str
    kind: str
    title: Text
    desc: Text
    unit: Text
    rows: tuple[Row, ...]
    note: Text | None

    @property
    def has_targets(self) -> bool:
        """Whether each value stands beside what was aimed for."""
        return self.kind == "targets"


@dataclass(frozen=True)
class Drawer:
    """How one kind is drawn, and of how many rows at least."""

    draw: Callable[[Chart, Words], list[svg.Band]]
    least: int


def read_charts(
    path: Path, file: str, known_sources: frozenset[str], faults: list[Fault]
) -> dict[str, Chart]:
    """All charts by id."""
    charts: dict[str, Chart] = {}
    for fields in rows_of(path, file, faults):
        chart = _chart(fields, known_sources)
        fields.refuse_unknown()
        if chart.id in charts:
            at(fields, "id_twice", "id", id=chart.id)
        _check(chart, fields)
        charts[chart.id] = chart
    return charts


def picture(chart: Chart, words: Words) -> Markup:
    """The chart without its table."""
    language = words.language
    bands = DRAWERS[chart.kind].draw(chart, words) if chart.rows else []
    name = f"chart-{chart.id}"
    return svg.drawing(name, chart.title.in_(language), chart.desc.in_(language), bands)


def said(row: Row, words: Words) -> str:
    """The value as it is printed: about, or at least, where the source says so."""
    if row.lower_bound:
        return words.gettext("%(number)s以上", number=number(row.value))
    if row.approx and row.target is None:
        return words.gettext("约%(number)s", number=number(row.value))
    return number(row.value)


def aimed(row: Row, words: Words) -> str:
    """The target as it is printed."""
    if row.target is None:
        return ""
    if row.approx:
        return words.gettext("约%(number)s", number=number(row.target))
    return number(row.target)


def people_per_mark(whole: Decimal) -> int:
    """How many people one mark stands for, so that a phone can show them all."""
    per = 1
    while whole / per > MOST_MARKS:
        per *= 10
    return per


def marks_for(value: Decimal, per: int) -> int:
    """How many marks stand for so many people."""
    return int((value / per).to_integral_value())


def _chart(fields: Fields, known_sources: frozenset[str]) -> Chart:
    return Chart(
        id=fields.string("id"),
        kind=fields.choice("kind", tuple(DRAWERS)),
        title=fields.text("title"),
        desc=fields.text("desc"),
        unit=fields.text("unit"),
        rows=tuple(_row(row, known_sources) for row in fields.mappings("rows", needed=True)),
        note=fields.optional_text("note"),
    )


def _row(fields: Fields, known_sources: frozenset[str]) -> Row:
    row = Row(
        label=fields.text("label"),
        value=amount_in(fields, "value") or Decimal(0),
        target=amount_in(fields, "target"),
        as_of=fields.string("as_of", ""),
        approx=fields.flag("approx"),
        lower_bound=fields.flag("lower_bound"),
        source=fields.string("source", ""),
    )
    fields.refuse_unknown()
    if not fields.has("value") or row.value < 0:
        at(fields, "not_a_number", "value", name="value", value=fields.string("value", ""))
    if not row.source:
        at(fields, "figure_no_source", "source", value=number(row.value))
    elif row.source not in known_sources:
        at(fields, "source_unknown", "source", id=row.source)
    return row


def _check(chart: Chart, fields: Fields) -> None:
    """What each kind asks of its rows."""
    rows = fields.mappings("rows")
    if len(chart.rows) < DRAWERS[chart.kind].least:
        at(fields, "chart_rows", "rows", kind=chart.kind, least=DRAWERS[chart.kind].least)
    elif chart.kind in ("pair", "marks") and len(chart.rows) > 2:  # noqa: PLR2004 - a pair is two
        at(fields, "chart_pair", "rows", kind=chart.kind)
    elif chart.kind in ("pair", "marks") and not 0 < chart.rows[0].value >= chart.rows[1].value:
        at(fields, "chart_part", "rows", kind=chart.kind)
    for row, written in zip(chart.rows, rows, strict=True):
        if chart.kind == "targets" and not row.target:
            at(written, "chart_target", "target")
        if chart.kind == "line" and not is_iso(row.as_of):
            at(written, "chart_as_of", "as_of")
        if not row.as_of:
            at(written, "figure_no_date", "as_of", value=number(row.value), name="as_of")


def _targets(chart: Chart, words: Words) -> list[svg.Band]:
    """A filled bar for the value, in a hollow one that ends at the target; one scale for all."""
    longest = float(max(max(row.value, row.target or row.value) for row in chart.rows))
    bands = []
    for row in chart.rows:
        beside = f"{said(row, words)} / {aimed(row, words)}"
        bands.append(svg.label_with_value(row.label.in_(words.language), beside))
        hollow = svg.bar("pale", 0.3, svg.percent(float(row.target or 0), longest))
        filled = svg.bar("bar", 0.3, svg.percent(float(row.value), longest))
        bands.append(svg.Band(2.2, (hollow, filled)))
    return bands


def _pair(chart: Chart, words: Words) -> list[svg.Band]:
    """Two bars on one scale, the longer hollow."""
    longest = float(chart.rows[0].value)
    bands = []
    for row, kind in zip(chart.rows, ("pale", "bar"), strict=False):
        bands.append(svg.label_with_value(row.label.in_(words.language), said(row, words)))
        width = svg.percent(float(row.value), longest)
        bands.append(svg.Band(2.6, (svg.bar(kind, 0.3, width, height=1.5),)))
    return bands


def _marks(chart: Chart, words: Words) -> list[svg.Band]:
    """One mark a person, filled for the part and hollow for the rest."""
    whole, part = (row.value for row in chart.rows[:2])
    per = people_per_mark(whole)
    marks, filled = (marks_for(value, per) for value in (whole, part))
    bands = [
        svg.label_with_value(row.label.in_(words.language), said(row, words))
        for row in chart.rows[:2]
    ]
    if per > 1:
        told = words.gettext("每格代表%(per)s", per=f"{per:,}")
        bands.append(svg.Band(svg.LINE, (svg.text(told, 1.15, kind="q"),)))
    name = f"marks-{chart.id}"
    bands.append(svg.Band(0.4, (svg.shared(name, _row_of_marks(range(MARKS_IN_A_ROW))),)))
    for first in range(0, marks, MARKS_IN_A_ROW):
        last = min(first + MARKS_IN_A_ROW, marks)
        full, hollow = range(first, min(filled, last)), range(max(filled, first), last)
        bands.append(svg.Band(1.15, (_run("bar", full, name), _run("pale", hollow, name))))
    return bands


def _run(kind: str, marks: range, whole_row: str) -> Markup:
    """The marks of one kind in one row; a whole row is drawn once and shown again."""
    if len(marks) == MARKS_IN_A_ROW:
        return svg.again(whole_row, kind)
    return svg.group(kind, _row_of_marks(marks)) if marks else Markup()


def _row_of_marks(marks: range) -> Markup:
    step = 100 / MARKS_IN_A_ROW
    places = (f"{round(mark % MARKS_IN_A_ROW * step + 0.45, 2):g}%" for mark in marks)
    return Markup().join(svg.mark(place, 0.1) for place in places)


def _line(chart: Chart, words: Words) -> list[svg.Band]:
    """Values over time from zero up; the table has those between the first and the last."""
    days = [_year(row.as_of) for row in chart.rows]
    highest = float(max(row.value for row in chart.rows)) or 1.0
    top, foot = 1.9, TALLEST
    points = [
        (
            svg.percent(3 + 94 * (day - days[0]) / ((days[-1] - days[0]) or 1), 100),
            foot - (foot - top) * float(row.value) / highest,
        )
        for day, row in zip(days, chart.rows, strict=True)
    ]
    parts = [svg.line("grid", ("0%", foot), ("100%", foot))]
    parts += [svg.line("stem", point, (point[0], foot)) for point in points]
    parts += [svg.line("trend", start, end) for start, end in pairwise(points)]
    parts += [svg.dot("dot", *point) for point in points]
    first, last = chart.rows[0], chart.rows[-1]
    labels = svg.width_of(said(first, words) + said(last, words))
    beside = -0.9 if labels + 1 < svg.PHONE else 1.9  # below, where two would meet
    parts.append(svg.text(said(first, words), points[0][1] + beside, kind="n"))
    parts.append(svg.text(said(last, words), points[-1][1] - 0.9, x="100%", anchor="end", kind="n"))
    ends = [date_text(row.as_of[:7], words.language) for row in (first, last)]
    below = (
        svg.text(ends[0], 1.5, kind="q"),
        svg.text(ends[1], 1.5, x="100%", anchor="end", kind="q"),
    )
    return [svg.Band(foot, tuple(parts)), svg.Band(2, below)]


def _year(as_of: str) -> float:
    """A day as years and a fraction; a month or a year as its beginning."""
    year, month, day = (int(part) for part in f"{as_of}-01-01"[:10].split("-"))
    return year + (month - 1) / 12 + (day - 1) / 365


DRAWERS = {
    "targets": Drawer(_targets, least=1),
    "pair": Drawer(_pair, least=2),
    "marks": Drawer(_marks, least=2),
    "line": Drawer(_line, least=2),
}
