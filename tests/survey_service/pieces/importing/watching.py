"""A child watched from outside: how long it took, how much memory it held at most."""

from __future__ import annotations

import os
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Watch:
    """The peak of resident memory of all children of this process, looked at every few ms."""

    def __init__(self) -> None:
        """Nothing has been seen."""
        self.peak_mb = 0.0
        self.seconds = 0.0
        self._over = threading.Event()

    def look(self) -> None:
        """Look until told to stop."""
        while not self._over.wait(0.01):
            for child in children():
                self.peak_mb = max(self.peak_mb, peak_of(child))

    def stop(self) -> None:
        """That was all."""
        self._over.set()


@contextmanager
def watching() -> Iterator[Watch]:
    """A watch while the block lasts."""
    watch = Watch()
    looking = threading.Thread(target=watch.look)
    looking.start()
    begin = time.monotonic()
    try:
        yield watch
    finally:
        watch.seconds = time.monotonic() - begin
        watch.stop()
        looking.join()


def children() -> list[int]:
    """The children of this process that read a file somebody sent."""
    found: list[int] = []
    for folder in Path("/proc").iterdir():
        try:
            if folder.name.isdigit() and _is_ours(folder):
                found.append(int(folder.name))
        except (FileNotFoundError, ProcessLookupError):
            continue
    return found


def peak_of(process: int) -> float:
    """The largest resident memory that the process ever had, in MB."""
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="ascii", errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    match = re.search(r"VmHWM:\s*(\d+) kB", status)
    return int(match[1]) / 1024 if match else 0.0


def _is_ours(folder: Path) -> bool:
    stat = (folder / "stat").read_text(encoding="utf-8", errors="replace")
    parent = int(stat.rsplit(")", 1)[1].split()[1])
    return parent == os.getpid() and b"importing.inside" in (folder / "cmdline").read_bytes()
