"""Sessions, kept by the server: the cookie holds a random id, and the store only its hash."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy import Connection

from survey_service.accounts import clock, store
from survey_service.accounts.model import Role
from survey_service.accounts.sealing import new_handle, new_token, token_hash
from survey_service.accounts.store import Person
from survey_service.accounts.tables import account, desk_session


class Stage(StrEnum):
    """How far a person has come with signing in."""

    ASKED = "asked"  # the password was right, the second factor is still to be shown
    ENROLLING = "enrolling"  # the role needs a second factor, and there is none yet
    IN = "in"


ABSOLUTE = 12 * clock.HOUR  # however busy the person is
IDLE = {
    Role.CONTRIBUTOR: ABSOLUTE,  # they write on a phone, with long pauses
    Role.EDITOR: 30 * clock.MINUTE,
    Role.ADMINISTRATOR: 30 * clock.MINUTE,
}
UNFINISHED = 15 * clock.MINUTE  # for showing or setting up a second factor
LATELY = 30 * clock.MINUTE  # after that, grave acts ask for the password again
SEEN_EVERY = clock.MINUTE  # how exactly the last visit is kept


@dataclass(frozen=True)
class Session:
    """One signed-in browser."""

    id_hash: str
    handle: str
    stage: Stage
    draft: str | None
    device: str
    made_at: int
    checked_at: int
    seen_at: int
    ends_at: int

    def is_live(self, role: Role) -> bool:
        """Whether it still counts, for somebody of this role."""
        now = clock.now()
        return now < self.ends_at and now - self.seen_at <= IDLE[role]

    @property
    def was_checked_lately(self) -> bool:
        """Whether a secret was shown so short ago that grave acts need no new one."""
        return clock.now() - self.checked_at <= LATELY


COLUMNS = tuple(desk_session.c[name] for name in Session.__dataclass_fields__)


def begin(connection: Connection, account_id: str, stage: Stage, device: str) -> str:
    """Keep a new session; gives its id, which nobody had before."""
    session_id, now = new_token(), clock.now()
    row = {
        "id_hash": token_hash(session_id),
        "handle": new_handle(),
        "account": account_id,
        "stage": stage.value,
        "device": device,
        "made_at": now,
        "checked_at": now,
        "seen_at": now,
        "ends_at": now + (ABSOLUTE if stage is Stage.IN else UNFINISHED),
    }
    connection.execute(sa.insert(desk_session), row)
    return session_id


def renew(connection: Connection, session: Session, **changed: str | int | None) -> str:
    """The same session under a new id; its absolute end stays. The old id is worth nothing."""
    session_id = new_token()
    values = {"id_hash": token_hash(session_id), **changed}
    which = desk_session.c.id_hash == session.id_hash
    connection.execute(sa.update(desk_session).where(which).values(values))
    return session_id


def find(connection: Connection, session_id: str) -> tuple[Session, Person] | None:
    """The live session with this id, and whose it is; None for every other."""
    joined = store.JOINED.join(desk_session, desk_session.c.account == account.c.id)
    own = (column.label(f"session_{column.name}") for column in COLUMNS)
    which = desk_session.c.id_hash == token_hash(session_id)
    asked = sa.select(*store.PERSON, *own).select_from(joined).where(which)
    row = connection.execute(asked).one_or_none()
    if row is None:
        return None
    person = store.of_row(row)
    session = _session({name: getattr(row, f"session_{name}") for name in _NAMES})
    if person.suspended or not session.is_live(person.account.role):
        return None
    return session, person


def touch(connection: Connection, session: Session, person: Person) -> None:
    """Note that the person is here."""
    now = clock.now()
    which = desk_session.c.id_hash == session.id_hash
    connection.execute(sa.update(desk_session).where(which).values(seen_at=now))
    store.change(connection, person.id, seen_at=now)


def draft(connection: Connection, session: Session, sealed: str | None) -> None:
    """Keep, or forget, the key of a second factor that is being set up in this session."""
    which = desk_session.c.id_hash == session.id_hash
    connection.execute(sa.update(desk_session).where(which).values(draft=sealed))


def of_person(connection: Connection, person: Person) -> tuple[Session, ...]:
    """Where the person is signed in, the latest first."""
    asked = (
        sa.select(*COLUMNS)
        .where(desk_session.c.account == person.id, desk_session.c.stage == Stage.IN)
        .order_by(desk_session.c.seen_at.desc(), desk_session.c.handle)
    )
    found = (_session(row._asdict()) for row in connection.execute(asked))
    return tuple(session for session in found if session.is_live(person.account.role))


def end(connection: Connection, account_id: str, handle: str) -> int:
    """End one session of this account; gives how many there were."""
    return _end(connection, account_id, desk_session.c.handle == handle)


def end_others(connection: Connection, account_id: str, kept: Session | None) -> int:
    """End every session of this account but one; gives how many there were."""
    others = desk_session.c.id_hash != (kept.id_hash if kept else "")
    return _end(connection, account_id, others)


def purge(connection: Connection) -> None:
    """Forget the sessions that ended by themselves."""
    connection.execute(sa.delete(desk_session).where(desk_session.c.ends_at <= clock.now()))


_NAMES = tuple(Session.__dataclass_fields__)


def _end(connection: Connection, account_id: str, which: sa.ColumnElement[bool]) -> int:
    mine = desk_session.c.account == account_id
    return connection.execute(sa.delete(desk_session).where(mine, which)).rowcount


def _session(values: dict[str, object]) -> Session:
    return Session(**{**values, "stage": Stage(str(values["stage"]))})  # type: ignore[arg-type]
