"""What every form of the service shares: how it binds, and how it trims what was typed."""

from __future__ import annotations

import unicodedata

from wtforms import Field, Form

KEPT_CONTROLS = "\n\t"


class ServiceForm(Form):
    """A form without a session: the page carries a signed token of its own instead of a cookie."""

    class Meta:
        locales = False  # messages are ours, in answering/messages.py; none of WTForms' are shown


def tidy(text: str | None) -> str | None:
    """Words as they are kept: composed, one kind of line end, no control characters, no margins."""
    if text is None:
        return None
    one_line_end = text.replace("\r\n", "\n").replace("\r", "\n")
    visible = (c for c in one_line_end if c in KEPT_CONTROLS or unicodedata.category(c) != "Cc")
    return unicodedata.normalize("NFC", "".join(visible)).strip()


def words_of(field: Field) -> list[str]:
    """What was sent under the field's name, blanks left out."""
    return [word.strip() for word in field.raw_data or () if word.strip()]
