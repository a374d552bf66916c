"""A questionnaire as frozen dataclasses: what is asked, in which words, with which codes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from survey_model.text import Text


class Kind(StrEnum):
    """How an item is answered."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    KNOWLEDGE = "knowledge"  # a single choice that has a correct answer and a myth
    GRID = "grid"  # the same options for several rows
    INTEGER = "integer"
    TEXT = "text"
    PLACE = "place"  # a city or county of content/data/places.yaml


class MissingKind(StrEnum):
    """Why an answer says nothing about the question."""

    DONT_KNOW = "dont_know"
    REFUSED = "refused"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True)
class Option:
    """One substantive answer. An exclusive option stands alone among several choices."""

    code: str
    label: Text
    exclusive: bool = False


@dataclass(frozen=True)
class MissingCode:
    """An answer such as 不知道: stored, exported and counted by name, never a blank."""

    code: str
    label: Text
    kind: MissingKind


@dataclass(frozen=True)
class Row:
    """One statement of a grid."""

    id: str
    label: Text


@dataclass(frozen=True)
class Item:
    """One question. `fact` and `reason` are shown on the receipt, after the answer."""

    id: str
    kind: Kind
    text: Text
    hint: Text | None = None
    options: tuple[Option, ...] = ()
    missing: tuple[MissingCode, ...] = ()
    rows: tuple[Row, ...] = ()
    required: bool = False
    ordered: bool = False
    correct: str | None = None
    myths: tuple[str, ...] = ()
    fact: Text | None = None
    reason: Text | None = None
    minimum: int | None = None
    maximum: int | None = None
    max_length: int | None = None
    max_choices: int | None = None
    shuffle: bool = False
    fixed_last: tuple[str, ...] = ()
    show_if: str | None = None

    @property
    def fields(self) -> tuple[str, ...]:
        """The keys under which answers are kept: the id, or one for each row of a grid."""
        if self.kind is Kind.GRID:
            return tuple(f"{self.id}.{row.id}" for row in self.rows)
        return (self.id,)

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes of the options, then the missing codes."""
        return tuple(o.code for o in self.options) + self.missing_codes

    @property
    def missing_codes(self) -> tuple[str, ...]:
        """Codes that say nothing about the question."""
        return tuple(m.code for m in self.missing)

    def label_of(self, code: str) -> Text | None:
        """The words of an option or a missing code, or None where the item has no such code."""
        both: tuple[Option | MissingCode, ...] = (*self.options, *self.missing)
        return next((choice.label for choice in both if choice.code == code), None)

    def missing_kind(self, code: str) -> MissingKind | None:
        """The kind of a missing code; None for a substantive one."""
        return next((m.kind for m in self.missing if m.code == code), None)


@dataclass(frozen=True)
class Section:
    """A part of the questionnaire; with script, one section is shown at a time."""

    id: str
    title: Text
    items: tuple[Item, ...]
    intro: Text | None = None


@dataclass(frozen=True)
class Consent:
    """The question before all questions. Nothing is stored unless the answer is `yes`."""

    version: str
    text: Text
    agree: Text
    minor: Text
    decline: Text


@dataclass(frozen=True)
class NoticeLine:
    """One line of the notice above the consent, such as who asks, and why."""

    label: Text
    text: Text


@dataclass(frozen=True)
class Understanding:
    """Who understands: `required` items right, and at least `least` of all knowledge items."""

    required: tuple[str, ...] = ()
    least: int = 0


@dataclass(frozen=True)
class Questionnaire:
    """Everything a resident is shown and may answer."""

    id: str
    title: Text
    intro: Text
    notice: tuple[NoticeLine, ...]
    consent: Consent
    minor_page: Text
    sections: tuple[Section, ...]
    understanding: Understanding

    @property
    def items(self) -> tuple[Item, ...]:
        """All items in the order they are asked."""
        return tuple(item for section in self.sections for item in section.items)

    @property
    def knowledge_items(self) -> tuple[Item, ...]:
        """The items that have a correct answer."""
        return tuple(item for item in self.items if item.kind is Kind.KNOWLEDGE)

    @property
    def fields(self) -> tuple[str, ...]:
        """Every key under which an answer may be kept, in order."""
        return tuple(field for item in self.items for field in item.fields)

    def item(self, item_id: str) -> Item:
        """The item called `item_id`. Raises KeyError where there is none."""
        return next((i for i in self.items if i.id == item_id), None) or _no_item(self, item_id)

    def item_of_field(self, field: str) -> Item:
        """The item whose answers are kept under `field`. Raises KeyError where there is none."""
        return self.item(field.partition(".")[0])


def _no_item(questionnaire: Questionnaire, item_id: str) -> Item:
    message = f"questionnaire {questionnaire.id} has no item {item_id!r}"
    raise KeyError(message)
