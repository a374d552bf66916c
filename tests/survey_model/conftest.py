"""A questionnaire small enough to read at a glance, with all seven kinds of items."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from survey_model.questionnaire import Questionnaire
from survey_model.reading import read_questionnaire

HEAD = """\
id: blood-and-bones
title: {zh: 小问卷, en: A small questionnaire}
intro: {zh: 三分钟, en: Three minutes}
notice:
  - label: {zh: 谁在问, en: Who asks}
    text: {zh: 我们, en: We do}
consent:
  version: "1"
  text: {zh: 我已满18周岁, en: I am 18 or over}
  agree: {zh: 愿意, en: "Yes"}
  minor: {zh: 未满, en: I am under 18}
  decline: {zh: 不了, en: "No"}
minor_page: {zh: 谢谢你, en: Thank you}
missing:
  - {code: DK, zh: 不知道, en: Don't know, kind: dont_know}
  - {code: PNS, zh: 不想回答, en: Prefer not to say, kind: refused}
lists:
  truth:
    - {code: "T", zh: 对, en: "True"}
    - {code: "F", zh: 不对, en: "False"}
understanding: {required: [k_bone], least: "1"}
sections:
  - id: all
    title: {zh: 全部, en: All}
    items:
"""

ITEMS = {
    "willing": """\
      - id: willing
        kind: single
        text: {zh: 愿意吗, en: Willing}
        options:
          - {code: "yes", zh: 愿意, en: "Yes"}
          - {code: "no", zh: 不愿意, en: "No"}
        missing: [PNS]
""",
    "k_bone": """\
      - id: k_bone
        kind: knowledge
        text: {zh: 要敲骨头, en: Bones are broken}
        list: truth
        missing: [DK]
        correct: "F"
        myths: [bone-crushing]
        fact: {zh: 不碰骨头, en: No bone is touched}
        reason: {zh: 从手臂采血, en: Blood is drawn at the arm}
""",
    "worries": """\
      - id: worries
        kind: multiple
        text: {zh: 担心什么, en: What worries you}
        max_choices: "2"
        show_if: "willing == 'no'"
        options:
          - {code: pain, zh: 疼, en: Pain}
          - {code: time, zh: 没时间, en: Time}
          - {code: none, zh: 没有, en: None, exclusive: yes}
""",
    "att": """\
      - id: att
        kind: grid
        ordered: yes
        text: {zh: 同意吗, en: Do you agree}
        options:
          - {code: "1", zh: 不同意, en: Disagree}
          - {code: "2", zh: 同意, en: Agree}
        rows:
          - {id: trust, zh: 我相信, en: I trust}
          - {id: family, zh: 家人支持, en: My family would}
""",
    "age": """\
      - id: age
        kind: integer
        text: {zh: 年龄, en: Age}
        minimum: "18"
        maximum: "99"
""",
    "why": """\
      - id: why
        kind: text
        text: {zh: 为什么, en: Why}
        max_length: "50"
        show_if: "willing == 'no' and age >= 60"
""",
    "county": """\
      - id: county
        kind: place
        text: {zh: 住在哪里, en: Where do you live}
        missing: [PNS]
""",
}
SMALL = HEAD + "".join(ITEMS.values())


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str], Path]:
    """Write a questionnaire as an editor would, and give its path."""

    def write(text: str) -> Path:
        path = tmp_path / "questionnaire.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def small(written: Callable[[str], Path]) -> Questionnaire:
    """The small questionnaire, read."""
    return read_questionnaire(written(SMALL))
