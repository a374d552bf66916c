"""The first tables: frozen wordings, and one row for each response."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make both tables."""
    op.create_table(
        "definition",
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("survey", sa.Text, nullable=False),
        sa.Column("json", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_definition")),
    )
    op.create_table(
        "response",
        sa.Column("response_id", sa.String(32), nullable=False),
        sa.Column("survey", sa.Text, nullable=False),
        sa.Column("wave", sa.Text, nullable=False),
        sa.Column("definition", sa.String(64), nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("mode", sa.Text, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("seconds", sa.Integer),
        sa.Column("answers", sa.Text),
        sa.Column("payload_hash", sa.String(64)),
        sa.Column("receipt_hash", sa.String(64), nullable=False),
        sa.Column("consent_version", sa.Text, nullable=False),
        sa.Column("flags", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("response_id", name=op.f("pk_response")),
        sa.ForeignKeyConstraint(
            ["definition"], ["definition.hash"], name=op.f("fk_response_definition")
        ),
        sa.UniqueConstraint("receipt_hash", name=op.f("uq_response_receipt_hash")),
        sa.CheckConstraint(
            "(answers IS NULL) = (payload_hash IS NULL)", name=op.f("ck_response_withdrawn_whole")
        ),
        # SQLite: kept in the order of the random key, so that the file tells nobody who came first
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_response_survey_wave"), "response", ["survey", "wave"])


def downgrade() -> None:
    """Remove both tables with all they hold."""
    op.drop_table("response")
    op.drop_table("definition")
