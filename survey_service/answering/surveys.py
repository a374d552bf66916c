"""The questionnaires that can be answered, read once at start with everything made of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from survey_model.freezing import canonical_json, definition_hash
from survey_model.place import Places, read_places
from survey_model.questionnaire import Questionnaire
from survey_model.reading import read_questionnaire
from survey_model.text import LANGUAGES
from survey_model.wave import Wave, WaveClosed, WaveUnknown, open_wave, read_waves
from survey_service.answering.fields import Labels
from survey_service.answering.forms import AnswerForm, form_class, labels_of
from survey_service.errors import PageMissing, WaveShut
from survey_service.pages import Pages


@dataclass(frozen=True)
class Survey:
    """One questionnaire with its waves, its frozen wording and its form in each language."""

    questionnaire: Questionnaire
    waves: tuple[Wave, ...]
    definition: str  # the hash of the wording
    json: str  # the wording itself
    places: Places
    forms: dict[str, type[AnswerForm]]
    labels: dict[str, dict[str, Labels]]  # language → item → code → words

    @property
    def id(self) -> str:
        """The name in the address."""
        return self.questionnaire.id

    def wave(self, today: date, wanted: str | None, *, rehearsal: bool) -> Wave:
        """The wave that takes answers today. Raises WaveShut, or PageMissing for one unknown.

        A rehearsal wave exists only while the service rehearses.
        """
        try:
            wave = open_wave(self.waves, today, wanted)
        except WaveUnknown:
            raise PageMissing from None
        except WaveClosed:
            raise WaveShut from None
        if wave.rehearsal and not rehearsal:
            raise PageMissing
        return wave


class Surveys:
    """Every survey of the content folder, by id."""

    def __init__(self, found: dict[str, Survey]) -> None:
        self._found = found

    def __iter__(self) -> Iterator[Survey]:
        return iter(self._found.values())

    def find(self, survey_id: str) -> Survey:
        """The survey with this id. Raises PageMissing."""
        if survey_id not in self._found:
            raise PageMissing
        return self._found[survey_id]

    def asked_today(self, survey_id: str) -> Questionnaire | None:
        """The questionnaire as it is now, or None once it was taken out of the content."""
        found = self._found.get(survey_id)
        return found.questionnaire if found else None


def read_surveys(content: Path, pages: Pages) -> Surveys:
    """The surveys under `content`. Raises Faults where a questionnaire cannot be used."""
    places = read_places(content / "data" / "places.yaml")
    folders = sorted(path.parent for path in (content / "surveys").glob("*/questionnaire.yaml"))
    read = (_survey(folder, places, pages) for folder in folders)
    return Surveys({survey.id: survey for survey in read})


def _survey(folder: Path, places: Places, pages: Pages) -> Survey:
    questionnaire = read_questionnaire(folder / "questionnaire.yaml")
    words = {language: partial(pages.word, language) for language in LANGUAGES}
    return Survey(
        questionnaire=questionnaire,
        waves=read_waves(folder / "waves"),
        definition=definition_hash(questionnaire),
        json=canonical_json(questionnaire),
        places=places,
        forms={k: form_class(questionnaire, k, word, places) for k, word in words.items()},
        labels={
            k: {item.id: labels_of(item, k, word, places) for item in questionnaire.items}
            for k, word in words.items()
        },
    )
