"""The addresses for other people's accounts: who is there, invite, reset, move, suspend."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from flask import Response, g, request, url_for
from sqlalchemy import Connection

from survey_service.accounts import (
    access,
    audit,
    branches,
    clock,
    frame,
    links,
    managing,
    store,
    visit,
)
from survey_service.accounts.access import GRANTS, Act
from survey_service.accounts.branches import BranchUnknown
from survey_service.accounts.forms import (
    ButtonForm,
    DeskForm,
    InviteForm,
    PlacedForm,
    ResetForm,
    SuspendForm,
    full_path,
)
from survey_service.accounts.frame import Answer
from survey_service.accounts.guards import (
    checked_lately,
    desk_blueprint,
    in_both_languages,
    needs,
)
from survey_service.accounts.links import LIFE, Purpose
from survey_service.accounts.model import Branch, Role
from survey_service.accounts.qr import qr_code
from survey_service.accounts.store import Person
from survey_service.accounts.telling import teller

Placed = TypeVar("Placed", bound=PlacedForm)
Result = TypeVar("Result")

bp = desk_blueprint("people", __name__)

HERE = {"section": "people"}


@in_both_languages(bp, "/desk/people/", "GET")
@needs(Act.MANAGE_ACCOUNTS)
def people() -> str:
    """Everybody of one's branches, and the invitations that wait."""
    return _people_page()


@in_both_languages(bp, "/desk/people/invite", "GET")
@needs(Act.INVITE)
def invite() -> str:
    """The form of an invitation."""
    near = request.args.get("branch", g.account.branch.code)
    form = InviteForm.shown(role=Role.CONTRIBUTOR.value, branch=near)
    return frame.show("desk/invite.html", form=_offering(form), **HERE)


@in_both_languages(bp, "/desk/people/invite", "POST")
@needs(Act.INVITE)
@checked_lately
def send_invite() -> Answer:
    """An invitation; its address is shown once, to be passed on."""
    form = _offering(InviteForm.sent())
    if not form.validate():
        return Response(frame.show("desk/invite.html", form=form, **HERE), 400)
    token = _write(managing.invite, name=form.name.data, **_placed(form))
    return _handed(token, Purpose.INVITATION, form.name.data)


@in_both_languages(bp, "/desk/people/invitations/<handle>/withdraw", "POST")
@needs(Act.INVITE)
def withdraw(handle: str) -> Answer:
    """Make an invitation useless."""
    form = ButtonForm.sent()
    if not form.validate():
        return Response(_people_page(refused=form), 400)
    _write(managing.withdraw, handle=handle)
    return frame.see("people.people", done="withdrawn")


@in_both_languages(bp, "/desk/people/<account_id>", "GET")
@needs(Act.MANAGE_ACCOUNTS)
def person(account_id: str) -> str:
    """One person, with what may be done about their account."""
    return _person_page(_theirs(account_id))


@in_both_languages(bp, "/desk/people/<account_id>/role", "POST")
@needs(Act.MANAGE_ACCOUNTS)
@checked_lately
def role(account_id: str) -> Answer:
    """Another role, or another branch."""
    other, form = _theirs(account_id), _offering(PlacedForm.sent())
    if not form.validate():
        return Response(_person_page(other, placing=form), 400)
    given = {"notices": visit.room().notices, "other": other}
    _write(managing.change_role, **given, **_placed(form))
    return frame.see("people.person", done="role", account_id=account_id)


@in_both_languages(bp, "/desk/people/<account_id>/reset", "POST")
@needs(Act.MANAGE_ACCOUNTS)
@checked_lately
def reset(account_id: str) -> Answer:
    """A way back in for somebody; its address is shown once, to be passed on."""
    other, form = _theirs(account_id), ResetForm.sent()
    if not form.validate():
        return Response(_person_page(other, resetting=form), 400)
    given = {"notices": visit.room().notices, "other": other}
    token = _write(managing.make_reset, second_factor=form.second_factor.data, **given)
    return _handed(token, Purpose.RESET, other.account.name)


@in_both_languages(bp, "/desk/people/<account_id>/suspend", "POST")
@needs(Act.MANAGE_ACCOUNTS)
@checked_lately
def suspend(account_id: str) -> Answer:
    """Nobody can use the account any more."""
    other, form = _theirs(account_id), SuspendForm.sent()
    if not form.validate():
        return Response(_person_page(other, suspending=form), 400)
    _write(managing.suspend, other=other, reason=form.reason.data, now=clock.now())
    return frame.see("people.person", done="suspended", account_id=account_id)


@in_both_languages(bp, "/desk/people/<account_id>/restore", "POST")
@needs(Act.MANAGE_ACCOUNTS)
@checked_lately
def restore(account_id: str) -> Answer:
    """The account works again."""
    other, form = _theirs(account_id), ButtonForm.sent()
    if not form.validate():
        return Response(_person_page(other, refused=form), 400)
    _write(managing.restore, notices=visit.room().notices, other=other)
    return frame.see("people.person", done="restored", account_id=account_id)


def _write(act: Callable[..., Result], **given: object) -> Result:
    return visit.room().database.write(partial(act, actor=g.account, **given))


def _theirs(account_id: str) -> Person:
    """A person of one's branches. Raises PersonUnknown, NotYours."""
    with visit.room().database.reading() as connection:
        found = store.find(connection, account_id)
    access.demand(g.account, Act.MANAGE_ACCOUNTS, found.account.branch.path)
    return found


def _offering(form: Placed) -> Placed:
    with visit.room().database.reading() as connection:
        offered = branches.subtree(connection, g.account.branch.code)
    return form.offer(GRANTS[g.account.role], offered)


def _placed(form: PlacedForm) -> dict[str, Any]:
    """The role and the branch that were chosen, one of those offered."""
    with visit.room().database.reading() as connection:
        to = branches.find(connection, form.branch.data)
    return {"role": Role(form.role.data), "to": to}


def _people_page(**forms: DeskForm) -> str:
    with visit.room().database.reading() as connection:
        near = _chosen_branch(connection)
        seen = {
            "people": store.below(connection, near.path),
            "waiting": links.waiting(connection, near.path),
            "offered": branches.subtree(connection, g.account.branch.code),
            "known": branches.every(connection),
        }
    more = {"refused": None, "near": near, "full_path": full_path, "may_grant": access.may_grant}
    return frame.show("desk/people.html", **{**HERE, **seen, **more, **forms})


def _chosen_branch(connection: Connection) -> Branch:
    """The branch that was asked for, where it is one of the person's; else the person's own."""
    own: Branch = g.account.branch
    try:
        asked = branches.find(connection, request.args.get("branch", ""))
    except BranchUnknown:
        asked = own
    return asked if own.holds(asked.path) else own


def _person_page(other: Person, **forms: DeskForm) -> str:
    placed = {"role": other.account.role.value, "branch": other.account.branch.code}
    with visit.room().database.reading() as connection:
        entries = audit.read_about(connection, other.id)
        told = teller(connection, visit.word, visit.language())
        known = branches.every(connection)
    shown = {
        "placing": _offering(PlacedForm.shown(**placed)),
        "resetting": ResetForm.shown(),
        "suspending": SuspendForm.shown(),
        "refused": None,
    }
    about = {"person": other, "entries": entries, "teller": told, "known": known}
    about |= {"manageable": access.may_manage(g.account, other.account), "full_path": full_path}
    return frame.show("desk/person.html", **{**HERE, **shown, **about, **forms})


def _handed(token: str, purpose: Purpose, name: str) -> str:
    """The page that shows an address once."""
    base = visit.room().config.address or request.host_url.rstrip("/")
    address = base + url_for("entry.link", language=visit.language(), token=token)
    hours = LIFE[purpose] // clock.HOUR
    shown = {"address": address, "qr": qr_code(address), "name": name, "hours": hours}
    return frame.show("desk/handed.html", purpose=purpose, alternate=None, **shown, **HERE)
