"""A passkey device in software: makes a key, and signs challenges as a browser hands them on."""

from __future__ import annotations

import hashlib
import json
import secrets
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


@dataclass
class Authenticator:
    """One device with one key for one host."""

    origin: str = "http://localhost"
    host: str = "localhost"
    verifies: bool = True  # asks for finger, face or PIN
    counts: bool = True
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    id: bytes = field(default_factory=lambda: secrets.token_bytes(16))
    used: int = 0

    def makes(self, options: str) -> str:
        """What the browser sends after navigator.credentials.create()."""
        asked = json.loads(options)
        public = self.key.public_key().public_numbers()
        cose = {1: 2, 3: -7, -1: 1, -2: public.x.to_bytes(32), -3: public.y.to_bytes(32)}
        about = b"\0" * 16 + len(self.id).to_bytes(2) + self.id + cbor2.dumps(cose)
        data = self._data(ATTESTED) + about
        attestation = {"fmt": "none", "attStmt": {}, "authData": data}
        response = {"attestationObject": _text(cbor2.dumps(attestation))}
        return self._sent(self._client("webauthn.create", asked["challenge"]), response)

    def shows(self, options: str) -> str:
        """What the browser sends after navigator.credentials.get()."""
        self.used += self.counts
        client = self._client("webauthn.get", json.loads(options)["challenge"])
        data = self._data()
        signed = data + hashlib.sha256(client).digest()
        signature = self.key.sign(signed, ec.ECDSA(hashes.SHA256()))
        response = {
            "authenticatorData": _text(data),
            "signature": _text(signature),
            "userHandle": None,
        }
        return self._sent(client, response)

    def _data(self, flags: int = 0) -> bytes:
        flags |= PRESENT | (VERIFIED if self.verifies else 0)
        return hashlib.sha256(self.host.encode()).digest() + bytes([flags]) + self.used.to_bytes(4)

    def _client(self, kind: str, challenge: str) -> bytes:
        told = {"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}
        return json.dumps(told).encode()

    def _sent(self, client: bytes, response: dict[str, Any]) -> str:
        return json.dumps(
            {
                "id": _text(self.id),
                "rawId": _text(self.id),
                "type": "public-key",
                "response": {"clientDataJSON": _text(client), **response},
            }
        )


def _text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()
