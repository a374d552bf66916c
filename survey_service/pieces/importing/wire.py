"""How a result crosses from the child to its parent: JSON, never code or pickles."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from typing import Any, TypeVar

from survey_service.pieces.importing.draft import Draft, Guess, Photo, Picture, Result
from survey_service.pieces.importing.refusal import ImportRefused

Sent = TypeVar("Sent", Guess, Picture, Draft, Photo)

KINDS: dict[str, type[Draft | Photo]] = {"draft": Draft, "photo": Photo}


class WireBroken(ValueError):
    """The child sent something that no task gives."""


def dump(result: Result) -> bytes:
    """The result in bytes."""
    kind = next(name for name, shape in KINDS.items() if isinstance(result, shape))
    return json.dumps({"kind": kind, kind: _plain(result)}, ensure_ascii=False).encode()


def dump_refusal(refusal: ImportRefused) -> bytes:
    """The refusal in bytes."""
    return json.dumps({"kind": "refused", "key": refusal.key, "values": refusal.values}).encode()


def load(sent: bytes) -> Result:
    """The result that the child sent. Raises the ImportRefused that it sent, or WireBroken."""
    try:
        message = json.loads(sent)
        if message["kind"] == "refused":
            raise ImportRefused(message["key"], **message["values"])
        if message["kind"] == "draft":
            return _draft(message["draft"])
        return _photo(message["photo"])
    except (KeyError, TypeError, ValueError) as broken:
        raise WireBroken(type(broken).__name__) from broken


def _draft(sent: Mapping[str, Any]) -> Draft:
    guesses = tuple(_shaped(Guess, guess) for guess in sent["guesses"])
    pictures = tuple(_shaped(Picture, picture) for picture in sent["pictures"])
    messages = tuple(str(key) for key in sent["messages"])
    return Draft(str(sent["title"]), str(sent["markdown"]), guesses, pictures, messages)


def _photo(sent: Mapping[str, Any]) -> Photo:
    return _shaped(Photo, sent)


READERS: dict[str, Callable[[Any], Any]] = {
    "int": int,
    "str": str,
    "bool": bool,
    "bytes": lambda sent: base64.b64decode(sent, validate=True),
    "date | None": lambda sent: None if sent is None else date.fromisoformat(sent),
}


def _shaped(shape: type[Sent], sent: Mapping[str, Any]) -> Sent:
    """A flat record, each field read as its type says."""
    read = {field.name: READERS[str(field.type)](sent[field.name]) for field in fields(shape)}
    return shape(**read)


def _plain(value: object) -> object:
    """Records as mappings, bytes in base64, days in ISO 8601."""
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, (Guess, Picture, Draft, Photo)):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return value
