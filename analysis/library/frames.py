"""A response table as a typed frame: what was answered, and beside it why nothing was."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import pandas as pd

from survey_model.freezing import item_hash
from survey_model.questionnaire import Item, Kind, MissingKind, Questionnaire
from survey_model.response_package import CHOSEN, NOT_ASKED, SKIPPED, columns_of_item

Column: TypeAlias = "pd.Series[Any]"

OTHER_WORDING = "_other_wording"  # answered, but to a question in other words

# Why a cell holds no answer, in the order in which tables print it.
REASONS = (*(kind.value for kind in MissingKind), "skipped", "not_asked", "other_wording")


def main_definition(cells: pd.DataFrame) -> str:
    """The definition that most responses answered; among equals the first by name."""
    counts = cells["definition"].value_counts().sort_index()
    return str(counts.idxmax())


def typed_frame(
    cells: pd.DataFrame, questionnaires: Mapping[str, Questionnaire], main: str
) -> pd.DataFrame:
    """One row for each response, in the words of the definition `main`.

    Index: row. About the response: definition, language, mode (string), day (datetime),
    seconds (Int64). SINGLE, KNOWLEDGE and each GRID row -> categorical, categories in the
    questionnaire's order, ordered where the item is; MULTIPLE -> a boolean column `item.option`
    each; INTEGER -> Int64; PLACE and TEXT -> string. Whatever says nothing about the question is
    NA there, and its reason stands in `<field>__missing`: one of REASONS, NA where answered.
    A response that saw other words for an item counts as `other_wording` in that item.
    `cells` must have passed code_faults().
    """
    parts: list[pd.DataFrame | Column] = [_context(cells)]
    for item in questionnaires[main].items:
        same = same_wording(cells, questionnaires, item)
        parts.extend(_item_columns(cells, item, same))
    frame = pd.concat(parts, axis=1)
    return frame.set_index(pd.Index(cells["row"].astype("int64"), name="row"))


def same_wording(
    cells: pd.DataFrame, questionnaires: Mapping[str, Questionnaire], item: Item
) -> pd.Series[bool]:
    """Whether each response saw exactly this item, in the language in which it answered."""
    seen = {
        (definition, language): any(
            other.id == item.id and item_hash(other, language) == item_hash(item, language)
            for other in questionnaire.items
        )
        for definition, questionnaire in questionnaires.items()
        for language in ("zh", "en")
    }
    pairs = zip(cells["definition"], cells["language"], strict=True)
    return pd.Series([seen[pair] for pair in pairs], index=cells.index, dtype=bool)


def missing_column(field: str) -> str:
    """The column in which the reason stands why `field` holds no answer."""
    return f"{field}__missing"


def _context(cells: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "definition": cells["definition"].astype("string"),
            "language": cells["language"].astype("string"),
            "mode": cells["mode"].astype("string"),
            "day": pd.to_datetime(cells["day"], format="%Y-%m-%d"),
            "seconds": cells["seconds"].astype("Int64"),
            "flags": cells["flags"].astype("string"),
        }
    )


def _item_columns(cells: pd.DataFrame, item: Item, same: pd.Series[bool]) -> list[Column]:
    columns = columns_of_item(item)
    reasons = _reasons(item)
    seen = {
        column: cells[column].where(same, OTHER_WORDING)
        if column in cells
        else pd.Series(OTHER_WORDING, index=cells.index)
        for column in columns
    }
    typed = [
        TYPED[item.kind](seen[c].where(~seen[c].isin(list(reasons))), item).rename(c)
        for c in columns
        if item.kind is not Kind.MULTIPLE or c != item.id
    ]
    return typed + [
        _missing(seen[field], reasons).rename(missing_column(field)) for field in item.fields
    ]


def _reasons(item: Item) -> dict[str, str]:
    """From a cell to the reason why it holds no answer."""
    said = {missing.code: missing.kind.value for missing in item.missing}
    return {
        **said,
        SKIPPED: "skipped",
        NOT_ASKED: "not_asked",
        OTHER_WORDING: "other_wording",
    }


def _missing(seen: Column, reasons: Mapping[str, str]) -> Column:
    dtype = pd.CategoricalDtype(list(REASONS))
    return seen.where(seen.isin(list(reasons))).map(reasons).astype(dtype)


def _coded(answers: Column, item: Item) -> Column:
    codes = [option.code for option in item.options]
    return answers.astype(pd.CategoricalDtype(codes, ordered=item.ordered))


def _chosen(answers: Column, _: Item) -> Column:
    return (answers == CHOSEN).astype("boolean").where(answers.notna())


def _number(answers: Column, _: Item) -> Column:
    return pd.to_numeric(answers).astype("Int64")


def _words(answers: Column, _: Item) -> Column:
    return answers.astype("string")


TYPED: dict[Kind, Callable[[Column, Item], Column]] = {
    Kind.SINGLE: _coded,
    Kind.KNOWLEDGE: _coded,
    Kind.GRID: _coded,
    Kind.MULTIPLE: _chosen,
    Kind.INTEGER: _number,
    Kind.PLACE: _words,
    Kind.TEXT: _words,
}
