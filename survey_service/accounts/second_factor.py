"""The second factor: six digits from an authenticator, each taken once, or a recovery code."""

from __future__ import annotations

import hmac
import secrets

import pyotp
import sqlalchemy as sa
from sqlalchemy import Connection

from survey_service.accounts import clock
from survey_service.accounts.model import Role
from survey_service.accounts.sealing import Seal
from survey_service.accounts.store import Person
from survey_service.accounts.tables import account, recovery_code

NEEDED_BY = frozenset({Role.EDITOR, Role.ADMINISTRATOR})
ISSUER = "Life Relay"  # as authenticators show it; some spoil Chinese
STEP = 30  # seconds
SLACK = 1  # steps by which the phone's clock may differ
CODES = 8
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # without 0 O 1 I
GROUPS, GROUP = 3, 4  # ABCD-EFGH-JKLM: 60 bits


def new_secret() -> str:
    """A key for an authenticator, as text."""
    return pyotp.random_base32()


def address(secret: str, login: str) -> str:
    """What the QR code says."""
    return pyotp.TOTP(secret).provisioning_uri(name=login, issuer_name=ISSUER)


def step_of(secret: str, typed: str) -> int | None:
    """The step of time whose code this is, within the slack; None for a wrong code."""
    totp, now = pyotp.TOTP(secret), clock.now() // STEP
    given = "".join(character for character in typed if not character.isspace())
    steps = range(now - SLACK, now + SLACK + 1)
    right = [s for s in steps if hmac.compare_digest(totp.at(s * STEP).encode(), given.encode())]
    return right[-1] if right else None


def show_code(connection: Connection, seal: Seal, person: Person, typed: str) -> bool:
    """Whether the code is right; it is then used up, with all that came before it."""
    step = step_of(seal.open(person.totp_secret), typed) if person.totp_secret else None
    if step is None:
        return False
    unused = account.c.totp_step.is_(None) | (account.c.totp_step < step)
    used = sa.update(account).where(account.c.id == person.id, unused).values(totp_step=step)
    return connection.execute(used).rowcount == 1


def show_recovery_code(connection: Connection, seal: Seal, person: Person, typed: str) -> bool:
    """Whether it is one of the person's unused recovery codes; it is then used up."""
    which = (recovery_code.c.account == person.id) & (
        recovery_code.c.code_hash == _mark(seal, person.id, typed)
    )
    unused = recovery_code.c.used_at.is_(None)
    used = sa.update(recovery_code).where(which, unused).values(used_at=clock.now())
    return connection.execute(used).rowcount == 1


def make_codes(connection: Connection, seal: Seal, account_id: str) -> tuple[str, ...]:
    """Eight new recovery codes, to be shown once; the old ones are worth nothing."""
    connection.execute(sa.delete(recovery_code).where(recovery_code.c.account == account_id))
    codes = tuple(_new_code() for _ in range(CODES))
    rows = [{"account": account_id, "code_hash": _mark(seal, account_id, c)} for c in codes]
    connection.execute(sa.insert(recovery_code), rows)
    return codes


def codes_left(connection: Connection, account_id: str) -> int:
    """How many recovery codes the person has not used."""
    mine = (recovery_code.c.account == account_id) & recovery_code.c.used_at.is_(None)
    asked = sa.select(sa.func.count()).select_from(recovery_code).where(mine)
    return connection.execute(asked).scalar_one()


def remove(connection: Connection, account_id: str) -> None:
    """Take authenticator and recovery codes off an account."""
    connection.execute(sa.delete(recovery_code).where(recovery_code.c.account == account_id))
    nothing = {"totp_secret": None, "totp_step": None}
    connection.execute(sa.update(account).where(account.c.id == account_id).values(nothing))


def looks_like_recovery(typed: str) -> bool:
    """Whether what was typed can only be a recovery code."""
    return len(_plain(typed)) > len("123456")


def _new_code() -> str:
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(GROUP)) for _ in range(GROUPS))
    return "-".join(groups)


def _plain(typed: str) -> str:
    return "".join(character for character in typed.upper() if character.isalnum())


def _mark(seal: Seal, account_id: str, code: str) -> str:
    return seal.mark("recovery", f"{account_id} {_plain(code)}")
