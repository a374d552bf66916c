"""Editions that were made before, by everything that could change them.

An edition costs seconds, an issue seldom changes. The key covers the words of the issue, who
publishes, the interface words, our code and sheets, the theme's colours and the makers' versions.
"""

from __future__ import annotations

import sys
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MAKERS = ("typst", "pylopdf-fonts-zh-cn", "css-inline", "segno", "pypdf", "markupsafe")
OURS = (
    *("plugins/editions/**/*.py", "plugins/editions/**/*.typ", "plugins/editions/**/*.css"),
    *("plugins/editions/**/*.js", "theme/static/css/*.css"),
    *(f"plugins/{name}.py" for name in ("charts", "dates", "models", "words")),
)
LINKED = frozenset({"issue", "previous", "next", "myths", "related", "topics", "alternate"})  # lead
# out of the issue, and stand in no edition

LONG_AGO = 7 * 24 * 3600  # seconds

Files = dict[str, bytes]


class Kept:
    """A folder with one folder for each key."""

    def __init__(self, folder: Path) -> None:
        """Begin a build."""
        self.folder = folder
        self.asked: set[str] = set()

    def files(self, make: Callable[[], Files], *inputs: object) -> Files:
        """The files as they were made before, or made now and kept."""
        key = key_of(*inputs)
        self.asked.add(key)
        folder = self.folder / key
        if not (folder / "whole").is_file():
            self._keep(folder, make())
        paths = [path for path in folder.rglob("*") if path.is_file()]
        kept = {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
        return {name: kept[name] for name in sorted(kept) if name != "whole"}

    def forget_others(self) -> None:
        """Remove what nobody asked for in this build or the last days: another may be under way."""
        now = time.time()
        for folder in self.folder.glob("*"):
            if folder.name not in self.asked and now - folder.stat().st_mtime > LONG_AGO:
                _remove(folder)

    def _keep(self, folder: Path, files: Mapping[str, bytes]) -> None:
        """Write the files; the mark that they are whole comes last."""
        for name, content in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        (folder / "whole").write_bytes(b"")


def key_of(*inputs: object) -> str:
    """A name for all that the inputs say, with what makes editions of them."""
    digest = sha256(_makers().encode())
    for value in inputs:
        for piece in _told(value):
            digest.update(piece.encode() + b"\0")
    return digest.hexdigest()[:32]


def _told(value: object) -> Iterator[str]:
    """Every value in it, in a fixed order; a dataclass by its fields."""
    if is_dataclass(value) and not isinstance(value, type):
        yield type(value).__name__
        for one in fields(value):
            if one.name not in LINKED:
                yield one.name
                yield from _told(getattr(value, one.name))
    elif isinstance(value, Mapping):
        for name in sorted(value):
            yield str(name)
            yield from _told(value[name])
    elif isinstance(value, (list, tuple)):
        yield f"[{len(value)}"
        for one in value:
            yield from _told(one)
    else:
        yield f"{type(value).__name__}:{value}"


@cache
def _makers() -> str:
    """Versions of what makes them, and our own files."""
    told = [sys.version, zlib.ZLIB_RUNTIME_VERSION, *(f"{name} {version(name)}" for name in MAKERS)]
    paths = [path for pattern in OURS for path in sorted(ROOT.glob(pattern))]
    told += [f"{path.name} {sha256(path.read_bytes()).hexdigest()}" for path in paths]
    return "\n".join(told)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        for inner in path.iterdir():
            _remove(inner)
        path.rmdir()
    else:
        path.unlink()
