"""Everything the routes of this room work with, made once at start."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from survey_model.wave import today_in_china
from survey_service.answering import store
from survey_service.answering.page import SurveyPages
from survey_service.answering.receipt import NextStep, read_next_steps
from survey_service.answering.sheet import Sheets
from survey_service.answering.surveys import Surveys, read_surveys
from survey_service.config import Config
from survey_service.db import Database
from survey_service.pages import Pages
from survey_service.rate import Pace


@dataclass(frozen=True)
class Room:
    """What the routes reach for."""

    config: Config
    database: Database
    pages: Pages
    surveys: Surveys
    sheets: Sheets
    survey_pages: SurveyPages
    pace: Pace
    next_steps: tuple[NextStep, ...]


def furnish(config: Config, database: Database, pages: Pages) -> Room:
    """Read the surveys, freeze their wordings and draw their pages. Raises Faults."""
    surveys = read_surveys(config.content, pages)
    sheets = Sheets(config.secret_key)
    room = Room(
        config=config,
        database=database,
        pages=pages,
        surveys=surveys,
        sheets=sheets,
        survey_pages=SurveyPages(pages, sheets),
        pace=Pace(config.posts_per_hour),
        next_steps=read_next_steps(config.content / "data" / "next_steps.yaml"),
    )
    for survey in surveys:
        frozen = partial(store.freeze, hash_=survey.definition, survey=survey.id)
        database.write(partial(frozen, json=survey.json))
        for wave in survey.waves:
            if wave.is_open(today_in_china()) and (config.rehearsal or not wave.rehearsal):
                room.survey_pages.warm(survey, wave)
    return room
