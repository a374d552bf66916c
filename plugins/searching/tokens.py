"""A text as the search sees it: single Hanzi and whole words, each at its place in the text.

theme/static/search.js cuts a query in the same way; tests/search/ holds the two together.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from snowballstemmer import stemmer

_HANZI = "㐀-鿿豈-﫿\U00020000-\U000323af"
_NUMBER = r"[0-9]+(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+\.[0-9]+"
_WORD = r"[a-z0-9ß-ɏ]+(?:'[a-z]+)?"
_JOINING = " \\t\\r\\n/‐‑\u200b\u2060\ufeff-"  # these part no phrase; every other sign does
_SCAN = re.compile(f"([{_HANZI}])|({_NUMBER}|{_WORD})|[^{_JOINING}]")
_PORTER = stemmer("porter")
SHORTEST_STEM = 3  # letters: the stem of AED would be “a”


@dataclass(frozen=True, slots=True)
class Token:
    """A Hanzi or a word, and the place where it stands; a sign between two takes a place too."""

    term: str
    hanzi: bool
    at: int


def folded(text: str) -> str:
    """The text in lower case and in plain widths, every sign still at its place."""
    return text.translate({ord(sign): _folded_sign(sign) for sign in set(text)})


def tokens(text: str, language: str) -> Iterator[Token]:
    """Hanzi and words in the order of the text; English words by their stems."""
    for at, match in enumerate(_SCAN.finditer(folded(text))):
        if match.lastindex:
            hanzi = match.lastindex == 1
            yield Token(match[0] if hanzi else word(match[0], language), hanzi, at)


@cache
def word(written: str, language: str) -> str:
    """The word without its apostrophe and its commas; in English its stem (Porter 1980)."""
    plain = written.partition("'")[0].replace(",", "")
    if language != "en":
        return plain
    stem = str(_PORTER.stemWord(plain))
    if len(stem) >= SHORTEST_STEM:
        return stem
    return plain[:-1] if len(plain) > SHORTEST_STEM and plain[-1] in "sd" else plain


@cache
def _folded_sign(sign: str) -> str:
    if sign in "’‘":
        return "'"
    plain = unicodedata.normalize("NFKC", sign).lower()
    return plain if len(plain) == 1 else sign
