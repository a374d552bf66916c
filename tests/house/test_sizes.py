"""Files, functions, templates and handlers stay small enough to be read in one go."""

from __future__ import annotations

import ast
import statistics

from tests.house.tree import ROOT, Function, files_of, functions, length, shipped, shown, syntax

LONGEST_FILE = 300
LONGEST_FUNCTION = 50
LONGEST_HANDLER = 15
LONGEST_TEMPLATE = 100
READ_BY_PEOPLE = (".py", ".js", ".css", ".html", ".sh")


def test_no_file_is_longer_than_a_person_reads_at_once() -> None:
    lines = {shown(path): len(path.read_text().splitlines()) for path in files_of(*READ_BY_PEOPLE)}

    too_long = {name: n for name, n in lines.items() if n > LONGEST_FILE}

    assert not too_long


def test_no_template_shows_more_than_one_thing() -> None:
    templates = [path for path in files_of(".html") if "templates" in path.parts]

    lines = {shown(path): len(path.read_text().splitlines()) for path in templates}

    assert not {name: n for name, n in lines.items() if n > LONGEST_TEMPLATE}


def test_no_function_is_longer_than_fifty_lines() -> None:
    too_long = {
        f"{shown(path)}:{function.lineno} {function.name}": length(function)
        for path in files_of(".py")
        for function in functions(path)
        if length(function) > LONGEST_FUNCTION
    }

    assert not too_long


def test_the_common_function_is_short() -> None:
    lengths = sorted(length(function) for path in shipped() for function in functions(path))

    median, p90 = statistics.median(lengths), lengths[int(0.9 * len(lengths))]

    assert median <= 10, f"the median function has {median} lines"
    assert p90 <= 25, f"one function in ten has {p90} lines or more"


def test_a_request_handler_reads_calls_one_function_and_answers() -> None:
    too_long = {
        f"{shown(path)}:{handler.lineno} {handler.name}": length(handler)
        for path in shipped()
        if path.is_relative_to(ROOT / "survey_service")
        for handler in functions(path)
        if _answers_requests(handler) and length(handler) > LONGEST_HANDLER
    }

    assert not too_long


def test_every_file_opens_with_a_line_that_says_what_stands_in_it() -> None:
    silent = [
        shown(path)
        for path in files_of(".py")
        if path.read_text().strip() and not ast.get_docstring(syntax(path))
    ]

    assert not silent


def _answers_requests(function: Function) -> bool:
    methods = {"route", "get", "post", "put", "delete"}
    return any(
        isinstance(decorator, ast.Call)
        and isinstance(decorator.func, ast.Attribute)
        and decorator.func.attr in methods
        for decorator in function.decorator_list
    )
