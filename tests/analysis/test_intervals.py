"""The interval of a share, beside that of others' code and of published counts."""

from __future__ import annotations

import pytest
from scipy.stats import binom
from statsmodels.stats.proportion import proportion_confint

from analysis.library.intervals import wilson

BASES = (1, 2, 5, 30, 47, 116, 500, 2349, 1_000_000)


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize("level", [0.8, 0.95, 0.99])
def test_the_interval_agrees_with_statsmodels(base: int, level: float) -> None:
    for count in {0, 1, base // 10, base // 3, base // 2, base - 1, base}:
        ours = wilson(count, base, level)
        low, high = proportion_confint(count, base, alpha=1 - level, method="wilson")

        assert (ours.low, ours.high) == pytest.approx((low, high), abs=1e-12)


@pytest.mark.parametrize("base", BASES)
def test_nobody_and_everybody_have_limits_that_are_exact(base: int) -> None:
    assert wilson(0, base).low == 0.0
    assert wilson(base, base).high == 1.0


@pytest.mark.parametrize("share", [0.02, 0.124, 0.5])
def test_the_interval_covers_the_truth_about_as_often_as_it_says(share: float) -> None:
    base = 500
    covered = sum(
        float(binom.pmf(count, base, share))
        for count in range(base + 1)
        if wilson(count, base).low <= share <= wilson(count, base).high
    )

    assert 0.93 < covered < 0.97


@pytest.mark.parametrize(("count", "base"), [(0, 0), (5, 0), (-1, 10), (11, 10)])
def test_what_is_no_share_is_refused(count: int, base: int) -> None:
    with pytest.raises(ValueError, match=f"{count} of {base} is not a share"):
        wilson(count, base)
