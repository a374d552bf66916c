"""A small .docx written anew for mammoth: plain text, lists and links, and nothing else."""

from __future__ import annotations

import io
import zipfile
from xml.etree.ElementTree import Element, SubElement, tostring

from survey_service.pieces.importing.numbering import Numbering
from survey_service.pieces.importing.relationships import Relationships
from survey_service.pieces.importing.xml_parts import RELATIONSHIPS, R, W

TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
OFFICE = R[1:-1]


def package(document: Element, numbering: Numbering, relationships: Relationships) -> bytes:
    """The document with the lists and the addresses that it uses."""
    parts = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relations({"r1": ("officeDocument", "word/document.xml")}),
        "word/document.xml": document,
        "word/numbering.xml": _lists(numbering),
        "word/_rels/document.xml.rels": _links(document, relationships),
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, root in parts.items():
            archive.writestr(name, tostring(root, encoding="utf-8"))
    return file.getvalue()


def _types() -> Element:
    root = Element(f"{TYPES}Types")
    SubElement(root, f"{TYPES}Default", Extension="xml", ContentType="application/xml")
    return root


def _relations(targets: dict[str, tuple[str, str]], **mode: str) -> Element:
    root = Element(f"{RELATIONSHIPS}Relationships")
    for name, (kind, target) in targets.items():
        given = {"Id": name, "Type": f"{OFFICE}/{kind}", "Target": target, **mode}
        SubElement(root, f"{RELATIONSHIPS}Relationship", given)
    return root


def _links(document: Element, relationships: Relationships) -> Element:
    """The addresses of links, and the place of the lists."""
    names = {link.get(f"{R}id", "") for link in document.iter(f"{W}hyperlink")}
    links = {name: ("hyperlink", relationships.address(name)) for name in sorted(names)}
    root = _relations(links, TargetMode="External")
    own = _relations({"lists": ("numbering", "numbering.xml")})
    root.extend(own)
    return root


def _lists(numbering: Numbering) -> Element:
    root = Element(f"{W}numbering")
    numbers = sorted({number for number, _ in numbering.levels})
    for number in numbers:
        abstract = SubElement(root, f"{W}abstractNum", {f"{W}abstractNumId": number})
        for (name, depth), level in numbering.levels.items():
            if name == number:
                shown = SubElement(abstract, f"{W}lvl", {f"{W}ilvl": str(depth)})
                form = "bullet" if level.is_bullet else "decimal"
                SubElement(shown, f"{W}numFmt", {f"{W}val": form})
    for number in numbers:
        one = SubElement(root, f"{W}num", {f"{W}numId": number})
        SubElement(one, f"{W}abstractNumId", {f"{W}val": number})
    return root
