"""A wave: when, where and how one questionnaire is asked, and what must be disclosed about it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from survey_model.faults import Fault, Faults
from survey_model.fields import Fields
from survey_model.text import Text
from survey_model.yaml_strings import Mapping, read_yaml_file

ZONE = ZoneInfo("Asia/Shanghai")  # days are days in China, wherever the server stands
MODES = ("web", "street", "read_aloud")
SAMPLE_KINDS = ("convenience", "quota", "probability")

# AAPOR Code of Professional Ethics and Practices (April 2021), III.A, as keys
DISCLOSURE = (
    "sponsor",
    "conductor",
    "instrument",
    "population",
    "recruitment",
    "places",
    "weighting",
    "processing",
    "limitations",
)


@dataclass(frozen=True)
class Wave:
    """One period of asking. `opens` and `closes` are both days on which answers are taken."""

    id: str
    survey: str
    title: Text
    rehearsal: bool
    opens: dt.date
    closes: dt.date
    mode: str
    sample_kind: str
    disclosure: dict[str, Text]

    def is_open(self, today: dt.date) -> bool:
        """Whether answers are taken on this day in China."""
        return self.opens <= today <= self.closes


class WaveUnknown(LookupError):
    """No wave of that name exists."""


class WaveClosed(LookupError):
    """The wave exists, and takes no answers today."""


def today_in_china() -> dt.date:
    """The day in China now."""
    return dt.datetime.now(ZONE).date()


def open_wave(waves: tuple[Wave, ...], today: dt.date, wanted: str | None = None) -> Wave:
    """The wave that takes answers today: the wanted one, else the one that is no rehearsal.

    Raises WaveUnknown for a name that does not exist, WaveClosed where nothing is open.
    """
    if wanted:
        named = [wave for wave in waves if wave.id == wanted]
        if not named:
            raise WaveUnknown(wanted)
        if not named[0].is_open(today):
            raise WaveClosed(wanted)
        return named[0]
    taking = [wave for wave in waves if wave.is_open(today) and not wave.rehearsal]
    if not taking:
        raise WaveClosed
    return max(taking, key=lambda wave: (wave.opens, wave.id))


def read_wave(path: Path, shown_as: str | None = None) -> Wave:
    """The wave in the file. Raises Faults, every fault at once; each disclosure must be written."""
    file = shown_as or str(path)
    root = read_yaml_file(path, file)
    if not isinstance(root, Mapping):
        raise Faults([Fault(file, 1, "文件不是“名称: 内容”的形式", "请照样例写")])
    faults: list[Fault] = []
    fields = Fields(root, file, faults)
    wave = _wave(fields)
    fields.refuse_unknown()
    if wave.id != path.stem:
        fields.fault(f"“id: {wave.id}”与文件名不同", f"请改成 {path.stem}", "id")
    if wave.rehearsal != wave.id.startswith("rehearsal-"):
        mend = "演练的批次，id 以 rehearsal- 开头，并写 rehearsal: yes；真实的批次两样都不写"
        fields.fault("是不是演练，id 与 rehearsal 说法不一", mend, "rehearsal")
    if wave.opens > wave.closes:
        fields.fault("开始的日子在结束之后", "请检查 opens 和 closes", "opens")
    if faults:
        raise Faults(faults)
    return wave


def read_waves(folder: Path) -> tuple[Wave, ...]:
    """All waves in the folder, by id. Raises Faults with the faults of all files."""
    waves: list[Wave] = []
    faults: list[Fault] = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            waves.append(read_wave(path))
        except Faults as refused:
            faults.extend(refused.faults)
    if faults:
        raise Faults(faults)
    return tuple(waves)


def _wave(fields: Fields) -> Wave:
    return Wave(
        id=fields.string("id"),
        survey=fields.string("survey"),
        title=fields.text("title"),
        rehearsal=fields.flag("rehearsal"),
        opens=_day(fields, "opens"),
        closes=_day(fields, "closes"),
        mode=fields.choice("mode", MODES),
        sample_kind=fields.choice("sample_kind", SAMPLE_KINDS),
        disclosure=_disclosure(fields),
    )


def _day(fields: Fields, key: str) -> dt.date:
    value = fields.string(key)
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        if value:
            fields.fault(f"“{key}: {value}”不是日期", "请写成 2026-11-24 这样", key)
        return dt.date.min


def _disclosure(fields: Fields) -> dict[str, Text]:
    inner = fields.mapping("disclosure")
    if inner is None:
        fields.fault("没有写 disclosure", f"请写这几项：{'、'.join(DISCLOSURE)}")
        return {}
    written = {key: inner.text(key) for key in DISCLOSURE}
    inner.refuse_unknown()
    return written
