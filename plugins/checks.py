"""The content checks without a build: `python -m plugins.checks`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from plugins.reading.library import read_library
from plugins.searching.lexicon import faults_of_synonyms
from survey_model.faults import Fault, Faults
from survey_model.reading import check_questionnaire

ROOT = Path(__file__).resolve().parent.parent


def main(given: list[str] | None = None) -> int:
    """Print every fault and warning; 1 if anything stops the site from being built."""
    parser = argparse.ArgumentParser(prog="python -m plugins.checks", description="检查稿件")
    parser.add_argument("--content", type=Path, default=ROOT / "content", help="稿件的文件夹")
    parser.add_argument("--theme", type=Path, default=ROOT / "theme", help="版式的文件夹")
    folders = parser.parse_args(given)
    content = folders.content.resolve()
    theme = folders.theme.resolve()
    told = (_of_library(content, theme), _of_questionnaires(content), faults_of_synonyms(content))
    faults = sorted({fault for some in told for fault in some})
    errors = [fault for fault in faults if not fault.warning]
    for fault in faults:
        sys.stdout.write(f"{'提醒' if fault.warning else '要改'} {fault}\n")
    sys.stdout.write(f"稿件检查：要改{len(errors)}处，提醒{len(faults) - len(errors)}处。\n")
    return 1 if errors else 0


def _of_library(content: Path, theme: Path) -> tuple[Fault, ...]:
    """Everything wrong with the content, or what kept it from being opened at all."""
    try:
        return read_library(content, theme).faults
    except Faults as refused:
        return refused.faults


def _of_questionnaires(content: Path) -> Iterator[Fault]:
    """What a build passes over in silence: the warnings about questionnaires."""
    for path in sorted(content.glob("surveys/*/questionnaire.yaml")):
        yield from check_questionnaire(path, f"content/{path.relative_to(content).as_posix()}")


if __name__ == "__main__":
    sys.exit(main())
