"""A page of the site, ready to be rendered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Step:
    """One step of the way to a page: its name and its address."""

    name: str
    url: str


@dataclass(frozen=True)
class OutputPage:
    """An address, the template that draws it, and what the template is given."""

    address: str
    template: str
    language: str
    nav: str  # which column of the navigation it belongs to: myths, issue, findings, … or none
    alternate: str | None
    file: str  # the content that it was made from, for whoever has to mend it
    context: Mapping[str, object]
    rehearsal: bool = False
    structured_data: Mapping[str, object] | None = field(default=None)
    trail: tuple[Step, ...] = ()  # the way here from the front page; the last step is the page
    published: str = ""  # its own day, month or year, where it has one
    modified: str = ""  # the newest day, month or year that its content tells
    kind: str = "website"  # website or article, as a chat understands it
    is_listed: bool = True  # in the sitemap

    @property
    def save_as(self) -> str:
        """The file of the page below output/."""
        path = self.address.lstrip("/")
        return f"{path}index.html" if not path or path.endswith("/") else path
