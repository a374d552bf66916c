"""An edition is made once, and again when anything that it shows has changed."""

from __future__ import annotations

import os
import time
from pathlib import Path

from plugins.editions.kept import LONG_AGO, Files, Kept, key_of
from tests.plugins.editions.matters import made_matter
from tests.plugins.making import MadeSite


class Maker:
    """Counts how often it was asked."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> Files:
        self.times += 1
        return {"a.txt": b"one", "inner/b.txt": b"two"}


def test_what_has_not_changed_is_not_made_again(tmp_path: Path) -> None:
    make = Maker()

    first = Kept(tmp_path).files(make, "issue", ("words",))
    second = Kept(tmp_path).files(make, "issue", ("words",))

    assert make.times == 1
    assert first == second == {"a.txt": b"one", "inner/b.txt": b"two"}


def test_another_word_is_another_edition(tmp_path: Path) -> None:
    make = Maker()

    Kept(tmp_path).files(make, "issue", ("words",))
    Kept(tmp_path).files(make, "issue", ("other words",))

    assert make.times == 2


def test_what_was_cut_off_while_it_was_written_is_made_again(tmp_path: Path) -> None:
    make, kept = Maker(), Kept(tmp_path)
    kept.files(make, "issue")
    (tmp_path / key_of("issue") / "whole").unlink()

    kept.files(make, "issue")

    assert make.times == 2


def test_what_nobody_asked_for_in_days_is_forgotten(tmp_path: Path) -> None:
    Kept(tmp_path).files(Maker(), "old")
    Kept(tmp_path).files(Maker(), "young")
    long_ago = time.time() - LONG_AGO - 60
    os.utime(tmp_path / key_of("old"), (long_ago, long_ago))

    kept = Kept(tmp_path)
    kept.forget_others()

    assert [path.name for path in tmp_path.iterdir()] == [key_of("young")]


def test_every_word_of_an_article_is_part_of_the_key(site: MadeSite) -> None:
    before = key_of(made_matter(site).issue)
    assert key_of(made_matter(site).issue) == before

    changes = (("正文。", "正文！"), ("value: '12'", "value: '13'"), ("甲做了一件", "甲做了两件"))
    for word, other in changes:
        site.change("issues/2024-01/small.md", word, other)
        after = key_of(made_matter(site).issue)
        assert after != before, word
        before = after
