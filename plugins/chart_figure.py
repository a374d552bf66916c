"""A chart as a figure: title, picture, the numbers as a table, note and sources."""

from __future__ import annotations

from markupsafe import Markup

from plugins.charts import Chart, aimed, picture, said
from plugins.dates import date_text
from plugins.reading.sources import Numbering
from plugins.words import Words


def figure(chart: Chart, numbering: Numbering) -> Markup:
    """The whole figure; its sources are numbered with those of the page."""
    words = numbering.words
    language = words.language
    unit = words.gettext("单位：%(unit)s", unit=chart.unit.in_(language))
    note = chart.note.in_(language) if chart.note else ""
    return Markup(
        '<figure class="chart chart--{kind}" id="figure-{id}">'
        '<p class="chart__title">{title} <span class="chart__unit">{unit}</span></p>'
        "{picture}{table}<figcaption>{note}{cites}</figcaption></figure>"
    ).format(
        kind=chart.kind,
        id=chart.id,
        title=chart.title.in_(language),
        unit=unit,
        picture=picture(chart, words),
        table=_table(chart, words),
        note=note,
        cites=numbering.cite(dict.fromkeys(row.source for row in chart.rows)),
    )


def table(caption: str, heads: list[str], rows: list[list[str]], figures: set[int]) -> Markup:
    """A table that can be scrolled by itself. `figures` are the columns that stand to the right."""
    return Markup(
        '<div class="scroll" tabindex="0" role="region" aria-label="{caption}"><table>'
        "<caption>{caption}</caption><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody>"
        "</table></div>"
    ).format(
        caption=caption,
        heads=Markup().join(_head(head, place in figures) for place, head in enumerate(heads)),
        rows=Markup().join(_row(cells, figures) for cells in rows),
    )


def _table(chart: Chart, words: Words) -> Markup:
    heads = [words.gettext("项目"), words.gettext("数值")]
    rows = [[row.label.in_(words.language), said(row, words)] for row in chart.rows]
    if chart.has_targets:
        heads.append(words.gettext("目标"))
        _add(rows, [aimed(row, words) for row in chart.rows])
    figures = set(range(1, len(heads)))
    days = [date_text(row.as_of, words.language) for row in chart.rows]
    if len(set(days)) == 1:
        caption = words.gettext("图中数字，截至%(day)s", day=days[0])
        return table(caption, heads, rows, figures)
    if days != [row.label.in_(words.language) for row in chart.rows]:
        heads.append(words.gettext("截至"))
        _add(rows, days)
    return table(words.gettext("图中数字"), heads, rows, figures)


def _add(rows: list[list[str]], column: list[str]) -> None:
    for cells, cell in zip(rows, column, strict=True):
        cells.append(cell)


def _head(head: str, is_figure: bool) -> Markup:  # noqa: FBT001 - a row of plain values
    kind = Markup(' class="n"') if is_figure else Markup()
    return Markup('<th scope="col"{}>{}</th>').format(kind, head)


def _row(cells: list[str], figures: set[int]) -> Markup:
    first, *rest = cells
    kinds = [
        Markup(' class="n"') if place in figures else Markup() for place in range(1, len(cells))
    ]
    others = (
        Markup("<td{}>{}</td>").format(kind, cell) for kind, cell in zip(kinds, rest, strict=True)
    )
    return Markup('<tr><th scope="row">{}</th>{}</tr>').format(first, Markup().join(others))
