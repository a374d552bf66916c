"""The newsletter in other orders: shelves, their pages, and which articles are related."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from plugins.models import Article
from plugins.shelf_models import Shelf
from plugins.shelves.paging import MOST, in_pages
from tests.plugins.building import WEB_ONLY, Built, build
from tests.plugins.making import MadeSite, make_article, make_site

ISSUE = "---\nnumber: 2023-12\ntitle: 2023年12月号\ndate_text: 样例\nsummary: 样例\n---\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The small site after a second issue, which is older and in Chinese only."""
    folder = tmp_path_factory.mktemp("shelves")
    return build(with_older_issue(make_site(folder)).content, folder / "output", settings=WEB_ONLY)


def with_older_issue(site: MadeSite) -> MadeSite:
    """Another issue, whose lead is signed by somebody without an address."""
    lead = make_article("old", title="旧事", section="lead").replace("byline: 甲", "byline: 丙")
    site.add("issues/2023-12/issue.md", ISSUE)
    site.add("issues/2023-12/issue.en.md", ISSUE)
    site.add("issues/2023-12/old.md", lead)
    site.add("issues/2023-12/old.en.md", lead.replace("title: 旧事", "title: Old"))
    return site


def shelf_of(article: Article, count: int) -> Shelf:
    """A shelf with so many copies of an article."""
    articles = tuple(replace(article) for _ in range(count))
    return Shelf("tests", "/topics/tests/", "zh", "样例", "", articles, "here")


def test_the_list_of_issues_is_grouped_by_year_the_newest_first(built: Built) -> None:
    page = built.page("/issues/")

    assert page.index('id="y2024"') < page.index("2024年1月号") < page.index('id="y2023"')
    assert page.index('id="y2023"') < page.index("2023年12月号")


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/sections/lead/", ("大事", "旧事")),
        ("/topics/tests/", ("大事", "小事", "旧事")),
        ("/correspondents/somebody/", ("大事", "小事")),
        ("/places/330102/", ("大事", "小事", "旧事")),
        ("/places/330100/", ("大事", "小事", "旧事")),
    ],
)
def test_a_shelf_shows_its_articles_and_no_others(
    built: Built, address: str, told: tuple[str, ...]
) -> None:
    page = built.page(address)

    shown = tuple(title for title in ("大事", "小事", "旧事") if f">{title}</a></h3>" in page)
    assert shown == told


def test_an_article_leads_to_its_author_its_place_and_its_topic(built: Built) -> None:
    page = built.page("/issues/2024-01/small/")

    for address in ("/correspondents/somebody/", "/places/330102/", "/topics/tests/"):
        assert f'href="{address}"' in page


def test_a_name_without_an_address_is_listed_with_its_pieces(built: Built) -> None:
    page = built.page("/correspondents/")

    assert '<p class="signatures__name">丙</p>' in page
    assert 'href="/issues/2023-12/old/"' in page


def test_an_editor_is_reminded_of_a_name_without_an_address(site: MadeSite) -> None:
    with_older_issue(site)

    told = [str(fault) for fault in site.read().faults if fault.warning]

    assert any("issues/2023-12/old.md:8: 署名“丙”不在" in fault for fault in told), told


def test_a_city_tells_of_its_counties_and_one_without_stories_says_so(
    site: MadeSite, tmp_path: Path
) -> None:
    site.change("data/places.yaml", "cities:\n", "cities:\n- {code: '330200', zh: 丁市, en: D}\n")

    page = build(site.content, tmp_path / "output", settings=WEB_ONLY).page("/places/")

    assert '<a href="/places/330102/">乙区</a>' in page
    assert "丁市" in page
    assert "还没有来稿。" in page
    assert "/places/330200/" not in page


def test_a_related_article_says_what_it_shares(built: Built) -> None:
    page = built.page("/issues/2024-01/small/")

    related = page[page.index('id="related"') : page.index('id="more"')]
    assert "旧事<span>说到同一条正误</span>" in related
    assert "大事" not in related  # it stands right below, as the one before


def test_an_article_that_shares_nothing_is_not_related(site: MadeSite) -> None:
    with_older_issue(site)
    for before, after in (
        ("myths: [bones]", "myths: []"),
        ("topics: [tests]", "topics: []"),
        ("place: '330102'", "place: '330000'"),
    ):
        site.change("issues/2023-12/old.md", before, after)

    standings = site.read().shelves["zh"].standings

    small = next(article for article in standings if article.slug == "small")
    assert standings[small].related == ()


def test_what_shares_more_comes_first(site: MadeSite) -> None:
    with_older_issue(site)
    site.add("issues/2023-12/near.md", make_article("near", title="近").replace("[bones]", "[]"))
    site.change("issues/2023-12/issue.md", "summary: 样例", "summary: 样例\norder: [near]")
    site.change("issues/2023-12/old.md", "place: '330102'", "place: '330000'")
    site.change("issues/2023-12/old.md", "topics: [tests]", "topics: []")

    standings = site.read().shelves["zh"].standings

    big = next(article for article in standings if article.slug == "big")
    assert [(one.article.slug, one.why) for one in standings[big].related] == [
        ("near", "同在乙区"),  # a county, its city and a topic, against one myth
        ("old", "说到同一条正误"),
    ]


def test_issues_lead_to_the_one_before_and_the_one_after(built: Built) -> None:
    assert 'href="/issues/2023-12/" rel="prev"' in built.page("/issues/2024-01/")
    assert 'href="/issues/2024-01/" rel="next"' in built.page("/issues/2023-12/")


def test_myths_lead_to_the_one_before_and_the_one_after(built: Built) -> None:
    page = built.page("/myths/spine/")

    assert 'href="/myths/bones/" rel="prev"' in page
    assert 'href="/myths/agony/" rel="next"' in page


def test_a_shelf_that_the_other_language_lacks_offers_no_way_to_it(
    site: MadeSite, tmp_path: Path
) -> None:
    site.change("issues/2024-01/small.md", "topics: [tests]", "topics: [only]")
    both = "topics: [tests]", "topics: []"
    for name in ("big.md", "big.en.md", "small.en.md"):
        site.change(f"issues/2024-01/{name}", *both)
    site.change("data/topics.yaml", "id: tests", "id: only")

    built = build(site.content, tmp_path / "output", settings=WEB_ONLY)

    assert built.code == 0, built.told
    assert 'hreflang="en"' not in built.page("/topics/only/")
    assert "en/topics/only/index.html" not in built.files


def test_a_short_shelf_is_one_page(site: MadeSite) -> None:
    article = site.read().editions["zh"].articles[0]

    pages = in_pages(shelf_of(article, 2 * MOST - 1))

    assert [page.path for page in pages] == ["/topics/tests/"]


def test_a_new_article_leaves_the_older_pages_of_a_shelf_alone(site: MadeSite) -> None:
    article = site.read().editions["zh"].articles[0]
    before = shelf_of(article, 3 * MOST)
    after = replace(before, articles=(replace(article), *before.articles))

    pages, more = in_pages(before), in_pages(after)

    assert [page.path for page in pages] == [
        "/topics/tests/",
        "/topics/tests/2/",
        "/topics/tests/1/",
    ]
    assert [page.by_issue for page in pages[1:]] == [page.by_issue for page in more[1:]]
    assert sum(len(inside) for page in more for _, inside in page.by_issue) == 3 * MOST + 1


def test_the_pages_of_a_shelf_lead_to_one_another(site: MadeSite) -> None:
    newest, middle, oldest = in_pages(shelf_of(site.read().editions["zh"].articles[0], 3 * MOST))

    assert (newest.newer, newest.older) == ("", "/topics/tests/2/")
    assert (middle.newer, middle.older) == ("/topics/tests/", "/topics/tests/1/")
    assert (oldest.newer, oldest.older) == ("/topics/tests/2/", "")
