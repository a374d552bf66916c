"""Refuses to build for the public host what must not be public."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pelican.plugins import signals

from plugins.generating import refuse
from plugins.messages import fault
from survey_model.faults import Fault, Faults
from survey_model.finding import read_findings


def check_production(settings: dict[str, Any]) -> list[Fault]:
    """Every reason not to build for the public host."""
    faults = [
        fault("production_rehearsal", f"content/{path.relative_to(settings['PATH']).as_posix()}")
        for path in sorted(Path(settings["PATH"]).glob("surveys/*/findings/*.json"))
        if _is_rehearsal(path)
    ]
    if not settings["SITEURL"].startswith("https://"):
        faults.append(fault("production_siteurl", "publishconf.py"))
    if not settings["ICP_NUMBER"] and not settings["ICP_NUMBER_PENDING"]:
        faults.append(fault("production_icp", "publishconf.py"))
    return faults


def refuse_rehearsals(pelican: Any) -> None:  # noqa: ANN401 - Pelican's, without types
    """Before anything is read or removed."""
    faults = check_production(pelican.settings)
    if faults:
        refuse(faults)


def _is_rehearsal(path: Path) -> bool:
    """Whether the file, or only its name, says that residents were simulated."""
    try:
        return path.stem.startswith("rehearsal") or read_findings(path).rehearsal
    except Faults:
        return False  # not a findings file; the library says so


def register() -> None:
    """Pelican calls this once."""
    signals.initialized.connect(refuse_rehearsals)
