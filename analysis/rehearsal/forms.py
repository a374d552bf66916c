"""A page as a visitor's browser reads it: its forms, what each offers, and how it is filled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

from survey_model.answers import Answer

CHOSEN_BY_CLICK = ("radio", "checkbox")


class NotOffered(Exception):
    """The form has no such field, or no such choice in it."""


@dataclass
class Form:
    """One form. `hidden` is sent as it stands; `choices` may be chosen; `free` may be typed."""

    method: str
    action: str
    hidden: list[tuple[str, str]] = field(default_factory=list)
    choices: dict[str, list[str]] = field(default_factory=dict)
    free: set[str] = field(default_factory=set)

    def filled(self, answers: Mapping[str, Answer]) -> list[tuple[str, str]]:
        """Names and values as a browser would send them. Raises NotOffered."""
        given = [
            (name, str(value))
            for name, answer in answers.items()
            for value in (answer if isinstance(answer, tuple) else (answer,))
        ]
        for name, value in given:
            if name not in self.free and value not in self.choices.get(name, ()):
                raise NotOffered(f"the form offers no {name}={value}")
        return [*self.hidden, *given]


def forms_in(page: str) -> list[Form]:
    """Every form of a page, in order."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader.forms


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        of = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(Form(of.get("method", "get").lower(), of.get("action", "")))
        elif self.forms:
            self._control(tag, of)

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""

    def _control(self, tag: str, of: Mapping[str, str]) -> None:
        form, name, value = self.forms[-1], of.get("name", ""), of.get("value", "")
        if tag == "select":
            self._select = name
        elif tag == "option" and self._select and value:
            form.choices.setdefault(self._select, []).append(value)
        elif tag == "input" and of.get("type") == "hidden":
            form.hidden.append((name, value))
        elif tag == "input" and of.get("type") in CHOSEN_BY_CLICK:
            form.choices.setdefault(name, []).append(value)
        elif tag in ("input", "textarea") and name:
            form.free.add(name)
