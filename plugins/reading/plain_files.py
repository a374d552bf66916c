"""What may lie in content/: folders and ordinary files, and nothing that leads out of it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from plugins.messages import fault
from survey_model.faults import Fault


def strange_files(content: Path) -> list[Fault]:
    """A fault for each link, pipe or device: it is refused before anything is opened."""
    names = sorted(path.relative_to(content).as_posix() for path in _strange(content))
    return [fault("file_strange", f"content/{name}") for name in names]


def _strange(folder: Path) -> Iterator[Path]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _strange(Path(entry.path))
            elif not entry.is_file(follow_symlinks=False):
                yield Path(entry.path)
