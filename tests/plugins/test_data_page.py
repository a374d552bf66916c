"""The registers over time: on the page, in the file, and what an editor is told."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

import pytest

from plugins.figures.spreadsheet import as_csv
from tests.plugins.building import WEB_ONLY, Built, build
from tests.plugins.making import MadeSite, make_site

REGISTER, COMPARATORS = "data/register.yaml", "data/comparators.yaml"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The small site, built once."""
    folder = tmp_path_factory.mktemp("data")
    return build(make_site(folder).content, folder / "output", settings=WEB_ONLY)


def rows(built: Built, name: str) -> list[dict[str, str]]:
    """The rows of a file as a spreadsheet reads them."""
    return list(csv.DictReader(StringIO(built.files[name].decode("utf-8-sig"))))


def test_a_figure_stands_with_its_day_and_its_source(built: Built) -> None:
    page = built.page("/data/")

    assert "300<small" in page
    assert "截至2021年5月1日" in page
    assert 'href="#r1"' in page
    assert "样例paper" in page


def test_a_measure_told_twice_is_a_chart_with_a_table_the_oldest_first(built: Built) -> None:
    page = built.page("/data/")

    assert page.count('class="chart chart--line"') == 1
    table = page[page.index("<tbody>") : page.index("</tbody>")]
    assert table.index("2019年春") < table.index("2021年5月1日")
    assert "从2019年春的100到2021年5月1日的300。" in page


def test_more_than_and_the_year_of_a_figure_are_said(built: Built) -> None:
    page = built.page("/data/")

    assert "入库的志愿者资料（原文写“以上”）" in page
    assert "2021年这一年的捐献" in page
    assert "2022年1月2日的报道" in page


def test_what_others_found_is_printed_only_with_a_source(built: Built) -> None:
    page = built.page("/data/")

    assert "甲地居民" in page
    assert "不到30%" in page
    for told in ("乙地学生", "77.7"):
        assert told not in page
        assert told not in built.files["data/comparators.csv"].decode("utf-8-sig")


def test_the_file_has_a_row_for_each_figure(built: Built) -> None:
    told = rows(built, "data/register.csv")

    assert [(row["截至"], row["数值"], row["至少这么多"]) for row in told] == [
        ("2019-03", "100", "不是"),
        ("2021-05-01", "300", "不是"),
        ("2019-03", "5000", "是"),
        ("2022-01-02", "40", "不是"),
        ("2020", "7000", "不是"),
    ]
    assert {row["来源"] for row in told} == {"样例study", "样例paper"}


def test_the_english_file_speaks_english(built: Built) -> None:
    first = rows(built, "en/data/register.csv")[0]

    assert (first["Register"], first["Day as told"]) == ("China", "spring 2019")


def test_a_spreadsheet_shows_chinese_and_runs_nothing(built: Built) -> None:
    assert built.files["data/register.csv"].startswith(b"\xef\xbb\xbf")
    assert rows(built, "data/comparators.csv")[0]["说明"] == "'=1+1"


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\tx", "\rx"])
def test_no_cell_can_begin_a_formula(cell: str) -> None:
    assert f"'{cell}" in as_csv([cell], []).decode("utf-8-sig")


def test_the_page_says_how_large_its_files_are(built: Built) -> None:
    page = built.page("/data/")

    assert 'href="/data/register.csv"' in page
    assert "下载表格（CSV，1 KB）" in page


@pytest.mark.parametrize(
    ("file", "before", "after", "told"),
    [
        (REGISTER, "donations: '300'", "donations: many", "写的“many”不是数字"),
        (REGISTER, "donations: '300'", "donation: '300'", "不认识“donation”"),
        (REGISTER, "as_of: 2021-05-01", "as_of: 那天", "写的“那天”不是日期"),
        (REGISTER, "as_of: 2021-05-01, ", "", "没有写“as_of”"),
        (REGISTER, ", source: paper", "", "数字“300”没有来源"),
        (REGISTER, "source: paper", "source: ghost", "来源“ghost”不在"),
        (REGISTER, "lower_bound: [records]", "lower_bound: [donors]", "lower_bound 里的“donors”"),
        (REGISTER, "world:", "moon:", "不认识“moon”"),
        (COMPARATORS, "value_percent: '30'", "value_percent: '130'", "写的“130”不是数字"),
        (COMPARATORS, "source: study", "source: ghost", "来源“ghost”不在"),
    ],
)
def test_an_editor_is_told_what_is_wrong_with_a_figure(
    site: MadeSite, file: str, before: str, after: str, told: str
) -> None:
    line = site.change(file, before, after)

    faults = [fault for fault in site.faults() if told in fault]

    assert faults, site.faults()
    assert abs(int(faults[0].split(":")[1]) - line) <= 1


def test_a_site_without_figures_has_the_page_all_the_same(site: MadeSite, tmp_path: Path) -> None:
    site.path(REGISTER).unlink()
    site.path(COMPARATORS).unlink()

    built = build(site.content, tmp_path / "output", settings=WEB_ONLY)

    assert built.code == 0, built.told
    assert rows(built, "data/register.csv") == []
