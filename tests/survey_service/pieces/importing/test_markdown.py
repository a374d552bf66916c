"""What an editor types is shown as meant, and never obeyed."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings

from survey_service.pieces.importing.markdown import (
    MOST_BRACKETS,
    Shown,
    check,
    photos_in,
    plain,
    publishable,
    safe_html,
)
from survey_service.pieces.importing.marks import open_slots
from survey_service.pieces.importing.refusal import ImportRefused
from survey_service.pieces.importing.tidying import tidied
from survey_service.pieces.importing.xml_parts import LONGEST_TEXT
from tests.survey_service.pieces.importing.reading_pages import offences
from tests.survey_service.pieces.importing.typed import TEXTS

HEAVY = {  # what kept other renderers busy for a minute
    "brackets": "[" * 20_480,
    "links never closed": "[a](" * 8_000,
    "tags never closed": "<a " * 20_000,
    "stars": "*a **a " * 5_000,
    "quotations": f"{'> ' * 10_000}引",
    "a wide table": f"{'|a' * 5_000}\n{'|-' * 5_000}\n{'|b' * 5_000}",
    "backslashes": "\\" * 20_000,
    "entities": "&#" * 10_000,
    "deep lists": "\n".join(f"{' ' * depth}- a" for depth in range(1_000)),
    "brackets that are few enough": "[a" * (MOST_BRACKETS // 2),
    "stars that are few enough": "*a" * (MOST_BRACKETS - 1),
}


def test_a_phone_has_no_blank_lines_so_each_line_is_a_paragraph() -> None:
    assert safe_html("第一段\n　　第二段") == "<p>第一段</p>\n<p>第二段</p>\n"


def test_two_spaces_at_the_end_keep_the_next_line_in_the_paragraph() -> None:
    assert safe_html("地址：  \n杭州") == "<p>地址：<br>\n杭州</p>\n"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("##活动", "<h2>活动</h2>"),
        ("# 活动", "<h2>活动</h2>"),
        ("## 甲\n### 活动 ###", "<h2>甲</h2>\n<h3>活动</h3>"),
        ("## 手臂里|有血 {#arm}", '<h2 id="arm">手臂里<wbr>有血</h2>'),
        ("#无偿献血#", "<p>#无偿献血#</p>"),
        ("**“真”**她说", "<p><strong>“真”</strong>她说</p>"),
        ("*着重*的词", "<p><em>着重</em>的词</p>"),
        ("a_b_c", "<p>a_b_c</p>"),
        ("3 * 4 * 5", "<p>3 * 4 * 5</p>"),
        ("[看](/myths/)", '<p><a href="/myths/">看</a></p>'),
        ("[看](https://a.cn/)", '<p><a href="https://a.cn/" rel="external noopener">看</a></p>'),
        ("[看](http://a.cn/)", "<p>看</p>"),
        ("[看](javascript:alert)", "<p>看</p>"),
        ("[看](//a.cn/)", "<p>看</p>"),
        ("[看]({static}/../secret)", "<p>看</p>"),
        ("![图](https://a.cn/a.png)", "<p>![图](https://a.cn/a.png)</p>"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("&lt;b&gt;", "<p>&lt;b&gt;</p>"),
        ("见[@study]。", "<p>见<sup>[@study]</sup>。</p>"),
        ("[chart: register]", '<p class="slot">chart: register</p>'),
    ],
)
def test_what_is_typed_is_shown_as_meant(typed: str, shown: str) -> None:
    assert safe_html(typed).strip() == shown


def test_a_list_is_a_list_whatever_stands_around_it() -> None:
    html = safe_html("要带：\n- 身份证\n  - 原件\n\n- 手机\n请准时")

    assert html.replace("\n", "") == (
        "<p>要带：</p><ul><li>身份证<ul><li>原件</li></ul></li><li>手机</li></ul><p>请准时</p>"
    )


def test_numbers_that_do_not_begin_with_one_stay_as_typed() -> None:
    assert safe_html("3. 丙\n4. 丁") == "<p>3.丙</p>\n<p>4.丁</p>\n"


def test_a_photo_is_shown_where_it_stands_with_its_words() -> None:
    shown = Shown("/desk/photos/a1.jpg", "<b>墙", "认领“心愿”<script>", 800, 600)

    html = safe_html("上\n[photo: picture-1]\n下", {"picture-1": shown})

    assert '<img src="/desk/photos/a1.jpg" alt="&lt;b&gt;墙" loading="lazy" width="800"' in html
    assert "<figcaption>认领“心愿”&lt;script&gt;</figcaption>" in html


@pytest.mark.parametrize("address", ["https://a.cn/a.jpg", "//a.cn/a.jpg", "data:image/png,x", "x"])
def test_a_photo_from_elsewhere_is_not_fetched(address: str) -> None:
    assert "src=" not in safe_html("[photo: p]", {"p": Shown(address, "")})


def test_a_picture_that_is_missing_is_asked_for_in_words() -> None:
    text = "上\n\n[请上传这张图片：1，心愿墙]\n\n[photo: gone]\n"

    html = safe_html(text)

    assert '<p class="slot">请上传这张图片：1，心愿墙</p>' in html
    assert '<p class="slot">photo: gone</p>' in html
    assert open_slots(text) == ("[请上传这张图片：1，心愿墙]",)


def test_a_published_text_names_its_headings_and_holds_no_pictures() -> None:
    text = "## 甲\n[photo: picture-2]\n##乙 {#same}\n[请上传这张图片：1]\n## 丙 {#same}\n正文"

    assert publishable(text) == ("## 甲 {#part-1}\n\n## 乙 {#same}\n\n## 丙 {#part-3}\n\n正文\n")
    assert photos_in(text) == ("picture-2",)


def test_the_plain_words_are_all_that_is_left_for_a_summary() -> None:
    head = "## 手臂|里 {#arm}\n**甲**[乙](/myths/)[@study]\n- 丙 &lt;\n"
    text = f"{head}| 丁 | 戊 |\n|---|---|\n| 1 | 2 |"

    assert plain(text) == "手臂里\n甲乙\n丙 <\n丁  戊\n1  2"


@pytest.mark.parametrize("kind", HEAVY)
def test_no_text_keeps_the_desk_waiting(kind: str) -> None:
    begin = time.process_time()

    html = safe_html(HEAVY[kind])

    assert time.process_time() - begin < 1
    assert html


def test_a_text_that_the_site_would_not_set_is_refused_in_words_and_still_shown() -> None:
    with pytest.raises(ImportRefused) as signs:
        check("（" + "[" * (MOST_BRACKETS + 1))
    with pytest.raises(ImportRefused) as length:
        check("字" * (LONGEST_TEXT + 1))

    assert (signs.value.key, length.value.key) == ("too_many_signs", "text_too_long")
    assert safe_html("<b>" * MOST_BRACKETS).startswith("<p>&lt;b&gt;")
    check("字" * LONGEST_TEXT)


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_whatever_is_typed_the_page_has_nothing_foreign_in_it(text: str) -> None:
    assert offences(safe_html(text)) == []


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_a_tidy_text_is_left_as_it_is(text: str) -> None:
    tidy = tidied(text)

    assert tidied(tidy) == tidy
    assert safe_html(tidy) == safe_html(text)
