"""The surveys that the site tells of: questionnaire, waves, and the findings of each wave."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from plugins.reading.reference import Reference
from survey_model.faults import Faults
from survey_model.finding import Findings, read_findings
from survey_model.questionnaire import Item, Questionnaire
from survey_model.reading import read_questionnaire
from survey_model.wave import Wave, WaveClosed, open_wave, read_wave


@dataclass(frozen=True)
class Survey:
    """One questionnaire with its waves, and findings by the id of the wave."""

    questionnaire: Questionnaire
    waves: tuple[Wave, ...]
    findings: dict[str, Findings]

    @property
    def id(self) -> str:
        """The name of its folder, and of its address."""
        return self.questionnaire.id

    def wave(self, wave_id: str) -> Wave:
        """The wave called `wave_id`. Raises StopIteration where there is none."""
        return next(wave for wave in self.waves if wave.id == wave_id)


def read_surveys(folder: Path, reference: Reference) -> tuple[Survey, ...]:
    """Every survey in the folder; those with faults are left out."""
    paths = sorted(folder.glob("*/questionnaire.yaml"))
    surveys = (_read_survey(path, reference) for path in paths)
    return tuple(survey for survey in surveys if survey)


def check_item_myths(
    surveys: Iterable[Survey], known: Iterable[str], folder: Path, reference: Reference
) -> None:
    """A fault for each myth that an item names and nobody wrote."""
    myths = set(known)
    for survey in surveys:
        path = folder / survey.id / "questionnaire.yaml"
        for item in survey.questionnaire.items:
            for myth in item.myths:
                if myth not in myths:
                    line = _line_of_item(path, item)
                    reference.fault("myth_item", reference.shown(path), line, item=item.id, id=myth)


def open_survey(surveys: Iterable[Survey], today: dt.date) -> str | None:
    """The survey that takes answers on this day, or None."""
    for survey in surveys:
        try:
            open_wave(survey.waves, today)
        except WaveClosed:
            continue
        return survey.id
    return None


def belief_codes(item: Item) -> tuple[str, ...]:
    """The answers that hold the myth: all that are substantive and not correct."""
    if item.correct is None:
        return ()
    return tuple(option.code for option in item.options if option.code != item.correct)


def _read_survey(path: Path, reference: Reference) -> Survey | None:
    file = reference.shown(path)
    waves = _waves(path.parent / "waves", reference)
    try:
        questionnaire = read_questionnaire(path, file)
    except Faults as refused:
        reference.faults.extend(refused.faults)
        return None
    survey = Survey(questionnaire, waves, {})
    for findings_path in sorted((path.parent / "findings").glob("*.json")):
        findings = _findings(findings_path, survey, reference)
        if findings:
            survey.findings[findings.wave] = findings
    return survey


def _waves(folder: Path, reference: Reference) -> tuple[Wave, ...]:
    waves = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            waves.append(read_wave(path, reference.shown(path)))
        except Faults as refused:
            reference.faults.extend(refused.faults)
    return tuple(waves)


def _findings(path: Path, survey: Survey, reference: Reference) -> Findings | None:
    """The findings in the file, if they are of this survey, a known wave and known items."""
    file = reference.shown(path)
    try:
        findings = read_findings(path, file)
    except Faults as refused:
        reference.faults.extend(refused.faults)
        return None
    faults = dict(_misfits(findings, path, survey))
    for key, values in faults.items():
        reference.fault(key, file, **values)
    unknown = _unknown_items(findings, survey, file, reference)
    return None if faults or unknown else findings


def _misfits(
    findings: Findings, path: Path, survey: Survey
) -> Iterable[tuple[str, dict[str, object]]]:
    if findings.survey != survey.id:
        yield "finding_survey", {"survey": findings.survey, "folder": survey.id}
    wave = next((wave for wave in survey.waves if wave.id == findings.wave), None)
    if wave is None:
        yield "finding_wave", {"wave": findings.wave}
    elif wave.rehearsal != findings.rehearsal:
        yield "finding_rehearsal", {}
    if path.stem != findings.wave:
        yield "finding_name", {"wave": findings.wave}


def _unknown_items(findings: Findings, survey: Survey, file: str, reference: Reference) -> bool:
    """Whether a finding is about an item or an answer that the questionnaire does not have."""
    found = False
    for finding in findings.items:
        if finding.item not in survey.questionnaire.fields:
            reference.fault("finding_item", file, item=finding.item, survey=survey.id)
            found = True
            continue
        item = survey.questionnaire.item_of_field(finding.item)
        for answer in finding.answers:
            if item.options and answer.code not in item.codes:
                reference.fault("finding_answer", file, item=finding.item, code=answer.code)
                found = True
    return found


def _line_of_item(path: Path, item: Item) -> int:
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((n for n, line in enumerate(lines, 1) if line.strip() == f"- id: {item.id}"), 0)
