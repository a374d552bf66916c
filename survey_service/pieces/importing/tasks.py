"""The three things a child can be asked to read, and what a person is told when it cannot."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Task:
    """Where the work is done; keys of REFUSALS for taking too long and for breaking down."""

    module: str
    function: str
    slow: str
    broken: str


ROOM = "survey_service.pieces.importing"
TASKS = {
    "word": Task(f"{ROOM}.word", "read_docx", "took_too_long", "file_tangled"),
    "paste": Task(f"{ROOM}.paste", "read_html", "paste_tangled", "paste_tangled"),
    "photo": Task(f"{ROOM}.photo", "read_photo", "photo_tangled", "photo_tangled"),
}
