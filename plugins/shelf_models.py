"""The same articles in other orders: by section, topic, byline and place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from plugins.addresses import address
from plugins.models import Article, Issue


@dataclass(frozen=True)
class Shelf:
    """Articles under one name, newest issue first. `path` is its address without language."""

    id: str
    path: str
    language: str
    name: str
    note: str
    articles: tuple[Article, ...]
    file: str

    @property
    def url(self) -> str:
        """Its address."""
        return address(self.language, self.path)

    @property
    def modified(self) -> str:
        """The newest day that any of its articles tells."""
        return max((article.modified for article in self.articles), default="")


@dataclass(frozen=True)
class ShelfPage:
    """A piece of a shelf that is not too long to read, with the way to its neighbours."""

    shelf: Shelf
    path: str
    by_issue: tuple[tuple[Issue, tuple[Article, ...]], ...]
    older: str  # address, or nothing
    newer: str


@dataclass(frozen=True)
class Signature:
    """Whoever signs articles, with a shelf where an address was given to the name."""

    name: str
    kind: str
    articles: tuple[Article, ...]
    shelf: Shelf | None


@dataclass(frozen=True)
class CityTile:
    """A city of the province: what came from it as a whole, and from which counties."""

    code: str
    name: str
    shelf: Shelf | None
    counties: tuple[Shelf, ...]


@dataclass(frozen=True)
class Related:
    """Another article, and what the two share."""

    article: Article
    why: str


@dataclass(frozen=True)
class Standing:
    """Where one article stands: its shelves, and the articles near it."""

    section: Shelf | None = None
    byline: Shelf | None = None
    place: Shelf | None = None
    topics: tuple[Shelf, ...] = ()
    related: tuple[Related, ...] = ()


@dataclass(frozen=True)
class Shelves:
    """Every order of one language's articles."""

    sections: tuple[Shelf, ...] = ()
    topics: tuple[Shelf, ...] = ()
    bylines: tuple[Shelf, ...] = ()
    places: tuple[Shelf, ...] = ()  # the province, cities and counties that have stories
    province: Shelf | None = None
    signatures: tuple[Signature, ...] = ()
    cities: tuple[CityTile, ...] = ()
    standings: Mapping[Article, Standing] = field(default_factory=dict)

    @cached_property
    def by_path(self) -> dict[str, Shelf]:
        """Every shelf by its address without language."""
        return {shelf.path: shelf for shelf in self.all}

    @property
    def all(self) -> tuple[Shelf, ...]:
        """Every shelf that has a page."""
        return (*self.sections, *self.topics, *self.bylines, *self.places)
