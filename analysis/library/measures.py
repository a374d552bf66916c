"""What a wave says about one field: who was asked, who answered, and what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd

from analysis.library.frames import missing_column
from analysis.library.intervals import wilson
from survey_model.finding import AnswerShare, ItemFinding
from survey_model.freezing import item_hash
from survey_model.place import OUTSIDE
from survey_model.questionnaire import Item, Kind, MissingKind

DECIMALS = 6  # of a share in a finding: more would only print the machine's rounding

# Reasons that take a resident out of the base; don't know joins them where it is no answer.
OUT_OF_BASE = ("skipped", MissingKind.REFUSED.value, MissingKind.NOT_APPLICABLE.value)
NEVER_ASKED = ("not_asked", "other_wording")


@dataclass(frozen=True)
class Tally:
    """The plain counts of one field, before anything is suppressed.

    asked: residents on whose route the item was, in this wording; not_asked: those for whom it
    was off the route; base: asked minus missing; counts: code -> residents, in the questionnaire's
    order. `adds_up`: each resident in the base stands in exactly one count.
    """

    field: str
    item: Item
    asked: int
    not_asked: int
    base: int
    missing: Mapping[str, int]
    counts: Mapping[str, int]
    adds_up: bool


def tally(frame: pd.DataFrame, item: Item, field: str) -> Tally:
    """The counts of one field of a typed frame."""
    reasons = frame[missing_column(field)]
    asked = int((~reasons.isin(list(NEVER_ASKED))).sum())
    counts = COUNTED[item.kind](frame, item, field)
    out_of_base = list(OUT_OF_BASE)
    if MissingKind.DONT_KNOW in {m.kind for m in item.missing}:
        if item.kind is Kind.KNOWLEDGE:
            counts.update(_dont_know(reasons, item))
        else:
            out_of_base.append(MissingKind.DONT_KNOW.value)
    missing = {reason: int((reasons == reason).sum()) for reason in out_of_base}
    return Tally(
        field=field,
        item=item,
        asked=asked,
        not_asked=int((reasons == "not_asked").sum()),
        base=asked - sum(missing.values()),
        missing=missing,
        counts=counts,
        adds_up=_adds_up(item),
    )


def finding(counted: Tally, language: str, hidden: frozenset[str]) -> ItemFinding:
    """The counts as a finding with 95 % Wilson intervals; the answers in `hidden` stay blank."""
    answers = tuple(
        AnswerShare(code, None, None, None, None, suppressed=True)
        if code in hidden
        else _share(code, count, counted.base)
        for code, count in counted.counts.items()
    )
    return ItemFinding(
        item=counted.field,
        kind=counted.item.kind.value,
        wording=item_hash(counted.item, language),
        asked=counted.asked,
        base=counted.base,
        missing=dict(counted.missing),
        answers=answers,
        suppressed=bool(answers) and all(answer.suppressed for answer in answers),
    )


def _share(code: str, count: int, base: int) -> AnswerShare:
    interval = wilson(count, base)
    return AnswerShare(
        code=code,
        count=count,
        share=round(interval.share, DECIMALS),
        low=round(interval.low, DECIMALS),
        high=round(interval.high, DECIMALS),
    )


def _dont_know(reasons: pd.Series[str], item: Item) -> dict[str, int]:
    """Don't know is an answer to a knowledge item: it is no myth, and it is not missing."""
    code = next(m.code for m in item.missing if m.kind is MissingKind.DONT_KNOW)
    return {code: int((reasons == MissingKind.DONT_KNOW.value).sum())}


def _adds_up(item: Item) -> bool:
    """Whether the counts sum to the base: not where several options may be chosen together."""
    together = [option for option in item.options if not option.exclusive]
    return item.kind is not Kind.MULTIPLE or item.max_choices == 1 or len(together) < 2  # noqa: PLR2004


def _coded(frame: pd.DataFrame, _: Item, field: str) -> dict[str, int]:
    counts = frame[field].value_counts(sort=False)
    return {str(code): int(count) for code, count in counts.items()}


def _chosen(frame: pd.DataFrame, item: Item, _: str) -> dict[str, int]:
    return {o.code: int(frame[f"{item.id}.{o.code}"].sum()) for o in item.options}


def _cities(frame: pd.DataFrame, _: Item, field: str) -> dict[str, int]:
    """Residents by city: a county is too small a group to be told apart in a sample."""
    place = frame[field].dropna()
    city = place.where(place == OUTSIDE, place.str[:4] + "00")
    return {str(code): int(count) for code, count in city.value_counts().sort_index().items()}


def _nothing(_frame: pd.DataFrame, _item: Item, _field: str) -> dict[str, int]:
    """Numbers and words have no codes to count; only who answered is told."""
    return {}


COUNTED: dict[Kind, Callable[[pd.DataFrame, Item, str], dict[str, int]]] = {
    Kind.SINGLE: _coded,
    Kind.KNOWLEDGE: _coded,
    Kind.GRID: _coded,
    Kind.MULTIPLE: _chosen,
    Kind.PLACE: _cities,
    Kind.INTEGER: _nothing,
    Kind.TEXT: _nothing,
}
