"""The tree of branches: filled from the list of places, grown by hand, never cut under people."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from flask import Flask

from survey_model.place import City, County, Places, read_places
from survey_model.text import Text
from survey_service.accounts import branches, store
from survey_service.accounts.branches import BranchInUse, BranchUnknown, NothingBelow
from survey_service.accounts.model import Account, Branch, Kind, Role
from survey_service.accounts.room import Room
from survey_service.db import Database
from survey_service.health import DATABASE
from tests.survey_service.accounts.colleague import Colleague, actions_of, links_of
from tests.survey_service.accounts.conftest import CITY, COUNTY, OTHER_CITY, PROVINCE
from tests.survey_service.resident import path_of

PAGE = "/desk/branches/"


@pytest.fixture
def chief(make_signed_in: Callable[..., Colleague]) -> Colleague:
    """An administrator of the city."""
    return make_signed_in(Role.ADMINISTRATOR, CITY)


@pytest.fixture
def make_town(desk: Room, ask: Callable[..., Any]) -> Callable[..., Branch]:
    """A town of the county, added at the desk."""

    def make(name: str = "石塘镇", above: str = COUNTY) -> Branch:
        add = partial(branches.add, above=ask(branches.find, above), name=name)
        return desk.database.write(add)

    return make


def test_the_tree_is_filled_from_the_places(ask: Callable[..., Any]) -> None:
    kinds = {branch.code: branch.kind for branch in ask(branches.every).values()}

    assert kinds[PROVINCE] is Kind.PROVINCE
    assert kinds[CITY] is kinds[OTHER_CITY] is Kind.CITY
    assert kinds[COUNTY] is Kind.COUNTY
    assert ask(branches.find, COUNTY).path == "330000/330100/330110/"
    assert ask(branches.top).code == PROVINCE


def test_filling_it_again_changes_nothing(desk: Room, ask: Callable[..., Any]) -> None:
    before = ask(branches.every)
    places = read_places(desk.config.content / "data" / "places.yaml")
    desk.database.write(partial(branches.seed, places=places))

    assert ask(branches.every) == before


def test_a_place_with_a_new_name_gets_it_unless_it_was_renamed_at_the_desk(
    make_app: Callable[..., Flask],
) -> None:
    database: Database = make_app().extensions[DATABASE]
    with database.reading() as connection:
        renamed = branches.find(connection, CITY)
    database.write(partial(branches.rename, renamed=renamed, name=Text("杭州", "Hangzhou")))
    county = County(COUNTY, Text("余杭新区", "Yuhang"))
    city = City(CITY, Text("杭州大市", "Hangzhou"), None, (county,))
    places = Places(County(PROVINCE, Text("浙江省", "Zhejiang")), (city,))

    database.write(partial(branches.seed, places=places))

    with database.reading() as connection:
        assert branches.find(connection, CITY).name.zh == "杭州"
        assert branches.find(connection, COUNTY).name.zh == "余杭新区"


def test_above_and_below_are_told_in_order(
    make_town: Callable[..., Branch], ask: Callable[..., Any]
) -> None:
    town = make_town("顺序镇")

    above = [branch.code for branch in ask(branches.ancestors, town.code)]
    below = [branch.code for branch in ask(branches.subtree, CITY)]

    assert above == [PROVINCE, CITY, COUNTY]
    assert below[0] == CITY
    assert below.index(COUNTY) < below.index(town.code)
    assert OTHER_CITY not in below


def test_a_town_and_a_village_are_added_and_people_can_belong_to_them(
    chief: Colleague, ask: Callable[..., Any], make_person: Callable[..., Account]
) -> None:
    page = chief.presses(chief.opens(f"{PAGE}{COUNTY}"), f"{PAGE}{COUNTY}/add", name="新塘镇")
    assert path_of(page) == f"{PAGE}{COUNTY}"
    town = next(b for b in ask(branches.subtree, COUNTY) if b.name.zh == "新塘镇")
    chief.presses(chief.opens(f"{PAGE}{town.code}"), f"{PAGE}{town.code}/add", name="石桥村")
    village = next(b for b in ask(branches.subtree, town.code) if b.name.zh == "石桥村")

    assert (town.kind, village.kind) == (Kind.TOWN, Kind.VILLAGE)
    assert village.path == f"330000/330100/330110/{town.code}/{village.code}/"
    assert make_person(branch=village.code).branch == village


def test_nothing_lies_below_a_village(
    chief: Colleague, make_town: Callable[..., Branch], desk: Room
) -> None:
    village = make_town("末村", make_town("末镇").code)

    assert f"{PAGE}{village.code}/add" not in actions_of(chief.opens(f"{PAGE}{village.code}"))
    with pytest.raises(NothingBelow):
        desk.database.write(partial(branches.add, above=village, name="更小"))


@pytest.mark.parametrize(
    ("code", "fits"),
    [("330110001", True), ("330110001000", False), ("330282001", False), ("33011000a", False)],
)
def test_an_official_code_must_be_one_of_the_level_below(
    chief: Colleague, code: str, fits: object, ask: Callable[..., Any], desk: Room
) -> None:
    page = chief.presses(
        chief.opens(f"{PAGE}{COUNTY}"), f"{PAGE}{COUNTY}/add", name="有代码的镇", code=code
    )

    assert (page.status == 303) is fits
    if fits:
        taken = ask(branches.find, code)
        again = chief.presses(
            chief.opens(f"{PAGE}{COUNTY}"), f"{PAGE}{COUNTY}/add", name="同代码的镇", code=code
        )
        assert "这个代码已经有单位在用" in again.text
        desk.database.write(partial(branches.remove, removed=taken))
    else:
        assert "不像“余杭区”下一级的区划代码" in page.text


def test_a_branch_is_renamed_and_keeps_its_code_and_people(
    chief: Colleague,
    make_town: Callable[..., Branch],
    make_person: Callable[..., Account],
    ask: Callable[..., Any],
) -> None:
    town = make_town("旧名镇")
    person = make_person(branch=town.code)
    path = f"{PAGE}{town.code}"

    chief.presses(chief.opens(path), f"{path}/rename", name="新名镇", name_en="New Town")

    now = ask(store.find, person.id).account.branch
    assert (now.code, now.name) == (town.code, Text("新名镇", "New Town"))


def test_a_branch_without_an_english_name_shows_its_chinese_one(
    chief: Colleague, make_town: Callable[..., Branch]
) -> None:
    town = make_town("只有中文镇")

    assert chief.opens(f"/en{PAGE}{town.code}").all("h1")[0].text == "只有中文镇"


def test_a_branch_that_nobody_used_is_removed(
    chief: Colleague, make_town: Callable[..., Branch], ask: Callable[..., Any]
) -> None:
    path = f"{PAGE}{make_town('写错的镇').code}"

    page = chief.presses(chief.opens(path), f"{path}/remove")

    assert path_of(page) == f"{PAGE}{COUNTY}"
    with pytest.raises(BranchUnknown):
        ask(branches.find, path.rpartition("/")[2])


def test_a_branch_in_use_is_never_removed(
    chief: Colleague,
    make_town: Callable[..., Branch],
    make_person: Callable[..., Account],
    desk: Room,
    ask: Callable[..., Any],
) -> None:
    with_people, with_villages = make_town("有人的镇"), make_town("有村的镇")
    make_person(branch=with_people.code)
    make_town("有镇的村", with_villages.code)

    for used in (with_people, with_villages):
        with pytest.raises(BranchInUse):
            desk.database.write(partial(branches.remove, removed=used))
    page = chief.presses(
        chief.opens(f"{PAGE}{with_people.code}"), f"{PAGE}{with_people.code}/remove"
    )

    assert page.status == 409
    assert "这个单位还不能删" in page.text
    assert ask(branches.find, with_people.code)


def test_a_place_of_the_list_is_never_removed(
    desk: Room, ask: Callable[..., Any], chief: Colleague
) -> None:
    with pytest.raises(BranchInUse):
        desk.database.write(partial(branches.remove, removed=ask(branches.find, "330282")))

    assert f"{PAGE}{COUNTY}/remove" not in actions_of(chief.opens(f"{PAGE}{COUNTY}"))


def test_the_tree_ends_at_ones_own_branch(chief: Colleague) -> None:
    seen = links_of(chief.opens(PAGE))

    assert f"{PAGE}{COUNTY}" in seen
    assert f"{PAGE}{OTHER_CITY}" not in seen
    assert f"{PAGE}{PROVINCE}" not in seen


@pytest.mark.parametrize("act", ["", "/add", "/rename", "/remove"])
def test_a_branch_beside_ones_own_is_out_of_reach(chief: Colleague, act: str) -> None:
    token = dict(chief.opens().fields())["csrf_token"]
    path = f"{PAGE}{OTHER_CITY}{act}"

    page = chief.posts(path, {"csrf_token": token, "name": "x"}) if act else chief.opens(path)

    assert page.status == 403


def test_a_branch_that_is_none_is_not_found(chief: Colleague) -> None:
    for code in ("999999", "..", "%00", "330110%27"):
        assert chief.opens(f"{PAGE}{code}").status == 404


def test_the_editors_of_the_branch_are_told_else_those_above_else_administrators(
    make_person: Callable[..., Account],
    make_town: Callable[..., Branch],
    ask: Callable[..., Any],
) -> None:
    city = make_town("路口村", make_town("路口镇", "330282").code)
    chief = make_person(Role.ADMINISTRATOR, OTHER_CITY)
    assert chief in ask(store.nearest_editors, city)

    above = make_person(Role.EDITOR, OTHER_CITY)
    assert ask(store.nearest_editors, city) == (above,)

    near = [make_person(Role.EDITOR, "330282") for _ in range(2)]
    make_person(Role.EDITOR, CITY)
    make_person(Role.CONTRIBUTOR, city.code)
    assert set(ask(store.nearest_editors, city)) == set(near)
