"""What may go wrong with an installation, looked at before it does."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass

from survey_model.faults import Faults
from survey_service import db, health
from survey_service.answering.surveys import read_surveys
from survey_service.app import open_database
from survey_service.config import LOCAL_HOSTS, Config
from survey_service.pages import Pages

SHORTEST_SECRET = 32  # characters


@dataclass(frozen=True)
class Finding:
    """One thing looked at. A serious one has to be mended before people answer."""

    what: str
    serious: bool = False
    noted: bool = False

    def __str__(self) -> str:
        sign = "要改" if self.serious else "注意" if self.noted else "正常"
        return f"{sign}  {self.what}"


def examine(config: Config) -> list[Finding]:
    """Everything that was looked at, in order."""
    return [*_secret(config), *_data(config), *_hosts(config), *_content(config), *_store(config)]


def _secret(config: Config) -> Iterator[Finding]:
    short = len(config.secret_key) < SHORTEST_SECRET
    yield Finding("签名密钥太短，请至少用32个字符" if short else "签名密钥够长", serious=short)
    path = config.data / "secret-key"
    if path.exists():
        mode = stat.S_IMODE(path.stat().st_mode)
        loose = bool(mode & 0o077)
        yield Finding(
            f"{path} 的权限是 {mode:o}" + ("，请改成 600" if loose else ""), serious=loose
        )


def _data(config: Config) -> Iterator[Finding]:
    mend = "" if os.access(config.data, os.W_OK) else "，但写不进去"
    yield Finding(f"数据放在 {config.data}{mend}", serious=bool(mend))


def _hosts(config: Config) -> Iterator[Finding]:
    local = config.trusted_hosts == LOCAL_HOSTS
    hosts = "、".join(config.trusted_hosts)
    mend = "；对外开放前，请用 LIFE_RELAY_HOSTS 写上域名" if local else ""
    yield Finding(f"只应答这些主机名：{hosts}{mend}", noted=local)
    if not config.proxies and not local:
        yield Finding("没有设 LIFE_RELAY_PROXIES，所有人会被当成同一个网络来限速", noted=True)
    if not local and not config.address.startswith("https://"):
        yield Finding(
            "请把 LIFE_RELAY_ADDRESS 设成 https:// 开头的网址，编辑台的登录才不走明文", serious=True
        )
    if config.smtp_url and not config.mail_from:
        yield Finding("设了 SMTP_URL，还要用 MAIL_FROM 写上发件人", serious=True)


def _content(config: Config) -> Iterator[Finding]:
    try:
        for survey in read_surveys(config.content, Pages(config)):
            waves = "、".join(wave.id for wave in survey.waves)
            yield Finding(f"问卷 {survey.id} 可用，批次：{waves}，字句 {survey.definition[:16]}")
    except Faults as faults:
        yield from (Finding(str(fault), serious=True) for fault in faults.faults)


def _store(config: Config) -> Iterator[Finding]:
    database = open_database(config)
    warning = db.warn_of_old_sqlite() if database.is_sqlite else None
    if warning:
        yield Finding(warning, noted=True)
    fault = health.what_is_missing(database)
    database.close()
    state = f"不能用：{fault}" if fault else "可写，结构是最新的"
    yield Finding(f"数据库{state}", serious=bool(fault))
