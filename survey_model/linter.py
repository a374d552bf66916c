"""What a questionnaire must not do, rule by rule; every fault says how to mend it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from survey_model.conditions import ConditionFault, comparisons, parse
from survey_model.faults import Fault
from survey_model.questionnaire import Item, Kind, Questionnaire

RESERVED = frozenset(
    ["all", "and", "by", "eq", "ge", "gt", "le", "lt", "ne", "not", "or", "to", "with", "row"]
)
LONGEST_OPTION = 40  # Hanzi; .sav cuts value labels at 120 bytes without a word
LONGEST_ITEM = 85  # Hanzi; .sav cuts variable labels at 255 bytes
LEADING = ("您是否知道", "你是否知道", "您知道吗", "Did you know")
TWO_IN_ONE = ("并且", "而且")
MOST_ITEMS = 12  # in a section: more is no longer one screen of a phone's attention
LONGEST_ANSWER = 1000  # characters of free text
FEWEST_OPTIONS = 2
SMALLEST_QUIZ = 4  # knowledge items; fewer cannot be balanced
BALANCE = (0.3, 0.7)  # the share of knowledge items that are true; else "always say wrong" scores

Finding = tuple[str, str]  # what is wrong, how to mend it


@dataclass(frozen=True)
class Rule:
    """One rule for one item; `warning` means that it may be right after all."""

    check: Callable[[Item], Iterator[Finding]]
    warning: bool = False


def lint(questionnaire: Questionnaire, file: str, lines: dict[str, int]) -> list[Fault]:
    """Every fault of meaning. `lines` gives the line in which each item begins."""
    faults = [
        Fault(file, lines.get(item.id, 0), f"{item.id}：{what}", mend, rule.warning)
        for item in questionnaire.items
        for rule in RULES
        for what, mend in rule.check(item)
    ]
    whole = [
        *_doubled_ids(questionnaire),
        *_conditions(questionnaire),
        *_understanding(questionnaire),
    ]
    faults += [Fault(file, lines.get(i, 0), f"{i}：{what}", mend) for i, what, mend in whole]
    faults += [Fault(file, 0, what, mend, warning=True) for what, mend in _balance(questionnaire)]
    return faults


def _doubled_ids(questionnaire: Questionnaire) -> Iterator[tuple[str, str, str]]:
    ids = [item.id for item in questionnaire.items]
    for item_id, times in Counter(ids).items():
        if times > 1:
            yield item_id, f"这个代码用了{times}次", "请给其中几题换代码"


def _conditions(questionnaire: Questionnaire) -> Iterator[tuple[str, str, str]]:
    earlier: dict[str, Item] = {}
    for item in questionnaire.items:
        if item.show_if:
            for what, mend in _condition(item.show_if, earlier):
                yield item.id, what, mend
        earlier.update(dict.fromkeys(item.fields, item))


def _condition(text: str, earlier: dict[str, Item]) -> Iterator[Finding]:
    try:
        condition = parse(text)
    except ConditionFault as fault:
        yield f"show_if 读不懂（{fault}）", "请照这样写：w_self == 'no'"
        return
    for comparison in comparisons(condition):
        item = earlier.get(comparison.field)
        if item is None:
            yield f"show_if 提到的“{comparison.field}”不在这题之前", "请只用前面题目的代码"
        elif item.options:  # numbers, words and places have codes of missing answers alone
            for value in comparison.values:
                if value not in item.codes:
                    known = "、".join(item.codes)
                    yield f"show_if 里的“{value}”不是 {item.id} 的选项", f"可以用：{known}"


def _understanding(questionnaire: Questionnaire) -> Iterator[tuple[str, str, str]]:
    known = {item.id for item in questionnaire.knowledge_items}
    for item_id in questionnaire.understanding.required:
        if item_id not in known:
            yield item_id, "understanding 要求的题不是知识题", "请改成知识题的代码"
    if questionnaire.understanding.least > len(known):
        yield "understanding", f"要求答对的题数超过知识题总数{len(known)}", "请改小 least"


def _balance(questionnaire: Questionnaire) -> Iterator[Finding]:
    items = questionnaire.knowledge_items
    for section in questionnaire.sections:
        if len(section.items) > MOST_ITEMS:
            yield (
                f"{section.id} 部分有{len(section.items)}题",
                f"请分成不超过{MOST_ITEMS}题的几部分",
            )
    if len(items) < SMALLEST_QUIZ:
        return
    true = sum(item.correct == item.options[0].code for item in items if item.options)
    if not BALANCE[0] <= true / len(items) <= BALANCE[1]:
        yield f"{len(items)}道知识题里有{true}道答案相同", "请让对与不对的题数接近"


def _choices(item: Item) -> Iterator[Finding]:
    needs = item.kind in (Kind.SINGLE, Kind.MULTIPLE, Kind.KNOWLEDGE, Kind.GRID)
    if needs and len(item.options) < FEWEST_OPTIONS:
        yield "选项少于两个", "请写 options，或用 list 指明一个列表"
    if not needs and item.options:
        yield f"{item.kind.value} 题不能有选项", "请删去 options 和 list"
    for code, times in Counter(item.codes).items():
        if times > 1:
            yield f"选项代码“{code}”用了{times}次", "请换一个代码"


def _knowledge(item: Item) -> Iterator[Finding]:
    if item.kind is not Kind.KNOWLEDGE:
        if item.correct or item.myths:
            yield "只有知识题才有 correct 和 myths", "请把 kind 改成 knowledge，或删去这两行"
        return
    if item.correct not in [option.code for option in item.options]:
        yield f"正确答案“{item.correct or ''}”不在选项里", "请把 correct 写成一个选项的代码"
    if not item.myths:
        yield "没有写它对应哪一条误解", "请写 myths: [误解页的代码]"
    if item.fact is None or item.reason is None:
        yield "没有写 fact 或 reason", "请写答题后给人看的事实和理由，中英文各一句"
    if not any(code.kind == "dont_know" for code in item.missing):
        yield "没有“不知道”这个选项", "请在 missing 里加上 DK"


def _grid(item: Item) -> Iterator[Finding]:
    if item.kind is Kind.GRID and not item.rows:
        yield "量表没有行", "请写 rows"
    if item.kind is not Kind.GRID and item.rows:
        yield "只有量表才有 rows", "请把 kind 改成 grid，或删去 rows"
    for row, times in Counter(row.id for row in item.rows).items():
        if times > 1:
            yield f"行代码“{row}”用了{times}次", "请换一个代码"


def _limits(item: Item) -> Iterator[Finding]:
    if item.kind is Kind.INTEGER and (item.minimum is None or item.maximum is None):
        yield "没有写 minimum 和 maximum", "请写这个数的下限和上限"
    elif item.minimum is not None and item.maximum is not None and item.minimum > item.maximum:
        yield f"下限{item.minimum}大于上限{item.maximum}", "请调换"
    if item.kind is Kind.TEXT and not 1 <= (item.max_length or 0) <= LONGEST_ANSWER:
        yield "没有写 max_length，或不在1到1000之间", "请写最多几个字"
    if item.max_choices is not None and not 1 <= item.max_choices <= len(item.options):
        yield "max_choices 超出选项个数", "请改成1到选项个数之间的数"
    for code in item.fixed_last:
        if code not in [option.code for option in item.options]:
            yield f"fixed_last 里的“{code}”不是选项", "请写选项的代码"


def _exclusive(item: Item) -> Iterator[Finding]:
    if item.kind is not Kind.MULTIPLE and any(option.exclusive for option in item.options):
        yield "只有多选题才有 exclusive", "请删去 exclusive"


def _reserved(item: Item) -> Iterator[Finding]:
    if item.id in RESERVED:
        yield "这个代码是统计软件的保留字", "请换一个，例如加上前缀 q_"


def _lengths(item: Item) -> Iterator[Finding]:
    if len(item.text.zh) > LONGEST_ITEM:
        yield f"题目有{len(item.text.zh)}个字", f"请缩短到{LONGEST_ITEM}个字以内"
    for option in item.options:
        if len(option.label.zh) > LONGEST_OPTION:
            mend = f"请缩短到{LONGEST_OPTION}个字以内"
            yield f"选项“{option.code}”有{len(option.label.zh)}个字", mend


def _leading(item: Item) -> Iterator[Finding]:
    words = (item.text.zh, item.text.en)
    if item.kind is Kind.KNOWLEDGE and any(lead in text for lead in LEADING for text in words):
        yield "“您是否知道”会把答案教给人", "请写成一句可以判断对错的话"


def _two_in_one(item: Item) -> Iterator[Finding]:
    if item.kind is Kind.KNOWLEDGE and any(word in item.text.zh for word in TWO_IN_ONE):
        yield "一道题里像是有两句话", "请拆成两题，否则答错时不知道错在哪一句"


RULES: Iterable[Rule] = (
    Rule(_choices),
    Rule(_knowledge),
    Rule(_grid),
    Rule(_limits),
    Rule(_exclusive),
    Rule(_reserved),
    Rule(_lengths),
    Rule(_leading),
    Rule(_two_in_one, warning=True),
)
