"""The child's side: load the tools, give up everything else, then read what somebody sent."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module

from survey_service.pieces.importing import wire
from survey_service.pieces.importing.confinement import confine
from survey_service.pieces.importing.draft import Result
from survey_service.pieces.importing.refusal import ImportRefused
from survey_service.pieces.importing.tasks import TASKS

Reader = Callable[[bytes, str], Result]  # what was sent, the language of words put into a draft


def main(arguments: list[str]) -> None:
    """Do one task: its name, language, memory in MB, seconds. Input and answer on files 0 and 1."""
    name, language, memory, seconds = arguments
    task = TASKS[name]
    read: Reader = getattr(import_module(task.module), task.function)
    confine(int(memory), int(seconds))
    answer(read, language, task.broken)


def answer(read: Reader, language: str, broken: str) -> None:
    """Write what the reader gives, or why it refuses. All else ends the process."""
    try:
        sent = wire.dump(read(sys.stdin.buffer.read(), language))
    except ImportRefused as refusal:
        sent = wire.dump_refusal(refusal)
    except (MemoryError, RecursionError):
        sent = wire.dump_refusal(ImportRefused(broken))
    sys.stdout.buffer.write(sent)
    sys.stdout.buffer.flush()
