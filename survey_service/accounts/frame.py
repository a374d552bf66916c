"""The frame of every page of the desk: who is there, what waits for them, where they can go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask import Flask, Response, current_app, g, request, url_for
from sqlalchemy import Connection

from survey_service.accounts import access, notices, visit, words
from survey_service.accounts.access import Act
from survey_service.accounts.model import Account
from survey_service.pages import N_

Answer = Response | str  # of a view

FRAME = "desk-frame"  # the key of the Frame among the application's extensions
CHINA = ZoneInfo("Asia/Shanghai")

# What a page says after something was done, by a name in its address.
DONE = {
    "password": N_("密码改好了。别处的登录都已结束。"),
    "second_factor": N_("验证器设好了。"),
    "second_factor_off": N_("验证器停用了。现在登录只要密码。"),
    "passkey": N_("通行密钥添加好了，下次可以直接用它登录。"),
    "passkey_off": N_("通行密钥删除了。"),
    "session": N_("那一处登录已经结束。"),
    "sessions": N_("别处的登录都已结束。"),
    "contact": N_("联系方式存好了。"),
    "role": N_("身份改好了。对方需要重新登录。"),
    "suspended": N_("账号停用了。"),
    "restored": N_("账号恢复了。"),
    "withdrawn": N_("邀请收回了，那个链接不能再用。"),
    "branch": N_("单位存好了。"),
    "branch_gone": N_("单位删除了。"),
    "signed_out": N_("您已退出登录。"),
}


@dataclass(frozen=True)
class Entry:
    """A section of the desk: the page it leads to, its word, and the act it is for, if any."""

    endpoint: str
    word: str
    act: Act | None = None


@dataclass(frozen=True)
class Panel:
    """Something on the first page of the desk: a template with what it needs."""

    template: str
    values: dict[str, Any]


PanelMaker = Callable[[Connection, Account], Panel | None]


class Frame:
    """The sections and the panels, in the order in which features registered them."""

    def __init__(self) -> None:
        """The sections of this room; those of other features come between."""
        self.first = [Entry("desk.home", N_("收件箱"))]
        self.features: list[Entry] = []
        self.last = [
            Entry("people.people", N_("同事"), Act.MANAGE_ACCOUNTS),
            Entry("branches.tree", N_("各级单位"), Act.MANAGE_BRANCHES),
            Entry("account.account", N_("我的账号")),
        ]
        self.panels: list[PanelMaker] = []

    def open_to(self, account: Account | None) -> list[Entry]:
        """The sections that this person can use."""
        if account is None:
            return []
        every = [*self.first, *self.features, *self.last]
        return [e for e in every if e.act is None or access.may_ever(account, e.act)]


def frame_of(app: Flask) -> Frame:
    """The frame of an application, made at the first call. Features add sections and panels."""
    kept: Frame = app.extensions.setdefault(FRAME, Frame())
    return kept


def show(template: str, **values: object) -> str:
    """A page of the desk, in the language of its address."""
    visit.current()
    account: Account | None = g.account
    kept: dict[str, Any] = {
        "account": account,
        "unread": _unread(account),
        "sections": frame_of(current_app).open_to(account),
        "section": None,
        "csrf": visit.csrf_token(),
        "done": DONE.get(request.args.get("done", "")),
        "alternate": _alternate(),
        "to": _to,
        "moment": moment,
        "day": day,
        "words": words,
        "here": request.path,
        **dict.fromkeys(("wait", "problem", "carried", "again", "passkey")),
        "ended": False,
        "next": {},
    }
    return visit.room().pages.draw(template, visit.language(), **{**kept, **values})


def see(endpoint: str, **where: object) -> Response:
    """Send the browser to a page of the desk, in the present language."""
    return go(_to(endpoint, **where))


def go(address: str) -> Response:
    """Send the browser to an address of ours, with nothing of the form that was just posted."""
    return Response(status=303, headers={"Location": address})


def moment(at: int) -> str:
    """Day and time in China, as people write them."""
    when = datetime.fromtimestamp(at, CHINA)
    return f"{day(at)} {when:%H:%M}"


def day(at: int) -> str:
    """The day in China, as people write it."""
    when = datetime.fromtimestamp(at, CHINA)
    if visit.language() == "en":
        return f"{when.day} {when:%B %Y}"
    return f"{when.year}年{when.month}月{when.day}日"


def _to(endpoint: str, **values: object) -> str:
    parts: dict[str, Any] = {**values, "language": visit.language()}
    return url_for(endpoint, **parts)


def _unread(account: Account | None) -> int:
    if account is None:
        return 0
    with visit.room().database.reading() as connection:
        return notices.unread(connection, account.id)


def _alternate() -> str | None:
    """The same page in the other language; none for an answer to a form."""
    if request.endpoint is None or request.method != "GET":
        return None
    other = "zh" if visit.language() == "en" else "en"
    return url_for(request.endpoint, **{**(request.view_args or {}), "language": other})
