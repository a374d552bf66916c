"""The whole site, built by Pelican into a folder."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.plugins.building import WEB_ONLY, Built, build
from tests.plugins.making import LANGUAGES, MYTHS, THEME, MadeSite, make_site

PATHS = (
    *("/", "/issues/", "/issues/2024-01/", "/issues/2024-01/big/", "/issues/2024-01/small/"),
    "/issues/2024-01/wechat/",
    *("/sections/", "/sections/lead/", "/sections/brief/", "/topics/", "/topics/tests/"),
    *("/correspondents/", "/correspondents/somebody/", "/corrections/"),
    *("/places/", "/places/330100/", "/places/330102/"),
    *("/myths/", *(f"/myths/{name}/" for name in MYTHS), "/myths/review/", "/findings/"),
    *("/data/", "/feeds/"),
    "/search/",
    *("/about/", "/privacy/", "/register/", "/contribute/", "/404.html"),
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The small site with findings, built once."""
    folder = tmp_path_factory.mktemp("site")
    site = make_site(folder)
    site.add_findings()
    return build(site.content, folder / "output")


@pytest.fixture
def own_theme(tmp_path: Path) -> Path:
    """A copy of the theme that a test may spoil."""
    return Path(shutil.copytree(THEME, tmp_path / "theme"))


def test_a_sound_site_is_built_without_a_warning(built: Built) -> None:
    assert (built.code, "WARN" in built.told) == (0, False), built.told


def test_every_address_answers_in_both_languages_and_nothing_else_does(built: Built) -> None:
    wanted = {
        f"{prefix}{path}".lstrip("/") + ("index.html" if path.endswith("/") else "")
        for prefix in ("", "/en")
        for path in PATHS
    }

    pages = {name for name in built.files if name.endswith(("index.html", "404.html"))}

    assert pages == wanted


def test_the_theme_folder_holds_bundles_and_scripts_only(built: Built) -> None:
    assets = {name for name in built.files if name.startswith("theme/")}

    assert {"theme/site.css", "theme/survey.css", "theme/prefs.js", "theme/survey.js"} <= assets
    assert not any(name.startswith("theme/css/") for name in assets)
    assert b"/*" not in built.files["theme/site.css"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_is_in_its_language_and_leads_to_the_other(built: Built, language: str) -> None:
    prefix, other, tag = {"zh": ("", "/en", "zh-CN"), "en": ("/en", "", "en")}[language]

    page = built.page(f"{prefix}/myths/bones/")

    assert f'<html lang="{tag}">' in page
    assert f'href="{other}/myths/bones/"' in page


def test_feeds_and_share_pictures_are_offered_where_they_are_made(
    built: Built, site: MadeSite, tmp_path: Path
) -> None:
    without = build(site.content, tmp_path / "output", settings=WEB_ONLY)

    assert '<a href="/en/feeds/en.atom">' in built.page("/en/feeds/")
    assert 'type="application/atom+xml"' in built.page("/myths/bones/")
    assert 'property="og:image" content="/myths/bones/share.png"' in built.page("/myths/bones/")
    assert "这一次没有做订阅文件。" in without.page("/feeds/")
    assert "atom" not in without.page("/myths/bones/")
    assert 'property="og:image" content="/theme/card.png"' in without.page("/myths/bones/")


def test_a_finding_is_printed_with_all_that_belongs_to_it(built: Built) -> None:
    for page in (built.page("/findings/"), built.page("/myths/bones/")):
        assert "要敲骨头。" in page
        assert "12.4%" in page
        assert "500位受访者" in page
        assert "95%区间" in page
        assert "方便抽样" in page
        assert "当作随机抽到的，其实不是" in page
        assert "跳过没答" in page


def test_words_of_an_editor_never_become_html(site: MadeSite, tmp_path: Path) -> None:
    site.change("issues/2024-01/small.md", "title: 小事", "title: <script>alert(1)</script>")
    site.change("issues/2024-01/small.md", "notes: [这是样例。]", "notes: ['<img src=x>']")
    site.change("myths/bones.zh.md", "claim: 有人这样说", "claim: <b>有人</b>")

    built = build(site.content, tmp_path / "output")

    article, myth = built.page("/issues/2024-01/small/"), built.page("/myths/bones/")
    assert built.code == 0, built.told
    assert "<script>alert" not in article + built.page("/")
    assert "<img src=x>" not in article
    assert "&lt;b&gt;有人&lt;/b&gt;" in myth


def test_the_questionnaire_is_offered_only_while_it_takes_answers(
    site: MadeSite, tmp_path: Path, built: Built
) -> None:
    site.change("surveys/awareness/waves/pilot.yaml", "closes: 2099-12-31", "closes: 2025-12-31")

    closed = build(site.content, tmp_path / "output")

    assert 'href="/survey/awareness/"' in built.page("/")
    assert 'href="/survey/awareness/"' not in closed.page("/")


def test_a_page_that_shows_simulated_answers_knows_it(
    site: MadeSite, tmp_path: Path, own_theme: Path
) -> None:
    foot = own_theme / "templates" / "shared" / "foot.html"
    foot.write_text("<p>rehearsal={{ rehearsal }}</p>" + foot.read_text())
    site.add_findings("rehearsal-one")

    built = build(site.content, tmp_path / "output", theme=own_theme)

    told = {address: "rehearsal=True" in built.page(address) for address in PATHS}
    showing = {"/", "/findings/", "/myths/bones/", "/myths/spine/"}
    assert {address for address, simulated in told.items() if simulated} == showing


def test_a_second_build_gives_the_same_bytes(built: Built, tmp_path: Path) -> None:
    again = build(built.output.parent / "content", tmp_path / "again")

    assert again.files == built.files


def test_what_no_generator_named_is_removed(site: MadeSite, tmp_path: Path) -> None:
    output = tmp_path / "output"
    stale = output / "issues" / "1999-01" / "index.html"
    stale.parent.mkdir(parents=True)
    stale.write_text("old")
    (output / ".env").write_text("SECRET=1")

    built = build(site.content, output)

    assert built.code == 0, built.told
    assert not stale.parent.exists()
    assert ".env" not in built.files


def test_a_fault_leaves_the_last_good_site_alone(site: MadeSite, tmp_path: Path) -> None:
    good = build(site.content, tmp_path / "output").files
    line = site.change("myths/bones.zh.md", "[@study]", "[@ghost]")
    site.path("issues/2024-01/small.md").unlink()

    built = build(site.content, tmp_path / "output")

    assert built.code == 1
    assert "网站没有生成，有" in built.told
    assert f"content/myths/bones.zh.md:{line}: 来源“ghost”不在" in built.told
    assert "content/issues/2024-01/small.en.md" in built.told
    assert "Traceback" not in built.told
    assert built.files == good


def test_the_output_may_not_be_a_folder_that_holds_the_content(site: MadeSite) -> None:
    built = build(site.content, site.content.parent)

    assert built.code == 1
    assert "里面有原稿" in built.told
    assert site.path("data/sources.yaml").exists()


@pytest.mark.parametrize(
    ("added", "told"),
    [
        ('<a href="/ghost/">x</a>', "链接 /ghost/ 打不开"),
        ('<a href="#ghost">x</a>', "链接 #ghost 指向不存在的位置"),
        ('<a href="/about/#ghost">x</a>', "链接 /about/#ghost 指向不存在的位置"),
        ('<img src="/theme/ghost.png" alt="">', "链接 /theme/ghost.png 打不开"),
        ('<script src="https://cdn.example.org/x.js"></script>', "要从别的网站取"),
    ],
)
def test_a_link_that_leads_nowhere_ends_the_build(
    site: MadeSite, tmp_path: Path, own_theme: Path, added: str, told: str
) -> None:
    page = own_theme / "templates" / "places.html"
    page.write_text(page.read_text().replace("{% block main %}", "{% block main %}" + added))

    built = build(site.content, tmp_path / "output", theme=own_theme)

    assert built.code == 1
    assert told in built.told
    assert "output/places/index.html:" in built.told


def test_links_to_the_survey_and_to_the_world_are_allowed(site: MadeSite, tmp_path: Path) -> None:
    site.change("pages/about.md", "正文，", "[答](/survey/awareness/)[外](https://example.org/)")

    assert build(site.content, tmp_path / "output").code == 0


def test_a_template_that_names_what_does_not_exist_ends_the_build(
    site: MadeSite, tmp_path: Path, own_theme: Path
) -> None:
    page = own_theme / "templates" / "places.html"
    page.write_text(page.read_text().replace("{% block main %}", "{% block main %}{{ ghost }}"))

    built = build(site.content, tmp_path / "output", theme=own_theme)

    assert built.code != 0
    assert "'ghost' is undefined" in built.told


def test_a_style_sheet_that_is_missing_is_named(
    site: MadeSite, tmp_path: Path, own_theme: Path
) -> None:
    (own_theme / "static" / "css" / "charts.css").unlink()

    built = build(site.content, tmp_path / "output", theme=own_theme)

    assert built.code == 1
    assert "theme/static/css/charts.css: 样式表 site.css" in built.told
