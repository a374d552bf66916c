"""A QR code as a drawing in the page: nothing is fetched, and nobody else learns what it says."""

from __future__ import annotations

import segno
from markupsafe import Markup

MARGIN = 4  # modules of white around, without which phones do not find it
SCALE = 5  # pixels of a module


def qr_code(text: str) -> Markup:
    """The drawing, black on white in any colour scheme, hidden from screen readers."""
    made = segno.make(text, error="m", micro=False)
    drawn = made.svg_inline(scale=SCALE, border=MARGIN, dark="#000", light="#fff", omitsize=True)
    return Markup(drawn.replace("<svg ", '<svg aria-hidden="true" ', 1))  # noqa: S704 - segno's own
