"""Whether the service lives, and whether it can keep an answer: two addresses for machines."""

from __future__ import annotations

import shutil
from pathlib import Path

from flask import Blueprint, Response, current_app
from sqlalchemy import Connection, text

from survey_service import schema
from survey_service.db import Database
from survey_service.errors import StoreBusy

DATABASE = "database"  # the key of the Database among the application's extensions
LEAST_FREE = 0.05  # of the disk; below it, answers should go elsewhere before it is full

bp = Blueprint("health", __name__)


@bp.get("/healthz")
def alive() -> Response:
    """The process answers."""
    return Response("ok\n", mimetype="text/plain")


@bp.get("/readyz")
def ready() -> Response:
    """The store can be written, has the shape this release expects, and has room."""
    database: Database = current_app.extensions[DATABASE]
    fault = what_is_missing(database)
    return Response(f"{fault or 'ready'}\n", 503 if fault else 200, mimetype="text/plain")


def what_is_missing(database: Database) -> str | None:
    """In one word why the service cannot keep answers now, or None."""
    usage = shutil.disk_usage(Path(database.lock).parent)
    if usage.free < LEAST_FREE * usage.total:
        return "space"
    try:
        with database.reading() as connection:
            if not schema.is_current(connection):
                return "schema"
        database.write(_probe)
    except StoreBusy:
        return "store"
    return None


def _probe(connection: Connection) -> None:
    """Write a row and take it back before anybody sees it."""
    point = connection.begin_nested()
    row = {"hash": "probe", "survey": "", "json": ""}
    connection.execute(text("INSERT INTO definition VALUES (:hash, :survey, :json)"), row)
    point.rollback()
