"""A resident as the service meets one: opens the form, answers, sends, reads what comes back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit
from xml.etree.ElementTree import Element

from flask.testing import FlaskClient
from html5lib import HTMLParser
from werkzeug.test import TestResponse

HOST = "http://localhost"
SURVEY = "/survey/everyday/"

Given = str | list[str] | None

# every question answered, by somebody of 62 who is asked everything
EVERYTHING: dict[str, Given] = {
    "consent": "yes",
    "heard": "yes",
    "k_bone": "F",
    "k_arm": "DK",
    "att.worry": "2",
    "att.family": "NA",
    "fears": ["pain", "harm"],
    "age": "62",
    "why": "我想再想想",
    "county": "330102",
}


@dataclass
class Page:
    """An answer of the service, as a person reads it. Raises where it is not valid HTML."""

    response: TestResponse
    tree: Element = field(init=False)

    def __post_init__(self) -> None:
        text = self.response.get_data(as_text=True)
        parser = HTMLParser(strict=text.startswith("<!doctype"), namespaceHTMLElements=False)
        self.tree = parser.parse(text)

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def text(self) -> str:
        """The words of the page's main part."""
        main = self.tree.find(".//main")
        return words_of(self.tree if main is None else main)

    @property
    def title(self) -> str:
        return words_of(self.all("title")[0])

    def all(self, path: str) -> list[Element]:
        """Every element at a path such as `input[@name]`, wherever it stands."""
        return self.tree.findall(f".//{path}")

    def fields(self) -> list[tuple[str, str]]:
        """What a browser would send from the forms of this page as they stand."""
        controls = (e for e in self.tree.iterfind(".//form//*[@name]") if _is_sent(e))
        return [(e.get("name", ""), _value(e)) for e in controls]

    @property
    def sheet(self) -> str:
        """The token of the form's sheet."""
        return dict(self.fields())["sheet"]


def words_of(element: Element) -> str:
    """The element's words, with one space between them."""
    return " ".join("".join(element.itertext()).split())


def _is_sent(control: Element) -> bool:
    ticked = control.get("checked") is not None
    return control.get("type") not in ("radio", "checkbox") or ticked


def _value(control: Element) -> str:
    if control.tag == "select":
        chosen = control.find(".//option[@selected]")
        return "" if chosen is None else chosen.get("value", "")
    return (control.text or "") if control.tag == "textarea" else control.get("value", "")


@dataclass
class Resident:
    """Somebody who answers the questionnaire of these tests."""

    client: FlaskClient
    address: str = "127.0.0.1"

    def opens(self, path: str = SURVEY, headers: dict[str, str] | None = None) -> Page:
        return Page(self.client.get(path, base_url=HOST, headers=headers or {}))

    def sends(
        self,
        given: Mapping[str, Given] | str | bytes,
        path: str = SURVEY,
        headers: dict[str, str] | None = None,
    ) -> Page:
        """Send fields, or a body as it is. A field that is None is left out."""
        body = given if isinstance(given, str | bytes) else urlencode(_pairs(given))
        kind = "application/x-www-form-urlencoded"
        sent = self.client.post(
            path,
            data=body,
            base_url=HOST,
            content_type=kind,
            headers=headers or {},
            environ_overrides={"REMOTE_ADDR": self.address},
        )
        return Page(sent)

    def answers(self, path: str = SURVEY, /, **changed: Given) -> Page:
        """Open the form, answer everything but what is changed (None: left out), and send it."""
        return self.sends({**EVERYTHING, "sheet": self.opens(path).sheet, **changed}, path)

    def follows(self, page: Page) -> Page:
        """Go where the service leads."""
        return self.opens(path_of(page))


def _pairs(given: Mapping[str, Given]) -> list[tuple[str, str]]:
    several = ((k, v if isinstance(v, list) else [v]) for k, v in given.items() if v is not None)
    return [(name, value) for name, values in several for value in values]


def path_of(page: Page) -> str:
    """Where a redirect leads, as a path."""
    assert page.status == 303, page.text
    parts = urlsplit(page.response.headers["Location"])
    assert not parts.netloc
    return parts.path
