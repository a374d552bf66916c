"""What the store tells of a response that comes once, again, otherwise, or after a withdrawal."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from flask import Flask

from survey_service.answering import store
from survey_service.answering.store import Kept, Response
from survey_service.db import Database
from survey_service.health import DATABASE

RESPONSE = Response(
    response_id="a" * 32,
    survey="s",
    wave="w",
    definition="d" * 64,
    language="zh",
    mode="web",
    day=dt.date(2026, 11, 24),
    seconds=90,
    answers="{}",
    payload_hash="p" * 64,
    receipt_hash="r" * 64,
    consent_version="1",
    flags="",
)


def keep(database: Database, given: Response) -> Kept:
    """Keep a response and give what became of it."""
    return database.write(lambda connection: store.keep_response(connection, given))


def test_the_store_says_what_became_of_each_response(app: Flask) -> None:
    database: Database = app.extensions[DATABASE]
    database.write(lambda connection: store.freeze(connection, "d" * 64, "s", "{}"))

    assert keep(database, RESPONSE) is Kept.NEW
    assert keep(database, RESPONSE) is Kept.AGAIN
    assert keep(database, replace(RESPONSE, payload_hash="q" * 64)) is Kept.OTHER

    assert database.write(lambda connection: store.withdraw(connection, "r" * 64))
    assert keep(database, RESPONSE) is Kept.WITHDRAWN
