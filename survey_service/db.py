"""The store: SQLite beside the service or PostgreSQL by URL, the same for everything above."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, Engine, MetaData, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool

from survey_service.errors import StoreBusy
from survey_service.writer import GroupedWriter, locked

log = logging.getLogger(__name__)

SOUND_SQLITE = (3, 51, 3)  # earlier versions may corrupt a WAL written from two connections
BUSY_MS = 3000  # how long a connection waits for a lock that somebody outside the service holds
POOL = 16  # PostgreSQL connections of one process; as many requests run at once

Result = TypeVar("Result")

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Database:
    """One store with two doors: `reading()` gives a connection, `write()` runs work durably."""

    def __init__(self, url: str, lock: Path) -> None:
        """Open nothing yet; `lock` is the file behind which processes write in turn."""
        self.url = _with_driver(url)
        self.lock = lock
        self._writer: GroupedWriter | None = None
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        if self.is_sqlite:
            self._reading = _sqlite_engine(self.url, "BEGIN")
            self.writing = _sqlite_engine(self.url, "BEGIN IMMEDIATE")
            self._writer = GroupedWriter(self.writing, lock)
        else:
            self._reading = self.writing = _pool(self.url)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection for one request; with SQLite one of its own, shared with no thread."""
        try:
            with self._reading.connect() as connection:
                yield connection
        except OperationalError as error:
            raise StoreBusy from error

    def write(self, work: Callable[[Connection], Result]) -> Result:
        """What `work` gave, once it is durable. Raises StoreBusy when it cannot be stored now.

        The work may run twice, so it changes nothing but the store.
        """
        return self._writer.write(work) if self._writer else self._write_directly(work)

    def forget(self) -> None:
        """Take what was deleted or overwritten out of the write-ahead log, too."""
        if not self.is_sqlite:
            return
        with locked(self.lock):
            connection = self.writing.raw_connection()
            try:
                connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
            finally:
                connection.close()

    def close(self) -> None:
        """Finish what is being written and give every connection back."""
        if self._writer:
            self._writer.close()
        self._reading.dispose()
        self.writing.dispose()

    def _write_directly(self, work: Callable[[Connection], Result]) -> Result:
        """In a transaction of its own; once again when the server had been restarted meanwhile."""
        try:
            return self._once(work)
        except OperationalError as error:
            if not error.connection_invalidated:
                raise StoreBusy from error
        try:
            return self._once(work)
        except OperationalError as error:
            raise StoreBusy from error

    def _once(self, work: Callable[[Connection], Result]) -> Result:
        with self.writing.begin() as connection:
            return work(connection)


def warn_of_old_sqlite(version: tuple[int, ...] = sqlite3.sqlite_version_info) -> str | None:
    """A sentence for the log when this SQLite has a known fault, or None."""
    if version >= SOUND_SQLITE:
        return None
    found, sound = (".".join(map(str, v)) for v in (version, SOUND_SQLITE))
    return (
        f"SQLite {found} can corrupt a database in WAL mode (fixed in {sound}). "
        "All writing goes through one lock, which avoids the known case; keep backups, "
        "and upgrade when the system offers it."
    )


def _with_driver(url: str) -> URL:
    parsed = make_url(url)
    if parsed.drivername in ("postgres", "postgresql"):
        return parsed.set(drivername="postgresql+psycopg")
    return parsed


def _pool(url: URL) -> Engine:
    """PostgreSQL; answers never appear in the text of an error, and so not in a log."""
    return create_engine(url, pool_size=POOL, max_overflow=0, hide_parameters=True)


def _sqlite_engine(url: URL, begin: str) -> Engine:
    """An engine whose transactions start with `begin`; the driver's own habits are off."""
    engine = create_engine(url, poolclass=NullPool, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for setting in (
            f"busy_timeout = {BUSY_MS}",
            "journal_mode = WAL",
            "synchronous = FULL",  # an acknowledged answer survives a power cut
            "foreign_keys = ON",
            "secure_delete = ON",  # a withdrawn answer is overwritten, not merely unlinked
        ):
            cursor.execute(f"PRAGMA {setting}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine
