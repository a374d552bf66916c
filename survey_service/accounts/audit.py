"""The audit log: who did what when, appended only; each entry carries the hash of the one before.

Whoever changes, removes or inserts an entry has to change every later hash; the last number and
hash, noted somewhere else now and then, show that too, and that nothing was cut off at the end.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import Connection

from survey_service.accounts import clock
from survey_service.accounts.audit_events import EVENTS
from survey_service.accounts.model import Account
from survey_service.accounts.tables import account, audit, branch

Fact = str | int | bool | None

BEGINNING = "0" * 64
IN_TURN = 720_191_002  # the advisory lock behind which PostgreSQL appends one entry at a time
COLUMNS = ("number", "at", "actor", "event", "subject", "facts", "previous")
MOST = 200  # entries of one page


@dataclass(frozen=True)
class Entry:
    """One line of the log."""

    number: int
    at: int
    actor: str | None
    event: str
    subject: str
    facts: dict[str, Fact]


@dataclass(frozen=True)
class Broken:
    """The first entry that is not what was appended, and why."""

    number: int
    why: str


def record(
    connection: Connection, actor: Account | None, event: str, subject: str, **facts: Fact
) -> None:
    """Append an entry; without an actor it was the command line. Call it last in a transaction.

    `subject` is what it was done to: 'account:…', 'branch:…', 'link:…'. Raises ValueError for
    an event that is not declared, or for other facts than it declares.
    """
    if event not in EVENTS or EVENTS[event].facts != set(facts):
        message = f"no event {event!r} with exactly the facts {sorted(facts)} is declared"
        raise ValueError(message)
    _in_turn(connection)
    last = connection.execute(_last()).one_or_none()
    number, previous = (last.number + 1, last.hash) if last else (1, BEGINNING)
    actor_id = actor.id if actor else None
    written = _canonical(facts)
    values = (number, clock.now(), actor_id, event, subject, written, previous)
    row = dict(zip(COLUMNS, values, strict=True))
    connection.execute(sa.insert(audit), {**row, "hash": _hash(values)})


def verify(connection: Connection) -> Broken | None:
    """The first entry that was changed, or after which something is missing; None for none."""
    expected, previous = 1, BEGINNING
    asked = sa.select(*(audit.c[name] for name in COLUMNS), audit.c.hash).order_by(audit.c.number)
    for *values, kept in connection.execute(asked).yield_per(1000):
        if values[0] != expected:
            return Broken(expected, "missing")
        if values[-1] != previous:
            return Broken(expected, "not linked to the entry before")
        if _hash(values) != kept:
            return Broken(expected, "changed")
        expected, previous = expected + 1, kept
    return None


def head(connection: Connection) -> tuple[int, str]:
    """The number and hash of the last entry, to be noted elsewhere."""
    last = connection.execute(_last()).one_or_none()
    return (last.number, last.hash) if last else (0, BEGINNING)


def read(connection: Connection, reader: Account) -> list[Entry]:
    """The newest entries that concern the reader: what they did, and what was done to them."""
    mine = sa.or_(audit.c.actor == reader.id, audit.c.subject == f"account:{reader.id}")
    return _entries(connection, sa.select(audit).where(mine))


def read_about(connection: Connection, account_id: str) -> list[Entry]:
    """The newest entries of which this account is the subject."""
    about = audit.c.subject == f"account:{account_id}"
    return _entries(connection, sa.select(audit).where(about))


def read_below(connection: Connection, path: str) -> list[Entry]:
    """The newest entries by or about people of a branch and of those below it."""
    theirs = (
        sa.select(account.c.id)
        .join(branch, branch.c.code == account.c.branch)
        .where(branch.c.path.startswith(path, autoescape=True))
    )
    by_them = audit.c.actor.in_(theirs)
    about_them = audit.c.subject.in_(theirs.with_only_columns("account:" + account.c.id))
    return _entries(connection, sa.select(audit).where(by_them | about_them))


def _entries(connection: Connection, asked: sa.Select[tuple[object, ...]]) -> list[Entry]:
    return list(_read(connection, asked.order_by(audit.c.number.desc()).limit(MOST)))


def _read(connection: Connection, asked: sa.Select[tuple[object, ...]]) -> Iterator[Entry]:
    for row in connection.execute(asked):
        facts = json.loads(row.facts)
        yield Entry(row.number, row.at, row.actor, row.event, row.subject, facts)


def _last() -> sa.Select[tuple[int, str]]:
    return sa.select(audit.c.number, audit.c.hash).order_by(audit.c.number.desc()).limit(1)


def _in_turn(connection: Connection) -> None:
    """SQLite has one writer anyway; in PostgreSQL the next entry waits for this transaction."""
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(IN_TURN)))


def _canonical(facts: object) -> str:
    return json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _hash(values: object) -> str:
    return hashlib.sha256(_canonical(values).encode()).hexdigest()
