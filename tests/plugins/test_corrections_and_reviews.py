"""What was corrected, when a myth is looked at again, and on which day a build counts."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from plugins.build_day import day_of_build
from plugins.shelves.changes import in_order_of_review, last_day
from tests.plugins.building import WEB_ONLY, build
from tests.plugins.making import MadeSite

BRIEF, BONES = "issues/2024-01/small.md", "myths/bones.zh.md"
CORRECTED = "corrections: [{date: 2024-02-03, text: 原来写作九件。}]"


def test_a_correction_stands_on_its_page_and_in_the_list_with_its_day(
    site: MadeSite, tmp_path: Path
) -> None:
    site.change(BRIEF, "corrections: []", CORRECTED)
    site.change(BONES, "changes: []", "changes: [{date: 2024-05-06, text: 补了一项研究。}]")

    built = build(site.content, tmp_path / "output", settings=WEB_ONLY)

    listed = built.page("/corrections/")
    assert '<time datetime="2024-02-03">2024年2月3日</time>' in built.page("/issues/2024-01/small/")
    assert listed.index("补了一项研究。") < listed.index("原来写作九件。")  # the newest first
    assert "2024年5月6日 补了一项研究。" in built.page("/myths/bones/")
    assert "原来写作九件。" not in built.page("/en/corrections/")


@pytest.mark.parametrize(
    "written",
    [
        "corrections: [改过。]",
        "corrections: [{text: 改过。}]",
        "corrections: [{date: 2024, text: 改过。}]",
    ],
)
def test_a_correction_without_its_day_is_refused(site: MadeSite, written: str) -> None:
    line = site.change(BRIEF, "corrections: []", written)

    told = [fault for fault in site.faults() if "没有写哪一天" in fault]

    assert told[0].startswith(f"content/{BRIEF}:{line}: corrections 里的“改过。…”")


def test_the_longest_overdue_myth_comes_first(site: MadeSite) -> None:
    site.change("myths/agony.zh.md", "next: 2024-07-01", "next: 2024-03-01")
    myths = site.read().editions["zh"].myths

    due = in_order_of_review(myths, dt.date(2024, 3, 11))

    assert [(one.myth.slug, one.overdue) for one in due][:2] == [("agony", 10), ("bones", 0)]


@pytest.mark.parametrize(
    ("written", "day"),
    [("2024-07-01", "2024-07-01"), ("2024-02", "2024-02-29"), ("2024-12", "2024-12-31"),
     ("2024", "2024-12-31")],
)  # fmt: skip
def test_nobody_is_late_before_the_month_or_year_is_over(written: str, day: str) -> None:
    assert last_day(written) == dt.date.fromisoformat(day)


def test_the_overdue_are_counted_by_the_day_that_the_build_was_given(
    site: MadeSite, tmp_path: Path
) -> None:
    before = str(int(dt.datetime(2024, 6, 30, tzinfo=dt.UTC).timestamp()))
    after = str(int(dt.datetime(2024, 7, 3, tzinfo=dt.UTC).timestamp()))

    early = build(site.content, tmp_path / "early", settings=WEB_ONLY, SOURCE_DATE_EPOCH=before)
    late = build(site.content, tmp_path / "late", settings=WEB_ONLY, SOURCE_DATE_EPOCH=after)

    assert "没有。每一条都还在复核日期之内。" in early.page("/myths/review/")
    assert late.page("/myths/review/").count("过了2天") == 4


def test_a_review_shows_its_day_and_needs_it(site: MadeSite, tmp_path: Path) -> None:
    site.change(
        BONES, "{status: pending, by: 待定,", "{status: reviewed, last: 2024-02-01, by: 某,"
    )
    built = build(site.content, tmp_path / "output", settings=WEB_ONLY)

    line = site.change(BONES, "last: 2024-02-01, ", "")

    assert '<time datetime="2024-02-01">2024年2月1日</time>' in built.page("/myths/bones/")
    assert any(f"{BONES}:{line}: 审核过没有和审核日期对不上" in fault for fault in site.faults())


def test_without_a_given_day_the_newest_day_of_the_content_counts(
    site: MadeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    before = day_of_build(site.read())
    site.change(BRIEF, "corrections: []", CORRECTED)

    assert before == dt.date(2024, 1, 5)
    assert day_of_build(site.read()) == dt.date(2024, 2, 3)


def test_no_plugin_looks_at_the_clock() -> None:
    plugins = Path(__file__).resolve().parents[2] / "plugins"
    asking = ("today()", "today_in_china", ".now(", "localtime", "gmtime")

    told = {
        path.name: [call for call in asking if call in path.read_text(encoding="utf-8")]
        for path in plugins.rglob("*.py")
    }

    assert {name: calls for name, calls in told.items() if calls} == {}
