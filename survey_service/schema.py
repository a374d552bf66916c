"""The shape of the store, brought up to date by Alembic."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config as Alembic
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from survey_service.db import Database
from survey_service.writer import locked

MIGRATIONS = Path(__file__).resolve().parent / "migrations"
ADVISORY_LOCK = 720_191_001  # any number, the same in every process of this service


class SchemaNewer(Exception):
    """The store was brought further by a newer release than this one; going on could harm it."""

    def __init__(self, found: str) -> None:
        """Name the revision that this release does not know."""
        super().__init__(
            f"the store is at revision {found}, which this release does not know: "
            "install the newer release again, or restore the backup made before it"
        )


def migrate(database: Database, revision: str = "head") -> None:
    """Bring the store to `revision`, in one transaction. Raises SchemaNewer.

    Processes that start together take turns; the second finds nothing to do.
    """
    with _in_turn(database), database.writing.begin() as connection:
        _refuse_newer(connection)
        _alembic(connection, command.upgrade, revision)


def step_back(database: Database, revision: str) -> None:
    """Take the store back to an earlier `revision`; `base` removes every table."""
    with _in_turn(database), database.writing.begin() as connection:
        _alembic(connection, command.downgrade, revision)


def is_current(connection: Connection) -> bool:
    """Whether the store has the shape that this release expects."""
    return _revision(connection) == _scripts().get_current_head()


def _refuse_newer(connection: Connection) -> None:
    found = _revision(connection)
    if found is not None and found not in {s.revision for s in _scripts().walk_revisions()}:
        raise SchemaNewer(found)


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def _config() -> Alembic:
    config = Alembic()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def _alembic(connection: Connection, step: Callable[[Alembic, str], None], revision: str) -> None:
    config = _config()
    config.attributes["connection"] = connection
    step(config, revision)


@contextmanager
def _in_turn(database: Database) -> Iterator[None]:
    if database.is_sqlite:
        with locked(database.lock):
            yield
        return
    with database.writing.connect() as connection:
        connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": ADVISORY_LOCK})
        try:
            yield
        finally:
            connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": ADVISORY_LOCK})
