"""Where the parts of the print edition stand is planned like a newspaper page."""

from __future__ import annotations

import pytest

from plugins.editions.print_plan import (
    BETWEEN_BRIEFS,
    FULL,
    LOCAL_COLUMNS,
    SPACE,
    TOP,
    Part,
    best_order,
    misplaced,
    overfull,
    plan,
    shared_out,
    short_tails,
)

NOTES = Part("notes", head=20, alone=300, least=100, columns=3)


def _mark(kind: str, name: str = "big", *, page: int = 1, y: float = 100) -> dict[str, object]:
    return {"kind": kind, "name": name, "page": page, "x": 0, "y": y}


def test_a_headline_without_room_for_its_text_begins_a_new_page() -> None:
    filling = Part("first", head=FULL - 150)  # room for the headline, and for two lines
    story = Part("second", head=100, alone=2000)

    placed = plan([filling, story], 0, {}).placed

    assert placed["second"].new_page
    assert placed["second"].page == 2


def test_a_story_follows_on_the_page_where_it_finds_room() -> None:
    parts = [Part("first", head=200), Part("second", head=100, alone=300, least=160)]

    placed = plan(parts, 0, {}).placed

    assert not placed["second"].new_page
    assert placed["second"].space == SPACE
    assert placed["second"].height == 160


def test_columns_over_several_pages_end_even_on_the_last() -> None:
    room = FULL - 1 - 100
    pages = plan([Part("big", head=100, alone=2 * room + 400)], 0, {})

    assert pages.page == 2
    assert pages.y == pytest.approx(TOP + 200, abs=20)


def test_the_foot_of_the_first_page_takes_its_room() -> None:
    story = Part("big", head=100, alone=900, least=460)

    assert plan([story], 0, {}).page == 1
    assert plan([story], 250, {}).page == 2


def test_local_stories_are_shared_out_in_their_order_so_that_none_is_too_long() -> None:
    briefs = tuple(zip("abcdef", (90.0, 30.0, 60.0, 60.0, 10.0, 80.0), strict=True))

    height, columns = shared_out(briefs, 3)

    assert columns == (("a", "b"), ("c", "d"), ("e", "f"))
    assert height == 90 + BETWEEN_BRIEFS + 30


def test_no_local_story_is_left_alone_on_the_next_page() -> None:
    briefs = tuple((name, 300.0) for name in "abcdefg")

    placed = plan([Part("local", head=20, briefs=briefs)], 0, {}).placed

    pages = [[slug for column in place.columns for slug in column] for place in placed.values()]
    assert [slug for page in pages for slug in page] == list("abcdefg")
    assert all(len(page) >= LOCAL_COLUMNS for page in pages)


def test_an_order_that_saves_no_paper_is_not_taken() -> None:
    parts = [Part("big", 100, 900, 460), Part("editors", 100), NOTES]

    order, _ = best_order(parts, 0, {})

    assert order == ("big", "editors", "notes")


def test_a_box_fills_the_page_that_a_tall_part_would_leave_empty() -> None:
    tall, box = Part("tall", head=FULL - 50), Part("box", head=250)
    parts = [Part("big", 100, 600, 300), tall, box, NOTES]

    order, _ = best_order(parts, 0, {})

    assert order.index("box") < order.index("tall")


def test_a_figure_taller_than_its_column_is_found() -> None:
    figure = [_mark("figure-begins", "figure", y=110), _mark("figure-ends", "figure", y=250)]
    told = [_mark("text-begins"), *figure, _mark("text-end", y=180), _mark("block-end", y=210)]

    assert overfull(told) == {"big": 20}


def test_a_text_that_runs_past_its_columns_is_found() -> None:
    inside = [_mark("text-end", y=200), _mark("block-end", y=210)]
    outside = [_mark("text-end", y=260), _mark("block-end", y=210)]
    next_page = [_mark("text-end", page=2, y=80), _mark("block-end", y=210)]

    assert overfull(inside) == {}
    assert overfull(outside) == {"big": 25}
    assert overfull(next_page)


def test_a_text_that_runs_into_a_figure_at_the_foot_is_found() -> None:
    figure = [_mark("figure-begins", "figure", y=150), _mark("figure-ends", "figure", y=209)]
    ends = [_mark("text-end", y=170), _mark("block-end", y=210)]

    assert overfull([*figure, *ends]) == {"big": 10}
    assert overfull([*ends]) == {}


def test_a_few_lines_alone_on_a_page_are_noticed() -> None:
    told = [_mark("text-begins", y=300), _mark("block-end", page=2, y=TOP + 20)]
    part = Part("big", head=10, alone=100)

    assert short_tails([part], told) == 1
    assert short_tails([part], [told[0], _mark("block-end", page=2, y=TOP + 90)]) == 0


def test_a_part_on_another_page_than_planned_is_noticed() -> None:
    placed = plan([Part("big", head=100)], 0, {}).placed

    assert misplaced(placed, [_mark("part-begins")]) == []
    assert misplaced(placed, [_mark("part-begins", page=2)]) == ["big"]
