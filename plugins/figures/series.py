"""The registers in one language: the newest figures, and each measure over time as a chart."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from plugins.chart_figure import table
from plugins.charts import Chart, Row, picture, said
from plugins.dates import date_text
from plugins.models import Figure
from plugins.reading.register import OF_A_YEAR, Reading, Register
from plugins.reading.sources import Numbering
from plugins.words import Words, number
from survey_model.text import Text


@dataclass(frozen=True)
class RegisterView:
    """One register: what it is, its newest figures, and a chart for each measure told twice."""

    id: str
    name: str
    note: str
    newest: tuple[Figure, ...]
    charts: tuple[Markup, ...]


def register_view(register: Register, numbering: Numbering) -> RegisterView:
    """The register as a page shows it; its sources are numbered with those of the page."""
    name, note = names(numbering.words)[register.id]
    series = [register.series(measure) for measure in register.measures]
    return RegisterView(
        id=register.id,
        name=name,
        note=note,
        newest=tuple(_figure(several[-1], numbering) for several in series),
        charts=tuple(
            _chart(register, several, numbering) for several in series if len(several) > 1
        ),
    )


def names(words: Words) -> dict[str, tuple[str, str]]:
    """Each register by id: its name, and whose counts these are."""
    gettext = words.gettext
    return {
        "cn": (gettext("全国"), gettext("中华骨髓库的累计数")),
        "zhejiang": (gettext("浙江"), gettext("本省的累计数，各处报道的口径不全一样")),
        "world": (gettext("全世界"), gettext("世界骨髓捐献者协会汇总")),
    }


def label_of(measure: str, words: Words) -> tuple[str, str]:
    """What the measure counts, and its unit."""
    year = OF_A_YEAR.fullmatch(measure)
    if year:
        return words.gettext("%(year)s年这一年的捐献", year=year[1]), words.gettext("例")
    gettext = words.gettext
    return {
        "donations": (gettext("累计完成捐献"), gettext("例")),
        "donors": (gettext("累计捐献者"), gettext("人")),
        "applications": (gettext("累计提出申请的患者"), gettext("人")),
        "records": (gettext("入库的志愿者资料"), gettext("人份")),
        "registered": (gettext("登记入库的志愿者"), gettext("人")),
        "countries": (gettext("有登记库的国家"), gettext("个")),
        "cross_border_share_percent": (gettext("送到别国的捐献占多少"), "%"),
    }[measure]


def day_text(reading: Reading, words: Words) -> str:
    """The day as the source tells it."""
    if reading.as_of_text:
        return reading.as_of_text.in_(words.language)
    return date_text(reading.as_of, words.language)


def _figure(reading: Reading, numbering: Numbering) -> Figure:
    words = numbering.words
    label, unit = label_of(reading.measure, words)
    if reading.at_least:
        label = words.gettext("%(label)s（原文写“以上”）", label=label)
    day = words.gettext("截至%(day)s", day=day_text(reading, words))
    if OF_A_YEAR.fullmatch(reading.measure):
        day = words.gettext("%(day)s的报道", day=day_text(reading, words))
    source = numbering.source(reading.source)
    return Figure(number(reading.value), unit, label, day, source)


def _chart(register: Register, series: tuple[Reading, ...], numbering: Numbering) -> Markup:
    """Title, line, and the same numbers as a table with the source of each."""
    words = numbering.words
    label, unit = label_of(series[0].measure, words)
    rows = tuple(_row(reading, words) for reading in series)
    description = words.gettext(
        "从%(first_day)s的%(first)s到%(last_day)s的%(last)s。",
        first_day=day_text(series[0], words),
        first=said(rows[0], words),
        last_day=day_text(series[-1], words),
        last=said(rows[-1], words),
    )
    chart = Chart(
        id=f"{register.id}-{series[0].measure}",
        kind="line",
        title=_same(label),
        desc=_same(description),
        unit=_same(unit),
        rows=rows,
        note=None,
    )
    cells = [
        [day_text(reading, words), said(row, words), numbering.cite([reading.source])]
        for reading, row in zip(series, rows, strict=True)
    ]
    heads = [words.gettext("截至"), unit, words.gettext("来源")]
    return Markup(
        '<figure class="chart chart--line" id="figure-{id}"><p class="chart__title">{title}'
        ' <span class="chart__unit">{unit}</span></p>{picture}{table}</figure>'
    ).format(
        id=chart.id,
        title=label,
        unit=words.gettext("单位：%(unit)s", unit=unit),
        picture=picture(chart, words),
        table=table(label, heads, cells, {1}),
    )


def _row(reading: Reading, words: Words) -> Row:
    return Row(
        label=_same(day_text(reading, words)),
        value=reading.value,
        target=None,
        as_of=reading.as_of,
        approx=False,
        lower_bound=reading.at_least,
        source=reading.source,
    )


def _same(words: str) -> Text:
    """Words that are in the page's language already."""
    return Text(words, words)
