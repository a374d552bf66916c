"""`python -m analysis.run <survey> <wave>`: the topline notebook, from package to findings."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import papermill
from papermill.exceptions import PapermillExecutionError

from analysis.library.responses import PackageRefused, check_belongs, read_package
from survey_model.faults import Faults
from survey_model.finding import Findings, read_findings
from survey_model.response_package import PackageDamaged
from survey_model.wave import read_wave

ROOM = Path(__file__).parent
NOTEBOOK = ROOM / "notebooks" / "topline.ipynb"


class NotRun(Exception):
    """The notebook did not reach its end; the message says why, in a sentence."""


@dataclass(frozen=True)
class Job:
    """Which wave, and the folders it is read from and written to."""

    survey: str
    wave: str
    exports: Path = ROOM / "exports"
    content: Path = ROOM.parent / "content"
    reports: Path = ROOM / "reports"

    @property
    def package(self) -> Path:
        return self.exports / self.survey / self.wave

    @property
    def wave_file(self) -> Path:
        return self.content / "surveys" / self.survey / "waves" / f"{self.wave}.yaml"

    @property
    def findings(self) -> Path:
        return self.content / "surveys" / self.survey / "findings" / f"{self.wave}.json"

    @property
    def report(self) -> Path:
        return self.reports / self.survey / self.wave / NOTEBOOK.name


def run(job: Job) -> Findings:
    """Execute the notebook and read its findings back.

    Raises NotRun, PackageDamaged, PackageRefused or Faults; the old findings then stand as before.
    """
    check(job)
    job.report.parent.mkdir(parents=True, exist_ok=True)
    try:
        papermill.execute_notebook(
            str(NOTEBOOK),
            str(job.report),
            parameters={
                "survey": job.survey,
                "wave": job.wave,
                "exports": str(job.exports.resolve()),
                "content": str(job.content.resolve()),
            },
            cwd=str(NOTEBOOK.parent),
            progress_bar=False,
            extra_arguments=["--log-level=ERROR"],  # the kernel need not warn of its loopback
        )
    except PapermillExecutionError as error:
        raise NotRun(
            f"{NOTEBOOK.name} stopped in cell {error.cell_index} ({error.ename}: {error.evalue}); "
            f"see {job.report}"
        ) from error
    return read_findings(job.findings)


def check(job: Job) -> None:
    """That wave and package are there, whole and of one kind, before a kernel is started."""
    if not job.wave_file.is_file():
        waves = sorted(path.stem for path in job.wave_file.parent.glob("*.yaml"))
        known = f"its waves are {', '.join(waves)}" if waves else "no such survey has waves"
        raise NotRun(f"there is no wave {job.wave!r} of the survey {job.survey!r}: {known}")
    check_belongs(read_package(job.package).manifest, read_wave(job.wave_file))


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when findings were written; 1 and a sentence when not."""
    job = _job(arguments)
    try:
        findings = run(job)
    except (NotRun, PackageDamaged, PackageRefused, Faults) as refusal:
        print(f"No findings were written: {refusal}", file=sys.stderr)
        return 1
    rehearsal = ", a rehearsal" if findings.rehearsal else ""
    told = sum(not item.suppressed for item in findings.items)
    print(f"{findings.survey}, wave {findings.wave}{rehearsal}: {findings.responses} responses")
    print(f"{told} of {len(findings.items)} items told in {job.findings}")
    print(f"The executed notebook is {job.report}")
    return 0


def _job(arguments: Sequence[str] | None) -> Job:
    parser = argparse.ArgumentParser(prog="python -m analysis.run", description=__doc__)
    parser.add_argument("survey", help="for example stem-cell-awareness")
    parser.add_argument("wave", help="for example pilot-2026-11")
    for folder in ("exports", "content", "reports"):
        parser.add_argument(f"--{folder}", type=Path, default=getattr(Job, folder))
    return Job(**vars(parser.parse_args(arguments)))


if __name__ == "__main__":
    sys.exit(main())
