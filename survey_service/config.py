"""Settings of the service, read once from the environment."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from survey_model.text import Text

ROOT = Path(__file__).resolve().parent.parent
LOCAL_HOSTS = ("127.0.0.1", "localhost", "[::1]")
LARGEST_BODY = 64 * 1024  # bytes; a filled form of twenty questions has about one
MOST_KEYS = 1000  # fields in one post; ours has about sixty
POSTS_PER_HOUR = 1200  # from one address: several tablets in one street stand behind one


NAME = Text("生命接力", "Life Relay")  # as pelicanconf.py has it for the site
TAGLINE = Text("造血干细胞捐献，先把事实说清楚", "Stem-cell donation: the facts first")


@dataclass(frozen=True)
class Publisher:
    """Who stands behind the pages; an empty value hides its row."""

    organiser: str = ""
    contact_email: str = ""
    icp_number: str = ""
    police_number: str = ""


@dataclass(frozen=True)
class Config:
    """Where things lie and what is allowed. Nothing here changes while the service runs."""

    data: Path
    database_url: str
    secret_key: str = field(repr=False)
    content: Path = ROOT / "content"
    theme: Path = ROOT / "theme"
    trusted_hosts: tuple[str, ...] = LOCAL_HOSTS
    rehearsal: bool = False
    posts_per_hour: int = POSTS_PER_HOUR  # 0: no limit
    proxies: int = 0  # how many proxies in front are trusted to name the visitor's address
    address: str = ""  # https://… as the public types it; empty: a trial, as the browser says
    smtp_url: str = field(default="", repr=False)  # smtps://user:password@host; empty: no mail
    mail_from: str = ""
    publisher: Publisher = field(default_factory=Publisher)


def from_environment(environ: Mapping[str, str] = os.environ) -> Config:
    """The settings in the environment; makes the data folder and the secret key if missing."""
    data = Path(environ.get("LIFE_RELAY_DATA") or ROOT / "instance").absolute()
    data.mkdir(parents=True, exist_ok=True)
    rehearsal = environ.get("LIFE_RELAY_REHEARSAL", "") == "1"
    posts = environ.get("LIFE_RELAY_POSTS_PER_HOUR")
    return Config(
        data=data,
        database_url=environ.get("DATABASE_URL") or f"sqlite:///{data / 'life-relay.sqlite3'}",
        secret_key=environ.get("SECRET_KEY") or kept_secret(data / "secret-key"),
        content=Path(environ.get("LIFE_RELAY_CONTENT") or ROOT / "content"),
        theme=Path(environ.get("LIFE_RELAY_THEME") or ROOT / "theme"),
        trusted_hosts=_listed(environ.get("LIFE_RELAY_HOSTS", "")) or LOCAL_HOSTS,
        rehearsal=rehearsal,
        posts_per_hour=int(posts) if posts else 0 if rehearsal else POSTS_PER_HOUR,
        proxies=int(environ.get("LIFE_RELAY_PROXIES") or 0),
        address=environ.get("LIFE_RELAY_ADDRESS", "").rstrip("/"),
        smtp_url=environ.get("SMTP_URL", ""),
        mail_from=environ.get("MAIL_FROM") or environ.get("LIFE_RELAY_CONTACT", ""),
        publisher=_publisher(environ),
    )


def kept_secret(path: Path) -> str:
    """The secret in the file at `path`; made there, readable by its owner alone, if missing.

    Two processes that start together agree on one key: the file appears whole or not at all.
    """
    if not path.exists():
        draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(32))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text(encoding="ascii").strip()


def _publisher(environ: Mapping[str, str]) -> Publisher:
    return Publisher(
        organiser=environ.get("LIFE_RELAY_ORGANISER", ""),
        contact_email=environ.get("LIFE_RELAY_CONTACT", ""),
        icp_number=environ.get("LIFE_RELAY_ICP", ""),
        police_number=environ.get("LIFE_RELAY_POLICE", ""),
    )


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())
