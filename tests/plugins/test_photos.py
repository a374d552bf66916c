"""Photographs beside an article: which are published, how they are shown, which are refused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from plugins.reading.photos import Unfit, measured
from tests.plugins.building import WEB_ONLY, Built, build
from tests.plugins.making import MadeSite
from tests.plugins.pictures import UNFIT, picture, turned

BRIEF = "issues/2024-01/small.md"
LISTED = """photos:
- file: {file}
  alt: 甲在桌边
  caption: 甲在集市上
  photographer: 乙
  consent: none_visible
corrections: []"""


def show(site: MadeSite, file: str, content: bytes | None) -> int:
    """Put the picture beside the article that lists it; the line in which its name stands."""
    if content is not None:
        (site.path(BRIEF).parent / file).write_bytes(content)
    return site.change(BRIEF, "corrections: []", LISTED.format(file=file)) + 1


def published(site: MadeSite, tmp_path: Path) -> Built:
    """The pages without the editions."""
    return build(site.content, tmp_path / "output", settings=WEB_ONLY)


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("run.jpg", picture()),
        ("run.jpeg", picture(mode="L")),
        ("run.png", picture("PNG", "RGBA")),
        ("a-run-2.webp", picture("WEBP")),
    ],
)
def test_a_sound_photograph_is_published_byte_for_byte(
    site: MadeSite, tmp_path: Path, file: str, content: bytes
) -> None:
    show(site, file, content)

    built = published(site, tmp_path)

    assert built.code == 0, built.told
    assert built.files[f"issues/2024-01/small/{file}"] == content


def test_a_photograph_is_shown_with_all_that_belongs_to_it(site: MadeSite, tmp_path: Path) -> None:
    show(site, "run.jpg", picture())

    page = published(site, tmp_path).page("/issues/2024-01/small/")

    image = re.search(r"<img [^>]*>", page)
    assert image
    for given in (
        'src="/issues/2024-01/small/run.jpg"',
        'alt="甲在桌边"',
        'width="60" height="40"',
        'loading="lazy"',
    ):
        assert given in image[0]
    assert "甲在集市上" in page
    assert "摄影：乙" in page


def test_a_photograph_that_a_browser_turns_is_measured_as_it_is_seen(tmp_path: Path) -> None:
    (tmp_path / "run.jpg").write_bytes(turned())

    assert measured(tmp_path, "run.jpg") == (40, 60)


@pytest.mark.parametrize("why", UNFIT)
def test_an_unfit_picture_is_refused_with_file_line_and_mend(site: MadeSite, why: str) -> None:
    file, content, told = UNFIT[why]
    line = show(site, file, content())

    faults = site.faults()

    assert len(faults) == 1, faults
    assert faults[0].startswith(f"content/{BRIEF}:{line}: 照片“{file}”")
    assert told in faults[0]


@pytest.mark.parametrize(
    ("file", "told"),
    [
        ("../../pages/run.jpg", "不能用"),
        ("/etc/hostname", "不能用"),
        ("run.svg", "不能用"),
        ("Run.JPG", "不能用"),
        ("照片.jpg", "不能用"),
        ("run.jpg", "找不到照片“run.jpg”"),
        ("share.png", "这个名字网站自己要用"),
    ],
)
def test_a_name_that_is_no_file_beside_the_article_is_refused(
    site: MadeSite, file: str, told: str
) -> None:
    show(site, file, None)

    assert any(told in fault for fault in site.faults())


@pytest.mark.parametrize("missing", ["alt", "caption", "photographer", "consent"])
def test_a_photograph_needs_its_words_and_the_consent(site: MadeSite, missing: str) -> None:
    show(site, "run.jpg", picture())
    text = site.path(BRIEF).read_text()
    site.path(BRIEF).write_text(re.sub(rf"\n  {missing}: \S+", "", text))

    assert any(f"没有写“{missing}”" in fault for fault in site.faults())


@pytest.mark.parametrize("consent", ["no", "maybe"])
def test_a_photograph_without_consent_is_not_published(site: MadeSite, consent: str) -> None:
    line = show(site, "run.jpg", picture())
    site.change(BRIEF, "consent: none_visible", f"consent: {consent}")

    told = [fault for fault in site.faults() if "consent 不能是" in fault]

    assert told[0].startswith(f"content/{BRIEF}:{line + 4}: ")


def test_a_picture_that_nobody_names_is_not_published_and_an_editor_is_reminded(
    site: MadeSite, tmp_path: Path
) -> None:
    site.path("issues/2024-01/forgotten.png").write_bytes(picture("PNG"))

    built = published(site, tmp_path)

    told = [str(fault) for fault in site.read().faults if fault.warning]
    assert len(told) == 1
    assert told[0].startswith(
        "content/issues/2024-01/forgotten.png: 没有文章用到这张照片，不会发布"
    )
    assert not any("forgotten" in name for name in built.files)


def test_a_photograph_that_is_taken_back_leaves_the_site(site: MadeSite, tmp_path: Path) -> None:
    show(site, "run.jpg", picture())
    first = published(site, tmp_path)
    assert "issues/2024-01/small/run.jpg" in first.files
    text = site.path(BRIEF).read_text()
    site.path(BRIEF).write_text(re.sub(r"photos:\n(?:[- ] .*\n)+", "", text))

    again = published(site, tmp_path)

    assert again.code == 0, again.told
    assert "issues/2024-01/small/run.jpg" not in again.files


def test_what_is_wrong_with_a_picture_is_an_exception_with_a_key(tmp_path: Path) -> None:
    with pytest.raises(Unfit, match="photo_missing"):
        measured(tmp_path, "run.jpg")
