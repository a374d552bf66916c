"""The audit log: appended only, exact in what it holds, and telling when somebody tampered."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from survey_service.accounts import audit, branches, store
from survey_service.accounts.audit import record, verify
from survey_service.accounts.audit_events import EVENTS
from survey_service.accounts.model import Account, Role
from survey_service.accounts.tables import audit as log
from survey_service.accounts.telling import teller
from survey_service.accounts.visit import ROOM
from survey_service.config import ROOT
from survey_service.db import Database
from survey_service.health import DATABASE
from tests.survey_service.accounts.colleague import Colleague
from tests.survey_service.accounts.conftest import CITY, COUNTY, OTHER_CITY

COLUMNS = ("at", "actor", "event", "subject", "facts", "previous", "hash")


@pytest.fixture
def own_store(make_app: Callable[..., Flask]) -> Database:
    """A store whose log nobody else writes to, with twelve entries of one person."""
    database: Database = make_app().extensions[DATABASE]
    person = database.write(_somebody)
    for n in range(12):
        database.write(partial(record, actor=person, event="session.ended", subject="x", count=n))
    return database


def _somebody(connection: Connection) -> Account:
    home = branches.top(connection)
    return store.add(connection, Account("", "林一", "lin", Role.EDITOR, home, "zh"), "x")


def _unlock(connection: Connection) -> None:
    """What somebody does first who may do anything to the store."""
    if connection.dialect.name == "postgresql":
        connection.execute(sa.text("DROP TRIGGER audit_unchanged ON audit"))
    else:
        connection.execute(sa.text("DROP TRIGGER audit_no_update"))
        connection.execute(sa.text("DROP TRIGGER audit_no_delete"))


def _broken(database: Database) -> int | None:
    with database.reading() as connection:
        found = verify(connection)
    return found.number if found else None


def test_an_untouched_log_is_whole(own_store: Database) -> None:
    assert _broken(own_store) is None
    with own_store.reading() as connection:
        number, last = audit.head(connection)
    assert number == 12
    assert len(last) == 64


@pytest.mark.parametrize("verb", ["UPDATE audit SET at = 0", "DELETE FROM audit WHERE number = 3"])
def test_the_store_itself_refuses_to_change_the_log(own_store: Database, verb: str) -> None:
    with pytest.raises(DBAPIError, match="append-only"):
        own_store.write(lambda connection: connection.execute(sa.text(verb)).close())

    assert _broken(own_store) is None


@pytest.mark.parametrize("column", COLUMNS)
def test_one_changed_byte_in_any_column_is_found(own_store: Database, column: str) -> None:
    def flip(connection: Connection) -> None:
        _unlock(connection)
        row = connection.execute(log.select().where(log.c.number == 5)).one()
        value = getattr(row, column)
        changed: int | str | None = value + 1 if isinstance(value, int) else _flipped(value)
        if column == "actor":
            changed = None  # the store itself keeps any other id out
        connection.execute(log.update().where(log.c.number == 5).values({column: changed}))

    own_store.write(flip)

    assert _broken(own_store) == 5


@pytest.mark.parametrize("place", range(0, 24, 3))
def test_any_flipped_byte_of_the_facts_is_found(own_store: Database, place: int) -> None:
    def flip(connection: Connection) -> None:
        _unlock(connection)
        facts = connection.execute(sa.select(log.c.facts).where(log.c.number == 7)).scalar_one()
        at = place % len(facts)
        changed = facts[:at] + chr(ord(facts[at]) ^ 1) + facts[at + 1 :]
        connection.execute(log.update().where(log.c.number == 7).values(facts=changed))

    own_store.write(flip)

    assert _broken(own_store) == 7


def test_a_byte_flipped_in_the_file_is_found(
    make_app: Callable[..., Flask], backend: str, tmp_path: Path
) -> None:
    if backend != "sqlite":
        return  # PostgreSQL's pages are its own
    database: Database = make_app().extensions[DATABASE]
    person = database.write(_somebody)
    declared = partial(record, actor=person, event="branch.removed", subject="branch:1")
    for name in ("第一个", "第二个被改的", "第三个"):
        database.write(partial(declared, name=name))
    database.forget()
    file = tmp_path / "store.sqlite3"
    content = file.read_bytes()
    word = "被改的".encode()
    assert content.count(word) >= 1

    file.write_bytes(content.replace(word, word[:-1] + bytes([word[-1] ^ 1])))

    assert _broken(database) == 2


def test_an_entry_that_was_cut_out_is_missed(own_store: Database) -> None:
    def cut(connection: Connection) -> None:
        _unlock(connection)
        connection.execute(log.delete().where(log.c.number == 4))

    own_store.write(cut)

    assert _broken(own_store) == 4


def test_closing_the_gap_does_not_hide_it(own_store: Database) -> None:
    def cut(connection: Connection) -> None:
        _unlock(connection)
        connection.execute(log.delete().where(log.c.number == 4))
        for number in range(5, 13):
            moved = log.update().where(log.c.number == number).values(number=number - 1)
            connection.execute(moved)

    own_store.write(cut)

    assert _broken(own_store) == 4


def test_an_entry_rewritten_with_a_hash_that_fits_does_not_fit_the_next(
    own_store: Database,
) -> None:
    def rewrite(connection: Connection) -> None:
        _unlock(connection)
        row = connection.execute(log.select().where(log.c.number == 5)).one()
        values = (*(getattr(row, name) for name in audit.COLUMNS[:-2]), "{}", row.previous)
        forged = {"facts": "{}", "hash": audit._hash(values)}
        connection.execute(log.update().where(log.c.number == 5).values(forged))

    own_store.write(rewrite)

    assert _broken(own_store) == 6


def test_people_who_act_at_once_leave_one_chain(own_store: Database) -> None:
    def act() -> None:
        for _ in range(10):
            own_store.write(
                partial(record, actor=None, event="invitation.withdrawn", subject="link:x")
            )

    people = [threading.Thread(target=act) for _ in range(6)]
    for person in people:
        person.start()
    for person in people:
        person.join()

    assert _broken(own_store) is None
    with own_store.reading() as connection:
        assert audit.head(connection)[0] == 72


def test_what_is_rolled_back_leaves_no_entry(own_store: Database) -> None:
    def fail(connection: Connection) -> None:
        record(connection, None, "invitation.withdrawn", "link:x")
        raise LookupError

    with pytest.raises(LookupError):
        own_store.write(fail)

    with own_store.reading() as connection:
        assert audit.head(connection)[0] == 12


@pytest.mark.parametrize(
    ("event", "facts"),
    [
        ("session.ended", {}),
        ("session.ended", {"count": 1, "why": "x"}),
        ("session.left", {"count": 1}),
        ("nothing.known", {}),
    ],
)
def test_an_entry_holds_exactly_the_facts_its_event_declares(
    own_store: Database, event: str, facts: dict[str, Any]
) -> None:
    with pytest.raises(ValueError, match=event):
        own_store.write(partial(record, actor=None, event=event, subject="x", **facts))


@pytest.mark.parametrize("name", EVENTS)
def test_every_event_can_be_told_in_both_languages(app: Flask, name: str) -> None:
    desk = app.extensions[ROOM]
    facts: dict[str, audit.Fact] = dict.fromkeys(EVENTS[name].facts, "x")
    entry = audit.Entry(1, 0, None, name, "account:nobody", facts)

    said = set()
    for language in ("zh", "en"):
        with desk.database.reading() as connection:
            told = teller(connection, partial(desk.pages.word, language), language)
        said.add(told.entry(entry))

    assert len(said) == 2
    assert not [sentence for sentence in said if "%(" in sentence]


def test_every_event_is_recorded_somewhere_and_nothing_else_is() -> None:
    code = "\n".join(
        path.read_text()
        for path in (ROOT / "survey_service" / "accounts").glob("*.py")
        if path.name != "audit_events.py"
    )

    assert not [name for name in EVENTS if f'"{name}"' not in code and _is_ours(name)]


def test_a_person_reads_what_they_did_and_what_was_done_to_them_and_no_more(
    make_signed_in: Callable[..., Colleague], ask: Callable[..., Any]
) -> None:
    person, other = make_signed_in(name="吴三"), make_signed_in(name="周二")

    page = person.opens("/desk/account/log")

    assert "吴三登录了：密码。" in page.text
    assert "周二" not in page.text
    entries = ask(audit.read, ask(store.find, other.id).account)
    assert {entry.actor for entry in entries} == {other.id}


def test_an_administrator_reads_the_log_of_the_branches_below_and_no_other(
    make_signed_in: Callable[..., Colleague],
) -> None:
    chief = make_signed_in(Role.ADMINISTRATOR, CITY, name="市里的人")
    make_signed_in(branch=COUNTY, name="下级的人")
    make_signed_in(branch=OTHER_CITY, name="别处的人")

    page = chief.opens("/desk/audit")

    assert "下级的人登录了" in page.text
    assert "市里的人登录了" in page.text
    assert "别处的人" not in page.text


def test_whoever_may_not_read_more_reads_their_own_log_there(
    make_signed_in: Callable[..., Colleague],
) -> None:
    editor = make_signed_in(Role.EDITOR, CITY, name="改稿的人")
    make_signed_in(branch=COUNTY, name="写稿的人")

    page = editor.opens("/desk/audit")

    assert "改稿的人登录了" in page.text
    assert "写稿的人" not in page.text


def test_the_log_holds_no_password_no_code_and_no_address_of_a_network(
    make_signed_in: Callable[..., Colleague], ask: Callable[..., Any]
) -> None:
    person = make_signed_in(Role.EDITOR)

    kept = repr(ask(lambda connection: connection.execute(log.select()).all()))

    for secret in (person.password, person.key, person.address, person.cookie()):
        assert secret not in kept


def _flipped(text: str) -> str:
    return text[:-1] + chr(ord(text[-1]) ^ 1)


def _is_ours(event: str) -> bool:
    return event.split(".", maxsplit=1)[0] != "piece"
