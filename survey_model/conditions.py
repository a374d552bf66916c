"""The condition of an item, `w_self == 'no' and age >= 18`: parsed, and never run as code."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from survey_model.answers import Answer, Answers

Literal = str | int
Nested = list["str | int | Nested"]

COMPARISONS = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.In: "in",
    ast.NotIn: "not in",
}
LONGEST = 500  # characters


class ConditionFault(ValueError):
    """The condition uses something other than comparisons, `and`, `or`, `not` and literals."""


@dataclass(frozen=True)
class Comparison:
    """`field <sign> value`; `in` has several values."""

    field: str
    sign: str
    values: tuple[Literal, ...]


@dataclass(frozen=True)
class Combination:
    """`and` or `or` over parts, or `not` over one part."""

    word: str
    parts: tuple[Condition, ...]


Condition = Comparison | Combination


@cache
def parse(text: str) -> Condition:
    """The condition written in `text`, parsed once. Raises ConditionFault."""
    if len(text) > LONGEST:
        message = f"longer than {LONGEST} characters"
        raise ConditionFault(message)
    try:
        tree = ast.parse(text, mode="eval")
    except (SyntaxError, ValueError) as error:
        raise ConditionFault(str(error)) from error
    return _condition(tree.body)


def holds(condition: Condition, answers: Answers) -> bool:
    """Whether the answers meet the condition. A comparison with an unanswered field is false."""
    if isinstance(condition, Comparison):
        return _compare(condition, answers.get(condition.field))
    results = [holds(part, answers) for part in condition.parts]
    if condition.word == "not":
        return not results[0]
    return all(results) if condition.word == "and" else any(results)


def comparisons(condition: Condition) -> Iterator[Comparison]:
    """Every comparison in the condition, for checking its fields and codes."""
    if isinstance(condition, Comparison):
        yield condition
        return
    for part in condition.parts:
        yield from comparisons(part)


def condition_json(text: str) -> Nested:
    """The condition as nested lists for the script in the page: ["==", "w_self", "no"]."""
    return _nested(parse(text))


def _nested(condition: Condition) -> Nested:
    if isinstance(condition, Comparison):
        return [condition.sign, condition.field, *condition.values]
    return [condition.word, *(_nested(part) for part in condition.parts)]


def _condition(node: ast.expr) -> Condition:
    if isinstance(node, ast.BoolOp):
        word = "and" if isinstance(node.op, ast.And) else "or"
        return Combination(word, tuple(_condition(value) for value in node.values))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return Combination("not", (_condition(node.operand),))
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        return _comparison(node)
    message = f"“{ast.unparse(node)}” is not a comparison"
    raise ConditionFault(message)


def _comparison(node: ast.Compare) -> Comparison:
    sign = COMPARISONS.get(type(node.ops[0]))
    if sign is None:
        message = f"“{ast.unparse(node)}” compares in a way that is not allowed"
        raise ConditionFault(message)
    right = node.comparators[0]
    several = sign in ("in", "not in")
    if several and not isinstance(right, ast.Tuple | ast.List):
        message = f"“{ast.unparse(node)}” needs a list such as ('a', 'b')"
        raise ConditionFault(message)
    parts = right.elts if isinstance(right, ast.Tuple | ast.List) and several else [right]
    return Comparison(_field(node.left), sign, tuple(_literal(part) for part in parts))


def _field(node: ast.expr) -> str:
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return f"{node.value.id}.{node.attr}"
    message = f"“{ast.unparse(node)}” is not the id of an item"
    raise ConditionFault(message)


def _literal(node: ast.expr) -> Literal:
    if isinstance(node, ast.Constant) and isinstance(node.value, str | int):
        return node.value
    message = f"“{ast.unparse(node)}” is neither a code in quotes nor a whole number"
    raise ConditionFault(message)


def _compare(comparison: Comparison, answer: Answer | None) -> bool:
    if answer is None:
        return False
    sign, values = comparison.sign, comparison.values
    if isinstance(answer, tuple):
        chosen = any(value in answer for value in values)
        return chosen if sign in ("==", "in") else not chosen
    if sign in ("==", "in"):
        return answer in values
    if sign in ("!=", "not in"):
        return answer not in values
    return _in_order(sign, answer, values[0])


def _in_order(sign: str, answer: str | int, value: Literal) -> bool:
    if not isinstance(answer, int) or not isinstance(value, int):
        return False
    outcomes = {
        "<": answer < value,
        "<=": answer <= value,
        ">": answer > value,
        ">=": answer >= value,
    }
    return outcomes[sign]
