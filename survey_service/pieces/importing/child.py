"""Every file that somebody sent is read in a child process; the parent waits, or ends it."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Literal, overload

from survey_service.pieces.importing import wire
from survey_service.pieces.importing.draft import Draft, Photo, Result
from survey_service.pieces.importing.refusal import ImportRefused
from survey_service.pieces.importing.tasks import TASKS

__all__ = ["ImportRefused", "run"]

log = logging.getLogger(__name__)

ROOT = Path(__file__).resolve().parents[3]
SECONDS = 10  # processor time, and time on the clock
MEMORY_MB = 512
AT_ONCE = 2  # children of this process; a third waits for its turn
LONGEST_WAIT = 20  # seconds, for a turn
START = (
    "import sys; sys.path.insert(0, sys.argv.pop(1)); "
    "from survey_service.pieces.importing.inside import main; main(sys.argv[1:])"
)
# Nothing of the parent's environment: no secret key, no address of a database.
ENVIRONMENT = {"LANG": "C.UTF-8", "MALLOC_ARENA_MAX": "2"}

_turns = threading.BoundedSemaphore(AT_ONCE)


@dataclass(frozen=True)
class Ended:
    """How a child ended. `status` as in subprocess: below zero it is the signal that ended it."""

    status: int | None  # None: it was ended for taking too long
    answer: bytes
    complaint: str


@overload
def run(
    task: Literal["word", "paste"],
    sent: bytes,
    language: str = ...,
    *,
    seconds: int = ...,
    memory_mb: int = ...,
) -> Draft: ...
@overload
def run(
    task: Literal["photo"],
    sent: bytes,
    language: str = ...,
    *,
    seconds: int = ...,
    memory_mb: int = ...,
) -> Photo: ...
def run(
    task: str,
    sent: bytes,
    language: str = "zh",
    *,
    seconds: int = SECONDS,
    memory_mb: int = MEMORY_MB,
) -> Result:
    """What the task makes of the bytes. `language` is that of words put into a draft.

    Raises ImportRefused: the task's own refusal, or one for a child that broke or was ended.
    """
    with _turn():
        ended = _ended((task, language, str(memory_mb), str(seconds)), sent, seconds)
    if ended.status is None or ended.status == -signal.SIGXCPU:
        raise ImportRefused(TASKS[task].slow, seconds=seconds)
    if ended.status != 0:
        log.warning("task %s ended with %s: %s", task, ended.status, ended.complaint)
        raise ImportRefused(TASKS[task].broken)
    try:
        return wire.load(ended.answer)
    except wire.WireBroken as broken:
        raise ImportRefused(TASKS[task].broken) from broken


@contextmanager
def _turn() -> Iterator[None]:
    """One of the few places for a child, so that ten uploads at once cannot take the machine."""
    if not _turns.acquire(timeout=LONGEST_WAIT):
        raise ImportRefused("busy")
    try:
        yield
    finally:
        _turns.release()


def _ended(arguments: tuple[str, ...], sent: bytes, seconds: float) -> Ended:
    """Start a child with files in place of pipes: nothing can block, and their size is limited."""
    with (
        tempfile.TemporaryFile() as question,
        tempfile.TemporaryFile() as answer,
        tempfile.TemporaryFile() as complaint,
    ):
        question.write(sent)
        question.seek(0)
        command = [sys.executable, "-I", "-c", START, str(ROOT), *arguments]
        process = subprocess.Popen(  # noqa: S603 - our own interpreter, our own words
            command,
            stdin=question,
            stdout=answer,
            stderr=complaint,
            env=ENVIRONMENT,
            cwd="/",
            start_new_session=True,
        )
        status = _awaited(process, seconds)
        return Ended(status, _whole(answer), _kind_of(complaint))


def _awaited(process: subprocess.Popen[bytes], seconds: float) -> int | None:
    """The child's status, or None if it had to be ended. Whatever it started ends with it."""
    try:
        return process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        return None
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _whole(file: IO[bytes]) -> bytes:
    file.seek(0)
    return file.read()


def _kind_of(complaint: IO[bytes]) -> str:
    """The kind of exception that the child printed. Never its words: they may be a person's."""
    lines = _whole(complaint).decode("utf-8", "replace").split("\n")
    last = next((line for line in reversed(lines) if line.strip()), "")
    return last.split(":")[0][:80]
