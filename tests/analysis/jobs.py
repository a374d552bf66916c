"""A job for the runner, and how it is refused."""

from __future__ import annotations

import pytest

from analysis.run import Job, main
from survey_model.answers import Answers

GROUPS: list[tuple[Answers, int]] = [
    ({"willing": "yes", "k_bone": "F", "county": "330102"}, 31),
    ({"willing": "no", "k_bone": "T", "worries": ("pain", "time")}, 12),
    ({"willing": "maybe", "k_bone": "DK", "att.trust": "1"}, 11),
    ({}, 1),
]
ANSWERS = [answers for answers, count in GROUPS for _ in range(count)]


def words(job: Job) -> list[str]:
    folders = [f"--{name}={getattr(job, name)}" for name in ("exports", "content", "reports")]
    return [job.survey, job.wave, *folders]


def refused(job: Job, capsys: pytest.CaptureFixture[str]) -> str:
    """What a person is told on standard error, after exit code 1 and without findings."""
    assert main(words(job)) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert "Traceback" not in told.err
    assert not job.findings.exists()
    return told.err
