"""A small site in a folder: everything a build needs, and nothing wrong with it.

All words and figures are made up for the tests and say so by being about 甲 and 乙.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

from plugins.reading.library import Library, read_library
from survey_model.finding import AnswerShare, Findings, ItemFinding, write_findings
from survey_model.freezing import definition_hash, item_hash
from survey_model.reading import read_questionnaire
from tests.plugins.made_reference import (
    BYLINES,
    CHARTS,
    COMPARATORS,
    NEXT_STEPS,
    PLACES,
    REGISTER,
    TOPICS,
)
from tests.plugins.made_survey import QUESTIONNAIRE, wave

ROOT = Path(__file__).resolve().parents[2]
THEME = ROOT / "theme"
MYTHS = ("bones", "spine", "agony", "blood")
LANGUAGES = ("zh", "en")


@dataclass(frozen=True)
class MadeSite:
    """A content folder; `change` is how a test makes one thing wrong."""

    content: Path

    def path(self, name: str) -> Path:
        """A file below content/."""
        return self.content / name

    def change(self, name: str, before: str, after: str) -> int:
        """Put `after` in place of `before`; the line in which the change stands."""
        text = self.path(name).read_text(encoding="utf-8")
        assert before in text, f"{name} does not say {before!r}"
        self.path(name).write_text(text.replace(before, after, 1), encoding="utf-8")
        return text[: text.index(before)].count("\n") + 1

    def add(self, name: str, text: str) -> Path:
        """Another file below content/."""
        path = self.path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def read(self) -> Library:
        """The content as the generators meet it, with the real theme."""
        return read_library(self.content, THEME)

    def faults(self) -> list[str]:
        """Every fault in plain words."""
        return [str(fault) for fault in self.read().faults if not fault.warning]

    def add_findings(
        self, wave_id: str = "pilot", *, myth: int = 62, right: int = 400, unsure: int = 38
    ) -> Path:
        """Findings of k_bones: so many hold the myth, are right, do not know."""
        path = self.path(f"surveys/awareness/findings/{wave_id}.json")
        write_findings(path, make_findings(self, wave_id, myth=myth, right=right, unsure=unsure))
        return path


def make_site(folder: Path) -> MadeSite:
    """A site with four myths, an issue of two pieces, and a questionnaire, in both languages."""
    site = MadeSite(folder / "content")
    for name, text in _files().items():
        site.add(name, text)
    return site


def make_article(
    slug: str, *, title: str, section: str = "brief", body: str = "正文。[@study]"
) -> str:
    """The text of an article."""
    return _markdown(
        f"""
        slug: {slug}
        title: {title}
        section: {section}
        kicker: 样例
        standfirst: 甲做了一件事。
        summary: 甲做了一件事。
        byline: 甲
        byline_kind: correspondent
        place: '330102'
        dateline: 样例
        date: '2024-01-05'
        myths: [bones]
        topics: [tests]
        sources: [paper]
        figures:
        - value: '12'
          unit: 件
          meaning: 甲做的事
          as_of: 2024-01
          source: study
        notes: [这是样例。]
        corrections: []
        """,
        body,
    )


def make_myth(name: str, language: str) -> str:
    """The text of a myth."""
    fact = {"zh": f"事实{name}|是这样", "en": f"The fact about {name}"}[language]
    related = ", ".join(other for other in MYTHS if other != name)
    return _markdown(
        f"""
        order: {MYTHS.index(name) + 1}
        fact: {fact}
        claim: {"有人这样说" if language == "zh" else "People say so"}
        verdict: wrong
        short: {"先说答案。再说一句。" if language == "zh" else "The answer first. Then one more."}
        family: [一句话]
        quiz:
          ask: 问一句？
          options:
          - {{text: 对的, right: yes, reason: 因为}}
          - {{text: 错的, right: no, reason: 因为}}
        figures:
        - {{value: '7', meaning: 样例, note: '样例国，2020年，70人', source: study}}
        related: [{related}]
        sources: [study]
        written: 2024-01-01
        review: {{status: pending, by: 待定, next: 2024-07-01}}
        changes: []
        """,
        MYTH_BODY,
    )


def make_findings(site: MadeSite, wave_id: str, *, myth: int, right: int, unsure: int) -> Findings:
    """The findings of one wave, shares without rounding."""
    questionnaire = read_questionnaire(site.path("surveys/awareness/questionnaire.yaml"))
    item = questionnaire.item("k_bones")
    base = myth + right + unsure
    answers = tuple(
        AnswerShare(code, count, count / base, max(0.0, count / base - 0.03), count / base + 0.03)
        for code, count in (("T", myth), ("F", right), ("DK", unsure))
    )
    finding = ItemFinding(
        item="k_bones",
        kind="knowledge",
        wording=item_hash(item, "zh"),
        asked=base + 5,
        base=base,
        missing={"skipped": 5, "refused": 0, "not_applicable": 0},
        answers=answers,
    )
    return Findings(
        survey="awareness",
        wave=wave_id,
        definition=definition_hash(questionnaire),
        rehearsal=wave_id.startswith("rehearsal-"),
        responses=base + 5,
        items=(finding,),
    )


MYTH_BODY = """\
## 为什么有人信 {#why}

因为名字。

## 实际怎么做 {#process}

1. **先** 一步。
2. **再** 一步。[@study]
3. **后** 一步。

## 说实话 {#honest}

会有不舒服。[@paper]
"""


def _markdown(front: str, body: str) -> str:
    return f"---\n{dedent(front).strip()}\n---\n{body}\n"


def _files() -> dict[str, str]:
    files = {
        "data/sources.yaml": _sources("study", "paper"),
        "data/places.yaml": PLACES,
        "data/topics.yaml": TOPICS,
        "data/bylines.yaml": BYLINES,
        "data/register.yaml": REGISTER,
        "data/comparators.yaml": COMPARATORS,
        "data/charts.yaml": CHARTS,
        "data/next_steps.yaml": NEXT_STEPS,
        "surveys/awareness/questionnaire.yaml": QUESTIONNAIRE,
        "surveys/awareness/waves/pilot.yaml": wave("pilot"),
        "surveys/awareness/waves/rehearsal-one.yaml": wave("rehearsal-one"),
    }
    for language, ending in (("zh", ".md"), ("en", ".en.md")):
        files |= {f"myths/{name}.{language}.md": make_myth(name, language) for name in MYTHS}
        files |= {
            f"pages/{slug}{ending}": _page(slug)
            for slug in ("about", "privacy", "register", "contribute")
        }
        files[f"issues/2024-01/issue{ending}"] = ISSUE
        files[f"issues/2024-01/big{ending}"] = make_article("big", title="大事", section="lead")
        files[f"issues/2024-01/small{ending}"] = make_article("small", title="小事")
    return files


def _page(slug: str) -> str:
    front = f"slug: {slug}\ntitle: 关于{slug}\nsummary: 样例\nupdated: 2024-01-01"
    return _markdown(front, "## 一节 {#contact}\n\n正文，见[正误](/myths/bones/)。")


def _sources(*names: str) -> str:
    return "".join(
        f"- {{id: {name}, title: 样例{name}, where: 样例, url: 'https://example.org/{name}',"
        " read: page, kind: page, language: zh, accessed: 2024-01}\n"
        for name in names
    )


ISSUE = _markdown(
    """
    number: 2024-01
    title: 2024年1月号
    date_text: 样例
    summary: 样例
    order: [small]
    """,
    "",
)
