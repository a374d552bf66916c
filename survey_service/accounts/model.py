"""The words of this room: a role, a branch, an account."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from survey_model.text import Text


class Role(StrEnum):
    """What a person is at the desk. Every role counts within a branch and what lies below it."""

    CONTRIBUTOR = "contributor"
    EDITOR = "editor"
    ADMINISTRATOR = "administrator"


class Kind(StrEnum):
    """The five levels of branches, from the widest to the narrowest."""

    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    TOWN = "town"  # a town, township or street
    VILLAGE = "village"  # a village or community


BELOW: dict[Kind, Kind | None] = {
    Kind.PROVINCE: Kind.CITY,
    Kind.CITY: Kind.COUNTY,
    Kind.COUNTY: Kind.TOWN,
    Kind.TOWN: Kind.VILLAGE,
    Kind.VILLAGE: None,
}


@dataclass(frozen=True)
class Branch:
    """A branch. `path` names it and everything above it: '330000/330100/330111/'."""

    code: str
    name: Text
    kind: Kind
    parent: str | None
    path: str

    def holds(self, path: str) -> bool:
        """Whether the branch with this path is this one, or lies below it."""
        return path.startswith(self.path)


@dataclass(frozen=True)
class Account:
    """A person of the desk, as every feature knows them."""

    id: str
    name: str
    login: str
    role: Role
    branch: Branch
    language: str
