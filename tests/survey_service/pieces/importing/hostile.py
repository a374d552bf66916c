"""Files made to harm: each must be refused, or come out harmless, soon and in little memory."""

from __future__ import annotations

import io
import random
import struct
import zipfile
from collections.abc import Callable

from tests.survey_service.pieces.importing.made import BODY
from tests.survey_service.pieces.importing.word_files import (
    HEAD,
    MAIN,
    NAMESPACES,
    link,
    packed,
    paragraph,
    picture,
    run,
    table,
    word_file,
)

HARMLESS = ""  # it comes out as a draft without what it was made for
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENTITY = '<!DOCTYPE w:document [<!ENTITY x SYSTEM "{address}">]>'
BILLION = "<!DOCTYPE w [<!ENTITY a 'ha'>{}]>".format(
    "".join(f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(12))
)


def document(inside: str, before: str = "") -> str:
    """The main part, with something in front of its root."""
    return f"{HEAD}{before}<w:document {NAMESPACES}><w:body>{inside}</w:body></w:document>"


def with_main(part: str | bytes) -> bytes:
    """A Word file with this main part."""
    return word_file(more={"word/document.xml": part})


def random_words(length: int, seed: int) -> str:
    """Hanzi that do not repeat themselves, so that they cannot be packed small."""
    chosen = random.Random(seed)  # noqa: S311 - the same words each time
    return "".join(chr(chosen.randrange(0x4E00, 0x9FA5)) for _ in range(length))


def many_paragraphs() -> bytes:
    """300,000 of them in 31 KB."""
    return with_main(document("<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 300_000))


def many_paragraphs_of_random_words() -> bytes:
    """300,000 of them that hardly get smaller."""
    words = random_words(300_000, 1)
    return with_main(document("".join(f"<w:p><w:r><w:t>{w}</w:t></w:r></w:p>" for w in words)))


def packed_tight() -> bytes:
    """300 MB of nothing in a picture."""
    return word_file(paragraph(BODY), more={"word/media/image1.png": b"\0" * 50_000_000})


def lying_header() -> bytes:
    """A part that says it has ten bytes and has ten million."""
    honest = with_main(document(paragraph(BODY * 300_000)))
    with zipfile.ZipFile(io.BytesIO(honest)) as archive:
        size = archive.getinfo("word/document.xml").file_size
    return honest.replace(struct.pack("<L", size), struct.pack("<L", 10))


def one_run() -> bytes:
    """40 KB that are a single run of text."""
    return with_main(document(paragraph(run("血" * 13_000_000))))


def repeated_runs() -> bytes:
    """A run of 40 KB, fifty times."""
    return with_main(document(paragraph(run(random_words(13_000, 2))) * 50))


def nested_tables() -> bytes:
    """Five thousand tables, each in a cell of another."""
    opened, closed = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
    return with_main(document(opened * 5_000 + paragraph(BODY) + closed * 5_000))


def many_bold_lines() -> bytes:
    """Every line might be a heading."""
    return word_file(*(paragraph(run(f"甲{n}", "<w:b/>")) for n in range(4_900)))


def wide_table() -> bytes:
    """Cells that say they span the whole page."""
    cell = '<w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr><w:p/></w:tc>'
    return word_file(f"<w:tbl>{f'<w:tr>{cell * 40}</w:tr>' * 20}</w:tbl>", paragraph(BODY))


def many_members() -> bytes:
    """A zip file of a thousand empty parts."""
    return word_file(paragraph(BODY), more={f"word/media/{n}.png": b"" for n in range(1_000)})


def climbing_names() -> bytes:
    """Parts whose names lead out of the file, and a picture that is one of them."""
    return word_file(
        paragraph(BODY), paragraph(picture("pic1")),
        targets={"pic1": "../../../../etc/passwd"},
        more={"../../../../etc/passwd": b"root", "/etc/passwd": b"root", "word\\..\\x": b"x"},
    )  # fmt: skip


def deep_styles() -> bytes:
    """Two styles that are based on each other."""
    pair = (("a", "b"), ("b", "a"))
    styles = "".join(
        f'<w:style w:styleId="{one}"><w:basedOn w:val="{other}"/></w:style>' for one, other in pair
    )
    return word_file(paragraph(BODY, properties='<w:pStyle w:val="a"/>'), styles=styles)


def signed(name: str, content: bytes | str = b"x") -> bytes:
    """A Word file with one more part."""
    return word_file(paragraph(BODY), more={name: content})


def linked(target: str) -> bytes:
    """A Word file with a link."""
    return word_file(paragraph("看", link("a", "这里")), paragraph(BODY), targets={"a": target})


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {  # how it is made, how it is answered
    "zip bomb by ratio": (packed_tight, "file_packed"),
    "zip bomb by a lying header": (lying_header, "file_broken"),
    "300,000 paragraphs": (many_paragraphs, "file_packed"),
    "300,000 paragraphs, hard to pack": (many_paragraphs_of_random_words, "file_tangled"),
    "one run of 40 KB": (one_run, "file_packed"),
    "a run of 40 KB, fifty times": (repeated_runs, "text_too_long"),
    "5,000 nested tables": (nested_tables, "file_tangled"),
    "4,900 bold lines": (many_bold_lines, HARMLESS),
    "cells that span a billion columns": (wide_table, HARMLESS),
    "a thousand parts": (many_members, "file_packed"),
    "an external entity": (
        lambda: with_main(
            document("<w:p><w:r><w:t>&x;</w:t></w:r></w:p>", ENTITY.format(address="/etc/passwd"))
        ),
        "file_tangled",
    ),
    "an external entity on the network": (
        lambda: with_main(
            document("<w:p>&x;</w:p>", ENTITY.format(address="http://127.0.0.1:9/x"))
        ),
        "file_tangled",
    ),
    "entities in entities": (
        lambda: with_main(document("<w:p><w:r><w:t>&m;</w:t></w:r></w:p>", BILLION)),
        "file_tangled",
    ),
    "entities in the styles": (
        lambda: signed("word/styles.xml", f"{BILLION}<w>&m;</w>"),
        "file_tangled",
    ),
    "a macro": (lambda: signed("word/vbaProject.bin"), "macro"),
    "a macro by its type": (
        lambda: word_file(
            paragraph(BODY), main="application/vnd.ms-word.document.macroEnabled.main+xml"
        ),
        "macro",
    ),
    "a javascript: link": (lambda: linked("javascript:alert(1)"), HARMLESS),
    "a file: link": (lambda: linked("file:///etc/passwd"), HARMLESS),
    "a remote picture": (
        lambda: word_file(
            paragraph(picture("pic1", attribute="link")), paragraph(BODY),
            targets={"pic1": "http://127.0.0.1:9/x.png"},
        ),
        HARMLESS,
    ),
    "an escaped <script>": (
        lambda: word_file(paragraph("<script>alert(1)</script>"), paragraph(BODY)),
        HARMLESS,
    ),
    "names that climb": (climbing_names, HARMLESS),
    "styles in a circle": (deep_styles, HARMLESS),
    "a broken zip": (lambda: word_file(paragraph(BODY))[:-40], "file_broken"),
    "a flipped byte": (lambda: word_file(paragraph(BODY)).replace(b"PK\x01\x02", b"PK\x01\x03"),
                       "file_broken"),
    "a zip of another kind": (lambda: packed({"a.txt": "x"}), "not_word"),
    "a table named .docx": (
        lambda: signed("[Content_Types].xml", MAIN.replace("wordprocessingml", "spreadsheetml")),
        "other_office",
    ),
    "an old .doc renamed": (lambda: OLE + b"\0" * 5_000, "old_word"),
    "a locked file": (
        lambda: OLE + b"\0" * 512 + "EncryptedPackage".encode("utf-16-le"),
        "locked",
    ),
    "a PDF renamed": (lambda: b"%PDF-1.7\n" + b"\0" * 100, "pdf"),
    "no XML in the main part": (lambda: with_main(b"\xff\xfe\0\0 no XML"), "file_broken"),
    "nothing": (lambda: b"", "file_empty"),
    "a table within a table, thirty deep": (
        lambda: word_file(_deep(30), paragraph(BODY)),
        HARMLESS,
    ),
}  # fmt: skip


def _deep(depth: int) -> str:
    inside = paragraph(BODY)
    for _ in range(depth):
        inside = table(("甲", f"<w:tc>{inside}<w:p/></w:tc>"))
    return inside
