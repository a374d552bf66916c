"""Documents whose headings are said in all the ways that Word and WPS know, and by hand."""

from __future__ import annotations

from collections.abc import Iterator

from tests.survey_service.pieces.importing.made import BODY, LAST, MORE, Made
from tests.survey_service.pieces.importing.word_files import (
    item,
    numbering,
    paragraph,
    run,
    style,
    styled,
    word_file,
)

TITLE = "街头有人停下来听"
ONE, TWO, THREE = "听的人想知道什么", "讲的人怎样回答", "疼不疼"
BOLD, HEAVY = "<w:b/>", '<w:rFonts w:eastAsia="黑体"/>'
BIG = '<w:sz w:val="36"/>'
FLAVOURS = {  # the ids and names under which programs keep a title and three levels
    "Word in English": ("Title", "Heading1", "Heading2", "Heading3"),
    "Word in Chinese": ("a3", "1", "2", "3"),
    "WPS": ("8", "2", "3", "4"),
}
NAMES = {
    "standard": ("Title", "heading 1", "heading 2", "heading 3"),
    "Chinese": ("标题", "标题 1", "标题 2", "标题 3"),
    "Chinese without spaces": ("大标题", "标题1", "标题2", "标题3"),
    "levels": ("文章标题", "一级标题", "二级标题", "三级标题"),
}
EXPECTED = (f"## {ONE}", f"## {TWO}", f"### {THREE}")
WORDS = TITLE + ONE + BODY + TWO + MORE + THREE + LAST


def headed() -> Iterator[Made]:
    """All of them."""
    yield from styled_headings()
    yield from other_ways()
    yield from weights()
    yield from numbered_by_hand()
    yield numbered_by_word()


def _text(title: str, one: str, two: str, three: str) -> tuple[str, ...]:
    return (title, one, paragraph(BODY), two, paragraph(MORE), three, paragraph(LAST))


def styled_headings() -> Iterator[Made]:
    """Styles by every id and name."""
    for program, ids in FLAVOURS.items():
        for kind, names in NAMES.items():
            styles = "".join(map(style, ids, names))
            blocks = map(styled, ids, (TITLE, ONE, TWO, THREE))
            title, one, *_ = blocks
            content = word_file(
                *_text(title, one, styled(ids[1], TWO), styled(ids[2], THREE)), styles=styles
            )
            yield Made(f"{program}, {kind} names", content, WORDS, TITLE, EXPECTED)


def other_ways() -> Iterator[Made]:
    """Levels that no name tells."""
    based = style("H", "heading 1") + style("mine", "我的样式", based_on="H")
    based += style("T", "Title")
    yield Made(
        "a style based on a heading",
        word_file(
            *_text(styled("T", TITLE), styled("mine", ONE), styled("mine", TWO), paragraph(THREE)),
            styles=based,
        ),
        WORDS,
        TITLE,
        (f"## {ONE}", f"## {TWO}"),
    )
    outlined = style("o", "正文标记", paragraph_look='<w:outlineLvl w:val="0"/>')
    level = '<w:outlineLvl w:val="1"/>'
    yield Made(
        "outline levels in style and paragraph",
        word_file(
            *_text(
                styled("T", TITLE), styled("o", ONE), styled("o", TWO),
                paragraph(THREE, properties=level),
            ),
            styles=outlined + style("T", "Title"),
        ),
        WORDS,
        TITLE,
        EXPECTED,
    )  # fmt: skip
    two = style("h1", "heading 1") + style("h2", "heading 2")
    yield Made(
        "one heading above all others is the title",
        word_file(
            *_text(styled("h1", TITLE), styled("h2", ONE), styled("h2", TWO), paragraph(THREE)),
            styles=two,
        ),
        WORDS,
        TITLE,
        (f"## {ONE}", f"## {TWO}"),
        guessed=1,
    )
    long = BODY + MORE
    yield Made(
        "a whole paragraph in the style of a heading is none",
        word_file(styled("h1", ONE), styled("h1", long), paragraph(LAST), styles=two),
        ONE + long + LAST,
        ONE,
        says=(),
        guessed=1,
    )


def weights() -> Iterator[Made]:
    """Headings that only stand out."""
    ways = {
        "bold": (BOLD, ""),
        "in a heavy type": (HEAVY, ""),
        "larger": (BIG, ""),
        "bold by a paragraph style": ("", BOLD),
        "heavy by a paragraph style": ("", HEAVY),
        "larger by a paragraph style": ("", BIG),
    }
    for way, (by_run, by_style) in ways.items():
        styles = style("out", "强调段", run_look=by_style)

        def out(text: str, look: str = by_run) -> str:
            return paragraph(run(text, look), properties='<w:pStyle w:val="out"/>')

        content = word_file(
            paragraph(TITLE), out(ONE), paragraph(BODY), out(TWO), paragraph(MORE),
            paragraph("时间：", run("上午", by_run)), paragraph(LAST), styles=styles,
        )  # fmt: skip
        yield Made(
            f"headings {way}", content, TITLE + ONE + BODY + TWO + MORE + "时间：上午" + LAST,
            TITLE, (f"## {ONE}", f"## {TWO}"), guessed=3,
        )  # fmt: skip
    everything = word_file(
        *(paragraph(run(text, BOLD)) for text in (TITLE, ONE, BODY, TWO, MORE, LAST))
    )
    words = TITLE + ONE + BODY + TWO + MORE + LAST
    yield Made(
        "everything is bold, so nothing is", everything, words, TITLE, absent=("**",), guessed=1
    )
    short = [paragraph(run(text, BOLD)) for text in ("通讯员 甲", "图1 现场", "时间：上午")]
    names = [paragraph(run(text, BOLD)) for text in ("甲村", "乙村", "丙村", "丁村")]
    yield Made(
        "bold bylines, captions, labels and lists of names are no headings",
        word_file(paragraph(TITLE), short[0], paragraph(BODY), short[1], paragraph(MORE), short[2],
                  paragraph(BODY), *names, paragraph(LAST)),
        TITLE + f"通讯员甲{BODY}图1现场{MORE}时间：上午{BODY}甲村乙村丙村丁村" + LAST,
        TITLE,
        guessed=1,
    )  # fmt: skip


def numbered_by_hand() -> Iterator[Made]:
    """一、（一） 1. as people type them."""
    yield Made(
        "numbers in Chinese at two levels",
        word_file(
            paragraph(TITLE), paragraph("一、" + ONE), paragraph("（一）" + THREE),
            paragraph(BODY), paragraph("（二）" + TWO), paragraph(MORE),
            paragraph("二、" + TWO), paragraph(LAST),
        ),
        f"{TITLE}一、{ONE}（一）{THREE}{BODY}（二）{TWO}{MORE}二、{TWO}{LAST}",
        TITLE,
        (f"## 一、{ONE}", f"### （一）{THREE}", f"### （二）{TWO}", f"## 二、{TWO}"),
        guessed=5,
    )  # fmt: skip
    wide = [paragraph(f"{number}．{text}") for number, text in (("１", ONE), ("２", TWO))]
    yield Made(
        "full-width figures",
        word_file(paragraph(TITLE), wide[0], paragraph(BODY), wide[1], paragraph(MORE)),
        TITLE + "1." + ONE + BODY + "2." + TWO + MORE,
        TITLE,
        (f"## １．{ONE}", f"## ２．{TWO}"),
        guessed=3,
    )
    points = [
        paragraph(f"{number}. {text}") for number, text in ((1, "甲项"), (2, "乙项"), (3, "丙项"))
    ]
    yield Made(
        "a list numbered by hand is no row of headings",
        word_file(paragraph(TITLE), paragraph(BODY), *points, paragraph(LAST)),
        TITLE + BODY + "1.甲项2.乙项3.丙项" + LAST,
        TITLE,
        guessed=1,
    )
    running = [f"{number}、{text}" for number, text in (("一", BODY), ("二", MORE))]
    yield Made(
        "numbered sentences are text",
        word_file(paragraph(TITLE), *map(paragraph, running), paragraph(LAST)),
        TITLE + "".join(running) + LAST,
        TITLE,
        guessed=1,
    )


def numbered_by_word() -> Made:
    """Numbers that Word computes are written out, in headings as in lists taken up again."""
    lists = numbering(("chineseCounting:%1、", "decimal:（%2）"), ("decimal:%1.",))
    return Made(
        "numbers computed by Word",
        word_file(
            styled("T", TITLE), item(ONE, 1, 0, "H"), paragraph(BODY), item(TWO, 1, 0, "H"),
            item("甲项", 2), paragraph(MORE), item("乙项", 2), paragraph(LAST),
            styles=style("T", "Title") + style("H", "heading 1"),
            more={"word/numbering.xml": lists},
        ),
        TITLE + "一、" + ONE + BODY + "二、" + TWO + "1.甲项" + MORE + "2.乙项" + LAST,
        TITLE,
        (f"## 一、{ONE}", f"## 二、{TWO}", "### 1.甲项", "### 2.乙项"),
        guessed=2,
    )  # fmt: skip
