"""Writes /theme/: style sheets joined into bundles, scripts and pictures as they are."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from pelican.plugins import signals

from plugins.generating import WRITTEN, refuse
from plugins.messages import fault
from survey_model.faults import Fault

_QUOTED_OR_COMMENT = re.compile(r"""(/\*.*?\*/|"[^"\n]*"|'[^'\n]*')""", re.DOTALL)
STYLES = "css"  # the folder of theme/static whose files go into bundles, and nowhere else


def assets(static: Path, bundles: dict[str, list[str]]) -> tuple[dict[str, bytes], list[Fault]]:
    """The files below /theme/ by name, and a fault for each style sheet that does not exist."""
    files = {
        path.relative_to(static).as_posix(): path.read_bytes()
        for path in sorted(static.rglob("*"))
        if path.is_file() and path.relative_to(static).parts[0] != STYLES
    }
    faults = []
    for bundle, names in bundles.items():
        paths = [static / STYLES / name for name in names]
        faults += [
            fault("asset_missing", f"theme/static/css/{path.name}", bundle=bundle)
            for path in paths
            if not path.is_file()
        ]
        joined = "\n".join(path.read_text(encoding="utf-8") for path in paths if path.is_file())
        files[bundle] = squeezed(joined).encode()
    return files, faults


def squeezed(css: str) -> str:
    """The style sheet without comments and layout; what stands between quotation marks is kept."""
    parts = _QUOTED_OR_COMMENT.split(css)
    kept = ("" if part.startswith("/*") else part for part in parts)
    return "".join(part if part[:1] in "\"'" and part else _tight(part) for part in kept)


def _tight(css: str) -> str:
    return re.sub(r"\s*([{};,])\s*", r"\1", re.sub(r"\s+", " ", css)).replace(";}", "}")


class AssetsGenerator:
    """Copies; renders nothing."""

    def __init__(self, context: dict[str, Any], settings: dict[str, Any], **_given: object) -> None:
        """Read every file; a missing style sheet ends the build before anything is written."""
        self.written = context.setdefault(WRITTEN, {})
        self.output = Path(settings["OUTPUT_PATH"]) / "theme"
        static = Path(settings["THEME"]) / "static"
        self.files, faults = assets(static, settings["CSS_BUNDLES"])
        if faults:
            refuse(faults)

    def generate_output(self, _writer: object) -> None:
        """Write them."""
        for name, content in self.files.items():
            path = self.output / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            self.written[f"theme/{name}"] = None


def get_generators(_pelican: object) -> type[AssetsGenerator]:
    """Pelican asks here for the generator."""
    return AssetsGenerator


def register() -> None:
    """Pelican calls this once."""
    signals.get_generators.connect(get_generators)
