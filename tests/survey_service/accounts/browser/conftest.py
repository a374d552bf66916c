"""A desk that answers on this machine, with the styles of the site beside it."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from functools import partial
from wsgiref.simple_server import WSGIRequestHandler, make_server
from wsgiref.types import StartResponse, WSGIEnvironment

import pyotp
import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from sqlalchemy import Connection

import pelicanconf
from plugins.assets import assets
from survey_service.accounts import branches, store
from survey_service.accounts.model import Account, Role
from survey_service.app import create_app
from survey_service.config import ROOT
from survey_service.health import DATABASE
from tests.survey_service.accounts.browser.looks import PHONE, House
from tests.survey_service.accounts.colleague import PASSWORD
from tests.survey_service.accounts.conftest import QUICK
from tests.survey_service.conftest import settings

TYPES = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
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


def _administrator(connection: Connection, sealed: str) -> None:
    home = branches.top(connection)
    new = Account("", "林一", "lin.yi", Role.ADMINISTRATOR, home, "zh")
    account = store.add(connection, new, QUICK.hash(PASSWORD))
    store.change(connection, account.id, totp_secret=sealed)
