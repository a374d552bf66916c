"""The route: which items a person is asked, given what they answered before."""

from __future__ import annotations

from survey_model.answers import Answer, Answers
from survey_model.conditions import holds, parse
from survey_model.questionnaire import Item, Questionnaire


def asked(questionnaire: Questionnaire, answers: Answers) -> tuple[Item, ...]:
    """The items on the route, in order.

    A condition sees only answers that are themselves on the route, so that an answer given
    before someone changed their mind cannot open a question behind their back.
    """
    route: list[Item] = []
    kept: dict[str, Answer] = {}
    for item in questionnaire.items:
        if item.show_if and not holds(parse(item.show_if), kept):
            continue
        route.append(item)
        kept.update({field: answers[field] for field in item.fields if field in answers})
    return tuple(route)


def on_route(questionnaire: Questionnaire, answers: Answers) -> dict[str, Answer]:
    """The answers without those to items that this person is not asked."""
    fields = [field for item in asked(questionnaire, answers) for field in item.fields]
    return {field: answers[field] for field in fields if field in answers}
