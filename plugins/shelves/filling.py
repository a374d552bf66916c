"""Puts the articles of one language on their shelves, each once on every shelf it belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from plugins.addresses import OURSELVES
from plugins.models import Article
from plugins.reading.reference import Reference
from plugins.shelf_models import CityTile, Shelf, Shelves, Signature, Standing
from plugins.shelves.related import relate
from plugins.words import Words
from survey_model.place import City, County

Key = TypeVar("Key")
TOPICS, BYLINES, PLACES = (f"content/data/{name}.yaml" for name in ("topics", "bylines", "places"))


def fill(articles: tuple[Article, ...], words: Words, reference: Reference) -> Shelves:
    """Every shelf of one language, and where each article stands."""
    signatures = tuple(_signatures(articles, words, reference))
    places = tuple(_places(articles, words, reference))
    shelves = Shelves(
        sections=tuple(_sections(articles, words)),
        topics=tuple(_topics(articles, words, reference)),
        bylines=tuple(signature.shelf for signature in signatures if signature.shelf),
        places=places,
        province=_province(places, reference),
        signatures=signatures,
        cities=tuple(_cities(places, words, reference)),
    )
    return replace(shelves, standings=_standings(articles, shelves, words))


def sections_of(words: Words) -> dict[str, tuple[str, str]]:
    """The sections of an issue: name, and what stands in it."""
    return {
        "lead": (words.gettext("头条"), words.gettext("每一期最先要说的一件事。")),
        "feature": (words.gettext("专题"), words.gettext("一件事写透：数字、做法，还有没解决的。")),
        "brief": (
            words.gettext("各地简讯"),
            words.gettext("各地红十字会做了什么，一条一条短短地说。"),
        ),
        "editors-note": (
            words.gettext("编者按"),
            words.gettext("这一期为什么这样编，还缺什么稿子。"),
        ),
    }


def _sections(articles: Iterable[Article], words: Words) -> Iterator[Shelf]:
    groups = _grouped((article.section, article) for article in articles)
    for section, (name, note) in sections_of(words).items():
        if section in groups:
            path = f"/sections/{section}/"
            yield Shelf(section, path, words.language, name, note, groups[section], OURSELVES)


def _topics(articles: Iterable[Article], words: Words, reference: Reference) -> Iterator[Shelf]:
    groups = _grouped((topic, article) for article in articles for topic in article.topic_ids)
    for topic in reference.topics.values():
        if topic.id in groups:
            yield Shelf(
                id=topic.id,
                path=f"/topics/{topic.id}/",
                language=words.language,
                name=topic.name.in_(words.language),
                note=topic.note.in_(words.language),
                articles=groups[topic.id],
                file=TOPICS,
            )


def _signatures(
    articles: Iterable[Article], words: Words, reference: Reference
) -> Iterator[Signature]:
    """Everybody who signed anything, in the order of the file, then those it does not list."""
    language = words.language
    ids = {byline.name.in_(language): byline.id for byline in reference.bylines.values()}
    order = {name: place for place, name in enumerate(ids)}
    groups = _grouped((article.byline, article) for article in articles)
    for name in sorted(groups, key=lambda name: (order.get(name, len(order)), name)):
        shelf = None
        if name in ids:
            path = f"/correspondents/{ids[name]}/"
            shelf = Shelf(ids[name], path, language, name, "", groups[name], BYLINES)
        yield Signature(name, groups[name][0].byline_kind, groups[name], shelf)


def _places(articles: Iterable[Article], words: Words, reference: Reference) -> Iterator[Shelf]:
    """The province, each city with its counties, where anything came from there."""
    places = reference.places
    if places is None:
        return
    groups = _grouped((code, article) for article in articles for code in _codes(article))
    known: list[City | County] = [places.province]
    for city in places.cities:
        known += [city, *city.counties]
    for place in known:
        if place.code in groups:
            path, name = f"/places/{place.code}/", place.name.in_(words.language)
            yield Shelf(place.code, path, words.language, name, "", groups[place.code], PLACES)


def _province(places: Iterable[Shelf], reference: Reference) -> Shelf | None:
    code = reference.places.province.code if reference.places else ""
    return next((shelf for shelf in places if shelf.id == code), None)


def _codes(article: Article) -> tuple[str, ...]:
    """The codes of the place and of the city that it lies in."""
    place = article.place
    return tuple(dict.fromkeys((place.code, place.city or place.code))) if place else ()


def _cities(places: Iterable[Shelf], words: Words, reference: Reference) -> Iterator[CityTile]:
    by_code = {shelf.id: shelf for shelf in places}
    for city in reference.places.cities if reference.places else ():
        counties = (by_code.get(county.code) for county in city.counties)
        yield CityTile(
            code=city.code,
            name=city.name.in_(words.language),
            shelf=by_code.get(city.code),
            counties=tuple(county for county in counties if county),
        )


def _standings(
    articles: Iterable[Article], shelves: Shelves, words: Words
) -> dict[Article, Standing]:
    sections, bylines, topics = (
        _by_article(several) for several in (shelves.sections, shelves.bylines, shelves.topics)
    )
    places = {shelf.id: shelf for shelf in shelves.places}
    related = relate(articles, {topic.id: topic.name for topic in shelves.topics}, words)
    return {
        article: Standing(
            section=next(iter(sections.get(article, ())), None),
            byline=next(iter(bylines.get(article, ())), None),
            place=places.get(article.place.code) if article.place else None,
            topics=tuple(topics.get(article, ())),
            related=related[article],
        )
        for article in articles
    }


def _by_article(shelves: Iterable[Shelf]) -> dict[Article, list[Shelf]]:
    standing: dict[Article, list[Shelf]] = {}
    for shelf in shelves:
        for article in shelf.articles:
            standing.setdefault(article, []).append(shelf)
    return standing


def _grouped(pairs: Iterable[tuple[Key, Article]]) -> dict[Key, tuple[Article, ...]]:
    groups: dict[Key, list[Article]] = {}
    for key, article in pairs:
        groups.setdefault(key, []).append(article)
    return {key: tuple(several) for key, several in groups.items()}
