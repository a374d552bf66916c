"""What stands where: the keys of a page, and the places of each.

A key is a single Hanzi, a word, two neighbours of which one is a Hanzi, or `=` and a term of
the lexicon. Pairs and words know their places, so that a phrase is found where it stands and
nowhere else; single Hanzi and terms are only counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from plugins.searching.documents import Document
from plugins.searching.lexicon import Lexicon
from plugins.searching.tokens import Token, tokens

LONGEST = 27_000  # places; what stands later on a page is not found, so that no sign is a surrogate
BETWEEN = 2  # places between two parts of a page, which no phrase bridges
ZERO = 0x23  # the sign that stands for nought: the first that JSON leaves as it is


@dataclass
class PageTerms:
    """The keys of one page."""

    head: int = 0  # the first place after the heading
    length: int = 0
    places: dict[str, list[int]] = field(default_factory=dict)
    hanzi: Counter[str] = field(default_factory=Counter)
    hanzi_in_head: set[str] = field(default_factory=set)

    def count(self, phrase: Sequence[Token]) -> tuple[int, bool]:
        """How often the phrase stands on the page, and whether the heading has it."""
        if len(phrase) == 1 and phrase[0].hanzi:
            return self.hanzi[phrase[0].term], phrase[0].term in self.hanzi_in_head
        starts: set[int] | None = None
        for key, offset in cover(phrase):
            found = {at - offset for at in self.places.get(key, ())}
            starts = found if starts is None else starts & found
            if not starts:
                return 0, False
        starts = starts or set()
        return len(starts), bool(starts) and min(starts) < self.head


def terms_of(document: Document, language: str) -> PageTerms:
    """Every key of the page with its places."""
    page, start = PageTerms(), 0
    for number, text in enumerate(document.texts):
        found = [Token(t.term, t.hanzi, t.at + start) for t in tokens(text, language)]
        found = [token for token in found if token.at < LONGEST]
        _add(page, found, in_head=number < document.heads)
        start = (found[-1].at if found else start) + BETWEEN
        if number < document.heads:
            page.head = start
    page.length = start
    return page


def _add(page: PageTerms, found: Sequence[Token], *, in_head: bool) -> None:
    for token in found:
        if not token.hanzi:
            page.places.setdefault(token.term, []).append(token.at)
            continue
        page.hanzi[token.term] += 1
        if in_head:
            page.hanzi_in_head.add(token.term)
    for one, other in pairwise(found):
        if is_pair(one, other):
            page.places.setdefault(one.term + other.term, []).append(one.at)


def is_pair(one: Token, other: Token) -> bool:
    """Whether the two make a key: neighbours, and not two words."""
    return other.at == one.at + 1 and (one.hanzi or other.hanzi)


def cover(phrase: Sequence[Token]) -> list[tuple[str, int]]:
    """The fewest keys that together say the whole phrase, each with its offset in it."""
    keys, at = [], 0
    while at < len(phrase):
        token, last = phrase[at], at + 1 == len(phrase)
        if not last and (token.hanzi or phrase[at + 1].hanzi):
            keys.append((token.term + phrase[at + 1].term, at))
            at += 2
        elif token.hanzi and at:
            keys.append((phrase[at - 1].term + token.term, at - 1))
            at += 1
        else:
            keys.append((token.term, at))
            at += 1
    return keys


def encoded(pages: Iterable[PageTerms], lexicon: Lexicon) -> dict[str, str]:
    """Each key with its pages, as a string of signs: a sign is a number, counted from ZERO.

    A page is the gap from the one before, twice the count (one more where the heading has the
    key), and then, for pairs and words, the gaps between the places.
    """
    written: dict[str, list[str]] = {}
    last: dict[str, int] = {}
    for number, page in enumerate(pages):
        for key, count, in_head, places in _entries(page, lexicon):
            gap = number - last.get(key, -1)
            last[key] = number
            parts = written.setdefault(key, [])
            parts += (_sign(gap), _sign(count * 2 + in_head), places)
    return {key: "".join(parts) for key, parts in written.items()}


def _entries(page: PageTerms, lexicon: Lexicon) -> Iterable[tuple[str, int, bool, str]]:
    for key, places in page.places.items():
        yield key, len(places), places[0] < page.head, _gaps(places)
    for sign, count in page.hanzi.items():
        yield sign, count, sign in page.hanzi_in_head, ""
    for term in lexicon.terms:
        own, in_head = page.count(term.phrase)
        others = sum(page.count(other)[0] for other in term.others)
        if own or others:
            yield f"={term.name}", own + (others + 1) // 2, in_head, ""


def _gaps(places: Sequence[int]) -> str:
    first = _sign(places[0])
    if len(places) == 1:
        return first
    return first + "".join([_sign(b - a) for a, b in pairwise(places)])


def _sign(number: int) -> str:
    return chr(number + ZERO)
