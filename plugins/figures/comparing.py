"""What other studies found, study by study: each percentage on one scale, and as a table."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from plugins import svg
from plugins.chart_figure import table
from plugins.reading.register import Comparator
from plugins.reading.sources import Numbering
from plugins.words import Words, number


@dataclass(frozen=True)
class StudyView:
    """One study: who was asked, how many, what is to be minded, and its figures."""

    name: str
    n_text: str
    note: Markup  # with the number of its source
    picture: Markup
    table: Markup


def study_views(comparators: tuple[Comparator, ...], numbering: Numbering) -> list[StudyView]:
    """The studies in the order of the file; rows of one study stand together there."""
    grouped = groupby(comparators, key=lambda row: (row.study, row.note, row.n, row.source))
    return [_study(tuple(rows), place, numbering) for place, (_, rows) in enumerate(grouped)]


def percent_text(row: Comparator, words: Words) -> str:
    """The percentage as its source gives it."""
    told = f"{number(row.percent)}%"
    return words.gettext("不到%(share)s", share=told) if row.upper_bound else told


def _study(rows: tuple[Comparator, ...], place: int, numbering: Numbering) -> StudyView:
    first, words, language = rows[0], numbering.words, numbering.words.language
    name = first.study.in_(language)
    bands = []
    for row in rows:
        bands.append(svg.label_with_value(row.stat.in_(language), percent_text(row, words)))
        filled = svg.percent(float(row.percent), 100)
        bars = (svg.bar("pale", 0.3, "100%"), svg.bar("bar", 0.3, filled))
        bands.append(svg.Band(2.2, bars))
    n_text = words.gettext("问到%(n)s人", n=f"{first.n:,}") if first.n else ""
    heads = [words.gettext("怎样说"), words.gettext("比例"), words.gettext("占谁的比例")]
    everybody = words.gettext("全部答的人")
    cells = [
        [
            row.stat.in_(language),
            percent_text(row, words),
            row.share.in_(language) if row.share else everybody,
        ]
        for row in rows
    ]
    return StudyView(
        name=name,
        n_text=n_text or words.gettext("没有写人数"),
        note=Markup("{}{}{}").format(
            first.note.in_(language), words.gettext("。"), numbering.cite([first.source])
        ),
        picture=svg.drawing(
            f"study-{place}", name, words.gettext("横条是比例，满格是100%。数字见下表。"), bands
        ),
        table=table(name, heads, cells, {1}),
    )
