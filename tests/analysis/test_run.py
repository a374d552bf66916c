"""`python -m analysis.run`: from a package to findings, or a sentence that says why not."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from analysis.run import NOTEBOOK, Job, main
from survey_model.finding import read_findings
from tests.analysis.jobs import ANSWERS, refused, words
from tests.analysis.packages import make_cells, make_package

ROOT = Path(__file__).parents[2]


def test_a_package_becomes_findings_and_again_the_same_bytes(
    job: Job, capsys: pytest.CaptureFixture[str]
) -> None:
    make_package(job.exports, ANSWERS, withdrawn=2)

    assert main(words(job)) == 0
    first = job.findings.read_bytes()
    assert main(words(job)) == 0

    assert job.findings.read_bytes() == first
    assert "knowing, wave spring-2027: 55 responses" in capsys.readouterr().out
    findings = read_findings(job.findings)
    belief = findings.of("k_bone")
    assert belief is not None
    assert (belief.asked, belief.base, belief.missing["skipped"]) == (55, 54, 1)
    shares = [(answer.code, answer.count) for answer in belief.answers]
    assert shares == [("T", 12), ("F", 31), ("DK", 11)]
    assert (findings.responses, findings.rehearsal) == (55, False)


def test_the_executed_notebook_tells_no_single_resident(job: Job) -> None:
    cells = make_cells([*ANSWERS, {"why": "我住在某个小村"}])
    make_package(job.exports, [], cells=cells)

    assert main(words(job)) == 0

    assert "小村" not in job.report.read_text(encoding="utf-8")
    assert "小村" not in job.findings.read_text(encoding="utf-8")


def test_the_executed_notebook_tells_answers_and_places_in_words(job: Job) -> None:
    make_package(job.exports, ANSWERS)

    assert main(words(job)) == 0

    report = job.report.read_text(encoding="utf-8")
    assert "要敲骨头 (base 54)" in report
    assert "杭州市 [330100]" in report


def test_a_rehearsal_stays_a_rehearsal(job: Job) -> None:
    rehearsal = Job("knowing", "rehearsal-2027", job.exports, job.content, job.reports)
    make_package(job.exports, ANSWERS, wave="rehearsal-2027", rehearsal=True)

    assert main(words(rehearsal)) == 0

    assert json.loads(rehearsal.findings.read_text(encoding="utf-8"))["rehearsal"] is True


def test_the_notebook_in_history_holds_no_outputs() -> None:
    notebook = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]

    assert [cell["outputs"] for cell in code] == [[]] * len(code)
    assert {cell["execution_count"] for cell in code} == {None}
    assert set(notebook["metadata"]) == {"kernelspec", "language_info"}


def test_a_cell_of_the_notebook_can_be_read_at_a_glance() -> None:
    notebook = json.loads(NOTEBOOK.read_text(encoding="utf-8"))

    assert max(len(cell["source"]) for cell in notebook["cells"]) <= 12


def test_a_missing_package_is_named(job: Job, capsys: pytest.CaptureFixture[str]) -> None:
    assert "export the responses first" in refused(job, capsys)


def test_a_package_without_responses_has_nothing_to_say(
    job: Job, capsys: pytest.CaptureFixture[str]
) -> None:
    make_package(job.exports, [], cells=make_cells(ANSWERS).iloc[:0])

    assert "there is nothing to analyse yet" in refused(job, capsys)


def test_a_code_that_nobody_could_choose_is_named(
    job: Job, capsys: pytest.CaptureFixture[str]
) -> None:
    cells = make_cells(ANSWERS)
    cells.loc[2, "k_bone"] = "X"
    make_package(job.exports, [], cells=cells)

    assert "row 3, column k_bone: 'X' is no answer to this question" in refused(job, capsys)


def test_simulated_residents_are_never_analysed_as_real_ones(
    job: Job, capsys: pytest.CaptureFixture[str]
) -> None:
    make_package(job.exports, ANSWERS, rehearsal=True)

    assert "simulated residents are never analysed as real ones" in refused(job, capsys)


def test_real_answers_are_never_analysed_as_a_rehearsal(
    job: Job, capsys: pytest.CaptureFixture[str]
) -> None:
    rehearsal = Job("knowing", "rehearsal-2027", job.exports, job.content, job.reports)
    make_package(job.exports, ANSWERS, wave="rehearsal-2027")

    assert "the package holds real answers" in refused(rehearsal, capsys)


def test_the_package_of_another_wave_is_refused(
    job: Job, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = make_package(job.exports, ANSWERS, wave="autumn-2026")
    folder.rename(job.package)

    assert "holds knowing, wave autumn-2026, not knowing, wave spring-2027" in refused(job, capsys)


@pytest.mark.parametrize(
    ("survey", "wave", "sentence"),
    [
        ("knowing", "autumn-2027", "its waves are rehearsal-2027, spring-2027"),
        ("nobody", "spring-2027", "no such survey has waves"),
    ],
)
def test_a_wave_that_does_not_exist_is_named(
    job: Job, capsys: pytest.CaptureFixture[str], survey: str, wave: str, sentence: str
) -> None:
    other = Job(survey, wave, job.exports, job.content, job.reports)

    assert sentence in refused(other, capsys)


def test_a_wave_file_with_faults_is_told_with_all_of_them(
    job: Job, capsys: pytest.CaptureFixture[str]
) -> None:
    make_package(job.exports, ANSWERS)
    job.wave_file.write_text("id: spring-2027\n", encoding="utf-8")

    told = refused(job, capsys)

    assert "opens" in told
    assert "disclosure" in told


def test_a_notebook_that_stops_is_told_with_its_cell(
    job: Job, capsys: pytest.CaptureFixture[str]
) -> None:
    make_package(job.exports, ANSWERS)
    job.findings.parent.write_text("a file stands where the folder should be", encoding="utf-8")

    assert main(words(job)) == 1

    told = capsys.readouterr().err
    assert "topline.ipynb stopped in cell" in told
    assert "Traceback" not in told


def test_the_command_is_run_as_it_is_written_in_the_handbook(job: Job) -> None:
    command = [sys.executable, "-m", "analysis.run", *words(job)]

    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert run.returncode == 1
    assert run.stderr.startswith("No findings were written: ")


def test_a_run_that_succeeds_has_nothing_to_complain_of(job: Job) -> None:
    make_package(job.exports, ANSWERS)
    command = [sys.executable, "-m", "analysis.run", *words(job)]

    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert (run.returncode, run.stderr) == (0, "")
