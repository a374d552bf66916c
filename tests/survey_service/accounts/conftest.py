"""A desk with people, on SQLite and on PostgreSQL alike, and a clock that can be turned."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from argon2 import PasswordHasher
from flask import Flask
from sqlalchemy import Connection

from survey_service.accounts import branches, clock, second_factor, store
from survey_service.accounts.model import Account, Role
from survey_service.accounts.passwords import Passwords
from survey_service.accounts.room import Room
from survey_service.accounts.tables import attempt
from survey_service.accounts.visit import ROOM
from survey_service.db import Database
from survey_service.health import DATABASE
from survey_service.mail import MailServer
from tests.survey_service.accounts.colleague import PASSWORD, Colleague, new_login
from tests.survey_service.accounts.letterbox import Letterbox, free_port

QUICK = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
PROVINCE, CITY, COUNTY, OTHER_CITY = "330000", "330100", "330110", "330200"


@dataclass
class Clock:
    """The time at the desk."""

    now: int

    def passes(self, seconds: int) -> None:
        """Let so many seconds pass."""
        self.now += seconds


@pytest.fixture
def the_clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """A clock that stands still until a test turns it."""
    turned = Clock(int(time.time()))
    monkeypatch.setattr(clock, "now", lambda: turned.now)
    return turned


@pytest.fixture
def desk(app: Flask, the_clock: Clock) -> Iterator[Room]:  # noqa: ARG001 - it stands still
    """The desk of the service, hashing quickly; nobody has tried anything yet."""
    own: Room = app.extensions[ROOM]
    own.database.write(lambda connection: connection.execute(attempt.delete()).close())
    app.extensions[ROOM] = replace(own, passwords=QUICK)
    yield app.extensions[ROOM]
    app.extensions[ROOM] = own


@pytest.fixture
def make_person(desk: Room) -> Callable[..., Account]:
    """Somebody with an account, in the store only."""

    def make(
        role: Role = Role.CONTRIBUTOR, branch: str = COUNTY, name: str = "吴三", **more: str
    ) -> Account:
        work = partial(_add, role=role, code=branch, name=name, more=more)
        return desk.database.write(work)

    return make


@pytest.fixture
def make_colleague(
    app: Flask, desk: Room, make_person: Callable[..., Account]
) -> Callable[..., Colleague]:
    """Somebody with an account and a browser; editors have an authenticator, too."""

    def make(role: Role = Role.CONTRIBUTOR, branch: str = COUNTY, **more: str) -> Colleague:
        account = make_person(role, branch, **more)
        person = Colleague(app.test_client(), account.id, account.login)
        if role in second_factor.NEEDED_BY:
            person.key = _enrol(desk, account)
        return person

    return make


@pytest.fixture
def make_signed_in(
    make_colleague: Callable[..., Colleague], the_clock: Clock
) -> Callable[..., Colleague]:
    """Somebody who has just signed in."""

    def make(role: Role = Role.CONTRIBUTOR, branch: str = COUNTY, **more: str) -> Colleague:
        person = make_colleague(role, branch, **more)
        person.arrives(the_clock.now)
        the_clock.passes(60)  # the next code is another
        return person

    return make


@pytest.fixture
def stranger(app: Flask, desk: Room) -> Colleague:  # noqa: ARG001 - it has to be open
    """Somebody without an account."""
    return Colleague(app.test_client(), login=new_login(), address="198.51.100.7")


@pytest.fixture
def ask(database: Database) -> Callable[..., Any]:
    """Read something from the store: a function of a connection and more."""

    def asked(question: Callable[..., Any], *more: object) -> object:
        with database.reading() as connection:
            return question(connection, *more)

    return asked


@pytest.fixture
def letterbox() -> Iterator[tuple[Letterbox, MailServer]]:
    """A mail server on this machine, and how to reach it."""
    box = Letterbox()
    running = Controller(box, hostname="127.0.0.1", port=free_port())
    running.start()
    yield box, MailServer(f"smtp://127.0.0.1:{running.port}", "desk@example.org")
    running.stop()


@pytest.fixture
def empty_store(make_app: Callable[..., Flask]) -> Database:
    """A store of a test's own, without people and letters."""
    database: Database = make_app().extensions[DATABASE]
    return database


def _add(connection: Connection, role: Role, code: str, name: str, more: dict[str, str]) -> Account:
    home = branches.find(connection, code)
    new = Account("", name, new_login(), role, home, more.get("language", "zh"))
    account = store.add(connection, new, QUICK.hash(PASSWORD))
    if "email" in more:
        store.change(connection, account.id, email=more["email"])
    return account


def _enrol(desk: Room, account: Account) -> str:
    secret = second_factor.new_secret()
    sealed = desk.seal.shut(secret)
    desk.database.write(partial(store.change, account_id=account.id, totp_secret=sealed))
    return secret
