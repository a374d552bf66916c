"""A text as the search sees it: one sign for each Hanzi and each word, in the order of the text.

theme/static/search-words.js cuts a query in the same way; tests/browser/search/ holds the two
together.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from snowballstemmer import stemmer

HANZI = re.compile("[㐀-鿿豈-﫿\U00020000-\U000323af]")
_WORD = re.compile(r"[0-9]+(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+\.[0-9]+|[a-z0-9ß-ɏ]+(?:'[a-z]+)?")
_JOINING = re.compile("[ \\t\\r\\n‐‑\u200b\u2060\ufeff-]+")  # these part no phrase; others do
_OUR_SIGNS = 0xF0000  # a plane of Unicode that is left to everybody's own use: the words' signs
PARTING = "\0"
_PORTER = stemmer("porter")
SHORTEST_STEM = 3  # letters: the stem of AED would be “a”


@dataclass(frozen=True, slots=True)
class Token:
    """A Hanzi or a word, and the place where it stands; a sign between two takes a place too."""

    term: str
    hanzi: bool
    at: int


@dataclass
class Cutter:
    """Cuts texts of one language; a word has the same sign in all of them."""

    language: str
    signs: dict[str, str] = field(default_factory=dict)  # of each word as it is written
    words: dict[str, str] = field(default_factory=dict)  # by its sign

    def cut(self, text: str) -> str:
        """The text with one sign for each place."""
        return _JOINING.sub("", _WORD.sub(self._sign, text.translate(_FOLDING)))

    def _sign(self, match: re.Match[str]) -> str:
        written = match[0]
        if written not in self.signs:
            sign = chr(_OUR_SIGNS + len(self.signs))
            self.signs[written] = sign
            self.words[sign] = word(written, self.language)
        return self.signs[written]


def tokens(text: str, language: str) -> Iterator[Token]:
    """Hanzi and words in the order of the text; English words by their stems."""
    cutter = Cutter(language)
    for at, sign in enumerate(cutter.cut(text)):
        if HANZI.match(sign):
            yield Token(sign, hanzi=True, at=at)
        elif sign in cutter.words:
            yield Token(cutter.words[sign], hanzi=False, at=at)


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


class _Folding(dict[int, str]):
    """Lower case and plain widths, sign by sign, so that every sign stays at its place."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        plain = unicodedata.normalize("NFKC", sign).lower()
        if sign in "’‘":
            plain = "'"
        elif code >= _OUR_SIGNS:
            plain = PARTING
        self[code] = plain if len(plain) == 1 else sign
        return self[code]


_FOLDING = _Folding()
