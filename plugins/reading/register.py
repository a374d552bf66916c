"""The register's figures over time, and what other studies found, each with its source."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from plugins.dates import is_iso
from plugins.reading.fields import amount_in, at, rows_of
from survey_model.faults import Fault, Faults
from survey_model.fields import Fields
from survey_model.text import Text
from survey_model.yaml_strings import Mapping, read_yaml_file

REGISTERS = ("cn", "zhejiang", "world")
MEASURES = (
    *("donations", "donors", "applications", "records", "registered"),
    *("countries", "cross_border_share_percent"),
)
OF_A_YEAR = re.compile(r"donations_(\d{4})")  # the donations of one year alone


@dataclass(frozen=True)
class Reading:
    """One figure of a register on one day; `at_least` where the source says “more than”."""

    measure: str
    value: Decimal
    at_least: bool
    as_of: str
    as_of_text: Text | None
    source: str


@dataclass(frozen=True)
class Register:
    """A register and everything that was read of it, the oldest first."""

    id: str
    readings: tuple[Reading, ...]

    def series(self, measure: str) -> tuple[Reading, ...]:
        """One measure over time."""
        return tuple(reading for reading in self.readings if reading.measure == measure)

    @property
    def measures(self) -> tuple[str, ...]:
        """What was read of it: the totals in their fixed order, then the single years."""
        named = {reading.measure for reading in self.readings}
        years = sorted(measure for measure in named if OF_A_YEAR.fullmatch(measure))
        return (*(measure for measure in MEASURES if measure in named), *years)


@dataclass(frozen=True)
class Comparator:
    """A percentage that another study found among other people, and what it is a share of."""

    item: str
    study: Text
    n: int | None
    stat: Text
    percent: Decimal
    share: Text | None
    upper_bound: bool
    note: Text
    source: str


def read_registers(
    path: Path, file: str, known_sources: frozenset[str], faults: list[Fault]
) -> tuple[Register, ...]:
    """Every register in the file; none where there is no file."""
    if not path.exists():
        return ()
    try:
        node = read_yaml_file(path, file)
    except Faults as refused:
        faults.extend(refused.faults)
        return ()
    fields = Fields(node if isinstance(node, Mapping) else Mapping((), 1), file, faults)
    registers = []
    for name in REGISTERS:
        rows = [_readings(row, known_sources) for row in fields.mappings(name)]
        inside = sorted((r for row in rows for r in row), key=lambda reading: reading.as_of)
        if inside:
            registers.append(Register(name, tuple(inside)))
    fields.refuse_unknown()
    return tuple(registers)


def read_comparators(
    path: Path, file: str, known_sources: frozenset[str], faults: list[Fault]
) -> tuple[Comparator, ...]:
    """What other studies found. A row without a source is kept in the file and never printed."""
    rows = rows_of(path, file, faults) if path.exists() else ()
    comparators = [_comparator(fields, known_sources) for fields in rows]
    return tuple(comparator for comparator in comparators if comparator.source)


def _readings(fields: Fields, known_sources: frozenset[str]) -> tuple[Reading, ...]:
    """The figures of one day."""
    as_of, source = fields.string("as_of"), _source(fields, known_sources)
    text, bounds = fields.optional_text("as_of_text"), fields.strings("lower_bound")
    if as_of and not is_iso(as_of):
        at(fields, "not_a_date", "as_of", name="as_of", value=as_of)
    named = [key for key in fields.node.keys if key in MEASURES or OF_A_YEAR.fullmatch(key)]
    for bound in bounds:
        if bound not in named:
            at(fields, "register_bound", "lower_bound", name=bound)
    readings = []
    for measure in named:
        value = amount_in(fields, measure)
        if value is not None:
            readings.append(Reading(measure, value, measure in bounds, as_of, text, source))
            if not source:
                at(fields, "figure_no_source", measure, value=value)
    fields.refuse_unknown()
    return tuple(readings)


def _comparator(fields: Fields, known_sources: frozenset[str]) -> Comparator:
    comparator = Comparator(
        item=fields.string("item"),
        study=fields.text("study"),
        n=fields.integer("n"),
        stat=fields.text("stat"),
        percent=amount_in(fields, "value_percent") or Decimal(0),
        share=fields.optional_text("share"),
        upper_bound=fields.flag("upper_bound"),
        note=fields.text("source_note"),
        source=_source(fields, known_sources),
    )
    fields.refuse_unknown()
    if not 0 <= comparator.percent <= 100:  # noqa: PLR2004 - a percentage
        at(fields, "not_a_number", "value_percent", name="value_percent", value=comparator.percent)
    return comparator


def _source(fields: Fields, known_sources: frozenset[str]) -> str:
    source = fields.string("source", "")
    if source and source not in known_sources:
        at(fields, "source_unknown", "source", id=source)
    return source
