"""The files that rooms exchange: waves, places, packages and findings."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from survey_model.faults import Faults
from survey_model.finding import (
    AnswerShare,
    CellTooSmall,
    Findings,
    ItemFinding,
    read_findings,
    write_findings,
)
from survey_model.place import OUTSIDE, read_places
from survey_model.questionnaire import Questionnaire
from survey_model.response_package import (
    NOT_ASKED,
    SKIPPED,
    Manifest,
    PackageDamaged,
    columns_of,
    digest_of,
    read_manifest,
    row_of,
    write_manifest,
)
from survey_model.wave import WaveClosed, WaveUnknown, open_wave, read_wave, read_waves

CONTENT = Path(__file__).resolve().parents[2] / "content"
WAVES = CONTENT / "surveys/stem-cell-awareness/waves"
PILOT = WAVES / "pilot-2026-11.yaml"


def test_a_wave_takes_answers_from_its_first_day_to_its_last() -> None:
    waves = read_waves(WAVES)

    assert open_wave(waves, dt.date(2026, 11, 24)).id == "pilot-2026-11"
    assert open_wave(waves, dt.date(2027, 5, 31)).id == "pilot-2026-11"
    for day in (dt.date(2026, 11, 23), dt.date(2027, 6, 1)):
        with pytest.raises(WaveClosed):
            open_wave(waves, day)


def test_a_rehearsal_is_only_open_to_those_who_ask_for_it_by_name() -> None:
    waves = read_waves(WAVES)

    assert open_wave(waves, dt.date(2030, 1, 1), "rehearsal-2026-11").rehearsal
    with pytest.raises(WaveClosed):
        open_wave(waves, dt.date(2030, 1, 1))
    with pytest.raises(WaveUnknown):
        open_wave(waves, dt.date(2026, 12, 1), "nowhere")


def test_a_wave_cannot_hide_how_people_were_asked(tmp_path: Path) -> None:
    text = PILOT.read_text(encoding="utf-8")
    path = tmp_path / "pilot-2026-11.yaml"
    path.write_text(text.replace("  limitations:", "  limits:"), encoding="utf-8")

    with pytest.raises(Faults) as refused:
        read_wave(path)

    assert "没有写“limitations”" in str(refused.value)
    assert "不认识“limits”" in str(refused.value)


def test_all_waves_with_faults_are_named_at_once(tmp_path: Path) -> None:
    text = PILOT.read_text(encoding="utf-8")
    (tmp_path / "pilot-2026-11.yaml").write_text(
        text.replace("opens: 2026-11-24", "opens: 24.11."), encoding="utf-8"
    )
    (tmp_path / "other.yaml").write_text(
        text.replace("mode: web", "mode: web\nrehearsal: yes"), encoding="utf-8"
    )

    with pytest.raises(Faults) as refused:
        read_waves(tmp_path)

    told = str(refused.value)
    assert "“opens: 24.11.”不是日期" in told
    assert "与文件名不同" in told
    assert "是不是演练" in told


def test_everybody_in_the_province_finds_their_county() -> None:
    places = read_places(CONTENT / "data/places.yaml")

    assert len(places.cities) == 11
    assert sum(len(city.counties) for city in places.cities) == 90
    fuyang = places.find("330111")
    assert fuyang is not None
    assert fuyang.name.zh == "富阳区"
    city = places.city_of("330111")
    assert city is not None
    assert city.name.en == "Hangzhou"
    assert OUTSIDE in places.codes
    assert places.city_of(OUTSIDE) is None


def test_a_package_row_tells_skipped_from_not_asked(small: Questionnaire) -> None:
    row = row_of(small, {"willing": "yes", "k_bone": "DK", "age": 44})

    assert tuple(row) == columns_of(small)
    assert row["k_bone"] == "DK"
    assert row["age"] == "44"
    assert row["county"] == SKIPPED
    assert row["worries"] == row["worries.pain"] == row["why"] == NOT_ASKED


def test_a_package_row_has_a_column_for_each_choice(small: Questionnaire) -> None:
    row = row_of(small, {"willing": "no", "worries": ("pain", "time")})

    assert (row["worries.pain"], row["worries.time"], row["worries.none"]) == ("1", "1", "0")
    assert row["worries"] == ""
    assert row_of(small, {"willing": "no"})["worries.pain"] == SKIPPED


def test_a_changed_or_missing_file_makes_the_package_unusable(tmp_path: Path) -> None:
    table = tmp_path / "responses.csv"
    table.write_text("row\n", encoding="utf-8")
    manifest = Manifest(
        survey="s",
        wave="w",
        rehearsal=False,
        responses=0,
        withdrawn=0,
        definitions=("d",),
        files={"responses.csv": digest_of(table)},
    )
    write_manifest(tmp_path, manifest)

    assert read_manifest(tmp_path) == manifest
    table.write_text("row\n1\n", encoding="utf-8")
    with pytest.raises(PackageDamaged, match=r"responses\.csv is missing or was changed"):
        read_manifest(tmp_path)


@pytest.mark.parametrize(
    ("text", "told"),
    [(None, "export the responses first"), ("{", "is not JSON"), ('{"schema": "x"}', "has schema")],
)
def test_a_folder_that_is_no_package_says_so(tmp_path: Path, text: str | None, told: str) -> None:
    if text is not None:
        (tmp_path / "package.json").write_text(text, encoding="utf-8")

    with pytest.raises(PackageDamaged, match=told):
        read_manifest(tmp_path)


def make_findings(count: int = 62) -> Findings:
    """One knowledge item answered by 500 residents."""
    share = AnswerShare("T", count, count / 500, 0.098, 0.156)
    item = ItemFinding("k_bone", "knowledge", "h", 500, 500, {"skipped": 0}, (share,))
    return Findings("s", "w", "d", rehearsal=False, responses=500, items=(item,))


def test_findings_are_read_as_they_were_written_with_the_same_bytes(tmp_path: Path) -> None:
    first, second = tmp_path / "a.json", tmp_path / "deep" / "b.json"
    write_findings(first, make_findings())
    write_findings(second, read_findings(first))

    assert read_findings(second) == make_findings()
    assert first.read_bytes() == second.read_bytes()
    finding = make_findings().of("k_bone")
    assert finding is not None
    assert finding.share_of("T") == finding.answers[0]
    assert finding.share_of("F") is None
    assert make_findings().of("k_arm") is None


def test_a_group_small_enough_to_be_recognised_is_never_written(tmp_path: Path) -> None:
    path = tmp_path / "a.json"

    with pytest.raises(CellTooSmall, match="k_bone=T has a cell of 9"):
        write_findings(path, make_findings(9))

    assert not path.exists()
    write_findings(path, make_findings(10))


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"schema": "life-relay/findings/1"}'])
def test_a_file_that_holds_no_findings_is_refused_by_name(tmp_path: Path, text: str) -> None:
    path = tmp_path / "w.json"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(Faults, match=r"w\.json: .*make analysis"):
        read_findings(path)


def test_a_suppressed_answer_has_no_count_to_leak(tmp_path: Path) -> None:
    hidden = AnswerShare("T", None, None, None, None, suppressed=True)
    item = replace(make_findings().items[0], answers=(hidden,))
    path = tmp_path / "w.json"

    write_findings(path, replace(make_findings(), items=(item,)))

    assert read_findings(path).items[0].answers == (hidden,)
