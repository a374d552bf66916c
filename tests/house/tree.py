"""Which files belong to the house, and which code a guard reads."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("survey_model", "survey_service", "plugins", "analysis")

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def files() -> tuple[Path, ...]:
    """Every file that git keeps, or would keep at the next commit, in order."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    paths = {ROOT / name for name in listed.split("\0") if name}
    return tuple(sorted(path for path in paths if path.is_file()))


def files_of(*suffixes: str) -> tuple[Path, ...]:
    """The files whose names end so."""
    return tuple(path for path in files() if path.suffix in suffixes)


def room_of(path: Path) -> str:
    """The top folder in which a file lies; a file at the root is its own room."""
    return path.relative_to(ROOT).parts[0]


def shipped() -> tuple[Path, ...]:
    """The Python files of the four rooms; tests, documents and the site's settings are left out."""
    return tuple(path for path in files_of(".py") if room_of(path) in ROOMS)


def shown(path: Path) -> str:
    """The path as a person names it."""
    return path.relative_to(ROOT).as_posix()


@cache
def syntax(path: Path) -> ast.Module:
    """The file's syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def functions(path: Path) -> Iterator[Function]:
    """Every function of a file, methods and inner ones included."""
    for node in ast.walk(syntax(path)):
        if isinstance(node, Function):
            yield node


def length(function: Function) -> int:
    """Lines from `def` to the last line; decorators are not counted."""
    return (function.end_lineno or function.lineno) - function.lineno + 1
