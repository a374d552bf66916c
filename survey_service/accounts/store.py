"""What is kept of a person of the desk, and how it is found and changed."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, Row
from sqlalchemy.exc import IntegrityError

from survey_service.accounts import branches, clock
from survey_service.accounts.model import Account, Branch, Role
from survey_service.accounts.sealing import new_handle
from survey_service.accounts.tables import account, branch
from survey_service.errors import Refusal
from survey_service.pages import N_


class PersonUnknown(Refusal):
    status = 404
    title = N_("没有这个账号")
    sentence = N_("地址可能写错了。请回到同事一览。")


class LoginTaken(Exception):
    """Somebody has this login already."""


@dataclass(frozen=True)
class Person:
    """An account with what only this room may see of it."""

    account: Account
    password_hash: str
    totp_secret: str | None  # sealed
    totp_step: int | None
    email: str | None
    made_at: int
    seen_at: int | None
    suspended_at: int | None

    @property
    def id(self) -> str:
        """The id of the account."""
        return self.account.id

    @property
    def suspended(self) -> bool:
        """Whether nobody can sign in with it."""
        return self.suspended_at is not None


PRIVATE = ("password_hash", "totp_secret", "totp_step", "email")
TIMES = ("made_at", "seen_at", "suspended_at")
OPEN = ("id", "name", "login", "role", "language")
PERSON = (*(account.c[name] for name in (*OPEN, *PRIVATE, *TIMES)), *branches.COLUMNS)
JOINED = account.join(branch, branch.c.code == account.c.branch)


def normal_login(typed: str) -> str:
    """The login as it is kept and compared: Anna, ANNA and ａｎｎａ are one."""
    return unicodedata.normalize("NFKC", typed).strip().casefold()


def find(connection: Connection, account_id: str) -> Person:
    """The person with this id. Raises PersonUnknown."""
    found = _one(connection, account.c.id == account_id)
    if found is None:
        raise PersonUnknown
    return found


def find_login(connection: Connection, login: str) -> Person | None:
    """The person with this login, or None."""
    return _one(connection, account.c.login == normal_login(login))


def below(connection: Connection, path: str) -> tuple[Person, ...]:
    """Everybody of a branch and of those below it, by branch and name."""
    theirs = branch.c.path.startswith(path, autoescape=True)
    asked = sa.select(*PERSON).select_from(JOINED).where(theirs)
    rows = connection.execute(asked.order_by(branch.c.path, account.c.name, account.c.id))
    return tuple(of_row(row) for row in rows)


def nearest_editors(connection: Connection, near: Branch) -> tuple[Account, ...]:
    """Who is told of something in this branch: its editors, else those of the next one above.

    Administrators are told where no branch up to the widest has an editor.
    """
    codes = near.path.split("/")[:-1]
    fit = account.c.suspended_at.is_(None) & (account.c.role != Role.CONTRIBUTOR)
    asked = sa.select(*PERSON).select_from(JOINED).where(fit, branch.c.code.in_(codes))
    people = [of_row(row).account for row in connection.execute(asked.order_by(account.c.id))]
    for role in (Role.EDITOR, Role.ADMINISTRATOR):
        for code in reversed(codes):
            told = tuple(p for p in people if p.role is role and p.branch.code == code)
            if told:
                return told
    return ()


def any_at_all(connection: Connection) -> bool:
    """Whether there is any account yet."""
    return connection.execute(sa.select(account.c.id).limit(1)).first() is not None


def add(connection: Connection, new: Account, password_hash: str) -> Account:
    """Keep a new account under an id of its own. Raises LoginTaken."""
    account_id = new.id or new_handle()
    row = {
        "id": account_id,
        "name": new.name,
        "login": normal_login(new.login),
        "role": new.role.value,
        "branch": new.branch.code,
        "language": new.language,
        "password_hash": password_hash,
        "made_at": clock.now(),
    }
    try:
        with connection.begin_nested():
            connection.execute(sa.insert(account), row)
    except IntegrityError as error:
        raise LoginTaken from error
    return find(connection, account_id).account


def change(connection: Connection, account_id: str, **values: str | int | None) -> None:
    """Set columns of an account."""
    connection.execute(sa.update(account).where(account.c.id == account_id).values(values))


def of_row(row: Row[Any]) -> Person:
    """The person in the columns of PERSON."""
    role, home = Role(row.role), branches.of_row(row)
    person = Account(row.id, row.name, row.login, role, home, row.language)
    return Person(person, **{name: getattr(row, name) for name in (*PRIVATE, *TIMES)})


def _one(connection: Connection, wanted: sa.ColumnElement[bool]) -> Person | None:
    row = connection.execute(sa.select(*PERSON).select_from(JOINED).where(wanted)).one_or_none()
    return of_row(row) if row else None
