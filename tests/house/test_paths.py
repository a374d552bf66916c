"""The tree names no machine: not its folders, not its registries."""

from __future__ import annotations

import re
from pathlib import Path

from tests.house.tree import files, shown

MACHINE = re.compile(r"(?<![\w.])/(?:home|root|Users|work|tmp)/\w|[A-Z]:\\Users\\")
REGISTRY = re.compile(r"(?:files\.pythonhosted|registry\.npmjs|pypi)\.org")


def test_no_file_names_a_folder_of_a_machine_or_a_registry() -> None:
    told = [
        f"{shown(path)}:{number}"
        for path in files()
        if (text := _text(path)) is not None
        for number, line in enumerate(text.splitlines(), start=1)
        if MACHINE.search(line) or REGISTRY.search(line)
    ]

    assert not told


def _text(path: Path) -> str | None:
    """The file's text, or None for a picture."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None
