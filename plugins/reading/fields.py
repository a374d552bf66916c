"""Reading what editors wrote, beyond what survey_model reads: dates, amounts, lines of a list."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from pathlib import Path

from plugins.dates import is_iso
from plugins.messages import fault
from survey_model.faults import Fault, Faults
from survey_model.fields import Fields
from survey_model.yaml_strings import Mapping, Scalar, Sequence, read_front_matter, read_yaml_file


def at(fields: Fields, key: str, where: str, /, **values: object) -> None:
    """Keep the fault called `key` in the line of the field `where`."""
    fields.faults.append(fault(key, fields.file, fields.node.line_of(where), **values))


def is_written(fields: Fields, name: str) -> bool:
    """Whether there is anything under `name`."""
    node = fields.node.get(name)
    if isinstance(node, Scalar):
        return bool(node.value.strip())
    return isinstance(node, Mapping) or (isinstance(node, Sequence) and bool(node.items))


def date_in(fields: Fields, name: str) -> str:
    """A year, month or day, or the empty string."""
    value = fields.string(name, "")
    if value and not is_iso(value):
        at(fields, "not_a_date", name, name=name, value=value)
        return ""
    return value


def amount_in(fields: Fields, name: str) -> Decimal | None:
    """A number, or None where nothing usable is written."""
    value = fields.string(name, "")
    if not value:
        return None
    try:
        number = Decimal(value)
    except InvalidOperation:
        number = Decimal("NaN")
    if number.is_finite():
        return number
    at(fields, "not_a_number", name, name=name, value=value)
    return None


def lined_words(fields: Fields, name: str) -> tuple[tuple[str, int], ...]:
    """The list of words under `name`, each with its line."""
    words = fields.strings(name)
    node = fields.node.get(name)
    parts = node.items if isinstance(node, Sequence) else (node,)
    lines = [part.line for part in parts if isinstance(part, Scalar)]
    return tuple(
        (word.strip(), line) for word, line in zip(words, lines, strict=True) if word.strip()
    )


def is_list_of_words(fields: Fields, name: str) -> bool:
    """Whether the list under `name` holds plain words rather than mappings."""
    node = fields.node.get(name)
    return isinstance(node, Sequence) and all(isinstance(item, Scalar) for item in node.items)


def rows_of(path: Path, file: str, faults: list[Fault]) -> tuple[Fields, ...]:
    """The mappings of a file that is one list; a missing file is a fault and an empty list."""
    try:
        node = read_yaml_file(path, file)
    except Faults as refused:
        faults.extend(refused.faults)
        return ()
    items = node.items if isinstance(node, Sequence) else ()
    mappings = [item for item in items if isinstance(item, Mapping)]
    if not isinstance(node, Sequence) or len(mappings) < len(items):
        faults.append(fault("file_not_list", file, node.line))
    return tuple(Fields(item, file, faults) for item in mappings)


def front_matter(path: Path, file: str, faults: list[Fault]) -> tuple[Fields, str, int] | None:
    """The fields at the head of a Markdown file, its body, and the line where the body begins."""
    try:
        node, body, line = read_front_matter(path, file)
    except Faults as refused:
        faults.extend(refused.faults)
        return None
    return Fields(node, file, faults), body, line
