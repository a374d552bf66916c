"""How much comes from one address: counted in memory, under a key that nobody can turn back."""

from __future__ import annotations

import hmac
import secrets
import threading
import time
from collections import Counter
from collections.abc import Callable

from survey_service.errors import TooManyPosts

HOUR = 3600
DAY = 24 * HOUR


class Pace:
    """Counts posts for each address and hour.

    Addresses are kept as HMAC under a random key that is thrown away every day, so that neither
    the memory of the service nor a dump of it says who answered.
    """

    def __init__(self, per_hour: int, clock: Callable[[], float] = time.time) -> None:
        """Allow `per_hour` posts from one address; 0 allows any number."""
        self._per_hour = per_hour
        self._clock = clock
        self._lock = threading.Lock()
        self._day = self._hour = -1
        self._key = b""
        self._seen: Counter[bytes] = Counter()

    def count(self, address: str) -> None:
        """Count one post. Raises TooManyPosts when the address has had its share of this hour."""
        if not self._per_hour:
            return
        with self._lock:
            self._turn()
            who = hmac.digest(self._key, address.encode(), "sha256")[:16]
            self._seen[who] += 1
            if self._seen[who] > self._per_hour:
                raise TooManyPosts

    def _turn(self) -> None:
        """Begin a new hour with no counts, and a new day with a new key."""
        now = self._clock()
        if now // HOUR != self._hour:
            self._hour = int(now // HOUR)
            self._seen.clear()
        if now // DAY != self._day:
            self._day = int(now // DAY)
            self._key = secrets.token_bytes(32)
