"""A made document and what must come of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from survey_service.pieces.importing.draft import Draft
from survey_service.pieces.importing.markdown import plain

# sentences without persons, places or figures, long enough to be a paragraph
BODY = "捐献以前先听讲解，愿意了再签字；不愿意的，随时可以退出，不用说明理由。"
MORE = "讲解的人把过程一步一步说清楚：怎样登记，怎样检查，什么时候可以反悔。"
LAST = "大家听完，有的当场登记，有的说回家再想想，都可以。"


@dataclass(frozen=True)
class Made:
    """`words` in the order of the draft; `headings` as `## 小标题`; `says` are messages."""

    name: str
    content: bytes
    words: str
    title: str = ""
    headings: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    contains: tuple[str, ...] = ()  # pieces of the Markdown
    absent: tuple[str, ...] = ()  # words that must not come through
    pictures: int = 0
    guessed: int = field(default=0)  # how many headings and titles are guesses


def bare(text: str) -> str:
    """Every character that can be seen, raised and wide figures as plain ones."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def words_in(draft: Draft) -> str:
    """All words of the draft, as they can be seen."""
    return bare(draft.title + plain(draft.markdown))


def headings_in(draft: Draft) -> tuple[str, ...]:
    """The lines of the draft that are headings."""
    lines = draft.markdown.split("\n")
    return tuple(line for line in lines if line.startswith("##"))


def joined(*texts: Iterable[str] | str) -> str:
    """Words in a row."""
    return "".join(text if isinstance(text, str) else "".join(text) for text in texts)
