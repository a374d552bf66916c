"""Whatever is sent, a clear page comes back, nothing is stored, and it is never a 500."""

from __future__ import annotations

import random
from urllib.parse import quote, urlencode

import pytest
from flask import Flask

from survey_service.db import Database
from tests.survey_service.resident import EVERYTHING, SURVEY, Given, Resident
from tests.survey_service.test_answering import kept

MEGABYTE = 1024 * 1024


@pytest.mark.parametrize(
    ("body", "status"),
    [
        pytest.param("why=" + "x" * 10 * MEGABYTE, 413, id="10 MB"),
        pytest.param("&".join(f"k{n}=1" for n in range(50_000)), 413, id="50,000 keys"),
        pytest.param("&".join(f"k{n}=" for n in range(1_500)), 413, id="1,500 keys in 64 KB"),
        pytest.param("consent=yes&why=a%00b", 400, id="a NUL in an answer"),
        pytest.param("consent=yes&wh%00y=a", 400, id="a NUL in a name"),
        pytest.param("", 400, id="nothing"),
        pytest.param("&&&===&", 400, id="separators alone"),
        pytest.param("%ff%fe=%c3%28&consent=%ed%a0%80", 400, id="not UTF-8"),
        pytest.param("consent=yes&consent=no", 400, id="two consents"),
    ],
)
def test_a_body_that_no_form_sends_is_refused_in_words(
    resident: Resident, database: Database, body: str, status: int
) -> None:
    page = resident.sends(body)

    assert page.status == status
    assert page.all("h1")
    assert kept(database) == []


@pytest.mark.parametrize(
    "kind",
    ["application/json", "text/plain", "multipart/form-data", "multipart/form-data; boundary=x"],
)
def test_a_body_of_another_kind_is_refused_in_words(
    resident: Resident, database: Database, kind: str
) -> None:
    answer = resident.client.post(
        SURVEY, data=b'{"consent": "yes"}', content_type=kind, base_url="http://localhost"
    )

    assert answer.status_code == 400
    assert kept(database) == []


WRONG = [
    ("heard", "maybe", "第1题：请从列出的答案里选"),
    ("heard", ["yes", "no"], "第1题：请只选一个答案"),
    ("heard", None, "请回答第1题"),
    ("k_bone", "t", "第2题：请从列出的答案里选"),
    ("att.worry", "6", "第4题：请从列出的答案里选"),
    ("fears", ["pain", "<script>"], "第5题：请从列出的答案里选"),
    ("fears", ["pain", "time", "harm"], "第5题：请去掉1项，最多选2项"),
    ("fears", ["pain", "none"], "第5题：选了“没有担心”，请去掉别的；要留别的，请去掉它"),
    ("fears", ["pain", "PNS"], "第5题：选了“不想回答”，请去掉别的；要留别的，请去掉它"),
    ("age", "17", "第6题：请填 18 到 99 之间的数字"),
    ("age", "100", "第6题：请填 18 到 99 之间的数字"),
    ("age", "六十", "第6题：请只填数字，例如 35"),
    ("age", "1e9", "第6题：请只填数字，例如 35"),
    ("age", "9" * 5000, "第6题：请只填数字，例如 35"),
    ("age", ["62", "PNS"], "第6题：填了内容，又选了“不想回答”，请只留一样"),
    ("age", ["62", "63"], "第6题：请只选一个答案"),
    ("why", "想" * 43, "第7题：请删去3个字，最多写40个字"),
    ("why", ["想说", "PNS"], "第7题：填了内容，又选了“不想回答”，请只留一样"),
    ("county", "110101", "第8题：请从列出的答案里选"),
    ("county", "330102 ' OR 1=1", "第8题：请从列出的答案里选"),
]


@pytest.mark.parametrize(("field", "given", "told"), WRONG)
def test_a_wrong_answer_is_named_at_the_top_and_at_its_place_and_everything_is_kept_on_the_page(
    resident: Resident, database: Database, field: str, given: Given, told: str
) -> None:
    page = resident.answers(**{field: given})

    assert page.status == 400
    assert page.title.startswith("要改一下：")
    links = {link.get("href"): link.text for link in page.all("div[@id='summary']//a")}
    assert links == {f"#f-{field}": told}
    message = page.all(f"p[@id='e-{field}']")[0]
    assert message.text == told
    assert page.all(f"*[@aria-describedby='e-{field}']") or page.all(
        f"*[@aria-describedby='d-{field} e-{field}']"
    )
    assert page.all(f"*[@id='f-{field}']")
    others = {k: v for k, v in EVERYTHING.items() if k != field}
    sent = dict(page.fields())
    assert {k: v for k, v in others.items() if isinstance(v, str)}.items() <= sent.items()
    assert kept(database) == []


def test_the_summary_takes_the_focus_and_is_announced(resident: Resident) -> None:
    summary = resident.answers(heard=None).all("div[@id='summary']")[0]

    assert summary.get("role") == "alert"
    assert summary.get("tabindex") == "-1"


def test_all_wrong_answers_are_named_at_once_in_the_order_of_the_page(resident: Resident) -> None:
    page = resident.answers(consent=None, heard=None, age="17", why="想" * 99)

    links = [link.get("href") for link in page.all("div[@id='summary']//a")]
    assert links == ["#f-consent", "#f-heard", "#f-age"]
    assert "有3处要改一下，其余都记着" in page.text


def test_what_was_mended_is_taken_under_the_same_id(resident: Resident, database: Database) -> None:
    page = resident.answers(age="17")

    resident.sends({**dict(page.fields()), "age": "71"})

    assert [response.answers and '"age":71' in response.answers for response in kept(database)]


@pytest.mark.parametrize(
    "path", ["/survey/none/", "/survey/%2e%2e%5c/", "/survey/%00/", "/survey", "/x"]
)
def test_an_address_that_does_not_exist_is_a_page_in_words(resident: Resident, path: str) -> None:
    for method in (resident.opens, lambda p: resident.sends({"consent": "yes"}, p)):
        page = method(path)
        assert page.status == 404
        assert "没有这个页面" in page.text


def test_a_refusal_speaks_the_language_of_its_address(resident: Resident) -> None:
    assert "There is no such page" in resident.opens("/en/survey/none/").text
    english = resident.answers("/en/survey/everyday/", age="17")
    assert "Question 6: enter a number from 18 to 99" in english.text


def test_a_method_that_makes_no_sense_is_refused(resident: Resident) -> None:
    for method in ("PUT", "DELETE", "PATCH"):
        answer = resident.client.open(SURVEY, method=method, base_url="http://localhost")
        assert answer.status_code == 405


def test_another_host_name_is_refused(app: Flask) -> None:
    answer = app.test_client().get(SURVEY, base_url="http://evil.example")

    assert answer.status_code == 400


def test_a_closed_wave_keeps_nothing_and_shows_what_was_typed(
    resident: Resident, database: Database
) -> None:
    path = f"{SURVEY}?wave=closed"

    assert resident.opens(path).status == 410
    page = resident.sends({**EVERYTHING, "sheet": resident.opens().sheet}, path)

    assert page.status == 410
    assert "问卷已经结束" in page.text
    assert "我想再想想" in page.text
    assert kept(database) == []


def test_what_came_too_late_can_be_sent_to_the_wave_that_is_open(
    resident: Resident, database: Database
) -> None:
    late = resident.sends({**EVERYTHING, "sheet": ""}, f"{SURVEY}?wave=closed")

    action = late.all("form")[0].get("action", "")
    resident.sends(urlencode(late.fields()), action)

    assert [response.wave for response in kept(database)] == ["open"]


def test_naughty_words_are_kept_as_they_are_and_shown_as_words(
    resident: Resident, database: Database
) -> None:
    naughty = [
        "<script>alert(1)</script>",
        "'; DROP TABLE response; --",
        "{{ 7*7 }}{% raw %}",
        '"><img src=x onerror=alert(1)>',
        "=HYPERLINK(1)",
        "\u202eevil\u200b",
        "𝕳𝖊𝖑𝖑𝖔 👩🏽‍🚒 ﷽",
        "%s%n%x",
        "../../etc/passwd",
        "ＮＵＬＬ",
        "ı̇İ",
    ]
    for words in naughty:
        page = resident.answers(why=words, age="62")
        assert page.status == 303, words
        broken = resident.answers(why=words, age="17", fears=["harm"])
        assert broken.all("textarea")[0].text == words
        assert not broken.all("main//script") or all(s.get("src") for s in broken.all("script"))
    assert len(kept(database)) == len(naughty)


def test_two_thousand_random_bodies_never_break_the_service(
    resident: Resident,
) -> None:
    dice = random.Random(20261124)  # noqa: S311 - the same bodies every time
    names = [*EVERYTHING, "sheet", "homepage", "x", ""]
    bits = ["yes", "no", "F", "PNS", "none", "62", "-1", "", " ", "\x1b", "é", "\ud7ff", "0" * 300]
    sheet = resident.opens().sheet

    for _ in range(2000):
        pairs = [(dice.choice(names), dice.choice(bits)) for _ in range(dice.randrange(12))]
        if dice.random() < 0.3:
            pairs.append(("sheet", sheet[: dice.randrange(len(sheet) + 1)]))
        body = "&".join(f"{quote(n)}={quote(v)}" for n, v in pairs)
        answer = resident.client.post(
            SURVEY,
            data=body,
            content_type="application/x-www-form-urlencoded",
            base_url="http://localhost",
        )
        assert answer.status_code in (303, 400, 409), body
