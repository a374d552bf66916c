"""Passkeys: optional, and enough by themselves, since the device asks for finger, face or PIN."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
import webauthn
from itsdangerous import BadData, URLSafeTimedSerializer
from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql, sqlite
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from survey_service.accounts import clock
from survey_service.accounts.model import Account
from survey_service.accounts.sealing import new_token, token_hash
from survey_service.accounts.tables import passkey, spent

LIFE = 10 * clock.MINUTE  # of a challenge, which is answered once
MOST = 10  # passkeys of one person
NAME_LENGTH = 40


class PasskeyRefused(Exception):
    """What the browser sent proves nothing."""


@dataclass(frozen=True)
class Place:
    """Where passkeys count: the host, and the address that browsers name. Never an IP address."""

    host: str
    origin: str


@dataclass(frozen=True)
class Passkey:
    """A passkey as its owner knows it."""

    id: str
    account: str
    public_key: bytes
    sign_count: int
    name: str
    made_at: int
    used_at: int | None


COLUMNS = tuple(passkey.c[name] for name in Passkey.__dataclass_fields__)


@dataclass(frozen=True)
class Shown:
    """A passkey as the browser shows it."""

    place: Place
    given: str
    challenge: str
    browser: str  # the cookie the challenge was bound to


class Challenges:
    """Hands out challenges, signed and bound to one browser, and takes each of them once."""

    def __init__(self, secret: str) -> None:
        """Sign with the secret key of the service."""
        self._signer = URLSafeTimedSerializer(secret, salt="passkey-challenge")

    def new(self, browser: str) -> str:
        """A challenge for the browser with this cookie."""
        return str(self._signer.dumps([new_token(), token_hash(browser)]))

    def take(self, connection: Connection, challenge: str, browser: str) -> bytes:
        """The challenge as signed by the device, used up. Raises PasskeyRefused."""
        try:
            _, of = self._signer.loads(challenge, max_age=LIFE)
        except (BadData, ValueError, TypeError) as error:
            raise PasskeyRefused from error
        if of != token_hash(browser):
            raise PasskeyRefused
        now = clock.now()
        connection.execute(sa.delete(spent).where(spent.c.until < now))
        dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
        row = {"mark": token_hash(challenge), "until": now + LIFE}
        once = dialect.insert(spent).on_conflict_do_nothing().returning(spent.c.mark)
        if connection.execute(once, row).first() is None:
            raise PasskeyRefused
        return challenge.encode()


def options_to_add(place: Place, owner: Account, held: Sequence[Passkey], challenge: str) -> str:
    """What the browser needs to make a passkey, as JSON."""
    return webauthn.options_to_json(
        webauthn.generate_registration_options(
            rp_id=place.host,
            rp_name="Life Relay",
            user_id=owner.id.encode(),
            user_name=owner.login,
            user_display_name=owner.name,
            challenge=challenge.encode(),
            exclude_credentials=[
                PublicKeyCredentialDescriptor(id=base64url_to_bytes(key.id)) for key in held
            ],
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.REQUIRED,
                user_verification=UserVerificationRequirement.REQUIRED,
            ),
        )
    )


def options_to_sign_in(place: Place, challenge: str) -> str:
    """What the browser needs to show a passkey, as JSON; it names no login."""
    return webauthn.options_to_json(
        webauthn.generate_authentication_options(
            rp_id=place.host,
            challenge=challenge.encode(),
            user_verification=UserVerificationRequirement.REQUIRED,
        )
    )


def add(
    connection: Connection, place: Place, owner: Account, name: str, given: str, challenge: bytes
) -> str:
    """Keep the passkey that the browser made; gives its id. Raises PasskeyRefused."""
    try:
        made = webauthn.verify_registration_response(
            credential=given,
            expected_challenge=challenge,
            expected_rp_id=place.host,
            expected_origin=place.origin,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError) as error:
        raise PasskeyRefused from error
    key_id = bytes_to_base64url(made.credential_id)
    if find(connection, key_id) or len(of_account(connection, owner.id)) >= MOST:
        raise PasskeyRefused
    public, count = made.credential_public_key, made.sign_count
    kept = Passkey(key_id, owner.id, public, count, name, clock.now(), None)
    connection.execute(sa.insert(passkey), kept.__dict__)
    return key_id


def show(connection: Connection, place: Place, given: str, challenge: bytes) -> Passkey:
    """The passkey that signed the challenge; its use is noted. Raises PasskeyRefused."""
    try:
        key = find(connection, _id_in(given))
        if key is None:
            raise PasskeyRefused
        shown = webauthn.verify_authentication_response(
            credential=given,
            expected_challenge=challenge,
            expected_rp_id=place.host,
            expected_origin=place.origin,
            credential_public_key=key.public_key,
            credential_current_sign_count=key.sign_count,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError) as error:
        raise PasskeyRefused from error
    used = {"sign_count": shown.new_sign_count, "used_at": clock.now()}
    connection.execute(sa.update(passkey).where(passkey.c.id == key.id).values(used))
    return key


def find(connection: Connection, key_id: str) -> Passkey | None:
    """The passkey with this id, or None."""
    row = connection.execute(sa.select(*COLUMNS).where(passkey.c.id == key_id)).one_or_none()
    return Passkey(*row) if row else None


def of_account(connection: Connection, account_id: str) -> tuple[Passkey, ...]:
    """The passkeys of a person, in the order they were added."""
    mine = sa.select(*COLUMNS).where(passkey.c.account == account_id)
    rows = connection.execute(mine.order_by(passkey.c.made_at, passkey.c.id))
    return tuple(Passkey(*row) for row in rows)


def remove(connection: Connection, account_id: str, key_id: str) -> bool:
    """Delete a passkey of this person; whether there was one."""
    which = (passkey.c.account == account_id) & (passkey.c.id == key_id)
    return connection.execute(sa.delete(passkey).where(which)).rowcount == 1


def remove_all(connection: Connection, account_id: str) -> None:
    """Delete every passkey of this person."""
    connection.execute(sa.delete(passkey).where(passkey.c.account == account_id))


def _id_in(given: str) -> str:
    """The id of the key, spelt as we keep it. Raises ValueError, KeyError, TypeError."""
    return bytes_to_base64url(base64url_to_bytes(json.loads(given)["id"]))
