"""A rehearsal tells what a service does wrong: here a small one that errs when it is told to."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl

import pytest

from analysis.rehearsal.forms import NotOffered, forms_in
from analysis.rehearsal.residents import Resident, Way
from analysis.rehearsal.visits import Place, VisitFailed, visit
from survey_model.answers import Answer

STRIP = '<p class="drill">演练数据</p>'
FORM = """<form method="get" action="/search"><input name="q"></form>
{strip}<form method="post" action="/survey/knowing/?wave=rehearsal-2027">
<input type="hidden" name="sheet" value="s-{n}"><input type="radio" name="consent" value="yes">
<input type="radio" name="k_bone" value="T"><input type="radio" name="k_bone" value="F">
<input type="checkbox" name="worries" value="pain">
<input type="checkbox" name="worries" value="time">
<select name="county"><option value="">请选择</option>
<option value="330102">上城区</option></select>
<textarea name="why"></textarea><input name="homepage"></form>"""
BUTTON = (
    '<form method="post" action="/survey/receipt/{token}/withdraw"><button>撤回</button></form>'
)
RECEIPT = "/survey/receipt/"


@dataclass
class Faults:
    """What the service does wrong, and what it was sent."""

    no_rehearsal: bool = False
    another_receipt: bool = False
    keeps_withdrawn: bool = False
    refuses: bool = False
    receipt_missing: bool = False
    sent: list[list[tuple[str, str]]] = field(default_factory=list)
    withdrawn: set[str] = field(default_factory=set)


class Service(BaseHTTPRequestHandler):
    """Form, receipt and withdrawal, in their plainest shape."""

    faults: Faults

    def do_GET(self) -> None:
        strip = "" if self.faults.no_rehearsal else STRIP
        if not self.path.startswith(RECEIPT):
            self._answer(200, FORM.format(strip=strip, n=len(self.faults.sent)))
        elif self.faults.receipt_missing:
            self._answer(404, "没有这一页")
        elif self.path in self.faults.withdrawn and not self.faults.keeps_withdrawn:
            self._answer(200, strip)
        else:
            self._answer(200, strip + BUTTON.format(token=self.path.removeprefix(RECEIPT)))

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"] or 0)).decode("ascii")
        fields = parse_qsl(body, keep_blank_values=True)
        if self.path.endswith("/withdraw"):
            receipt = self.path.removesuffix("/withdraw")
            self.faults.withdrawn.add(receipt)
            self._answer(303, "", receipt)
        elif self.faults.refuses:
            self._answer(400, "有1处要改一下")
        else:
            again = self.faults.another_receipt and fields in self.faults.sent
            self.faults.sent.append(fields)
            self._answer(303, "", f"{RECEIPT}{dict(fields)['sheet']}{'-2' if again else ''}")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Say nothing."""

    def _answer(self, status: int, text: str, leads: str = "") -> None:
        self.send_response(status)
        if leads:
            self.send_header("Location", leads)
        self.end_headers()
        self.wfile.write(text.encode())


@pytest.fixture
def faults() -> Faults:
    return Faults()


@pytest.fixture
def place(faults: Faults) -> Iterator[Place]:
    """The address of a service with these faults."""
    handler = type("FaultyService", (Service,), {"faults": faults})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield Place(f"http://127.0.0.1:{server.server_port}", "knowing", "rehearsal-2027")
        server.shutdown()
        thread.join()


def somebody(**how: bool) -> Resident:
    answers: dict[str, Answer] = {
        "k_bone": "F",
        "worries": ("pain", "time"),
        "county": "330102",
        "why": "怕疼",
    }
    return Resident(7, Way.FORM, "zh", answers, **how)


def test_a_resident_sends_what_a_browser_would_send(place: Place, faults: Faults) -> None:
    result = visit(place, somebody())

    assert result.receipt == f"{place.base}/survey/receipt/s-0"
    assert faults.sent == [
        [
            ("sheet", "s-0"),
            ("consent", "yes"),
            ("k_bone", "F"),
            ("worries", "pain"),
            ("worries", "time"),
            ("county", "330102"),
            ("why", "怕疼"),
        ]
    ]


def test_a_resident_who_sends_twice_sends_the_same(place: Place, faults: Faults) -> None:
    result = visit(place, somebody(sends_twice=True))

    assert result.sent_again
    assert len(faults.sent) == 2
    assert faults.sent[0] == faults.sent[1]


def test_a_resident_who_withdraws_presses_the_button(place: Place, faults: Faults) -> None:
    result = visit(place, somebody(withdraws=True))

    assert result.withdrawn
    assert faults.withdrawn == {"/survey/receipt/s-0"}


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        ("no_rehearsal", "is no rehearsal .200.: start the service with LIFE_RELAY_REHEARSAL=1"),
        ("refuses", "answered 400, not the way to a receipt"),
        ("another_receipt", "sent twice, two receipts"),
        ("receipt_missing", "is not the receipt of a rehearsal .404."),
        ("keeps_withdrawn", "was withdrawn, and still offers to withdraw"),
    ],
)
def test_what_a_service_does_wrong_is_said(
    place: Place, faults: Faults, fault: str, sentence: str
) -> None:
    setattr(faults, fault, True)

    with pytest.raises(VisitFailed, match=sentence):
        visit(place, somebody(sends_twice=True, withdraws=True))


def test_a_service_that_does_not_answer_is_named() -> None:
    with pytest.raises(VisitFailed, match=r"^http://127\.0\.0\.1:9/.* does not answer"):
        visit(Place("http://127.0.0.1:9", "knowing", "rehearsal-2027"), somebody())


def test_an_answer_that_the_form_does_not_offer_is_not_sent(place: Place, faults: Faults) -> None:
    nobody = Resident(1, Way.FORM, "zh", {"k_bone": "perhaps"})

    with pytest.raises(VisitFailed, match="the form offers no k_bone=perhaps"):
        visit(place, nobody)

    assert faults.sent == []


def test_a_form_without_a_field_offers_nothing_in_it() -> None:
    (form,) = forms_in('<form method="POST" action="/a"><input type="radio" name="x" value="1">')

    assert form.method == "post"
    assert form.filled({"x": "1"}) == [("x", "1")]
    with pytest.raises(NotOffered, match="the form offers no y=1"):
        form.filled({"y": "1"})


def test_an_english_resident_opens_the_english_form() -> None:
    place = Place("http://127.0.0.1:8000", "knowing", "rehearsal-2027")

    assert place.form("en").startswith("http://127.0.0.1:8000/en/survey/knowing/?wave=rehearsal-")
