"""Closes a build: removes what no generator named, and refuses a page with a broken link."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pelican.plugins import signals

from plugins.generating import WRITTEN, refuse
from plugins.links import broken_links
from plugins.messages import fault
from plugins.rendering import OutputPage


class OutputGenerator:
    """Runs after all others; writes nothing."""

    def __init__(self, context: dict[str, Any], settings: dict[str, Any], **_given: object) -> None:
        """Refuse an output folder in which content or theme would be removed."""
        self.context = context
        self.siteurl = settings["SITEURL"]
        self.output = Path(settings["OUTPUT_PATH"])
        kept = (Path(settings["PATH"]), Path(settings["THEME"]), Path(__file__))
        if any(path.resolve().is_relative_to(self.output.resolve()) for path in kept):
            refuse([fault("output_folder", str(settings["OUTPUT_PATH"]))])

    def generate_output(self, _writer: object) -> None:
        """Account for every file below output/, then follow every link."""
        written: dict[str, OutputPage | None] = self.context[WRITTEN]
        remove_stale(self.output, set(written))
        faults = broken_links(self.output, written, self.siteurl)
        if faults:
            refuse(faults)


def remove_stale(output: Path, named: set[str]) -> None:
    """Remove every file that no generator named, and every folder that is then empty."""
    for path in sorted(output.rglob("*"), reverse=True):
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                path.rmdir()
        elif path.relative_to(output).as_posix() not in named:
            path.unlink()


def get_generators(_pelican: object) -> type[OutputGenerator]:
    """Pelican asks here for the generator."""
    return OutputGenerator


def register() -> None:
    """Pelican calls this once."""
    signals.get_generators.connect(get_generators)
