"""A finding as a picture: a dot for the share, on a bar that is its 95 % interval."""

from __future__ import annotations

import math

from markupsafe import Markup

from plugins import svg
from plugins.chart_figure import table
from plugins.finding_models import AnswerShare
from plugins.words import Words

STEPS = (0.05, 0.1, 0.2, 0.25)  # between the ticks of the scale; at most four steps fit


def estimates(
    name: str,
    title: str,
    answers: tuple[AnswerShare, ...],
    limits: dict[str, tuple[float, float]],
    words: Words,
) -> Markup:
    """The shares of one item on one scale from zero. `limits` are the interval by code."""
    shown = [answer for answer in answers if answer.share is not None and answer.code in limits]
    if not shown:
        return Markup()
    step = _step(max(limits[answer.code][1] for answer in shown))
    longest = step * 4
    bands = []
    for answer in shown:
        bands.append(svg.label_with_value(answer.label, answer.share_text))
        bands.append(_interval(answer, limits[answer.code], longest))
    bands.append(_scale(step))
    description = words.gettext("点是比例，横条是95%区间。数字见下表。")
    return svg.drawing(name, title, description, bands)


def numbers(answers: tuple[AnswerShare, ...], caption: str, words: Words) -> Markup:
    """The same numbers as a table; nothing for an item whose answers have no codes to count."""
    if not answers:
        return Markup()
    heads = [
        words.gettext("答案"),
        words.gettext("人数"),
        words.gettext("比例"),
        words.gettext("95%区间"),
    ]
    return table(caption, heads, [_cells(answer, words) for answer in answers], {1, 2, 3})


def _cells(answer: AnswerShare, words: Words) -> list[str]:
    if answer.suppressed or answer.count is None:
        return [answer.label, words.gettext("人数太少，不公布"), "", ""]
    if answer.share is None:
        return [answer.label, f"{answer.count:,}", "", ""]
    interval = words.gettext("%(low)s至%(high)s", low=answer.low_text, high=answer.high_text)
    return [answer.label, f"{answer.count:,}", answer.share_text, interval]


def _interval(answer: AnswerShare, limits: tuple[float, float], longest: float) -> svg.Band:
    hot = " hot" if answer.is_belief else ""
    low, high = (svg.percent(limit, longest) for limit in limits)
    bar = svg.line(f"ci{hot}", (low, 0.8), (high, 0.8))
    return svg.Band(2.1, (bar, svg.dot(f"dot{hot}", svg.percent(answer.share or 0, longest), 0.8)))


def _scale(step: float) -> svg.Band:
    """Four steps with three words, so that the words never meet."""
    ticks = [svg.line("grid", (f"{25 * n}%", 0.0), (f"{25 * n}%", 0.5)) for n in range(5)]
    base = svg.line("grid", ("0%", 0.0), ("100%", 0.0))
    anchors = ("", "middle", "end")
    texts = [
        svg.text(f"{step * 2 * n * 100:g}%", 1.8, x=f"{50 * n}%", anchor=anchor, kind="q")
        for n, anchor in enumerate(anchors)
    ]
    return svg.Band(2.2, (base, *ticks, *texts))


def _step(highest: float) -> float:
    needed = highest / 4
    return next((step for step in STEPS if step >= needed - 1e-9), math.ceil(needed * 20) / 20)
