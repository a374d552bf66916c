"""Which other articles a reader may want next: those about the same belief, topic or place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from plugins.models import Article
from plugins.shelf_models import Related
from plugins.words import Words

MOST = 4  # shown beside an article
NEAR = 6  # on either side in time; more would cost a large archive a comparison of all with all
WEIGHTS = {"myth": 4, "county": 3, "topic": 2, "city": 1}  # of what two articles may share

Trait = tuple[str, str]  # a kind, and which of it


@dataclass
class Kin:
    """Articles by what they share, in one language, newest first."""

    words: Words
    topics: dict[str, str]  # id to name
    groups: dict[Trait, list[Article]] = field(default_factory=dict)
    positions: dict[tuple[Trait, Article], int] = field(default_factory=dict)

    def add(self, article: Article) -> None:
        """Keep an article under everything that others may share with it."""
        for trait in _traits(article):
            group = self.groups.setdefault(trait, [])
            self.positions[trait, article] = len(group)
            group.append(article)

    def of(self, article: Article) -> tuple[Related, ...]:
        """Those that share most with it; the nearest in time where several share as much."""
        shared: dict[Article, list[Trait]] = {}
        beside = (article.previous, article.next)  # these are offered anyway
        for trait in _traits(article):
            for other in self._near(trait, article):
                if other not in beside:
                    shared.setdefault(other, []).append(trait)
        ranked = sorted(shared.items(), key=lambda pair: -sum(WEIGHTS[kind] for kind, _ in pair[1]))
        return tuple(Related(other, self._why(traits[0], other)) for other, traits in ranked[:MOST])

    def _near(self, trait: Trait, article: Article) -> Iterator[Article]:
        """Those of the group that stand nearest, nearest first."""
        group, here = self.groups[trait], self.positions[trait, article]
        around = range(max(0, here - NEAR), min(len(group), here + NEAR + 1))
        for place in sorted(around, key=lambda place: abs(place - here)):
            if place != here:
                yield group[place]

    def _why(self, trait: Trait, other: Article) -> str:
        kind, name = trait
        place = other.place.name if other.place else ""
        return {
            "myth": self.words.gettext("说到同一条正误"),
            "county": self.words.gettext("同在%(place)s", place=place),
            "topic": self.words.gettext("同一话题：%(name)s", name=self.topics.get(name, "")),
            "city": self.words.gettext("同一个市"),
        }[kind]


def relate(
    articles: Iterable[Article], topics: dict[str, str], words: Words
) -> dict[Article, tuple[Related, ...]]:
    """The related articles of each. `topics` are names by id."""
    kin, articles = Kin(words, topics), tuple(articles)
    for article in articles:
        kin.add(article)
    return {article: kin.of(article) for article in articles}


def _traits(article: Article) -> tuple[Trait, ...]:
    """What others may share with it, the weightiest first. The whole province says nothing."""
    place = article.place
    traits = [("myth", myth) for myth in article.myth_ids]
    if place and place.city and place.code != place.city:
        traits.append(("county", place.code))
    traits += [("topic", topic) for topic in article.topic_ids]
    if place and place.city:
        traits.append(("city", place.city))
    return tuple(traits)
