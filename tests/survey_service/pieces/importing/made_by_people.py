"""Documents laid out as offices and correspondents do it: the headings a reader would see in them.

Written before the guesses were tried on them, so that the share of right headings means something.
"""

from __future__ import annotations

from collections.abc import Iterator

from tests.survey_service.pieces.importing.made import BODY, LAST, MORE, Made
from tests.survey_service.pieces.importing.word_files import (
    paragraph,
    run,
    style,
    styled,
    word_file,
)

BOLD, CENTRED = "<w:b/>", '<w:jc w:val="center"/>'


def type_of(face: str, half_points: int, more: str = "") -> str:
    """A Chinese type in a size."""
    return f'{more}<w:rFonts w:eastAsia="{face}"/><w:sz w:val="{half_points}"/>'


def by_people() -> Iterator[Made]:
    """All of them."""
    yield official_letter()
    yield questions_and_answers()
    yield news_with_quotations()
    yield title_in_two_lines()
    yield ordinal_words()
    yield english_report()
    yield bold_lead_ins()
    yield misused_style()
    yield three_sizes()
    yield pasted_from_the_web()


def official_letter() -> Made:
    """Types and sizes as the standard of official letters has them, nothing by styles."""
    body, first = type_of("仿宋_GB2312", 32), type_of("黑体", 32)
    second, third = type_of("楷体_GB2312", 32), type_of("仿宋_GB2312", 32, BOLD)
    lines = (
        ("关于向居民讲解捐献的做法", type_of("方正小标宋简体", 44)), ("（某县 通讯员）", body),
        (BODY, body), ("一、先听后问", first), ("（一）讲解在前", second), (MORE, body),
        ("（二）提问在后", second), ("1.问过程", third), (BODY, body), ("2.问时间", third),
        (LAST, body), ("二、愿意再签", first), (MORE, body),
    )  # fmt: skip
    return Made(
        "an official letter",
        word_file(*(paragraph(run(text, look)) for text, look in lines)),
        "".join(text for text, _ in lines),
        lines[0][0],
        (
            "## 一、先听后问", "### （一）讲解在前", "### （二）提问在后", "### 1.问过程",
            "### 2.问时间", "## 二、愿意再签",
        ),
        guessed=7,
    )  # fmt: skip


def questions_and_answers() -> Made:
    """Bold questions are no headings where somebody is named as asking."""
    lines = ("问：疼吗？", "答：" + BODY, "问：要多久？", "答：" + MORE)
    return Made(
        "questions and answers",
        word_file(
            paragraph(run("听众问了什么", BOLD)),
            *(paragraph(run(line, BOLD if line.startswith("问") else "")) for line in lines),
        ),
        "听众问了什么" + "".join(lines),
        "听众问了什么",
        guessed=1,
    )


def news_with_quotations() -> Made:
    """Subheads in quotation marks, and one that asks."""
    heads = ("“我想再听一遍”", "疼不疼？", "后来的事")
    texts = (BODY, MORE, LAST)
    pairs = [(paragraph(run(h, BOLD), properties=CENTRED), paragraph("　　" + t)) for h, t in
             zip(heads, texts, strict=True)]  # fmt: skip
    return Made(
        "news with quotations for headings",
        word_file(
            paragraph(run("街头的一堂课", BOLD)),
            paragraph(BODY),
            *(b for pair in pairs for b in pair),
        ),
        "街头的一堂课" + BODY + "".join(h + t for h, t in zip(heads, texts, strict=True)),
        "街头的一堂课",
        tuple(f"## {head}" for head in heads),
        guessed=4,
    )


def title_in_two_lines() -> Made:
    """A title and the line below it, both large."""
    big = type_of("宋体", 44, BOLD)
    return Made(
        "a title with a line below it",
        word_file(
            paragraph(run("听一听，再决定", big)), paragraph(run("——街头讲解见闻", big)),
            paragraph(BODY), paragraph(run("讲", BOLD), run("解之前", BOLD)), paragraph(MORE),
        ),
        "听一听，再决定——街头讲解见闻" + BODY + "讲解之前" + MORE,
        "听一听，再决定",
        ("## 讲解之前",),
        guessed=2,
    )  # fmt: skip


def ordinal_words() -> Made:
    """第一，第二 begin sentences."""
    lines = ("第一，" + BODY, "第二，" + MORE, "第三，" + LAST)
    return Made(
        "sentences that count",
        word_file(paragraph("三点体会"), *map(paragraph, lines)),
        "三点体会" + "".join(lines),
        "三点体会",
        guessed=1,
    )


def english_report() -> Made:
    """The same in English."""
    styles = style("T", "Title") + style("H", "heading 1")
    text = "Volunteers explain the steps first, and everybody may leave at any time."
    return Made(
        "a report in English",
        word_file(
            styled("T", "Talking in the street"), styled("H", "What people ask"), paragraph(text),
            styled("H", "1. What they hear"), paragraph(text), styles=styles,
        ),
        f"Talking in the streetWhat people ask{text}1. What they hear{text}",
        "Talking in the street",
        ("## What people ask", "## 1. What they hear"),
    )  # fmt: skip


def bold_lead_ins() -> Made:
    """A bold word that begins a paragraph is no heading."""
    leads = ("1.先讲解。", "2.再提问。", "3.愿意再签。")
    blocks = [paragraph(run(lead, BOLD), run(BODY)) for lead in leads]
    return Made(
        "bold words that begin a paragraph",
        word_file(paragraph(run("怎样讲", BOLD)), *blocks),
        "怎样讲" + "".join(lead + BODY for lead in leads),
        "怎样讲",
        guessed=1,
    )


def misused_style() -> Made:
    """Heading 1 for the title, bold lines for the rest."""
    return Made(
        "a heading's style for the title alone",
        word_file(
            styled("H", "社区里的一下午"), paragraph("通讯员 甲"), paragraph(BODY),
            paragraph(run("人来了", BOLD)), paragraph(MORE), paragraph(run("人走了", BOLD)),
            paragraph(LAST), styles=style("H", "heading 1"),
        ),
        "社区里的一下午通讯员甲" + BODY + "人来了" + MORE + "人走了" + LAST,
        "社区里的一下午",
        ("## 人来了", "## 人走了"),
        guessed=3,
    )  # fmt: skip


def three_sizes() -> Made:
    """Title, headings and text differ in size only; a caption is smaller."""
    sizes = {"title": 44, "head": 32, "text": 28, "small": 21}
    lines = (
        ("三场讲解", "title"), (BODY, "text"), ("学校", "head"), (MORE, "text"),
        ("图1 讲解现场", "small"), ("工地", "head"), (LAST, "text"), ("村口", "head"),
        (BODY, "text"),
    )  # fmt: skip
    return Made(
        "three sizes",
        word_file(*(paragraph(run(text, type_of("宋体", sizes[kind]))) for text, kind in lines)),
        "".join(text for text, _ in lines),
        "三场讲解",
        ("## 学校", "## 工地", "## 村口"),
        guessed=4,
    )


def pasted_from_the_web() -> Made:
    """One paragraph of breaks and indents, headings on lines of their own inside it."""
    inside = f"{BODY}</w:t><w:br/><w:t>　　{MORE}</w:t><w:br/><w:t>　　{LAST}"
    return Made(
        "pasted from the web into one paragraph",
        word_file(paragraph("一堂课"), f"<w:p><w:r><w:t>　　{inside}</w:t></w:r></w:p>"),
        "一堂课" + BODY + MORE + LAST,
        "一堂课",
        contains=(f"{BODY}\n\n{MORE}\n\n{LAST}",),
        guessed=1,
    )
