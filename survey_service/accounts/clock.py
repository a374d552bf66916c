"""The one clock of the desk, so that a test can turn it."""

from __future__ import annotations

import time

MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR


def now() -> int:
    """Seconds since 1970."""
    return int(time.time())
