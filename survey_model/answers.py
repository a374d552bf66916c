"""Answers as they are kept: one mapping from field to code, number, words or chosen codes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

Answer = str | int | tuple[str, ...]
Answers = Mapping[str, Answer]


def canonical(answers: Answers) -> str:
    """The answers as one JSON text: sorted keys, no spaces; equal answers give equal bytes."""
    return json.dumps(dict(answers), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_json(text: str) -> dict[str, Answer]:
    """The answers in a stored JSON text; lists become tuples again."""
    stored = json.loads(text)
    return {field: tuple(a) if isinstance(a, list) else a for field, a in stored.items()}


def payload_hash(definition: str, language: str, answers: Answers) -> str:
    """SHA-256 over what a resident sent: the wording, the language and the answers.

    A resend has the same hash and gets the same receipt; anything else is another answer.
    """
    payload = "\n".join((definition, language, canonical(answers)))
    return hashlib.sha256(payload.encode()).hexdigest()
