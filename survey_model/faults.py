"""What is wrong in a file that a person wrote, where, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Fault:
    """One fault. `line` counts from 1; 0 means the whole file. A warning stops no build."""

    file: str
    line: int
    what: str
    mend: str
    warning: bool = False

    def __str__(self) -> str:
        """`file:line: what；mend。`, the form that editors' tools can jump to."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.what}；{self.mend}。"


class Faults(Exception):
    """Every fault found at once, so that nobody mends a file ten times."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        """Keep the faults in the order of file and line."""
        self.faults = tuple(sorted(faults))
        super().__init__("\n".join(str(fault) for fault in self.faults))
