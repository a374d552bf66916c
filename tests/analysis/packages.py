"""Response packages made by hand, in the shape in which the service exports them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from survey_model.answers import Answers
from survey_model.freezing import canonical_json, definition_hash
from survey_model.questionnaire import Questionnaire
from survey_model.reading import read_questionnaire
from survey_model.response_package import Manifest, digest_of, row_of, write_manifest

CONTENT = Path(__file__).parent / "content"
KNOWING = read_questionnaire(CONTENT / "surveys/knowing/questionnaire.yaml")


@dataclass(frozen=True)
class Given:
    """One response: its answers, the language and the wording in which they were given."""

    answers: Answers
    language: str = "zh"
    questionnaire: Questionnaire = KNOWING


def make_cells(given: Iterable[Given | Answers]) -> pd.DataFrame:
    """The table of a package, strings only."""
    return pd.DataFrame([_cells(number, one) for number, one in enumerate(given, start=1)])


def make_package(  # noqa: PLR0913 - a test names only what matters to it
    exports: Path,
    given: Sequence[Given | Answers],
    *,
    survey: str = "knowing",
    wave: str = "spring-2027",
    rehearsal: bool = False,
    withdrawn: int = 0,
    cells: pd.DataFrame | None = None,
) -> Path:
    """Write a package and give its folder."""
    table = make_cells(given) if cells is None else cells
    folder = exports / survey / wave
    (folder / "definitions").mkdir(parents=True)
    names = []
    for questionnaire in {definition_hash(q): q for q in (*map(_asked, given), KNOWING)}.values():
        name = f"definitions/{definition_hash(questionnaire)}.json"
        (folder / name).write_text(canonical_json(questionnaire), encoding="utf-8")
        names.append(name)
    table.to_csv(folder / "responses.csv", index=False, encoding="utf-8-sig")
    table.to_parquet(folder / "responses.parquet", index=False)
    (folder / "wave.yaml").write_text(f"id: {wave}\n", encoding="utf-8")
    files = ["responses.csv", "responses.parquet", "wave.yaml", *names]
    manifest = Manifest(
        survey=survey,
        wave=wave,
        rehearsal=rehearsal,
        responses=len(table),
        withdrawn=withdrawn,
        definitions=tuple(Path(name).stem for name in names),
        files={name: digest_of(folder / name) for name in files},
    )
    write_manifest(folder, manifest)
    return folder


def _asked(one: Given | Answers) -> Questionnaire:
    return one.questionnaire if isinstance(one, Given) else KNOWING


def _cells(number: int, one: Given | Answers) -> dict[str, str]:
    given = one if isinstance(one, Given) else Given(one)
    return {
        "row": str(number),
        "definition": definition_hash(given.questionnaire),
        "language": given.language,
        "mode": "web",
        "day": "2027-03-02",
        "seconds": "95",
        "flags": "",
        **row_of(given.questionnaire, given.answers),
    }
