"""The password of the mail server: shown under TLS to a server that proves its name, or never."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from survey_service.db import Database
from survey_service.mail import MailServer, Postman
from tests.survey_service.accounts.letterbox import Letterbox, free_port, queue


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
def test_a_password_goes_to_the_mail_server_only_under_tls(
    empty_store: Database,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    scheme: str,
) -> None:
    context = _own_certificate(tmp_path, monkeypatch)
    box = Letterbox()
    shown: list[tuple[bytes, bytes]] = []

    def check(_s: SMTP, _e: Session, _n: Envelope, _m: str, given: LoginPassword) -> AuthResult:
        shown.append((given.login, given.password))
        return AuthResult(success=True)

    how: dict[str, Any] = {"tls_context": context, "auth_required": True}
    if scheme == "smtps":  # it begins under TLS, which the server does not take for AUTH's own
        how = {"ssl_context": context, "auth_require_tls": False}
    running = Controller(
        box,
        hostname="localhost",
        port=free_port(),
        authenticator=check,
        **how,
    )
    running.start()
    server = MailServer(f"{scheme}://desk:p%40ss@localhost:{running.port}", "desk@example.org")
    queue(empty_store)
    sent = Postman(empty_store, server).walk()
    running.stop()

    assert sent == 1
    assert shown == [(b"desk", b"p@ss")]


def test_a_server_without_tls_is_told_no_password(
    empty_store: Database, letterbox: tuple[Letterbox, MailServer]
) -> None:
    box, server = letterbox
    address = server.url.replace("smtp://", "smtp://desk:secret@")
    queue(empty_store)

    assert Postman(empty_store, MailServer(address, "desk@example.org")).walk() == 0
    assert box.taken == []


def _own_certificate(folder: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """A certificate for localhost that this process trusts, and no other."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    today = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    private = key.private_bytes(
        pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "key.pem").write_bytes(private)
    (folder / "certificate.pem").write_bytes(made.public_bytes(pem))
    monkeypatch.setenv("SSL_CERT_FILE", str(folder / "certificate.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "certificate.pem", folder / "key.pem")
    return context
