"""Everything the routes of this room work with, made once at start."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from survey_model.place import read_places
from survey_service.accounts import branches
from survey_service.accounts.notices import Notices
from survey_service.accounts.passkeys import Challenges
from survey_service.accounts.passwords import Passwords
from survey_service.accounts.sealing import Seal
from survey_service.config import Config
from survey_service.db import Database
from survey_service.pages import Pages


@dataclass(frozen=True)
class Room:
    """What the routes reach for."""

    config: Config
    database: Database
    pages: Pages
    seal: Seal
    passwords: Passwords
    challenges: Challenges
    notices: Notices


def furnish(
    config: Config, database: Database, pages: Pages, passwords: Passwords | None = None
) -> Room:
    """Plant the tree of branches, and make ready. Raises Faults."""
    places = read_places(config.content / "data" / "places.yaml")
    database.write(partial(branches.seed, places=places))
    return Room(
        config=config,
        database=database,
        pages=pages,
        seal=Seal(config.secret_key),
        passwords=passwords or Passwords(),
        challenges=Challenges(config.secret_key),
        notices=Notices(pages, config.address, by_mail=bool(config.smtp_url)),
    )
