"""What people do about other people's accounts: invite, reset, move, suspend."""

from __future__ import annotations

from sqlalchemy import Connection

from survey_service.accounts import access, audit, links, sessions, store
from survey_service.accounts.access import NotYours
from survey_service.accounts.model import Account, Branch, Role
from survey_service.accounts.notices import Notices
from survey_service.accounts.store import Person

REASON_LENGTH = 200  # characters


def invite(connection: Connection, actor: Account, name: str, role: Role, to: Branch) -> str:
    """The secret token of an invitation. Raises NotYours."""
    if not access.may_grant(actor, role, to.path):
        raise NotYours
    token, handle = links.make(connection, links.invitation(name, role, to, actor))
    facts = {"role": role.value, "branch": to.code}
    audit.record(connection, actor, "invitation.made", f"link:{handle}", **facts)
    return token


def withdraw(connection: Connection, actor: Account, handle: str) -> None:
    """Make an invitation useless. Raises LinkUseless, NotYours."""
    withdrawn = links.withdraw(connection, handle)
    if not access.may_grant(actor, withdrawn.role, withdrawn.branch.path):
        raise NotYours
    audit.record(connection, actor, "invitation.withdrawn", f"link:{handle}")


def make_reset(
    connection: Connection,
    notices: Notices,
    actor: Account | None,
    other: Person,
    *,
    second_factor: bool,
) -> str:
    """The token of a way back in for somebody; without an actor it is the command line.

    Raises NotYours.
    """
    if actor and not access.may_manage(actor, other.account):
        raise NotYours
    links.withdraw_resets(connection, other.id)
    wanted = links.reset(other.account, actor, second_factor=second_factor)
    token, _ = links.make(connection, wanted)
    name = actor.name if actor else "—"
    notices.tell(connection, [other.account], "reset_made", "/desk/account/log", actor=name)
    subject = f"account:{other.id}"
    audit.record(connection, actor, "reset.made", subject, second_factor=second_factor)
    return token


def change_role(
    connection: Connection,
    notices: Notices,
    actor: Account,
    other: Person,
    *,
    role: Role,
    to: Branch,
) -> None:
    """Make somebody a `role` of a branch; they sign in anew. Raises NotYours."""
    was = other.account
    if not (access.may_manage(actor, was) and access.may_grant(actor, role, to.path)):
        raise NotYours
    if (was.role, was.branch.code) == (role, to.code):
        return
    store.change(connection, was.id, role=role.value, branch=to.code)
    sessions.end_others(connection, was.id, None)
    facts = {"role": role.value, "branch": to.code}
    told = {"actor": actor.name, **facts}
    notices.tell(connection, [was], "role_changed", "/desk/account/", **told)
    before = {"was_role": was.role.value, "was_branch": was.branch.code}
    audit.record(connection, actor, "role.changed", f"account:{was.id}", **before, **facts)


def suspend(connection: Connection, actor: Account, other: Person, reason: str, now: int) -> None:
    """Nobody can sign in with the account any more; whoever is, is out. Raises NotYours."""
    if not access.may_manage(actor, other.account):
        raise NotYours
    if other.suspended:
        return
    store.change(connection, other.id, suspended_at=now)
    sessions.end_others(connection, other.id, None)
    links.withdraw_resets(connection, other.id)
    subject = f"account:{other.id}"
    audit.record(connection, actor, "account.suspended", subject, reason=reason)


def restore(connection: Connection, notices: Notices, actor: Account, other: Person) -> None:
    """The account works again, with its old password. Raises NotYours."""
    if not access.may_manage(actor, other.account):
        raise NotYours
    if not other.suspended:
        return
    store.change(connection, other.id, suspended_at=None)
    notices.tell(connection, [other.account], "restored", "/desk/", actor=actor.name)
    audit.record(connection, actor, "account.restored", f"account:{other.id}")
