"""The day of a build: a part of what goes in, never the clock, so that a build can be repeated."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator

from plugins.reading.library import Edition, Library
from survey_model.wave import ZONE

SETTING = "SOURCE_DATE_EPOCH"


def day_of_build(library: Library) -> dt.date:
    """The day in China of SOURCE_DATE_EPOCH; without it, the newest day that the content tells."""
    epoch = os.environ.get(SETTING)
    if epoch:
        return dt.datetime.fromtimestamp(int(epoch), ZONE).date()
    return first_day(newest_day(library))


def newest_day(library: Library) -> str:
    """The newest day, month or year at which anything was published, written, changed or read."""
    days = [day for edition in library.editions.values() for day in _days(edition)]
    accessed = (source.accessed for source in library.reference.sources.values())
    return max((day for day in (*days, *accessed) if day), default="1970")


def first_day(text: str) -> dt.date:
    """The day; of a month or a year its first."""
    return dt.date.fromisoformat(f"{text}-01-01"[:10])


def _days(edition: Edition) -> Iterator[str]:
    yield from (article.modified for article in edition.articles)
    yield from (myth.modified for myth in edition.myths)
    yield from (page.updated for page in edition.pages)
