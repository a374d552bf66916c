"""The addresses for the tree of branches: look, add below, rename, remove what was never used."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from flask import Response, g
from sqlalchemy import Connection

from survey_model.text import Text
from survey_service.accounts import access, audit, branches, frame, visit
from survey_service.accounts.access import Act
from survey_service.accounts.branches import BranchInUse
from survey_service.accounts.forms import (
    AddBranchForm,
    ButtonForm,
    DeskForm,
    RenameBranchForm,
    full_path,
)
from survey_service.accounts.frame import Answer
from survey_service.accounts.guards import desk_blueprint, in_both_languages, needs
from survey_service.accounts.model import BELOW, Account, Branch
from survey_service.pages import N_

bp = desk_blueprint("branches", __name__)

HERE = {"section": "branches"}
CODE_WRONG = N_("这个代码不像“%(above)s”下一级的区划代码。不知道可以不填。")
CODE_TAKEN = N_("这个代码已经有单位在用。不知道可以不填。")


@in_both_languages(bp, "/desk/branches/", "GET")
@needs(Act.MANAGE_BRANCHES)
def tree() -> str:
    """One's branches, as a tree."""
    with visit.room().database.reading() as connection:
        top, *below = branches.subtree(connection, g.account.branch.code)
    heads = [branch for branch in below if branch.parent == top.code]
    groups = [(head, [b for b in below if b != head and head.holds(b.path)]) for head in heads]
    return frame.show("desk/branches.html", top=top, groups=groups, **HERE)


@in_both_languages(bp, "/desk/branches/<code>", "GET")
@needs(Act.MANAGE_BRANCHES)
def branch(code: str) -> str:
    """One branch, with what may be done about it."""
    return _branch_page(_theirs(code))


@in_both_languages(bp, "/desk/branches/<code>/add", "POST")
@needs(Act.MANAGE_BRANCHES)
def add(code: str) -> Answer:
    """A new branch below this one."""
    above, form = _theirs(code), AddBranchForm.sent()
    if not form.validate() or not _code_fits(above, form):
        return Response(_branch_page(above, adding=form), 400)
    given = {"above": above, "name": form.name.data, "official": form.code.data}
    try:
        _write(_add, **given)
    except BranchInUse:
        form.refuse(form.code, CODE_TAKEN)
        return Response(_branch_page(above, adding=form), 400)
    return frame.see("branches.branch", done="branch", code=code)


@in_both_languages(bp, "/desk/branches/<code>/rename", "POST")
@needs(Act.MANAGE_BRANCHES)
def rename(code: str) -> Answer:
    """Another name for this branch."""
    named, form = _theirs(code), RenameBranchForm.sent()
    if not form.validate():
        return Response(_branch_page(named, renaming=form), 400)
    _write(_rename, named=named, name=Text(form.name.data, form.name_en.data or ""))
    return frame.see("branches.branch", done="branch", code=code)


@in_both_languages(bp, "/desk/branches/<code>/remove", "POST")
@needs(Act.MANAGE_BRANCHES)
def remove(code: str) -> Answer:
    """Delete a branch that was a mistake, and that nobody has used."""
    gone, form = _theirs(code), ButtonForm.sent()
    if not form.validate():
        return Response(_branch_page(gone, refused=form), 400)
    _write(_remove, gone=gone)
    return frame.see("branches.branch", done="branch_gone", code=gone.parent or "")


def _write(act: Callable[..., None], **given: object) -> None:
    visit.room().database.write(partial(act, actor=g.account, **given))


def _add(connection: Connection, actor: Account, above: Branch, name: str, official: str) -> None:
    added = branches.add(connection, above, name, official)
    facts = {"name": name, "kind": added.kind.value}
    audit.record(connection, actor, "branch.added", f"branch:{added.code}", **facts)


def _rename(connection: Connection, actor: Account, named: Branch, name: Text) -> None:
    branches.rename(connection, named, name)
    facts = {"was": named.name.zh, "name": name.zh}
    audit.record(connection, actor, "branch.renamed", f"branch:{named.code}", **facts)


def _remove(connection: Connection, actor: Account, gone: Branch) -> None:
    branches.remove(connection, gone)
    facts = {"name": gone.name.zh}
    audit.record(connection, actor, "branch.removed", f"branch:{gone.code}", **facts)


def _theirs(code: str) -> Branch:
    """One of the person's branches. Raises BranchUnknown, NotYours."""
    with visit.room().database.reading() as connection:
        found = branches.find(connection, code)
    access.demand(g.account, Act.MANAGE_BRANCHES, found.path)
    return found


def _code_fits(above: Branch, form: AddBranchForm) -> bool:
    if not form.code.data or branches.official_code_fits(above, form.code.data):
        return True
    form.refuse(form.code, CODE_WRONG, above=above.name.in_(visit.language()))
    return False


def _branch_page(shown: Branch, **forms: DeskForm) -> str:
    with visit.room().database.reading() as connection:
        below = branches.subtree(connection, shown.code)[1:]
        seen = {
            "below": [branch for branch in below if branch.parent == shown.code],
            "known": branches.every(connection),
            "removable": shown.code in branches.added_codes(connection) and not below,
        }
    english = "" if shown.name.en == shown.name.zh else shown.name.en
    more = {
        "adding": AddBranchForm.shown(),
        "renaming": RenameBranchForm.shown(name=shown.name.zh, name_en=english),
        "refused": None,
        "kind_below": BELOW[shown.kind],
        "full_path": full_path,
    }
    return frame.show("desk/branch.html", branch=shown, **{**HERE, **seen, **more, **forms})
