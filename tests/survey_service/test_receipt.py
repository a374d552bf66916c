"""The receipt: what a person learns from it, and how they take their answers back."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from survey_service.answering.receipt import age_band
from survey_service.config import Config
from survey_service.db import Database
from tests.survey_service.conftest import CONTENT
from tests.survey_service.resident import SURVEY, Page, Resident, path_of, words_of
from tests.survey_service.test_answering import kept


def marks(page: Page) -> dict[str, str]:
    """The fact of each item on the receipt with the word beside it."""
    return {
        words_of(article.findall(".//h3")[0]): words_of(article.findall("p")[0])
        for article in page.all("article")
    }


def test_every_knowledge_item_is_explained_with_the_answer_the_right_one_and_the_reason(
    resident: Resident,
) -> None:
    page = resident.follows(resident.answers(k_bone="T", k_arm="T"))

    assert marks(page) == {"不敲骨头": "答错", "多数从手臂采集": "答对"}
    assert "您答“对”，正确答案是“不对”。" in page.text
    assert "您答“对”，对了。" in page.text
    assert "理由写在这里。" in page.text
    links = [link.get("href") for link in page.all("article//a")]
    assert links == ["/myths/bone-crushing/", "/myths/spine/"]


def test_dont_know_and_skipped_are_told_apart_from_wrong(resident: Resident) -> None:
    page = resident.follows(resident.answers(k_bone="DK", k_arm=None))

    assert marks(page) == {"不敲骨头": "不知道", "多数从手臂采集": "没有答"}
    assert "您没有答，正确答案是“对”。" in page.text


def test_the_score_is_one_plain_sentence_without_a_rank(resident: Resident) -> None:
    page = resident.follows(resident.answers(k_bone="F", k_arm="F"))

    assert "2道知识题，您答对了1道" in page.text
    assert "0" not in "".join(re.findall(r"\d+%", page.text))
    assert words_of(page.all("h1")[0]) == "收到了，谢谢"


@pytest.mark.parametrize(
    ("age", "shown"),
    [
        ("18", ["18至45周岁"]),
        ("45", ["18至45周岁"]),
        ("46", ["45周岁以上"]),
        ("PNS", ["18至45周岁", "45周岁以上"]),
        (None, ["18至45周岁", "45周岁以上"]),
    ],
)
def test_the_next_step_fits_the_age(resident: Resident, age: str | None, shown: list[str]) -> None:
    page = resident.follows(resident.answers(age=age))

    assert [words_of(head) for head in page.all("div[@class='next']/h3")] == shown


@pytest.mark.parametrize(
    ("answer", "band"),
    [
        ("a18", "from_18_to_45"),
        ("a36", "from_18_to_45"),
        ("a46", "over_45"),
        ("a65", "over_45"),
        (17, "under_18"),
        ("PNS", None),
        (None, None),
        (("a18",), "from_18_to_45"),
    ],
)
def test_an_age_code_names_the_youngest_age_of_its_band(
    answer: str | int | tuple[str, ...] | None, band: str | None
) -> None:
    assert age_band(answer) == band


def test_the_receipt_stands_in_english_with_english_words(resident: Resident) -> None:
    page = resident.follows(resident.answers("/en/survey/everyday/", k_bone="T"))

    assert "No bone is broken" in page.text
    assert "You answered “True”. The right answer is “False”." in page.text
    assert not re.search(r"[\u4e00-\u9fff]", page.text)
    assert "/en/myths/bone-crushing/" in [link.get("href") for link in page.all("article//a")]


def test_the_receipt_opens_by_its_address_alone_and_no_other_opens_it(
    resident: Resident,
) -> None:
    address = path_of(resident.answers())

    assert resident.opens(address).status == 200
    assert resident.opens(f"{address}x").status == 404
    assert resident.opens(f"{address[:-1]}").status == 404
    assert resident.opens("/survey/receipt/").status == 404


def test_the_store_keeps_nothing_with_which_a_receipt_could_be_opened(
    resident: Resident, database: Database
) -> None:
    token = path_of(resident.answers()).rsplit("/", 1)[1]

    [response] = kept(database)
    assert token not in repr(response)
    assert len(response.receipt_hash) == 64
    assert resident.opens(f"/survey/receipt/{response.receipt_hash}").status == 404


def test_withdrawing_empties_the_response_and_says_so(
    resident: Resident, database: Database
) -> None:
    address = path_of(resident.answers())

    page = resident.follows(resident.sends({}, f"{address}/withdraw"))

    assert "回答已经撤回" in page.text
    assert "我想再想想" not in page.text
    [response] = kept(database)
    assert response.withdrawn
    assert (response.payload_hash, response.seconds, response.flags) == (None, None, "")
    assert "回答已经撤回" in resident.opens(address).text


def test_withdrawing_twice_is_as_good_as_once(resident: Resident, database: Database) -> None:
    address = path_of(resident.answers())

    for _ in range(2):
        assert resident.sends({}, f"{address}/withdraw").status == 303

    assert [response.withdrawn for response in kept(database)] == [True]


def test_opening_the_address_of_withdrawal_withdraws_nothing(
    resident: Resident, database: Database
) -> None:
    address = path_of(resident.answers())

    assert resident.opens(f"{address}/withdraw").status == 405
    assert not kept(database)[0].withdrawn


def test_a_receipt_that_does_not_exist_cannot_be_withdrawn(resident: Resident) -> None:
    assert resident.sends({}, "/survey/receipt/nobody/withdraw").status == 404


def test_a_withdrawn_response_that_is_sent_again_stays_withdrawn(
    resident: Resident, database: Database
) -> None:
    sheet = resident.opens().sheet
    address = path_of(resident.answers(sheet=sheet))
    resident.sends({}, f"{address}/withdraw")

    for why in ("我想再想想", "另一句"):
        again = resident.answers(sheet=sheet, why=why)
        assert "回答已经撤回" in resident.follows(again).text

    assert [response.withdrawn for response in kept(database)] == [True]


def test_of_withdrawn_answers_no_byte_stays_in_the_files_of_the_store(
    make_app: Callable[..., Flask], config: Config, tmp_path: Path
) -> None:
    app = make_app()
    resident = Resident(app.test_client())
    secret = "只有我写过的一句话"
    others = [resident.answers(why=f"别人{n}") for n in range(5)]
    address = path_of(resident.answers(why=secret))

    resident.sends({}, f"{address}/withdraw")

    assert all(page.status == 303 for page in others)
    if not config.database_url.startswith("sqlite"):
        return  # the server's own files belong to the server; its vacuum is the keeper's task
    for path in tmp_path.rglob("*"):
        assert not path.is_file() or secret.encode() not in path.read_bytes(), path
    store = sqlite3.connect(tmp_path / "store.sqlite3")
    assert store.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    store.close()


def test_a_receipt_outlives_its_questionnaire_and_can_still_be_withdrawn(
    make_app: Callable[..., Flask], tmp_path: Path
) -> None:
    address = path_of(Resident(make_app().test_client()).answers(k_bone="T"))
    content = shutil.copytree(CONTENT, tmp_path / "content")
    shutil.rmtree(content / "surveys" / "everyday")
    later = Resident(make_app(content=content).test_client())

    page = later.opens(address)

    assert "您答“对”，正确答案是“不对”。" in page.text
    assert "回答已经撤回" in later.follows(later.sends({}, f"{address}/withdraw")).text


def test_a_receipt_is_in_the_words_that_were_answered_and_explained_in_those_of_today(
    make_app: Callable[..., Flask], tmp_path: Path
) -> None:
    address = path_of(Resident(make_app().test_client()).answers(k_bone="T"))
    content = shutil.copytree(CONTENT, tmp_path / "content")
    asked = content / "surveys" / "everyday" / "questionnaire.yaml"
    text = asked.read_text().replace("要敲开骨头。", "换了说法。")
    asked.write_text(text.replace("理由写在这里。", "理由改得更清楚。"))
    later = Resident(make_app(content=content).test_client())

    page = later.opens(address)

    assert "要敲开骨头。" in page.text
    assert "理由改得更清楚。" in page.text


def test_a_form_sent_after_withdrawal_is_a_new_response(
    resident: Resident, database: Database
) -> None:
    address = path_of(resident.answers())
    resident.sends({}, f"{address}/withdraw")

    page = resident.opens(address)
    assert SURVEY in [link.get("href") for link in page.all("main//a")]
    resident.answers()

    assert sorted(response.withdrawn for response in kept(database)) == [False, True]
