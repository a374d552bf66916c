"""The receipt: what a person may learn from their own answers, and the step that may follow."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from survey_model.answers import Answer, Answers, from_json
from survey_model.faults import Fault, Faults
from survey_model.fields import Fields
from survey_model.freezing import thaw
from survey_model.questionnaire import Item, Questionnaire
from survey_model.scoring import Mark, mark
from survey_model.text import Text
from survey_model.yaml_strings import Mapping, read_yaml_file
from survey_service.answering.store import Response

UNDER_18, DONORS, OVER_45 = "under_18", "from_18_to_45", "over_45"
YOUNGEST, OLDEST = 18, 45  # years; content/data/next_steps.yaml names the sources of both
REHEARSAL = "rehearsal-"  # how the id of a rehearsal wave begins; survey_model.wave sees to it
AGE = "age"  # the item that tells the age, as a number or as a code such as a36: from 36 on


@dataclass(frozen=True)
class Line:
    """One knowledge item with the person's answer, all in one language."""

    n: int
    question: str
    fact: str
    reason: str
    answer: str  # empty when it was skipped
    right: str
    mark: Mark
    myth: str | None  # the page that explains it


@dataclass(frozen=True)
class Receipt:
    """What the receipt's page shows. Lines keep the order in which they were asked."""

    lines: tuple[Line, ...]
    rehearsal: bool
    withdrawn: bool
    band: str | None

    @property
    def right(self) -> int:
        """How many were answered right."""
        return len(self.known)

    @property
    def known(self) -> tuple[Line, ...]:
        """The items answered right."""
        return tuple(line for line in self.lines if line.mark is Mark.RIGHT)

    @property
    def look_again(self) -> tuple[Line, ...]:
        """The items answered wrong, with don't know, or not at all."""
        return tuple(line for line in self.lines if line.mark is not Mark.RIGHT)


@dataclass(frozen=True)
class NextStep:
    """One step for people of one age band."""

    band: str
    title: Text
    text: Text
    href: str
    link: Text | None


def receipt_of(
    response: Response, wording: str, now: Questionnaire | None, language: str
) -> Receipt:
    """The receipt of a response, in the words it was answered in.

    `wording` is the frozen definition; facts and reasons come from the questionnaire of today,
    if there is still one.
    """
    rehearsal = response.wave.startswith(REHEARSAL)
    if response.answers is None:
        return Receipt((), rehearsal=rehearsal, withdrawn=True, band=None)
    answers = from_json(response.answers)
    asked = thaw(wording)
    today = {item.id: item for item in now.items} if now else {}
    numbered = enumerate(asked.items, start=1)
    lines = tuple(
        _line(n, item, today.get(item.id, item), answers, language)
        for n, item in numbered
        if item.correct is not None
    )
    return Receipt(lines, rehearsal=rehearsal, withdrawn=False, band=age_band(answers.get(AGE)))


def age_band(answer: Answer | None) -> str | None:
    """The age band of an answer about age; None where it tells no age."""
    digits = re.search(r"\d+", str(answer or ""))
    if digits is None:
        return None
    years = int(digits[0])
    if years < YOUNGEST:
        return UNDER_18
    return DONORS if years <= OLDEST else OVER_45


def steps_for(band: str | None, steps: tuple[NextStep, ...]) -> tuple[NextStep, ...]:
    """The one step for this band; for an unknown age, those of every grown-up."""
    wanted = (band,) if band else (DONORS, OVER_45)
    return tuple(step for step in steps if step.band in wanted)


def read_next_steps(path: Path) -> tuple[NextStep, ...]:
    """The steps in content/data/next_steps.yaml. Raises Faults."""
    root = read_yaml_file(path)
    faults: list[Fault] = []
    if not isinstance(root, Mapping):
        raise Faults([Fault(str(path), 1, "文件不是“名称: 内容”的形式", "请照样例写")])
    listed = Fields(root, str(path), faults).mappings("steps", needed=True)
    steps = tuple(_next_step(fields) for fields in listed)
    if faults:
        raise Faults(faults)
    return steps


def _next_step(fields: Fields) -> NextStep:
    link = fields.mapping("link")
    return NextStep(
        band=fields.choice("band", (UNDER_18, DONORS, OVER_45)),
        title=fields.text("title"),
        text=fields.text("text"),
        href=link.string("href") if link else "",
        link=link.own_text() if link else None,
    )


def _line(n: int, item: Item, explained: Item, answers: Answers, language: str) -> Line:
    answer = answers.get(item.id)
    fact, reason = explained.fact or item.text, explained.reason
    return Line(
        n=n,
        question=item.text.in_(language),
        fact=fact.in_(language),
        reason=reason.in_(language) if reason else "",
        answer=_label(item, answer, language),
        right=_label(item, item.correct, language),
        mark=mark(item, answer),
        myth=explained.myths[0] if explained.myths else None,
    )


def _label(item: Item, code: Answer | None, language: str) -> str:
    label = item.label_of(code) if isinstance(code, str) else None
    return label.in_(language) if label else ""
