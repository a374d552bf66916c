"""Findings: what a wave says, item by item, with base, missing, interval and method.

`content/surveys/<id>/findings/<wave>.json` has one writer, the analysis, and enters history
only by a person's commit; the site prints it.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from survey_model.faults import Fault, Faults

SCHEMA = "life-relay/findings/1"
SMALLEST_CELL = 10  # residents; a smaller group might be recognised
METHOD = "wilson-95"


class CellTooSmall(ValueError):
    """A count below the smallest cell was about to be written."""


@dataclass(frozen=True)
class AnswerShare:
    """How many gave one answer; shares and limits are fractions of the base."""

    code: str
    count: int | None
    share: float | None
    low: float | None
    high: float | None
    suppressed: bool = False


@dataclass(frozen=True)
class ItemFinding:
    """One field of a questionnaire in one wave.

    asked: residents on whose route the item was; base: asked minus missing; missing: by kind
    (skipped, refused, not_applicable). For knowledge items don't know is an answer, not missing.
    wording: the item's hash in the language most residents saw.
    """

    item: str
    kind: str
    wording: str
    asked: int
    base: int
    missing: dict[str, int]
    answers: tuple[AnswerShare, ...]
    method: str = METHOD
    suppressed: bool = False

    def share_of(self, code: str) -> AnswerShare | None:
        """The share of one answer, or None where the item has no such code."""
        return next((answer for answer in self.answers if answer.code == code), None)


@dataclass(frozen=True)
class Findings:
    """All findings of a wave. `responses` counts those analysed, without withdrawn ones."""

    survey: str
    wave: str
    definition: str
    rehearsal: bool
    responses: int
    items: tuple[ItemFinding, ...]
    schema: str = SCHEMA

    def of(self, item: str) -> ItemFinding | None:
        """The finding of one field, or None."""
        return next((finding for finding in self.items if finding.item == item), None)


def write_findings(path: Path, findings: Findings) -> None:
    """Write the file; equal findings give equal bytes. Raises CellTooSmall and writes nothing."""
    for item in findings.items:
        for answer in item.answers:
            if answer.count is not None and 0 < answer.count < SMALLEST_CELL:
                message = f"{item.item}={answer.code} has a cell of {answer.count}: suppress it"
                raise CellTooSmall(message)
    text = json.dumps(asdict(findings), ensure_ascii=False, sort_keys=True, indent=1)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{text}\n", encoding="utf-8")


def read_findings(path: Path, shown_as: str | None = None) -> Findings:
    """The findings in the file. Raises Faults where it is not one of ours."""
    file = shown_as or str(path)
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        if raw.get("schema") != SCHEMA:
            raise Faults([Fault(file, 0, f"schema 不是 {SCHEMA}", "请用 make analysis 重新生成")])
        return _findings(raw)
    except (json.JSONDecodeError, KeyError, TypeError, AttributeError) as error:
        what = f"不是完整的结果文件（{error}）"
        raise Faults([Fault(file, 0, what, "请用 make analysis 重新生成")]) from error


def _findings(raw: dict[str, Any]) -> Findings:
    items = tuple(
        ItemFinding(**{**item, "answers": tuple(AnswerShare(**a) for a in item["answers"])})
        for item in raw["items"]
    )
    return Findings(**{**raw, "items": items})
