"""The tables of this room. Times are seconds since 1970; secrets are kept hashed or sealed."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy import Table

from survey_service.db import metadata

branch = Table(
    "branch",
    metadata,
    sa.Column("code", sa.String(24), primary_key=True),
    sa.Column("name_zh", sa.Text, nullable=False),
    sa.Column("name_en", sa.Text, nullable=False),
    sa.Column("kind", sa.String(8), nullable=False),
    sa.Column("parent", sa.String(24), sa.ForeignKey("branch.code")),
    sa.Column("path", sa.Text, nullable=False, unique=True),
    sa.Column("added", sa.Boolean, nullable=False),  # at the desk, not from places.yaml
    sa.Column("renamed", sa.Boolean, nullable=False),  # at the desk: places.yaml leaves it so
)
account = Table(
    "account",
    metadata,
    sa.Column("id", sa.String(16), primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("login", sa.Text, nullable=False, unique=True),  # as normal_login gives it
    sa.Column("role", sa.String(16), nullable=False),
    sa.Column("branch", sa.String(24), sa.ForeignKey("branch.code"), nullable=False),
    sa.Column("language", sa.String(2), nullable=False),
    sa.Column("password_hash", sa.Text, nullable=False),
    sa.Column("totp_secret", sa.Text),  # sealed
    sa.Column("totp_step", sa.BigInteger),  # the last one used; none up to it is taken again
    sa.Column("email", sa.Text),
    sa.Column("made_at", sa.BigInteger, nullable=False),
    sa.Column("seen_at", sa.BigInteger),
    sa.Column("suspended_at", sa.BigInteger),
    sa.Index(None, "branch"),
)
recovery_code = Table(
    "recovery_code",
    metadata,
    sa.Column("account", sa.String(16), sa.ForeignKey("account.id"), primary_key=True),
    sa.Column("code_hash", sa.String(64), primary_key=True),
    sa.Column("used_at", sa.BigInteger),
)
passkey = Table(
    "passkey",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),  # the credential's id, base64url
    sa.Column("account", sa.String(16), sa.ForeignKey("account.id"), nullable=False),
    sa.Column("public_key", sa.LargeBinary, nullable=False),
    sa.Column("sign_count", sa.BigInteger, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("made_at", sa.BigInteger, nullable=False),
    sa.Column("used_at", sa.BigInteger),
    sa.Index(None, "account"),
)
link = Table(
    "link",
    metadata,
    sa.Column("token_hash", sa.String(64), primary_key=True),
    sa.Column("handle", sa.String(16), nullable=False, unique=True),  # by which it is withdrawn
    sa.Column("purpose", sa.String(16), nullable=False),
    sa.Column("account", sa.String(16), sa.ForeignKey("account.id")),  # whose password it resets
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("role", sa.String(16), nullable=False),
    sa.Column("branch", sa.String(24), sa.ForeignKey("branch.code"), nullable=False),
    sa.Column("second_factor", sa.Boolean, nullable=False),  # whether it takes that off, too
    sa.Column("made_by", sa.String(16), sa.ForeignKey("account.id")),  # none: the command line
    sa.Column("made_at", sa.BigInteger, nullable=False),
    sa.Column("ends_at", sa.BigInteger, nullable=False),
    sa.Column("used_at", sa.BigInteger),
    sa.Column("withdrawn_at", sa.BigInteger),
)
desk_session = Table(
    "desk_session",
    metadata,
    sa.Column("id_hash", sa.String(64), primary_key=True),
    sa.Column("handle", sa.String(16), nullable=False, unique=True),  # by which it is revoked
    sa.Column("account", sa.String(16), sa.ForeignKey("account.id"), nullable=False),
    sa.Column("stage", sa.String(16), nullable=False),
    sa.Column("draft", sa.Text),  # sealed: the key of a second factor that is being set up
    sa.Column("device", sa.Text, nullable=False),  # as its owner would name it
    sa.Column("made_at", sa.BigInteger, nullable=False),
    sa.Column("checked_at", sa.BigInteger, nullable=False),  # when a secret was last shown
    sa.Column("seen_at", sa.BigInteger, nullable=False),
    sa.Column("ends_at", sa.BigInteger, nullable=False),
    sa.Index(None, "account"),
)
known_device = Table(
    "known_device",
    metadata,
    sa.Column("token_hash", sa.String(64), primary_key=True),
    sa.Column("account", sa.String(16), sa.ForeignKey("account.id"), primary_key=True),
    sa.Column("seen_at", sa.BigInteger, nullable=False),
)
attempt = Table(
    "attempt",
    metadata,
    sa.Column("key", sa.String(64), primary_key=True),
    sa.Column("times", sa.Text, nullable=False),  # of the last tries, as JSON
    sa.Column("latest", sa.BigInteger, nullable=False),
)
spent = Table(
    "spent",
    metadata,
    sa.Column("mark", sa.String(64), primary_key=True),  # of a challenge that was answered
    sa.Column("until", sa.BigInteger, nullable=False),  # when it would have ended by itself
)
audit = Table(
    "audit",
    metadata,
    sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("at", sa.BigInteger, nullable=False),
    sa.Column("actor", sa.String(16), sa.ForeignKey("account.id")),  # none: the command line
    sa.Column("event", sa.Text, nullable=False),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("facts", sa.Text, nullable=False),  # canonical JSON
    sa.Column("previous", sa.String(64), nullable=False),
    sa.Column("hash", sa.String(64), nullable=False),
    sa.Index(None, "actor"),
    sa.Index(None, "subject"),
)
notice = Table(
    "notice",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("account", sa.String(16), sa.ForeignKey("account.id"), nullable=False),
    sa.Column("key", sa.Text, nullable=False),
    sa.Column("facts", sa.Text, nullable=False),  # JSON
    sa.Column("link", sa.Text, nullable=False),  # an address of the desk, without language
    sa.Column("at", sa.BigInteger, nullable=False),
    sa.Column("read_at", sa.BigInteger),
    sa.Index(None, "account", "read_at"),
)
