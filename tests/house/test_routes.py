"""Every address of the service is open to everybody by a rule written here, or guarded by one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask import Flask
from werkzeug.wrappers import Response

from survey_service.app import create_app
from survey_service.config import from_environment

ENGLISH = "/<any(en):language>"
BY_TOKEN = "whoever holds the receipt's address, which nobody can guess"
PUBLIC = {  # address and method → why nobody has to say who they are
    ("/survey/<survey_id>/", "GET"): "anybody may read the questionnaire",
    ("/survey/<survey_id>/", "POST"): "anybody may answer; the sheet is signed, the pace limited",
    ("/survey/<survey_id>/minor", "GET"): "a thank-you that stores nothing",
    ("/survey/receipt/<token>", "GET"): BY_TOKEN,
    ("/survey/receipt/<token>/withdraw", "POST"): BY_TOKEN,
    ("/desk/sign-in", "GET"): "the door of the desk",
    ("/desk/sign-in", "POST"): "the door of the desk; guesses are slowed down",
    ("/desk/sign-in/passkey", "POST"): "the door of the desk, by passkey",
    ("/desk/second-factor", "GET"): "the second door; leads back to the first without a password",
    ("/desk/second-factor", "POST"): "the second door; guesses are slowed down",
    ("/desk/link/<token>", "GET"): "whoever was sent an invitation or a new password's link",
    ("/desk/link/<token>", "POST"): "whoever was sent an invitation or a new password's link",
    ("/healthz", "GET"): "a monitor asks; the answer tells nothing about people",
    ("/readyz", "GET"): "a monitor asks; the answer tells nothing about people",
}
FOR_MACHINES = {"/healthz", "/readyz"}  # no language


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    return create_app(from_environment({"LIFE_RELAY_DATA": str(tmp_path)}))


def _addresses(app: Flask) -> Iterator[tuple[str, str]]:
    for rule in app.url_map.iter_rules():
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
            yield rule.rule, method


def test_no_rule_speaks_of_an_address_that_does_not_exist(app: Flask) -> None:
    found = {(rule.removeprefix(ENGLISH), method) for rule, method in _addresses(app)}

    assert set(PUBLIC) <= found


def test_every_address_without_a_rule_turns_away_who_is_not_signed_in(app: Flask) -> None:
    client = app.test_client()
    let_in = {}
    for rule, method in _addresses(app):
        if (rule.removeprefix(ENGLISH), method) not in PUBLIC:
            path = re.sub(r"<[^>]+>", "1", rule.replace(ENGLISH, "/en"))
            answer = client.open(path, method=method, base_url="http://localhost")
            if not _turned_away(answer):
                let_in[f"{method} {rule}"] = answer.status

    assert let_in == {}


def _turned_away(answer: Response) -> bool:
    to_the_door = urlsplit(answer.headers.get("Location", "")).path.endswith("/desk/sign-in")
    return answer.status_code in (401, 403) or (answer.status_code in (302, 303) and to_the_door)


def test_every_page_of_the_service_stands_in_both_languages(app: Flask) -> None:
    rules = {rule for rule, _ in _addresses(app)} - FOR_MACHINES
    chinese = {rule for rule in rules if not rule.startswith(ENGLISH)}

    assert {f"{ENGLISH}{rule}" for rule in chinese} == rules - chinese


def test_every_answer_carries_the_content_policy_even_a_refusal(app: Flask) -> None:
    client = app.test_client()

    for path in ("/survey/stem-cell-awareness/", "/survey/nobodys/", "/nowhere", "/healthz"):
        policy = client.get(path, base_url="http://localhost").headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'")
        assert "unsafe" not in policy
