"""What is copied from WeChat, WPS or Word comes out as text, its pictures asked for."""

from __future__ import annotations

import base64
import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey_service.pieces.importing.child import run
from survey_service.pieces.importing.draft import Draft
from survey_service.pieces.importing.markdown import publishable, safe_html
from survey_service.pieces.importing.marks import open_slots
from survey_service.pieces.importing.paste import LARGEST_PASTE, read_html
from survey_service.pieces.importing.refusal import ImportRefused
from tests.survey_service.pieces.importing.made import BODY, LAST, MORE, bare, headings_in, words_in
from tests.survey_service.pieces.importing.made_things import photo_with_place
from tests.survey_service.pieces.importing.reading_pages import offences
from tests.survey_service.pieces.importing.test_agreement import normal, on_the_site

WECHAT = f"""
<div class="rich_media_content" id="js_content" style="visibility: visible;">
<section style="text-align:center"><p style="font-size:15px"><strong>
<span style="font-size:22px;color:#c00">街头的一堂课</span></strong></p></section>
<section><section style="display:none">看不见的广告</section>
<p style="text-indent:2em"><span style="font-size:16px">　　{BODY}</span></p></section>
<p><img class="rich_pages" data-src="https://mmbiz.example/a.png" alt="现场" data-w="1080"></p>
<p><span style="font-size:12px">图为现场</span></p>
<section><section><section><span style="font-size:20px">听的人</span></section></section></section>
<p><span style="font-size:16px">{MORE}</span><span style="font-weight:700">要</span><b>紧</b>。</p>
<p><img data-src="//mmbiz.example/b.gif"><img width="1" src="https://count.example/x"></p>
<p style="opacity:0">数</p><script>alert(1)</script><style>p{{}}</style>
<p><a href="https://mp.example.org/s?a=1&amp;b=2">原文</a><a href="javascript:;">关注</a></p>
<mp-common-profile data-id="x"></mp-common-profile><p><br></p></div>
"""
WPS = f"""<html><head><meta name=Generator content="WPS Office"><title>不是题目</title></head><body>
<!--StartFragment--><p class=MsoTitle><b><span>街头的一堂课</span></b></p>
<p class=MsoNormal style='text-indent:21.0pt'><span>{BODY}<o:p></o:p></span></p>
<p class=MsoNormal><img width="553" src="file:///C:\\\\ksohtml\\\\wps1.jpg"></p>
<p class=MsoHeading1><span>听的人</span></p>
<p class=MsoNormal><span style='font-family:宋体;mso-hide:all'>藏</span>{MORE}</p>
<table class=MsoTableGrid><tr><td colspan=2><p class=MsoNormal>合</p></td></tr>
<tr><td><p class=MsoNormal>甲</p></td><td><p class=MsoNormal>乙</p></td></tr></table>
<!--EndFragment--></body></html>"""
WORD = f"""<p class=MsoNormal><b>街头的一堂课</b></p><p class=MsoNormal>{BODY}</p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol;mso-list:Ignore'>·<span>&nbsp;&nbsp;</span></span><![endif]>甲项</p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·
<span>&nbsp;</span></span>乙项</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>1.
<span>&nbsp;</span></span>丙项</p><p class=MsoNormal>{LAST}</p>"""


def pasted(html: str) -> Draft:
    """The draft in it."""
    return read_html(html.encode())


def test_a_paste_from_wechat_keeps_its_words_and_asks_for_its_pictures() -> None:
    draft = pasted(WECHAT)

    assert draft.title == "街头的一堂课"
    assert words_in(draft) == bare(f"街头的一堂课{BODY}图为现场听的人{MORE}要紧。原文关注")
    assert headings_in(draft) == ("## 听的人",)
    assert "**要紧**。" in draft.markdown
    assert open_slots(draft.markdown) == ("[请上传这张图片：1，现场]", "[请上传这张图片：2]")
    assert "[原文](https://mp.example.org/s?a=1&b=2)关注" in draft.markdown
    assert set(draft.messages) == {"hidden_left_out", "picture_remote"}
    assert "请上传这张图片：1，现场" in safe_html(draft.markdown)


def test_a_paste_from_wps_has_its_headings_and_no_address_of_the_computer() -> None:
    draft = pasted(WPS)

    assert draft.title == "街头的一堂课"
    assert words_in(draft) == bare(f"街头的一堂课{BODY}听的人{MORE}合甲乙")
    assert headings_in(draft) == ("## 听的人",)
    assert "[请上传这张图片：1]" in draft.markdown
    assert "ksohtml" not in draft.markdown
    assert draft.guesses == ()


def test_a_paste_from_word_has_its_lists() -> None:
    draft = pasted(WORD)

    assert draft.title == "街头的一堂课"
    assert "- 甲项\n- 乙项\n\n1.丙项" in draft.markdown
    assert words_in(draft) == bare(f"街头的一堂课{BODY}甲项乙项1.丙项{LAST}")


def test_a_picture_inside_the_paste_is_kept_for_the_photo_task() -> None:
    content = photo_with_place()
    source = f"data:image/jpeg;base64,{base64.b64encode(content).decode()}"

    draft = pasted(f"<p>{BODY}</p><img src='{source}' alt='墙'><p>{LAST}</p>")

    (picture,) = draft.pictures
    assert (picture.content, picture.alt) == (content, "墙")
    assert f"\n{'[photo: picture-1]'}\n" in draft.markdown


def test_words_are_asked_for_in_the_language_of_the_desk() -> None:
    draft = read_html(b"<p>text</p><img src='https://a.example/a.png' alt='wall'>", "en")

    assert open_slots(draft.markdown) == ("[Please upload this picture: 1, wall]",)


def test_plain_text_that_was_copied_stays_in_its_lines() -> None:
    draft = pasted(f"街头的一堂课<br><br>{BODY}<br>　　{MORE}<div>{LAST}</div>")

    assert draft.title == "街头的一堂课"
    assert draft.markdown == f"{BODY}\n\n{MORE}\n\n{LAST}\n"


def test_quotations_and_lists_keep_their_form() -> None:
    html = (
        f"<h2>甲</h2><blockquote><p>{BODY}</p><p>引</p></blockquote><ol><li>一<ul><li>二</ul></ol>"
    )

    assert f"> {BODY}\n\n> 引\n\n1. 一\n    - 二" in pasted(html).markdown
    assert safe_html(pasted(html).markdown).count("<blockquote>") == 1


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 200 + "a",
        "<b><i>" * 3_000,
        "<table><tr><td>" * 2_000,
        "<a " * 20_000,
        "<p>" + "<span style='font-weight:bold'>x</span>" * 8_000,
        "[" * 20_480,
        "<ul><li>" * 5_000,
        "<p>" * 100_000,
        "&" * 100_000,
        "<img data-src=x>" * 2_000,
        f"<p style='{';'.join(['font-size:1px'] * 20_000)}'>a</p>",
        "<td colspan=999999999 rowspan=999999999>a</td>" * 100,
    ],
    ids=lambda html: html[:12],
)
def test_a_paste_made_to_keep_the_desk_busy_is_over_soon(html: str) -> None:
    begin = time.monotonic()

    with suppress(ImportRefused):
        assert offences(safe_html(run("paste", html.encode()).markdown)) == []

    assert time.monotonic() - begin < 8


def test_too_large_a_paste_is_refused_before_it_is_read() -> None:
    with pytest.raises(ImportRefused) as refused:
        read_html(b" " * (LARGEST_PASTE + 1))

    assert (refused.value.key, refused.value.values) == ("paste_too_large", {"size": 9, "most": 8})


TAGS = ["p", "div", "section", "h1", "h3", "strong", "em", "ul", "ol", "li", "table", "tr", "td",
        "blockquote", "a href=/x", "a href=javascript:x", "span style='font-weight:bold'", "br",
        "span style='display:none'", "img data-src=x", "pre", "sup", "script", "svg",
        "o:p"]  # fmt: skip
WORDS = st.text(alphabet="血站 捐献*_[]()<>&#|-+1.`\\\n\u3000{}!：，。😀", max_size=6)


def _element(tag: str, inside: str) -> str:
    return f"<{tag}>{inside}</{tag.split(' ', maxsplit=1)[0]}>"


HTML = st.recursive(
    WORDS,
    lambda inner: st.builds(
        _element, st.sampled_from(TAGS), st.lists(inner, max_size=3).map("".join)
    ),
    max_leaves=12,
)


@settings(max_examples=300, deadline=None)
@given(st.lists(HTML, max_size=4).map("".join))
def test_whatever_is_pasted_the_site_shows_it_as_the_desk_did_and_safely(html: str) -> None:
    draft = pasted(html)

    published = publishable(draft.markdown)
    shown, faults = on_the_site(published)

    assert offences(safe_html(draft.markdown)) == []
    assert normal(shown) == normal(safe_html(published))
    assert faults == []


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(TAGS), max_size=4), WORDS)
def test_words_in_a_paste_come_out_as_the_same_words(tags: list[str], words: str) -> None:
    shown = [tag for tag in tags if tag not in ("script", "svg", "img data-src=x", "br")
             and "none" not in tag]  # fmt: skip
    escaped = words.replace("&", "&amp;").replace("<", "&lt;")
    html = escaped
    for tag in shown:
        html = _element(tag, html)

    draft = pasted(f"<p>{BODY}</p>{html}<p>{LAST}</p>")

    assert bare(words).replace("**", "") in words_in(draft).replace("**", "")
