"""The keeper of the service: the first administrator, a way back in, the log, the letters."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest
from flask import Flask
from sqlalchemy import Connection

from survey_service import cli, doctor, mail, trial
from survey_service.accounts import commands, store
from survey_service.accounts.commands import first_address
from survey_service.accounts.model import Role
from survey_service.accounts.tables import audit
from survey_service.config import Config
from survey_service.health import DATABASE
from tests.survey_service.accounts.colleague import PASSWORD, Colleague
from tests.survey_service.resident import path_of


@pytest.fixture
def run(
    config: Config, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str]]:
    """Run a command on the store of this test."""
    monkeypatch.setattr("survey_service.config.from_environment", lambda: config)

    def ran(*arguments: str) -> tuple[int, str]:
        code = cli.main(arguments)
        return code, capsys.readouterr().out

    return ran


def path_in(said: str) -> str:
    found = re.search(r"/desk/link/[\w-]{22}", said)
    assert found, said
    return found[0]


def test_the_first_administrator_is_invited_from_the_command_line(
    run: Callable[..., tuple[int, str]], make_app: Callable[..., Flask]
) -> None:
    code, said = run("admin", "invite", "--name", "林一")
    app = make_app()
    person = Colleague(app.test_client(), login="lin.yi")
    link = path_in(said)

    page = person.opens(link)
    assert code == 0
    assert "林一，您好。您受邀成为浙江省的管理员" in page.text
    page = person.presses(page, link, name="林一", login="lin.yi", password=PASSWORD)

    assert path_of(page) == "/desk/account/second-factor"
    with app.extensions[DATABASE].reading() as connection:
        kept = store.find_login(connection, "lin.yi")
    assert kept
    assert (kept.account.role, kept.account.branch.code) == (Role.ADMINISTRATOR, "330000")


def test_an_administrator_of_a_branch_can_be_invited_and_an_unknown_branch_is_named(
    run: Callable[..., tuple[int, str]], make_app: Callable[..., Flask]
) -> None:
    _, said = run("admin", "invite", "--branch", "330100")
    person = Colleague(make_app().test_client())

    assert "您受邀成为杭州市的管理员" in person.opens(path_in(said)).text
    code, said = run("admin", "invite", "--branch", "999999")
    assert (code, said.strip()) == (1, "没有代码为 999999 的单位")


def test_the_address_is_whole_where_the_public_one_is_known(
    config: Config, make_app: Callable[..., Flask]
) -> None:
    public = replace(config, address="https://relay.example.org")
    said = commands.invite(public, make_app().extensions[DATABASE], "", "")

    assert said.text.startswith("https://relay.example.org/desk/link/")


def test_while_there_is_nobody_each_start_gives_an_address_and_ends_the_one_before(
    make_app: Callable[..., Flask],
) -> None:
    app = make_app()
    database, person = app.extensions[DATABASE], Colleague(app.test_client())

    older, newer = first_address(database), first_address(database)

    assert person.opens(str(older)).status == 404
    assert person.opens(str(newer)).status == 200


def test_a_trial_says_how_to_become_the_first_administrator_and_then_no_more(
    config: Config,
    make_app: Callable[..., Flask],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("survey_service.config.from_environment", lambda: config)
    person = Colleague(make_app().test_client())

    trial._say_how_to_become_administrator("http://127.0.0.1:8000")
    said = capsys.readouterr().out
    link = path_in(said)
    person.presses(person.opens(link), link, name="林一", login="lin.yi", password=PASSWORD)
    trial._say_how_to_become_administrator("http://127.0.0.1:8000")

    assert f"http://127.0.0.1:8000{link}" in said
    assert capsys.readouterr().out == ""


def test_once_there_is_somebody_no_address_is_given(make_app: Callable[..., Flask]) -> None:
    app = make_app()
    link = str(first_address(app.extensions[DATABASE]))
    person = Colleague(app.test_client())
    person.presses(person.opens(link), link, name="林一", login="lin.yi", password=PASSWORD)

    assert first_address(app.extensions[DATABASE]) is None


def test_an_administrator_who_is_locked_out_comes_back_by_the_command_line(
    run: Callable[..., tuple[int, str]], make_app: Callable[..., Flask]
) -> None:
    app = make_app()
    link = str(first_address(app.extensions[DATABASE]))
    person = Colleague(app.test_client(), login="lin.yi")
    person.presses(person.opens(link), link, name="林一", login="lin.yi", password=PASSWORD)

    code, said = run("admin", "reset", "--login", "LIN.YI", "--second-factor")
    path = path_in(said)
    page = person.presses(person.opens(path), path, password="河埠 石阶 傍晚风")

    assert code == 0
    assert path_of(page) == "/desk/account/second-factor"
    assert run("admin", "reset", "--login", "nobody")[0] == 1


def test_the_log_is_verified_and_a_broken_one_ends_with_one(
    run: Callable[..., tuple[int, str]], make_app: Callable[..., Flask]
) -> None:
    database = make_app().extensions[DATABASE]
    for _ in range(3):
        run("admin", "invite")
    code, said = run("audit", "verify")
    assert code == 0
    assert "操作记录 3 条" in said
    assert re.search(r"[0-9a-f]{64}", said)

    def forge(connection: Connection) -> None:
        for statement in _unlocking(database.is_sqlite):
            connection.exec_driver_sql(statement)
        connection.execute(audit.update().where(audit.c.number == 2).values(at=1))

    database.write(forge)

    code, said = run("audit", "verify")
    assert code == 1
    assert "从第 2 条起不对" in said


def test_letters_are_not_sent_where_no_server_is_named(
    run: Callable[..., tuple[int, str]],
) -> None:
    assert run("mail", "send") == (1, "没有设 SMTP_URL，不发邮件\n")


def test_letters_that_were_parked_are_counted(
    config: Config, make_app: Callable[..., Flask]
) -> None:
    database = make_app().extensions[DATABASE]
    letter = partial(mail.queue, recipient="a@example.org", subject="x", body="y")
    which = database.write(letter)
    database.write(partial(mail._set, which=which, state=mail.State.PARKED))
    with_mail = replace(config, smtp_url="smtp://127.0.0.1:9", mail_from="a@example.org")

    said = commands.send_mail(with_mail, database)

    assert not said.well
    assert said.text == "发出 0 封，等着 0 封，搁下 1 封"


def _unlocking(is_sqlite: bool) -> tuple[str, ...]:  # noqa: FBT001 - it is what it is
    if is_sqlite:
        return ("DROP TRIGGER audit_no_update",)
    return ("DROP TRIGGER audit_unchanged ON audit",)


def test_the_doctor_asks_for_https_and_a_sender(config: Config) -> None:
    hosts = {"trusted_hosts": ("relay.example.org",), "proxies": 1}
    bare = replace(config, **hosts, smtp_url="smtp://127.0.0.1")  # type: ignore[arg-type]
    whole = replace(bare, address="https://relay.example.org", mail_from="desk@example.org")

    def asked(settings: Config) -> set[str]:
        names = ("LIFE_RELAY_ADDRESS", "MAIL_FROM")
        found = [finding.what for finding in doctor.examine(settings) if finding.serious]
        return {name for name in names for what in found if name in what}

    assert asked(bare) == {"LIFE_RELAY_ADDRESS", "MAIL_FROM"}
    assert asked(whole) == set()
