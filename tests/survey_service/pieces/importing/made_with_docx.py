"""Documents made by python-docx, whose template is a real one of Word."""

from __future__ import annotations

import io
from collections.abc import Iterator

from docx import Document
from docx.document import Document as WordDocument
from docx.shared import Pt

from tests.survey_service.pieces.importing.made import BODY, LAST, MORE, Made
from tests.survey_service.pieces.importing.made_things import photo_with_place

TITLE = "街头有人停下来听"


def from_word() -> Iterator[Made]:
    """All of them."""
    yield _headings()
    yield _lists_and_tables()
    yield _picture()
    yield _weights()


def _headings() -> Made:
    document = Document()
    document.add_heading(TITLE, 0)
    for level, words, text in ((1, "甲节", BODY), (2, "乙节", MORE), (1, "丙节", LAST)):
        document.add_heading(words, level)
        document.add_paragraph(text)
    words = TITLE + "甲节" + BODY + "乙节" + MORE + "丙节" + LAST
    headings = ("## 甲节", "### 乙节", "## 丙节")
    return Made("python-docx: headings", _saved(document), words, TITLE, headings)


def _lists_and_tables() -> Made:
    document = Document()
    document.add_heading(TITLE, 0)
    for words in ("甲", "乙"):
        document.add_paragraph(words, style="List Bullet")
    document.add_paragraph(BODY)
    for words in ("丙", "丁"):
        document.add_paragraph(words, style="List Number")
    table = document.add_table(2, 2)
    for place, words in enumerate(("项", "数", "戊", "1")):
        table.cell(place // 2, place % 2).text = words
    document.add_paragraph(LAST, style="Quote")
    return Made(
        "python-docx: lists and a table", _saved(document),
        TITLE + "甲乙" + BODY + "1.丙2.丁项数戊1" + LAST, TITLE,
        contains=("- 甲\n- 乙", "1. 丙\n2. 丁", "| 项 | 数 |\n| --- | --- |\n| 戊 | 1 |"),
    )  # fmt: skip


def _picture() -> Made:
    document = Document()
    document.add_heading(TITLE, 0)
    document.add_paragraph(BODY)
    document.add_picture(io.BytesIO(photo_with_place()))
    document.core_properties.author = "作者的名字"
    return Made(
        "python-docx: a picture with its place", _saved(document), TITLE + BODY, TITLE,
        pictures=1, contains=("[photo: picture-1]",), absent=("作者的名字",),
    )  # fmt: skip


def _weights() -> Made:
    document = Document()
    document.add_paragraph().add_run(TITLE).font.size = Pt(22)
    for words, text in (("甲节", BODY), ("乙节", MORE)):
        document.add_paragraph().add_run(words).bold = True
        document.add_paragraph(text)
    return Made(
        "python-docx: bold headings", _saved(document), TITLE + "甲节" + BODY + "乙节" + MORE,
        TITLE, ("## 甲节", "## 乙节"), guessed=3,
    )  # fmt: skip


def _saved(document: WordDocument) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()
