"""What somebody typed when their session had ended: carried through signing in, lost never.

Only a form that this browser was given is carried, so that nobody can slip a foreign one in.
Passwords and files are not carried.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask import request
from werkzeug.datastructures import MultiDict

from survey_service.accounts import destinations, visit
from survey_service.pages import N_

PREFIX = "carried."
TO = "carried-to."  # the page it was sent to, by its name
CSRF = "csrf_token"
LARGEST = 512 * 1024  # bytes of a sign-in form with a long article on its back

Pair = tuple[str, str]

# How a person would name a field; a field without a word is carried and not listed.
WORDS: dict[str, str] = {
    "name": N_("名称"),
    "login": N_("登录名"),
    "reason": N_("理由"),
    "email": N_("邮箱"),
    "name_en": N_("英文名"),
    "code": N_("代码"),
}


def name_fields(words: dict[str, str]) -> None:
    """Name the fields of a feature's forms, in Chinese sentences of the catalogue."""
    WORDS.update(words)


@dataclass(frozen=True)
class Carried:
    """A form on its way: to which page, and every field with its value."""

    to: dict[str, str]
    fields: tuple[Pair, ...]

    @property
    def hidden(self) -> tuple[Pair, ...]:
        """The hidden fields with which a form on the way carries it."""
        to = ((f"{TO}{name}", value) for name, value in self.to.items())
        return (*to, *((f"{PREFIX}{name}", value) for name, value in self.fields))

    @property
    def action(self) -> str | None:
        """The address to which it can be sent; None where there is no such page."""
        return destinations.address_of(self.to, "POST")

    @property
    def typed(self) -> tuple[Pair, ...]:
        """What a person would miss: the word of each field, and what stands in it."""
        return tuple((WORDS[n], v) for n, v in self.fields if n in WORDS and v.strip())


def picked_up() -> Carried | None:
    """The form that was just sent; None for one that was not given to this browser."""
    if not visit.is_from_here(request.form.get(CSRF, "")):
        return None
    return Carried(destinations.this_page(), tuple(_kept(request.form)))


def on_the_way() -> Carried | None:
    """What the sent form carries, if it carries anything."""
    sent = list(request.form.items(multi=True))
    to = {name.removeprefix(TO): value for name, value in sent if name.startswith(TO)}
    fields = tuple((n.removeprefix(PREFIX), v) for n, v in sent if n.startswith(PREFIX))
    return Carried(to, fields) if to else None


def _kept(form: MultiDict[str, str]) -> Iterable[Pair]:
    return ((n, v) for n, v in form.items(multi=True) if n != CSRF and "password" not in n)
