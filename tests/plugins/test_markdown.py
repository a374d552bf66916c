"""Markdown as our authors write it."""

from __future__ import annotations

import pytest
from markupsafe import Markup

from plugins.prose.manuscript import Manuscript
from plugins.prose.markdown_zh import to_html
from plugins.reading.sources import Numbering
from plugins.words import words_of_every_language
from tests.plugins.making import THEME, MadeSite

WORDS = words_of_every_language(THEME / "locale")


def set_text(text: str, site: MadeSite, language: str = "zh") -> str:
    """The HTML of a text that may cite the sources of the small site."""
    library = site.read()
    return to_html(
        Manuscript(
            text=text,
            file="here.md",
            first_line=1,
            language=language,
            numbering=Numbering(library.reference.sources, WORDS[language]),
            insert=lambda _, kind, name: Markup("<figure>{} {}</figure>").format(kind, name),
            faults=[],
            links=[],
        )
    )


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("第一行结尾\n第二行开头", "第一行结尾第二行开头"),
        ("逗号，\n“引号”", "逗号，“引号”"),
        ("一段**粗体**\n接着", "一段<strong>粗体</strong>接着"),
        ("一段\n**粗体**接着", "一段<strong>粗体</strong>接着"),
        ("中文\nLatin", "中文\nLatin"),
        ("two\nwords", "two\nwords"),
        ("说“so”\n“and”", "说“so”\n“and”"),
    ],
)
def test_lines_broken_between_chinese_characters_are_joined(
    site: MadeSite, written: str, read: str
) -> None:
    assert read in set_text(written, site)


def test_a_line_that_ends_in_a_citation_is_joined_with_the_next(site: MadeSite) -> None:
    assert "</sup>下一句" in set_text("一句[@study]\n下一句", site)


def test_citations_are_numbered_in_the_order_of_the_text(site: MadeSite) -> None:
    html = set_text("甲[@paper]，乙 [@study]，丙[@paper; @study]。", site)

    assert html.count('href="#r1"') == 2
    assert '乙\u2060<sup class="cite"><a href="#r2" aria-label="来源2">2</a></sup>' in html


def test_emphasis_beside_chinese_punctuation_is_kept(site: MadeSite) -> None:
    assert "<strong>真，</strong>她" in set_text("**真，**她", site)


@pytest.mark.parametrize(
    "written",
    ["<script>alert(1)</script>", '<p onclick="x">甲</p>', "<!-- 甲 -->", "<a\nhref=x>甲</a>"],
)
def test_raw_html_is_shown_and_not_obeyed(site: MadeSite, written: str) -> None:
    html = set_text(written, site)

    assert "&lt;" in html
    assert not any(tag in html for tag in ("<script", "<p onclick", "<!--", "<a"))


@pytest.mark.parametrize("target", ["javascript:alert(1)", "data:text/html,x", "//x.org", "../x"])
def test_a_link_that_is_refused_leads_nowhere(site: MadeSite, target: str) -> None:
    assert "href" not in set_text(f"[去]({target})", site)


def test_pelicans_own_link_syntax_means_nothing_here(site: MadeSite) -> None:
    html = set_text("[偷]({static}/../.env) ![偷]({attach}../.env) [偷](|filename|x)", site)

    assert "href" not in html


def test_a_link_out_of_the_site_says_so(site: MadeSite) -> None:
    html = set_text("[外](https://example.org/a?b=1)", site)

    assert '<a href="https://example.org/a?b=1" rel="external noopener">外</a>' in html


def test_a_link_on_an_english_page_leads_to_the_english_page(site: MadeSite) -> None:
    html = set_text("[a](/myths/bones/) [b](/en/about/) [c](#here)", site, "en")

    assert [f'href="{target}"' in html for target in ("/en/myths/bones/", "/en/about/", "#here")]
    assert "/en/en/" not in html


def test_a_heading_keeps_the_id_of_its_author_and_its_phrases(site: MadeSite) -> None:
    html = set_text("## 前半|后半 {#both}\n\n文", site)

    assert '<h2 id="both">前半<wbr>后半</h2>' in html


def test_a_table_can_be_scrolled_and_has_no_style_of_its_own(site: MadeSite) -> None:
    html = set_text("| 项 | 数 |\n|---|--:|\n| 甲 | 1 |", site)

    assert '<th scope="col" class="n">' in html or '<th class="n" scope="col">' in html
    assert 'tabindex="0"' in html
    assert "style=" not in html
    assert "align=" not in html


def test_a_block_stands_alone_even_without_empty_lines(site: MadeSite) -> None:
    html = set_text("前文\n[chart: two]\n后文", site)

    assert "<p>前文</p>\n<figure>chart two</figure>\n<p>后文</p>" in html


def test_spaces_before_a_paragraph_make_no_code_of_it(site: MadeSite) -> None:
    assert "<pre>" not in set_text("    四个空格开头的一段。", site)
