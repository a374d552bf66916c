"""Findings as tables that a statistician reads in the notebook."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from analysis.library.disclosure import Printable
from analysis.library.responses import Responses
from survey_model.finding import AnswerShare, ItemFinding
from survey_model.place import Places
from survey_model.questionnaire import Item, Questionnaire
from survey_model.text import Text
from survey_model.wave import Wave


def overview(responses: Responses, wave: Wave) -> pd.DataFrame:
    """What was collected, when and how: one line for each fact about the wave."""
    frame, language = responses.frame, responses.language
    others = int((frame["definition"] != responses.definition).sum())
    facts = {
        "survey": wave.survey,
        "wave": f"{wave.id} ({wave.title.in_(language)})",
        "rehearsal": "yes: simulated residents" if wave.rehearsal else "no",
        "days of answers": f"{frame['day'].min():%Y-%m-%d} to {frame['day'].max():%Y-%m-%d}",
        "how asked": f"{wave.mode}, {wave.sample_kind} sample",
        "responses analysed": len(frame),
        "withdrawn, not among them": responses.manifest.withdrawn,
        "answered in English": int((frame["language"] == "en").sum()),
        "median seconds": int(frame["seconds"].median()),
        "with a flag, kept": int((frame["flags"] != "").sum()),
        "saw another wording": others,
        "limitations": wave.disclosure["limitations"].in_(language),
    }
    return pd.DataFrame({"value": [str(value) for value in facts.values()]}, index=list(facts))


def bases(tallies: Iterable[Printable]) -> pd.DataFrame:
    """Asked, missing by kind and base of each field."""
    rows = {
        shown.tally.field: {
            "asked": shown.tally.asked,
            **shown.tally.missing,
            "base": shown.tally.base,
        }
        for shown in tallies
    }
    table = pd.DataFrame.from_dict(rows, orient="index").fillna(0).astype(int)
    return table[[*(c for c in table.columns if c != "base"), "base"]]


def item_table(
    finding: ItemFinding, questionnaire: Questionnaire, places: Places, language: str
) -> pd.DataFrame:
    """The answers to one field: residents, then share of the base and limits in percent."""
    item = questionnaire.item_of_field(finding.item)
    labels = {code: item.label_of(code) or _place(places, code) for code in _codes(finding)}
    index = [f"{label.in_(language)} [{code}]" if label else code for code, label in labels.items()]
    title = f"{wording(item, finding.item, language)} (base {finding.base})"
    return pd.DataFrame(
        [_line(answer) for answer in finding.answers],
        index=pd.Index(index, name=title),
        columns=["residents", "share", "low", "high"],
    )


def wording(item: Item, field: str, language: str) -> str:
    """The question as it was read, with the statement where it is a row of a grid."""
    row = next((row for row in item.rows if field == f"{item.id}.{row.id}"), None)
    text = item.text.in_(language)
    return f"{text} {row.label.in_(language)}" if row else text


def _codes(finding: ItemFinding) -> tuple[str, ...]:
    return tuple(answer.code for answer in finding.answers)


def _place(places: Places, code: str) -> Text | None:
    place = places.find(code)
    return place.name if place else None


def _line(answer: AnswerShare) -> tuple[str, str, str, str]:
    if answer.count is None or answer.share is None:
        return ("suppressed", "", "", "")
    limits = (answer.share, answer.low or 0.0, answer.high or 0.0)
    share, low, high = (f"{100 * limit:.1f} %" for limit in limits)
    return (str(answer.count), share, low, high)
