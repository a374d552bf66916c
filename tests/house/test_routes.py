"""Every address of the service is open to everybody by a rule written here, or guarded by one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

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


def test_no_address_is_open_without_a_rule_that_says_why(app: Flask) -> None:
    found = {(rule.removeprefix(ENGLISH), method) for rule, method in _addresses(app)}

    assert found == set(PUBLIC)


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
