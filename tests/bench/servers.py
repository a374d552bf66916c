"""Servers that a measurement starts: a command, the address it answers at, the CPU it has used."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0  # seconds until a server must answer


@dataclass(frozen=True)
class Server:
    """A running server and all processes that it started."""

    process: psutil.Process
    port: int

    def cpu_seconds(self) -> float:
        """User and system time of the whole tree, finished children included."""
        family = [self.process, *self.process.children(recursive=True)]
        return float(sum(sum(member.cpu_times()[:4]) for member in family))

    def memory_mb(self) -> float:
        """Proportional set size of the whole tree, in MB."""
        family = [self.process, *self.process.children(recursive=True)]
        return float(sum(member.memory_full_info().pss for member in family) / 1e6)


def free_port() -> int:
    """A loopback port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(
    command: Sequence[str], port: int, environ: Mapping[str, str], path: str = "/"
) -> Iterator[Server]:
    """The server while the block lasts; it is ended as Ctrl-C would end it."""
    child = subprocess.Popen(
        [sys.executable, "-m", *command],
        cwd=ROOT,
        env={**os.environ, **environ},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_until_it_answers(child, port, path)
        yield Server(psutil.Process(child.pid), port)
    finally:
        child.send_signal(signal.SIGINT)
        try:
            child.wait(timeout=20)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def _wait_until_it_answers(child: subprocess.Popen[bytes], port: int, path: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if child.poll() is not None:
            message = f"the server ended with {child.returncode}: {child.args!r}"
            raise RuntimeError(message)
        connection = HTTPConnection("127.0.0.1", port, timeout=2)
        try:
            connection.request("GET", path)
            if connection.getresponse().status < 400:
                return
        except OSError:
            time.sleep(0.1)
        finally:
            connection.close()
    message = f"no answer at port {port} within {PATIENCE:.0f} seconds"
    raise RuntimeError(message)
