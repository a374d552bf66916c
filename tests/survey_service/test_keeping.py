"""What whoever keeps the service relies on: settings, health, the doctor, the purge."""

from __future__ import annotations

import shutil
import stat
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest
from flask import Flask
from sqlalchemy import text

from survey_service import cli, doctor, health
from survey_service.config import Config, from_environment, kept_secret
from survey_service.db import Database
from survey_service.errors import TooManyPosts
from survey_service.rate import Pace
from tests.survey_service.conftest import CONTENT
from tests.survey_service.resident import Resident
from tests.survey_service.test_answering import kept

Environment = dict[str, str]


class Usage(NamedTuple):
    """What the disk says of itself, in bytes."""

    total: int
    used: int
    free: int


@pytest.fixture
def environment(config: Config, monkeypatch: pytest.MonkeyPatch) -> Environment:
    """The settings of these tests, as the machine's environment."""
    values = {
        "LIFE_RELAY_DATA": str(config.data),
        "DATABASE_URL": config.database_url,
        "LIFE_RELAY_CONTENT": str(CONTENT),
    }
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    return values


def test_without_any_setting_everything_lies_in_one_folder(tmp_path: Path) -> None:
    made = from_environment({"LIFE_RELAY_DATA": str(tmp_path / "new")})

    assert made.data == tmp_path / "new"
    assert made.database_url == f"sqlite:///{tmp_path / 'new' / 'life-relay.sqlite3'}"
    assert made.trusted_hosts == ("127.0.0.1", "localhost", "[::1]")
    assert not made.rehearsal
    assert made.posts_per_hour > 0


def test_a_setting_that_is_given_is_taken(tmp_path: Path) -> None:
    made = from_environment(
        {
            "LIFE_RELAY_DATA": str(tmp_path),
            "DATABASE_URL": "postgresql://x/y",
            "SECRET_KEY": "given",
            "LIFE_RELAY_HOSTS": "a.example, b.example",
            "LIFE_RELAY_POSTS_PER_HOUR": "7",
            "LIFE_RELAY_PROXIES": "1",
            "LIFE_RELAY_ORGANISER": "某会",
        }
    )

    assert (made.secret_key, made.posts_per_hour, made.proxies) == ("given", 7, 1)
    assert made.trusted_hosts == ("a.example", "b.example")
    assert made.publisher.organiser == "某会"
    assert not (tmp_path / "secret-key").exists()


def test_a_rehearsal_has_no_limit_of_pace_unless_one_is_set(tmp_path: Path) -> None:
    rehearsing = {"LIFE_RELAY_DATA": str(tmp_path), "LIFE_RELAY_REHEARSAL": "1"}

    assert from_environment(rehearsing).posts_per_hour == 0
    assert from_environment({**rehearsing, "LIFE_RELAY_POSTS_PER_HOUR": "5"}).posts_per_hour == 5


def test_the_secret_is_made_once_and_only_its_owner_can_read_it(tmp_path: Path) -> None:
    path = tmp_path / "secret-key"
    with ThreadPoolExecutor(8) as starting:
        made = set(starting.map(lambda _: kept_secret(path), range(8)))

    assert len(made) == 1
    assert len(made.pop()) == 64
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [p.name for p in tmp_path.iterdir()] == ["secret-key"]


def test_settings_that_are_printed_show_no_secret(config: Config) -> None:
    assert config.secret_key not in repr(config)


def test_the_service_is_alive_and_ready(resident: Resident) -> None:
    assert resident.opens("/healthz").status == 200
    assert resident.opens("/readyz").status == 200


def test_asking_whether_it_is_ready_leaves_nothing_behind(
    resident: Resident, database: Database
) -> None:
    resident.opens("/readyz")

    with database.reading() as connection:
        found = connection.execute(text("SELECT hash FROM definition")).scalars().all()
    assert "probe" not in found


def test_a_service_whose_store_has_another_shape_is_not_ready(
    make_app: Callable[..., Flask],
) -> None:
    app = make_app()
    database: Database = app.extensions["database"]
    database.write(lambda c: c.execute(text("UPDATE alembic_version SET version_num='0'")).close())

    page = Resident(app.test_client()).opens("/readyz")

    assert (page.status, page.response.text) == (503, "schema\n")


def test_a_service_without_room_on_its_disk_is_not_ready(
    resident: Resident, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(100, 96, 4))

    page = resident.opens("/readyz")

    assert (page.status, page.response.text) == (503, "space\n")


def test_a_service_whose_store_is_gone_is_not_ready_and_tells_a_resident_to_wait(
    make_app: Callable[..., Flask], backend: str, tmp_path: Path
) -> None:
    app = make_app()
    resident = Resident(app.test_client())
    sheet = resident.opens().sheet
    database: Database = app.extensions["database"]
    if backend == "sqlite":
        database.close()
        for path in tmp_path.glob("store.sqlite3*"):
            path.unlink()
        (tmp_path / "store.sqlite3").mkdir()
    else:
        name = database.url.database
        database.close()
        elsewhere = Database(str(database.url).replace(f"/{name}?", "/postgres?"), database.lock)
        with elsewhere.writing.connect() as connection:
            free = connection.execution_options(isolation_level="AUTOCOMMIT")
            free.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        elsewhere.close()

    assert resident.opens("/readyz").status == 503
    page = resident.answers(sheet=sheet)
    assert page.status == 503
    assert ("why", "我想再想想") in page.fields()


def test_the_doctor_finds_nothing_serious_in_a_fresh_installation(
    environment: Environment, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["doctor"]) == 0

    said = capsys.readouterr().out
    assert "问卷 everyday 可用" in said
    assert "要改" not in said
    assert environment


def test_the_doctor_names_a_loose_key_a_short_one_and_a_broken_questionnaire(
    config: Config, tmp_path: Path
) -> None:
    content = shutil.copytree(CONTENT, tmp_path / "content")
    asked = content / "surveys" / "everyday" / "questionnaire.yaml"
    asked.write_text(asked.read_text().replace("kind: integer", "kind: number"))
    (config.data / "secret-key").write_text("short")
    (config.data / "secret-key").chmod(0o644)

    found = doctor.examine(replace(config, content=content, secret_key="short"))

    serious = "\n".join(str(finding) for finding in found if finding.serious)
    assert "至少用32个字符" in serious
    assert "请改成 600" in serious
    assert "questionnaire.yaml:" in serious


def test_a_purge_says_first_what_it_would_delete_and_deletes_only_when_told(
    make_app: Callable[..., Flask], environment: Environment, capsys: pytest.CaptureFixture[str]
) -> None:
    app = make_app()
    for _ in range(3):
        Resident(app.test_client()).answers()
    wave = ["--survey", "everyday", "--wave", "open"]

    assert cli.main(["purge", *wave]) == 0
    assert "会删除" in capsys.readouterr().out
    assert len(kept(app.extensions["database"])) == 3

    assert cli.main(["purge", *wave, "--yes"]) == 0
    assert "已删除 3 份回答" in capsys.readouterr().out
    assert kept(app.extensions["database"]) == []
    assert environment


def test_a_wave_that_does_not_exist_is_told_in_words(
    environment: Environment, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["export", "--survey", "everyday", "--wave", "none"]) == 1

    assert "找不到这个文件" in capsys.readouterr().err
    assert environment


@pytest.mark.parametrize("arguments", [[], ["purge"], ["export", "--survey", "x"], ["dance"]])
def test_a_command_that_is_not_understood_explains_itself(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(arguments)

    assert ended.value.code == 2
    assert "usage:" in capsys.readouterr().err


def test_an_address_has_its_share_of_each_hour() -> None:
    now = [0.0]
    pace = Pace(2, lambda: now[0])
    for _ in range(2):
        pace.count("192.0.2.1")
    with pytest.raises(TooManyPosts):
        pace.count("192.0.2.1")
    pace.count("192.0.2.2")

    now[0] = 3600.0
    pace.count("192.0.2.1")


def test_the_counters_know_no_address_and_their_key_lasts_a_day() -> None:
    now = [0.0]
    pace = Pace(5, lambda: now[0])
    pace.count("192.0.2.1")
    first, key = list(pace._seen), pace._key

    assert "192.0.2.1" not in repr(vars(pace))
    assert b"192.0.2.1" not in b"".join(first)
    now[0] = 24 * 3600.0
    pace.count("192.0.2.1")
    assert pace._key != key
    assert list(pace._seen) != first


def test_behind_a_proxy_the_pace_is_that_of_the_visitor(make_app: Callable[..., Flask]) -> None:
    app = make_app(posts_per_hour=1, proxies=1)
    resident = Resident(app.test_client())
    sheet = resident.opens().sheet

    def status(visitor: str) -> int:
        headers = {"X-Forwarded-For": f"10.0.0.1, {visitor}"}
        given = {"sheet": sheet, "consent": "yes", "heard": "yes"}
        return resident.sends(given, headers=headers).status

    assert [status("192.0.2.1"), status("192.0.2.1"), status("192.0.2.2")] == [303, 429, 303]


def test_nothing_is_said_about_versions_to_strangers(resident: Resident) -> None:
    for path in ("/healthz", "/readyz"):
        assert resident.opens(path).response.text.strip() in ("ok", "ready")
    assert health.LEAST_FREE > 0
