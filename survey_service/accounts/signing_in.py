"""Signing in: a password and what the role asks for beside it, or a passkey alone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from sqlalchemy import Connection

from survey_service.accounts import (
    audit,
    clock,
    notices,
    passkeys,
    second_factor,
    sessions,
    store,
    throttle,
    words,
)
from survey_service.accounts.passkeys import Shown
from survey_service.accounts.room import Room
from survey_service.accounts.sealing import new_token
from survey_service.accounts.sessions import Session, Stage
from survey_service.accounts.store import Person
from survey_service.accounts.throttle import TooSoon, Tries, Visitor

FEW = 2  # recovery codes left, of which the person is told


@dataclass(frozen=True)
class Arrival:
    """What the browser carries from now on."""

    session_id: str
    stage: Stage
    device: str


def by_password(
    room: Room, login: str, password: str, visitor: Visitor, device_name: str
) -> Arrival | None:
    """The arrival; None for a wrong login or password, whichever it was. Raises TooSoon."""
    with room.database.reading() as connection:
        person = store.find_login(connection, login)
        known = person is not None and throttle.knows(connection, person.id, visitor.device)
    normal = store.normal_login(login)
    tries = throttle.for_password(room.seal, normal, visitor, known=known)
    _claim(room, tries)
    right = room.passwords.matches(person.password_hash if person else None, password)
    if person is None or person.suspended or not right:
        return None
    dated = room.passwords.is_dated(person.password_hash)
    fresh = room.passwords.hash(password) if dated else None

    def arrive(connection: Connection) -> Arrival:
        throttle.forget(connection, tries)
        if fresh:
            store.change(connection, person.id, password_hash=fresh)
        if person.totp_secret:
            asked = sessions.begin(connection, person.id, Stage.ASKED, device_name)
            return Arrival(asked, Stage.ASKED, visitor.device)
        return let_in(connection, room, person, words.PASSWORD, visitor, device_name)

    return room.database.write(arrive)


def by_code(
    room: Room, session: Session, person: Person, typed: str, visitor: Visitor
) -> Arrival | None:
    """The arrival after the second factor; None for a wrong or used code. Raises TooSoon."""
    with room.database.reading() as connection:
        known = throttle.knows(connection, person.id, visitor.device)
    tries = throttle.for_code(room.seal, person.id, visitor, known=known)
    try:
        _claim(room, tries)
    except TooSoon:
        room.database.write(partial(_warn, room=room, person=person))
        raise
    recovering = second_factor.looks_like_recovery(typed)
    way = words.RECOVERY if recovering else words.CODE
    show = second_factor.show_recovery_code if recovering else second_factor.show_code

    def arrive(connection: Connection) -> Arrival | None:
        if not show(connection, room.seal, person, typed):
            return None
        throttle.forget(connection, tries)
        sessions.end(connection, person.id, session.handle)
        arrival = let_in(connection, room, person, way, visitor, session.device)
        if recovering:
            _count_codes(connection, room, person)
        return arrival

    return room.database.write(arrive)


def by_passkey(room: Room, shown: Shown, visitor: Visitor, device_name: str) -> Arrival:
    """The arrival of whoever holds the passkey. Raises PasskeyRefused."""

    def arrive(connection: Connection) -> Arrival:
        challenge = room.challenges.take(connection, shown.challenge, shown.browser)
        key = passkeys.show(connection, shown.place, shown.given, challenge)
        person = store.find(connection, key.account)
        if person.suspended:
            raise passkeys.PasskeyRefused
        return let_in(connection, room, person, words.PASSKEY, visitor, device_name)

    return room.database.write(arrive)


def let_in(
    connection: Connection,
    room: Room,
    person: Person,
    way: str,
    visitor: Visitor,
    device_name: str,
) -> Arrival:
    """A new session for somebody who has shown enough; its device is known from now on."""
    known = throttle.knows(connection, person.id, visitor.device)
    device = visitor.device if known else new_token()
    enrolled = person.totp_secret or person.account.role not in second_factor.NEEDED_BY
    stage = Stage.IN if enrolled else Stage.ENROLLING
    session_id = sessions.begin(connection, person.id, stage, device_name)
    throttle.remember(connection, person.id, device)
    store.change(connection, person.id, seen_at=clock.now())
    sessions.purge(connection)
    if not known and person.seen_at is not None:
        link = "/desk/account/"
        room.notices.tell(connection, [person.account], "new_device", link, device=device_name)
    subject = f"account:{person.id}"
    audit.record(connection, person.account, "session.begun", subject, way=way, known_device=known)
    return Arrival(session_id, stage, device)


def _claim(room: Room, tries: Tries) -> None:
    seconds = room.database.write(partial(throttle.claim, tries=tries))
    if seconds:
        raise TooSoon(seconds)


def _warn(connection: Connection, room: Room, person: Person) -> None:
    """Tell the person, once, that somebody knows the password and guesses at the codes."""
    if not notices.is_waiting(connection, person.id, "codes_wrong"):
        link = "/desk/account/password"
        room.notices.tell(connection, [person.account], "codes_wrong", link)


def _count_codes(connection: Connection, room: Room, person: Person) -> None:
    left = second_factor.codes_left(connection, person.id)
    if left <= FEW:
        link = "/desk/account/"
        room.notices.tell(connection, [person.account], "codes_few", link, left=left)
    subject = f"account:{person.id}"
    audit.record(connection, person.account, "recovery_code.used", subject, left=left)
