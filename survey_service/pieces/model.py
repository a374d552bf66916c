"""The words of this room: the states a piece stands in."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """Where a piece stands between a branch's first draft and the site."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    IN_REVIEW = "in_review"
    RETURNED = "returned"
    EDITED = "edited"
    AUTHOR_CHECK = "author_check"
    CONFIRMED = "confirmed"
    OBJECTED = "objected"
    ACCEPTED = "accepted"
    SCHEDULED = "scheduled"
    PUBLISHED = "published"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    DECLINED = "declined"
    WITHDRAWN_BY_AUTHOR = "withdrawn_by_author"
    DUPLICATE_OF = "duplicate_of"
    MERGED_INTO = "merged_into"
