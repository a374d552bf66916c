"""The keys of all pages together: made from nothing, or mended where a few pages changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import sub

from plugins.searching.documents import Document
from plugins.searching.lexicon import Lexicon
from plugins.searching.postings import SIGNS, ZERO, entries_of, terms_of
from plugins.searching.tokens import HANZI

FEW = 20  # pages: with more that changed, making all is cheaper than mending


@dataclass(frozen=True)
class Index:
    """Pages by number, and each key with the numbers of its pages and what they say of it."""

    documents: tuple[Document, ...]
    lengths: tuple[int, ...]  # places
    hanzi: tuple[str, ...]  # every Hanzi of each page, once
    keys: dict[str, str]


def make(documents: Sequence[Document], lexicon: Lexicon, language: str) -> Index:
    """The index of these pages."""
    lengths, hanzi, entries = [], [], []
    for document in documents:
        page = terms_of(document, language)
        lengths.append(page.length)
        hanzi.append("".join(page.hanzi))
        entries.append(entries_of(page, lexicon))  # the places are let go with the page
    return Index(tuple(documents), tuple(lengths), tuple(hanzi), _merged(entries))


def mend(index: Index, documents: Sequence[Document], lexicon: Lexicon, language: str) -> Index:
    """The index of these pages, from that of the same pages before a few of them changed."""
    pairs = list(zip(index.documents, documents, strict=False))
    changed = [number for number, (old, new) in enumerate(pairs) if old != new]
    same = len(index.documents) == len(documents) and all(o.url == n.url for o, n in pairs)
    if not same or len(changed) > FEW:
        return make(documents, lexicon, language)
    lengths, hanzi, keys = list(index.lengths), list(index.hanzi), dict(index.keys)
    for number in changed:
        before = entries_of(terms_of(index.documents[number], language), lexicon)
        page = terms_of(documents[number], language)
        lengths[number], hanzi[number] = page.length, "".join(page.hanzi)
        after = entries_of(page, lexicon)
        for key in before.keys() | after.keys():
            if before.get(key) != after.get(key):
                keys[key] = _patched(key, keys.get(key, ""), number, after.get(key))
                if not keys[key]:
                    del keys[key]
    return Index(tuple(documents), tuple(lengths), tuple(hanzi), keys)


def _merged(pages: Iterable[dict[str, str]]) -> dict[str, str]:
    """The entries of all pages by key; before each stands the gap from the page before it."""
    numbers: defaultdict[str, list[int]] = defaultdict(lambda: [-1])
    entries: defaultdict[str, list[str]] = defaultdict(list)
    for number, page in enumerate(pages):
        for key, entry in page.items():
            numbers[key].append(number)
            entries[key].append(entry)
    return {
        key: "".join(chain.from_iterable(_spaced(numbers[key], e))) for key, e in entries.items()
    }


def _spaced(numbers: Sequence[int], entries: Sequence[str]) -> Iterable[tuple[str, str]]:
    gaps = map(sub, numbers[1:], numbers)
    return zip(map(SIGNS.__getitem__, gaps), entries, strict=True)


def _patched(key: str, pages: str, number: int, entry: str | None) -> str:
    """The pages of a key, with another entry for one of them, or with none."""
    is_counted = key.startswith("=") or HANZI.fullmatch(key) is not None
    at, before = 0, -1
    while at < len(pages) and before + ord(pages[at]) - ZERO < number:
        before += ord(pages[at]) - ZERO
        at += _size(pages, at, is_counted=is_counted)
    rest, following = pages[at:], before
    if rest:
        following += ord(rest[0]) - ZERO
    if rest and following == number:
        rest = rest[_size(rest, 0, is_counted=is_counted) :]
        following = number + ord(rest[0]) - ZERO if rest else number
    written, last = pages[:at], before
    if entry is not None:
        written, last = written + SIGNS[number - before] + entry, number
    return written + SIGNS[following - last] + rest[1:] if rest else written


def _size(pages: str, at: int, *, is_counted: bool) -> int:
    """How many signs the entry takes that begins there, with its gap."""
    return 2 if is_counted else 2 + (ord(pages[at + 1]) - ZERO) // 2
