"""Packages are pinned with hashes, and the pins say nothing about where they were fetched."""

from __future__ import annotations

import re

import pytest

from tests.house.tree import ROOT

SETS = ("run", "analysis", "test")
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
    asked = re.findall(r"^([A-Za-z][\w.-]*)", _source(name), flags=re.MULTILINE)

    missing = {package.lower().replace("_", "-") for package in asked} - set(_pins(name))

    assert missing == set()


@pytest.mark.parametrize(("small", "large"), [("run", "analysis"), ("analysis", "test")])
def test_a_larger_set_holds_the_smaller_one_at_the_same_versions(small: str, large: str) -> None:
    assert _pins(small).items() <= _pins(large).items()


def _source(name: str) -> str:
    return (ROOT / "requirements" / f"{name}.in").read_text()
