"""A .docx as an archive, opened only as far as it is small, whole and without macros."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping

from survey_service.pieces.importing.refusal import ImportRefused

MB = 1024 * 1024
LARGEST_FILE = 20 * MB  # as it is sent
LARGEST_CONTENT = 60 * MB  # all of it, unpacked
LARGEST_XML = 16 * MB  # one part; 60,000 characters with every run styled have about 6
RATIO = 100  # unpacked to packed; a text that repeats itself reaches about 30
RATIO_FROM = MB  # below this size a high ratio is harmless
MOST_MEMBERS = 500
CHUNK = 64 * 1024
ENCRYPTED = 0x1  # a flag of the zip format
KNOWN_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
WANTED = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|word/[\w.-]+\.xml|word/_rels/[\w.-]+\.rels|word/media/[^/\\]+"
)
DOCUMENT_TYPES = (
    b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
)
OLE, PDF, ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-", b"PK"
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")  # how Word hides a file by password
BY_NAME = {
    ".doc": "old_word",
    ".dot": "old_word",
    ".wps": "old_word",
    ".wpt": "old_word",
    ".docm": "macro",
    ".dotm": "macro",
    ".pdf": "pdf",
    ".xls": "other_office",
    ".xlsx": "other_office",
    ".et": "other_office",
    ".ppt": "other_office",
    ".pptx": "other_office",
    ".dps": "other_office",
    ".odt": "other_office",
    ".ofd": "other_office",
    ".rtf": "other_office",
}

Parts = Mapping[str, bytes]


def refuse_by_name(file_name: str) -> None:
    """Answer what the name alone tells, before a byte is read. The content is asked later."""
    ending = re.search(r"\.[a-z]{2,4}$", file_name.strip().lower())
    key = BY_NAME.get(ending[0]) if ending else None
    if key:
        raise ImportRefused(key)


def open_parts(sent: bytes) -> Parts:
    """The parts of a Word file by their names; those that we have no use for stay closed."""
    _refuse_by_content(sent)
    try:
        with zipfile.ZipFile(io.BytesIO(sent)) as archive:
            members = archive.infolist()
            _check_directory(members)
            parts = _read(archive, members)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as broken:
        raise ImportRefused("file_broken") from broken
    _check_kind(parts)
    return parts


def _refuse_by_content(sent: bytes) -> None:
    if not sent:
        raise ImportRefused("file_empty")
    if len(sent) > LARGEST_FILE:
        size, most = -(-len(sent) // MB), LARGEST_FILE // MB
        raise ImportRefused("file_too_large", size=size, most=most)
    if sent.startswith(OLE):
        raise ImportRefused("locked" if ENCRYPTED_PACKAGE in sent else "old_word")
    if sent.startswith(PDF):
        raise ImportRefused("pdf")
    if sent.startswith(b"{\\rtf"):
        raise ImportRefused("other_office")
    if not sent.startswith(ZIP):
        raise ImportRefused("not_word")


def _check_directory(members: list[zipfile.ZipInfo]) -> None:
    """What the archive says of itself. It may lie: `_read` counts again."""
    if len(members) > MOST_MEMBERS or sum(m.file_size for m in members) > LARGEST_CONTENT:
        raise ImportRefused("file_packed")
    if any(member.flag_bits & ENCRYPTED for member in members):
        raise ImportRefused("locked")
    names = [member.filename for member in members]
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise ImportRefused("macro")
    if len(set(names)) != len(names):
        raise ImportRefused("file_broken")


def _read(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> Parts:
    parts: dict[str, bytes] = {}
    left = LARGEST_CONTENT
    for member in members:
        if not WANTED.fullmatch(member.filename):
            continue
        if member.compress_type not in KNOWN_METHODS:
            raise ImportRefused("file_broken")
        parts[member.filename] = _inflated(archive, member, left)
        left -= len(parts[member.filename])
    return parts


def _inflated(archive: zipfile.ZipFile, member: zipfile.ZipInfo, left: int) -> bytes:
    """One part, unpacked piece by piece until it is whole or too large."""
    most = min(left, LARGEST_XML) if member.filename.endswith((".xml", ".rels")) else left
    content = bytearray()
    with archive.open(member) as file:
        while piece := file.read(CHUNK):
            content += piece
            ratio = len(content) / max(member.compress_size, 1)
            if len(content) > most or (len(content) > RATIO_FROM and ratio > RATIO):
                raise ImportRefused("file_packed")
    return bytes(content)


def _check_kind(parts: Parts) -> None:
    """A Word file says so in its list of content types."""
    types = parts.get("[Content_Types].xml", b"")
    if b"macroEnabled" in types:
        raise ImportRefused("macro")
    if b"spreadsheetml" in types or b"presentationml" in types:
        raise ImportRefused("other_office")
    if "word/document.xml" not in parts or not any(kind in types for kind in DOCUMENT_TYPES):
        raise ImportRefused("not_word")
