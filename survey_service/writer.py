"""Writing for SQLite: one thread commits the work of many requests together, behind a fair lock.

SQLite has one writer at a time. Requests that each commit wait for one another in its busy
handler, and the slowest wait more than a second; a group behind a fair lock waits for one flush.
The order is: take the lock, drain the queue, begin, do the work, commit, unlock, then answer.
"""

from __future__ import annotations

import fcntl
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import OperationalError

from survey_service.errors import StoreBusy, attempted

LARGEST_GROUP = 256  # pieces of work in one commit
PATIENCE = 5.0  # seconds a request waits for its commit before the person is asked to try again

Result = TypeVar("Result")


@dataclass
class _Job:
    """One piece of work. It may run twice: alone again, when another of its group failed."""

    work: Callable[[Connection], Any]
    done: Future[Any] = field(default_factory=Future)


class GroupedWriter:
    """Runs pieces of work in shared transactions and answers each one after its commit."""

    def __init__(self, engine: Engine, lock: Path, patience: float = PATIENCE) -> None:
        """Write through `engine`, whose transactions begin immediately, behind the file `lock`."""
        self._engine = engine
        self._lock = lock
        self._patience = patience
        self._queue: SimpleQueue[_Job | None] = SimpleQueue()
        self._starting = threading.Lock()
        self._thread: threading.Thread | None = None
        self._connection: Connection | None = None  # the thread's own

    def write(self, work: Callable[[Connection], Result]) -> Result:
        """What `work` gave, once it is on disk. Raises StoreBusy when that takes too long."""
        self._start()
        job = _Job(work)
        self._queue.put(job)
        try:
            result: Result = job.done.result(self._patience)
        except TimeoutError:
            job.done.cancel()  # work that has begun is committed all the same; a resend finds it
            raise StoreBusy from None
        return result

    def close(self) -> None:
        """Finish what is queued, then give the connection back."""
        if self._thread is not None:
            self._queue.put(None)
            self._thread.join(self._patience)

    def _start(self) -> None:
        """Start the thread in the process that needs it: threads do not survive a fork."""
        with self._starting:
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        """Group after group, until `close`. A group that cannot even begin is told to wait."""
        with ExitStack() as kept:
            while (first := self._queue.get()) is not None:
                jobs = [first]
                answers, failure = attempted(partial(self._group, jobs, kept))
                if failure:
                    kept.close()  # the connection; the next group opens another
                    waiting = [job.done for job in jobs if not job.done.cancelled()]
                    answers = [partial(done.set_exception, StoreBusy()) for done in waiting]
                for answer in answers or ():
                    answer()

    def _group(self, jobs: list[_Job], kept: ExitStack) -> list[Callable[[], None]]:
        """Fill `jobs` once the lock is held, and commit them; gives the answers to send."""
        with locked(self._lock):
            jobs += self._waiting()
            jobs[:] = [job for job in jobs if job.done.set_running_or_notify_cancel()]
            if self._connection is None or self._connection.closed:
                self._connection = kept.enter_context(self._engine.connect())
            return _commit(self._connection, jobs)

    def _waiting(self) -> Iterator[_Job]:
        for _ in range(LARGEST_GROUP - 1):
            try:
                job = self._queue.get_nowait()
            except Empty:
                return
            if job is None:
                self._queue.put(None)  # closing: after this group
                return
            yield job


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock file; waiting processes are served in the order they came."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _commit(connection: Connection, jobs: Sequence[_Job]) -> list[Callable[[], None]]:
    """Do the jobs in one transaction; if one fails, each in its own. Gives the answers to send."""

    def do_all() -> list[Any]:
        with connection.begin():
            return [job.work(connection) for job in jobs]

    results, failure = attempted(do_all)
    if failure is None:
        return [partial(job.done.set_result, r) for job, r in zip(jobs, results or (), strict=True)]
    if len(jobs) == 1:
        told = StoreBusy() if isinstance(failure, OperationalError) else failure
        return [partial(jobs[0].done.set_exception, told)]
    return [answer for job in jobs for answer in _commit(connection, [job])]
