"""Which lines of a text are its title and headings, where its author did not use a style."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from survey_service.pieces.importing import writing
from survey_service.pieces.importing.html_blocks import Block, Kind, Weight

LONGEST_BOLD = 24  # characters of a heading that is only bold
LONGEST_NUMBERED = 40
LONGEST_TITLE = 45
LIST_OF_NAMES = 3  # bold lines in a row
TOP, BELOW = 2, 3  # an article has these two levels
ENDS = "。！；，、：:;,….!?？！"
STOPS = re.compile(r"[。；！]|？.")
# 一、 第一章 · （一） · 1. 1、 １．
NUMBERS = {
    "chapter": re.compile(
        r"[一二三四五六七八九十]{1,3}[、．.]\s*|第[一二三四五六七八九十\d]{1,3}[章节部分]+[、：\s]*"
    ),
    "section": re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]、?\s*"),
    "point": re.compile(r"[0-9０-９]{1,2}[.．、](?![0-9０-９])\s*"),
}
# second lines of a title, captions, bylines and labels are bold and short, and no headings
NO_HEADING = re.compile(
    r"[—–]|[图表]\s*[0-9０-９一二三四五六七八九十]|[（(].*[）)]$|[^：:]{1,8}[：:]"
    r"|(?:通讯员|记者|作者|来源|供稿|编辑|审核|摄影|撰稿|文/|图/|文字|责编|校对|时间|地点|日期|单位)"
    r"|\d{4}年|问[：:]|答[：:]"
)


@dataclass(frozen=True)
class Taken:
    """A guess about the block at `place` of the text: what it was, and why it was taken."""

    place: int  # -1: the title
    was: str
    why: str


@dataclass(frozen=True)
class Shape:
    """The text with its headings set to the two levels of an article."""

    title: str
    blocks: list[Block]
    taken: list[Taken]


def shape(blocks: list[Block]) -> Shape:
    """Find the title and the headings."""
    title, blocks, taken = _titled(blocks)
    ranks = _ranks(blocks)
    styled = sorted({b.level for b in blocks if b.kind is Kind.HEADING})
    order = _order({rank for rank in ranks if rank})
    shaped: list[Block] = []
    top_seen = False
    for place, (block, rank) in enumerate(zip(blocks, ranks, strict=True)):
        if block.kind is not Kind.HEADING and not rank:
            shaped.append(block)
            continue
        if block.kind is Kind.HEADING:
            level = TOP if block.level == styled[0] else BELOW
        else:
            level = TOP if rank == order[0] and not (styled and top_seen) else BELOW
            why = rank if rank in (Weight.BOLD.value, Weight.LARGE.value) else "numbered"
            taken.append(Taken(place, block.markdown, why))
        level = level if top_seen else TOP
        top_seen = True
        words = writing.heading(" ".join(block.pieces))
        shaped.append(Block(Kind.HEADING, f"{'#' * level} {words}", (words,), level=level))
    return Shape(title, shaped, taken)


def _titled(blocks: list[Block]) -> tuple[str, list[Block], list[Taken]]:
    """The title, the blocks without it, and the guess if it is one."""
    headings = [place for place, block in enumerate(blocks) if block.kind is Kind.HEADING]
    for find in (_styled_title, _only_heading, _first_line):
        places, why = find(blocks, headings)
        if places:
            title = " ".join(blocks[place].words.strip() for place in places)
            was = blocks[places[0]].markdown
            rest = [block for place, block in enumerate(blocks) if place not in places]
            return title, rest, [Taken(-1, was, why)] if why else []
    return "", blocks, []


Found = tuple[list[int], str]  # places of the title, and why if it is a guess


def _styled_title(blocks: list[Block], headings: list[int]) -> Found:
    """Paragraphs in the style of a title at the head of the text; two of them are one title."""
    places: list[int] = []
    for place in headings:
        follows = not places or place == places[-1] + 1
        if blocks[place].level == 1 and follows and place == headings[len(places)]:
            places.append(place)
    others = [p for p in headings if blocks[p].level == 1 and p not in places]
    is_title = bool(places) and not others and len(places) <= 2  # noqa: PLR2004 - two lines
    return (places, "") if is_title and _is_early(blocks, places[0]) else ([], "")


def _only_heading(blocks: list[Block], headings: list[int]) -> Found:
    """One heading above all others, in front of them."""
    if not headings or not _is_early(blocks, headings[0]):
        return [], ""
    highest = min(blocks[place].level for place in headings)
    at_top = [place for place in headings if blocks[place].level == highest]
    is_one = at_top == headings[:1] and (len(headings) > 1 or headings[0] == 0)
    return (at_top, "only_heading") if is_one else ([], "")


def _first_line(blocks: list[Block], _headings: list[int]) -> Found:
    """A short first paragraph that is no sentence."""
    texts = [place for place, block in enumerate(blocks) if block.kind is Kind.TEXT]
    if len(blocks) < 2 or not texts or texts[0] != 0:  # noqa: PLR2004 - a title has a text below
        return [], ""
    words = blocks[0].words.strip()
    fits = (
        len(words) <= LONGEST_TITLE and not words.endswith(tuple(ENDS)) and not STOPS.search(words)
    )
    if not fits or len(blocks[0].pieces) > 1 or _number(words) or NO_HEADING.match(words):
        return [], ""
    return [0], "first_line"


def _is_early(blocks: list[Block], place: int) -> bool:
    """Whether at most two short lines stand above: a name of the column, a date."""
    above = blocks[:place]
    return len(above) <= 2 and all(len(block.words) <= LONGEST_TITLE for block in above)  # noqa: PLR2004


def _ranks(blocks: list[Block]) -> list[str]:
    """For each block that may be a heading, what makes it one; '' for all others."""
    numbers = [_number(block.words) if _may_be_numbered(block) else "" for block in blocks]
    heads = {kind for kind in NUMBERS if _heads_text(kind, numbers, blocks)}
    rows, ranks = _rows(blocks), []
    for place, block in enumerate(blocks):
        number = numbers[place]
        if number in heads or (number and block.weight):
            ranks.append(number)
        elif not number and place + 1 < len(blocks) and _stands_out(block, rows[place]):
            ranks.append(block.weight.value)
        else:
            ranks.append("")
    return ranks


def _number(words: str) -> str:
    return next((kind for kind, number in NUMBERS.items() if number.match(words)), "")


def _may_be_numbered(block: Block) -> bool:
    words = block.words.strip()
    return (
        block.kind is Kind.TEXT
        and len(block.pieces) == 1
        and len(words) <= LONGEST_NUMBERED
        and not STOPS.search(words)
        and not words.endswith(tuple(ENDS))
    )


def _heads_text(kind: str, numbers: list[str], blocks: list[Block]) -> bool:
    """Whether lines numbered so mostly stand above a text, and not in a row like a list."""
    places = [place for place, number in enumerate(numbers) if number == kind]
    above = sum(_is_above_text(place, kind, numbers, blocks) for place in places)
    return bool(places) and above * 2 > len(places)


def _is_above_text(place: int, kind: str, numbers: list[str], blocks: list[Block]) -> bool:
    after = place + 1
    if after == len(blocks):
        return False
    return numbers[after] != kind and _number(blocks[after].words) != kind


def _stands_out(block: Block, in_a_row: int) -> bool:
    """Whether a short line in bold or large type may be a heading."""
    words = block.words.strip()
    return (
        bool(block.weight)
        and block.kind is Kind.TEXT
        and in_a_row < LIST_OF_NAMES
        and len(block.pieces) == 1
        and len(words) <= LONGEST_BOLD
        and not STOPS.search(words)
        and not words.endswith(tuple(ENDS.replace("？", "").replace("?", "")))
        and not NO_HEADING.match(words)
    )


def _rows(blocks: list[Block]) -> list[int]:
    """For each block, how many lines that stand out follow one another there."""
    outstanding = [bool(block.weight) and not _number(block.words) for block in blocks]
    runs = [(is_out, len(list(run))) for is_out, run in groupby(outstanding)]
    return [length if is_out else 0 for is_out, length in runs for _ in range(length)]


def _order(ranks: set[str]) -> list[str]:
    """The kinds of headings that this text has, the highest first."""
    known: Iterable[str] = ("chapter", Weight.LARGE.value, Weight.BOLD.value, "section", "point")
    return [rank for rank in known if rank in ranks]
