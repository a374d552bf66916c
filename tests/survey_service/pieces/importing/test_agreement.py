"""The preview at the desk and the site read a text alike, so that nobody is surprised later.

The two are strangers and use two renderers; this is the one place where they are laid side by side.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest
from hypothesis import assume, example, given, settings
from markupsafe import Markup

from plugins.prose.manuscript import Manuscript
from plugins.prose.markdown_zh import LONGEST_TEXT, MOST_BRACKETS, to_html
from plugins.reading.sources import Numbering
from plugins.words import words_of_every_language
from survey_service.pieces.importing import markdown, xml_parts
from survey_service.pieces.importing.markdown import publishable, safe_html
from survey_service.pieces.importing.tidying import BLOCK
from tests.house.tree import ROOT
from tests.survey_service.pieces.importing.reading_pages import shape_of
from tests.survey_service.pieces.importing.typed import TEXTS

WORDS = words_of_every_language(ROOT / "theme" / "locale")


class AnySource(Numbering):
    """Every source is known and shown as its id, as the desk shows it."""

    def knows(self, source_id: str) -> bool:  # noqa: ARG002
        return True

    def cite(self, ids: Iterable[str]) -> Markup:
        return Markup("<sup>[@{}]</sup>").format("; @".join(ids))


def on_the_site(text: str, language: str = "zh") -> tuple[str, list[str]]:
    """The HTML of a published text, and the faults that the site finds in it."""
    manuscript = Manuscript(
        text=text,
        file="here.md",
        first_line=1,
        language=language,
        numbering=AnySource({}, WORDS[language]),
        insert=lambda _, kind, name: Markup('<p class="slot">{}</p>').format(
            f"{kind}: {name}" if name else kind
        ),
        faults=[],
        links=[],
    )
    return str(to_html(manuscript)), [fault.what for fault in manuscript.faults]


def normal(html: str) -> list[object]:
    """The page; citations without the spaces and joiners around them."""
    html = re.sub(r"<p>(<p class=\"slot\">[^<]*</p>)</p>", r"\1", html)
    return shape_of(
        re.sub(r"\s*<sup>\[@([^<]*)\]</sup>", r"<sup>\1</sup>", html.replace("\u2060", ""))
    )


TEXT = """## 先说事实|{#why}
一段**“真”**她，*着重*的词。[看](/myths/)，[官网](https://a.cn/b?c=1&d=2)。
第二段\x20\x20
同一段
- 甲
  - 乙
    - 丙
- 丁
接着
1. 一
2. 二
> 引
> 用
### 小节
| 甲 | 乙\\|丙 |
|---|--:|
| **1** | 2 |
---
<b>标签</b> &lt;实体&gt; a_b `码` \\* 3 * 4 [方] {花} #井 ~波~
"""


def test_everything_that_an_article_may_use_looks_alike_in_the_preview_and_on_the_site() -> None:
    html, faults = on_the_site(publishable(TEXT))

    assert normal(html) == normal(safe_html(publishable(TEXT)))
    assert faults == []


def test_links_lead_to_the_same_language_in_the_preview_and_on_the_site() -> None:
    text = "[see](/myths/) [here](#part-1) [en](/en/about/)\n"

    assert normal(on_the_site(text, "en")[0]) == normal(safe_html(text, language="en"))


def test_both_stop_at_the_same_length_and_the_same_number_of_signs() -> None:
    assert xml_parts.LONGEST_TEXT == LONGEST_TEXT
    assert markdown.MOST_BRACKETS == MOST_BRACKETS


@pytest.mark.parametrize(
    "typed", ["[x](http://a.cn/)", "![x](/a.png)", "<b>x</b>", "# x", "#### x"]
)
def test_what_the_site_refuses_is_mended_before_it_is_published(typed: str) -> None:
    assert on_the_site(typed)[1] != []
    assert on_the_site(publishable(typed))[1] == []


@settings(max_examples=500, deadline=None)
@given(TEXTS)
@example("**a***b*")
@example("1. a\n\n- b")
def test_whatever_is_typed_the_site_shows_what_the_preview_showed(text: str) -> None:
    published = publishable(text)
    blocks = [line for line in published.split("\n") if BLOCK.fullmatch(line)]
    assume(len(set(blocks)) == len(blocks))  # the site shows a figure once

    html, faults = on_the_site(published)

    assert normal(html) == normal(safe_html(published))
    assert faults == []
