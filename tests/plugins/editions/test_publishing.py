"""Editions are put beside the web pages by a real build, and a build that lacks one is refused."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from tests.plugins.building import Built, build
from tests.plugins.making import LANGUAGES, THEME, MadeSite, make_site

EDITIONS = (
    *("2024-01.{0}.pdf", "2024-01.{0}.epub", "2024-01.{0}.txt", "email.html", "email.eml"),
    *("wechat/index.html", "wechat/fragment.html", "wechat/pictures.zip", "wechat/wechat.css"),
    *("wechat/wechat.js", "share.png"),
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The small site, built once."""
    folder = tmp_path_factory.mktemp("site")
    return build(make_site(folder).content, folder / "output", LIFE_RELAY_DATA=str(folder / "data"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_edition_lies_below_the_address_of_its_issue(built: Built, language: str) -> None:
    prefix = "" if language == "zh" else "en/"

    assert built.code == 0, built.told
    for name in EDITIONS:
        assert f"{prefix}issues/2024-01/{name.format(language)}" in built.files


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_an_issue_leads_to_every_edition(built: Built, language: str) -> None:
    prefix = "" if language == "zh" else "/en"
    page = built.page(f"{prefix}/issues/2024-01/")

    for name in (f"2024-01.{language}.pdf", f"2024-01.{language}.epub", "email.html", "wechat/"):
        assert f'href="{prefix}/issues/2024-01/{name}"' in page
    assert f'href="{prefix}/feeds/{language}.atom"' in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_feeds_of_a_language_stand_below_its_address(built: Built, language: str) -> None:
    prefix = "" if language == "zh" else "en/"

    assert built.files[f"{prefix}feeds/{language}.atom"].startswith(b"<?xml")
    assert json.loads(built.files[f"{prefix}feeds/{language}.json"])["items"]


def test_a_page_that_is_passed_on_shows_a_picture_of_its_own(built: Built) -> None:
    assert 'content="/myths/bones/share.png"' in built.page("/myths/bones/")
    assert "en/myths/bones/share.png" in built.files


def test_an_editor_can_copy_the_article_without_a_script(built: Built) -> None:
    page = built.page("/issues/2024-01/wechat/")

    assert '<button class="button" type="button" id="copy" hidden>' in page
    assert 'src="wechat.js"' in page
    assert "大事" in page[page.index('id="article"') : page.index("<textarea")]
    assert not re.search(r"<[^>]* style=", page)  # the site's own policy forbids it


def test_a_second_build_makes_nothing_anew_and_gives_the_same_bytes(tmp_path: Path) -> None:
    content, data = make_site(tmp_path).content, str(tmp_path / "data")
    first = build(content, tmp_path / "one", LIFE_RELAY_DATA=data)
    made = {path: path.stat().st_mtime_ns for path in (tmp_path / "data").rglob("whole")}

    second = build(content, tmp_path / "two", LIFE_RELAY_DATA=data)

    assert first.files == second.files
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "data").rglob("whole")} == made


def test_a_build_from_nothing_gives_the_same_bytes_again(tmp_path: Path) -> None:
    content = make_site(tmp_path).content

    one, two = (
        build(content, tmp_path / name, LIFE_RELAY_DATA=str(tmp_path / f"data-{name}"))
        for name in ("one", "two")
    )

    assert one.files == two.files


def test_a_web_page_that_lost_its_text_stops_the_build_by_name(
    site: MadeSite, tmp_path: Path
) -> None:
    theme = Path(shutil.copytree(THEME, tmp_path / "theme"))
    template = theme / "templates" / "article.html"
    template.write_text(template.read_text().replace("{{ article.html }}", ""))

    done = build(site.content, tmp_path / "output", theme, LIFE_RELAY_DATA=str(tmp_path / "data"))

    assert done.code == 1
    assert "web：big 段落“正文" in done.told
    assert "Traceback" not in done.told
