"""The interface words of one language, and how it writes figures."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from gettext import NullTranslations
from pathlib import Path

from survey_model.text import LANGUAGES
from survey_model.words import translations

SMALL_GROUPS = (2, 3, 4, 5, 6, 7, 8, 9, 10, 20)  # of which people say “so many”
RAREST_SPOKEN = 0.005  # below this, “1 in so many” says more than anybody knows


@dataclass(frozen=True)
class Words:
    """Chinese sentences in, the reader's language out."""

    language: str
    catalogue: NullTranslations

    def gettext(self, message: str, /, **values: object) -> str:
        """The sentence in this language, with its values put in."""
        text = self.catalogue.gettext(message)
        return text % values if values else text

    def share(self, share: float) -> str:
        """12.4%, from a share between 0 and 1."""
        return f"{share * 100:.1f}%"

    def in_words(self, share: float) -> str:
        """每8位受访者约1位: a share as people say it."""
        part, whole = _spoken_fraction(share)
        if part == 0:
            return self.gettext("每%(whole)s位受访者不到1位", whole=whole)
        if part == whole:
            return self.gettext("几乎每位受访者")
        return self.gettext("每%(whole)s位受访者约%(part)s位", whole=whole, part=part)


def number(value: Decimal) -> str:
    """82,460: thousands apart, decimals as they were given."""
    return f"{value:,f}"


def words_of_every_language(locale: Path) -> dict[str, Words]:
    """The words of each language we publish in."""
    return {language: Words(language, translations(language, locale)) for language in LANGUAGES}


def _spoken_fraction(share: float) -> tuple[int, int]:
    """The plainest fraction near the share, as (part, whole)."""
    if share < RAREST_SPOKEN:
        return 0, 200
    if share < 1 / max(SMALL_GROUPS[:-1]):
        return 1, round(1 / share)
    choices = [(round(share * whole), whole) for whole in SMALL_GROUPS]
    return min(choices, key=lambda choice: _distance(choice, share))


def _distance(choice: tuple[int, int], share: float) -> tuple[float, int]:
    """How far the fraction is from the share in whole points, then how large the group is."""
    part, whole = choice
    return round(abs(part / whole - share), 2), whole
