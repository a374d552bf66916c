"""Where a heading may break, in Chinese and in English."""

from __future__ import annotations

import pytest

from plugins.prose.phrases import phrased, unmarked


@pytest.mark.parametrize(
    ("written", "shown", "plain"),
    [
        ("分离出来，|不碰骨头", "分离出来，<wbr>不碰骨头", "分离出来，不碰骨头"),
        ("at the arm;|no bone", "at the arm; <wbr>no bone", "at the arm; no bone"),
        ("可买7台|AED", "可买7台<wbr>AED", "可买7台AED"),
    ],
)
def test_a_phrase_mark_is_a_space_between_english_words_only(
    written: str, shown: str, plain: str
) -> None:
    assert phrased(written) == shown
    assert unmarked(written) == plain
