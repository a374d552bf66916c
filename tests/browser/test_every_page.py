"""Every type of page, in both languages, in every look: no barrier, no fault, no complaint."""

from __future__ import annotations

from itertools import product

import pytest

from survey_model.text import LANGUAGES
from tests.browser.markup import faults
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

PAGES = {  # one of each type, and the status with which it comes
    "/": 200,
    "/issues/": 200,
    "/issues/2019-10/": 200,
    "/issues/2019-10/jiaxing-grassroots/": 200,
    "/issues/2019-10/hsc-feature/": 200,
    "/issues/2019-10/editor-note/": 200,
    "/myths/": 200,
    "/myths/bone-crushing/": 200,
    "/myths/review/": 200,
    "/findings/": 200,
    "/data/": 200,
    "/sections/": 200,
    "/topics/": 200,
    "/topics/stem-cells/": 200,
    "/correspondents/": 200,
    "/places/": 200,
    "/places/330200/": 200,
    "/corrections/": 200,
    "/feeds/": 200,
    "/search/": 200,
    "/register/": 200,
    "/nowhere/": 404,
    "/survey/stem-cell-awareness/": 200,
    "/survey/stem-cell-awareness/minor": 200,
    "/survey/stem-cell-awareness/?wave=nowhere": 404,
    "/survey/receipt/nobodys": 404,
}


@pytest.mark.parametrize(("language", "path"), list(product(LANGUAGES, PAGES)))
def test_a_page_is_whole_and_open_to_everybody_in_every_look(
    visitor: Visitor, language: str, path: str
) -> None:
    html = visitor.opens(in_language(path, language), PAGES[path])

    assert faults(html, language) == []
    assert visitor.barriers_in_every_look() == {}
    assert visitor.stopped() == []


def in_language(path: str, language: str) -> str:
    """The address of a page in a language."""
    return f"/en{path}" if language == "en" else path
