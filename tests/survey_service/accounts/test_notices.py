"""What people are told: in the inbox always, by letter where mail is set up, lost never."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from survey_service import mail
from survey_service.accounts import notices, store
from survey_service.accounts.model import Account
from survey_service.accounts.notices import SENTENCES, Notices
from survey_service.accounts.room import Room
from survey_service.accounts.visit import ROOM
from tests.survey_service.accounts.colleague import Colleague, actions_of
from tests.survey_service.resident import path_of


@pytest.fixture
def tell(desk: Room, ask: Callable[..., Any]) -> Callable[..., None]:
    """Tell somebody something."""

    def told(
        person: Colleague, key: str = "restored", link: str = "/desk/account/", actor: str = "林一"
    ) -> None:
        account = ask(store.find, person.id).account
        act = partial(desk.notices.tell, told=[account], key=key, link=link, actor=actor)
        desk.database.write(act)

    return told


def test_the_inbox_counts_what_was_not_read_and_shows_it_first(
    make_signed_in: Callable[..., Colleague], tell: Callable[..., None]
) -> None:
    person = make_signed_in()
    tell(person, actor="先来的")
    tell(person, actor="后来的")

    page = person.opens()

    assert "2条没看过" in page.text
    assert page.text.index("后来的") < page.text.index("先来的")


def test_opening_a_notice_marks_it_and_leads_to_what_it_tells_of(
    make_signed_in: Callable[..., Colleague], tell: Callable[..., None]
) -> None:
    person = make_signed_in()
    tell(person)
    page = person.opens()
    (action,) = [a for a in actions_of(page) if a.startswith("/desk/notices/") and "all" not in a]

    led = person.presses(page, action)

    assert path_of(led) == "/desk/account/"
    assert "都看过了" in person.opens().text


def test_in_english_it_leads_to_the_english_page(
    make_signed_in: Callable[..., Colleague], tell: Callable[..., None]
) -> None:
    person = make_signed_in()
    tell(person)
    page = person.opens("/en/desk/")
    assert "restored your account" in page.text
    (action,) = [a for a in actions_of(page) if "/notices/" in a and "all" not in a]

    assert path_of(person.presses(page, action)) == "/en/desk/account/"


def test_all_are_marked_at_once(
    make_signed_in: Callable[..., Colleague], tell: Callable[..., None], ask: Callable[..., Any]
) -> None:
    person, other = make_signed_in(), make_signed_in()
    for who in (person, person, other):
        tell(who)

    person.presses(person.opens(), "/desk/notices/all")

    assert ask(notices.unread, person.id) == 0
    assert ask(notices.unread, other.id) == 1


def test_nobody_opens_somebody_elses_notice(
    make_signed_in: Callable[..., Colleague], tell: Callable[..., None], ask: Callable[..., Any]
) -> None:
    person, other = make_signed_in(), make_signed_in()
    tell(other)
    (foreign,) = ask(notices.inbox, other.id)
    token = dict(person.opens().fields())["csrf_token"]

    page = person.posts(f"/desk/notices/{foreign.id}", {"csrf_token": token})

    assert page.status == 404
    assert ask(notices.unread, other.id) == 1


@pytest.mark.parametrize("key", SENTENCES)
def test_every_sentence_can_be_said_in_both_languages(app: Flask, key: str) -> None:
    pages = app.extensions[ROOM].pages
    values = dict.fromkeys(("actor", "name", "role", "branch", "device", "left"), "x")

    said = {pages.word(language, SENTENCES[key], **values) for language in ("zh", "en")}

    assert len(said) == 2
    assert not [sentence for sentence in said if "%(" in sentence]


def test_an_unknown_sentence_is_refused_before_anything_is_kept(
    make_colleague: Callable[..., Colleague], tell: Callable[..., None], ask: Callable[..., Any]
) -> None:
    person = make_colleague()

    with pytest.raises(KeyError):
        tell(person, key="nothing_known")

    assert ask(notices.inbox, person.id) == ()


def _letters(connection: sa.Connection) -> list[tuple[str, str, str]]:
    columns = (mail.letter.c.recipient, mail.letter.c.subject, mail.letter.c.body)
    return [tuple(row) for row in connection.execute(sa.select(*columns))]


def _tells_by_mail(desk: Room, account: Account, **facts: str) -> None:
    by_mail = Notices(desk.pages, "https://relay.example.org/", by_mail=True)
    act = partial(by_mail.tell, told=[account], key="role_changed", link="/desk/account/")
    desk.database.write(partial(act, **facts))


@pytest.mark.parametrize(
    ("language", "said", "link"),
    [
        ("zh", "林一把您改为余杭区的编辑。", "https://relay.example.org/desk/account/"),
        ("en", "林一 made you Editor for Yuhang.", "https://relay.example.org/en/desk/account/"),
    ],
)
def test_a_letter_says_the_same_in_the_persons_language(
    make_person: Callable[..., Account],
    desk: Room,
    ask: Callable[..., Any],
    language: str,
    said: str,
    link: str,
) -> None:
    address = f"{language}@example.org"
    account = make_person(email=address, language=language)

    _tells_by_mail(desk, account, actor="林一", role="editor", branch="330110")

    (letter,) = [kept for kept in ask(_letters) if kept[0] == address]
    assert said in letter[2]
    assert link in letter[2]


def test_whoever_gave_no_address_gets_no_letter_and_still_a_notice(
    make_person: Callable[..., Account], desk: Room, ask: Callable[..., Any]
) -> None:
    account, before = make_person(), ask(_letters)

    _tells_by_mail(desk, account, actor="林一", role="editor", branch="330110")

    assert ask(_letters) == before
    assert ask(notices.unread, account.id) == 1


def test_where_no_mail_is_set_up_nothing_is_queued(
    make_person: Callable[..., Account], desk: Room, ask: Callable[..., Any]
) -> None:
    account = make_person(email="nobody@example.org")
    act = partial(desk.notices.tell, told=[account], key="restored", link="/desk/", actor="林一")

    desk.database.write(act)

    assert "nobody@example.org" not in repr(ask(_letters))


def test_an_act_that_fails_leaves_neither_notice_nor_letter(
    make_person: Callable[..., Account], desk: Room, ask: Callable[..., Any]
) -> None:
    account = make_person(email="rolled.back@example.org")
    by_mail = Notices(desk.pages, "", by_mail=True)

    def act(connection: sa.Connection) -> None:
        by_mail.tell(connection, [account], "restored", "/desk/", actor="林一")
        raise LookupError

    with pytest.raises(LookupError):
        desk.database.write(act)

    assert ask(notices.inbox, account.id) == ()
    assert "rolled.back@example.org" not in repr(ask(_letters))


def test_a_person_says_where_letters_go(
    make_signed_in: Callable[..., Colleague], ask: Callable[..., Any]
) -> None:
    person = make_signed_in()
    page, path = person.opens("/desk/account/"), "/desk/account/contact"

    wrong = person.presses(page, path, email="没有这样的邮箱")
    assert wrong.status == 400
    assert "name@example.org 的样子" in wrong.text
    person.presses(wrong, path, email="wu@example.org", language="en")

    kept = ask(store.find, person.id)
    assert (kept.email, kept.account.language) == ("wu@example.org", "en")
    person.presses(person.opens("/desk/account/"), path, email="")
    assert ask(store.find, person.id).email is None


@pytest.mark.parametrize(
    "address", ["a@b", "a b@example.org", "a@example.org,b@example.org", "a@exa<mple.org", "@x.org"]
)
def test_an_address_that_cannot_be_one_is_refused(
    make_signed_in: Callable[..., Colleague], address: str
) -> None:
    person = make_signed_in()
    page = person.opens("/desk/account/")

    refused = person.presses(page, "/desk/account/contact", email=address)

    assert refused.status == 400


def test_the_room_queues_letters_only_with_a_mail_server(make_app: Callable[..., Flask]) -> None:
    assert make_app().extensions[ROOM].notices._by_mail is False
    with_mail = make_app(smtp_url="smtp://127.0.0.1:9", mail_from="desk@example.org")

    assert with_mail.extensions[ROOM].notices._by_mail is True
    with_mail.extensions[mail.POSTMAN].stop()
