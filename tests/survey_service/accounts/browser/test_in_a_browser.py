"""The desk in Chromium: a whole day by keyboard, without scripts, and with a passkey."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from survey_service.accounts import store
from survey_service.health import DATABASE
from tests.survey_service.accounts.browser.looks import (
    PHONE,
    House,
    in_every_look,
    signs_in,
    tabs_to,
)

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

CLOSED = ("", "audit", "account/", "account/password", "account/second-factor", "account/passkeys",
          "account/second-factor/remove", "account/recovery-codes", "account/log", "people/",
          "people/invite", "branches/", "branches/330110")  # fmt: skip


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
    tabs_to(page, "邀请一位")
    page.keyboard.press("Enter")
    page.wait_for_url("**/invite*")
    tabs_to(page, "", name="name")
    page.keyboard.type("郑四")
    page.keyboard.press("Tab")  # the roles: arrows choose
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    tabs_to(page, "做一份邀请")
    page.keyboard.press("Enter")
    page.wait_for_selector("#address")
    address = page.input_value("#address")

    phone = browser.new_context(viewport={"width": PHONE, "height": 800})
    other = phone.new_page()
    other.goto(address)
    tabs_to(other, "", name="login")
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
