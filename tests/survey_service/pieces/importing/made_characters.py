"""Documents with what fonts, keyboards and content controls have to offer."""

from __future__ import annotations

from collections.abc import Iterator

from tests.survey_service.pieces.importing.made import BODY, LAST, MORE, Made
from tests.survey_service.pieces.importing.made_things import made
from tests.survey_service.pieces.importing.word_files import paragraph, run


def peculiar() -> Iterator[Made]:
    """All of them."""
    yield from characters()
    yield from wrappings()


def characters() -> Iterator[Made]:
    """What fonts and keyboards have to offer."""
    yield made(
        "indents, breaks and empty paragraphs",
        paragraph("　　" + BODY), paragraph(), paragraph("　"),
        paragraph("\u00a0\u00a0" + MORE),
        "<w:p><w:r><w:t>一行</w:t><w:br/><w:t>　　二行</w:t><w:br/><w:t>三行</w:t></w:r></w:p>",
        words=BODY + MORE + "一行二行三行", absent=("　", "\u00a0"),
        contains=("\n一行\n\n二行  \n三行\n",),
    )  # fmt: skip
    yield made(
        "emoji, rare characters, mixed English",
        paragraph("𠮷野、䶮、㐂、👨‍👩‍👧、🩸，HLA 配型 (10/10) 与 PBSC，naïve — “引号” 《书名》 ……"),
        paragraph(BODY),
        words="𠮷野、䶮、㐂、👨‍👩‍👧、🩸，HLA配型(10/10)与PBSC，naïve—“引号”《书名》……" + BODY,
    )
    raised = '<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="subscript"/>'
    yield made(
        "raised and lowered figures",
        paragraph("10", run("9", raised[0]), "个，CO", run("2", raised[1])), paragraph(BODY),
        words="109个，CO2" + BODY, contains=("10⁹个，CO₂",),
    )  # fmt: skip
    signs = (
        "1. 不是表 # 不是题 - 不是项 *星* _线_ `码` [方](x) <b>标签</b> &lt; a|b \\ {#x} ![图](y)"
    )
    yield made(
        "signs that Markdown would obey", paragraph(signs), paragraph("# 井"), paragraph("- 横"),
        paragraph("> 引"), paragraph("---"), paragraph("| a |"), paragraph("|---|"),
        paragraph(BODY), words=signs + "#井-横>引---|a||---|" + BODY, absent=("<b>",),
    )  # fmt: skip
    yield made(
        "bold words that touch",
        paragraph(run("粗", "<w:b/>"), run("体，", "<w:b/>"), "接着", run("点", "<w:i/>"), "。"),
        paragraph(BODY), words="粗体，接着点。" + BODY, contains=("**粗体，**接着*点*。",),
    )  # fmt: skip
    yield made("a long text", *[paragraph(BODY + MORE)] * 300, words=(BODY + MORE) * 300)


def wrappings() -> Iterator[Made]:
    """Elements that only hold others."""
    control = f"<w:sdt><w:sdtContent>{paragraph(BODY)}</w:sdtContent></w:sdt>"
    prompt = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
    prompt += f"{paragraph('单击此处输入文字')}</w:sdtContent></w:sdt>"
    tag = f"<w:smartTag>{run('巧的')}</w:smartTag><w:bdo>{run('向的')}</w:bdo>"
    box = "<w:sdt><w:sdtPr><w14:checkbox/></w:sdtPr><w:sdtContent>"
    yield made(
        "content controls and smart tags", control, prompt,
        paragraph(tag, f"{box}{run('☑')}</w:sdtContent></w:sdt>", "已登记"), paragraph(LAST),
        words=BODY + "巧的向的☑已登记" + LAST, absent=("单击",),
    )  # fmt: skip
    ruby = (
        "<w:r><w:ruby><w:rt><w:r><w:t>xiē</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>血</w:t></w:r>"
        "</w:rubyBase></w:ruby></w:r>"
    )
    formula = "<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>"
    yield made(
        "readings above characters, and a formula", paragraph("说", ruby, "，", formula),
        paragraph(BODY), words="说血（xiē），a+b" + BODY,
    )  # fmt: skip
    art = '<w:r><w:pict><v:shape><v:textpath string="艺术字"/></v:shape></w:pict></w:r>'
    chart = "<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><c:chart r:id='x'/>"
    chart += "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    yield made(
        "word art and a chart", paragraph(art), paragraph(chart), paragraph(BODY),
        words="艺术字" + BODY, says=("text_box_moved", "chart_left_out"),
    )  # fmt: skip
