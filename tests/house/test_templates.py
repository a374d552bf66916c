"""Templates hold what the content policy of the site allows, and can all be compiled."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jinja2 import Environment

from tests.house.tree import ROOT, files_of, shown

TEMPLATES = tuple(path for path in files_of(".html", ".svg", ".txt") if "templates" in path.parts)
FORBIDDEN = {
    "a style attribute": re.compile(r"<[^>]*\sstyle=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "an inline script": re.compile(
        r"<script(?![^>]*\ssrc=)(?![^>]*application/(?:ld\+)?json)", re.IGNORECASE
    ),
    "a handler attribute": re.compile(r"<[^>{]*\son[a-z]+=", re.IGNORECASE),
    "a script address": re.compile(r"javascript:", re.IGNORECASE),
    "an address of another host": re.compile(
        r"<(?:script|link|img|iframe|source|use)\b[^>]*(?:src|href)=[\"']?(?:https?:)?//",
        re.IGNORECASE,
    ),
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_template_holds_what_the_content_policy_refuses(what: str) -> None:
    holding = [shown(path) for path in TEMPLATES if FORBIDDEN[what].search(path.read_text())]

    assert not holding


@pytest.mark.parametrize("template", TEMPLATES, ids=shown)
def test_every_template_can_be_compiled(template: Path) -> None:
    environment = Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do"], autoescape=True)

    environment.compile(template.read_text(), filename=shown(template))


def test_no_style_sheet_asks_another_host_and_none_fetches_a_font() -> None:
    asking = [
        shown(path)
        for path in files_of(".css")
        if re.search(r"@import|url\(\s*[\"']?(?:https?:)?//|\.woff", path.read_text())
    ]

    assert not asking


def test_no_script_asks_another_host_for_anything() -> None:
    scripts = [path for path in files_of(".js") if path.is_relative_to(ROOT / "theme")]

    assert not [shown(path) for path in scripts if re.search(r"https?://", path.read_text())]
