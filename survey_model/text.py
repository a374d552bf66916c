"""A sentence in both languages."""

from __future__ import annotations

from dataclasses import dataclass

LANGUAGES = ("zh", "en")  # the first is the source language


@dataclass(frozen=True)
class Text:
    """One sentence as a reader of either language meets it."""

    zh: str
    en: str

    def in_(self, language: str) -> str:
        """The sentence in `language`. Raises ValueError for a language we do not publish in."""
        if language not in LANGUAGES:
            message = f"no text is kept in {language!r}; languages are {', '.join(LANGUAGES)}"
            raise ValueError(message)
        return self.en if language == "en" else self.zh
