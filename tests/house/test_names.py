"""Rooms are named by what stands in them; nothing is kept in a drawer."""

from __future__ import annotations

from tests.house.tree import ROOT, files, files_of, functions, shown

DRAWERS = {"common", "helpers", "helper", "utils", "util", "misc", "core"}


def test_no_folder_and_no_module_is_a_drawer_for_what_has_no_name() -> None:
    drawers = [
        shown(path)
        for path in files()
        if DRAWERS & {part.split(".")[0] for part in path.relative_to(ROOT).parts}
    ]

    assert not drawers


def test_the_root_of_the_service_is_empty() -> None:
    assert (ROOT / "survey_service" / "__init__.py").read_bytes() == b""


def test_every_test_has_a_sentence_for_a_name() -> None:
    terse = [
        f"{shown(path)}: {function.name}"
        for path in files_of(".py")
        for function in functions(path)
        if function.name.startswith("test_") and function.name.count("_") < 4
    ]

    assert not terse
