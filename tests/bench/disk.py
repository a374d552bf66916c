"""The floor under the store: bare SQLite, one insert and one durable commit for each answer."""

from __future__ import annotations

import sqlite3
import tempfile
import time
from pathlib import Path


def durable_commits_per_second(body: str, seconds: float = 1.5) -> float:
    """Inserts of `body`, each committed at synchronous=FULL, in a second of the clock."""
    with tempfile.TemporaryDirectory() as folder:
        connection = sqlite3.connect(Path(folder) / "floor.sqlite3", isolation_level=None)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("CREATE TABLE r (id TEXT PRIMARY KEY, body TEXT) WITHOUT ROWID")
        count, begun = 0, time.perf_counter()
        while (spent := time.perf_counter() - begun) < seconds:
            connection.execute("INSERT INTO r VALUES (?, ?)", (f"{count:032x}", body))
            count += 1
        connection.close()
    return count / spent
