"""An author checks a questionnaire from the command line."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.survey_model.conftest import SMALL


def check(*arguments: object) -> subprocess.CompletedProcess[str]:
    """Run the command as an author would."""
    command = [sys.executable, "-m", "survey_model", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_an_author_sees_all_faults_and_no_traceback(written: Callable[[str], Path]) -> None:
    path = written(SMALL.replace('correct: "F"', 'correct: "X"').replace("id: age", "id: and"))

    told = check(path)

    assert told.returncode == 1
    assert f"{path}:" in told.stdout
    assert "正确答案“X”不在选项里" in told.stdout
    assert "保留字" in told.stdout
    assert told.stderr == ""


def test_a_warning_is_told_and_lets_the_questionnaire_pass(
    written: Callable[[str], Path],
) -> None:
    told = check(written(SMALL.replace("要敲骨头", "要敲骨头而且很疼")))

    assert told.returncode == 0
    assert told.stdout.startswith("提醒：")


def test_a_sound_questionnaire_and_a_missing_name_are_both_answered(
    written: Callable[[str], Path],
) -> None:
    assert check(written(SMALL)).stdout == "没有要改的地方。\n"
    assert check().returncode == 2
