"""One Markdown text on its way to a page, with all that it may name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from markupsafe import Markup

from plugins.messages import fault
from plugins.reading.sources import Numbering
from survey_model.faults import Fault

Insert = Callable[["Manuscript", str, str], Markup]  # kind and id of a block to its HTML


@dataclass(frozen=True)
class LinkUse:
    """A link inside the site, and the line that an editor wrote it in."""

    target: str
    file: str
    line: int


@dataclass
class Manuscript:
    """The text, its place in the file, and the sources, blocks and links of its page.

    Several texts of one page share `numbering`, `faults`, `links` and `heading_ids`.
    """

    text: str
    file: str
    first_line: int
    language: str
    numbering: Numbering
    insert: Insert
    faults: list[Fault]
    links: list[LinkUse]
    heading_ids: set[str] = field(default_factory=set)
    inserted: set[tuple[str, str]] = field(default_factory=set)

    def line_of(self, needle: str) -> int:
        """The line of the file in which `needle` first stands, or the first of the text."""
        before, found, _ = self.text.partition(needle)
        return self.first_line + (before.count("\n") if found else 0)

    def fault(self, key: str, needle: str, /, **values: object) -> None:
        """Keep a fault in the line where `needle` stands."""
        one = fault(key, self.file, self.line_of(needle), **values)
        if one not in self.faults:
            self.faults.append(one)
