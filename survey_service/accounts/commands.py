"""What the keeper of the service does about accounts from the command line, with what it says."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from sqlalchemy import Connection

from survey_service import mail
from survey_service.accounts import audit, branches, joining, links, managing, store
from survey_service.accounts.branches import BranchUnknown
from survey_service.accounts.model import Branch, Role
from survey_service.accounts.room import Room, furnish
from survey_service.config import Config
from survey_service.db import Database
from survey_service.pages import Pages


@dataclass(frozen=True)
class Said:
    """What a command tells, and whether it went well."""

    text: str
    well: bool = True


def invite(config: Config, database: Database, name: str, branch: str) -> Said:
    """Invite an administrator, of the widest branch or of the one named."""
    desk = furnish(config, database, Pages(config))
    try:
        path = database.write(partial(_invite, name=name, code=branch))
    except BranchUnknown:
        return Said(f"没有代码为 {branch} 的单位", well=False)
    return Said(f"{_shown(desk, path)}\n7天内有效，只能用一次。")


def reset(config: Config, database: Database, login: str, *, second_factor: bool) -> Said:
    """Open a way back in for somebody; the one for administrators of the widest branch."""
    desk = furnish(config, database, Pages(config))
    with database.reading() as connection:
        person = store.find_login(connection, login)
    if person is None:
        return Said(f"没有登录名为 {login} 的账号", well=False)
    act = partial(managing.make_reset, notices=desk.notices, actor=None, other=person)
    token = database.write(partial(act, second_factor=second_factor))
    return Said(f"{_shown(desk, _path(token))}\n24小时内有效，只能用一次。")


def verify(database: Database) -> Said:
    """Whether the audit log is as it was written."""
    with database.reading() as connection:
        broken, (number, last) = audit.verify(connection), audit.head(connection)
    if broken:
        return Said(f"操作记录从第 {broken.number} 条起不对：{broken.why}", well=False)
    return Said(f"操作记录 {number} 条，前后相连，没有改动。请把最后一条的摘要记在别处：\n{last}")


def send_mail(config: Config, database: Database) -> Said:
    """Send the letters that are due, and count what is left."""
    if not config.smtp_url:
        return Said("没有设 SMTP_URL，不发邮件", well=False)
    sent = mail.Postman(database, mail.MailServer(config.smtp_url, config.mail_from)).walk()
    with database.reading() as connection:
        left = mail.counted(connection)
    waiting, parked = left.get("queued", 0), left.get("parked", 0)
    return Said(f"发出 {sent} 封，等着 {waiting} 封，搁下 {parked} 封", well=not parked)


def first_address(database: Database) -> str | None:
    """Where the first administrator can make their account; None once there is any account.

    Each start gives a new address, and those of earlier starts are worth nothing.
    """
    with database.reading() as connection:
        if store.any_at_all(connection):
            return None
    database.write(links.withdraw_those_of_the_console)
    return database.write(partial(_invite, name="", code=""))


def _invite(connection: Connection, name: str, code: str) -> str:
    home: Branch = branches.find(connection, code) if code else branches.top(connection)
    wanted = links.invitation(name, Role.ADMINISTRATOR, home, None)
    return _path(joining.invite_from_console(connection, wanted))


def _path(token: str) -> str:
    return f"/desk/link/{token}"


def _shown(desk: Room, path: str) -> str:
    return f"{desk.config.address}{path}"
