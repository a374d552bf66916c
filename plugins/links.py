"""Follows every link of the built site: each must lead to a file, a place in it, or the service."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

from plugins.addresses import is_of_the_service
from plugins.messages import fault
from plugins.rendering import OutputPage
from survey_model.faults import Fault

FOLLOWED = {"a", "area", "form"}  # these lead elsewhere; all others fetch something
TARGETS = ("href", "src", "action", "poster", "data")


@dataclass
class Anchors(HTMLParser):
    """The ids of a page and all that it leads to or fetches, with the line in the page."""

    ids: set[str] = field(default_factory=set)
    targets: list[tuple[str, str, int]] = field(default_factory=list)  # element, target, line

    def __post_init__(self) -> None:
        """Start the parser."""
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what the element names."""
        named = dict(attrs)
        if named.get("id"):
            self.ids.add(named["id"] or "")
        is_fetched = tag != "link" or named.get("rel") not in ("alternate", "canonical")
        for name in TARGETS:
            target = named.get(name)
            if target is not None:
                self.targets.append((tag if is_fetched else "a", target, self.getpos()[0]))


def broken_links(
    output: Path, written: Mapping[str, OutputPage | None], siteurl: str
) -> list[Fault]:
    """A fault for every link that does not resolve, and for everything fetched from elsewhere."""
    pages = {name: read_anchors(output / name) for name in written if name.endswith(".html")}
    faults: list[Fault] = []
    for name, anchors in pages.items():
        page = written[name]
        source = page.file if page else name
        for element, target, line in anchors.targets:
            inside = target.removeprefix(siteurl) if siteurl else target
            key = _trouble(element, inside or "/", name, written, pages)
            if key:
                faults.append(fault(key, f"output/{name}", line, target=target, source=source))
    return faults


def read_anchors(path: Path) -> Anchors:
    """What the page names."""
    anchors = Anchors()
    anchors.feed(path.read_text(encoding="utf-8"))
    anchors.close()
    return anchors


def _trouble(
    element: str,
    target: str,
    name: str,
    written: Mapping[str, object],
    pages: Mapping[str, Anchors],
) -> str | None:
    """The key of what is wrong with the link, or None."""
    parts = urlsplit(target)
    if parts.scheme or parts.netloc:
        return None if element in FOLLOWED or parts.scheme == "data" else "output_foreign"
    path = unquote(parts.path)
    if is_of_the_service(path):
        return None
    found = next((file for file in _files(path, name) if file in written), None)
    if found is None:
        return "output_link"
    missing = parts.fragment and found in pages and unquote(parts.fragment) not in pages[found].ids
    return "output_id" if missing else None


def _files(path: str, name: str) -> Iterator[str]:
    """The files that may answer at the path, seen from the page `name`."""
    if not path:
        yield name
        return
    whole = path.lstrip("/") if path.startswith("/") else normpath(join(dirname(name), path))
    yield f"{whole}index.html" if path.endswith("/") else whole
