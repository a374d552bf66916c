"""The tree of branches: filled from content/data/places.yaml, grown by hand below the counties."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, Row
from sqlalchemy.exc import IntegrityError

from survey_model.place import City, County, Places
from survey_model.text import Text
from survey_service.accounts.model import BELOW, Branch, Kind
from survey_service.accounts.tables import branch
from survey_service.errors import Refusal
from survey_service.pages import N_

NAMES = ("code", "name_zh", "name_en", "kind", "parent", "path")
COLUMNS = tuple(branch.c[name].label(f"branch_{name}") for name in NAMES)
NAME_LENGTH = 40  # characters
PART = {Kind.TOWN: 9, Kind.VILLAGE: 12}  # digits of the official code of towns and villages


class BranchUnknown(Refusal):
    status = 404
    title = N_("没有这个单位")
    sentence = N_("地址可能写错了，也可能这个单位已经删除。请回到单位一览。")


class BranchInUse(Refusal):
    status = 409
    title = N_("这个单位还不能删")
    sentence = N_("它下面还有单位、账号、邀请或者稿件。只有从来没有用过的单位可以删；可以改名。")


class NothingBelow(Refusal):
    status = 409
    title = N_("这一级下面不再分")
    sentence = N_("村（社区）是最小的一级，下面不能再添加单位。")


@dataclass(frozen=True)
class Planted:
    """A place that becomes a branch."""

    code: str
    name: Text
    kind: Kind
    parent: str | None


def seed(connection: Connection, places: Places) -> None:
    """Make a branch of every place that has none; names follow unless changed at the desk."""
    kept = {row.code: row for row in connection.execute(sa.select(branch))}
    paths = {code: str(row.path) for code, row in kept.items()}
    for place in _planted(places):
        names = {"name_zh": place.name.zh, "name_en": place.name.en}
        if place.code not in kept:
            paths[place.code] = f"{paths.get(place.parent or '', '')}{place.code}/"
            _insert(connection, place, paths[place.code], added=False)
        elif not kept[place.code].renamed and kept[place.code].name_zh != place.name.zh:
            connection.execute(sa.update(branch).where(branch.c.code == place.code).values(names))


def find(connection: Connection, code: str) -> Branch:
    """The branch with this code. Raises BranchUnknown."""
    row = connection.execute(sa.select(*COLUMNS).where(branch.c.code == code)).one_or_none()
    if row is None:
        raise BranchUnknown
    return of_row(row)


def top(connection: Connection) -> Branch:
    """The widest branch. Raises BranchUnknown before the tree was filled."""
    asked = sa.select(*COLUMNS).where(branch.c.parent.is_(None)).order_by(branch.c.code)
    row = connection.execute(asked).first()
    if row is None:
        raise BranchUnknown
    return of_row(row)


def ancestors(connection: Connection, code: str) -> tuple[Branch, ...]:
    """The branches above this one, the widest first."""
    codes = find(connection, code).path.split("/")[:-2]
    found = sa.select(*COLUMNS).where(branch.c.code.in_(codes)).order_by(branch.c.path)
    return tuple(of_row(row) for row in connection.execute(found))


def subtree(connection: Connection, code: str) -> tuple[Branch, ...]:
    """A branch and everything below it, each branch before what lies below it."""
    path = find(connection, code).path
    below = branch.c.path.startswith(path, autoescape=True)
    found = sa.select(*COLUMNS).where(below).order_by(branch.c.path)
    return tuple(of_row(row) for row in connection.execute(found))


def every(connection: Connection) -> dict[str, Branch]:
    """All branches by code."""
    found = connection.execute(sa.select(*COLUMNS).order_by(branch.c.path))
    return {row.branch_code: of_row(row) for row in found}


def added_codes(connection: Connection) -> frozenset[str]:
    """The codes of branches that were added at the desk."""
    asked = sa.select(branch.c.code).where(branch.c.added)
    return frozenset(connection.execute(asked).scalars())


def add(connection: Connection, above: Branch, name: str, official: str = "") -> Branch:
    """A new branch below `above`. Raises NothingBelow, BranchInUse where the code is taken.

    `official` is its code in the national list; without one it gets a code of ours, which no
    national code looks like.
    """
    kind = BELOW[above.kind]
    if kind is None:
        raise NothingBelow
    code = official or _free_code(connection, above)
    if connection.execute(sa.select(branch.c.code).where(branch.c.code == code)).first():
        raise BranchInUse
    planted = Planted(code, Text(name, ""), kind, above.code)
    _insert(connection, planted, f"{above.path}{code}/", added=True)
    return find(connection, code)


def rename(connection: Connection, renamed: Branch, name: Text) -> None:
    """Give the branch another name; its code, and so whatever belongs to it, stays."""
    values = {"name_zh": name.zh, "name_en": name.en, "renamed": True}
    connection.execute(sa.update(branch).where(branch.c.code == renamed.code).values(values))


def remove(connection: Connection, removed: Branch) -> None:
    """Delete a branch that was added at the desk and never used. Raises BranchInUse."""
    gone = sa.delete(branch).where(branch.c.code == removed.code, branch.c.added)
    try:
        with connection.begin_nested():
            count = connection.execute(gone).rowcount
    except IntegrityError as error:  # whatever refers to it, in any feature, keeps it
        raise BranchInUse from error
    if count == 0:
        raise BranchInUse


def official_code_fits(above: Branch, code: str) -> bool:
    """Whether a national code can be that of a branch right below `above`."""
    length = PART.get(BELOW[above.kind] or Kind.PROVINCE)
    return code.isascii() and code.isdigit() and len(code) == length and _inside(code, above)


def of_row(row: Row[Any]) -> Branch:
    """The branch in the columns of COLUMNS; without an English name the Chinese one stands."""
    code, zh, en, kind, parent, path = (getattr(row, f"branch_{name}") for name in NAMES)
    return Branch(code, Text(zh, en or zh), Kind(kind), parent, path)


def _inside(code: str, above: Branch) -> bool:
    return not above.code.isdigit() or code.startswith(above.code)


def _free_code(connection: Connection, above: Branch) -> str:
    below = sa.select(branch.c.code).where(branch.c.parent == above.code)
    taken = set(connection.execute(below).scalars())
    return next(c for n in range(1, len(taken) + 2) if (c := f"{above.code}-{n}") not in taken)


def _insert(connection: Connection, planted: Planted, path: str, *, added: bool) -> None:
    row = {
        "code": planted.code,
        "name_zh": planted.name.zh,
        "name_en": planted.name.en,
        "kind": planted.kind.value,
        "parent": planted.parent,
        "path": path,
        "added": added,
        "renamed": False,
    }
    connection.execute(sa.insert(branch), row)


def _planted(places: Places) -> Iterator[Planted]:
    def make(place: County | City, kind: Kind, parent: str | None) -> Planted:
        return Planted(place.code, place.name, kind, parent)

    yield make(places.province, Kind.PROVINCE, None)
    for city in places.cities:
        yield make(city, Kind.CITY, places.province.code)
        for county in city.counties:
            yield make(county, Kind.COUNTY, city.code)
