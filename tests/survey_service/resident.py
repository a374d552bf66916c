"""A resident as the service meets one: opens the form, answers, sends, reads what comes back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit

from flask.testing import FlaskClient
from lxml import html  # type: ignore[import-untyped]
from lxml.html import HtmlElement  # type: ignore[import-untyped]
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
    """An answer of the service, as a person reads it."""

    response: TestResponse
    tree: HtmlElement = field(init=False)

    def __post_init__(self) -> None:
        self.tree = html.document_fromstring(self.response.get_data(as_text=True) or "<p></p>")

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def text(self) -> str:
        """The words of the page's main part."""
        mains = self.tree.xpath("//main") or [self.tree]
        return " ".join(str(mains[0].text_content()).split())

    @property
    def title(self) -> str:
        return str(self.tree.findtext(".//title"))

    def all(self, path: str) -> list[Any]:
        """Everything at an XPath."""
        found: list[Any] = self.tree.xpath(path)
        return found

    def fields(self, form: int = 0) -> list[tuple[str, str]]:
        """What a browser would send from a form of this page as it stands."""
        sent: list[tuple[str, str]] = self.tree.forms[form].form_values()
        return sent

    @property
    def sheet(self) -> str:
        """The token of the form's sheet."""
        return dict(self.fields())["sheet"]


@dataclass
class Resident:
    """Somebody who answers the questionnaire of these tests."""

    client: FlaskClient

    def opens(self, path: str = SURVEY, headers: dict[str, str] | None = None) -> Page:
        return Page(self.client.get(path, base_url=HOST, headers=headers))

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
            path, data=body, base_url=HOST, content_type=kind, headers=headers or {}
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
