"""What is kept of an answer: one row for each response, append-only but for withdrawal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

import sqlalchemy as sa
from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

from survey_service.db import metadata

definition = Table(
    "definition",
    metadata,
    sa.Column("hash", sa.String(64), primary_key=True),
    sa.Column("survey", sa.Text, nullable=False),
    sa.Column("json", sa.Text, nullable=False),
)
response = Table(
    "response",
    metadata,
    sa.Column("response_id", sa.String(32), primary_key=True),
    sa.Column("survey", sa.Text, nullable=False),
    sa.Column("wave", sa.Text, nullable=False),
    sa.Column("definition", sa.String(64), sa.ForeignKey("definition.hash"), nullable=False),
    sa.Column("language", sa.String(2), nullable=False),
    sa.Column("mode", sa.Text, nullable=False),
    sa.Column("day", sa.Date, nullable=False),
    sa.Column("seconds", sa.Integer),
    sa.Column("answers", sa.Text),
    sa.Column("payload_hash", sa.String(64)),
    sa.Column("receipt_hash", sa.String(64), nullable=False, unique=True),
    sa.Column("consent_version", sa.Text, nullable=False),
    sa.Column("flags", sa.Text, nullable=False),
    sa.CheckConstraint("(answers IS NULL) = (payload_hash IS NULL)", name="withdrawn_whole"),
    sa.Index(None, "survey", "wave"),
    sqlite_with_rowid=False,
)


@dataclass(frozen=True)
class Response:
    """One response as it is kept. `answers` is canonical JSON; None once it is withdrawn."""

    response_id: str
    survey: str
    wave: str
    definition: str
    language: str
    mode: str
    day: date  # in Asia/Shanghai; the time of day is not kept
    seconds: int | None  # from opening the form to sending it
    answers: str | None
    payload_hash: str | None
    receipt_hash: str
    consent_version: str
    flags: str  # doubts for the analyst, comma-separated; a flagged response is kept all the same

    @property
    def withdrawn(self) -> bool:
        """Whether the person took the answers back."""
        return self.answers is None


class Kept(StrEnum):
    """What became of a response that was sent."""

    NEW = "new"
    AGAIN = "again"  # the same content under the same id: stored once
    OTHER = "other"  # other content under the same id: refused
    WITHDRAWN = "withdrawn"  # taken back before; nothing is restored


COLUMNS = tuple(response.c[name] for name in Response.__dataclass_fields__)


def freeze(connection: Connection, hash_: str, survey: str, json: str) -> None:
    """Keep the wording under its hash, unless it is kept already."""
    values = {"hash": hash_, "survey": survey, "json": json}
    connection.execute(_insert_once(connection.dialect.name, definition), values)


def wording(connection: Connection, hash_: str) -> str:
    """The canonical JSON kept under `hash_`."""
    asked = sa.select(definition.c.json).where(definition.c.hash == hash_)
    return str(connection.execute(asked).scalar_one())


def keep_response(connection: Connection, given: Response) -> Kept:
    """Store a response once, whatever comes again under its id."""
    values = {name: getattr(given, name) for name in Response.__dataclass_fields__}
    insert = _insert_once(connection.dialect.name, response).returning(response.c.response_id)
    if connection.execute(insert, values).first():  # PostgreSQL's driver counts no such rows
        return Kept.NEW
    asked = sa.select(response.c.payload_hash).where(response.c.response_id == given.response_id)
    kept = connection.execute(asked).scalar_one()
    if kept is None:
        return Kept.WITHDRAWN
    return Kept.AGAIN if kept == given.payload_hash else Kept.OTHER


def find_by_receipt(connection: Connection, receipt_hash: str) -> Response | None:
    """The response with this receipt, withdrawn or not."""
    asked = sa.select(*COLUMNS).where(response.c.receipt_hash == receipt_hash)
    row = connection.execute(asked).one_or_none()
    return Response(*row) if row else None


def withdraw(connection: Connection, receipt_hash: str) -> bool:
    """Remove everything the person said; what stays tells only that somebody withdrew."""
    nothing = {"answers": None, "payload_hash": None, "seconds": None, "flags": ""}
    changed = sa.update(response).where(response.c.receipt_hash == receipt_hash).values(nothing)
    return connection.execute(changed).rowcount == 1


def responses_of(connection: Connection, survey: str, wave: str) -> Iterator[Response]:
    """Every response of a wave, in the order of the random ids."""
    asked = (
        sa.select(*COLUMNS)
        .where(response.c.survey == survey, response.c.wave == wave)
        .order_by(response.c.response_id)
    )
    for row in connection.execute(asked):
        yield Response(*row)


def purge(connection: Connection, survey: str, wave: str) -> int:
    """Delete every response of a wave; gives how many there were."""
    gone = sa.delete(response).where(response.c.survey == survey, response.c.wave == wave)
    return connection.execute(gone).rowcount


@cache
def _insert_once(dialect: str, table: Table) -> sqlite.Insert | postgresql.Insert:
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    return insert(table).on_conflict_do_nothing()
