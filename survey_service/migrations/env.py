"""What Alembic runs: the revisions, on the connection that schema.py hands over."""

from __future__ import annotations

from alembic import context

from survey_service.db import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
