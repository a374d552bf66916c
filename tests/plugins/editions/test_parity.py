"""A paragraph, a figure or a source that one edition lacks is an error that names both."""

from __future__ import annotations

import pytest

from plugins.editions.extraction import epub_text, html_text, letter_texts
from plugins.editions.matter import EditionFault
from plugins.editions.parity import absent, bare, check_parity, passages
from plugins.editions.pdf_text import pdf_text
from plugins.editions.press import FRAGMENT
from tests.plugins.editions.matters import made_matter, real_files, real_matter, stem, with_body
from tests.plugins.making import LANGUAGES, MadeSite


def _texts(language: str) -> dict[str, str]:
    files, name = real_files(language), stem(language)
    return {
        "print": pdf_text(files[f"{name}.pdf"]),
        "epub": epub_text(files[f"{name}.epub"]),
        "text": files[f"{name}.txt"].decode(),
        "email": html_text(files["email.html"].decode()),
        "wechat": html_text(files[FRAGMENT].decode()),
        **letter_texts(files["email.eml"]),
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_real_issue_stands_whole_in_every_edition(language: str) -> None:
    check_parity(real_matter(language), _texts(language))


def test_the_real_issue_is_held_to_more_than_a_few_passages() -> None:
    expected = list(passages(real_matter("zh")))

    kinds = {passage.what for passage in expected}
    assert len(expected) > 150
    assert {"标题", "段落", "小标题", "列表", "表格", "数字", "来源", "编者注"} <= kinds


@pytest.mark.parametrize("edition", ["print", "epub", "text", "email", "wechat"])
def test_a_lost_paragraph_is_told_with_its_edition(edition: str) -> None:
    matter, texts = real_matter("zh"), _texts("zh")
    lost = "有人把这件事讲给别人听"
    texts[edition] = bare(texts[edition]).replace(bare(lost), "")

    with pytest.raises(EditionFault, match=f"{edition}：hsc-feature 段落“{lost}"):
        check_parity(matter, texts)


@pytest.mark.parametrize("lost", ["70.21%", "村和社区的红十字组织"])
def test_a_lost_figure_is_told(lost: str) -> None:
    matter, text = real_matter("zh"), bare(_texts("zh")["email"]).replace(bare(lost), "")

    missing = list(absent(tuple(passages(matter)), text))

    assert "数字" in {passage.what for passage in missing}


def test_a_lost_source_is_told(site: MadeSite) -> None:
    matter = made_matter(site)
    text = "大事小事甲2024年1月5日12件甲做的事2024年1月正文这是样例甲做了一件事"

    missing = [passage.what for passage in absent(tuple(passages(matter)), text)]

    assert set(missing) == {"来源"}


def test_paragraphs_in_another_order_are_told(site: MadeSite) -> None:
    matter = with_body(site, "先说这一段。\n\n再说那一段。")
    expected = tuple(p for p in passages(matter) if p.article == "small" and p.what == "段落")

    assert not list(absent(expected, "先说这一段。再说那一段。"))
    assert [str(passage) for passage in absent(expected, "再说那一段。先说这一段。")]


def test_a_number_of_a_note_within_a_sentence_is_no_difference(site: MadeSite) -> None:
    matter = with_body(site, "前半句[@study]，后半句见[正误](/myths/bones/)。")
    expected = tuple(p for p in passages(matter) if p.article == "small" and p.what == "段落")

    assert not list(absent(expected, "前半句（注12），后半 句见正误34。"))
    assert list(absent(expected, "前半句，见正误。"))


def test_an_editor_is_told_a_dozen_faults_and_how_many_more(site: MadeSite) -> None:
    matter = with_body(site, "\n\n".join(f"第{number}段话。" for number in range(30)))

    with pytest.raises(EditionFault, match="还有") as told:
        check_parity(matter, {"一版": ""})

    assert str(told.value).count("一版：") == 12
