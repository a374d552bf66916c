"""How fast secrets may be guessed: tries are delayed, and nobody can lock anybody else out.

Every try is counted before the secret is looked at, so that any number of tries at once reaches
no further. A device from which the person has signed in before has a count of its own, which
no stranger can use up; and whoever opens a link from a superior has such a device at once.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql, sqlite

from survey_service.accounts import clock
from survey_service.accounts.sealing import Seal, token_hash
from survey_service.accounts.tables import attempt, known_device
from survey_service.errors import Refusal
from survey_service.pages import N_

KEPT = 180 * clock.DAY  # how long a device is known after the last visit


@dataclass(frozen=True)
class Limit:
    """So many tries in so many seconds."""

    tries: int
    seconds: int


ONE_PLACE = Limit(5, clock.MINUTE)  # one login from one network, or from a known device
ONE_LOGIN = Limit(30, clock.MINUTE)  # one login from all unknown devices together
ONE_NETWORK = Limit(60, clock.MINUTE)  # any login from one network: an office stands behind one
CODES_OF_STRANGERS = Limit(5, 5 * clock.MINUTE)  # who knows the password may guess slower still


class TooSoon(Refusal):
    """Not now. Nothing is locked: after the wait the right password is taken."""

    status = 429
    title = N_("请等一会儿再试")
    sentence = N_("刚才试得太多。账号没有锁，等一会儿用对的密码就能进。")

    def __init__(self, seconds: int) -> None:
        """`seconds` is how long to wait."""
        super().__init__(seconds)
        self.retry_after = seconds


@dataclass(frozen=True)
class Visitor:
    """From where somebody tries: the network, and the token of the device where there is one."""

    source: str
    device: str


Tries = Mapping[str, Limit]


def for_password(seal: Seal, login: str, visitor: Visitor, *, known: bool) -> Tries:
    """Under what a try at a password is counted. Nothing here names a person or an address."""
    if known:
        return {seal.mark("try", f"device {login} {visitor.device}"): ONE_PLACE}
    return {
        seal.mark("try", f"place {login} {visitor.source}"): ONE_PLACE,
        seal.mark("try", f"login {login}"): ONE_LOGIN,
        seal.mark("try", f"network {visitor.source}"): ONE_NETWORK,
    }


def for_code(seal: Seal, account_id: str, visitor: Visitor, *, known: bool) -> Tries:
    """Under what a try at a second factor is counted."""
    if known:
        return {seal.mark("try", f"code {account_id} {visitor.device}"): ONE_PLACE}
    return {seal.mark("try", f"code {account_id}"): CODES_OF_STRANGERS}


def for_own_password(seal: Seal, account_id: str) -> Tries:
    """Under what a try at one's own password is counted, by whoever holds the session."""
    return {seal.mark("try", f"own {account_id}"): ONE_PLACE}


def claim(connection: Connection, tries: Tries) -> int:
    """Count one try; gives 0, or how many seconds to wait, and then counts nothing."""
    now, times = clock.now(), {}
    for key, limit in sorted(tries.items()):
        times[key] = [t for t in _times(connection, key) if t > now - limit.seconds]
    waits = [
        times[key][-limit.tries] + limit.seconds - now
        for key, limit in tries.items()
        if len(times[key]) >= limit.tries
    ]
    if waits:
        return max(1, *waits)
    for key, before in times.items():
        values = {"times": json.dumps([*before, now]), "latest": now}
        connection.execute(sa.update(attempt).where(attempt.c.key == key).values(values))
    return 0


def forget(connection: Connection, tries: Tries) -> None:
    """The secret was right: no try from this place counts any more, of the others not this one."""
    for key, limit in sorted(tries.items()):
        kept = [] if limit is ONE_PLACE else _times(connection, key)[:-1]
        changed = sa.update(attempt).where(attempt.c.key == key)
        connection.execute(changed.values(times=json.dumps(kept)))
    old = attempt.c.latest < clock.now() - clock.DAY
    connection.execute(sa.delete(attempt).where(old))


def knows(connection: Connection, account_id: str, device: str) -> bool:
    """Whether the person has signed in from this device before."""
    mine = known_device.c.account == account_id
    same = known_device.c.token_hash == token_hash(device)
    lately = known_device.c.seen_at > clock.now() - KEPT
    asked = sa.select(known_device.c.account).where(mine, same, lately)
    return connection.execute(asked).first() is not None


def remember(connection: Connection, account_id: str, device: str) -> None:
    """The person has signed in from this device."""
    now = clock.now()
    row = {"token_hash": token_hash(device), "account": account_id, "seen_at": now}
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    kept = dialect.insert(known_device).on_conflict_do_update(
        index_elements=["token_hash", "account"], set_={"seen_at": now}
    )
    connection.execute(kept, row)


def forget_devices(connection: Connection, account_id: str, but: str = "") -> None:
    """No device of this person is known any more, but perhaps the one in their hand."""
    mine = known_device.c.account == account_id
    others = known_device.c.token_hash != token_hash(but)
    connection.execute(sa.delete(known_device).where(mine, others))


def _times(connection: Connection, key: str) -> list[int]:
    """The tries under a key. The row is made and held, so that tries at once come one by one."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    empty = {"key": key, "times": "[]", "latest": clock.now()}
    connection.execute(dialect.insert(attempt).on_conflict_do_nothing(), empty)
    held = sa.select(attempt.c.times).where(attempt.c.key == key).with_for_update()
    times: list[int] = json.loads(connection.execute(held).scalar_one())
    return times
