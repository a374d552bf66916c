"""What an author writes is read as it stands, or refused with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from survey_model.faults import Faults
from survey_model.yaml_strings import LARGEST_FILE, plain, read_front_matter, read_yaml


def test_words_that_other_loaders_turn_into_numbers_stay_words() -> None:
    text = "a: yes\nb: 010\nc: 12:30:45\nd: 1.10\ne: ~\nf: 18_29\n"

    read = plain(read_yaml(text, "q.yaml"))

    assert read == {
        "a": "yes",
        "b": "010",
        "c": "12:30:45",
        "d": "1.10",
        "e": "~",
        "f": "18_29",
    }


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("a: &x [1]\nb: *x\n", 2, "不能用别名"),
        ("a: 1\nb: 2\na: 3\n", 3, "“a”写了两次"),
        ("a: 1\nb: {en: Have you heard of it?, zh: ]}\n", 2, "少了引号"),
        ("a: 1\nb: 'never closed\n", 2, "少了引号"),
        ("a: " + "[" * 900, 1, "嵌套太深"),
        ("a: 1\n? [x]\n: 2\n", 2, "名称不是一个词"),
    ],
)
def test_an_author_is_told_the_line_of_what_cannot_be_read(text: str, line: int, told: str) -> None:
    with pytest.raises(Faults) as refused:
        read_yaml(text, "q.yaml")

    fault = refused.value.faults[0]
    assert fault.line == line
    assert told in str(fault)
    assert "q.yaml" in str(fault)


def test_a_file_with_a_control_character_is_refused() -> None:
    with pytest.raises(Faults, match="不能读的字符"):
        read_yaml("a: b\x00c\n", "q.yaml")


def test_a_file_of_a_megabyte_is_refused_before_it_is_parsed() -> None:
    with pytest.raises(Faults, match="文件太大"):
        read_yaml("a" * (LARGEST_FILE + 1), "q.yaml")


def test_an_empty_file_is_an_empty_mapping() -> None:
    assert plain(read_yaml("", "q.yaml")) == {}


def test_front_matter_knows_its_own_lines_and_where_the_body_begins(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("---\nslug: a\ntitle: 甲\n---\n正文\n", encoding="utf-8")

    front, body, body_line = read_front_matter(path)

    assert front.line_of("title") == 3
    assert (body, body_line) == ("正文\n", 5)


def test_an_article_without_front_matter_says_how_to_write_it(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("正文\n", encoding="utf-8")

    with pytest.raises(Faults, match="请在文件第一行写 ---"):
        read_front_matter(path)


def test_a_file_in_another_encoding_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "gbk.md"
    path.write_bytes("---\ntitle: 造血\n---\n".encode("gbk"))

    with pytest.raises(Faults, match=r"gbk\.md:2: 文件不是 UTF-8 编码"):
        read_front_matter(path)
