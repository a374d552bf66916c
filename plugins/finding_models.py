"""What the templates are given of findings, in one language."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True)
class AnswerShare:
    """How many gave one answer. Texts are empty where the count is suppressed."""

    code: str
    label: str
    count: int | None
    share: float | None
    share_text: str
    low_text: str
    high_text: str
    suppressed: bool
    is_right: bool
    is_belief: bool


@dataclass(frozen=True)
class ItemFinding:
    """What residents answered to one item in one wave, in one language."""

    item: str
    question: str
    survey: str
    survey_title: str
    wave: str
    wave_title: str
    rehearsal: bool
    dates_text: str
    how_asked: str
    base: int
    asked: int
    missing: tuple[tuple[str, int], ...]  # words for why, and how many
    base_text: str  # asked, missing and base in a sentence
    method_text: str
    answers: tuple[AnswerShare, ...]
    belief: AnswerShare | None
    dont_know: AnswerShare | None
    chart: Markup
    table: Markup
    in_words: str
    myth_ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class WaveView:
    """All findings of one wave, with how the wave was asked."""

    id: str
    title: str
    survey: str
    survey_title: str
    rehearsal: bool
    dates_text: str
    mode_text: str
    sample_text: str
    responses: int
    disclosure: tuple[tuple[str, str], ...]  # label and text
    items: tuple[ItemFinding, ...]
