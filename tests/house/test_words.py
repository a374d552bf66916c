"""Every word of the interface exists in both languages; the Chinese sentence is the key."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

from survey_model.text import LANGUAGES
from tests.house.tree import ROOT, files_of, room_of, shown

SOURCE, *TRANSLATED = LANGUAGES
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}|%[sd]")
HANZI = re.compile(r"[\u4e00-\u9fff]")


def test_every_word_that_a_template_or_a_room_says_is_translated() -> None:
    for language in TRANSLATED:
        known = {word for word, said in _catalogue(language).items() if all(said)}

        missing = {word: place for word, place in _said().items() if word not in known}

        assert not missing, f"not in the catalogue of {language!r}"


def test_no_catalogue_keeps_a_word_that_nobody_says() -> None:
    for language in TRANSLATED:
        assert set(_catalogue(language)) <= set(_said()), f"obsolete in {language!r}"


def test_no_translation_waits_to_be_checked() -> None:
    for path, catalogue in _files():
        unsure = [message.id for message in catalogue if message.id and message.fuzzy]

        assert not unsure, shown(path)
        assert not catalogue.obsolete, shown(path)


def test_a_translation_keeps_the_places_for_values() -> None:
    for language in TRANSLATED:
        lost = {
            word: said
            for word, said in _catalogue(language).items()
            for sentence in said
            if set(PLACEHOLDER.findall(sentence)) != set(PLACEHOLDER.findall(word))
        }

        assert not lost


def test_no_word_is_translated_twice_in_different_ways() -> None:
    said: dict[str, tuple[str, ...]] = {}
    twice = {}
    for path, catalogue in _files():
        for word, sentences in _sentences(catalogue):
            if said.setdefault(word, sentences) != sentences:
                twice[word] = shown(path)

    assert not twice


def test_no_template_says_a_word_past_the_catalogue() -> None:
    past = [
        f"{shown(path)}:{number}"
        for path in _templates()
        for number, line in enumerate(_visible(path.read_text()).splitlines(), start=1)
        if HANZI.search(line)
    ]

    assert not past


def _templates() -> tuple[Path, ...]:
    return tuple(path for path in files_of(".html", ".svg") if "templates" in path.parts)


def _visible(template: str) -> str:
    """The template without its comments and expressions, lines kept."""
    parts = r"\{#.*?#\}|\{\{.*?\}\}|\{%-?\s*trans\b.*?endtrans\s*-?%\}|\{%.*?%\}|<!--.*?-->"
    return re.sub(parts, lambda m: "\n" * m.group().count("\n"), template, flags=re.DOTALL)


@cache
def _said() -> dict[str, str]:
    """Each word with the place where it is said."""
    said: dict[str, str] = {}
    for path in _templates():
        said |= dict.fromkeys(_extracted(path, "jinja2.ext:babel_extract"), shown(path))
    for path in files_of(".py"):
        if room_of(path) in ("survey_service", "plugins") or path.parent == ROOT:
            said |= dict.fromkeys(_extracted(path, "python"), shown(path))
    return said


def _extracted(path: Path, method: str) -> Iterator[str]:
    options: dict[str, Any] = {"encoding": "utf-8", "newstyle_gettext": "true", "silent": "false"}
    for _, message, _, _ in extract_from_file(method, path, options=options):
        yield message if isinstance(message, str) else message[0]


@cache
def _files() -> tuple[tuple[Path, Catalog], ...]:
    paths = [path for path in files_of(".po") if path.is_relative_to(ROOT / "theme" / "locale")]
    return tuple(
        (path, read_po(BytesIO(path.read_bytes()), locale=path.parts[-3])) for path in paths
    )


def _sentences(catalogue: Catalog) -> Iterator[tuple[str, tuple[str, ...]]]:
    for message in catalogue:
        if not message.id:
            continue
        word = message.id if isinstance(message.id, str) else message.id[0]
        said = message.string
        yield word, (said,) if isinstance(said, str) else tuple(said or ())


def _catalogue(language: str) -> dict[str, tuple[str, ...]]:
    merged: dict[str, tuple[str, ...]] = {}
    for path, catalogue in _files():
        if path.parts[-3] == language:
            merged.update(_sentences(catalogue))
    return merged
