"""The one loop: residents answer, the answers become a finding, the finding stands on its page."""

from __future__ import annotations

import pytest

from survey_model.finding import Findings
from tests.journeys.campaign import Campaign

# one story in order: its steps must meet in one worker
pytestmark = pytest.mark.xdist_group("journeys")

BELIEVE, KNOW, UNSURE = 12, 15, 13


@pytest.fixture(scope="module")
def campaign(tmp_path_factory: pytest.TempPathFactory) -> Campaign:
    """A campaign whose site is built and whose form nobody has answered yet."""
    campaign = Campaign(tmp_path_factory.mktemp("campaign"))
    campaign.build_site()
    return campaign


@pytest.fixture(scope="module")
def before(campaign: Campaign) -> dict[str, str]:
    """The pages as they were before anybody answered."""
    return {path: campaign.read(path) for path in ("/myths/spine/", "/en/myths/spine/")}


@pytest.fixture(scope="module")
def receipts(campaign: Campaign, before: dict[str, str]) -> list[str]:
    """Forty residents answer: 12 hold the belief about bones, 15 know better, 13 do not know."""
    assert before
    people = ["T"] * BELIEVE + ["F"] * KNOW + ["DK"] * UNSURE
    with campaign.open_doors():
        return [
            campaign.answer({"k_bone": told, "heard": "never"}, "/en" if n % 4 == 0 else "")
            for n, told in enumerate(people)
        ]


@pytest.fixture(scope="module")
def findings(campaign: Campaign, receipts: list[str]) -> Findings:
    """What the analysts learn from them, and the site built anew."""
    assert len(receipts) == BELIEVE + KNOW + UNSURE
    findings = campaign.learn()
    campaign.build_site()
    return findings


def test_a_myth_that_nobody_was_asked_about_says_so(before: dict[str, str]) -> None:
    assert "这一条还没有居民的回答" in before["/myths/spine/"]
    assert "No residents have answered on this yet" in before["/en/myths/spine/"]


def test_every_resident_is_led_to_the_page_that_explains_their_answer(
    receipts: list[str],
) -> None:
    chinese, english = receipts[1], receipts[0]

    assert 'href="/myths/bone-crushing/"' in chinese
    assert "不敲骨头，也不碰脊椎" in chinese
    assert 'href="/en/myths/bone-crushing/"' in english
    assert "No bone is broken" in english


def test_the_finding_counts_what_the_residents_said(findings: Findings) -> None:
    bone = findings.of("k_bone")

    assert bone is not None
    assert (findings.responses, bone.asked, bone.base) == (40, 40, 40)
    shares = {answer.code: answer.count for answer in bone.answers}
    assert shares == {"T": BELIEVE, "F": KNOW, "DK": UNSURE}


def test_an_answer_reaches_the_page_of_the_belief_it_is_about(
    campaign: Campaign, findings: Findings
) -> None:
    assert findings.responses
    chinese = campaign.read("/myths/spine/")
    english = campaign.read("/en/myths/spine/")

    for page in (chinese, english):
        assert "30.0%" in page  # 12 of 40
        assert "18.1%" in page  # the Wilson interval, by hand: 0.1807 to 0.4543
        assert "45.4%" in page
        assert "32.5%" in page  # 13 of 40 do not know, told apart
    assert "40" in chinese
    assert "这一条还没有居民的回答" not in chinese
    assert "演练" not in chinese


def test_the_findings_page_prints_the_words_that_were_asked(
    campaign: Campaign, findings: Findings
) -> None:
    assert findings.responses
    page = campaign.read("/findings/")

    assert "捐献造血干细胞要敲开骨头，或者从脊椎里抽。" in page
    assert "试用批次" in page


def test_a_withdrawn_answer_leaves_the_next_finding(
    campaign: Campaign, findings: Findings, receipts: list[str]
) -> None:
    assert findings.responses == len(receipts)
    with campaign.open_doors():
        told = campaign.withdraw(receipts[0])
        assert "withdrawn" in told
        campaign.withdraw(receipts[-1])

    again = campaign.learn()
    campaign.build_site()

    bone = again.of("k_bone")
    assert bone is not None
    assert (again.responses, bone.base) == (38, 38)
    assert {answer.code: answer.count for answer in bone.answers}["T"] == BELIEVE - 1
    assert "28.9%" in campaign.read("/myths/bone-crushing/")  # 11 of 38


def test_what_was_withdrawn_is_nowhere_in_the_package(campaign: Campaign) -> None:
    package = campaign.exports / "stem-cell-awareness" / "pilot-2026-11"

    rows = (package / "responses.csv").read_text(encoding="utf-8-sig").splitlines()

    assert len(rows) == 1 + 38
