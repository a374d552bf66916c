"""Topics and bylines: what articles are about, who writes them, and the address of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from plugins.messages import fault
from plugins.reading.fields import at, rows_of
from survey_model.faults import Fault
from survey_model.fields import Fields
from survey_model.text import Text

LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")


@dataclass(frozen=True)
class Topic:
    """A subject that articles of several issues share."""

    id: str
    name: Text
    note: Text


@dataclass(frozen=True)
class Byline:
    """Whoever signs articles: a person or a body, with the name as it is printed."""

    id: str
    name: Text


def read_topics(path: Path, file: str, faults: list[Fault]) -> dict[str, Topic]:
    """All topics by id, in the order of the file; none where there is no file."""
    topics = {}
    for fields in _entries(path, file, faults):
        topic = Topic(fields.string("id"), fields.own_text(), fields.text("note"))
        fields.refuse_unknown()
        topics[topic.id] = topic
    return topics


def read_bylines(path: Path, file: str, faults: list[Fault]) -> dict[str, Byline]:
    """All bylines by id; none where there is no file. Two with one name cannot be told apart."""
    bylines: dict[str, Byline] = {}
    for fields in _entries(path, file, faults):
        byline = Byline(fields.string("id"), fields.own_text())
        fields.refuse_unknown()
        if byline.name in {other.name for other in bylines.values()}:
            at(fields, "byline_twice", "zh", name=byline.name.zh)
        bylines[byline.id] = byline
    return bylines


def _entries(path: Path, file: str, faults: list[Fault]) -> Iterator[Fields]:
    """The entries of the file, each with an id of its own that is fit for an address."""
    seen = set()
    for fields in rows_of(path, file, faults) if path.exists() else ():
        name = fields.string("id")
        if name in seen:
            at(fields, "id_twice", "id", id=name)
        if not set(name) <= LETTERS:
            faults.append(fault("slug_letters", file, fields.node.line_of("id"), slug=name))
        seen.add(name)
        yield fields
