"""Where a person is led after signing in: a page of the desk by its name, never an address.

Whatever a link says, the worst it can lead to is another page of the desk.
"""

from __future__ import annotations

from collections.abc import Mapping

from flask import current_app, request, url_for
from werkzeug.routing import BuildError, Rule

from survey_service.accounts.visit import PATHS, language

NEXT = "next"
PART = "next."  # before each value that the page's address holds
HOME = "desk.home"
LANGUAGE = "language"


def this_page() -> dict[str, str]:
    """The page that was asked for, as fields from which it can be found again."""
    parts = {name: value for name, value in (request.view_args or {}).items() if name != LANGUAGE}
    named = {f"{PART}{name}": str(value) for name, value in parts.items()}
    return {NEXT: request.endpoint or HOME, **named}


def named_in(fields: Mapping[str, str]) -> dict[str, str]:
    """Those of the fields that name a page; none where there is no such page."""
    named = {k: v for k, v in fields.items() if k == NEXT or k.startswith(PART)}
    return named if address_of(named) else {}


def address_of(fields: Mapping[str, str], method: str = "GET") -> str | None:
    """The address of the page that the fields name, in the present language; None for no page."""
    endpoint = fields.get(NEXT, "")
    parts = {k.removeprefix(PART): v for k, v in fields.items() if k.startswith(PART)}
    spelt = all(part.isprintable() for part in parts.values())
    if not spelt or not any(_fits(rule, method, set(parts)) for rule in _rules(endpoint)):
        return None
    try:
        return url_for(endpoint, _method=method, **{**parts, LANGUAGE: language()})  # type: ignore[arg-type]
    except (BuildError, ValueError):
        return None


def address_or_home(fields: Mapping[str, str]) -> str:
    """The address of the page that the fields name, or that of the inbox."""
    return address_of(fields) or url_for(HOME, language=language())


def _rules(endpoint: str) -> list[Rule]:
    return [rule for rule in current_app.url_map.iter_rules() if rule.endpoint == endpoint]


def _fits(rule: Rule, method: str, parts: set[str]) -> bool:
    own_page = rule.rule.startswith(
        tuple(f"{path}/" for path in (*PATHS, "/<any(en):language>/desk"))
    )
    return own_page and method in (rule.methods or ()) and parts == rule.arguments - {LANGUAGE}
