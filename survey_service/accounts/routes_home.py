"""The first page of the desk, its notices, and the audit log of one's branches."""

from __future__ import annotations

from functools import partial

from flask import Response, current_app, g

from survey_service.accounts import audit, frame, notices, visit
from survey_service.accounts.access import Act
from survey_service.accounts.forms import ButtonForm, DeskForm
from survey_service.accounts.frame import Answer
from survey_service.accounts.guards import desk_blueprint, in_both_languages, needs, signed_in
from survey_service.accounts.model import Role
from survey_service.accounts.telling import teller
from survey_service.pages import local

bp = desk_blueprint("desk", __name__)


@in_both_languages(bp, "/desk/", "GET")
@signed_in
def home() -> str:
    """What waits for the person."""
    return _home_page()


@in_both_languages(bp, "/desk/notices/<int:notice_id>", "POST")
@signed_in
def open_notice(notice_id: int) -> Answer:
    """Mark a notice as read, and go to what it tells of."""
    form = ButtonForm.sent()
    if not form.validate():
        return Response(_home_page(refused=form), 400)
    mine = {"account_id": g.account.id, "notice_id": notice_id}
    link = visit.room().database.write(partial(notices.open_one, **mine))
    return frame.go(local(visit.language(), link))


@in_both_languages(bp, "/desk/notices/all", "POST")
@signed_in
def open_all() -> Answer:
    """Mark every notice as read."""
    form = ButtonForm.sent()
    if not form.validate():
        return Response(_home_page(refused=form), 400)
    visit.room().database.write(partial(notices.open_all, account_id=g.account.id))
    return frame.see("desk.home")


@in_both_languages(bp, "/desk/audit", "GET")
@needs(Act.READ_AUDIT)
def log() -> str:
    """The log of one's branches; for whoever may not read that, the log of oneself."""
    with visit.room().database.reading() as connection:
        mine = g.account.role is not Role.ADMINISTRATOR
        below = partial(audit.read_below, path=g.account.branch.path)
        entries = audit.read(connection, g.account) if mine else below(connection)
        told = teller(connection, visit.word, visit.language())
    return frame.show("desk/log.html", entries=entries, teller=told, section="log", mine=mine)


def _home_page(**forms: DeskForm) -> str:
    makers = frame.frame_of(current_app).panels
    with visit.room().database.reading() as connection:
        panels = [panel for make in makers if (panel := make(connection, g.account))]
        inbox = notices.inbox(connection, g.account.id)
        told = teller(connection, visit.word, visit.language())
    shown = {"inbox": inbox, "teller": told, "panels": panels, "refused": None}
    return frame.show("desk/home.html", section="desk", **{**shown, **forms})
