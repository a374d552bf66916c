"""The service beside its floors, in interleaved rounds of one run.

Wall-clock rates on shared cores wobble; CPU seconds and the ratios of a round hardly do.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, fields
from pathlib import Path
from statistics import median

from tests.bench import resident
from tests.bench.disk import durable_commits_per_second
from tests.bench.load import Request, Tally, send
from tests.bench.servers import Server, free_port, running

ROUNDS = 5
GETS = 600
POSTS = 400
HELLOS = 1500
THREADS = 16  # of the server, as in deploy/


@dataclass(frozen=True)
class Round:
    """One round; every figure is for one server process."""

    hello_ms: float  # CPU milliseconds of a request
    get_ms: float
    post_ms: float
    hello_per_second: float
    commits_per_second: float  # bare SQLite, one durable commit for each row
    stored_per_second: float  # responses acknowledged after a durable commit
    post_p99_ms: float  # of the clock, with eight people at once


def measure(site: Path) -> tuple[dict[str, float], bytes]:
    """The median of each figure and ratio, and the page of the questionnaire."""
    with ExitStack() as stack:
        hello, service = stack.enter_context(_hello()), stack.enter_context(_service(site))
        page = send(service.port, [Request(resident.PATH)]).bodies[0]
        rounds = [_round(hello, service) for _ in range(ROUNDS)]
        memory = service.memory_mb()
    figures = {f.name: median(getattr(r, f.name) for r in rounds) for f in fields(Round)}
    figures["get_over_hello"] = median(r.get_ms / r.hello_ms for r in rounds)
    figures["post_over_hello"] = median(r.post_ms / r.hello_ms for r in rounds)
    figures["stored_over_commits"] = median(
        r.stored_per_second / r.commits_per_second for r in rounds
    )
    figures["stored_over_hello"] = median(r.stored_per_second / r.hello_per_second for r in rounds)
    figures["responses_per_cpu_second"] = median(1000 / (r.get_ms + r.post_ms) for r in rounds)
    figures["memory_mb"] = memory
    return figures, page


def _round(hello: Server, service: Server) -> Round:
    asked = resident.questionnaire()
    hello_ms, greeted = _cpu(hello, [Request("/")] * HELLOS, 200)
    get_ms, opened = _cpu(service, [Request(resident.PATH)] * GETS, 200)
    posts = [Request(resident.PATH, resident.form(asked, page)) for page in opened.bodies[:POSTS]]
    post_ms, stored = _cpu(service, posts, 303)
    return Round(
        hello_ms=hello_ms,
        get_ms=get_ms,
        post_ms=post_ms,
        hello_per_second=greeted.per_second,
        commits_per_second=durable_commits_per_second(resident.kept(asked)),
        stored_per_second=stored.per_second,
        post_p99_ms=1000 * sorted(stored.latencies)[int(0.99 * len(stored.latencies))],
    )


def _cpu(server: Server, requests: list[Request], expected: int) -> tuple[float, Tally]:
    """CPU milliseconds of a request, and what came back. Raises for any other status."""
    before = server.cpu_seconds()
    tally = send(server.port, requests)
    spent = server.cpu_seconds() - before
    if set(tally.statuses) != {expected}:
        message = f"{requests[0].path} answered {dict(tally.statuses)}, not {expected} alone"
        raise RuntimeError(message)
    return 1000 * spent / len(requests), tally


@contextmanager
def _hello() -> Iterator[Server]:
    with _granian("tests.bench.hello:app", {}) as server:
        yield server


@contextmanager
def _service(site: Path) -> Iterator[Server]:
    with tempfile.TemporaryDirectory() as data:
        environ = {"LIFE_RELAY_DATA": data, "LIFE_RELAY_POSTS_PER_HOUR": "0"}
        port = free_port()
        command = ["survey_service.trial", "--site", str(site), "--port", str(port)]
        with running(command, port, environ, "/readyz") as server:
            yield server


@contextmanager
def _granian(target: str, environ: dict[str, str]) -> Iterator[Server]:
    port = free_port()
    options = ["--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--no-ws"]
    sizes = ["--workers", "1", "--blocking-threads", str(THREADS)]
    with running(["granian", *options, *sizes, target], port, environ) as server:
        yield server
