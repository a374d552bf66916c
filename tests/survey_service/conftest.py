"""The service under test, on SQLite and on PostgreSQL alike, and a resident who answers."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import create_engine, text

from survey_service import schema
from survey_service.answering.store import response
from survey_service.app import create_app
from survey_service.config import Config
from survey_service.db import Database
from survey_service.health import DATABASE
from tests.databases import PostgreSQL, postgresql
from tests.survey_service.resident import Resident

CONTENT = Path(__file__).parent / "fixtures" / "content"
BACKENDS = ("sqlite", "postgresql")
TEMPLATE = "template_of_tests"

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgreSQL]:
    """One PostgreSQL server for all tests, with a database that has every table already."""
    with postgresql() as running:
        ask(running, f"CREATE DATABASE {TEMPLATE}")
        prepared = Database(running.url(TEMPLATE), tmp_path_factory.mktemp("pg") / "lock")
        schema.migrate(prepared)
        prepared.close()
        yield running


@pytest.fixture(params=BACKENDS)
def backend(request: pytest.FixtureRequest) -> str:
    """Each kind of store: whatever takes this runs once on each."""
    return str(request.param)


@pytest.fixture
def make_url(request: pytest.FixtureRequest) -> Callable[[str, Path], str]:
    """The address of an empty store of that kind."""

    def make(backend: str, folder: Path) -> str:
        if backend == "sqlite":
            return f"sqlite:///{folder / 'store.sqlite3'}"
        running: PostgreSQL = request.getfixturevalue("server")
        name = f"test_{next(_numbers)}"
        ask(running, f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
        return running.url(name)

    return make


@pytest.fixture
def config(backend: str, tmp_path: Path, make_url: Callable[[str, Path], str]) -> Config:
    """Settings with the questionnaire of these tests and a store of their own."""
    return settings(tmp_path, make_url(backend, tmp_path))


@pytest.fixture
def make_app(config: Config) -> Iterator[Callable[..., Flask]]:
    """The service with some settings changed."""
    made: list[Flask] = []

    def make(**changed: object) -> Flask:
        app = create_app(replace(config, **changed))  # type: ignore[arg-type]
        made.append(app)
        return app

    yield make
    for app in made:
        app.extensions[DATABASE].close()


@pytest.fixture(scope="session")
def standing() -> Iterator[dict[str, Flask]]:
    """One service on each kind of store, made once: drawing its pages takes half a second."""
    apps: dict[str, Flask] = {}
    yield apps
    for app in apps.values():
        app.extensions[DATABASE].close()


@pytest.fixture
def app(
    backend: str,
    standing: dict[str, Flask],
    tmp_path_factory: pytest.TempPathFactory,
    make_url: Callable[[str, Path], str],
) -> Flask:
    """The service, with no response in its store."""
    if backend not in standing:
        folder = tmp_path_factory.mktemp(backend)
        standing[backend] = create_app(settings(folder, make_url(backend, folder)))
    store: Database = standing[backend].extensions[DATABASE]
    store.write(lambda connection: connection.execute(response.delete()).close())
    return standing[backend]


@pytest.fixture
def database(app: Flask) -> Database:
    """The store of the service."""
    store: Database = app.extensions[DATABASE]
    return store


@pytest.fixture
def resident(app: Flask) -> Resident:
    """Somebody with a phone."""
    return Resident(app.test_client())


def settings(folder: Path, database_url: str) -> Config:
    """Settings with the questionnaire of these tests."""
    return Config(
        data=folder,
        database_url=database_url,
        secret_key="s" * 64,
        content=CONTENT,
        posts_per_hour=0,
    )


def ask(running: PostgreSQL, statement: str) -> None:
    engine = create_engine(running.url("postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()
