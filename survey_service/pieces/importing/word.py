"""A .docx becomes a draft: looked over, said in plain words, turned over by mammoth."""

from __future__ import annotations

import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import mammoth

from survey_service.pieces.importing import marks, writing
from survey_service.pieces.importing.archive import Parts, open_parts
from survey_service.pieces.importing.cleaning import text_only
from survey_service.pieces.importing.draft import Draft
from survey_service.pieces.importing.numbering import Numbering, read_numbering
from survey_service.pieces.importing.pictures import Pictures
from survey_service.pieces.importing.relationships import Relationships, read_relationships
from survey_service.pieces.importing.shaping import draft_of
from survey_service.pieces.importing.styles import read_styles
from survey_service.pieces.importing.word_body import Body
from survey_service.pieces.importing.word_habits import habits_of
from survey_service.pieces.importing.word_package import package
from survey_service.pieces.importing.word_runs import Runs, note_mark, plain_run
from survey_service.pieces.importing.xml_parts import W, parse

# the plain styles of word_body → HTML; a title stands above headings; lists are mammoth's own
STYLE_MAP = "\n".join(
    ["p.LR0 => h1:fresh", "p.LRLarge => p.large:fresh"]
    + [f"p.LR{level} => h{min(level + 1, 6)}:fresh" for level in range(1, 7)]
)
RUNNING = re.compile(r"word/(?:header|footer)\d*\.xml")
PAGE_NUMBER = re.compile(r"[\s\d０-９—–\-第页共/]*")
BOX = re.compile(r"<input\b([^>]*)>")


def read_docx(sent: bytes, language: str = "zh") -> Draft:
    """The draft in a Word file. Raises ImportRefused. Only for the child process."""
    parts = open_parts(sent)
    pictures = Pictures(language)
    document, body = _plain_document(parts, pictures)
    messages = body.runs.messages
    if any(_says_something(parts[name]) for name in parts if RUNNING.fullmatch(name)):
        messages.append("header_left_out")
    draft = draft_of(_html(document, body), pictures, messages)
    if _characters(_words(document)) - _characters(_visible(draft)):
        return _with(draft, "text_lost")
    return draft


def _plain_document(parts: Parts, pictures: Pictures) -> tuple[Element, Body]:
    """The body in plain words, notes at its end."""
    styles = read_styles(_root(parts, "styles"))
    numbering = read_numbering(_root(parts, "numbering"))
    root = parse(parts["word/document.xml"])
    source = root.find(f"{W}body")
    source = Element("nothing") if source is None else source
    runs = Runs(styles, read_relationships(parts, "document"), pictures, habits_of(styles, source))
    body = Body(styles, numbering, runs)
    return body.document(source, _notes(parts, body)), body


def _notes(parts: Parts, body: Body) -> Iterator[Element]:
    """The notes in the order of their marks, each with its mark; read after the text."""
    runs = body.runs
    inside = Runs(runs.styles, Relationships({}, parts), runs.pictures, runs.habits, runs.messages)
    reader = Body(body.styles, Numbering(), inside)
    known = {
        (kind, note.get(f"{W}id", "")): note
        for kind in ("footnotes", "endnotes")
        for note in _root(parts, kind) or ()
    }
    for number, name in enumerate(runs.notes, start=1):
        blocks = list(reader.blocks(known[name])) if name in known else []
        for place, block in enumerate(blocks):
            if place == 0:
                block.insert(0, plain_run(note_mark(number)))
            yield block


def _root(parts: Parts, name: str) -> Element | None:
    part = parts.get(f"word/{name}.xml")
    return parse(part) if part else None


def _html(document: Element, body: Body) -> str:
    result = mammoth.convert_to_html(
        io.BytesIO(package(document, body.numbering, body.runs.relationships)),
        style_map=STYLE_MAP,
        include_embedded_style_map=False,
        external_file_access=False,
    )
    boxed = BOX.sub(lambda box: "☑" if "checked=" in box[1] else "☐", str(result.value))
    return text_only.clean(boxed)


def _says_something(part: bytes) -> bool:
    """Whether a header or footer holds more than the number of the page."""
    words = "".join(text.text or "" for text in parse(part).iter(f"{W}t"))
    return not PAGE_NUMBER.fullmatch(words)


def _words(document: Element) -> str:
    return "".join(marks.MARK.sub("", text.text or "") for text in document.iter(f"{W}t"))


def _visible(draft: Draft) -> str:
    return draft.title + writing.words_of(draft.markdown)


def _characters(text: str) -> Counter[str]:
    """What can be seen of a text; raised and wide figures count as plain ones."""
    return Counter("".join(unicodedata.normalize("NFKC", text).split()))


def _with(draft: Draft, key: str) -> Draft:
    return Draft(draft.title, draft.markdown, draft.guesses, draft.pictures, (*draft.messages, key))
