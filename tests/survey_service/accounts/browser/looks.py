"""What a person at the desk does in a browser, and how each page is looked at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import product
from pathlib import Path

import axe_playwright_python
import pyotp
import pytest
from flask import Flask
from playwright.sync_api import Page

from survey_service.accounts import store
from survey_service.health import DATABASE
from tests.survey_service.accounts.colleague import PASSWORD

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PHONE, SCREEN = 390, 1280
LOOKS = tuple(product((PHONE, SCREEN), ("light", "dark"), (False, True)))  # and large print


@dataclass
class House:
    """A desk that answers at an address, and its first administrator."""

    base: str
    app: Flask
    login: str
    key: str

    def code(self) -> str:
        return pyotp.TOTP(self.key).now()


def signs_in(page: Page, house: House) -> None:
    """Come in as the administrator; a code serves once, so the last one is forgotten."""
    forget = partial(store.change, totp_step=None)
    with house.app.extensions[DATABASE].reading() as connection:
        person = store.find_login(connection, house.login)
    assert person
    house.app.extensions[DATABASE].write(partial(forget, account_id=person.id))
    page.goto(f"{house.base}/desk/sign-in")
    page.fill("[name=login]", house.login)
    page.fill("[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/second-factor*")
    page.fill("[name=code]", house.code())
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/")


def barriers(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 A and AA, and by how much the page can be pushed."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found = page.evaluate(
        "(tags) => axe.run({runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})",
        WCAG,
    )
    told = [
        f"{violation['id']}: {node['target']}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return [*told, *([f"{wide} px sideways"] if wide > 0 else [])]


def in_every_look(page: Page) -> dict[str, list[str]]:
    """The barriers of the page that is open, on phone and screen, by day and night, in large."""
    found = {}
    for width, colours, large in LOOKS:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=colours)  # type: ignore[arg-type]
        page.evaluate(
            "(large) => { const c = document.getElementById('size-large');"
            " if (c.checked !== large) c.click(); }",
            large,
        )
        if told := barriers(page):
            found[f"{width} {colours} {large}"] = told
    return found


def tabs_to(page: Page, words: str, name: str = "") -> None:
    """Press Tab until the control with these words, or this name, has the focus."""
    find: Callable[[], bool] = lambda: page.evaluate(  # noqa: E731
        "([words, name]) => { const e = document.activeElement;"
        " return name ? e.name === name : e.textContent.trim() === words; }",
        [words, name],
    )
    for _ in range(60):
        page.keyboard.press("Tab")
        if find():
            return
    pytest.fail(f"the keyboard does not reach {words or name}")
