"""Word files made by hand, part by part, as Word and WPS write them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from html import escape

NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    }.items()
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/"


def run(text: str, properties: str = "") -> str:
    """Words, with what stands in w:rPr."""
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*content: str, properties: str = "") -> str:
    """Runs, or plain words, with what stands in w:pPr."""
    look = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    runs = "".join(one if one.startswith("<") else run(one) for one in content)
    return f"<w:p>{look}{runs}</w:p>"


def styled(style: str, *content: str) -> str:
    """A paragraph in a style."""
    return paragraph(*content, properties=f'<w:pStyle w:val="{style}"/>')


def item(text: str, number: int = 1, level: int = 0, style: str = "") -> str:
    """A paragraph in a list."""
    name = f'<w:pStyle w:val="{style}"/>' if style else ""
    place = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return paragraph(text, properties=name + place)


def table(*rows: tuple[str, ...]) -> str:
    """Rows of cells; a cell that begins with `<` is given whole."""
    lines = "".join(
        f"<w:tr>{''.join(c if c.startswith('<') else cell(c) for c in row)}</w:tr>" for row in rows
    )
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{lines}</w:tbl>"


def cell(*content: str, across: int = 1, down: str = "") -> str:
    """A cell that may span others; `down` is restart or continue."""
    span = f'<w:gridSpan w:val="{across}"/>' if across > 1 else ""
    span += f'<w:vMerge w:val="{down}"/>' if down else ""
    blocks = "".join(
        one if one.startswith(("<w:p", "<w:tbl")) else paragraph(one) for one in content
    )
    return f"<w:tc><w:tcPr>{span}</w:tcPr>{blocks}</w:tc>"


def style(
    style_id: str, name: str, based_on: str = "", run_look: str = "", paragraph_look: str = ""
) -> str:
    """A paragraph style."""
    based = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{style_id}"><w:name w:val="{name}"/>{based}'
        f"<w:pPr>{paragraph_look}</w:pPr><w:rPr>{run_look}</w:rPr></w:style>"
    )


def numbering(*lists: tuple[str, ...]) -> str:
    """Lists 1, 2, …; each level is written as `format:label`, such as `decimal:%1.`."""
    definitions, numbers = "", ""
    for number, levels in enumerate(lists, start=1):
        written = "".join(
            f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/>'
            f'<w:numFmt w:val="{level.split(":")[0]}"/>'
            f'<w:lvlText w:val="{escape(level.split(":")[1])}"/></w:lvl>'
            for depth, level in enumerate(levels)
        )
        definitions += f'<w:abstractNum w:abstractNumId="{number}">{written}</w:abstractNum>'
        numbers += f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
    return f"{HEAD}<w:numbering {NAMESPACES}>{definitions}{numbers}</w:numbering>"


def notes(kind: str, *texts: str) -> str:
    """The part of footnotes or endnotes, numbered from 2 as Word does after its two separators."""
    one = kind.removesuffix("s")
    mark = f"<w:r><w:{one}Ref/></w:r>"
    written = "".join(
        f'<w:{one} w:id="{number}">{paragraph(mark, run(text))}</w:{one}>'
        for number, text in enumerate(texts, start=2)
    )
    return f"{HEAD}<w:{kind} {NAMESPACES}>{written}</w:{kind}>"


def note_mark(number: int, kind: str = "footnote") -> str:
    """The reference in the text; the first note is 2."""
    return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'


def link(relationship: str, *content: str) -> str:
    """A link by its relationship."""
    return f'<w:hyperlink r:id="{relationship}">{"".join(map(run, content))}</w:hyperlink>'


def picture(relationship: str, alt: str = "", attribute: str = "embed") -> str:
    """A run with a DrawingML picture."""
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="图片 1" descr="{escape(alt)}"/>'
        "<a:graphic><a:graphicData><pic:pic><pic:blipFill>"
        f'<a:blip r:{attribute}="{relationship}"/></pic:blipFill></pic:pic></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing></w:r>"
    )


def box_in_drawing(*blocks: str) -> str:
    """A text box as Word writes it today: twice, in DrawingML and for older programs in VML."""
    inside = f"<w:txbxContent>{''.join(blocks)}</w:txbxContent>"
    return (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor><a:graphic>"
        f"<a:graphicData><wps:wsp><wps:txbx>{inside}</wps:txbx></wps:wsp></a:graphicData>"
        "</a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:rect><v:textbox>"
        f"{inside}</v:textbox></v:rect></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def box_in_vml(*blocks: str) -> str:
    """A text box as old Word and WPS write it."""
    inside = f"<w:txbxContent>{''.join(blocks)}</w:txbxContent>"
    return f"<w:r><w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict></w:r>"


def box_only_in_drawing(*blocks: str) -> str:
    """A text box without its old version."""
    return (
        "<w:r><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx><w:txbxContent>"
        f"{''.join(blocks)}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic>"
        "</wp:anchor></w:drawing></w:r>"
    )


def relations(targets: Mapping[str, str]) -> str:
    """Targets by id. An address is a link, `file:` or `http-picture:` a linked picture."""
    lines = ""
    for name, target in targets.items():
        inside = target.startswith(("media/", "../"))
        kind = "image" if inside or name.startswith("pic") else "hyperlink"
        mode = "" if inside else ' TargetMode="External"'
        lines += (
            f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{escape(target)}"{mode}/>'
        )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}relationships">{lines}</Relationships>'


def word_file(
    *blocks: str,
    styles: str = "",
    targets: Mapping[str, str] | None = None,
    more: Mapping[str, str | bytes] | None = None,
    main: str = MAIN,
) -> bytes:
    """A whole file. `more` adds parts or takes the place of those written here."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}content-types">'
        '<Default Extension="rels" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}relationships"><Relationship Id="r1" '
        f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"{HEAD}<w:document {NAMESPACES}><w:body>{''.join(blocks)}"
        "<w:sectPr/></w:body></w:document>",
    }
    if styles:
        parts["word/styles.xml"] = f"{HEAD}<w:styles {NAMESPACES}>{styles}</w:styles>"
    if targets:
        parts["word/_rels/document.xml.rels"] = relations(targets)
    return packed({**parts, **(more or {})})


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """The parts as a zip file."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()
