"""What a part of a Word file points to: pictures inside the file, addresses outside it."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from survey_service.pieces.importing.archive import Parts
from survey_service.pieces.importing.xml_parts import RELATIONSHIPS, parse


@dataclass(frozen=True)
class Relationship:
    """A target, and whether it lies outside of the file."""

    target: str
    external: bool


@dataclass(frozen=True)
class Relationships:
    """Those of one part, by id; the content of pictures among the file's own parts."""

    by_id: dict[str, Relationship]
    parts: Parts

    def address(self, relationship_id: str) -> str:
        """Where a link leads, '' if nowhere outside."""
        found = self.by_id.get(relationship_id)
        return found.target if found and found.external else ""

    def is_remote(self, relationship_id: str) -> bool:
        """Whether it points out of the file."""
        found = self.by_id.get(relationship_id)
        return bool(found and found.external)

    def content(self, relationship_id: str) -> bytes | None:
        """The bytes inside the file, or None. A name that climbs out of the file finds nothing."""
        found = self.by_id.get(relationship_id)
        if found is None or found.external:
            return None
        name = posixpath.normpath(posixpath.join("word", found.target)).lstrip("/")
        return self.parts.get(name)


def read_relationships(parts: Parts, part: str) -> Relationships:
    """Those of word/<part>.xml."""
    name = f"word/_rels/{part}.xml.rels"
    if name not in parts:
        return Relationships({}, parts)
    found = {
        one.get("Id", ""): Relationship(
            one.get("Target", ""), one.get("TargetMode", "").lower() == "external"
        )
        for one in parse(parts[name]).iter(f"{RELATIONSHIPS}Relationship")
    }
    return Relationships(found, parts)
