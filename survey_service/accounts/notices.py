"""What a person is told: an entry in the desk's inbox, and a letter where there is an address."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

import sqlalchemy as sa
from sqlalchemy import Connection

from survey_service import mail
from survey_service.accounts import clock, telling
from survey_service.accounts.audit import Fact
from survey_service.accounts.model import Account
from survey_service.accounts.tables import account, notice
from survey_service.errors import PageMissing
from survey_service.pages import N_, Pages, local

MOST = 100  # notices of one page

SENTENCES: dict[str, str] = {
    "new_device": N_("您的账号在一台新设备上登录了：%(device)s。如果不是您，请马上改密码。"),
    "codes_wrong": N_("有人用对了您的密码，但验证码连着输错。如果不是您，请马上改密码。"),
    "reset_made": N_("%(actor)s为您的账号开了重设密码的链接。如果您没有要过，请马上问清楚。"),
    "reset_used": N_("您的密码已经用链接重设。如果不是您，请马上告诉上级管理员。"),
    "password_changed": N_(
        "您的密码改过了，别处的登录都已结束。如果不是您，请马上告诉上级管理员。"
    ),
    "role_changed": N_("%(actor)s把您改为%(branch)s的%(role)s。"),
    "restored": N_("%(actor)s恢复了您的账号。"),
    "joined": N_("%(name)s接受了您的邀请，成为%(branch)s的%(role)s。"),
    "codes_few": N_("备用码只剩%(left)s个，请换一组新的，记在纸上。"),
}
SUBJECT = N_("生命接力编辑台：有一条消息")
FOOT = N_("登录编辑台查看：%(address)s")


@dataclass(frozen=True)
class Notice:
    """One entry of somebody's inbox."""

    id: int
    key: str
    facts: dict[str, Fact]
    link: str
    at: int
    read_at: int | None

    @property
    def sentence(self) -> str:
        """The Chinese sentence; the key itself for one that is not said any more."""
        return SENTENCES.get(self.key, self.key)


COLUMNS = tuple(notice.c[name] for name in Notice.__dataclass_fields__)


def teach(key: str, sentence: str) -> None:
    """Add a sentence. A feature adds its own beside the code that tells it."""
    SENTENCES[key] = sentence


class Notices:
    """Tells people; letters are queued only where mail is set up."""

    def __init__(self, pages: Pages, address: str, *, by_mail: bool) -> None:
        """`address` is where the desk is reached, as a letter names it."""
        self._pages = pages
        self._address = address.rstrip("/")
        self._by_mail = by_mail

    def tell(
        self, connection: Connection, told: Iterable[Account], key: str, link: str, **facts: Fact
    ) -> None:
        """Leave a notice for each of these people, in the caller's transaction.

        `link` is an address of the desk without language. Raises KeyError for an unknown key.
        """
        sentence = SENTENCES[key]
        for person in told:
            row = {"account": person.id, "key": key, "link": link, "at": clock.now()}
            connection.execute(sa.insert(notice), {**row, "facts": json.dumps(facts)})
            if self._by_mail:
                self._write(connection, person, link, sentence, facts)

    def _write(
        self,
        connection: Connection,
        person: Account,
        link: str,
        sentence: str,
        facts: dict[str, Fact],
    ) -> None:
        asked = sa.select(account.c.email).where(account.c.id == person.id)
        email = connection.execute(asked).scalar_one()
        if not email:
            return
        word = partial(self._pages.word, person.language)
        said = telling.teller(connection, word, person.language).tell(sentence, facts)
        foot = word(FOOT, address=f"{self._address}{local(person.language, link)}")
        mail.queue(connection, email, word(SUBJECT), f"{said}\n\n{foot}\n")


def unread(connection: Connection, account_id: str) -> int:
    """How many notices the person has not opened."""
    which = (notice.c.account == account_id) & notice.c.read_at.is_(None)
    return connection.execute(sa.select(sa.func.count()).where(which)).scalar_one()


def is_waiting(connection: Connection, account_id: str, key: str) -> bool:
    """Whether the person was told this and has not opened it."""
    which = (notice.c.account == account_id) & (notice.c.key == key) & notice.c.read_at.is_(None)
    return connection.execute(sa.select(notice.c.id).where(which).limit(1)).first() is not None


def inbox(connection: Connection, account_id: str) -> tuple[Notice, ...]:
    """The person's notices, unread ones first, each group with the newest first."""
    mine = sa.select(*COLUMNS).where(notice.c.account == account_id)
    order = (notice.c.read_at.is_not(None), notice.c.id.desc())
    rows = connection.execute(mine.order_by(*order).limit(MOST))
    return tuple(Notice(**{**r._asdict(), "facts": json.loads(r.facts)}) for r in rows)


def open_one(connection: Connection, account_id: str, notice_id: int) -> str:
    """Mark a notice as read; gives its address. Raises PageMissing for somebody else's."""
    which = (notice.c.account == account_id) & (notice.c.id == notice_id)
    link = connection.execute(sa.select(notice.c.link).where(which)).scalar_one_or_none()
    if link is None:
        raise PageMissing
    _mark(connection, which)
    return str(link)


def open_all(connection: Connection, account_id: str) -> None:
    """Mark every notice of this person as read."""
    _mark(connection, notice.c.account == account_id)


def _mark(connection: Connection, which: sa.ColumnElement[bool]) -> None:
    unseen = notice.c.read_at.is_(None)
    connection.execute(sa.update(notice).where(which, unseen).values(read_at=clock.now()))
