"""The interface words of one language, and how it writes figures."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from gettext import NullTranslations
from pathlib import Path

from survey_model.text import LANGUAGES
from survey_model.words import translations

LARGEST_DENOMINATOR = 10
NEAR_ENOUGH = 0.015  # a spoken fraction may be this far from the measured share
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
    if share < 1 / LARGEST_DENOMINATOR:
        return 1, round(1 / share)
    wholes = range(2, LARGEST_DENOMINATOR + 1)
    choices = [(round(share * whole), whole) for whole in wholes]
    near = [c for c in choices if c[0] and abs(c[0] / c[1] - share) <= NEAR_ENOUGH]
    return near[0] if near else min(choices, key=lambda c: abs(c[0] / c[1] - share))
