"""The export: a package that anybody can read back, and that names nobody."""

from __future__ import annotations

import csv
import time
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from flask import Flask

from survey_model.freezing import definition_hash, thaw
from survey_model.response_package import (
    CONTEXT,
    Manifest,
    PackageDamaged,
    columns_of,
    read_manifest,
)
from survey_service import cli
from survey_service.answering.export import defused, export
from survey_service.db import Database
from tests.survey_service.conftest import CONTENT
from tests.survey_service.resident import Resident, path_of
from tests.survey_service.test_answering import kept

WAVE = CONTENT / "surveys" / "everyday" / "waves" / "open.yaml"


def written(database: Database, folder: Path) -> Manifest:
    with database.reading() as connection:
        return export(connection, "everyday", WAVE, folder, rehearsal=False)


def rows(folder: Path) -> list[dict[str, str]]:
    with (folder / "responses.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_every_answer_comes_back_from_the_package(
    resident: Resident, database: Database, tmp_path: Path
) -> None:
    resident.answers()

    manifest = written(database, tmp_path)

    [row] = rows(tmp_path)
    assert manifest.responses == 1
    given = {"heard": "yes", "k_bone": "F", "k_arm": "DK", "att.worry": "2", "att.family": "NA"}
    several = {"fears": "", "fears.pain": "1", "fears.time": "0", "fears.harm": "1"}
    typed = {"age": "62", "why": "我想再想想", "county": "330102"}
    assert {**given, **several, **typed}.items() <= row.items()
    assert (row["row"], row["language"], row["mode"], row["flags"]) == ("1", "zh", "street", "fast")


def test_the_two_tables_hold_the_same(
    resident: Resident, database: Database, tmp_path: Path
) -> None:
    for n in range(5):
        resident.answers(age=str(30 + n), why=None)

    written(database, tmp_path)

    table = pq.read_table(tmp_path / "responses.parquet").to_pylist()
    assert [{k: str(v) for k, v in row.items()} for row in table] == rows(tmp_path)


def test_the_columns_are_those_the_analysis_expects(
    resident: Resident, database: Database, tmp_path: Path
) -> None:
    resident.answers()

    manifest = written(database, tmp_path)

    [hash_] = manifest.definitions
    asked = thaw((tmp_path / "definitions" / f"{hash_}.json").read_text(encoding="utf-8"))
    assert definition_hash(asked) == hash_
    assert tuple(rows(tmp_path)[0]) == (*CONTEXT, *columns_of(asked))
    assert (tmp_path / "wave.yaml").read_bytes() == WAVE.read_bytes()


def test_skipped_and_never_asked_are_told_apart(
    resident: Resident, database: Database, tmp_path: Path
) -> None:
    resident.answers(heard="no", age=None, k_arm=None)

    written(database, tmp_path)

    [row] = rows(tmp_path)
    assert (row["k_arm"], row["age"]) == ("_skipped", "_skipped")
    assert (row["fears"], row["fears.pain"], row["why"]) == ("_not_asked",) * 3


def test_the_same_responses_give_the_same_bytes_whoever_came_first(
    app: Flask,
    resident: Resident,
    database: Database,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = time.time()
    monkeypatch.setattr(app.extensions["answering"].sheets, "_clock", lambda: now)
    ages = ["21", "34", "55", "71", "71"]
    packages = []
    for order in (ages, ages[::-1]):
        database.write(lambda c: c.exec_driver_sql("DELETE FROM response").close())
        for age in order:
            assert resident.answers(age=age).status == 303
        folder = tmp_path / "-".join(order)
        written(database, folder)
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        packages.append({path.relative_to(folder): path.read_bytes() for path in files})

    assert len(packages[0]) == 5
    assert packages[0] == packages[1]


def test_the_order_of_the_rows_is_not_the_order_of_coming(
    resident: Resident, database: Database, tmp_path: Path
) -> None:
    for n in range(20):
        resident.answers(age=str(20 + n), why=None, fears=None)

    written(database, tmp_path)

    ages = [int(row["age"]) for row in rows(tmp_path)]
    assert sorted(ages) == list(range(20, 40))
    assert ages != sorted(ages)
    assert [int(row["row"]) for row in rows(tmp_path)] == list(range(1, 21))


def test_withdrawn_answers_are_counted_and_left_out(
    resident: Resident, database: Database, tmp_path: Path
) -> None:
    resident.answers()
    address = path_of(resident.answers(why="我反悔了"))
    resident.sends({}, f"{address}/withdraw")

    manifest = written(database, tmp_path)

    assert (manifest.responses, manifest.withdrawn) == (1, 1)
    for path in tmp_path.rglob("*.csv"):
        assert "我反悔了" not in path.read_text(encoding="utf-8-sig")


def test_no_response_id_and_no_receipt_leaves_the_service(
    resident: Resident, database: Database, tmp_path: Path
) -> None:
    resident.answers()

    written(database, tmp_path)

    [response] = kept(database)
    for path in (path for path in tmp_path.rglob("*") if path.is_file()):
        for secret in (response.response_id, response.receipt_hash, response.payload_hash or "-"):
            assert secret.encode() not in path.read_bytes()


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r"])
def test_words_that_a_spreadsheet_would_run_are_defused(first: str) -> None:
    assert defused(f"{first}1+1") == f"'{first}1+1"
    assert defused(f"1{first}1") == f"1{first}1"


def test_only_peoples_own_words_are_defused_and_only_in_the_sheet_for_people(
    resident: Resident, database: Database, tmp_path: Path
) -> None:
    resident.answers(why="=HYPERLINK(1)")

    written(database, tmp_path)

    assert rows(tmp_path)[0]["why"] == "'=HYPERLINK(1)"
    assert pq.read_table(tmp_path / "responses.parquet")["why"].to_pylist() == ["=HYPERLINK(1)"]


def test_excel_is_told_that_the_sheet_is_utf_8(
    resident: Resident, database: Database, tmp_path: Path
) -> None:
    resident.answers(why="你好吗")

    written(database, tmp_path)

    assert (tmp_path / "responses.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_a_second_export_replaces_the_first_and_nothing_else(
    resident: Resident, database: Database, tmp_path: Path
) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    resident.answers()
    written(database, tmp_path)
    resident.answers()

    manifest = written(database, tmp_path)

    assert read_manifest(tmp_path) == manifest
    assert manifest.responses == 2
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_a_package_that_was_changed_is_noticed(
    resident: Resident, database: Database, tmp_path: Path
) -> None:
    resident.answers()
    written(database, tmp_path)
    table = tmp_path / "responses.csv"
    table.write_bytes(table.read_bytes().replace(b"yes", b"no!"))

    with pytest.raises(PackageDamaged):
        read_manifest(tmp_path)


def test_the_command_writes_the_package_and_says_what_is_in_it(
    make_app: Callable[..., Flask],
    config: object,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    Resident(make_app().test_client()).answers()
    for name, value in _environment(config).items():
        monkeypatch.setenv(name, value)

    arguments = ["--survey", "everyday", "--wave", "open", "--folder", str(tmp_path / "out")]
    assert cli.main(["export", *arguments]) == 0

    assert "1 份回答，0 份已撤回" in capsys.readouterr().out
    assert read_manifest(tmp_path / "out").responses == 1


def _environment(config: object) -> dict[str, str]:
    values = vars(config)
    return {
        "LIFE_RELAY_DATA": str(values["data"]),
        "DATABASE_URL": values["database_url"],
        "LIFE_RELAY_CONTENT": str(CONTENT),
        "SECRET_KEY": values["secret_key"],
    }
