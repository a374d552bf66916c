"""Nothing about the visitor is kept: no cookie, no address, no agent, no referrer, no time."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import create_engine, select

from survey_service.answering import store
from survey_service.answering.export import export
from survey_service.db import Database
from tests.survey_service.resident import SURVEY, Resident, path_of
from tests.survey_service.serving import CONTENT, serving
from tests.survey_service.test_answering import kept

ADDRESS = "127.91.73.57"  # a loopback address that nothing else uses
WAVE = CONTENT / "surveys" / "everyday" / "waves" / "open.yaml"


def test_no_answer_of_the_service_sets_a_cookie(resident: Resident) -> None:
    receipt = path_of(resident.answers())
    pages = [
        resident.opens(),
        resident.opens("/en/survey/everyday/"),
        resident.opens("/survey/everyday/minor"),
        resident.opens(receipt),
        resident.sends({}, f"{receipt}/withdraw"),
        resident.answers(),
        resident.answers(consent="minor"),
        resident.answers(consent="no"),
        resident.answers(age="1"),
        resident.sends("x=" + "y" * 100_000),
        resident.opens("/survey/none/"),
        resident.opens(f"{SURVEY}?wave=closed"),
        resident.opens("/healthz"),
        resident.opens("/readyz"),
    ]

    assert {page.status for page in pages} >= {200, 303, 400, 404, 410, 413}
    for page in pages:
        assert "Set-Cookie" not in page.response.headers


@pytest.mark.parametrize("path", [SURVEY, "/survey/none/", "/healthz", "/survey/everyday/minor"])
def test_every_answer_says_that_nothing_may_be_kept_or_told_on(
    resident: Resident, path: str
) -> None:
    headers = resident.opens(path).response.headers

    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert "geolocation=()" in headers["Permissions-Policy"]
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    policy = headers["Content-Security-Policy"].split("; ")
    assert policy[0] == "default-src 'none'"
    assert {"form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"} <= set(policy)
    assert "unsafe" not in headers["Content-Security-Policy"]


def test_a_receipt_is_not_to_be_found_by_search_engines(resident: Resident) -> None:
    page = resident.follows(resident.answers())

    assert [m.get("content") for m in page.all("meta[@name='robots']")] == ["noindex"]


def test_nothing_of_the_visitor_reaches_store_log_or_export(
    backend: str, tmp_path: Path, make_url: Callable[[str, Path], str]
) -> None:
    url = make_url(backend, tmp_path)
    marks = {name: f"canary{secrets.token_hex(8)}" for name in ("agent", "from", "cookie", "host")}
    headers = {
        "User-Agent": marks["agent"],
        "Referer": f"http://{marks['from']}.example/",
        "Cookie": f"session={marks['cookie']}",
        "X-Forwarded-For": "203.0.113.77",
        "X-Real-IP": "203.0.113.77",
        "Accept-Language": marks["host"],
    }
    with serving(tmp_path, url) as served:
        sheet = re.findall(rb'name="sheet" value="([^"]+)"', served.get(SURVEY, headers)[1])[0]
        receipt = served.post(sheet.decode(), headers, ADDRESS)
        assert receipt
        served.get(receipt, headers)
        served.get("/survey/none/", headers)
        files = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]

    database = Database(url, tmp_path / "writer.lock")
    with database.reading() as connection:
        export(connection, "everyday", WAVE, tmp_path / "package", rehearsal=False)
    database.close()
    files += [path.read_bytes() for path in (tmp_path / "package").rglob("*") if path.is_file()]
    files.append(_everything_in(url).encode())

    for mark in (*marks.values(), ADDRESS, "203.0.113.77", receipt.rsplit("/", 1)[1]):
        assert not [1 for content in files if mark.encode() in content], mark


def test_no_column_has_room_for_a_person_or_a_time() -> None:
    assert set(store.response.c.keys()) == {
        *("response_id", "survey", "wave", "definition", "language", "mode", "day", "seconds"),
        *("answers", "payload_hash", "receipt_hash", "consent_version", "flags"),
    }


def test_the_store_lies_in_an_order_that_tells_nobody_who_came_first(
    resident: Resident, database: Database
) -> None:
    for n in range(30):
        resident.answers(age=str(20 + n), why=None)

    ages = [json.loads(response.answers or "{}")["age"] for response in kept(database)]

    assert len(ages) == 30
    if database.is_sqlite:  # PostgreSQL's heap is shuffled by the export
        assert ages != sorted(ages)


def test_an_error_in_the_log_shows_no_answer(
    resident: Resident, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "keep_response", _break)

    page = resident.answers(why="只有我知道的话")

    assert page.status == 500
    assert "我们这边出了错" in page.text
    assert "Traceback" not in page.response.get_data(as_text=True)
    assert "error " in caplog.text
    assert "只有我知道的话" not in caplog.text


def _break(*_args: object, **_named: object) -> None:
    message = "broken on purpose"
    raise RuntimeError(message)


def _everything_in(url: str) -> str:
    engine = create_engine(url)
    with engine.connect() as connection:
        rows = [connection.execute(select(t)).all() for t in (store.response, store.definition)]
    engine.dispose()
    return repr(rows)
