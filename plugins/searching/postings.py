"""What stands where: the keys of a page, and the places of each.

A key is a single Hanzi, a word, two neighbours of which one is a Hanzi, or `=` and a term of
the lexicon. Pairs and words know their places, so that a phrase is found where it stands and
nowhere else; single Hanzi and terms are only counted.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import add

from plugins.searching.documents import Document
from plugins.searching.lexicon import Lexicon
from plugins.searching.phrases import Phrase
from plugins.searching.tokens import HANZI, PARTING, Cutter

LONGEST = 27_000  # places; what stands later is not found, so that no sign is half a sign
ZERO = 0x23  # the sign that stands for nought: the first that JSON leaves as it is
SIGNS = [chr(number) for number in range(ZERO, 0xD800)]


@dataclass(frozen=True)
class PageTerms:
    """The keys of one page."""

    head: int  # the first place after the heading
    length: int
    places: dict[str, list[int]]
    hanzi: dict[str, int]
    hanzi_in_head: frozenset[str]

    def count(self, phrase: Phrase) -> tuple[int, bool]:
        """How often the phrase stands on the page, and whether the heading has it."""
        if phrase.is_one_hanzi:
            return self.hanzi.get(phrase.name, 0), phrase.name in self.hanzi_in_head
        if any(key not in self.places for key, _ in phrase.keys):
            return 0, False
        found = ({at - offset for at in self.places[key]} for key, offset in phrase.keys)
        starts = set.intersection(*found)
        return len(starts), bool(starts) and min(starts) < self.head


def terms_of(document: Document, language: str) -> PageTerms:
    """Every key of the page with its places."""
    cutter = Cutter(language)
    head = cutter.cut(PARTING.join(document.texts[: document.heads]))
    rest = cutter.cut(PARTING.join(document.texts[document.heads :]))
    signs = f"{head}{PARTING}{rest}"[:LONGEST]
    counted = Counter(signs)
    hanzi = {sign: counted[sign] for sign in HANZI.findall("".join(counted))}
    return PageTerms(
        head=len(head),
        length=len(signs),
        places=_places(signs, hanzi, cutter.words),
        hanzi=hanzi,
        hanzi_in_head=frozenset(hanzi).intersection(head),
    )


def _places(signs: str, hanzi: Mapping[str, int], words: Mapping[str, str]) -> dict[str, list[int]]:
    """The places of every word, and of every pair of neighbours of which one is a Hanzi."""
    pairs: defaultdict[str, list[int]] = defaultdict(list)
    for at, pair in enumerate(map(add, signs, signs[1:])):
        pairs[pair].append(at)
    places: dict[str, list[int]] = {}
    for pair, found in pairs.items():
        one, other = pair[0], pair[1]
        if one in hanzi and other in hanzi:
            places[pair] = found
        elif (one in hanzi and other in words) or (one in words and other in hanzi):
            key = words.get(one, one) + words.get(other, other)
            places[key] = sorted([*places.get(key, ()), *found])
    for at, sign in enumerate(signs):
        if sign in words:
            places.setdefault(words[sign], []).append(at)
    return places


def entries_of(page: PageTerms, lexicon: Lexicon) -> dict[str, str]:
    """Each key of the page with its signs: a sign is a number, counted from ZERO.

    Twice the count, one more where the heading has the key; then, for pairs and words, the
    gaps between the places.
    """
    head, signs = page.head, SIGNS
    entries = {
        key: signs[2 * len(places) + (places[0] < head)] + _gaps(places)
        for key, places in page.places.items()
    }
    for hanzi, count in page.hanzi.items():
        entries[hanzi] = signs[2 * count + (hanzi in page.hanzi_in_head)]
    for name, (count, in_head) in _terms(page, lexicon).items():
        entries[f"={name}"] = signs[2 * count + in_head]
    return entries


def _gaps(places: Sequence[int]) -> str:
    if len(places) == 1:
        return SIGNS[places[0]]
    return SIGNS[places[0]] + "".join([SIGNS[b - a] for a, b in pairwise(places)])


def _terms(page: PageTerms, lexicon: Lexicon) -> dict[str, tuple[int, bool]]:
    """The terms that the page says: how often, other words for it counted half."""
    counts = {p.name: page.count(p) for p in lexicon.phrases_with(page.places, page.hanzi)}
    said = {name: counted for name, counted in counts.items() if counted[0]}
    terms = {}
    for term in lexicon.terms_said_by(said):
        own, in_head = said.get(term.name, (0, False))
        others = sum(said[other.name][0] for other in term.others if other.name in said)
        terms[term.name] = (own + (others + 1) // 2, in_head)
    return terms
