"""What readers type and what our pages say: content/data/synonyms.yaml and the names of places."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from plugins.messages import fault
from plugins.reading.fields import lined_words
from plugins.searching.phrases import Phrase, phrase_of
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

    phrase: Phrase
    others: tuple[Phrase, ...]
    said: tuple[str, ...]  # the other ways, as they are written

    @property
    def name(self) -> str:
        """Its name, which is that of its phrase."""
        return self.phrase.name


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

    @cached_property
    def _by_first_key(self) -> dict[str, list[Phrase]]:
        """Everything that a page may say, by the first key of it."""
        every = (phrase for term in self.terms for phrase in (term.phrase, *term.others))
        phrases: dict[str, list[Phrase]] = {}
        for phrase in {phrase.name: phrase for phrase in every}.values():
            phrases.setdefault(phrase.keys[0][0], []).append(phrase)
        return phrases

    def phrases_with(self, *keys: Collection[str]) -> Iterable[Phrase]:
        """The phrases that begin with one of the keys."""
        begun = self._by_first_key
        return (phrase for some in keys for key in begun.keys() & some for phrase in begun[key])

    @cached_property
    def _meant(self) -> dict[str, list[Term]]:
        """The terms that each phrase stands for."""
        meant: dict[str, list[Term]] = {}
        for term in self.terms:
            for phrase in (term.phrase, *term.others):
                meant.setdefault(phrase.name, []).append(term)
        return meant

    def terms_said_by(self, phrases: Iterable[str]) -> Iterable[Term]:
        """The terms that the phrases of these names stand for, each once."""
        return {term.name: term for name in phrases for term in self._meant[name]}.values()

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
        phrase = phrase_of(word, language)
        others = {other.name: other for other in (phrase_of(one, language) for one in words)}
        others.pop(phrase.name, None)
        terms.setdefault(phrase.name, Term(phrase, tuple(others.values()), words))
    return (terms[name] for name in sorted(terms))
