"""The questionnaire and waves of the small site."""

from __future__ import annotations

QUESTIONNAIRE = """\
id: awareness
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
lists:
  truth:
    - {code: "T", zh: 对, en: "True"}
    - {code: "F", zh: 不对, en: "False"}
understanding: {required: [k_bones], least: "1"}
sections:
  - id: all
    title: {zh: 全部, en: All}
    items:
      - id: k_bones
        kind: knowledge
        text: {zh: 要敲骨头。, en: Bones are broken.}
        list: truth
        missing: [DK]
        correct: "F"
        myths: [bones, spine]
        fact: {zh: 不碰骨头, en: No bone is touched}
        reason: {zh: 从手臂采血, en: Blood is drawn at the arm}
      - id: k_ache
        kind: knowledge
        text: {zh: 酸痛很常见。, en: Aches are common.}
        list: truth
        missing: [DK]
        correct: "T"
        myths: [agony]
        fact: {zh: 会酸几天, en: It aches for days}
        reason: {zh: 样例, en: Sample}
"""

DISCLOSURE = (
    *("sponsor", "conductor", "instrument", "population", "recruitment"),
    *("places", "weighting", "processing", "limitations"),
)


def wave(name: str, *, sample_kind: str = "convenience") -> str:
    """The text of a wave that is open for a very long time."""
    rehearsal = "rehearsal: yes\n" if name.startswith("rehearsal-") else ""
    disclosed = "".join(f"  {key}: {{zh: {key}的说明, en: About {key}}}\n" for key in DISCLOSURE)
    return (
        f"id: {name}\nsurvey: awareness\n{rehearsal}title: {{zh: 批次{name}, en: Wave {name}}}\n"
        f"opens: 2020-01-01\ncloses: 2099-12-31\nmode: web\nsample_kind: {sample_kind}\n"
        f"disclosure:\n{disclosed}"
    )
