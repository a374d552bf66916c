"""Every address of this room."""

from __future__ import annotations

from survey_service.accounts import (
    routes_account,
    routes_branches,
    routes_entry,
    routes_home,
    routes_people,
)

BLUEPRINTS = (
    routes_entry.bp,
    routes_home.bp,
    routes_account.bp,
    routes_people.bp,
    routes_branches.bp,
)
