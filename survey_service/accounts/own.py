"""What people do about their own account: password, second factor, passkeys, sessions, contact."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from sqlalchemy import Connection

from survey_service.accounts import (
    audit,
    clock,
    passkeys,
    second_factor,
    sessions,
    store,
    throttle,
)
from survey_service.accounts.access import NotYours
from survey_service.accounts.passkeys import Shown
from survey_service.accounts.room import Room
from survey_service.accounts.sessions import Session, Stage
from survey_service.accounts.store import Person
from survey_service.accounts.throttle import TooSoon
from survey_service.errors import Refusal
from survey_service.pages import N_


class EnrolmentLost(Refusal):
    status = 409
    title = N_("这次设置已经过期")
    sentence = N_("验证器还没有设好。请回到“验证器”一页，用新的二维码再来一次。")


@dataclass(frozen=True)
class Me:
    """The person who acts, and the session in which they do."""

    person: Person
    session: Session

    @property
    def subject(self) -> str:
        """How the audit log names them."""
        return f"account:{self.person.id}"


def knows_password(room: Room, person: Person, password: str) -> bool:
    """Whether it is the person's password; guessing is slow here, too. Raises TooSoon."""
    tries = throttle.for_own_password(room.seal, person.id)
    seconds = room.database.write(partial(throttle.claim, tries=tries))
    if seconds:
        raise TooSoon(seconds)
    right = room.passwords.matches(person.password_hash, password)
    if right:
        room.database.write(partial(throttle.forget, tries=tries))
    return right


def confirm(room: Room, me: Me, password: str) -> str | None:
    """The session's new id once the password was shown again; None for a wrong one."""
    if not knows_password(room, me.person, password):
        return None
    renewed = partial(sessions.renew, session=me.session, checked_at=clock.now())
    return room.database.write(renewed)


def change_password(connection: Connection, room: Room, me: Me, hashed: str, device: str) -> str:
    """Keep the new password; every other session ends. Gives this session's new id."""
    store.change(connection, me.person.id, password_hash=hashed)
    sessions.end_others(connection, me.person.id, me.session)
    throttle.forget_devices(connection, me.person.id, but=device)
    account = me.person.account
    room.notices.tell(connection, [account], "password_changed", "/desk/account/log")
    audit.record(connection, account, "password.changed", me.subject)
    return sessions.renew(connection, me.session)


def begin_enrolment(connection: Connection, room: Room, me: Me) -> str:
    """The key for an authenticator: the one this session was given already, or a new one."""
    if me.session.draft:
        return room.seal.open(me.session.draft)
    secret = second_factor.new_secret()
    sessions.draft(connection, me.session, room.seal.shut(secret))
    return secret


def finish_enrolment(
    connection: Connection, room: Room, me: Me, typed: str
) -> tuple[str, tuple[str, ...]] | None:
    """The session's new id and eight recovery codes; None for a wrong code.

    Raises EnrolmentLost where this session was given no key.
    """
    if me.session.draft is None:
        raise EnrolmentLost
    step = second_factor.step_of(room.seal.open(me.session.draft), typed)
    if step is None:
        return None
    store.change(connection, me.person.id, totp_secret=me.session.draft, totp_step=step)
    codes = second_factor.make_codes(connection, room.seal, me.person.id)
    sessions.end_others(connection, me.person.id, me.session)
    ends = me.session.made_at + sessions.ABSOLUTE
    whole: dict[str, str | int] = {"stage": Stage.IN.value, "ends_at": ends}
    session_id = sessions.renew(connection, me.session, draft=None, **whole)
    audit.record(connection, me.person.account, "second_factor.set", me.subject)
    return session_id, codes


def remove_second_factor(connection: Connection, me: Me) -> None:
    """Sign in with the password alone from now on. Raises NotYours where the role forbids it."""
    if me.person.account.role in second_factor.NEEDED_BY:
        raise NotYours
    second_factor.remove(connection, me.person.id)
    audit.record(connection, me.person.account, "second_factor.removed", me.subject)


def new_recovery_codes(connection: Connection, room: Room, me: Me) -> tuple[str, ...]:
    """Eight codes in place of the old ones."""
    codes = second_factor.make_codes(connection, room.seal, me.person.id)
    audit.record(connection, me.person.account, "recovery_codes.made", me.subject)
    return codes


def add_passkey(connection: Connection, room: Room, me: Me, shown: Shown, name: str) -> None:
    """Keep a passkey. Raises PasskeyRefused."""
    challenge = room.challenges.take(connection, shown.challenge, shown.browser)
    account = me.person.account
    key = passkeys.add(connection, shown.place, account, name, shown.given, challenge)
    audit.record(connection, account, "passkey.added", me.subject, passkey=key[:16])


def remove_passkey(connection: Connection, me: Me, key_id: str) -> None:
    """Delete a passkey, if it is there."""
    if passkeys.remove(connection, me.person.id, key_id):
        facts = {"passkey": key_id[:16]}
        audit.record(connection, me.person.account, "passkey.removed", me.subject, **facts)


def end_session(connection: Connection, me: Me, handle: str) -> None:
    """End a session of one's own elsewhere, if it is there."""
    _note_ended(connection, me, sessions.end(connection, me.person.id, handle))


def end_other_sessions(connection: Connection, me: Me, device: str) -> None:
    """End every session of one's own but this one; no other device is known any more."""
    throttle.forget_devices(connection, me.person.id, but=device)
    _note_ended(connection, me, sessions.end_others(connection, me.person.id, me.session))


def leave(connection: Connection, me: Me) -> None:
    """Sign out."""
    sessions.end(connection, me.person.id, me.session.handle)
    audit.record(connection, me.person.account, "session.left", me.subject)


def change_contact(connection: Connection, me: Me, email: str, language: str) -> None:
    """Keep where letters go, and in which language."""
    store.change(connection, me.person.id, email=email or None, language=language)
    account = me.person.account
    facts: dict[str, audit.Fact] = {"email": bool(email), "language": language}
    audit.record(connection, account, "contact.changed", me.subject, **facts)


def _note_ended(connection: Connection, me: Me, count: int) -> None:
    if count:
        facts = {"count": count}
        audit.record(connection, me.person.account, "session.ended", me.subject, **facts)
