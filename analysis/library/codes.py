"""Every cell of a response table checked against the wording its response answered."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from survey_model.place import OUTSIDE
from survey_model.questionnaire import Item, Kind, Questionnaire
from survey_model.response_package import (
    CHOSEN,
    CONTEXT,
    NOT_ASKED,
    NOT_CHOSEN,
    SKIPPED,
    columns_of_item,
)
from survey_model.wave import MODES

MARKERS = (SKIPPED, NOT_ASKED)
PLACE_CODE = re.compile(r"\d{6}")
INTEGER = re.compile(r"-?\d{1,15}")
DAY = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")


@dataclass(frozen=True, order=True)
class CodeFault:
    """One cell that its wording does not allow. `row` is the response's number in the package."""

    row: str
    column: str
    value: str

    def __str__(self) -> str:
        return f"row {self.row}, column {self.column}: {self.value!r} is no answer to this question"


def code_faults(
    cells: pd.DataFrame, questionnaires: Mapping[str, Questionnaire]
) -> tuple[CodeFault, ...]:
    """Every cell with a value outside its definition; nothing is changed or left out.

    `cells` holds strings only, one row for each response. A missing column is a fault of column
    and value "" in row "all".
    """
    missing = [column for column in CONTEXT if column not in cells]
    if missing:
        return tuple(CodeFault("all", column, "") for column in missing)
    faults = list(_context_faults(cells, questionnaires))
    for definition, rows in cells.groupby("definition", sort=True):
        questionnaire = questionnaires.get(str(definition))
        for item in questionnaire.items if questionnaire else ():
            faults.extend(_item_faults(rows, item))
    return tuple(faults)


def _context_faults(
    cells: pd.DataFrame, questionnaires: Mapping[str, Questionnaire]
) -> Iterator[CodeFault]:
    yield from _wrong(cells, "definition", cells["definition"].isin(list(questionnaires)))
    yield from _wrong(cells, "language", cells["language"].isin(["zh", "en"]))
    yield from _wrong(cells, "mode", cells["mode"].isin(list(MODES)))
    yield from _wrong(cells, "day", cells["day"].str.fullmatch(DAY))
    yield from _wrong(cells, "seconds", cells["seconds"].str.fullmatch(r"\d{1,9}"))


def _item_faults(rows: pd.DataFrame, item: Item) -> Iterator[CodeFault]:
    absent = [column for column in columns_of_item(item) if column not in rows]
    if absent:
        yield from (CodeFault("all", column, "") for column in absent)
    elif item.kind is Kind.MULTIPLE:
        yield from _multiple_faults(rows, item)
    else:
        for field in item.fields:
            yield from _wrong(rows, field, ALLOWED[item.kind](rows[field], item))


def _multiple_faults(rows: pd.DataFrame, item: Item) -> Iterator[CodeFault]:
    """The own column is empty where options were chosen, and then at least one of them was."""
    own = rows[item.id]
    chose = own == ""
    options = rows[[f"{item.id}.{option.code}" for option in item.options]]
    nothing = chose & ~(options == CHOSEN).any(axis=1)
    yield from _wrong(rows, item.id, (own.isin([*item.missing_codes, *MARKERS, ""])) & ~nothing)
    for column in options:
        cell = rows[str(column)]
        yield from _wrong(
            rows, str(column), cell.isin([CHOSEN, NOT_CHOSEN]).where(chose, cell == own)
        )


def _wrong(rows: pd.DataFrame, column: str, allowed: pd.Series[bool]) -> Iterator[CodeFault]:
    for row, value in rows.loc[~allowed.astype(bool), ["row", column]].itertuples(index=False):
        yield CodeFault(str(row), column, str(value))


def _coded(cells: pd.Series[str], item: Item) -> pd.Series[bool]:
    return cells.isin([*item.codes, *MARKERS])


def _place(cells: pd.Series[str], item: Item) -> pd.Series[bool]:
    return cells.str.fullmatch(PLACE_CODE) | (cells == OUTSIDE) | _coded(cells, item)


def _integer(cells: pd.Series[str], item: Item) -> pd.Series[bool]:
    numbers = pd.to_numeric(cells.where(cells.str.fullmatch(INTEGER)))
    inside = numbers.notna()
    if item.minimum is not None:
        inside &= numbers >= item.minimum
    if item.maximum is not None:
        inside &= numbers <= item.maximum
    return inside | _coded(cells, item)


def _text(cells: pd.Series[str], item: Item) -> pd.Series[bool]:
    if item.max_length is None:
        return cells.notna()
    return (cells.str.len() <= item.max_length) | _coded(cells, item)


ALLOWED: dict[Kind, Callable[[pd.Series[str], Item], pd.Series[bool]]] = {
    Kind.SINGLE: _coded,
    Kind.KNOWLEDGE: _coded,
    Kind.GRID: _coded,
    Kind.PLACE: _place,
    Kind.INTEGER: _integer,
    Kind.TEXT: _text,
}
