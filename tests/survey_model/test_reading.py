"""A questionnaire is read whole, or every fault in it is named at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from survey_model.faults import Faults
from survey_model.questionnaire import Kind, MissingKind, Questionnaire
from survey_model.reading import check_questionnaire, read_questionnaire
from tests.survey_model.conftest import HEAD, ITEMS, SMALL

CONTENT = Path(__file__).resolve().parents[2] / "content"
Write = Callable[[str], Path]


def test_all_seven_kinds_are_read(small: Questionnaire) -> None:
    assert {item.kind for item in small.items} == set(Kind)


def test_a_grid_keeps_one_answer_for_each_row(small: Questionnaire) -> None:
    assert small.item("att").fields == ("att.trust", "att.family")
    assert small.item_of_field("att.trust") is small.item("att")


def test_a_named_list_gives_its_options_to_the_item(small: Questionnaire) -> None:
    bone = small.item("k_bone")

    assert bone.codes == ("T", "F", "DK")
    assert bone.missing_kind("DK") is MissingKind.DONT_KNOW
    label = bone.label_of("F")
    assert label is not None
    assert label.in_("en") == "False"


def test_an_unknown_item_is_refused_by_name(small: Questionnaire) -> None:
    with pytest.raises(KeyError, match="has no item 'k_bones'"):
        small.item("k_bones")


def test_the_questionnaire_that_residents_answer_has_nothing_to_mend() -> None:
    path = CONTENT / "surveys/stem-cell-awareness/questionnaire.yaml"

    assert check_questionnaire(path) == []


def test_an_author_hears_of_every_fault_at_once_each_with_its_line(written: Write) -> None:
    broken = (
        SMALL.replace("kind: integer", "kind: number")
        .replace('correct: "F"', 'correct: "X"')
        .replace("list: truth", "list: truths")
        .replace("zh: 没时间, ", "")
        .replace("max_choices:", "max_choice:")
    )
    path = written(broken)

    with pytest.raises(Faults) as refused:
        read_questionnaire(path)

    told = str(refused.value)
    for words in ("“kind”不能是“number”", "没有叫“truths”的列表", "缺少 zh", "不认识“max_choice”"):
        assert words in told
    lines = broken.split("\n")
    for fault in refused.value.faults:
        assert fault.line > 0
    kind = next(f for f in refused.value.faults if "number" in f.what)
    assert "kind: number" in lines[kind.line - 1]


RULES = [
    ("willing", 'code: "no"', 'code: "yes"', "选项代码“yes”用了2次"),
    ("willing", "kind: single", "kind: integer", "integer 题不能有选项"),
    ("k_bone", 'correct: "F"', 'correct: "X"', "正确答案“X”不在选项里"),
    ("k_bone", "        myths: [bone-crushing]\n", "", "没有写它对应哪一条误解"),
    ("k_bone", "        missing: [DK]\n", "", "没有“不知道”这个选项"),
    ("k_bone", "fact: {zh: 不碰骨头, en: No bone is touched}", "", "没有写 fact 或 reason"),
    ("k_bone", "zh: 要敲骨头", "zh: 您是否知道要敲骨头", "会把答案教给人"),
    ("k_bone", "kind: knowledge", "kind: single", "只有知识题才有 correct 和 myths"),
    ("k_bone", "missing: [DK]", "missing: [XX]", "没有叫“XX”的缺失码"),
    ("worries", 'max_choices: "2"', 'max_choices: "9"', "max_choices 超出选项个数"),
    ("worries", "willing == 'no'", "willing == 'maybe'", "“maybe”不是 willing 的选项"),
    ("worries", "willing == 'no'", "age > 20", "“age”不在这题之前"),
    ("worries", "willing == 'no'", "__import__('os')", "show_if 读不懂"),
    ("worries", 'max_choices: "2"', "fixed_last: [other]", "“other”不是选项"),
    ("att", "id: family", "id: trust", "行代码“trust”用了2次"),
    ("att", "kind: grid", "kind: single", "只有量表才有 rows"),
    ("age", 'minimum: "18"', 'minimum: "100"', "下限100大于上限99"),
    ("age", '        minimum: "18"\n', "", "没有写 minimum 和 maximum"),
    ("age", 'minimum: "18"', "minimum: eighteen", "应当是整数"),
    ("age", "id: age", "id: and", "保留字"),
    ("age", "id: age", "id: willing", "这个代码用了2次"),
    ("age", "id: age", "id: 9age", "不能用作代码"),
    ("age", "zh: 年龄", f"zh: {'年' * 86}", "题目有86个字"),
    ("why", 'max_length: "50"', 'max_length: "5000"', "不在1到1000之间"),
]


@pytest.mark.parametrize(("item", "was", "becomes", "told"), [r for r in RULES if r[3]])
def test_each_rule_tells_the_author_what_is_wrong(
    written: Write, item: str, was: str, becomes: str, told: str
) -> None:
    assert was in ITEMS[item]
    items = {**ITEMS, item: ITEMS[item].replace(was, becomes)}
    path = written(HEAD + "".join(items.values()))

    faults = check_questionnaire(path)

    assert [fault for fault in faults if told in fault.what], "\n".join(map(str, faults))


def test_two_statements_in_one_item_are_a_warning_and_do_not_stop_anybody(
    written: Write,
) -> None:
    path = written(SMALL.replace("要敲骨头", "要敲骨头而且很疼"))

    assert [fault.warning for fault in check_questionnaire(path)] == [True]
    assert read_questionnaire(path).item("k_bone").text.zh == "要敲骨头而且很疼"


def test_a_condition_may_compare_a_number_that_somebody_may_also_refuse_to_tell(
    written: Write,
) -> None:
    refusable = SMALL.replace('maximum: "99"', 'maximum: "99"\n        missing: [PNS]')

    assert check_questionnaire(written(refusable)) == []


def test_a_quiz_whose_answers_are_all_the_same_is_a_warning(written: Write) -> None:
    four = "".join(ITEMS["k_bone"].replace("k_bone", f"k_{n}") for n in "abcd")
    path = written(SMALL + four)

    assert any("答案相同" in fault.what for fault in check_questionnaire(path))


def test_understanding_can_only_ask_for_knowledge_items(written: Write) -> None:
    path = written(SMALL.replace('required: [k_bone], least: "1"', 'required: [age], least: "9"'))

    told = "\n".join(map(str, check_questionnaire(path)))

    assert "understanding 要求的题不是知识题" in told
    assert "超过知识题总数1" in told
