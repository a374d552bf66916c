"""A questionnaire frozen: canonical JSON and its hash; an answer keeps its wording for ever."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, replace
from typing import Any

from survey_model.questionnaire import (
    Consent,
    Item,
    Kind,
    MissingCode,
    MissingKind,
    NoticeLine,
    Option,
    Questionnaire,
    Row,
    Section,
    Understanding,
)
from survey_model.text import Text


def canonical_json(questionnaire: Questionnaire) -> str:
    """Everything a person saw before they answered, as JSON with sorted keys and no spaces.

    `fact` and `reason` are left out: they are shown afterwards, and a medical sentence may be
    corrected without making a new questionnaire of it.
    """
    return _json(asdict(_as_asked(questionnaire)))


def definition_hash(questionnaire: Questionnaire) -> str:
    """SHA-256 of the canonical JSON, in hex: the name of this exact wording."""
    return hashlib.sha256(canonical_json(questionnaire).encode()).hexdigest()


def item_hash(item: Item, language: str) -> str:
    """SHA-256 of one item as asked in `language`: equal hashes may stand in one series."""
    words = asdict(_item_as_asked(item))
    return hashlib.sha256(_json(_only(words, language)).encode()).hexdigest()


def thaw(text: str) -> Questionnaire:
    """The questionnaire that was frozen into `text`."""
    raw = json.loads(text)
    return Questionnaire(
        id=raw["id"],
        title=Text(**raw["title"]),
        intro=Text(**raw["intro"]),
        notice=tuple(NoticeLine(Text(**n["label"]), Text(**n["text"])) for n in raw["notice"]),
        consent=_consent(raw["consent"]),
        minor_page=Text(**raw["minor_page"]),
        sections=tuple(_section(section) for section in raw["sections"]),
        understanding=Understanding(
            tuple(raw["understanding"]["required"]), raw["understanding"]["least"]
        ),
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _as_asked(questionnaire: Questionnaire) -> Questionnaire:
    sections = tuple(
        replace(section, items=tuple(_item_as_asked(item) for item in section.items))
        for section in questionnaire.sections
    )
    return replace(questionnaire, sections=sections)


def _item_as_asked(item: Item) -> Item:
    return replace(item, fact=None, reason=None)


def _only(value: object, language: str) -> object:
    """The same structure with each text reduced to the one language."""
    if isinstance(value, dict) and set(value) == {"zh", "en"}:
        return value[language]
    if isinstance(value, dict):
        return {key: _only(inner, language) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_only(inner, language) for inner in value]
    return value


def _consent(raw: dict[str, Any]) -> Consent:
    words = {key: Text(**raw[key]) for key in ("text", "agree", "minor", "decline")}
    return Consent(version=raw["version"], **words)


def _section(raw: dict[str, Any]) -> Section:
    items = tuple(_item(item) for item in raw["items"])
    return Section(raw["id"], Text(**raw["title"]), items, _text(raw["intro"]))


def _item(raw: dict[str, Any]) -> Item:
    return Item(
        **{
            **raw,
            "kind": Kind(raw["kind"]),
            "text": Text(**raw["text"]),
            "hint": _text(raw["hint"]),
            "options": tuple(
                Option(o["code"], Text(**o["label"]), o["exclusive"]) for o in raw["options"]
            ),
            "missing": tuple(
                MissingCode(m["code"], Text(**m["label"]), MissingKind(m["kind"]))
                for m in raw["missing"]
            ),
            "rows": tuple(Row(row["id"], Text(**row["label"])) for row in raw["rows"]),
            "myths": tuple(raw["myths"]),
            "fixed_last": tuple(raw["fixed_last"]),
        }
    )


def _text(raw: dict[str, str] | None) -> Text | None:
    return Text(**raw) if raw else None
