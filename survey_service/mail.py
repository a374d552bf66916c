"""Letters: queued in the transaction of the act they tell of, sent later by a worker over SMTP.

A letter is `queued`, then `sending` before the server is spoken to, then `sent`. What was being
sent when the process died is `parked`, since nobody knows whether it arrived; so is what was
refused too often. Nothing waits for mail, and everything works without it.
"""

from __future__ import annotations

import logging
import secrets
import smtplib
import ssl
import threading
import time
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from enum import StrEnum
from functools import partial
from urllib.parse import SplitResult, unquote, urlsplit

import sqlalchemy as sa
from sqlalchemy import Connection

from survey_service.db import Database, metadata
from survey_service.errors import StoreBusy

log = logging.getLogger(__name__)

POSTMAN = "postman"  # the key of the Postman among the application's extensions
TIMEOUT = 20.0  # seconds for each answer of the mail server
LEASE = 300  # seconds after which a letter that is still being sent is given up
WAITS = (60, 300, 1800, 7200, 28800)  # seconds before the next try; then the letter is parked
EVERY = 5.0  # seconds between two looks into the queue
POLICY = SMTP.clone(max_line_length=998)  # the default folds long addresses into nonsense

letter = sa.Table(
    "letter",
    metadata,
    sa.Column("id", sa.String(32), primary_key=True),  # also in its Message-ID, at every try
    sa.Column("recipient", sa.Text, nullable=False),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("state", sa.String(8), nullable=False),
    sa.Column("tries", sa.Integer, nullable=False),
    sa.Column("due_at", sa.BigInteger, nullable=False),
    sa.Column("problem", sa.Text, nullable=False),
    sa.Index(None, "state", "due_at"),
)


class State(StrEnum):
    """What became of a letter."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    PARKED = "parked"


@dataclass(frozen=True)
class Letter:
    """A letter to one person."""

    id: str
    recipient: str
    subject: str
    body: str
    tries: int


@dataclass(frozen=True)
class MailServer:
    """Where letters are handed in: smtp://, or smtps://, with user:password@ where asked."""

    url: str
    sender: str

    def hand_in(self, message: EmailMessage) -> None:
        """Send one message. Raises SMTPException or OSError."""
        parts = urlsplit(self.url)
        with _connected(parts) as server:
            if parts.username:
                if parts.scheme != "smtps":
                    server.starttls(context=ssl.create_default_context())  # never in the clear
                server.login(unquote(parts.username), unquote(parts.password or ""))
            server.send_message(message)


def queue(connection: Connection, recipient: str, subject: str, body: str) -> str:
    """Put a letter into the queue, in the caller's transaction; gives its id."""
    row = {
        "id": secrets.token_hex(16),
        "recipient": recipient,
        "subject": subject,
        "body": body,
        "state": State.QUEUED.value,
        "tries": 0,
        "due_at": int(time.time()),
        "problem": "",
    }
    connection.execute(sa.insert(letter), row)
    return str(row["id"])


def message_of(written: Letter, sender: str) -> EmailMessage:
    """The letter as it goes over the wire."""
    message = EmailMessage(policy=POLICY)
    message["Subject"] = written.subject
    message["From"] = sender
    message["To"] = written.recipient
    message["Message-ID"] = f"<{written.id}@{sender.rpartition('@')[2].rstrip('>') or 'localhost'}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(written.body)
    return message


class Postman:
    """Carries letters from the queue to the mail server."""

    def __init__(self, database: Database, server: MailServer) -> None:
        """Nothing is sent before `walk` or `start`."""
        self._database = database
        self._server = server
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Walk now and then, in a thread that ends with the process."""
        self._thread = threading.Thread(target=self._keep_walking, name="postman", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End after the letter in hand."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join(TIMEOUT)

    def walk(self) -> int:
        """Send what is due; gives how many letters were sent."""
        self._database.write(_park_what_was_given_up)
        sent = 0
        while not self._stop.is_set() and (taken := self._database.write(_take)):
            sent += self._carry(taken)
        return sent

    def _carry(self, taken: Letter) -> bool:
        try:
            self._server.hand_in(message_of(taken, self._server.sender))
        except (smtplib.SMTPException, OSError, ValueError) as problem:
            log.warning("letter %s was not taken: %s", taken.id, type(problem).__name__)
            self._database.write(partial(_put_back, taken=taken, problem=problem))
            return False
        self._database.write(partial(_set, which=taken.id, state=State.SENT, body=""))
        return True

    def _keep_walking(self) -> None:
        while not self._stop.wait(EVERY):
            try:
                self.walk()
            except StoreBusy:
                log.warning("the store is busy; letters wait")


def counted(connection: Connection) -> dict[str, int]:
    """How many letters there are in each state."""
    asked = sa.select(letter.c.state, sa.func.count()).group_by(letter.c.state)
    return {str(state): int(count) for state, count in connection.execute(asked)}


def _connected(parts: SplitResult) -> smtplib.SMTP:
    host = parts.hostname or "localhost"
    if parts.scheme == "smtps":
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(host, parts.port or 465, timeout=TIMEOUT, context=context)
    return smtplib.SMTP(host, parts.port or 25, timeout=TIMEOUT)


def _take(connection: Connection) -> Letter | None:
    """The next letter that is due, now `sending`; of two postmen one gets it."""
    now = int(time.time())
    due = (letter.c.state == State.QUEUED) & (letter.c.due_at <= now)
    asked = sa.select(letter).where(due).order_by(letter.c.due_at, letter.c.id).limit(1)
    row = connection.execute(asked.with_for_update(skip_locked=True)).one_or_none()
    if row is None:
        return None
    _set(connection, row.id, State.SENDING, due_at=now + LEASE, tries=row.tries + 1)
    return Letter(row.id, row.recipient, row.subject, row.body, row.tries + 1)


def _put_back(connection: Connection, taken: Letter, problem: Exception) -> None:
    why = f"{type(problem).__name__}: {problem}"[:500]
    if taken.tries > len(WAITS) or isinstance(problem, ValueError):
        _set(connection, taken.id, State.PARKED, problem=why)
        return
    due = int(time.time()) + WAITS[taken.tries - 1]
    _set(connection, taken.id, State.QUEUED, due_at=due, problem=why)


def _park_what_was_given_up(connection: Connection) -> None:
    given_up = (letter.c.state == State.SENDING) & (letter.c.due_at <= int(time.time()))
    values = {"state": State.PARKED.value, "problem": "the worker ended while sending"}
    connection.execute(sa.update(letter).where(given_up).values(values))


def _set(connection: Connection, which: str, state: State, **values: str | int) -> None:
    changed = sa.update(letter).where(letter.c.id == which)
    connection.execute(changed.values(state=state.value, **values))
