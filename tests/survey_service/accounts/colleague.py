"""A colleague as the desk meets one: signs in, opens pages, presses buttons, reads what comes."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import pyotp
from flask.testing import FlaskClient

from tests.survey_service.resident import HOST, Page, _is_sent, _value, path_of

PASSWORD = "山路 茶园 清晨雨"
DESK = "/desk/"
SIGN_IN = "/desk/sign-in"
SESSION, DEVICE = "life-relay-desk", "life-relay-device"

Fields = dict[str, str]

_numbers = itertools.count(1)


def new_login() -> str:
    """A login that nobody of these tests has."""
    return f"colleague{next(_numbers)}"


@dataclass
class Colleague:
    """Somebody with a browser of their own, perhaps with an account."""

    client: FlaskClient
    id: str = ""
    login: str = ""
    password: str = PASSWORD
    key: str = ""  # of the authenticator
    address: str = "192.0.2.1"
    headers: dict[str, str] = field(default_factory=dict)

    def opens(self, path: str = DESK) -> Page:
        """Open an address of the desk."""
        return Page(self.client.get(path, **self._how()))

    def posts(
        self, path: str, given: Mapping[str, str], headers: Mapping[str, str] | None = None
    ) -> Page:
        """Send exactly these fields."""
        how = self._how()
        how["headers"] = {**self.headers, **(headers or {})}
        return Page(self.client.post(path, data=dict(given), **how))

    def presses(self, page: Page, action: str, /, **changed: str | None) -> Page:
        """Fill the form that goes to `action` on this page, and send it. None: left out."""
        given = {**form_of(page, action), **changed}
        return self.posts(action, {name: v for name, v in given.items() if v is not None})

    def signs_in(self, password: str | None = None, path: str = SIGN_IN) -> Page:
        """Give login and password."""
        typed = {"login": self.login, "password": password or self.password}
        return self.presses(self.opens(path), urlsplit(path).path, **typed)

    def shows_a_code(self, at: int) -> Page:
        """Give the six digits that the authenticator shows at this time."""
        code = pyotp.TOTP(self.key).at(at)
        return self.presses(self.opens("/desk/second-factor"), "/desk/second-factor", code=code)

    def arrives(self, at: int) -> Page:
        """Sign in with all it takes, and open the first page."""
        page = self.signs_in()
        if path_of(page) == "/desk/second-factor":
            page = self.shows_a_code(at)
        assert path_of(page) == DESK
        return self.opens()

    def cookie(self, name: str = SESSION, path: str = "/desk") -> str:
        """What the browser carries under a name; the empty string for nothing."""
        kept = self.client.get_cookie(name, "localhost", path)
        return kept.value if kept else ""

    def carries(self, name: str, value: str) -> None:
        """Put a cookie into the browser by hand."""
        for path in ("/desk", "/en/desk"):
            self.client.set_cookie(name, value, domain="localhost", path=path)

    def is_in(self) -> bool:
        """Whether the desk takes them for somebody."""
        return self.opens().status == 200

    def _how(self) -> dict[str, object]:
        return {
            "base_url": HOST,
            "environ_base": {"REMOTE_ADDR": self.address},
            "headers": self.headers,
        }


def form_of(page: Page, action: str) -> Fields:
    """What a browser would send from the form of this page that goes to `action`."""
    forms = [form for form in page.all("form") if form.get("action") == action]
    assert len(forms) == 1, f"{len(forms)} forms go to {action}"
    controls = (e for e in forms[0].iterfind(".//*[@name]") if _is_sent(e))
    return {control.get("name", ""): _value(control) for control in controls}


def actions_of(page: Page) -> list[str]:
    """Where the forms of a page go."""
    return [form.get("action", "") for form in page.all("form") if form.get("method") == "post"]


def links_of(page: Page) -> list[str]:
    """Where the links of a page's main part lead."""
    main = page.tree.find(".//main")
    assert main is not None
    return [link.get("href", "") for link in main.iterfind(".//a")]


def errors_of(page: Page) -> list[Element]:
    """The fields that the page calls wrong."""
    return page.all("*[@aria-invalid='true']")
