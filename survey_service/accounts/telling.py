"""Turning what was kept, a key with its values, into a sentence in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy import Connection

from survey_service.accounts import branches, words
from survey_service.accounts.audit import Entry, Fact
from survey_service.accounts.audit_events import EVENTS
from survey_service.accounts.model import Branch, Kind, Role
from survey_service.accounts.tables import account

Word = Callable[..., str]  # a Chinese sentence and its values in, the reader's language out


@dataclass(frozen=True)
class Teller:
    """Tells in one language; knows the names of people and branches at the time of telling."""

    word: Word
    language: str
    branches: Mapping[str, Branch] = field(repr=False)
    people: Mapping[str, str] = field(repr=False)

    def tell(self, sentence: str, values: Mapping[str, Fact]) -> str:
        """The sentence, with codes turned into words."""
        said = {key: self.value(key, value) for key, value in values.items()}
        return self.word(sentence) % said if said else self.word(sentence)

    def entry(self, entry: Entry) -> str:
        """One line of the audit log."""
        actor = self.person(entry.actor) if entry.actor else self.word(words.COMMAND_LINE)
        named = {"actor": actor, "subject": self.subject(entry.subject)}
        if entry.event not in EVENTS:  # of a feature that is not installed any more
            return f"{actor} {entry.event} {entry.subject}"
        return self.tell(EVENTS[entry.event].sentence, {**entry.facts, **named})

    def value(self, key: str, value: Fact) -> str:
        """A value as a reader understands it, by the last word of its key."""
        kind = key.rpartition("_")[2]
        if kind in _WORDS and value in _WORDS[kind]:
            return self.word(_WORDS[kind][str(value)])
        if kind == "branch" and value in self.branches:
            return self.branches[str(value)].name.in_(self.language)
        return str(value)

    def subject(self, subject: str) -> str:
        """What an act was done to, in words."""
        kind, _, name = subject.partition(":")
        return self.person(name) if kind == "account" else name

    def person(self, account_id: str) -> str:
        """The name of somebody."""
        return self.people.get(account_id) or self.word(words.SOMEBODY)


_WORDS: dict[str, dict[str, str]] = {
    "role": {role.value: words.ROLES[role] for role in Role},
    "kind": {kind.value: words.KINDS[kind] for kind in Kind},
    "way": words.WAYS,
}


def teller(connection: Connection, word: Word, language: str) -> Teller:
    """A teller who knows everybody's name."""
    names = connection.execute(sa.select(account.c.id, account.c.name))
    known = {str(row.id): str(row.name) for row in names}
    return Teller(word, language, branches.every(connection), known)
