"""What was corrected after it was published, and which myths are due to be looked at again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from plugins.models import Article, Myth, Note


@dataclass(frozen=True)
class Change:
    """A correction, and the page that it was made on."""

    note: Note
    title: str
    url: str


@dataclass(frozen=True)
class Due:
    """A myth, and how many days ago it should have been looked at again (none: not yet)."""

    myth: Myth
    overdue: int


def changes(articles: Iterable[Article], myths: Iterable[Myth]) -> tuple[Change, ...]:
    """Every dated correction of articles and change of myths, the newest first."""
    return tuple(sorted(_all(articles, myths), key=lambda c: (c.note.date, c.url), reverse=True))


def in_order_of_review(myths: Iterable[Myth], day: dt.date) -> tuple[Due, ...]:
    """The myths by the day of their next review, the longest overdue first."""
    ordered = sorted(myths, key=lambda myth: (myth.review.next, myth.order))
    return tuple(Due(myth, max(0, (day - last_day(myth.review.next)).days)) for myth in ordered)


def last_day(text: str) -> dt.date:
    """The day; of a month or a year its last, for until then nobody is late."""
    year, month, day = (int(part) for part in f"{text}-00-00"[:10].split("-"))
    if day:
        return dt.date(year, month, day)
    following = dt.date(year + (month in (0, 12)), month % 12 + 1, 1)
    return following - dt.timedelta(days=1)


def _all(articles: Iterable[Article], myths: Iterable[Myth]) -> Iterator[Change]:
    for article in articles:
        for note in article.corrections:
            yield Change(note, article.title_text, article.url)
    for myth in myths:
        for note in myth.changes:
            yield Change(note, myth.fact_text, myth.url)
