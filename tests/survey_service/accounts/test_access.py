"""Who may do what, cell by cell: role × relation of the branches × act."""

from __future__ import annotations

from itertools import product

import pytest

from survey_model.text import Text
from survey_service.accounts.access import (
    GRANTS,
    REACH,
    Act,
    NotYours,
    demand,
    may,
    may_ever,
    may_grant,
    may_manage,
)
from survey_service.accounts.model import Account, Branch, Kind, Role

PATHS = {
    "own": "330000/330100/",
    "below": "330000/330100/330110/",
    "far below": "330000/330100/330110/330110-1/330110-1-1/",
    "above": "330000/",
    "beside": "330000/330200/",
    "below beside": "330000/330200/330282/",
    "looks alike": "330000/3301000/",  # a code that merely begins the same
}
INSIDE = {"own", "below", "far below"}

C, E, A = Role.CONTRIBUTOR, Role.EDITOR, Role.ADMINISTRATOR

# Written out by hand, so that a slip in the table of the code meets another hand.
INSIDE_ONLY = {
    C: {Act.SEND},
    E: set(Act) - {Act.ROLL_BACK, Act.READ_AUDIT},
    A: set(Act),
}
OWN_ANYWHERE = {
    C: {Act.READ, Act.EDIT, Act.READ_AUDIT},
    E: {Act.READ, Act.EDIT, Act.READ_AUDIT},
    A: {Act.READ, Act.EDIT, Act.READ_AUDIT},
}


def somebody(role: Role, path: str = PATHS["own"], account_id: str = "a") -> Account:
    code = path.split("/")[-2]
    branch = Branch(code, Text(code, code), Kind.CITY, None, path)
    return Account(account_id, "林一", "lin", role, branch, "zh")


def test_the_table_knows_every_role_and_every_act() -> None:
    assert set(REACH) == set(product(Role, Act))


@pytest.mark.parametrize(
    ("role", "act", "relation", "own"), list(product(Role, Act, PATHS, (True, False)))
)
def test_a_person_may_do_what_the_role_allows_in_that_branch_and_nothing_else(
    role: Role, act: Act, relation: str, own: object
) -> None:
    inside = relation in INSIDE and act in INSIDE_ONLY[role]
    wanted = inside or (own and act in OWN_ANYWHERE[role])

    assert may(somebody(role), act, PATHS[relation], own=bool(own)) is wanted


@pytest.mark.parametrize(("role", "act"), list(product(Role, Act)))
def test_a_page_is_open_to_whoever_may_do_its_act_somewhere(role: Role, act: Act) -> None:
    wanted = act in INSIDE_ONLY[role] | OWN_ANYWHERE[role]

    assert may_ever(somebody(role), act) is wanted


def test_what_may_not_be_done_is_refused_in_words() -> None:
    with pytest.raises(NotYours):
        demand(somebody(E), Act.ACCEPT, PATHS["beside"])


@pytest.mark.parametrize(("giver", "given", "relation"), list(product(Role, Role, PATHS)))
def test_an_editor_invites_contributors_and_an_administrator_anybody_below(
    giver: Role, given: Role, relation: str
) -> None:
    grants = {C: set(), E: {C}, A: {C, E, A}}
    wanted = given in grants[giver] and relation in INSIDE

    assert may_grant(somebody(giver), given, PATHS[relation]) is wanted
    assert set(GRANTS[giver]) == grants[giver]


@pytest.mark.parametrize(("actor", "other", "relation"), list(product(Role, Role, PATHS)))
def test_an_account_is_looked_after_by_a_higher_one_of_the_same_branches(
    actor: Role, other: Role, relation: str
) -> None:
    lower = {C: set(), E: {C}, A: {C, E, A}}[actor]
    peers = actor is other is A and relation == "own"
    wanted = other in lower and relation in INSIDE and not peers

    assert may_manage(somebody(actor), somebody(other, PATHS[relation], "b")) is wanted


@pytest.mark.parametrize("role", Role)
def test_nobody_looks_after_their_own_account(role: Role) -> None:
    assert not may_manage(somebody(role), somebody(role, PATHS["below"], "a"))
