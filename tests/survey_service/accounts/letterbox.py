"""A real mail server on this machine, and what is put into the queue for it."""

from __future__ import annotations

import socket
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from functools import partial

from aiosmtpd.smtp import SMTP, Envelope, Session

from survey_service import mail
from survey_service.db import Database


@dataclass
class Letterbox:
    """What the mail server took; it can be told to refuse."""

    taken: list[EmailMessage] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)
    answer: str = "250 taken"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.answer.startswith("250"):
            content = envelope.original_content or b""
            self.raw.append(content)
            self.taken.append(message_from_bytes(content, policy=default))
        return self.answer


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def queue(database: Database, to: str = "wu@example.org", subject: str = "有一条消息") -> str:
    act = partial(mail.queue, recipient=to, subject=subject, body="吴三接受了邀请。\n")
    return database.write(act)
