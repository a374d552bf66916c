"""Documents with everything that stands beside plain paragraphs: boxes, notes, tables, pictures."""

from __future__ import annotations

import io
from collections.abc import Iterator

from PIL import ExifTags, Image

from tests.survey_service.pieces.importing.made import BODY, LAST, MORE, Made
from tests.survey_service.pieces.importing.word_files import (
    HEAD,
    NAMESPACES,
    box_in_drawing,
    box_in_vml,
    box_only_in_drawing,
    cell,
    item,
    link,
    note_mark,
    notes,
    numbering,
    paragraph,
    picture,
    run,
    style,
    table,
    word_file,
)

TITLE = "街头有人停下来听"


def things() -> Iterator[Made]:
    """All of them."""
    yield from boxes_and_notes()
    yield from changes()
    yield from lists()
    yield from tables()
    yield from pictures_and_links()


def made(name: str, *blocks: str, words: str, **more: object) -> Made:
    """A document with the usual title above; what is not named is as in most documents."""
    file = {key: more.pop(key) for key in ("styles", "targets", "more") if key in more}
    content = word_file(paragraph(TITLE), *blocks, **file)  # type: ignore[arg-type]
    return Made(name, content, TITLE + words, TITLE, guessed=1, **more)  # type: ignore[arg-type]


def boxes_and_notes() -> Iterator[Made]:
    """Text boxes of three kinds, footnotes, endnotes."""
    inside = paragraph(run("编者按", "<w:b/>"), "：这是框里的话。")
    for kind, box in (
        ("VML", box_in_vml),
        ("DrawingML and VML", box_in_drawing),
        ("DrawingML alone", box_only_in_drawing),
    ):
        yield made(
            f"a text box in {kind}", paragraph(BODY, box(inside)), paragraph(LAST),
            words=BODY + "编者按：这是框里的话。" + LAST, says=("text_box_moved",),
            contains=("**编者按**：这是框里的话。",),
        )  # fmt: skip
    yield made(
        "a table in a text box in a table",
        table(("格", cell(paragraph(box_in_vml(table(("甲", "乙")), paragraph("丙")))))),
        words="格甲乙丙", says=("text_box_moved", "table_nested"),
    )  # fmt: skip
    yield made(
        "footnotes and an endnote",
        paragraph(
            "先说一句", note_mark(3), "。", note_mark(2), "再说一句", note_mark(2, "endnote")
        ),
        words="先说一句〔注1〕。〔注2〕再说一句〔注3〕〔注1〕第二条〔注2〕第一条〔注3〕文后一条",
        says=("footnotes_moved",),
        more={
            "word/footnotes.xml": notes("footnotes", "第一条", "第二条"),
            "word/endnotes.xml": notes("endnotes", "文后一条"),
        },
    )


def changes() -> Iterator[Made]:
    """Tracked changes, comments, hidden words, headers."""
    deleted = '<w:del w:id="1"><w:r><w:delText>删去的</w:delText></w:r></w:del>'
    inserted = f'<w:ins w:id="2">{run("加上的")}</w:ins>'
    moved = f"<w:moveFrom>{run('搬走的')}</w:moveFrom><w:moveTo>{run('搬来的')}</w:moveTo>"
    yield made(
        "tracked changes", paragraph(BODY, deleted, inserted, moved), paragraph(LAST),
        words=BODY + "加上的搬来的" + LAST, says=("changes_accepted",), absent=("删去", "搬走"),
    )  # fmt: skip
    joined = paragraph("前半句，", properties="<w:rPr><w:del w:id='3'/></w:rPr>")
    yield made(
        "a deleted end of paragraph", joined, paragraph("后半句。"), paragraph(LAST),
        words="前半句，后半句。" + LAST, says=("changes_accepted",), contains=("前半句，后半句。",),
    )  # fmt: skip
    comment = '<w:commentRangeStart w:id="1"/>', '<w:r><w:commentReference w:id="1"/></w:r>'
    part = f'<w:comments {NAMESPACES}><w:comment w:id="1">{paragraph("批注的话")}</w:comment>'
    yield made(
        "comments", paragraph(comment[0], run(BODY), comment[1]), paragraph(LAST),
        words=BODY + LAST, says=("comments_left_out",), absent=("批注",),
        more={"word/comments.xml": f"{HEAD}{part}</w:comments>"},
    )  # fmt: skip
    header = f"{HEAD}<w:hdr {NAMESPACES}>{paragraph('内部资料')}</w:hdr>"
    footer = f"{HEAD}<w:ftr {NAMESPACES}>{paragraph('第 1 页 共 2 页')}</w:ftr>"
    yield made(
        "hidden words and a header", paragraph(BODY, run("看不见的", "<w:vanish/>")),
        words=BODY, says=("hidden_left_out", "header_left_out"), absent=("看不见", "内部"),
        more={"word/header1.xml": header, "word/footer1.xml": footer},
    )  # fmt: skip
    yield made(
        "document properties", paragraph(BODY), paragraph(LAST), words=BODY + LAST,
        absent=("作者的名字",),
        more={"docProps/core.xml": "<x>作者的名字</x>", "docProps/app.xml": "<x>作者的名字</x>"},
    )  # fmt: skip


def lists() -> Iterator[Made]:
    """Bullets, numbers, lists in lists."""
    three = numbering(
        ("bullet:·", "bullet:o", "bullet:§"),
        ("decimal:%1.", "lowerLetter:%2)"),
        ("decimal:（%1）",),
    )
    more = {"word/numbering.xml": three}
    yield made(
        "lists in lists",
        paragraph(BODY), item("甲", 1), item("乙", 1, 1), item("丙", 1, 2), item("丁", 1),
        paragraph(LAST), words=BODY + "甲乙丙丁" + LAST, more=more,
        contains=("- 甲\n    - 乙\n        - 丙\n- 丁",),
    )  # fmt: skip
    yield made(
        "a numbered list, then letters and figures in brackets",
        paragraph(BODY), item("甲", 2), item("乙", 2), paragraph(MORE), item("丙", 3),
        item("丁", 3), paragraph(LAST),
        words=BODY + "1.甲2.乙" + MORE + "（1）丙（2）丁" + LAST, more=more,
        contains=("1. 甲\n2. 乙",),
    )  # fmt: skip
    yield made(
        "a list right after a list",
        paragraph(BODY), item("甲", 1), item("乙", 1), item("丙", 2), item("丁", 2),
        paragraph(LAST), words=BODY + "甲乙1.丙2.丁" + LAST, more=more, contains=("- 甲\n- 乙",),
    )  # fmt: skip
    in_style = style("L", "列表", paragraph_look='<w:numPr><w:numId w:val="1"/></w:numPr>')
    place = '<w:pStyle w:val="L"/>'
    yield made(
        "a list by its style",
        paragraph(BODY), paragraph("甲", properties=place), paragraph("乙", properties=place),
        paragraph(LAST), words=BODY + "甲乙" + LAST, more=more, styles=in_style,
        contains=("- 甲\n- 乙",),
    )  # fmt: skip


def tables() -> Iterator[Made]:
    """Plain, merged, nested, and tables that only lay out a page."""
    yield made(
        "a table with signs in it", paragraph(BODY), table(("项", "说明"), ("a|b", "*c*")),
        words=BODY + "项说明a|b*c*", contains=("| --- | --- |\n| a\\|b | \\*c\\* |",),
    )  # fmt: skip
    yield made(
        "merged cells", paragraph(BODY),
        table(
            (cell("上", across=2), cell("右", down="restart")),
            (cell("左"), cell("中"), cell("", down="continue")),
        ),
        words=BODY + "上右左中", says=("table_merged",),
        contains=("| 上 |  | 右 |\n| --- | --- | --- |\n| 左 | 中 |  |",),
    )  # fmt: skip
    yield made(
        "a table in a table", paragraph(BODY),
        table(("外", cell(paragraph("前"), table(("里", "内")), paragraph("后")))),
        words=BODY + "外前里内后", says=("table_nested",),
    )  # fmt: skip
    yield made(
        "a frame of one cell", table((cell(paragraph(BODY), paragraph(MORE)),)), paragraph(LAST),
        words=BODY + MORE + LAST, says=("table_unpacked",), absent=("|",),
    )  # fmt: skip
    yield made(
        "lists and two paragraphs in a cell", paragraph(BODY),
        table(("项", "说明"), ("甲", cell(paragraph("一段。"), item("乙", 1), item("丙", 1)))),
        words=BODY + "项说明甲一段。乙丙", more={"word/numbering.xml": numbering(("bullet:·",))},
    )  # fmt: skip


def photo_with_place() -> bytes:
    """A small JPEG that says where and when it was taken, and with which camera."""
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "SERIAL-IN-THE-MAKE"
    exif.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (30.0, 15.0, 0.0), 3: "E"})
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = "2019:10:20 09:30:00"
    file = io.BytesIO()
    Image.new("RGB", (64, 48), "teal").save(file, "JPEG", exif=exif)
    return file.getvalue()


def pictures_and_links() -> Iterator[Made]:
    """Pictures inside, elsewhere and unreadable; links good and bad."""
    targets = {
        "pic1": "media/image1.jpeg", "pic2": "media/image2.emf", "pic3": "https://pic.example/a.png",
        "good": "https://www.example.org/a_(b)?c=1&d=2", "bad": "javascript:alert(1)",
        "file": "file:///C:/a.docx", "plain": "http://www.example.org/",
    }  # fmt: skip
    more = {"word/media/image1.jpeg": photo_with_place(), "word/media/image2.emf": b"\x01\0\0\0"}
    yield made(
        "pictures", paragraph(BODY), paragraph(picture("pic1", "墙上的心愿")), paragraph(MORE),
        paragraph(picture("pic1", r"D:\照片\IMG_2019.jpg")), paragraph(picture("pic2", "图表")),
        paragraph(picture("pic3", "远处", "link")), paragraph(LAST), words=BODY + MORE + LAST,
        targets=targets, more=more, pictures=2, says=("picture_lost", "picture_remote"),
        contains=("[photo: picture-1]", "[请上传这张图片：1，图表]", "[请上传这张图片：2，远处]"),
        absent=("D:", "IMG_2019", "pic.example"),
    )  # fmt: skip
    vml = '<w:r><w:pict><v:shape alt="墙"><v:imagedata r:id="pic1"/></v:shape></w:pict></w:r>'
    yield made(
        "a picture in VML, and one inside words", paragraph("前", vml, "后"), paragraph(BODY),
        words="前后" + BODY, targets=targets, more=more, pictures=1,
        contains=("前后\n\n[photo: picture-1]",),
    )  # fmt: skip
    links = [link(name, words) for name, words in (("good", "官网"), ("bad", "坏的"))]
    links += [link(name, words) for name, words in (("file", "本机的"), ("plain", "旧的"))]
    yield made(
        "links", paragraph("看", *links, "。"), paragraph(BODY),
        words="看官网坏的本机的旧的。" + BODY, targets=targets, says=("link_dropped",),
        absent=("javascript", "file:", "http://"),
        contains=("[官网](https://www.example.org/a_%28b%29?c=1&d=2)坏的本机的旧的。",),
    )  # fmt: skip
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK '
        '"https://www.example.org/b"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/>'
        f'</w:r>{run("域里的")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    simple = f'<w:fldSimple w:instr="DATE">{run("某日")}</w:fldSimple>'
    yield made(
        "fields", paragraph("看", field, simple), paragraph(BODY), words="看域里的某日" + BODY,
        contains=("[域里的](https://www.example.org/b)某日",),
    )  # fmt: skip
