"""Grouped commits: nobody is answered before the disk has it, and one failure stays one failure."""

from __future__ import annotations

import fcntl
import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import monotonic

import pytest
from sqlalchemy import Connection, text

from survey_service import db
from survey_service.db import Database
from survey_service.errors import StoreBusy
from survey_service.writer import GroupedWriter
from tests.databases import PostgreSQL


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "s.sqlite3"


@pytest.fixture
def store(tmp_path: Path, path: Path) -> Iterator[Database]:
    """A store with one table of numbers."""
    opened = Database(f"sqlite:///{path}", tmp_path / "lock")
    opened.write(lambda c: c.execute(text("CREATE TABLE t (n INTEGER PRIMARY KEY)")).close())
    yield opened
    opened.close()


def add(connection: Connection, n: int) -> int:
    connection.execute(text("INSERT INTO t VALUES (:n)"), {"n": n})
    return n


def numbers(path: Path) -> list[int]:
    """What another process would find in the file."""
    connection = sqlite3.connect(path)
    found = [n for (n,) in connection.execute("SELECT n FROM t ORDER BY n")]
    connection.close()
    return found


def test_work_is_on_disk_when_its_answer_comes(store: Database, path: Path) -> None:
    assert store.write(lambda c: add(c, 7)) == 7
    assert numbers(path) == [7]


def test_many_threads_share_few_commits(store: Database, path: Path) -> None:
    store.write(lambda c: add(c, 0))
    before = _commits(path)

    with ThreadPoolExecutor(40) as people, store_is_locked(store):
        waiting = [people.submit(store.write, lambda c, n=n: add(c, n)) for n in range(1, 41)]
        _until(lambda: _queued(store) >= 39)

    assert [w.result() for w in waiting] == list(range(1, 41))

    assert numbers(path) == list(range(41))
    assert _commits(path) - before <= 2


def test_work_that_fails_fails_alone(store: Database, path: Path) -> None:
    store.write(lambda c: add(c, 3))

    with ThreadPoolExecutor(8) as people, store_is_locked(store):
        waiting = [people.submit(store.write, lambda c, n=n: add(c, n)) for n in range(1, 7)]
        _until(lambda: _queued(store) >= 5)

    failures = [type(w.exception()).__name__ for w in waiting if w.exception()]
    assert failures == ["IntegrityError"]
    assert numbers(path) == [1, 2, 3, 4, 5, 6]


def test_a_store_locked_by_somebody_else_is_busy_and_reads_go_on(
    store: Database, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.write(lambda c: add(c, 1))
    writer = store._writer
    assert writer
    monkeypatch.setattr(writer, "_patience", 0.3)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    began = monotonic()
    with pytest.raises(StoreBusy):
        store.write(lambda c: add(c, 2))
    with store.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM t")).scalar() == 1

    assert monotonic() - began < 2
    other.execute("ROLLBACK")
    other.close()
    monkeypatch.undo()
    assert store.write(lambda c: add(c, 3)) == 3


def test_a_disk_that_is_full_is_told_as_busy_and_what_was_kept_stays(
    store: Database, path: Path
) -> None:
    store.write(lambda c: add(c, 1))

    def fill(connection: Connection) -> None:
        connection.execute(text("PRAGMA max_page_count = 3"))
        connection.execute(text("CREATE TABLE big (b BLOB)"))
        connection.execute(text("INSERT INTO big VALUES (zeroblob(100000))"))

    with pytest.raises(StoreBusy):
        store.write(fill)

    assert numbers(path) == [1]
    store.write(lambda c: c.execute(text("PRAGMA max_page_count = 100000")).close())
    assert store.write(lambda c: add(c, 2)) == 2


def test_closing_finishes_what_is_queued(store: Database, path: Path) -> None:
    with store_is_locked(store):
        waiting = [
            threading.Thread(target=store.write, args=(lambda c, n=n: add(c, n),)) for n in (1, 2)
        ]
        for thread in waiting:
            thread.start()
        _until(lambda: _queued(store) >= 1)
    store.close()
    for thread in waiting:
        thread.join()

    assert numbers(path) == [1, 2]


def test_two_processes_worth_of_writers_take_turns(
    tmp_path: Path, path: Path, store: Database
) -> None:
    other = Database(f"sqlite:///{path}", tmp_path / "lock")
    with ThreadPoolExecutor(16) as people:
        for n in range(200):
            people.submit((store if n % 2 else other).write, lambda c, n=n: add(c, n))
    other.close()

    assert numbers(path) == list(range(200))


def test_a_store_that_cannot_be_opened_is_busy_until_it_can(tmp_path: Path) -> None:
    folder = tmp_path / "later"
    store = Database(f"sqlite:///{folder / 's'}", tmp_path / "lock")

    for _ in range(2):
        with pytest.raises(StoreBusy):
            store.write(lambda c: c.execute(text("SELECT 1")).scalar())
    folder.mkdir()

    assert store.write(lambda c: c.execute(text("SELECT 1")).scalar()) == 1
    store.close()


def test_a_server_that_was_restarted_is_asked_again(server: PostgreSQL, tmp_path: Path) -> None:
    store = Database(server.url("postgres"), tmp_path / "lock")
    store.write(lambda c: c.execute(text("SELECT 1")).close())
    other = Database(server.url("postgres"), tmp_path / "lock")
    cut = text(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE datname = 'postgres' AND pid <> pg_backend_pid()"
    )
    other.write(lambda c: c.execute(cut).close())

    assert store.write(lambda c: c.execute(text("SELECT 2")).scalar()) == 2
    store.close()
    other.close()


def test_every_connection_is_durable_and_overwrites_what_it_deletes(store: Database) -> None:
    with store.reading() as reading, store.writing.connect() as writing:
        for connection in (reading, writing):
            found = [
                connection.exec_driver_sql(f"PRAGMA {name}").scalar()
                for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
            ]
            assert found == ["wal", 2, 1, 1]


def test_an_sqlite_with_the_known_fault_is_warned_of() -> None:
    assert "3.40.1" in (db.warn_of_old_sqlite((3, 40, 1)) or "")
    assert "3.51.2" in (db.warn_of_old_sqlite((3, 51, 2)) or "")
    assert db.warn_of_old_sqlite((3, 51, 3)) is None
    assert db.warn_of_old_sqlite((4, 0, 0)) is None


class store_is_locked:  # noqa: N801 - it reads as a condition of the block
    """Hold the writers' lock, as another process in the middle of its commit would."""

    def __init__(self, store: Database) -> None:
        self._lock = store.lock

    def __enter__(self) -> None:
        self._file = self._lock.open("a")
        fcntl.flock(self._file, fcntl.LOCK_EX)

    def __exit__(self, *_: object) -> None:
        self._file.close()


def _queued(store: Database) -> int:
    writer = store._writer
    assert isinstance(writer, GroupedWriter)
    return writer._queue.qsize()


def _until(holds: Callable[[], bool]) -> None:
    deadline = monotonic() + 5
    while not holds():
        assert monotonic() < deadline
        threading.Event().wait(0.01)


def _commits(path: Path) -> int:
    """How many transactions the write-ahead log holds: each ends in a frame with the page count."""
    log = path.with_name(f"{path.name}-wal").read_bytes()
    page = int.from_bytes(log[8:12], "big")
    frames = range(32, len(log), page + 24)
    return sum(log[at + 4 : at + 8] != b"\0\0\0\0" for at in frames)
