"""Packages are pinned with hashes, and the pins say nothing about where they were fetched."""

from __future__ import annotations

import ast
import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.house.tree import ROOMS, ROOT, files_of, room_of, shown, syntax

SETS = ("run", "analysis", "test")
ROOMS_AND_SETS = [  # which room may use what
    (("survey_model", "survey_service", "plugins"), ("run",)),
    (("analysis",), ("run", "analysis")),
    (("tests",), ("run", "analysis", "test")),
]
HOUSE = {*ROOMS, "tests", "pelicanconf"}
PIN = re.compile(r"^([a-z0-9.-]+)==([^\s;]+)")


def _lines(name: str) -> list[str]:
    return (ROOT / "requirements" / f"{name}.txt").read_text().splitlines()


def _pins(name: str) -> dict[str, str]:
    return dict(match.groups() for line in _lines(name) if (match := PIN.match(line)))  # type: ignore[misc]


@pytest.mark.parametrize("name", SETS)
def test_every_package_is_pinned_with_at_least_one_hash(name: str) -> None:
    lines = _lines(name)
    packages = [n for n, line in enumerate(lines) if PIN.match(line)]

    assert packages
    assert [lines[n] for n in packages if "--hash=sha256:" not in lines[n + 1]] == []
    others = [line for line in lines if line and not line.startswith(" ") and not PIN.match(line)]
    assert others == []


@pytest.mark.parametrize("name", SETS)
def test_no_pin_names_a_host_or_a_folder_of_a_machine(name: str) -> None:
    told = [line for line in _lines(name) if re.search(r"://|--index|--find-links|(^|\s)/", line)]

    assert told == []


@pytest.mark.parametrize("name", SETS)
def test_everything_asked_for_is_pinned(name: str) -> None:
    assert _asked(name) - set(_pins(name)) == set()


@pytest.mark.parametrize(("small", "large"), [("run", "analysis"), ("analysis", "test")])
def test_a_larger_set_holds_the_smaller_one_at_the_same_versions(small: str, large: str) -> None:
    assert _pins(small).items() <= _pins(large).items()


@pytest.mark.parametrize(("rooms", "sets"), ROOMS_AND_SETS)
def test_every_package_that_a_room_imports_is_asked_for(
    rooms: tuple[str, ...], sets: tuple[str, ...]
) -> None:
    asked = {package for name in sets for package in _asked(name)}
    known = packages_distributions()

    missing = {
        f"{shown(path)} imports {module}"
        for path in files_of(".py")
        if room_of(path) in rooms
        for module in _imported(path) - sys.stdlib_module_names - HOUSE
        if not asked & {name.lower().replace("_", "-") for name in known.get(module, ())}
    }

    assert missing == set()


def _asked(name: str) -> set[str]:
    found = re.findall(r"^([A-Za-z][\w.-]*)", _source(name), flags=re.MULTILINE)
    return {package.lower().replace("_", "-") for package in found}


def _imported(path: Path) -> set[str]:
    modules: set[str] = set()
    for node in ast.walk(syntax(path)):
        if isinstance(node, ast.Import):
            modules |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            modules.add(node.module.split(".")[0])
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in ("resources.files", "files"):
            modules |= {str(a.value) for a in node.args if isinstance(a, ast.Constant)}
    return modules


def _source(name: str) -> str:
    return (ROOT / "requirements" / f"{name}.in").read_text()
