"""The print edition: tagged, with its fonts inside, full pages and no stranded headline."""

from __future__ import annotations

import io
import re
from itertools import pairwise
from typing import Any

import pytest
from pypdf import PdfReader

from plugins.editions.matter import EditionFault
from plugins.editions.pdf_text import pdf_text
from plugins.editions.print_issue import code, print_words
from plugins.editions.print_pdf import print_pdf
from tests.plugins.editions.matters import (
    SITEURL,
    made_matter,
    real_files,
    real_matter,
    squeezed,
    stem,
    with_body,
)
from tests.plugins.editions.pdf_places import lines, standing
from tests.plugins.making import LANGUAGES, MadeSite

HEADINGS = ("H1", "H2", "H3", "H4", "H5")
HEIGHT, FOOT = 841.9, 799.4  # of an A4 page, and of its text
LONG = "\n\n".join(f"第{number}段。" + "这一段说甲做了乙事，有十二件。" * 9 for number in range(60))


def _real(language: str) -> bytes:
    return real_files(language)[f"{stem(language)}.pdf"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_screen_reader_is_told_language_title_and_structure(language: str) -> None:
    reader = PdfReader(io.BytesIO(_real(language)))
    root: Any = reader.trailer["/Root"]

    assert root["/Lang"].startswith({"zh": "zh", "en": "en"}[language])
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.title
    assert b"pdfuaid" in root["/Metadata"].get_data()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_font_travels_inside_the_file(language: str) -> None:
    pages: Any = PdfReader(io.BytesIO(_real(language))).pages

    fonts = [
        font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        for page in pages
        for font in page["/Resources"]["/Font"].values()
    ]

    assert fonts
    assert all({"/FontFile2", "/FontFile3"} & set(font) for font in fonts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_begin_at_one_and_skip_no_level(language: str) -> None:
    levels = [int(one.kind[1]) for one in standing(_real(language)) if one.kind in HEADINGS]

    steps = [after - before for before, after in pairwise(levels)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert max(steps) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_headline_stands_alone_at_the_foot_of_a_page_or_column(language: str) -> None:
    text = [one for one in standing(_real(language)) if one.kind not in ("Figure", "Link", "Lbl")]

    stranded = [
        one
        for one, after in pairwise(text)
        if one.kind in HEADINGS
        and after.kind not in HEADINGS
        and (after.page != one.page or after.y < one.y - 40)
    ]

    assert stranded == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_but_the_last_is_left_half_empty(language: str) -> None:
    stood = standing(_real(language))
    last = max(one.page for one in stood)

    lowest = {page: max(one.y for one in stood if one.page == page) for page in range(last)}

    assert {page: y for page, y in lowest.items() if y < 0.8 * FOOT} == {}
    assert max(one.y for one in stood) < FOOT + 6


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_stands_on_another(language: str) -> None:
    places: dict[tuple[int, int, int], set[int]] = {}
    for page, x, y, stretch in lines(_real(language)):
        places.setdefault((page, x, y), set()).add(stretch)

    assert {place: both for place, both in places.items() if len(both) > 1} == {}


def test_the_same_issue_gives_the_same_bytes(site: MadeSite) -> None:
    site.change("issues/2024-01/small.md", "正文。", "正文，见[正误](/myths/bones/)。")

    assert print_pdf(made_matter(site)) == print_pdf(made_matter(site))


def test_a_long_story_runs_over_pages_and_keeps_its_order(site: MadeSite) -> None:
    text = pdf_text(print_pdf(with_body(site, LONG, slug="big")))

    said = re.findall(r"第(\d+)段。", squeezed(text))
    assert [int(number) for number in said] == list(range(60))


def test_a_reader_with_the_paper_finds_the_way_to_the_web(site: MadeSite) -> None:
    given = print_words(made_matter(site))

    assert given["qr"] == code(f"{SITEURL}/issues/2024-01/")
    assert print_words(made_matter(site, siteurl=""))["qr"] == ""


def test_a_link_is_a_numbered_note_with_its_address(site: MadeSite) -> None:
    text = squeezed(pdf_text(print_pdf(with_body(site, "见[正误](/myths/bones/)。"))))

    assert re.search(r"见正误\d+。", text)
    assert "relay.example.org/myths/bones" in text


def test_notes_that_meet_are_parted_by_a_comma(site: MadeSite) -> None:
    text = squeezed(pdf_text(print_pdf(with_body(site, "见[正误](/myths/bones/)[@study]。"))))

    assert re.search(r"见正误\d+,\d+。", text)


def test_words_of_an_editor_are_never_markup(site: MadeSite) -> None:
    body = '写着 \\#text(red)[红] 和 $x^2$ 和 "引号" 和 @label 和 \\\\ 和 `#set`。'
    text = pdf_text(print_pdf(with_body(site, body)))

    assert "#text(red)[红]和$x^2$和" in squeezed(text)
    assert "@label" in text
    assert "#set" in text


def test_charts_and_drawings_are_named_and_told(site: MadeSite) -> None:
    charts = (f"[chart: {name}]" for name in ("goals", "two", "each", "years"))
    body = "\n\n".join([*charts, "[drawing: registering]"])
    text = squeezed(pdf_text(print_pdf(with_body(site, body, slug="big"))))

    for words in ("图goals", "40.7/约50", "82,460", "8,958", "图each", "63", "20以上", "签名"):
        assert words in text


def test_a_chart_that_nobody_drew_is_refused_by_name(site: MadeSite) -> None:
    matter = with_body(site, "[chart: goals]")
    nameless = type(matter)(matter.issue, matter.publisher, matter.words, {})

    with pytest.raises(EditionFault, match="goals"):
        print_pdf(nameless)


def test_a_note_shared_by_several_articles_is_printed_once(site: MadeSite) -> None:
    text = squeezed(pdf_text(print_pdf(made_matter(site))))

    assert text.count("这是样例。") == 1
    assert real_matter("zh").shared_notes
