"""A crowd on loopback: threads with kept connections that send requests until none is left."""

from __future__ import annotations

import threading
import time
from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from http.client import HTTPConnection

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass(frozen=True)
class Request:
    """One request; with a body it is a POST of a form."""

    path: str
    body: bytes | None = None


@dataclass
class Tally:
    """What came back: statuses, bodies, and how long it all took."""

    seconds: float = 0.0
    statuses: Counter[int] = field(default_factory=Counter)
    bodies: list[bytes] = field(default_factory=list)
    latencies: list[float] = field(default_factory=list)  # seconds, one for each request

    @property
    def per_second(self) -> float:
        """Requests answered in a second of the clock."""
        return sum(self.statuses.values()) / self.seconds


def send(port: int, requests: Sequence[Request], people: int = 8) -> Tally:
    """Send all requests, `people` at a time."""
    waiting, tally = deque(requests), Tally()
    threads = [
        threading.Thread(target=_one_person, args=(port, waiting, tally)) for _ in range(people)
    ]
    begun = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    tally.seconds = time.perf_counter() - begun
    return tally


def _one_person(port: int, waiting: deque[Request], tally: Tally) -> None:
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    while True:
        try:
            request = waiting.popleft()
        except IndexError:
            break
        begun = time.perf_counter()
        method = "GET" if request.body is None else "POST"
        headers = {} if request.body is None else FORM
        connection.request(method, request.path, request.body, headers)
        answer = connection.getresponse()
        tally.bodies.append(answer.read())
        tally.latencies.append(time.perf_counter() - begun)
        tally.statuses[answer.status] += 1
    connection.close()
