"""A paste from WeChat, WPS or Word becomes a draft; its pictures are asked for where they stood."""

from __future__ import annotations

from bs4 import BeautifulSoup

from survey_service.pieces.importing import marks
from survey_service.pieces.importing.cleaning import is_tangled, text_and_styles, text_only
from survey_service.pieces.importing.draft import Draft
from survey_service.pieces.importing.pasted_html import lists_of_word, prepare
from survey_service.pieces.importing.pictures import Pictures
from survey_service.pieces.importing.refusal import ImportRefused
from survey_service.pieces.importing.shaping import draft_of

MB = 1024 * 1024
LARGEST_PASTE = 8 * MB  # with pictures in it


def read_html(sent: bytes, language: str = "zh") -> Draft:
    """The draft in pasted HTML, UTF-8. Raises ImportRefused. Only for the child process."""
    if len(sent) > LARGEST_PASTE:
        size, most = -(-len(sent) // MB), LARGEST_PASTE // MB
        raise ImportRefused("paste_too_large", size=size, most=most)
    pictures = Pictures(language)
    html = text_and_styles.clean(marks.clean(sent.decode("utf-8", "replace")))
    if is_tangled(html):
        raise ImportRefused("paste_tangled")
    soup = BeautifulSoup(html, "html.parser")
    lists_of_word(soup)
    messages = list(dict.fromkeys(prepare(soup, pictures)))
    return draft_of(text_only.clean(str(soup)), pictures, messages)
