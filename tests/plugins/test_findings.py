"""What residents answered, as it is told on the page of the myth and on that of all findings."""

from __future__ import annotations

import json
import re

import pytest

from plugins.finding_models import ItemFinding
from survey_model.finding import AnswerShare
from tests.plugins.made_survey import wave
from tests.plugins.making import LANGUAGES, MadeSite


def of_myth(site: MadeSite, myth: str = "bones", language: str = "zh") -> tuple[ItemFinding, ...]:
    """The findings that stand on the page of the myth."""
    myths = site.read().editions[language].myths
    return next(one for one in myths if one.slug == myth).findings


def change_json(site: MadeSite, **changed: object) -> None:
    """Change the first item of the findings of the pilot."""
    path = site.path("surveys/awareness/findings/pilot.json")
    raw = json.loads(path.read_text())
    raw["items"][0] |= changed
    path.write_text(json.dumps(raw))


def test_a_finding_stands_on_the_page_of_every_myth_that_its_item_names(site: MadeSite) -> None:
    site.add_findings()

    assert of_myth(site, "bones")[0].item == "k_bones"
    assert of_myth(site, "spine")[0].item == "k_bones"
    assert of_myth(site, "blood") == ()


def test_the_belief_is_the_share_of_those_who_hold_the_myth(site: MadeSite) -> None:
    site.add_findings(myth=62, right=400, unsure=38)

    finding = of_myth(site)[0]

    assert finding.belief is not None
    assert (finding.belief.code, finding.belief.count) == ("T", 62)
    assert finding.belief.share_text == "12.4%"
    assert finding.in_words == "每8位受访者约1位"
    assert finding.dont_know is not None
    assert finding.dont_know.count == 38
    assert [a.code for a in finding.answers if a.is_right] == ["F"]


def test_where_the_statement_is_true_those_who_deny_it_hold_the_myth(site: MadeSite) -> None:
    site.add_findings()
    site.change("surveys/awareness/questionnaire.yaml", 'correct: "F"', 'correct: "T"')

    belief = of_myth(site)[0].belief

    assert belief is not None
    assert belief.code == "F"


def test_a_myth_that_is_asked_about_but_not_answered_yet_knows_its_items(site: MadeSite) -> None:
    site.add_findings()
    agony = next(m for m in site.read().editions["zh"].myths if m.slug == "agony")

    assert agony.items == ("k_ache",)
    assert agony.findings == ()


def test_real_findings_come_before_rehearsed_ones(site: MadeSite) -> None:
    site.add_findings("rehearsal-one", myth=300)
    rehearsed = of_myth(site)

    site.add_findings("pilot")

    assert rehearsed[0].rehearsal
    assert [finding.wave for finding in of_myth(site)] == ["pilot"]
    waves = site.read().editions["zh"].findings.waves
    assert [view.id for view in waves] == ["pilot", "rehearsal-one"]


def test_the_newest_real_wave_is_told(site: MadeSite) -> None:
    newer = wave("autumn").replace("2020-01-01", "2021-01-01")
    site.add("surveys/awareness/waves/autumn.yaml", newer)
    site.add_findings("pilot")
    site.add_findings("autumn", myth=200)

    assert [finding.wave for finding in of_myth(site)] == ["autumn"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_interval_of_a_sample_not_drawn_at_random_says_what_it_is(
    site: MadeSite, language: str
) -> None:
    site.add_findings()
    told = of_myth(site, language=language)[0].method_text

    assert {"zh": "当作随机抽到的，其实不是", "en": "as if this had been a random sample"}[
        language
    ] in told
    assert "margin of error" not in told

    site.add("surveys/awareness/waves/pilot.yaml", wave("pilot", sample_kind="probability"))

    assert "as if" not in of_myth(site, language="en")[0].method_text


def test_a_question_that_was_worded_differently_then_says_so(site: MadeSite) -> None:
    site.add_findings()
    same = of_myth(site)[0].method_text
    site.change("surveys/awareness/questionnaire.yaml", "zh: 要敲骨头。", "zh: 要把骨头敲开。")
    site.change("surveys/awareness/questionnaire.yaml", "en: Bones are broken.", "en: Broken.")

    assert "写法和现在不一样" not in same
    assert "写法和现在不一样" in of_myth(site)[0].method_text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_picture_and_the_table_of_a_finding_say_the_same(site: MadeSite, language: str) -> None:
    site.add_findings()
    finding = of_myth(site, language=language)[0]
    shares = re.findall(
        r'class="n" text-anchor="end">([\d.]+%)<|text-anchor="end" class="n">([\d.]+%)<',
        finding.chart,
    )

    pictured = ["".join(pair) for pair in shares]

    assert pictured == [answer.share_text for answer in finding.answers]
    assert all(f">{share}</td>" in finding.table for share in pictured)
    assert finding.chart.count("dot hot") == 1


def test_a_small_cell_is_named_without_its_number(site: MadeSite) -> None:
    site.add_findings()
    hidden = AnswerShare("T", None, None, None, None, suppressed=True)
    change_json(site, answers=[vars(hidden)])

    finding = of_myth(site)[0]

    assert finding.in_words == ""
    assert finding.chart == ""
    assert "人数太少，不公布" in finding.table


def test_a_row_of_a_grid_is_read_after_its_question(site: MadeSite) -> None:
    grid = """\
      - id: att
        kind: grid
        text: {zh: 您同意吗？, en: "Do you agree?"}
        options:
          - {code: "1", zh: 同意, en: Agree}
          - {code: "2", zh: 不同意, en: Disagree}
        rows:
          - {id: trust, zh: 我信得过, en: I trust it.}
"""
    path = site.path("surveys/awareness/questionnaire.yaml")
    path.write_text(path.read_text(encoding="utf-8") + grid, encoding="utf-8")
    site.add_findings()
    change_json(site, item="att.trust", answers=[vars(AnswerShare("1", 20, 0.2, 0.1, 0.3))])

    questions = [
        site.read().editions[language].findings.waves[0].items[0].question for language in LANGUAGES
    ]

    assert site.faults() == []
    assert questions == ["您同意吗？我信得过", "Do you agree? I trust it."]


def test_the_front_page_tells_what_most_believe(site: MadeSite) -> None:
    site.add_findings()

    top = site.read().editions["zh"].findings.most_believed(3)

    assert [finding.item for finding in top] == ["k_bones"]


def test_how_people_were_asked_is_told_in_full(site: MadeSite) -> None:
    site.add_findings()
    view = site.read().editions["en"].findings.waves[0]

    assert len(view.disclosure) == 9
    assert ("Paid for by", "About sponsor") in view.disclosure
    assert view.responses == 505
    assert view.items[0].missing[0] == ("Skipped", 5)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"item": "k_ghost"}, "题目“k_ghost”不在问卷“awareness”里"),
        ({"answers": [vars(AnswerShare("X", 20, 0.2, 0.1, 0.3))]}, "“k_bones”没有“X”这个答案"),
    ],
)
def test_a_finding_of_something_unknown_is_refused(
    site: MadeSite, changed: dict[str, object], told: str
) -> None:
    site.add_findings()
    change_json(site, **changed)

    fault = next(fault for fault in site.faults() if told in fault)

    assert fault.startswith("content/surveys/awareness/findings/pilot.json: ")


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ('"survey": "awareness"', '"survey": "other"', "结果属于问卷“other”"),
        ('"wave": "pilot"', '"wave": "ghost"', "没有“ghost”这一次调查"),
        ('"rehearsal": false', '"rehearsal": true', "“演练”标记不一样"),
        ('"schema": "life-relay/findings/1"', '"schema": "x"', "schema"),
        ('"items"', '"things"', "请用 make analysis 重新生成"),
    ],
)
def test_a_findings_file_in_the_wrong_place_is_refused(
    site: MadeSite, before: str, after: str, told: str
) -> None:
    site.add_findings()
    site.change("surveys/awareness/findings/pilot.json", before, after)

    assert any(told in fault for fault in site.faults())
