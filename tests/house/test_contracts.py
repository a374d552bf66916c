"""Who may import whom: the contracts of pyproject.toml, and no circle anywhere."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from tests.house.tree import ROOMS, ROOT, files_of, shipped, shown, syntax

BELOW_THE_FORMS = ("store", "export", "review", "publish", "importing")


def test_the_import_contracts_hold() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]

    answer = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)

    assert answer.returncode == 0, answer.stdout + answer.stderr


def test_every_contract_is_named_by_a_sentence() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())

    names = [contract["name"] for contract in settings["tool"]["importlinter"]["contracts"]]

    assert names
    assert all(len(name.split()) >= 6 for name in names)


def test_no_modules_import_each_other_in_a_circle_not_even_inside_functions() -> None:
    known = {_module(path) for path in shipped()}
    imports = {_module(path): set(_imported(path)) & known for path in shipped()}

    assert _circle(imports) is None


def test_in_a_feature_nothing_of_flask_stands_below_routes_and_forms() -> None:
    knowing = [
        shown(path)
        for path in shipped()
        if path.relative_to(ROOT).parts[0] == "survey_service"
        and path.stem in BELOW_THE_FORMS
        and any(name.split(".")[0] in ("flask", "wtforms") for name in _imported(path))
    ]

    assert not knowing


def test_nobody_catches_every_exception_outside_the_one_place_for_it() -> None:
    catching = [
        f"{shown(path)}:{node.lineno}"
        for path in files_of(".py")
        if shown(path) != "survey_service/errors.py"
        for node in ast.walk(syntax(path))
        if isinstance(node, ast.ExceptHandler) and _catches_everything(node)
    ]

    assert not catching


def test_every_room_of_the_plan_exists() -> None:
    assert {path.relative_to(ROOT).parts[0] for path in shipped()} == set(ROOMS)


def _module(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(syntax(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _circle(imports: Mapping[str, set[str]]) -> list[str] | None:
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as error:
        return list(error.args[1])
    return None


def _catches_everything(handler: ast.ExceptHandler) -> bool:
    if handler.type is None:
        return True
    named = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(isinstance(n, ast.Name) and n.id in ("Exception", "BaseException") for n in named)
