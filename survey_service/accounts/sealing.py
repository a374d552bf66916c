"""Keeping secrets that have to be read again, and hashing those that do not."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet

TOKEN_BYTES = 16  # 128 bits: nobody guesses one


def new_token() -> str:
    """A secret for an address or a cookie."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def new_handle() -> str:
    """A name for a row whose key is secret."""
    return secrets.token_hex(6)


def token_hash(token: str) -> str:
    """What is stored of a token: whoever reads the store cannot use it."""
    return hashlib.sha256(token.encode()).hexdigest()


class Seal:
    """What is done with the secret key of the service; a copy of the store alone opens nothing."""

    def __init__(self, secret: str) -> None:
        """Derive a key for each use."""
        self._secret = secret.encode()
        self._box = Fernet(urlsafe_b64encode(self._derived("seal")))

    def shut(self, text: str) -> str:
        """The text, sealed."""
        return self._box.encrypt(text.encode()).decode()

    def open(self, sealed: str) -> str:
        """The text that was sealed. Raises InvalidToken where the key is another."""
        return self._box.decrypt(sealed.encode()).decode()

    def mark(self, use: str, text: str) -> str:
        """A keyed hash of a short secret, or of something that must not stand in the store."""
        return hmac.digest(self._derived(use), text.encode(), "sha256").hex()

    def _derived(self, use: str) -> bytes:
        return hmac.digest(self._secret, f"desk:{use}".encode(), "sha256")
