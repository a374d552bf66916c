"""One resident's visit over HTTP: the form fetched, filled and sent, the receipt read."""

from __future__ import annotations

import urllib.request
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPException, HTTPResponse
from urllib.parse import urlencode, urljoin

from analysis.rehearsal.forms import Form, NotOffered, forms_in
from analysis.rehearsal.residents import Resident

PATIENCE = 30  # seconds for one answer of the service
RECEIPT = "/survey/receipt/"
REHEARSAL_MARK = 'class="drill"'  # the strip that says 演练数据


class VisitFailed(Exception):
    """What went otherwise than it should for one resident, in a sentence."""


@dataclass(frozen=True)
class Place:
    """Where residents answer: the address of the service, the survey and the wave."""

    base: str
    survey: str
    wave: str

    def form(self, language: str) -> str:
        """The address of the form in this language."""
        edition = "/en" if language == "en" else ""
        return f"{self.base}{edition}/survey/{self.survey}/?wave={self.wave}"


@dataclass(frozen=True)
class Visit:
    """What came of it: the receipt's address, and whether it was sent again or withdrawn."""

    resident: Resident
    receipt: str
    sent_again: bool = False
    withdrawn: bool = False


@dataclass(frozen=True)
class Page:
    """An answer of the service."""

    status: int
    address: str  # where it leads, for a redirect; else where it stands
    text: str


def visit(place: Place, resident: Resident) -> Visit:
    """The resident answers; sends everything again, and withdraws, if that is their way.

    Raises VisitFailed at the first thing that is not as it should be.
    """
    address = place.form(resident.language)
    page = _read(address)
    if page.status != HTTPStatus.OK or REHEARSAL_MARK not in page.text:
        raise VisitFailed(
            f"{address} is no rehearsal ({page.status}): start the service with "
            "LIFE_RELAY_REHEARSAL=1, and look at the dates of the wave"
        )
    form, sent = _filled(page, resident)
    receipt = _send(form, sent)
    if resident.sends_twice and (again := _send(form, sent)) != receipt:
        raise VisitFailed(f"sent twice, two receipts: {receipt} and {again}")
    _read_receipt(receipt)
    if resident.withdraws:
        _withdraw(receipt)
    return Visit(resident, receipt, resident.sends_twice, resident.withdraws)


def _filled(page: Page, resident: Resident) -> tuple[str, list[tuple[str, str]]]:
    """The address to post to, and what is posted."""
    form = _form_in(page, "/survey/")
    try:
        return urljoin(page.address, form.action), form.filled(
            {"consent": "yes", **resident.answers}
        )
    except NotOffered as missing:
        raise VisitFailed(f"{page.address}: {missing}") from missing


def _send(address: str, fields: list[tuple[str, str]]) -> str:
    """Post the fields, and give the address to which that leads."""
    page = _read(address, urlencode(fields).encode("ascii"))
    if page.status != HTTPStatus.SEE_OTHER or RECEIPT not in page.address:
        raise VisitFailed(f"{address} answered {page.status}, not the way to a receipt")
    return page.address


def _read_receipt(receipt: str) -> None:
    page = _read(receipt)
    if page.status != HTTPStatus.OK or REHEARSAL_MARK not in page.text:
        raise VisitFailed(f"{receipt} is not the receipt of a rehearsal ({page.status})")
    _form_in(page, "/withdraw")


def _withdraw(receipt: str) -> None:
    """Press the button on the receipt, and see that there is nothing more to withdraw."""
    form = _form_in(_read(receipt), "/withdraw")
    _send(urljoin(receipt, form.action), form.hidden)
    page = _read(receipt)
    if any("/withdraw" in form.action for form in forms_in(page.text)):
        raise VisitFailed(f"{receipt} was withdrawn, and still offers to withdraw")


def _form_in(page: Page, action: str) -> Form:
    posted = (form for form in forms_in(page.text) if form.method == "post")
    found = next((form for form in posted if action in form.action), None)
    if found is None:
        raise VisitFailed(f"{page.address} has no form that posts to {action}")
    return found


class _AsItIs(urllib.request.HTTPErrorProcessor):
    """A redirect or a refusal is an answer to look at, not to follow or to raise."""

    def http_response(
        self,
        request: urllib.request.Request,  # noqa: ARG002 - the signature is urllib's
        response: HTTPResponse,
    ) -> HTTPResponse:
        return response

    https_response = http_response


# no proxy: the rehearsal speaks to the service itself
_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}), _AsItIs())


def _read(address: str, body: bytes | None = None) -> Page:
    try:
        with _OPENER.open(address, data=body, timeout=PATIENCE) as answer:
            leads = urljoin(address, answer.headers.get("Location") or "")
            return Page(answer.status, leads, answer.read().decode("utf-8", "replace"))
    except (OSError, HTTPException) as error:
        raise VisitFailed(f"{address} does not answer ({error})") from error
