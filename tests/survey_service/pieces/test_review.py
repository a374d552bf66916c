"""The steps of a piece: which exist, whose they are, and which must be explained."""

from __future__ import annotations

import itertools

import pytest

from survey_service.pieces.model import State
from survey_service.pieces.review import TABLE, Move, StepRefused, Who, transition


def test_a_piece_goes_from_a_branch_to_the_site_with_the_authors_yes() -> None:
    state = State.DRAFT
    for move in [
        "send",
        "start_review",
        "edit",
        "ask_author",
        "confirm",
        "accept",
        "schedule",
        "publish",
    ]:
        state = transition(state, Move(move)).to
    assert state is State.PUBLISHED


@pytest.mark.parametrize(("was", "wanted"), list(itertools.product(State, Move)))
def test_a_step_not_in_the_table_is_refused_by_name(was: State, wanted: Move) -> None:
    if (was, wanted) in TABLE:
        assert transition(was, wanted) == TABLE[was, wanted]
        return
    with pytest.raises(StepRefused) as refused:
        transition(was, wanted)
    assert (refused.value.was, refused.value.wanted) == (was, wanted)


def test_nobody_is_turned_away_without_a_reason() -> None:
    turned = {State.RETURNED, State.DECLINED, State.DUPLICATE_OF, State.MERGED_INTO}
    assert all(step.reason for step in TABLE.values() if step.to in turned | {State.WITHDRAWN})


def test_an_edited_text_is_accepted_only_after_its_author_said_yes() -> None:
    for state in (State.EDITED, State.AUTHOR_CHECK, State.OBJECTED):
        with pytest.raises(StepRefused):
            transition(state, Move.ACCEPT)
    assert transition(State.AUTHOR_CHECK, Move.CONFIRM).who is Who.AUTHOR


def test_a_declined_piece_can_come_back_into_review() -> None:
    assert transition(State.DECLINED, Move.REOPEN).to is State.IN_REVIEW
