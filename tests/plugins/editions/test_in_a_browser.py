"""The letter and the WeChat article as Chromium shows them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from plugins.editions.press import FRAGMENT
from tests.plugins.editions.matters import real_files
from tests.plugins.making import LANGUAGES

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
CONTRAST = """() => {
  const light = (colour) => {
    const [r, g, b] = colour.match(/[\\d.]+/g).slice(0, 3).map((part) => {
      const value = part / 255;
      return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    for (let one = element; one; one = one.parentElement) {
      const colour = getComputedStyle(one).backgroundColor;
      if (!colour.endsWith(", 0)") && colour !== "transparent") return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const texts = [...document.querySelectorAll("body *")].filter((element) =>
    [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim()));
  return Math.min(...texts.map((element) => {
    const [one, two] = [light(getComputedStyle(element).color), light(behind(element))];
    return (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
  }));
}"""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [320, 390, 600, 1280])
def test_the_letter_fits_every_width(browser: Browser, language: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.set_content(real_files(language)["email.html"].decode())

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_letter_can_be_read_by_day_and_by_night(browser: Browser, scheme: str) -> None:
    page = browser.new_page(color_scheme=scheme)  # type: ignore[arg-type]
    page.set_content(real_files("zh")["email.html"].decode())

    assert page.evaluate(CONTRAST) >= 7
    page.close()


def test_the_wechat_article_fits_a_phone_and_keeps_its_looks(browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.set_content(real_files("zh")[FRAGMENT].decode())

    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    size = "getComputedStyle(document.querySelector('section section p:last-of-type')).lineHeight"
    assert page.evaluate(size) != "normal"
    page.close()
