"""All findings of all waves in one language, and which of them belong to a myth."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from plugins.finding_models import ItemFinding, WaveView
from plugins.reading.finding_views import Teller
from plugins.reading.reference import Reference
from plugins.reading.surveys import Survey
from plugins.words import Words
from survey_model.wave import Wave


@dataclass(frozen=True)
class ToldFindings:
    """The waves that have findings, real ones first, the newest first."""

    waves: tuple[WaveView, ...]

    def of_myth(self, myth: str) -> tuple[ItemFinding, ...]:
        """For each item that asks about the myth the newest real finding, else a rehearsal."""
        found: dict[tuple[str, str], ItemFinding] = {}
        for wave in self.waves:
            for finding in wave.items:
                if myth in finding.myth_ids:
                    found.setdefault((finding.survey, finding.item), finding)
        return tuple(found.values())

    def most_believed(self, count: int) -> tuple[ItemFinding, ...]:
        """The myths that most residents of the newest wave believe."""
        items = self.waves[0].items if self.waves else ()
        held = [item for item in items if item.belief and item.belief.share is not None]
        return tuple(sorted(held, key=_believed, reverse=True)[:count])


def tell(surveys: Iterable[Survey], reference: Reference, words: Words) -> ToldFindings:
    """The findings in one language."""
    waves = [
        (wave, survey) for survey in surveys for wave in survey.waves if wave.id in survey.findings
    ]
    ordered = sorted(waves, key=lambda pair: _newness(pair[0]), reverse=True)
    return ToldFindings(
        tuple(Teller(survey, wave, reference, words).wave_view() for wave, survey in ordered)
    )


def items_of_myth(surveys: Iterable[Survey], myth: str) -> tuple[str, ...]:
    """The items, of all questionnaires, that ask about the myth."""
    items = (item for survey in surveys for item in survey.questionnaire.items)
    return tuple(item.id for item in items if myth in item.myths)


def _newness(wave: Wave) -> tuple[bool, str, str]:
    return (not wave.rehearsal, wave.opens.isoformat(), wave.id)


def _believed(finding: ItemFinding) -> float:
    return (finding.belief.share or 0.0) if finding.belief else 0.0
