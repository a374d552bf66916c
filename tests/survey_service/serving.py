"""The service as it runs in earnest: a process of its own, behind a port of this machine."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlencode

from tests.bench.servers import free_port
from tests.survey_service.resident import EVERYTHING, SURVEY

CONTENT = Path(__file__).parent / "fixtures" / "content"
PATIENCE = 30.0  # seconds until it must answer
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass
class Served:
    """A running service with everything it started."""

    process: subprocess.Popen[bytes]
    port: int
    said: Path  # what it wrote on both its outputs

    def kill(self) -> None:
        """End it as a power cut would end its process: at once, asking nobody."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> tuple[int, bytes]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("GET", path, headers=dict(headers or {}))
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, body

    def post(
        self, sheet: str, headers: Mapping[str, str] | None = None, address: str = "127.0.0.1"
    ) -> str | None:
        """Send a filled form; where it leads, or None if the service went away or refused."""
        own = (address, 0)
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10, source_address=own)
        body = urlencode({**EVERYTHING, "sheet": sheet}, doseq=True)
        try:
            connection.request("POST", SURVEY, body, {**FORM, **(headers or {})})
            answer = connection.getresponse()
            answer.read()
        except (OSError, HTTPException):
            return None
        finally:
            connection.close()
        return answer.headers["Location"] if answer.status == 303 else None


@contextmanager
def serving(data: Path, database_url: str, **more: str) -> Iterator[Served]:
    """The service by granian, as deploy/ starts it, while the block lasts."""
    port = free_port()
    command = ["granian", "--interface", "wsgi", "--factory", "--host", "127.0.0.1"]
    sizes = ["--port", str(port), "--workers", "1", "--blocking-threads", "8", "--no-ws"]
    environ = {
        "LIFE_RELAY_DATA": str(data),
        "LIFE_RELAY_CONTENT": str(CONTENT),
        "LIFE_RELAY_POSTS_PER_HOUR": "0",
        "DATABASE_URL": database_url,
        "SECRET_KEY": "s" * 64,
        **more,
    }
    said = data / f"said-{port}.txt"
    with said.open("wb") as outputs:
        process = subprocess.Popen(
            [sys.executable, "-m", *command, *sizes, "survey_service.app:create_app"],
            env={**os.environ, **environ},
            stdout=outputs,
            stderr=outputs,
            start_new_session=True,
        )
    served = Served(process, port, said)
    try:
        _wait(served)
        yield served
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            process.wait(20)


def _wait(served: Served) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        assert served.process.poll() is None, served.said.read_text()
        try:
            if served.get("/readyz")[0] == 200:
                return
        except OSError:
            time.sleep(0.05)
    raise TimeoutError(served.said.read_text())
