"""A phrase as it is looked for: its name, and the fewest keys that together say it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from plugins.searching.tokens import Token, tokens


@dataclass(frozen=True)
class Phrase:
    """What stands side by side."""

    name: str  # Hanzi joined, words apart
    keys: tuple[tuple[str, int], ...]  # each with its offset in the phrase
    is_one_hanzi: bool


def phrase_of(text: str, language: str) -> Phrase:
    """The text as a phrase."""
    cut = tuple(tokens(text, language))
    return Phrase(_name(cut), tuple(_cover(cut)), len(cut) == 1 and cut[0].hanzi)


def _name(phrase: Sequence[Token]) -> str:
    name, after_word = "", False
    for token in phrase:
        name += f" {token.term}" if after_word and not token.hanzi else token.term
        after_word = not token.hanzi
    return name


def _cover(phrase: Sequence[Token]) -> list[tuple[str, int]]:
    """Pairs wherever one of two neighbours is a Hanzi; the last pair may overlap."""
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
