"""Days as a reader of each language writes them."""

from __future__ import annotations

import re
from datetime import date

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def is_iso(text: str) -> bool:
    """Whether the text is a real year, month or day: 2019, 2019-10 or 2019-10-16."""
    match = _ISO.fullmatch(text)
    if match is None:
        return False
    year, month, day = match.groups()
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return False
    return True


def is_day(text: str) -> bool:
    """Whether the text is one real day, such as 2019-10-16."""
    return len(text) == len("2019-10-16") and is_iso(text)


def date_text(text: str, language: str) -> str:
    """2019年10月16日, 2019年10月 or 2019年; 16 October 2019 in English. Other words stay."""
    if not is_iso(text):
        return text
    year, month, day = (int(part) if part else 0 for part in _ISO.fullmatch(text).groups())  # type: ignore[union-attr]
    if language == "en":
        parts = [str(day) if day else "", _MONTHS[month - 1] if month else "", str(year)]
        return " ".join(part for part in parts if part)
    return f"{year}年" + (f"{month}月" if month else "") + (f"{day}日" if day else "")


def span_text(first: date, last: date, language: str) -> str:
    """From the first day to the last, both included."""
    link = " to " if language == "en" else "至"
    if first == last:
        return date_text(first.isoformat(), language)
    return link.join(date_text(day.isoformat(), language) for day in (first, last))
