"""Phrase marks in headings, and how long a text is for a reader."""

from __future__ import annotations

import math
import re

from markupsafe import Markup, escape

HANZI_A_MINUTE = 400
LATIN_WORDS_A_MINUTE = 220

_HANZI = re.compile(r"[㐀-䶿一-鿿豈-﫿]")
_LATIN_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_TAG = re.compile(r"<[^>]*>")
_BETWEEN_WORDS = re.compile(r"(?<=[!-~’”])\|(?=[!-~‘“])")  # Latin on both sides


def phrased(text: str) -> Markup:
    """The text with each `|` as a place for a line break; between Latin words a space too."""
    parts = _BETWEEN_WORDS.sub(" |", text).split("|")
    return Markup("<wbr>").join(escape(part) for part in parts)


def unmarked(text: str) -> str:
    """The text without its phrase marks; between Latin words they were spaces."""
    return _BETWEEN_WORDS.sub(" ", text).replace("|", "")


def hanzi_in(text: str) -> int:
    """How many Chinese characters stand in the text."""
    return len(_HANZI.findall(text))


def latin_words_in(text: str) -> int:
    """How many words in Latin letters stand in the text."""
    return len(_LATIN_WORD.findall(text))


def minutes_to_read(html: str) -> int:
    """Whole minutes, at least one: Chinese by the character, Latin text by the word."""
    text = _TAG.sub(" ", html)
    minutes = hanzi_in(text) / HANZI_A_MINUTE + latin_words_in(text) / LATIN_WORDS_A_MINUTE
    return max(1, math.ceil(minutes))


def bare(text: str) -> str:
    """Letters and characters only, lower case: for asking whether two sentences say the same."""
    return re.sub(r"[\W_]+", "", unmarked(text)).lower()


def says(heading: str, claim: str) -> bool:
    """Whether the claim stands in the heading, whatever the punctuation."""
    words = bare(claim)
    return bool(words) and words in bare(heading)
