"""The whole house at one address, for a trial: the built site's files and the service together.

`python -m survey_service.trial --site output --port 8000`. In earnest a proxy stands in front
and serves the files (deploy/).
"""

from __future__ import annotations

import argparse
import os
import socket
import sys
import threading
import time
from collections.abc import Iterable
from http import HTTPStatus
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from survey_model.faults import Faults
from survey_service import config
from survey_service.accounts.commands import first_address
from survey_service.answering.surveys import read_surveys
from survey_service.app import HEADERS, create_app
from survey_service.db import Database
from survey_service.pages import Pages

HOST = "127.0.0.1"
THREADS = 16
LAST_WORDS = 5  # seconds; now and then a worker that was just told to stop never hears it
PATIENCE = 60.0  # seconds until both must answer
# how the folder and the port reach the process that serves
SITE, SERVED_AT = "LIFE_RELAY_SITE", "LIFE_RELAY_TRIAL_PORT"
OF_THE_SERVICE = ("/survey", "/desk", "/healthz", "/readyz")
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/vnd.microsoft.icon",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webp": "image/webp",
    ".xml": "application/xml",
}


def application() -> WSGIApplication:
    """The service with the site in front of it.

    Who says "ready" lives in the serving process: a thread that ran while granian forks could
    hold a lock of the interpreter, and the child would wait for it for ever.
    """
    port = int(os.environ[SERVED_AT])
    threading.Thread(target=say_when_ready, args=(port,), daemon=True).start()
    service = create_app().wsgi_app
    files = SiteFiles(Path(os.environ[SITE]))

    def serve(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        path = str(environ.get("PATH_INFO", "/"))
        return (service if is_of_the_service(path) else files)(environ, start)

    return serve


def is_of_the_service(path: str) -> bool:
    """Whether the service answers at this address, and not the site."""
    path = path.removeprefix("/en") or "/"
    return any(path == own or path.startswith(f"{own}/") for own in OF_THE_SERVICE)


class SiteFiles:
    """A folder of files as a WSGI application; nothing outside the folder is ever read."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return self._send(start, HTTPStatus.METHOD_NOT_ALLOWED, b"", {"Allow": "GET, HEAD"})
        path = str(environ.get("PATH_INFO", "/")).encode("latin-1").decode("utf-8", "replace")
        found = self.find(path)
        if found and found.is_dir():
            return self._send(start, HTTPStatus.MOVED_PERMANENTLY, b"", {"Location": f"{path}/"})
        status = HTTPStatus.OK if found else HTTPStatus.NOT_FOUND
        shown = found or self.find("/en/404.html" if path.startswith("/en/") else "/404.html")
        body = shown.read_bytes() if shown else b""
        kind = TYPES.get(shown.suffix if shown else ".txt", "application/octet-stream")
        sent = b"" if environ["REQUEST_METHOD"] == "HEAD" else body
        return self._send(start, status, sent, {"Content-Type": kind}, len(body))

    def find(self, path: str) -> Path | None:
        """The file at an address, a folder that wants a slash, or None."""
        wanted = self._folder / path.lstrip("/")
        if path.endswith("/"):
            wanted /= "index.html"
        try:
            found = wanted.resolve(strict=True)
        except (OSError, ValueError):  # not there, too long to be there, or with a NUL in it
            return None
        return found if found.is_relative_to(self._folder) else None

    @staticmethod
    def _send(
        start: StartResponse, status: HTTPStatus, body: bytes, more: dict[str, str], length: int = 0
    ) -> Iterable[bytes]:
        headers = {**HEADERS, "Cache-Control": "no-cache", "Content-Length": str(length), **more}
        start(f"{status.value} {status.phrase}", list(headers.items()))
        return [body]


def main(arguments: list[str] | None = None) -> int:
    """Serve until Ctrl-C; gives the exit code."""
    parser = argparse.ArgumentParser(prog="survey_service.trial", description=__doc__)
    parser.add_argument("--site", type=Path, default=Path("output"), help="folder of the site")
    parser.add_argument("--port", type=int, default=8000, help="0 takes any free one")
    asked = parser.parse_args(arguments)
    fault = what_is_wrong(asked.site)
    port = free_port(asked.port)
    if fault or port is None:
        print(fault or f"端口 {asked.port} 已被占用，请换一个：PORT=…", file=sys.stderr)
        return 1
    os.environ[SITE] = str(asked.site.resolve())
    os.environ[SERVED_AT] = str(port)
    serve(port)
    return 0


def what_is_wrong(site: Path) -> str | None:
    """Everything that keeps the house from opening, in words, or None."""
    if not (site / "index.html").is_file():
        return f"{site} 里没有网站，请先运行 make site"
    settings = config.from_environment()
    try:
        read_surveys(settings.content, Pages(settings))
    except Faults as faults:
        return str(faults)
    return None


def free_port(wanted: int) -> int | None:
    """The wanted port, or any for 0; None where somebody listens on it."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, wanted))
        except OSError:
            return None
        return int(probe.getsockname()[1])


def serve(port: int) -> None:
    """Serve in one process with blocking threads until a signal comes."""
    Granian(
        "survey_service.trial:application",
        factory=True,
        interface=Interfaces.WSGI,
        address=HOST,
        port=port,
        workers=1,
        blocking_threads=THREADS,
        workers_kill_timeout=LAST_WORDS,
        websockets=False,
        log_level=LogLevels.error,
    ).serve()


def say_when_ready(port: int) -> None:
    """Print the address once the site and the service both answer there."""
    base = f"http://{HOST}:{port}"
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if _answers(f"{base}/") and _answers(f"{base}/healthz"):
            print(f"ready: {base}/", flush=True)
            _say_how_to_become_administrator(base)
            return
        time.sleep(0.1)


def _say_how_to_become_administrator(base: str) -> None:
    settings = config.from_environment()
    database = Database(settings.database_url, settings.data / "writer.lock")
    path = first_address(database)
    database.close()
    if path:
        print(
            f"编辑台还没有人。打开这个地址，成为第一位管理员（只能用一次）：\n{base}{path}",
            flush=True,
        )


def _answers(address: str) -> bool:
    try:
        with urlopen(address, timeout=2) as answer:  # noqa: S310 - our own address
            return int(answer.status) == HTTPStatus.OK
    except (URLError, OSError):
        return False


if __name__ == "__main__":
    sys.exit(main())
