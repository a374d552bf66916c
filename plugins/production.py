"""Refuses to build for the public host what must not be public, or what the law wants there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pelican.plugins import signals

from plugins.generating import refuse
from plugins.messages import fault
from survey_model.faults import Fault, Faults
from survey_model.finding import read_findings

CONTACT = re.compile(r"https://\S+|mailto:\S+@\S+|[^\s:@]+@[^\s:@]+")
# A setting that must not be missing silently, and the one that says it is known to be missing.
WANTED = {
    "ICP_NUMBER": "production_icp",
    "POLICE_NUMBER": "production_police",
    "SECURITY_CONTACT": "production_security",
}


def check_production(settings: dict[str, Any]) -> list[Fault]:
    """Every reason not to build for the public host."""
    return [*_rehearsals(Path(settings["PATH"])), *_missing(settings)]


def refuse_what_is_not_public(pelican: Any) -> None:  # noqa: ANN401 - Pelican's, without types
    """Before anything is read or removed."""
    faults = check_production(pelican.settings)
    if faults:
        refuse(faults)


def _rehearsals(content: Path) -> Iterator[Fault]:
    for path in sorted(content.glob("surveys/*/findings/*.json")):
        if _is_rehearsal(path):
            yield fault("production_rehearsal", f"content/{path.relative_to(content).as_posix()}")


def _missing(settings: dict[str, Any]) -> Iterator[Fault]:
    if not settings["SITEURL"].startswith("https://"):
        yield fault("production_siteurl", "publishconf.py")
    for name, key in WANTED.items():
        if not settings[name] and not settings[f"{name}_PENDING"]:
            yield fault(key, "publishconf.py")
    contact = settings["SECURITY_CONTACT"]
    if contact and not CONTACT.fullmatch(contact):
        yield fault("production_contact", "publishconf.py", contact=contact)


def _is_rehearsal(path: Path) -> bool:
    """Whether the file, or only its name, says that residents were simulated."""
    try:
        return path.stem.startswith("rehearsal") or read_findings(path).rehearsal
    except Faults:
        return False  # not a findings file; the library says so


def register() -> None:
    """Pelican calls this once."""
    signals.initialized.connect(refuse_what_is_not_public)
