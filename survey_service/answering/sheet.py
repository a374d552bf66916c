"""The answer sheet: the id a response will have, fixed and signed before the first answer."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass, replace

from itsdangerous import BadData, URLSafeTimedSerializer

LONGEST_LIFE = 24 * 3600  # seconds; a form left open overnight is still taken
CLOCK_SKEW = 300  # seconds that a clock set back may make a sheet seem to come from the future
HASH_PART = 16  # characters of the definition's hash that the token carries


@dataclass(frozen=True)
class Sheet:
    """One form handed out. `started` is when, in seconds since 1970; it is not stored."""

    response_id: str
    wave: str
    definition: str  # the first characters of the hash
    started: int


class SheetForged(Exception):
    """The token was not made here, or was changed."""


class SheetExpired(Exception):
    """The token is ours, and too old; the sheet may be handed out again under its id."""

    def __init__(self, sheet: Sheet) -> None:
        super().__init__(sheet.response_id)
        self.sheet = sheet


class Sheets:
    """Hands out sheets and reads their tokens. Nothing about them is stored."""

    def __init__(self, secret: str, clock: Callable[[], float] = time.time) -> None:
        self._secret = secret.encode()
        self._signer = URLSafeTimedSerializer(secret, salt="answer-sheet")
        self._clock = clock

    def new(self, wave: str, definition: str) -> Sheet:
        """A sheet under a fresh id."""
        return Sheet(secrets.token_hex(16), wave, definition[:HASH_PART], int(self._clock()))

    def again(self, sheet: Sheet, wave: str, definition: str) -> Sheet:
        """The same sheet for the present wave and wording; its id and its start stay."""
        return replace(sheet, wave=wave, definition=definition[:HASH_PART])

    def token(self, sheet: Sheet) -> str:
        """What the page carries: the sheet, the time of signing and the signature."""
        return self._signer.dumps([sheet.response_id, sheet.wave, sheet.definition, sheet.started])

    def read(self, token: str) -> Sheet:
        """The sheet in a token. Raises SheetForged or SheetExpired."""
        try:
            parts, signed = self._signer.loads(token, return_timestamp=True)
            sheet = Sheet(*parts)
        except (BadData, TypeError, ValueError) as error:
            raise SheetForged from error
        age = self._clock() - signed.timestamp()
        if not -CLOCK_SKEW <= age <= LONGEST_LIFE:
            raise SheetExpired(sheet)
        return sheet

    def seconds(self, sheet: Sheet) -> int:
        """How long the person took, in seconds, from the first page to now."""
        return max(0, int(self._clock()) - sheet.started)

    def receipt(self, response_id: str) -> str:
        """The token of the receipt: derived from the id, so that a resend gets the same one."""
        made = hmac.digest(self._secret, f"receipt:{response_id}".encode(), "sha256")
        return urlsafe_b64encode(made[:24]).decode()


def receipt_hash(token: str) -> str:
    """What is stored of a receipt's token: nobody who reads the store can open the receipt."""
    return hashlib.sha256(token.encode()).hexdigest()
