"""Letters over a real SMTP server: sent once, kept while it is away, parked when none can tell."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from functools import partial

import pytest
import sqlalchemy as sa
from flask import Flask

from survey_service import mail
from survey_service.db import Database
from survey_service.health import DATABASE
from survey_service.mail import MailServer, Postman, State, letter
from tests.survey_service.accounts.letterbox import Letterbox, free_port, queue

SENDER = "编辑台 <desk@example.org>"


def _states(database: Database) -> dict[str, int]:
    with database.reading() as connection:
        return mail.counted(connection)


def _due_now(database: Database) -> None:
    """Let the wait before the next try pass."""
    database.write(lambda connection: connection.execute(letter.update().values(due_at=0)).close())


def test_a_letter_arrives_as_it_was_written(
    empty_store: Database, letterbox: tuple[Letterbox, MailServer]
) -> None:
    box, server = letterbox
    queue(empty_store)

    assert Postman(empty_store, server).walk() == 1

    (arrived,) = box.taken
    assert arrived["Subject"] == "有一条消息"
    assert arrived["To"] == "wu@example.org"
    assert arrived["From"] == "desk@example.org"
    assert arrived["Auto-Submitted"] == "auto-generated"
    assert arrived.get_content().strip() == "吴三接受了邀请。"
    assert _states(empty_store) == {"sent": 1}


def test_a_second_round_sends_nothing_again(
    empty_store: Database, letterbox: tuple[Letterbox, MailServer]
) -> None:
    box, server = letterbox
    for n in range(5):
        queue(empty_store, f"{n}@example.org")
    postman = Postman(empty_store, server)

    assert (postman.walk(), postman.walk()) == (5, 0)
    assert len(box.taken) == 5


def test_what_was_sent_is_not_kept_in_words(
    empty_store: Database, letterbox: tuple[Letterbox, MailServer]
) -> None:
    queue(empty_store)
    Postman(empty_store, letterbox[1]).walk()

    with empty_store.reading() as connection:
        assert connection.execute(sa.select(letter.c.body)).scalar_one() == ""


def test_two_postmen_at_once_send_each_letter_once(
    empty_store: Database, letterbox: tuple[Letterbox, MailServer]
) -> None:
    box, server = letterbox
    for n in range(20):
        queue(empty_store, f"{n}@example.org")
    walks = [threading.Thread(target=Postman(empty_store, server).walk) for _ in range(3)]

    for walk in walks:
        walk.start()
    for walk in walks:
        walk.join()

    assert sorted(m["To"] for m in box.taken) == sorted(f"{n}@example.org" for n in range(20))


def test_while_the_server_is_away_letters_wait_longer_each_time_and_are_parked_at_last(
    empty_store: Database,
) -> None:
    queue(empty_store)
    nowhere = Postman(empty_store, MailServer(f"smtp://127.0.0.1:{free_port()}", "a@example.org"))
    waits = []

    for _ in range(len(mail.WAITS)):
        assert nowhere.walk() == 0
        with empty_store.reading() as connection:
            row = connection.execute(letter.select()).one()
        assert row.state == State.QUEUED
        waits.append(row.due_at - time.time())
        _due_now(empty_store)
    nowhere.walk()

    assert [round(wait / 60) for wait in waits] == [round(wait / 60) for wait in mail.WAITS]
    assert _states(empty_store) == {"parked": 1}
    with empty_store.reading() as connection:
        assert "Refused" in connection.execute(sa.select(letter.c.problem)).scalar_one()


def test_when_it_is_back_what_waited_arrives(
    empty_store: Database, letterbox: tuple[Letterbox, MailServer]
) -> None:
    box, server = letterbox
    queue(empty_store)
    box.answer = "451 try again later"
    postman = Postman(empty_store, server)
    assert postman.walk() == 0

    box.answer = "250 taken"
    assert postman.walk() == 0  # not yet
    _due_now(empty_store)

    assert postman.walk() == 1
    assert len(box.taken) == 1


def test_what_was_being_sent_when_the_worker_died_is_parked_and_not_sent_twice(
    empty_store: Database, letterbox: tuple[Letterbox, MailServer]
) -> None:
    box, server = letterbox
    queue(empty_store)
    empty_store.write(mail._take)  # and here the process ends

    _due_now(empty_store)
    Postman(empty_store, server).walk()

    assert box.taken == []
    assert _states(empty_store) == {"parked": 1}


def test_every_try_carries_the_same_message_id(empty_store: Database) -> None:
    which = queue(empty_store)
    written = mail.Letter(which, "a@example.org", "x", "y", 1)

    ids = {mail.message_of(written, sender)["Message-ID"] for sender in ("d@example.org",) * 2}

    assert ids == {f"<{which}@example.org>"}


@pytest.mark.parametrize(
    ("to", "subject"),
    [
        ("a@example.org\nBcc: b@example.org", "x"),
        ("a@example.org", "x\r\nBcc: b@example.org"),
    ],
)
def test_nobody_writes_a_second_header_and_the_queue_goes_on(
    empty_store: Database, letterbox: tuple[Letterbox, MailServer], to: str, subject: str
) -> None:
    box, server = letterbox
    queue(empty_store, to, subject)
    queue(empty_store, "next@example.org")

    Postman(empty_store, server).walk()

    assert [m["To"] for m in box.taken] == ["next@example.org"]
    assert _states(empty_store) == {"parked": 1, "sent": 1}


def test_a_long_link_is_not_broken_in_the_raw_letter(
    empty_store: Database, letterbox: tuple[Letterbox, MailServer]
) -> None:
    box, server = letterbox
    link = f"https://relay.example.org/desk/{'x' * 200}"
    empty_store.write(partial(mail.queue, recipient="a@example.org", subject="x", body=f"{link}\n"))

    Postman(empty_store, server).walk()

    assert box.taken[0].get_content().strip() == link


def test_the_worker_sends_by_itself_while_the_service_runs(
    make_app: Callable[..., Flask],
    letterbox: tuple[Letterbox, MailServer],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    box, server = letterbox
    monkeypatch.setattr(mail, "EVERY", 0.05)
    app = make_app(smtp_url=server.url, mail_from=SENDER)
    queue(app.extensions[DATABASE])

    deadline = time.monotonic() + 10
    while not box.taken and time.monotonic() < deadline:
        time.sleep(0.05)

    assert box.taken[0]["From"] == SENDER
    app.extensions[mail.POSTMAN].stop()


def test_an_act_waits_for_no_mail_server(empty_store: Database) -> None:
    began = time.monotonic()

    queue(empty_store)

    assert time.monotonic() - began < 2
    assert _states(empty_store) == {"queued": 1}
