"""Passwords: hashed slowly, at the same cost for everybody, and refused when easily guessed."""

from __future__ import annotations

import re
import secrets
import threading
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from survey_service.errors import StoreBusy
from survey_service.pages import N_

SHORTEST, LONGEST = 10, 128  # characters; a Hanzi, one of thousands, counts as two
FEWEST_DIFFERENT = 5  # characters
LEAST_OF_ONES_OWN = 4  # characters that stay when what everybody types is taken away
AT_ONCE = 2  # hashes of one process at a time: each takes 32 MiB and a core
PATIENCE = 5.0  # seconds in the queue

# Stems of the passwords that are guessed first, here and elsewhere.
STEMS = re.compile(
    r"p[a@]ss?w?[o0]r?d|mima|qwerty(?:uiop)?|asdf(?:ghjkl?)?|zxcv(?:bnm)?|1q2w3e4r|1qaz|2wsx"
    r"|admin(?:istrator)?|root|user|test|guest|login|welcome|letmein|woaini|iloveyou|5201314|1314"
    r"|520|abc|a1b2c3|zhejiang|hongshizi|redcross|shengming|jieli|life-?relay|生命接力|红十字会?"
)
DIGIT_RUN = re.compile(r"\d{3,}")

TOO_SHORT = N_("密码请至少写%(least)s个字符，一个汉字算两个。几个不相干的词连起来，又长又好记。")
TOO_LONG = N_("密码请不要超过%(most)s个字符。")
TOO_COMMON = N_("这个密码太容易被猜到，请换一个。几个不相干的词连起来，又长又好记。")
NAMES_YOU = N_("密码里请不要有登录名或姓名，请换一个。")


class Passwords:
    """Hashes and compares, a few at a time."""

    def __init__(self, hasher: PasswordHasher | None = None, at_once: int = AT_ONCE) -> None:
        """`hasher` is argon2id; tests take a quicker one."""
        self._hasher = hasher or PasswordHasher(time_cost=3, memory_cost=32 * 1024, parallelism=1)
        self._gate = threading.BoundedSemaphore(at_once)
        self._nobodys = self._hasher.hash(secrets.token_hex(16))

    def hash(self, password: str) -> str:
        """What is kept of a password."""
        with self._turn():
            return self._hasher.hash(normal(password))

    def matches(self, kept: str | None, password: str) -> bool:
        """Whether the password is the kept one; for nobody's, the same work, and no."""
        with self._turn():
            try:
                self._hasher.verify(kept or self._nobodys, normal(password)[:LONGEST])
            except (VerificationError, InvalidHashError):
                return False
        return kept is not None

    def is_dated(self, kept: str) -> bool:
        """Whether it was hashed more weakly than is done now."""
        return self._hasher.check_needs_rehash(kept)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if not self._gate.acquire(timeout=PATIENCE):
            raise StoreBusy
        try:
            yield
        finally:
            self._gate.release()


def normal(password: str) -> str:
    """The password as it is compared: an input method may send ａ for a."""
    return unicodedata.normalize("NFKC", password)


def weakness(password: str, *names: str) -> tuple[str, dict[str, int]] | None:
    """Why the password should not be taken, as a sentence and its values; None for a good one."""
    typed = normal(password).casefold()
    if _size(typed) < SHORTEST:
        return TOO_SHORT, {"least": SHORTEST}
    if len(typed) > LONGEST:
        return TOO_LONG, {"most": LONGEST}
    if any(len(name) > 1 and normal(name).casefold() in typed for name in names):
        return NAMES_YOU, {}
    own = DIGIT_RUN.sub("", STEMS.sub("", typed))
    if _size("".join(set(typed))) < FEWEST_DIFFERENT or (
        own != typed and len(own) < LEAST_OF_ONES_OWN
    ):
        return TOO_COMMON, {}
    return None


def _size(typed: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in typed)
