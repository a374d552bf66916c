"""How a piece moves: one table of steps, and the refusal of every step not in it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from survey_service.pieces.model import State


class Who(StrEnum):
    """Whose step it is."""

    AUTHOR = "author"
    EDITOR = "editor"
    SYSTEM = "system"


class Move(StrEnum):
    """What moves a piece from one state to the next."""

    SEND = "send"
    WITHDRAW = "withdraw"
    START_REVIEW = "start_review"
    RETURN = "return"
    DECLINE = "decline"
    REOPEN = "reopen"
    MARK_DUPLICATE = "mark_duplicate"
    MERGE = "merge"
    EDIT = "edit"
    ASK_AUTHOR = "ask_author"
    CONFIRM = "confirm"
    OBJECT = "object"
    ACCEPT = "accept"
    SCHEDULE = "schedule"
    UNSCHEDULE = "unschedule"
    PUBLISH = "publish"
    CORRECT = "correct"
    TAKE_DOWN = "take_down"


@dataclass(frozen=True)
class Transition:
    """Where a step leads, whose it is, and whether it must be explained."""

    to: State
    who: Who
    reason: bool = False


class StepRefused(Exception):
    """A piece in state `was` cannot take the step `wanted`."""

    def __init__(self, was: State, wanted: Move) -> None:
        super().__init__(f"{wanted} from {was}")
        self.was, self.wanted = was, wanted


_A, _E, _S = Who.AUTHOR, Who.EDITOR, Who.SYSTEM
_UNDER_REVIEW = (State.IN_REVIEW, State.EDITED, State.CONFIRMED, State.OBJECTED)
_UNDECIDED = (State.SUBMITTED, State.RETURNED, State.AUTHOR_CHECK, *_UNDER_REVIEW)

TABLE: dict[tuple[State, Move], Transition] = {
    (State.DRAFT, Move.SEND): Transition(State.SUBMITTED, _A),
    (State.RETURNED, Move.SEND): Transition(State.SUBMITTED, _A),
    (State.SUBMITTED, Move.START_REVIEW): Transition(State.IN_REVIEW, _E),
    (State.EDITED, Move.ASK_AUTHOR): Transition(State.AUTHOR_CHECK, _E),
    (State.AUTHOR_CHECK, Move.CONFIRM): Transition(State.CONFIRMED, _A),
    (State.AUTHOR_CHECK, Move.OBJECT): Transition(State.OBJECTED, _A, reason=True),
    (State.IN_REVIEW, Move.ACCEPT): Transition(State.ACCEPTED, _E),
    (State.CONFIRMED, Move.ACCEPT): Transition(State.ACCEPTED, _E),
    (State.DECLINED, Move.REOPEN): Transition(State.IN_REVIEW, _E, reason=True),
    (State.ACCEPTED, Move.SCHEDULE): Transition(State.SCHEDULED, _E),
    (State.SCHEDULED, Move.UNSCHEDULE): Transition(State.ACCEPTED, _E, reason=True),
    (State.SCHEDULED, Move.PUBLISH): Transition(State.PUBLISHED, _S),
    **{(s, Move.EDIT): Transition(State.EDITED, _E) for s in _UNDER_REVIEW},
    **{(s, Move.RETURN): Transition(State.RETURNED, _E, reason=True) for s in _UNDER_REVIEW},
    **{(s, Move.DECLINE): Transition(State.DECLINED, _E, reason=True) for s in _UNDER_REVIEW},
    **{
        (s, m): Transition(to, _E, reason=True)
        for s in _UNDER_REVIEW
        for m, to in ((Move.MARK_DUPLICATE, State.DUPLICATE_OF), (Move.MERGE, State.MERGED_INTO))
    },
    **{(s, Move.WITHDRAW): Transition(State.WITHDRAWN_BY_AUTHOR, _A) for s in _UNDECIDED},
    **{
        (s, m): Transition(to, _E, reason=True)
        for s in (State.PUBLISHED, State.CORRECTED)
        for m, to in ((Move.CORRECT, State.CORRECTED), (Move.TAKE_DOWN, State.WITHDRAWN))
    },
}


def transition(was: State, wanted: Move) -> Transition:
    """The step from this state; raises StepRefused where the table has none."""
    try:
        return TABLE[was, wanted]
    except KeyError:
        raise StepRefused(was, wanted) from None
