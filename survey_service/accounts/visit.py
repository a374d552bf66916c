"""Who is at the desk in this request: the session behind the cookie, and the cookies going back.

Cookies are set below /desk and /en/desk alone: a survey that an editor answers never sees one.
"""

from __future__ import annotations

import hmac
import re
from dataclasses import dataclass, field
from functools import partial
from typing import cast
from urllib.parse import urlsplit

from flask import Response, current_app, g, request

from survey_service.accounts import clock, sessions
from survey_service.accounts.own import Me
from survey_service.accounts.passkeys import Place
from survey_service.accounts.room import Room
from survey_service.accounts.sealing import new_token
from survey_service.accounts.sessions import Session, Stage
from survey_service.accounts.signing_in import Arrival
from survey_service.accounts.store import Person
from survey_service.accounts.throttle import KEPT, Visitor

ROOM = "accounts"  # the key of the Room among the application's extensions
PATHS = ("/desk", "/en/desk")
SESSION, DEVICE = "life-relay-desk", "life-relay-device"
TOKEN = re.compile(r"[A-Za-z0-9_-]{22}")
BROWSERS = ("MicroMessenger", "Edg", "Firefox", "Chrome", "Safari")
SYSTEMS = ("Android", "iPhone", "iPad", "Windows", "Mac OS", "Linux")
SHOWN_AS = {"MicroMessenger": "WeChat", "Edg": "Edge", "Mac OS": "Mac"}


@dataclass
class Visit:
    """What is known of the browser, and what it is to be told."""

    browser: str  # its session cookie, or the value it is given now; forms are bound to it
    device: str
    session: Session | None = None
    person: Person | None = None
    cookies: dict[str, str] = field(default_factory=dict)  # to be set with the answer

    @property
    def me(self) -> Me:
        """The person and their session. Raises LookupError where nobody is signed in."""
        if self.session is None or self.person is None:
            raise LookupError
        return Me(self.person, self.session)

    def is_at(self, *stages: Stage) -> bool:
        """Whether the session has come as far as one of these."""
        return self.session is not None and self.session.stage in stages


def room() -> Room:
    """What this application's desk works with."""
    return cast("Room", current_app.extensions[ROOM])


def current() -> Visit:
    """The visit of this request; the session is looked up once.

    Where the store cannot be read, that is said once, and the page that says it knows nobody.
    """
    if "visit" not in g:
        g.visit, g.account = _begin(), None
        _look_up(g.visit)
        if g.visit.person and g.visit.is_at(Stage.IN):
            g.account = g.visit.person.account
    visit: Visit = g.visit
    return visit


def language() -> str:
    """The language of the address."""
    return "en" if request.path.startswith("/en/") else "zh"


def word(message: str, **values: object) -> str:
    """An interface sentence in the language of the address."""
    return room().pages.word(language(), message, **values)


def visitor() -> Visitor:
    """From where somebody tries."""
    return Visitor(request.remote_addr or "", current().device)


def device_name() -> str:
    """The browser as its owner would name it. Nothing finer is kept."""
    agent = request.user_agent.string
    found = [next((n for n in names if n in agent), "") for names in (BROWSERS, SYSTEMS)]
    return " · ".join(SHOWN_AS.get(name, name) for name in found if name) or "?"


def passkey_place() -> Place | None:
    """Where passkeys count, or None where they cannot: without https, or at a bare IP address."""
    parts = urlsplit(room().config.address or request.host_url)
    host = parts.hostname or ""
    safe = parts.scheme == "https" or host == "localhost"
    is_address = ":" in host or host.replace(".", "").isdigit()
    return Place(host, f"{parts.scheme}://{parts.netloc}") if safe and not is_address else None


def arrive(arrival: Arrival) -> None:
    """The browser carries this session and this device from now on."""
    carry(arrival.session_id)
    current().cookies[DEVICE] = arrival.device


def carry(session_id: str) -> None:
    """The browser carries this session id from now on, and forms are bound to it."""
    current().browser = current().cookies[SESSION] = session_id


def leave() -> None:
    """The browser carries a new value that stands for nobody."""
    carry(new_token())


def csrf_token() -> str:
    """What a form of this browser carries to show that it was ours."""
    return room().seal.mark("form", current().browser)


def is_from_here(token: str) -> bool:
    """Whether a posted form was one of ours, in this browser."""
    right = room().seal.mark("form", request.cookies.get(_name(SESSION), ""))
    return hmac.compare_digest(right.encode(), token.encode()) and not _is_foreign()


def send_cookies(response: Response) -> Response:
    """Set what the browser is to carry."""
    visit = g.get("visit")
    for name, value in (visit.cookies if visit else {}).items():
        for path in PATHS:
            response.set_cookie(
                _name(name),
                value,
                max_age=KEPT if name == DEVICE else None,
                path=path,
                secure=_is_secure(),
                httponly=True,
                samesite="Lax",
            )
    return response


def _begin() -> Visit:
    given = request.cookies.get(_name(SESSION), "")
    device = request.cookies.get(_name(DEVICE), "")
    visit = Visit(given, device if TOKEN.fullmatch(device) else "")
    if not TOKEN.fullmatch(given):
        visit.browser = visit.cookies[SESSION] = new_token()
    return visit


def _look_up(visit: Visit) -> None:
    with room().database.reading() as connection:
        found = sessions.find(connection, visit.browser)
    if found:
        visit.session, visit.person = found
        if clock.now() - visit.session.seen_at >= sessions.SEEN_EVERY:
            session, person = found
            room().database.write(partial(sessions.touch, session=session, person=person))


def _is_foreign() -> bool:
    """Whether the browser says that another site sent the form."""
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    if site is not None and site not in ("same-origin", "none"):
        return True
    if origin is None or (origin == "null" and site == "same-origin"):
        return False
    return urlsplit(origin).netloc != request.host


def _is_secure() -> bool:
    return room().config.address.startswith("https://")


def _name(cookie: str) -> str:
    """Under https the name itself makes browsers refuse the cookie from anywhere less safe."""
    return f"__Secure-{cookie}" if _is_secure() else cookie
