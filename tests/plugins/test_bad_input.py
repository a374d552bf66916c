"""Whatever is put into content/: refused with file and line, and the last good site stays."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from plugins.checks import main as check
from tests.plugins.building import WEB_ONLY, build
from tests.plugins.making import THEME, MadeSite
from tests.plugins.pictures import UNFIT
from tests.plugins.test_photos import show

BRIEF, BONES = "issues/2024-01/small.md", "myths/bones.zh.md"
SECRET = "a line of a file outside"


@dataclass(frozen=True)
class Bad:
    """How the content is spoilt (which gives the line), and what is told of it."""

    spoil: Callable[[MadeSite], int]
    told: str  # LINE stands for the line


def written(text: str) -> Callable[[MadeSite], int]:
    """Put the text into an article."""
    return lambda site: site.change(BRIEF, "正文。", text)


def pictured(why: str) -> Callable[[MadeSite], int]:
    """Put an unfit picture beside an article that lists it."""
    file, content, _ = UNFIT[why]
    return lambda site: show(site, file, content())


def in_another_encoding(site: MadeSite) -> int:
    """Save a myth as many Chinese programs still do."""
    path = site.path(BONES)
    path.write_bytes(path.read_text(encoding="utf-8").encode("gbk"))
    return 3  # the first line with a Chinese word


def linked(name: str, target: str) -> Callable[[MadeSite], int]:
    """Put a link that leads out of the folder."""

    def link(site: MadeSite) -> int:
        outside = site.content.parent / target
        outside.parent.mkdir(exist_ok=True)
        if outside.suffix:
            outside.write_text(f"---\nslug: secret\n---\n{SECRET}\n")
        site.path(name).symlink_to(outside)
        return 0

    return link


def piped(site: MadeSite) -> int:
    """Put a pipe, which would never end."""
    os.mkfifo(site.path("pages/pipe.md"))
    return 0


BAD = {
    "a broken picture": Bad(pictured("cut off"), f"{BRIEF}:LINE: 照片"),
    "a picture for print": Bad(pictured("for print"), f"{BRIEF}:LINE: 照片"),
    "forty megapixels": Bad(pictured("forty megapixels"), f"{BRIEF}:LINE: 照片"),
    "another encoding": Bad(in_another_encoding, f"{BONES}:LINE: 文件不是 UTF-8 编码"),
    "a stray colon": Bad(
        lambda site: site.change(BRIEF, "title: 小事", "title: 小事: 又一件"), f"{BRIEF}:LINE: 第"
    ),
    "pelican's own link": Bad(
        written("[看]({static}/../../.env)"), f"{BRIEF}:LINE: 链接“{{static}}/../../.env”不能用"
    ),
    "pelican's other link": Bad(
        written("![看]({attach}../.env)"), f"{BRIEF}:LINE: 正文里不能直接放图片"
    ),
    "a link to a file": Bad(
        linked("pages/secret.md", "secret.md"), "content/pages/secret.md: 这里不是普通文件"
    ),
    "a link to a folder": Bad(
        linked("issues/2023-12", "elsewhere"), "content/issues/2023-12: 这里不是普通文件"
    ),
    "a pipe": Bad(piped, "content/pages/pipe.md: 这里不是普通文件"),
    "a script": Bad(
        written("正文。<script>alert(1)</script>"), f"{BRIEF}:LINE: 正文里不能写 HTML“<script>”"
    ),
    "a handler": Bad(
        written("<img src=x\nonerror=alert(1)>"), f"{BRIEF}:LINE: 正文里不能写 HTML“<img src=x”"
    ),
    "a comment": Bad(written("<!-- 甲 -->"), f"{BRIEF}:LINE: 正文里不能写 HTML"),
}


@pytest.mark.parametrize("kind", BAD)
def test_bad_input_is_named_and_leaves_the_last_good_site_in_place(
    site: MadeSite, tmp_path: Path, kind: str
) -> None:
    output = tmp_path / "output"
    good = build(site.content, output, settings=WEB_ONLY).files
    line = BAD[kind].spoil(site)

    built = build(site.content, output, settings=WEB_ONLY)

    assert built.code == 1
    assert BAD[kind].told.replace("LINE", str(line)) in built.told, built.told
    assert "Traceback" not in built.told
    assert SECRET not in built.told
    assert built.files == good


@pytest.mark.parametrize("kind", BAD)
def test_an_editor_who_only_checks_is_told_the_same(
    site: MadeSite, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    line = BAD[kind].spoil(site)

    code = check(["--content", str(site.content), "--theme", str(THEME)])

    assert code == 1
    assert BAD[kind].told.replace("LINE", str(line)) in capsys.readouterr().out


@pytest.mark.parametrize("words", ["a < b > c", "5<6", "写作 &lt;b&gt;", "`a<b`", "<-- 甲", "1 <2"])
def test_signs_that_are_no_html_are_allowed(site: MadeSite, words: str) -> None:
    site.change(BRIEF, "正文。", words)

    assert site.faults() == []
