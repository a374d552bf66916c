"""Tables as CSV that a spreadsheet opens rightly: UTF-8 with its mark, and no cell is a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import StringIO

from plugins.dates import date_text
from plugins.figures.comparing import percent_text
from plugins.figures.series import label_of, names
from plugins.reading.register import Comparator, Register
from plugins.reading.sources import Numbering, SourceEntry

FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet obeys a cell that begins so


def as_csv(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> bytes:
    """The table; lines end as RFC 4180 asks."""
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([harmless(head) for head in heads])
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def harmless(cell: str) -> str:
    """The words; those that a spreadsheet would run are marked as words."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def registers_csv(registers: Iterable[Register], numbering: Numbering) -> bytes:
    """One row for each figure of each day."""
    words = numbering.words
    gettext = words.gettext
    heads = [
        *(gettext("登记库"), gettext("项目"), gettext("截至"), gettext("日期的说法")),
        *(gettext("数值"), gettext("单位"), gettext("至少这么多")),
        *(gettext("来源"), gettext("出处"), gettext("网址")),
    ]
    rows = []
    for register in registers:
        for one in (r for measure in register.measures for r in register.series(measure)):
            label, unit = label_of(one.measure, words)
            at_least = gettext("是") if one.at_least else gettext("不是")
            told = one.as_of_text.in_(words.language) if one.as_of_text else ""
            told = told or date_text(one.as_of, words.language)
            source = _cells(numbering.entries[one.source])
            name = names(words)[register.id][0]
            rows.append([name, label, one.as_of, told, f"{one.value:f}", unit, at_least, *source])
    return as_csv(heads, rows)


def comparators_csv(comparators: Iterable[Comparator], numbering: Numbering) -> bytes:
    """One row for each percentage."""
    words, language = numbering.words, numbering.words.language
    gettext = words.gettext
    heads = [
        *(gettext("谁答的"), gettext("怎样说"), gettext("比例"), gettext("问到多少人")),
        *(gettext("占谁的比例"), gettext("说明")),
        *(gettext("来源"), gettext("出处"), gettext("网址")),
    ]
    rows = [
        [
            *(row.study.in_(language), row.stat.in_(language), percent_text(row, words)),
            "" if row.n is None else str(row.n),
            row.share.in_(language) if row.share else gettext("全部答的人"),
            row.note.in_(language),
            *_cells(numbering.entries[row.source]),
        ]
        for row in comparators
    ]
    return as_csv(heads, rows)


def _cells(source: SourceEntry) -> tuple[str, str, str]:
    return source.title, source.where, source.url
