"""The shape of the store: made once, up and down again, and never backwards by accident."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import IntegrityError

from survey_service import cli, schema
from survey_service.answering import store
from survey_service.app import create_app
from survey_service.db import Database, metadata
from survey_service.schema import SchemaNewer
from tests.databases import PostgreSQL
from tests.survey_service.conftest import ask, settings

OURS = {"definition", "response"}


@pytest.fixture
def empty(backend: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Database]:
    """A store with nothing in it."""
    url = f"sqlite:///{tmp_path / 'empty.sqlite3'}"
    if backend == "postgresql":
        server: PostgreSQL = request.getfixturevalue("server")
        name = f"empty_{tmp_path.name}"[:60].lower()
        ask(server, f"CREATE DATABASE {name}")
        url = server.url(name)
    opened = Database(url, tmp_path / "lock")
    yield opened
    opened.close()


def tables(database: Database) -> set[str]:
    with database.reading() as connection:
        return set(inspect(connection).get_table_names()) - {"alembic_version"}


def test_the_tables_can_be_made_removed_and_made_again(empty: Database) -> None:
    schema.migrate(empty)
    assert tables(empty) >= OURS

    schema.step_back(empty, "base")
    assert tables(empty) == set()

    schema.migrate(empty)
    assert tables(empty) >= OURS
    with empty.reading() as connection:
        assert schema.is_current(connection)


def test_every_step_can_be_taken_back_and_taken_again_with_answers_in_the_store(
    empty: Database,
) -> None:
    schema.migrate(empty, "0001")
    empty.write(_one_answer)
    revisions = [s.revision for s in schema._scripts().walk_revisions()][::-1]

    for before, revision in pairwise(revisions):
        schema.migrate(empty, revision)
        schema.step_back(empty, before)
        schema.migrate(empty, revision)

    with empty.reading() as connection:
        assert len(list(store.responses_of(connection, "s", "w"))) == 1


def test_the_tables_are_those_that_the_code_declares(empty: Database) -> None:
    schema.migrate(empty)

    with empty.reading() as connection:
        context = MigrationContext.configure(connection)
        differences = compare_metadata(context, metadata)

    ours = [d for d in differences if any(f"'{name}'" in repr(d) for name in OURS)]
    assert ours == []


def test_a_store_that_was_never_migrated_is_not_current(empty: Database) -> None:
    with empty.reading() as connection:
        assert not schema.is_current(connection)


def test_processes_that_start_together_agree_on_the_tables(empty: Database, tmp_path: Path) -> None:
    others = [
        Database(str(empty.url.render_as_string(hide_password=False)), tmp_path / "lock")
        for _ in range(4)
    ]

    with ThreadPoolExecutor(4) as starting:
        list(starting.map(schema.migrate, others))

    for other in others:
        other.close()
    assert tables(empty) >= OURS


def test_a_store_of_a_newer_release_is_left_alone(
    backend: str,
    tmp_path: Path,
    make_url: Callable[[str, Path], str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    url = make_url(backend, tmp_path)
    config = settings(tmp_path, url)
    create_app(config).extensions["database"].close()
    ahead = Database(url, tmp_path / "lock")
    ahead.write(lambda c: c.execute(text("UPDATE alembic_version SET version_num='9999'")).close())

    with pytest.raises(SchemaNewer, match="9999"):
        schema.migrate(ahead)
    with pytest.raises(SchemaNewer):
        create_app(config)
    monkeypatch.setenv("LIFE_RELAY_DATA", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", url)
    assert cli.main(["migrate"]) == 1
    assert "9999" in capsys.readouterr().err
    ahead.close()


def test_a_migration_that_is_cut_off_leaves_the_store_as_it_was(
    empty: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    upgrade = command.upgrade

    def cut_off(config: Config, revision: str) -> None:
        upgrade(config, revision)
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "upgrade", cut_off)
    with pytest.raises(KeyboardInterrupt):
        schema.migrate(empty)
    monkeypatch.undo()

    assert tables(empty) == set()
    schema.migrate(empty)
    assert tables(empty) >= OURS


def test_half_a_withdrawal_is_refused_by_the_store_itself(empty: Database) -> None:
    schema.migrate(empty)
    empty.write(_one_answer)

    with pytest.raises(IntegrityError):
        empty.write(lambda c: c.execute(store.response.update().values(answers=None)).close())


def test_answers_to_a_wording_that_nobody_kept_are_refused_by_the_store_itself(
    empty: Database,
) -> None:
    schema.migrate(empty)
    empty.write(_one_answer)

    with pytest.raises(IntegrityError):
        empty.write(lambda c: c.execute(store.definition.delete()).close())


def test_the_store_of_sqlite_has_no_hidden_row_numbers(tmp_path: Path) -> None:
    create_app(settings(tmp_path, f"sqlite:///{tmp_path / 's'}")).extensions["database"].close()

    connection = sqlite3.connect(tmp_path / "s")
    with pytest.raises(sqlite3.OperationalError, match="rowid"):
        connection.execute("SELECT rowid FROM response")
    connection.close()


def _one_answer(connection: Connection) -> None:
    store.freeze(connection, "d" * 64, "s", "{}")
    row = {"response_id": "a" * 32, "survey": "s", "wave": "w", "definition": "d" * 64}
    about = {"language": "zh", "mode": "web", "seconds": 1, "flags": "", "consent_version": "1"}
    content = {"answers": "{}", "payload_hash": "p" * 64, "receipt_hash": "r" * 64}
    day = date(2026, 11, 24)
    connection.execute(store.response.insert().values(**row, **about, **content, day=day))
