"""What an editor is told when something is wrong: the file, the line, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from plugins.messages import SENTENCES
from tests.plugins.making import MadeSite, make_article

LEAD, BRIEF, BRIEF_EN = (f"issues/2024-01/{name}.md" for name in ("big", "small", "small.en"))
BONES, BONES_EN = "myths/bones.zh.md", "myths/bones.en.md"
ISSUE, SOURCES, CHART_FILE = "issues/2024-01/issue.md", "data/sources.yaml", "data/charts.yaml"
TOPICS, BYLINES = "data/topics.yaml", "data/bylines.yaml"
SOMEBODY = "- {id: somebody, zh: 甲, en: 甲}\n"


@dataclass(frozen=True)
class Wrong:
    """One thing made wrong, and a piece of what the editor is told."""

    file: str
    before: str
    after: str
    told: str
    lower: int = 0  # how many lines below the change the fault stands

    def __str__(self) -> str:
        """The name of the test."""
        return f"{self.file}-{self.told[:24]}"


ARTICLES = [
    Wrong(BRIEF, "slug: small\n", "", "没有写 slug；请在开头的说明栏里加一行 slug: small"),
    Wrong(BRIEF, "slug: small", "slug: other", "请改成 slug: small"),
    Wrong(BRIEF, "section: brief", "section: news", "不能是“news”"),
    Wrong(BRIEF, "place: '330102'", "place: '999999'", "地区代码“999999”"),
    Wrong(BRIEF, "myths: [bones]", "myths: [ghost]", "没有“ghost”这一条勘误"),
    Wrong(BRIEF, "sources: [paper]", "sources: [ghost]", "来源“ghost”不在"),
    Wrong(BRIEF, "[@study]", "[@ghost]", "来源“ghost”不在"),
    Wrong(BRIEF, "  source: study", "  source: ghost", "来源“ghost”不在"),
    Wrong(BRIEF, "  source: study\n", "", "数字“12”没有来源", -4),
    Wrong(BRIEF, "  as_of: 2024-01\n", "", "没有写明是什么时候的；请补上 as_of", -3),
    Wrong(BRIEF, "date: '2024-01-05'", "date: '2024-13-05'", "不是日期"),
    Wrong(BRIEF, "date: '2024-01-05'", "date: ''", "没有写日期"),
    Wrong(BRIEF, "summary: 甲做了一件事。", f"summary: {'字' * 81}", "摘要有 81 个字"),
    Wrong(BRIEF, "topics: [tests]", "topics: [ghost]", "话题“ghost”不在"),
    Wrong(BRIEF, "kicker: 样例", "kiker: 样例", "不认识“kiker”"),
    Wrong(BRIEF, "正文。", "正文[去](/myths/ghost/)。", "链接 /myths/ghost/ 没有这一页"),
    Wrong(BRIEF, "正文。", "[去](http://example.org)。", "链接“http://example.org”不能用"),
    Wrong(BRIEF, "正文。", "[去](javascript:alert(1))。", "不能用"),
    Wrong(BRIEF, "正文。", "[去](//example.org/)。", "链接“//example.org/”不能用"),
    Wrong(BRIEF, "正文。", "[去](/myths/../../x)。", "链接“/myths/../../x”不能用"),
    Wrong(BRIEF, "正文。", "![图](x.png)", "不能直接放图片"),
    Wrong(BRIEF, "正文。", "[chart: ghost]\n", "没有“ghost”这张图表"),
    Wrong(
        BRIEF,
        "正文。",
        "[drawing: ghost]\n",
        "没有“ghost”这张图；请改正编号；现有的图：marrow-method",
    ),
    Wrong(BRIEF, "正文。", "看[chart: two]吧。", "“[chart: two]”要单独写一行"),
    Wrong(BRIEF, "正文。", "[chart two]\n", "“[chart two]”要单独写一行"),
    Wrong(BRIEF, "正文。", "[chart: two]\n[chart: two]\n", "图表“two”在一篇里放了两次"),
    Wrong(BRIEF, "正文。", "## 一节\n", "小标题“一节”没有编号；请在后面写 {#英文编号}"),
    Wrong(BRIEF, "正文。", "## 甲 {#a}\n\n文\n\n## 乙 {#a}\n", "小标题编号“a”用了两次"),
    Wrong(BRIEF, "正文。", "# 大标题 {#a}", "只能是两级或三级"),
    Wrong(BRIEF, "正文。", "[" * 20_000, "正文太长"),
]
ISSUES = [
    Wrong(ISSUE, "number: 2024-01", "number: 2024-02", "文件夹叫“2024-01”；请改成一样的"),
    Wrong(ISSUE, "order: [small]", "order: [ghost]", "“ghost”不是这一期的简讯"),
    Wrong(ISSUE, "order: [small]", "order: []", "简讯“small”没有排进 order"),
]
OF_MYTHS = [
    Wrong(BONES, "sources: [study]", "sources: []", "这一条勘误没有来源"),
    Wrong(BONES, "fact: 事实bones|是这样", "fact: 有|人这样说，不对", "标题里出现了误解本身"),
    Wrong(BONES, "short: 先说答案。", f"short: {'字' * 81}。", "简短回答太长"),
    Wrong(BONES_EN, "short: The answer first.", f"short: {'word ' * 46}.", "英文最多 45 词"),
    Wrong(BONES, "verdict: wrong", "verdict: false", "不能是“false”"),
    Wrong(BONES, "{#honest}", "{#other}", "正文里不该有小标题 {#other}"),
    Wrong(BONES, "3. **后** 一步。\n", "", "没有 3 到 5 步的编号列表", -4),
    Wrong(BONES, "right: no", "right: yes", "现在有 2 个", -2),
    Wrong(BONES, "related: [spine, agony, blood]", "related: [spine, agony]", "related 里有 2 条"),
    Wrong(
        BONES, "related: [spine, agony, blood]", "related: [spine, agony, ghost]", "“ghost”这一条"
    ),
    Wrong(BONES, "next: 2024-07-01", "next: 2023-07-01", "2023-07-01 不在 2024-01-01 之后"),
    Wrong(BONES, "note: '样例国，2020年，70人'", "unit: 人", "没有写明是什么时候的；请补上 note"),
    Wrong(BONES, "order: 1", "order: 1\ndrawing: ghost", "没有“ghost”这张图", 1),
]
DATA = [
    Wrong(SOURCES, "id: paper", "id: study", "编号“study”用了两次"),
    Wrong(SOURCES, "language: zh", "language: fr", "不能是“fr”"),
    Wrong(CHART_FILE, "value: '40.7'", "value: many", "写的“many”不是数字"),
    Wrong(CHART_FILE, "    target: '50'\n", "", "这一行没有目标", -2),
    Wrong(CHART_FILE, "as_of: '2019'", "as_of: 那时", "这一行没有日期"),
    Wrong(CHART_FILE, "value: '8958'", "value: '99999'", "第二行的数比第一行还大", -2),
    Wrong(TOPICS, "id: tests", "id: Tests", "“Tests”不能当网址"),
    Wrong(TOPICS, "note: {zh: 甲和乙做的事。, en: What A and B did.}", "", "没有写“note”"),
    Wrong(BYLINES, "- {id", f"{SOMEBODY}- {{id", "署名“甲”写了两次", 1),
    Wrong(BYLINES, "- {id", f"{SOMEBODY}- {{id", "编号“somebody”用了两次", 1),
    Wrong("data/next_steps.yaml", "href: /register/", "href: /ghost/", "没有这一页"),
    Wrong("data/next_steps.yaml", "sources: [paper]", "sources: [ghost]", "来源“ghost”不在"),
    Wrong("surveys/awareness/questionnaire.yaml", 'correct: "T"', 'correct: "X"', "X", -5),
    Wrong("pages/about.md", "slug: about", "slug: privacy", "请改成 slug: about"),
]


@pytest.mark.parametrize("wrong", [*ARTICLES, *ISSUES, *OF_MYTHS, *DATA], ids=str)
def test_an_editor_is_told_file_line_and_mend(site: MadeSite, wrong: Wrong) -> None:
    line = site.change(wrong.file, wrong.before, wrong.after) + wrong.lower

    told = [fault for fault in site.faults() if wrong.told in fault]

    assert told, site.faults()
    assert told[0].startswith(f"content/{wrong.file}:{line}: ")


def test_a_sound_site_has_no_fault(site: MadeSite) -> None:
    assert site.faults() == []


def test_every_fault_is_told_at_once(site: MadeSite) -> None:
    site.change(BRIEF, "[@study]", "[@ghost]")
    site.change(BONES, "sources: [study]", "sources: []")
    site.change(SOURCES, "language: zh", "language: fr")

    told = "\n".join(site.faults())

    assert all(name in told for name in (BRIEF, BONES, SOURCES))


def test_two_pieces_with_one_address_name_each_other(site: MadeSite) -> None:
    site.add("issues/2024-01/copy.md", make_article("small", title="又一件"))

    told = "\n".join(site.faults())

    assert "content/issues/2024-01/small.md" in told
    assert "网址 /issues/2024-01/small/ 已经给了 content/issues/2024-01/copy.md" in told


def test_a_page_may_not_take_an_address_of_the_site(site: MadeSite) -> None:
    page = site.path("pages/about.md").read_text().replace("slug: about", "slug: myths")
    site.add("pages/myths.md", page)

    assert any("网址 /myths/ 已经给了 网站自己的页面" in fault for fault in site.faults())


def test_a_myth_needs_its_other_language(site: MadeSite) -> None:
    site.path(BONES_EN).unlink()

    assert any("缺 bones.en.md" in f and BONES in f for f in site.faults())


def test_a_translation_needs_its_original(site: MadeSite) -> None:
    site.path(BRIEF).unlink()

    assert any("英文稿没有对应的中文稿；请补上 small.md" in f for f in site.faults())


def test_an_issue_in_english_needs_its_lead_in_english(site: MadeSite) -> None:
    site.path("issues/2024-01/big.en.md").unlink()

    assert any("lead 没有英文稿；请补上 big.en.md" in f for f in site.faults())


def test_an_issue_has_exactly_one_lead(site: MadeSite) -> None:
    site.change(BRIEF, "section: brief", "section: lead")

    assert any("这一期有 2 篇头条" in fault for fault in site.faults())


def test_an_item_may_not_name_a_myth_that_nobody_wrote(site: MadeSite) -> None:
    line = site.change("surveys/awareness/questionnaire.yaml", "myths: [agony]", "myths: [ghost]")

    told = [fault for fault in site.faults() if "“k_ache”题指向的勘误“ghost”" in fault]

    assert told[0].startswith("content/surveys/awareness/questionnaire.yaml:")
    assert abs(int(told[0].split(":")[1]) - line) < 10


def test_a_missing_page_of_the_frame_is_named(site: MadeSite) -> None:
    site.path("pages/privacy.en.md").unlink()

    assert any(f.startswith("content/pages/privacy.en.md: 缺少网页") for f in site.faults())


def test_every_sentence_says_what_is_wrong_and_how_to_mend_it() -> None:
    for what, mend in SENTENCES.values():
        assert what
        assert mend
        assert not what.endswith("。")
