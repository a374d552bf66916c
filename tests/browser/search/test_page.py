"""What a reader does on the search page: ask, narrow, go back, pass a link on."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Route, expect

from survey_model.text import LANGUAGES
from tests.browser.search.seeker import FOUND, Seeker
from tests.browser.visitor import LOOKS, PHONE, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

MOST_BYTES = 100_000  # fetched from nothing to the first result, on the wire
UNTIL_FIRST_HIT = """
document.addEventListener("DOMContentLoaded", () => {
  const list = document.querySelector(".hits");
  if (!list) return;
  new MutationObserver((changes, observer) => {
    if (!list.querySelector(".hit")) return;
    observer.disconnect();
    const entries = performance.getEntriesByType("navigation")
      .concat(performance.getEntriesByType("resource"));
    window.fetchedUntilFirstHit = entries.reduce((sum, entry) => sum + entry.transferSize, 0);
  }).observe(list, {childList: true});
});
"""


@pytest.fixture
def seeker(visitor: Visitor) -> Seeker:
    """Somebody who looks for something in Chinese."""
    return Seeker(visitor)


def test_the_search_is_one_press_away_from_every_page(visitor: Visitor) -> None:
    for path in ("/", "/myths/bone-crushing/", "/survey/stem-cell-awareness/", "/en/"):
        visitor.opens(path)
        visitor.looks(LOOKS[0])
        visitor.page.locator("header a[href$='/search/']").click()
        visitor.page.wait_for_url("**/search/")
        expect(visitor.page.locator("#q")).to_be_visible()


def test_a_question_can_be_passed_on_as_a_link(seeker: Seeker) -> None:
    seeker.arrives("会不会瘫痪")

    assert [hit.url for hit in seeker.sees()] == ["/myths/spine/"]
    expect(seeker.visitor.page.locator("#q")).to_have_value("会不会瘫痪")


def test_going_back_brings_the_question_before(seeker: Seeker) -> None:
    seeker.arrives()
    seeker.asks("血型")
    assert seeker.visitor.page.url.endswith("?q=%E8%A1%80%E5%9E%8B")
    seeker.asks("余杭")

    seeker.visitor.page.go_back()

    assert [hit.url for hit in seeker.sees()] == ["/myths/blood-type/"]
    seeker.visitor.page.go_back()
    expect(seeker.visitor.page.locator(".browse")).to_be_visible()
    expect(seeker.visitor.page.locator(".hit")).to_have_count(0)


def test_results_can_be_narrowed_by_section_place_and_issue(seeker: Seeker) -> None:
    page = seeker.visitor.page
    seeker.arrives("志愿者")
    page.locator(".narrow__head").click()
    expect(page.locator("select[name=section] option[value=page]")).to_have_text("网页（2）")

    page.select_option("select[name=section]", "brief")
    assert {hit.url for hit in seeker.sees()} == {
        "/issues/2019-10/yuhang-run/",
        "/issues/2019-10/cixi-wishes/",
    }
    page.select_option("select[name=place]", "330100")
    assert [hit.url for hit in seeker.sees()] == ["/issues/2019-10/yuhang-run/"]
    expect(page.locator("select[name=place] option[value='330700']")).to_be_disabled()
    page.select_option("select[name=issue]", "2019-10")
    assert "section=brief&place=330100&issue=2019-10" in page.url

    page.reload()
    assert [hit.url for hit in seeker.sees()] == ["/issues/2019-10/yuhang-run/"]
    expect(page.locator("select[name=place]")).to_have_value("330100")


def test_a_listener_hears_how_many_pages_there_are_and_reads_on_from_there(seeker: Seeker) -> None:
    seeker.arrives()
    seeker.asks("敲骨吸髓")

    page = seeker.visitor.page
    expect(page.get_by_role("status")).to_have_text("找到2页")
    expect(page.get_by_role("search")).to_be_visible()
    expect(page.locator("#found")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(".hit a").first).to_be_focused()


def test_the_next_ten_are_read_on_from_the_first_of_them(seeker: Seeker) -> None:
    seeker.arrives("登记")
    page = seeker.visitor.page
    expect(page.locator(".hit")).to_have_count(10)

    page.locator(".results__more").focus()
    page.keyboard.press("Enter")
    page.wait_for_function(FOUND)

    assert page.locator(".hit").count() > 10
    expect(page.locator(".hit:nth-child(11) a")).to_be_focused()


def test_only_the_words_themselves_are_marked(seeker: Seeker) -> None:
    seeker.arrives("敲骨吸髓")
    assert {word for hit in seeker.sees() for word in hit.marked} == {"敲骨吸髓"}

    marked = {word for hit in seeker.asks("骨髓捐献") for word in hit.marked}
    assert marked <= {"骨髓捐献", "捐骨髓", "抽骨髓", "造血干细胞捐献"}


def test_where_nothing_is_found_a_reader_is_told_and_shown_the_lists(seeker: Seeker) -> None:
    seeker.arrives("脐带血")

    page = seeker.visitor.page
    expect(page.get_by_role("status")).to_have_text("没有找到“脐带血”")
    expect(page.locator(".none")).to_contain_text("换个说法")
    for path in ("/myths/bone-crushing/", "/issues/", "/topics/", "/places/"):
        expect(page.locator(f".browse a[href='{path}']")).to_be_visible()


def test_words_that_no_page_joins_are_offered_one_by_one(seeker: Seeker) -> None:
    seeker.arrives("义乌 白血病")

    offered = seeker.visitor.page.locator(".none__words a")
    expect(offered).to_have_text(["义乌", "白血病"])
    offered.first.click()
    seeker.visitor.page.wait_for_url("**/search/?q=%E4%B9%89%E4%B9%8C")
    assert [hit.url for hit in seeker.sees()] == ["/issues/2019-10/yiwu-sight-fund/"]


@pytest.mark.parametrize("typed", ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>"])
def test_what_is_typed_is_shown_as_it_was_typed_and_never_run(seeker: Seeker, typed: str) -> None:
    dialogs: list[str] = []
    seeker.visitor.page.on("dialog", lambda dialog: dialogs.append(dialog.message))

    seeker.arrives(typed)

    expect(seeker.visitor.page.locator("#found")).to_have_text(f"没有找到“{typed}”")
    assert seeker.visitor.page.locator("main img, #found script").count() == 0
    assert dialogs == []
    assert seeker.visitor.stopped() == []


@pytest.mark.parametrize(
    ("language", "query"),
    [
        ("zh", "造血干细胞捐献"),
        ("zh", "捐献伤身体吗"),
        ("zh", "十字会"),
        ("en", "does it hurt"),
        ("en", "marrow"),
    ],
)
def test_the_first_result_costs_a_phone_no_more_than_100_kb(
    visitor: Visitor, language: str, query: str
) -> None:
    visitor.page.context.add_init_script(UNTIL_FIRST_HIT)

    Seeker(visitor, language).arrives(query)

    fetched = visitor.page.evaluate("window.fetchedUntilFirstHit")
    assert 20_000 < fetched <= MOST_BYTES


def test_an_old_browser_without_a_segmenter_finds_the_same(seeker: Seeker) -> None:
    seeker.visitor.page.context.add_init_script("delete Intl.Segmenter")

    seeker.arrives("捐献伤身体吗")

    assert seeker.visitor.page.evaluate("'Segmenter' in Intl") is False
    assert seeker.sees()[0].url == "/myths/ruins-health/"


@pytest.mark.parametrize("trouble", ["the network is down", "the site was updated meanwhile"])
def test_a_search_that_fails_says_so_and_can_be_tried_again(seeker: Seeker, trouble: str) -> None:
    def meddle(route: Route) -> None:
        if trouble == "the network is down":
            route.abort()
            return
        answer = route.fetch()
        route.fulfill(response=answer, body=re.sub(r'","\w{8}",', '","00000000",', answer.text()))

    page = seeker.visitor.page
    seeker.arrives()
    page.route(re.compile(r"/index/s\d+\.js"), meddle)
    assert seeker.asks("血型") == []
    expect(page.get_by_role("status")).to_have_text("搜索没有完成")
    seeker.visitor.complaints.clear()  # the browser's own about the network

    page.unroute(re.compile(r"/index/s\d+\.js"))
    page.locator(".lost a").click()
    page.wait_for_load_state()
    assert [hit.url for hit in seeker.sees()] == ["/myths/blood-type/"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_results_are_open_to_everybody_in_every_look(visitor: Visitor, language: str) -> None:
    seeker = Seeker(visitor, language)
    found = {}
    for query in {"zh": ("捐献", "脐带血"), "en": ("marrow", "umbilical")}[language]:
        seeker.arrives(query)
        for look in LOOKS:
            visitor.looks(look)
            barriers = visitor.barriers()
            if look.width == PHONE and visitor.sideways():
                barriers.append(f"the page can be pushed {visitor.sideways()} px sideways")
            if barriers:
                found[f"{query}, {look}"] = barriers

    assert found == {}


def test_without_scripts_there_are_lists_and_a_plain_sentence(
    visitor_without_scripts: Visitor,
) -> None:
    person = visitor_without_scripts
    person.opens("/search/?q=血型")

    expect(person.page.locator("main form")).to_be_hidden()
    expect(person.page.locator(".search__off")).to_contain_text("可以从下面的目录里找")
    expect(person.page.locator(".browse a[href='/myths/blood-type/']")).to_be_visible()
    person.page.locator(".browse a[href='/issues/']").click()
    person.page.wait_for_url("**/issues/")
