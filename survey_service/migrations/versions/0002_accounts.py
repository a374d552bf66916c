"""The editors' desk: branches, accounts, links, sessions, the audit log, notices, letters."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

MADE = (  # each after those it refers to
    "branch",
    "account",
    "recovery_code",
    "passkey",
    "link",
    "desk_session",
    "known_device",
    "attempt",
    "spent",
    "audit",
    "notice",
    "letter",
)
APPEND_ONLY = "the audit log is append-only"


def upgrade() -> None:
    """Make the tables, and let the store itself refuse to change the audit log."""
    _people()
    _ways_in()
    _throttle()
    _log()
    _letters()
    for statement in _guards():
        op.execute(statement)


def downgrade() -> None:
    """Remove the tables with all they hold."""
    for table in reversed(MADE):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION audit_is_append_only()")


def _people() -> None:
    op.create_table(
        "branch",
        sa.Column("code", sa.String(24), nullable=False),
        sa.Column("name_zh", sa.Text, nullable=False),
        sa.Column("name_en", sa.Text, nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("parent", sa.String(24)),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("added", sa.Boolean, nullable=False),
        sa.Column("renamed", sa.Boolean, nullable=False),
        _key("branch", "code"),
        _refers("branch", "parent", "branch.code"),
        sa.UniqueConstraint("path", name=op.f("uq_branch_path")),
    )
    op.create_table(
        "account",
        sa.Column("id", sa.String(16), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("login", sa.Text, nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("branch", sa.String(24), nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("password_hash", sa.Text, nullable=False),
        sa.Column("totp_secret", sa.Text),
        sa.Column("totp_step", sa.BigInteger),
        sa.Column("email", sa.Text),
        sa.Column("made_at", sa.BigInteger, nullable=False),
        sa.Column("seen_at", sa.BigInteger),
        sa.Column("suspended_at", sa.BigInteger),
        _key("account", "id"),
        _refers("account", "branch", "branch.code"),
        sa.UniqueConstraint("login", name=op.f("uq_account_login")),
    )
    _index("account", "branch")


def _ways_in() -> None:
    op.create_table(
        "recovery_code",
        sa.Column("account", sa.String(16), nullable=False),
        sa.Column("code_hash", sa.String(64), nullable=False),
        sa.Column("used_at", sa.BigInteger),
        _key("recovery_code", "account", "code_hash"),
        _refers("recovery_code", "account", "account.id"),
    )
    op.create_table(
        "passkey",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("account", sa.String(16), nullable=False),
        sa.Column("public_key", sa.LargeBinary, nullable=False),
        sa.Column("sign_count", sa.BigInteger, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("made_at", sa.BigInteger, nullable=False),
        sa.Column("used_at", sa.BigInteger),
        _key("passkey", "id"),
        _refers("passkey", "account", "account.id"),
    )
    _index("passkey", "account")
    _links_and_sessions()


def _links_and_sessions() -> None:
    op.create_table(
        "link",
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("handle", sa.String(16), nullable=False),
        sa.Column("purpose", sa.String(16), nullable=False),
        sa.Column("account", sa.String(16)),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("branch", sa.String(24), nullable=False),
        sa.Column("second_factor", sa.Boolean, nullable=False),
        sa.Column("made_by", sa.String(16)),
        sa.Column("made_at", sa.BigInteger, nullable=False),
        sa.Column("ends_at", sa.BigInteger, nullable=False),
        sa.Column("used_at", sa.BigInteger),
        sa.Column("withdrawn_at", sa.BigInteger),
        _key("link", "token_hash"),
        _refers("link", "account", "account.id"),
        _refers("link", "branch", "branch.code"),
        _refers("link", "made_by", "account.id"),
        sa.UniqueConstraint("handle", name=op.f("uq_link_handle")),
    )
    op.create_table(
        "desk_session",
        sa.Column("id_hash", sa.String(64), nullable=False),
        sa.Column("handle", sa.String(16), nullable=False),
        sa.Column("account", sa.String(16), nullable=False),
        sa.Column("stage", sa.String(16), nullable=False),
        sa.Column("draft", sa.Text),
        sa.Column("device", sa.Text, nullable=False),
        sa.Column("made_at", sa.BigInteger, nullable=False),
        sa.Column("checked_at", sa.BigInteger, nullable=False),
        sa.Column("seen_at", sa.BigInteger, nullable=False),
        sa.Column("ends_at", sa.BigInteger, nullable=False),
        _key("desk_session", "id_hash"),
        _refers("desk_session", "account", "account.id"),
        sa.UniqueConstraint("handle", name=op.f("uq_desk_session_handle")),
    )
    _index("desk_session", "account")


def _throttle() -> None:
    op.create_table(
        "known_device",
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("account", sa.String(16), nullable=False),
        sa.Column("seen_at", sa.BigInteger, nullable=False),
        _key("known_device", "token_hash", "account"),
        _refers("known_device", "account", "account.id"),
    )
    op.create_table(
        "attempt",
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("times", sa.Text, nullable=False),
        sa.Column("latest", sa.BigInteger, nullable=False),
        _key("attempt", "key"),
    )
    op.create_table(
        "spent",
        sa.Column("mark", sa.String(64), nullable=False),
        sa.Column("until", sa.BigInteger, nullable=False),
        _key("spent", "mark"),
    )


def _log() -> None:
    op.create_table(
        "audit",
        sa.Column("number", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("actor", sa.String(16)),
        sa.Column("event", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("facts", sa.Text, nullable=False),
        sa.Column("previous", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        _key("audit", "number"),
        _refers("audit", "actor", "account.id"),
    )
    _index("audit", "actor")
    _index("audit", "subject")


def _letters() -> None:
    op.create_table(
        "notice",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("account", sa.String(16), nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("facts", sa.Text, nullable=False),
        sa.Column("link", sa.Text, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("read_at", sa.BigInteger),
        _key("notice", "id"),
        _refers("notice", "account", "account.id"),
    )
    _index("notice", "account", "read_at")
    op.create_table(
        "letter",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("recipient", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("due_at", sa.BigInteger, nullable=False),
        sa.Column("problem", sa.Text, nullable=False),
        _key("letter", "id"),
    )
    _index("letter", "state", "due_at")


def _guards() -> tuple[str, ...]:
    if op.get_bind().dialect.name == "postgresql":
        body = f"BEGIN RAISE EXCEPTION '{APPEND_ONLY}'; END"
        function = "CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql"
        trigger = "CREATE TRIGGER audit_unchanged BEFORE UPDATE OR DELETE ON audit FOR EACH ROW"
        return f"{function} AS $$ {body} $$", f"{trigger} EXECUTE FUNCTION audit_is_append_only()"
    return tuple(
        f"CREATE TRIGGER audit_no_{verb.lower()} BEFORE {verb} ON audit "
        f"BEGIN SELECT RAISE(ABORT, '{APPEND_ONLY}'); END"
        for verb in ("UPDATE", "DELETE")
    )


def _key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=op.f(f"pk_{table}"))


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], [to], name=name)


def _index(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns))
