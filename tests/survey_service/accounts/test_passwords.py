"""Passwords: which are refused, how they are hashed, and how many at a time."""

from __future__ import annotations

import threading
import time
from typing import NoReturn

import pytest
from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

from survey_service.accounts import passwords
from survey_service.accounts.passwords import Passwords, weakness
from survey_service.errors import StoreBusy

GOOD = [
    "山路茶园清晨",
    "correct horse battery",
    "Tr0ub4dor&3x!",
    "老王家门口第三棵树",
    "  spaces count  ",
    "日本語のことば",
    "password for the tea garden",
]
COMMON = [
    "1234567890",
    "13805710000",
    "password123",
    "Passw0rd2026!",
    "qwertyuiop",
    "woaini1314520",
    "aaaaaaaaaaaa",
    "ababababab",
    "admin@2026",
    "红十字会2026",
    "liferelay123",
    "ｐａｓｓｗｏｒｄ１２３",
    "啊啊啊啊啊啊",
]


@pytest.mark.parametrize("password", GOOD)
def test_a_password_that_nobody_guesses_is_taken(password: str) -> None:
    assert weakness(password, "lin.yi", "林一") is None


@pytest.mark.parametrize("password", COMMON)
def test_a_password_that_everybody_has_is_refused(password: str) -> None:
    found = weakness(password, "lin.yi", "林一")

    assert found
    assert found[0] == passwords.TOO_COMMON


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("短短短短", passwords.TOO_SHORT),
        ("short one", passwords.TOO_SHORT),
        ("", passwords.TOO_SHORT),
        ("x" * 129, passwords.TOO_LONG),
        ("LIN.YI from the tea garden", passwords.NAMES_YOU),
        ("林一家的茶园在山里", passwords.NAMES_YOU),
    ],
)
def test_it_is_said_what_has_to_be_mended(password: str, why: str) -> None:
    found = weakness(password, "lin.yi", "林一")

    assert found
    assert found[0] == why


def test_a_name_of_one_character_is_not_looked_for() -> None:
    assert weakness("山路茶园清晨", "lin.yi", "山") is None


def test_a_hash_is_argon2id_and_costs_what_it_should() -> None:
    kept = Passwords().hash("山路茶园清晨")

    assert kept.startswith("$argon2id$v=19$m=32768,t=3,p=1$")


class Slow(PasswordHasher):
    """A hasher that takes its time, and counts how many run at once."""

    running = most = 0

    def verify(self, hash: str | bytes, password: str | bytes) -> NoReturn:  # noqa: A002 - theirs
        del hash, password
        type(self).running += 1
        type(self).most = max(self.most, self.running)
        time.sleep(0.02)
        type(self).running -= 1
        raise VerifyMismatchError


def test_no_more_than_two_are_hashed_at_once() -> None:
    kept = Passwords(Slow(time_cost=1, memory_cost=8, parallelism=1))
    people = [threading.Thread(target=kept.matches, args=("x", "y")) for _ in range(12)]

    for person in people:
        person.start()
    for person in people:
        person.join()

    assert Slow.most == 2


def test_whoever_waits_too_long_is_asked_to_try_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "PATIENCE", 0.01)
    kept = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1), at_once=1)

    with kept._turn(), pytest.raises(StoreBusy):
        kept.hash("山路茶园清晨")
