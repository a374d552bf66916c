"""What readers type and what our pages say: content/data/synonyms.yaml and the names of places."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from plugins.messages import fault
from plugins.reading.fields import lined_words
from plugins.searching.tokens import Token, tokens
from survey_model.faults import Fault, Faults
from survey_model.fields import Fields
from survey_model.place import Places
from survey_model.text import LANGUAGES
from survey_model.yaml_strings import Mapping, read_yaml_file

FILE = "data/synonyms.yaml"
LISTS = ("questions", "endings", "fillers", "words")
KINDS_OF_PLACE = ("畲族自治县", "县", "市", "区")
SHORTEST_NAME = 2  # Hanzi: nobody says 路 for 路桥区


@dataclass(frozen=True)
class Term:
    """What a reader may type, and the other ways in which a page may say it."""

    name: str
    phrase: tuple[Token, ...]
    others: tuple[tuple[Token, ...], ...]
    said: tuple[str, ...]  # the other ways, as they are written


@dataclass(frozen=True)
class Lexicon:
    """The terms of one language, and the words of a question that ask and name nothing."""

    terms: tuple[Term, ...] = ()
    questions: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    fillers: tuple[str, ...] = ()

    @property
    def signs(self) -> set[str]:
        """Every sign that it is written with."""
        words = (*self.questions, *self.endings, *self.fillers, *(t.name for t in self.terms))
        return set("".join(words))

    def said_in(self, keys: Collection[str]) -> Lexicon:
        """Without terms that no page says; those of several words stay, lest they be parted."""
        kept = (term for term in self.terms if " " in term.name or f"={term.name}" in keys)
        return replace(self, terms=tuple(kept))

    def for_the_browser(self) -> dict[str, object]:
        """What search.js is given of it."""
        return {
            "questions": self.questions,
            "endings": self.endings,
            "fillers": self.fillers,
            "terms": {term.name: term.said for term in self.terms},
        }


def read_lexicons(content: Path, places: Places | None, faults: list[Fault]) -> dict[str, Lexicon]:
    """The lexicon of each language; places alone where the file does not exist."""
    names = _names_of(places)
    path, file = content / FILE, f"content/{FILE}"
    if not path.is_file():
        return {lang: _lexicon(lang, {}, names if lang == "zh" else {}) for lang in LANGUAGES}
    try:
        node = read_yaml_file(path, file)
    except Faults as refused:
        faults.extend(refused.faults)
        return {language: Lexicon() for language in LANGUAGES}
    whole = Fields(node if isinstance(node, Mapping) else Mapping((), 1), file, faults)
    lexicons = {}
    for language in LANGUAGES:
        fields = whole.mapping(language) or Fields(Mapping((), 1), file, faults)
        lists = {name: fields.strings(name) for name in LISTS}
        said = (names if language == "zh" else {}) | _groups(fields)
        lexicons[language] = _lexicon(language, lists, said)
        fields.refuse_unknown()
    whole.refuse_unknown()
    return lexicons


def faults_of_synonyms(content: Path) -> list[Fault]:
    """What is wrong in the file, for the checks without a build."""
    faults: list[Fault] = []
    read_lexicons(content, None, faults)
    return faults


def _groups(fields: Fields) -> dict[str, tuple[str, ...]]:
    """Each word that stands for others, with the others."""
    said: dict[str, tuple[str, ...]] = {}
    for group in fields.mappings("groups"):
        words, also = lined_words(group, "words"), group.strings("also")
        group.refuse_unknown()
        together = [word for word, _ in words] + list(also)
        for word, line in words:
            if word in said:
                group.faults.append(fault("synonym_twice", group.file, line, word=word))
            said[word] = tuple(other for other in together if other != word)
    return said


def _names_of(places: Places | None) -> dict[str, tuple[str, ...]]:
    """Cities and counties: 余杭区 is also called 余杭."""
    if places is None:
        return {}
    names = [
        name for city in places.cities for name in (city.name, *(c.name for c in city.counties))
    ]
    said: dict[str, tuple[str, ...]] = {}
    for name in (name.zh for name in names):
        kind = next((kind for kind in KINDS_OF_PLACE if name.endswith(kind)), "")
        short = name.removesuffix(kind)
        said[name] = (short,) if len(short) >= SHORTEST_NAME else ()
        if len(short) >= SHORTEST_NAME:
            said.setdefault(short, ())
    return said


def _lexicon(
    language: str, lists: dict[str, tuple[str, ...]], said: dict[str, tuple[str, ...]]
) -> Lexicon:
    alone: dict[str, tuple[str, ...]] = dict.fromkeys(lists.get("words", ()), ())
    return Lexicon(
        terms=tuple(_terms(language, alone | said)),
        questions=lists.get("questions", ()),
        endings=lists.get("endings", ()),
        fillers=lists.get("fillers", ()),
    )


def _terms(language: str, said: dict[str, tuple[str, ...]]) -> Iterable[Term]:
    """One for each name; words with one stem share it, and the first of them holds."""
    terms: dict[str, Term] = {}
    for word, words in said.items():
        phrase = tuple(tokens(word, language))
        name = name_of(phrase)
        others = {name_of(other): other for other in _cut(words, language)}
        others.pop(name, None)
        terms.setdefault(name, Term(name, phrase, tuple(others.values()), words))
    return (terms[name] for name in sorted(terms))


def _cut(words: Iterable[str], language: str) -> Iterable[tuple[Token, ...]]:
    return (tuple(tokens(word, language)) for word in words)


def name_of(phrase: Iterable[Token]) -> str:
    """The phrase as a key: Hanzi joined, words apart."""
    name, after_word = "", False
    for token in phrase:
        name += f" {token.term}" if after_word and not token.hanzi else token.term
        after_word = not token.hanzi
    return name
