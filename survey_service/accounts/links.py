"""One-time links: an invitation, or a way back in. The address is a secret; its hash is kept.

A link that was used, withdrawn, has run out or never existed gets one answer, so that nobody
learns from it which of these it was.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy import Connection

from survey_service.accounts import branches, clock
from survey_service.accounts.model import Account, Branch, Role
from survey_service.accounts.sealing import new_handle, new_token, token_hash
from survey_service.accounts.tables import branch, link
from survey_service.errors import Refusal
from survey_service.pages import N_


class Purpose(StrEnum):
    """What a link is for."""

    INVITATION = "invitation"
    RESET = "reset"


LIFE = {Purpose.INVITATION: 7 * clock.DAY, Purpose.RESET: clock.DAY}


class LinkUseless(Refusal):
    status = 404
    title = N_("这个链接用不了")
    sentence = N_(
        "链接只能用一次，过期也会失效。请向发链接给您的人再要一个；已经有账号的，请直接登录。"
    )


@dataclass(frozen=True)
class Link:
    """A link as it is kept. `account` is whose password it resets; `made_by` none: the console."""

    purpose: Purpose
    name: str
    role: Role
    branch: Branch
    account: str | None = None
    second_factor: bool = False
    made_by: str | None = None
    handle: str = ""
    ends_at: int = 0


KEPT = ("purpose", "name", "role", "account", "second_factor", "made_by", "handle", "ends_at")
COLUMNS = (*(link.c[name] for name in KEPT), *branches.COLUMNS)
JOINED = link.join(branch, branch.c.code == link.c.branch)
# still good
UNUSED = link.c.used_at.is_(None) & link.c.withdrawn_at.is_(None)


def invitation(name: str, role: Role, to: Branch, made_by: Account | None) -> Link:
    """An invitation to become a `role` of a branch; it ends after seven days."""
    return Link(Purpose.INVITATION, name, role, to, made_by=made_by.id if made_by else None)


def reset(of: Account, made_by: Account | None, *, second_factor: bool) -> Link:
    """A way for somebody to set a new password; it ends after 24 hours."""
    maker = made_by.id if made_by else None
    return Link(Purpose.RESET, of.name, of.role, of.branch, of.id, second_factor, maker)


def make(connection: Connection, wanted: Link) -> tuple[str, str]:
    """Keep the link; gives its secret token, which is told once, and its handle."""
    token, handle, made = new_token(), new_handle(), clock.now()
    row = {
        "token_hash": token_hash(token),
        "handle": handle,
        "purpose": wanted.purpose.value,
        "account": wanted.account,
        "name": wanted.name,
        "role": wanted.role.value,
        "branch": wanted.branch.code,
        "second_factor": wanted.second_factor,
        "made_by": wanted.made_by,
        "made_at": made,
        "ends_at": made + LIFE[wanted.purpose],
    }
    connection.execute(sa.insert(link), row)
    return token, handle


def look(connection: Connection, token: str) -> Link:
    """The link, not used by looking at it. Raises LinkUseless."""
    asked = sa.select(*COLUMNS).select_from(JOINED).where(_good(token))
    row = connection.execute(asked).one_or_none()
    if row is None:
        raise LinkUseless
    return _of_row(row)


def use(connection: Connection, token: str) -> Link:
    """The link, used up: of two people who come at once one gets it. Raises LinkUseless."""
    found = look(connection, token)
    used = sa.update(link).where(_good(token)).values(used_at=clock.now())
    if connection.execute(used).rowcount != 1:
        raise LinkUseless
    return found


def waiting(connection: Connection, path: str) -> tuple[Link, ...]:
    """The invitations into a branch and those below it that can still be accepted."""
    asked = (
        sa.select(*COLUMNS)
        .select_from(JOINED)
        .where(
            link.c.purpose == Purpose.INVITATION,
            UNUSED,
            link.c.ends_at > clock.now(),
            branch.c.path.startswith(path, autoescape=True),
        )
    )
    rows = connection.execute(asked.order_by(link.c.ends_at, link.c.handle))
    return tuple(_of_row(row) for row in rows)


def withdraw(connection: Connection, handle: str) -> Link:
    """Make an unused invitation useless. Raises LinkUseless."""
    asked = sa.select(*COLUMNS).select_from(JOINED).where(link.c.handle == handle, UNUSED)
    row = connection.execute(asked).one_or_none()
    if row is None:
        raise LinkUseless
    _withdraw(connection, link.c.handle == handle)
    return _of_row(row)


def withdraw_resets(connection: Connection, account_id: str) -> None:
    """Make earlier ways back in for this account useless: a new one, or none, is wanted."""
    _withdraw(connection, link.c.account == account_id)


def withdraw_those_of_the_console(connection: Connection) -> None:
    """Make earlier invitations from the command line useless."""
    _withdraw(connection, link.c.made_by.is_(None) & (link.c.purpose == Purpose.INVITATION))


def _withdraw(connection: Connection, which: sa.ColumnElement[bool]) -> None:
    changed = sa.update(link).where(which, UNUSED).values(withdrawn_at=clock.now())
    connection.execute(changed)


def _good(token: str) -> sa.ColumnElement[bool]:
    return (link.c.token_hash == token_hash(token)) & UNUSED & (link.c.ends_at > clock.now())


def _of_row(row: sa.Row[tuple[object, ...]]) -> Link:
    kept = {name: getattr(row, name) for name in KEPT}
    kept |= {"purpose": Purpose(row.purpose), "role": Role(row.role)}
    return Link(branch=branches.of_row(row), **kept)
