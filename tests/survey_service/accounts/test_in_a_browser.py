"""The desk in Chromium: a whole day by keyboard, without scripts, and with a passkey."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import product
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, make_server
from wsgiref.types import StartResponse, WSGIEnvironment

import axe_playwright_python
import pyotp
import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page
from sqlalchemy import Connection

import pelicanconf
from plugins.assets import assets
from survey_service.accounts import branches, store
from survey_service.accounts.model import Account, Role
from survey_service.app import create_app
from survey_service.config import ROOT
from survey_service.health import DATABASE
from tests.browser.conftest import browser
from tests.survey_service.accounts.conftest import QUICK
from tests.survey_service.conftest import settings

__all__ = ["browser"]

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

PASSWORD = "山路 茶园 清晨雨"
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
TYPES = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
PHONE, SCREEN = 390, 1280
LOOKS = tuple(product((PHONE, SCREEN), ("light", "dark"), (False, True)))  # and large print
CLOSED = ("", "audit", "account/", "account/password", "account/second-factor", "account/passkeys",
          "account/second-factor/remove", "account/recovery-codes", "account/log", "people/",
          "people/invite", "branches/", "branches/330110")  # fmt: skip


@dataclass
class House:
    """A desk that answers at an address, and its first administrator."""

    base: str
    app: Flask
    login: str
    key: str

    def code(self) -> str:
        return pyotp.TOTP(self.key).now()


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The desk with the styles of the site beside it."""
    folder = tmp_path_factory.mktemp("desk")
    app = create_app(settings(folder, f"sqlite:///{folder / 'store.sqlite3'}"))
    files, _ = assets(ROOT / "theme" / "static", pelicanconf.CSS_BUNDLES)

    def answer(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        name = environ["PATH_INFO"].removeprefix("/theme/")
        if name not in files:
            return app.wsgi_app(environ, start)
        start("200 OK", [("Content-Type", TYPES[name.rpartition(".")[2]])])
        return [files[name]]

    server = make_server("127.0.0.1", 0, answer, handler_class=_Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    key = pyotp.random_base32()
    act = partial(_administrator, sealed=app.extensions["accounts"].seal.shut(key))
    app.extensions[DATABASE].write(act)
    yield House(f"http://localhost:{server.server_port}", app, "lin.yi", key)
    server.shutdown()
    server.server_close()
    app.extensions[DATABASE].close()


def _administrator(connection: Connection, sealed: str) -> None:
    home = branches.top(connection)
    new = Account("", "林一", "lin.yi", Role.ADMINISTRATOR, home, "zh")
    account = store.add(connection, new, QUICK.hash(PASSWORD))
    store.change(connection, account.id, totp_secret=sealed)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser of its own, on a phone."""
    made = browser.new_context(viewport={"width": PHONE, "height": 800})
    made.set_default_timeout(15_000)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page, and afterwards: no complaint of the browser."""
    opened, complaints = context.new_page(), []
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on(
        "console",
        lambda said: (
            complaints.append(said.text)
            if said.type in ("error", "warning") and "status of" not in said.text
            else None
        ),
    )
    yield opened
    assert complaints == []


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


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_page_is_open_to_everybody_in_every_look(
    page: Page, house: House, prefix: str
) -> None:
    found = {}
    for path in ("sign-in", "link/AAAAAAAAAAAAAAAAAAAAAA"):
        page.goto(f"{house.base}{prefix}/desk/{path}")
        found[path] = in_every_look(page)
    with house.app.extensions[DATABASE].reading() as connection:
        assert store.any_at_all(connection)
    signs_in(page, house)
    for path in CLOSED:
        page.goto(f"{house.base}{prefix}/desk/{path}")
        found[path or "inbox"] = in_every_look(page)

    assert {path: told for path, told in found.items() if told} == {}


def test_what_is_wrong_is_open_to_everybody_too(page: Page, house: House) -> None:
    signs_in(page, house)
    page.goto(f"{house.base}/desk/people/invite")
    page.click("main button")
    assert page.get_attribute("[name=name]", "aria-invalid") == "true"
    told = page.get_attribute("[name=name]", "aria-describedby")
    assert told
    assert "请填对方的姓名" in page.inner_text(f"#{told.split()[0]}")

    assert in_every_look(page) == {}


def test_a_colleague_is_invited_and_joins_by_keyboard_alone(
    page: Page,
    house: House,
    browser: Browser,
) -> None:
    signs_in(page, house)
    page.goto(f"{house.base}/desk/people/")
    _tabs_to(page, "邀请一位")
    page.keyboard.press("Enter")
    page.wait_for_url("**/invite*")
    _tabs_to(page, "", name="name")
    page.keyboard.type("郑四")
    page.keyboard.press("Tab")  # the roles: arrows choose
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    _tabs_to(page, "做一份邀请")
    page.keyboard.press("Enter")
    page.wait_for_selector("#address")
    address = page.input_value("#address")

    phone = browser.new_context(viewport={"width": PHONE, "height": 800})
    other = phone.new_page()
    other.goto(address)
    _tabs_to(other, "", name="login")
    other.keyboard.type("zheng.si")
    other.keyboard.press("Tab")
    other.keyboard.type("河埠 石阶 傍晚风")
    other.keyboard.press("Enter")
    other.wait_for_url("**/desk/")
    assert "郑四" in other.inner_text(".whoami")
    phone.close()


def test_the_focus_is_always_to_be_seen(page: Page, house: House) -> None:
    signs_in(page, house)
    page.goto(f"{house.base}/desk/account/")
    unseen = []
    for _ in range(24):
        page.keyboard.press("Tab")
        width = page.evaluate(
            "(() => { const e = document.activeElement;"
            " return /^(size|colour)/.test(e.id) || parseFloat(getComputedStyle(e).outlineWidth);"
            " })()"
        )
        if not width:
            unseen.append(page.evaluate("document.activeElement.outerHTML"))

    assert unseen == []


def test_without_scripts_everything_but_passkeys_works(
    browser: Browser,
    house: House,
) -> None:
    plain = browser.new_context(java_script_enabled=False, viewport={"width": PHONE, "height": 800})
    page = plain.new_page()
    signs_in(page, house)
    page.goto(f"{house.base}/desk/branches/330110")
    page.fill("#add-name", "场口镇")
    page.locator("form:has(#add-name) button").click()
    assert "单位存好了" in page.inner_text(".done")
    page.goto(f"{house.base}/desk/account/passkeys")
    assert not page.is_visible("form[data-passkey]")
    assert "没有开脚本" in page.inner_text("main")
    page.click(".whoami button")
    assert "您已退出登录" in page.inner_text(".done")
    plain.close()


def test_a_passkey_is_made_and_lets_its_owner_in(
    page: Page, context: BrowserContext, house: House
) -> None:
    device = context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    signs_in(page, house)
    page.goto(f"{house.base}/desk/account/passkeys")
    page.fill("[name=name]", "我的手机")
    page.click("form[data-passkey] button")
    page.wait_for_url("**/account/?done=passkey")
    assert "我的手机" in page.inner_text("main")
    page.click(".whoami button")
    page.wait_for_url("**/sign-in*")

    page.click("text=用通行密钥登录")

    page.wait_for_url("**/desk/")
    assert "林一" in page.inner_text(".whoami")


def test_whoever_steps_back_from_a_passkey_is_told_and_can_use_the_password(
    page: Page, context: BrowserContext, house: House
) -> None:
    device = context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    page.goto(f"{house.base}/desk/sign-in")
    page.evaluate(
        "() => { navigator.credentials.get = () => Promise.reject(new DOMException('', 'x')); }"
    )

    page.click("text=用通行密钥登录")

    page.wait_for_selector("[data-said]:visible")
    assert "请再试一次，或者用密码登录" in page.inner_text("[data-said]")


def test_no_page_asks_another_host_for_anything(page: Page, house: House) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    signs_in(page, house)
    for path in CLOSED:
        page.goto(f"{house.base}/desk/{path}")

    assert [url for url in asked if not url.startswith(house.base)] == []


def _tabs_to(page: Page, words: str, name: str = "") -> None:
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
