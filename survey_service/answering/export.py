"""The export: everything a wave brought, as the response package that the analysis reads."""

from __future__ import annotations

import csv
import hashlib
import io
import random
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

from sqlalchemy import Connection

from survey_model.answers import from_json
from survey_model.freezing import thaw
from survey_model.questionnaire import Kind, Questionnaire
from survey_model.response_package import (
    CONTEXT,
    DEFINITIONS,
    MANIFEST,
    NOT_ASKED,
    TABLE_CSV,
    TABLE_PARQUET,
    WAVE,
    Manifest,
    columns_of,
    digest_of,
    row_of,
    write_manifest,
)
from survey_service.answering import store
from survey_service.answering.store import Response

FILES = (MANIFEST, TABLE_CSV, TABLE_PARQUET, WAVE)
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # spreadsheets run a cell that begins with one of these

Row = dict[str, str | int]


def export(
    connection: Connection, survey: str, wave_file: Path, folder: Path, *, rehearsal: bool
) -> Manifest:
    """Write the package of a wave into `folder`, which is emptied first; gives its manifest.

    The same responses give the same bytes. Rows stand in an order drawn from their content, so
    that it tells nothing about who answered first; withdrawn responses are counted, not written.
    """
    wave = wave_file.stem
    kept = list(store.responses_of(connection, survey, wave))
    given = [response for response in kept if response.answers is not None]
    wordings = {h: store.wording(connection, h) for h in sorted({r.definition for r in given})}
    asked = {hash_: thaw(wording) for hash_, wording in wordings.items()}
    columns = _columns(asked.values())
    rows = _shuffled([_row(response, asked[response.definition], columns) for response in given])
    _empty(folder)
    _write_definitions(folder / DEFINITIONS, wordings)
    _write_csv(folder / TABLE_CSV, columns, rows, _free_text(asked.values()))
    _write_parquet(folder / TABLE_PARQUET, columns, rows)
    shutil.copyfile(wave_file, folder / WAVE)
    manifest = Manifest(
        survey=survey,
        wave=wave,
        rehearsal=rehearsal,
        responses=len(rows),
        withdrawn=len(kept) - len(given),
        definitions=tuple(wordings),
        files=_digests(folder, wordings),
    )
    write_manifest(folder, manifest)
    return manifest


def defused(words: str) -> str:
    """The words as a spreadsheet cell that stays words."""
    return f"'{words}" if words.startswith(FORMULA) else words


def _columns(asked: Iterable[Questionnaire]) -> tuple[str, ...]:
    """The context, then each column of each wording once, in the order of the wordings."""
    own = dict.fromkeys(column for one in asked for column in columns_of(one))
    return (*CONTEXT, *own)


def _row(response: Response, asked: Questionnaire, columns: Sequence[str]) -> Row:
    context: Row = {
        "row": 0,
        "definition": response.definition,
        "language": response.language,
        "mode": response.mode,
        "day": response.day.isoformat(),
        "seconds": response.seconds or 0,
        "flags": response.flags,
    }
    cells = row_of(asked, from_json(response.answers or "{}"))
    return {column: context.get(column, cells.get(column, NOT_ASKED)) for column in columns}


def _shuffled(rows: list[Row]) -> list[Row]:
    """The rows, numbered from 1, in an order that depends on nothing but their content."""
    ordered = sorted(rows, key=lambda row: [str(cell) for cell in row.values()])
    seed = hashlib.sha256(repr(ordered).encode()).hexdigest()
    random.Random(seed).shuffle(ordered)  # noqa: S311 - repeatable on purpose, and no secret
    return [{**row, "row": n} for n, row in enumerate(ordered, start=1)]


def _free_text(asked: Iterable[Questionnaire]) -> set[str]:
    return {item.id for one in asked for item in one.items if item.kind is Kind.TEXT}


def _empty(folder: Path) -> None:
    """Remove an earlier package; whatever else lies in the folder stays."""
    definitions = folder / DEFINITIONS
    definitions.mkdir(parents=True, exist_ok=True)
    for path in (*definitions.glob("*.json"), *(folder / name for name in FILES)):
        path.unlink(missing_ok=True)


def _write_definitions(folder: Path, wordings: dict[str, str]) -> None:
    for hash_, wording in wordings.items():
        (folder / f"{hash_}.json").write_text(wording, encoding="utf-8")


def _write_csv(path: Path, columns: Sequence[str], rows: list[Row], free: set[str]) -> None:
    """UTF-8 with its mark, so that Excel shows Chinese; words people wrote run as no formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow(
            [defused(str(row[c])) if c in free else row[c] for c in columns],
        )
    path.write_bytes(text.getvalue().encode("utf-8-sig"))


def _write_parquet(path: Path, columns: Sequence[str], rows: list[Row]) -> None:
    import pyarrow as pa  # noqa: PLC0415 - only an export needs it; the service starts without
    import pyarrow.parquet as pq  # noqa: PLC0415

    numbers = ("row", "seconds")
    types = {c: pa.int64() if c in numbers else pa.string() for c in columns}
    table = pa.table({c: pa.array([row[c] for row in rows], types[c]) for c in columns})
    pq.write_table(table, path, compression="zstd")


def _digests(folder: Path, wordings: Iterable[str]) -> dict[str, str]:
    names = (TABLE_CSV, TABLE_PARQUET, WAVE, *(f"{DEFINITIONS}/{hash_}.json" for hash_ in wordings))
    return {name: digest_of(folder / name) for name in sorted(names)}
