"""The confidence interval of a share, as if those who answered were a random sample."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

LEVEL = 0.95


@dataclass(frozen=True)
class Interval:
    """A share and the limits of its interval, all between 0 and 1."""

    share: float
    low: float
    high: float


def wilson(count: int, base: int, level: float = LEVEL) -> Interval:
    """The score interval of Wilson (1927): sound for rare and common answers and for small bases.

    Raises ValueError where there is no share: nobody in the base, or a count outside it.
    """
    if not 0 <= count <= base or base == 0:
        raise ValueError(f"{count} of {base} is not a share")
    share = count / base
    z2 = NormalDist().inv_cdf((1 + level) / 2) ** 2
    centre = (share + z2 / (2 * base)) / (1 + z2 / base)
    half = sqrt(z2 * (share * (1 - share) + z2 / (4 * base)) / base) / (1 + z2 / base)
    return Interval(
        share=share,
        low=0.0 if count == 0 else centre - half,  # exactly, not by a rounding error less
        high=1.0 if count == base else centre + half,
    )
