"""The samples of deploy/ agree with the service that they stand in front of."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from flask import Flask

from survey_service.app import HEADERS
from survey_service.config import ROOT
from survey_service.trial import is_of_the_service

DEPLOY = ROOT / "deploy"
NGINX = (DEPLOY / "nginx.conf").read_text()
CADDY = (DEPLOY / "Caddyfile").read_text()
PASSED_ON = re.findall(r"location ~ (\S+) \{(.*?)\n    \}", NGINX, re.DOTALL)


@pytest.fixture(params=["sqlite"])
def backend(request: pytest.FixtureRequest) -> str:
    """One store is enough: only the addresses are looked at."""
    return str(request.param)


def addresses(app: Flask) -> set[str]:
    """An example of every address of the service, in both languages."""
    rules = {rule.rule.replace("<any(en):language>", "en") for rule in app.url_map.iter_rules()}
    return {re.sub(r"<[^>]+>", "x", rule) for rule in rules}


def test_the_proxy_passes_on_every_address_of_the_service_and_no_page_of_the_site(
    app: Flask,
) -> None:
    for path in addresses(app):
        assert [pattern for pattern, _ in PASSED_ON if re.search(pattern, path)], path
        assert is_of_the_service(path)
    for path in ("/", "/en/", "/myths/", "/en/findings/", "/theme/survey.css", "/surveys/"):
        assert not [pattern for pattern, _ in PASSED_ON if re.search(pattern, path)], path


def test_the_proxy_keeps_no_log_of_a_form_and_believes_no_visitor_about_the_address() -> None:
    assert len(PASSED_ON) == 3
    for _, block in PASSED_ON:
        assert "access_log off;" in block
        assert "X-Forwarded-For $proxy_add_x_forwarded_for" not in block
    assert "X-Forwarded-For $remote_addr" in NGINX
    assert "X-Forwarded-For {remote_host}" in CADDY
    assert not re.search(r"^\s*log\b", CADDY, re.MULTILINE)


@pytest.mark.parametrize("name", sorted(set(HEADERS) - {"Cache-Control"}))
def test_the_site_has_the_same_headers_as_the_service(name: str) -> None:
    nginx = (DEPLOY / "nginx-headers.conf").read_text()

    assert re.search(
        rf'^add_header {name} "?{re.escape(HEADERS[name])}"? always;$', nginx, re.MULTILINE
    )
    assert re.search(rf'^\s*{name} "?{re.escape(HEADERS[name])}"?$', CADDY, re.MULTILINE)


def test_the_unit_starts_the_service_on_this_machine_alone() -> None:
    unit = (DEPLOY / "life-relay.service").read_text()

    command = shlex.split(re.findall(r"^ExecStart=(.*)$", unit, re.MULTILINE)[0])

    assert command[-1] == "survey_service.app:create_app"
    assert "--factory" in command
    assert command[command.index("--host") + 1] == "127.0.0.1"


@pytest.mark.parametrize("unit", sorted(DEPLOY.glob("*.service")), ids=lambda path: path.name)
def test_a_unit_may_write_its_own_data_and_nothing_else(unit: Path) -> None:
    text = unit.read_text()

    for line in ("ProtectSystem=strict", "NoNewPrivileges=yes", "UMask=0077", "User=life-relay"):
        assert line in text
    assert "ReadWritePaths" not in text
