"""What a one-time link opens: a new account, or a new password for one that exists."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from survey_service.accounts import (
    audit,
    links,
    passkeys,
    second_factor,
    sessions,
    store,
    throttle,
    words,
)
from survey_service.accounts.links import Link, LinkUseless, Purpose
from survey_service.accounts.model import Account
from survey_service.accounts.room import Room
from survey_service.accounts.sealing import new_token
from survey_service.accounts.sessions import Stage
from survey_service.accounts.signing_in import Arrival, let_in
from survey_service.accounts.throttle import Visitor


@dataclass(frozen=True)
class Chosen:
    """What somebody typed who accepts an invitation, or sets a new password."""

    password: str
    name: str = ""
    login: str = ""
    language: str = "zh"


def look(room: Room, token: str) -> Link:
    """What the link is for; looking uses nothing up. Raises LinkUseless."""
    with room.database.reading() as connection:
        return links.look(connection, token)


def accept(room: Room, token: str, chosen: Chosen, visitor: Visitor, device_name: str) -> Arrival:
    """A new account, signed in. Raises LinkUseless, or LoginTaken, and then uses nothing up."""
    look(room, token)
    password_hash = room.passwords.hash(chosen.password)

    def arrive(connection: Connection) -> Arrival:
        used = links.use(connection, token)
        if used.purpose is not Purpose.INVITATION:
            raise LinkUseless
        wanted = Account("", chosen.name, chosen.login, used.role, used.branch, chosen.language)
        account = store.add(connection, wanted, password_hash)
        _tell_inviter(connection, room, used, account)
        facts = {"role": used.role.value, "branch": used.branch.code, "invitation": used.handle}
        audit.record(connection, account, "account.joined", f"account:{account.id}", **facts)
        person = store.find(connection, account.id)
        return let_in(connection, room, person, words.LINK, visitor, device_name)

    return room.database.write(arrive)


def reset(room: Room, token: str, chosen: Chosen, visitor: Visitor, device_name: str) -> Arrival:
    """The account with its new password; every other session ends. Raises LinkUseless.

    Without the permission to take it off, the second factor is still asked for.
    """
    look(room, token)
    password_hash = room.passwords.hash(chosen.password)

    def arrive(connection: Connection) -> Arrival:
        used = links.use(connection, token)
        person = store.find(connection, _account_of(used))
        store.change(connection, person.id, password_hash=password_hash)
        sessions.end_others(connection, person.id, None)
        throttle.forget_devices(connection, person.id)
        if used.second_factor:
            second_factor.remove(connection, person.id)
            passkeys.remove_all(connection, person.id)
        link = "/desk/account/"
        room.notices.tell(connection, [person.account], "reset_used", link)
        subject = f"account:{person.id}"
        audit.record(connection, person.account, "reset.used", subject, link=used.handle)
        return _arrive_again(connection, room, person.id, visitor, device_name)

    return room.database.write(arrive)


def invite_from_console(connection: Connection, wanted: Link) -> str:
    """The token of an invitation from the command line, where nobody is signed in."""
    token, handle = links.make(connection, wanted)
    facts = {"role": wanted.role.value, "branch": wanted.branch.code}
    audit.record(connection, None, "invitation.made", f"link:{handle}", **facts)
    return token


def _arrive_again(
    connection: Connection, room: Room, account_id: str, visitor: Visitor, device_name: str
) -> Arrival:
    person = store.find(connection, account_id)
    if person.suspended:
        raise LinkUseless
    if person.totp_secret is None:
        return let_in(connection, room, person, words.LINK, visitor, device_name)
    device = new_token()
    throttle.remember(connection, person.id, device)  # strangers cannot use up its tries
    asked = sessions.begin(connection, person.id, Stage.ASKED, device_name)
    return Arrival(asked, Stage.ASKED, device)


def _account_of(used: Link) -> str:
    if used.purpose is not Purpose.RESET or used.account is None:
        raise LinkUseless
    return used.account


def _tell_inviter(connection: Connection, room: Room, used: Link, joined: Account) -> None:
    if used.made_by:
        inviter = store.find(connection, used.made_by).account
        facts = {"name": joined.name, "role": joined.role.value, "branch": joined.branch.code}
        link = f"/desk/people/{joined.id}"
        room.notices.tell(connection, [inviter], "joined", link, **facts)
