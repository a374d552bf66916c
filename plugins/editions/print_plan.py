"""On which page each part of the print edition stands, and how tall its columns are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations, pairwise, permutations
from typing import Any

MILLIMETRE = 72 / 25.4  # points
TOP, BOTTOM = 21 * MILLIMETRE, (297 - 15) * MILLIMETRE  # of the text on a page, as in flow.typ
FULL = BOTTOM - TOP
SPACE = 17.0  # between two parts
FOOT_CLEARANCE = 8.0
LEAST_TEXT = 110.0  # a headline stands on a page only with so much of its text under it
LEAST_STEP = 2.0  # by which uneven columns are lengthened at a time
BETWEEN_BRIEFS = 14.0  # the hairline between two local stories, with its air
LOCAL_COLUMNS = 3
FEW = 6  # parts whose every order can be tried
NOTES = "notes"
OUT_OF_ORDER = 0.3  # of a page, which is what it must save at least
FIRST_GUESS = 16.0  # points that columns over several pages are longer than their text
MARK_HEIGHT = 1.0  # of what tells where something stands; a little, so that it needs room
AT_THE_FOOT = 4.0  # points between the end of a figure and that of its column
SHORT_TAIL = 36.0  # fewer than three lines of text

Told = Mapping[str, Any]


@dataclass(frozen=True)
class Part:
    """What Typst measured, in points. `least`: the lowest even columns on one page, if any are."""

    name: str
    head: float
    alone: float = 0.0  # the text in one endless column; none: the part is one piece, `head` high
    least: float | None = None
    columns: int = 2
    briefs: tuple[tuple[str, float], ...] = ()  # local stories with their heights


@dataclass(frozen=True)
class Placement:
    """Where a part stands, for the sheet."""

    new_page: bool
    space: float
    height: float | None = None
    head: bool = True
    columns: tuple[tuple[str, ...], ...] = ()
    page: int = 1


@dataclass
class Pages:
    """The place that the last part left off, and where all parts before it stand."""

    first_foot: float
    page: int = 1
    y: float = TOP
    placed: dict[str, Placement] = field(default_factory=dict)
    blank: float = 0.0  # left empty at the foot of pages, each the square of its share of the page

    @property
    def room(self) -> float:
        """What is left of the page."""
        foot = self.first_foot + FOOT_CLEARANCE if self.page == 1 and self.first_foot else 0.0
        return BOTTOM - foot - self.y

    def has_room(self, needed: float) -> bool:
        """Whether a part that needs so much can begin here."""
        return self.y == TOP or self.room - SPACE >= needed

    def begin(self, name: str, needed: float) -> None:
        """Begin a part here or on a new page."""
        new_page = not self.has_room(needed)
        space = 0.0 if new_page or self.y == TOP else SPACE
        if new_page:
            self.blank += (self.room / FULL) ** 2
            self.page, self.y = self.page + 1, TOP
        self.y += space
        self.placed[name] = Placement(new_page, space, page=self.page)
        self.y += MARK_HEIGHT

    def give(self, name: str, **values: Any) -> None:  # noqa: ANN401 - the fields of Placement
        """Say more of a part that has begun."""
        self.placed[name] = replace(self.placed[name], **values)

    def run_over(self, part: Part, longer: float) -> float:
        """The height of columns that run over pages, so that the last ones are even."""
        room = self.room
        tail = max(0.0, part.alone / part.columns - room) + FIRST_GUESS + longer
        whole, rest = divmod(tail, FULL)
        self.page, self.y = self.page + int(whole) + 1, TOP + rest
        return room + tail


def parts_of(told: Iterable[Told]) -> tuple[list[Part], float]:
    """The parts in order, and the height of the foot of the first page."""
    parts: list[Part] = []
    foot = 0.0
    for one in told:
        name = one["name"]
        if one["kind"] == "poured":
            parts.append(Part(name, one["head"], one["alone"], one["least"], one["n"]))
        elif one["kind"] == "fixed":
            parts.append(Part(name, one["height"]))
        elif one["kind"] == "local":
            parts.append(Part(name, one["head"]))
        elif one["kind"] == "brief":
            parts[-1] = replace(parts[-1], briefs=(*parts[-1].briefs, (name, one["height"])))
        elif one["kind"] == "foot":
            foot = one["height"]
    return parts, foot


def plan(parts: Iterable[Part], foot: float, longer: Mapping[str, float]) -> Pages:
    """Where each part stands; `longer` is what the columns of some turned out to need."""
    pages = Pages(foot)
    for part in parts:
        if part.briefs:
            _place_briefs(part, pages)
        elif part.alone:
            _place_columns(part, pages, longer.get(part.name, 0.0))
        else:
            pages.begin(part.name, part.head)
            pages.y += part.head
    return pages


def waste(pages: Pages, order: Sequence[Part]) -> float:
    """What a plan costs, in pages: paper, what is left empty, and an order nobody expects."""
    paper = pages.page - 1 + (pages.y - TOP) / FULL
    return paper + pages.blank + (0.0 if long_ones_first(order) else OUT_OF_ORDER)


def long_ones_first(order: Sequence[Part]) -> bool:
    """Whether no long story stands after the short ones, as readers expect."""
    stories = [bool(part.alone) for part in order[:-1]]
    return stories == sorted(stories, reverse=True)


def best_order(
    parts: Sequence[Part], foot: float, longer: Mapping[str, float]
) -> tuple[tuple[str, ...], float]:
    """The order that costs least, and its cost; the first part and the notes stay in place."""
    first, *others, notes = parts
    orders = permutations(others) if len(others) < FEW else [tuple(others)]
    tried = [(first, *some, notes) for some in orders]
    costs = [round(waste(plan(some, foot, longer), some), 2) for some in tried]
    least = min(costs)
    return tuple(part.name for part in tried[costs.index(least)]), least


def overfull(told: Iterable[Told]) -> dict[str, float]:
    """The texts that run past the end of their columns, and how many points these are to grow."""
    short: dict[str, float] = {}
    for name, text, end, figures in _poured(told):
        here = [figure for figure in figures if figure.page == end["page"]]
        floor = min([end["y"], *(f.top for f in here if f.is_under(text, end))])
        over = max([text["y"] - floor, *(f.foot - end["y"] for f in here)])
        same_page = text["page"] == end["page"]
        if text["page"] > end["page"] or over > (-0.9 * MARK_HEIGHT if same_page else 0.9):
            short[name] = max(LEAST_STEP, over / 2)
    return short


def misplaced(placed: Mapping[str, Placement], told: Iterable[Told]) -> list[str]:
    """The parts that came to stand on another page than planned."""
    pages = {one["name"]: one["page"] for one in told if one["kind"] == "part-begins"}
    return [name for name, place in placed.items() if pages[name] != place.page]


def short_tails(parts: Iterable[Part], told: Iterable[Told]) -> int:
    """How many texts leave only a few lines for their last page."""
    told = list(told)
    ends = {one["name"]: one for one in told if one["kind"] == "block-end"}
    begun = {one["name"]: one for one in told if one["kind"] == "text-begins"}
    return sum(
        ends[p.name]["page"] > begun[p.name]["page"] and ends[p.name]["y"] - TOP < SHORT_TAIL
        for p in parts
        if p.alone
    )


@dataclass(frozen=True)
class _Figure:
    """Where a figure came to stand."""

    page: int
    x: float
    top: float
    foot: float

    def is_under(self, text: Told, end: Told) -> bool:
        """Whether it stands at the foot of the column in which the text ends."""
        same_column = (self.page, self.x) == (text["page"], text["x"])
        return same_column and abs(self.foot - end["y"]) < AT_THE_FOOT


def _poured(told: Iterable[Told]) -> Iterator[tuple[str, Told, Told, list[_Figure]]]:
    """Each text in columns: its name, its end, the end of its columns, and its figures."""
    figures: list[_Figure] = []
    text: Told = {}
    top: Told = {}
    for one in told:
        match one["kind"]:
            case "text-begins":
                figures = []
            case "figure-begins":
                top = one
            case "figure-ends":
                figures.append(_Figure(one["page"], one["x"], top["y"], one["y"]))
            case "text-end":
                text = one
            case "block-end":
                yield one["name"], text, one, figures


def shared_out(
    briefs: tuple[tuple[str, float], ...], columns: int
) -> tuple[float, tuple[tuple[str, ...], ...]]:
    """The stories in even columns, in their order: the height of the longest, and the columns."""
    best: tuple[float, tuple[tuple[str, ...], ...]] = (float("inf"), ())
    for cuts in combinations(range(1, len(briefs)), columns - 1):
        parted = [briefs[a:b] for a, b in pairwise((0, *cuts, len(briefs)))]
        height = max(_height(column) for column in parted)
        if height < best[0]:
            best = height, tuple(tuple(slug for slug, _ in column) for column in parted)
    return best


def _place_columns(part: Part, pages: Pages, longer: float) -> None:
    pages.begin(part.name, part.head + min(part.least or LEAST_TEXT, LEAST_TEXT))
    pages.y += part.head
    if part.least is not None and part.least + longer <= pages.room:
        pages.give(part.name, height=part.least + longer)
        pages.y += part.least + longer
    else:
        pages.give(part.name, height=pages.run_over(part, longer))


def _place_briefs(part: Part, pages: Pages) -> None:
    """As many local stories on this page as find room, then the next page; none stands alone."""
    briefs, number = part.briefs, 0
    while briefs:
        head = part.head if number == 0 else 0.0
        room = pages.room - SPACE - head
        count = _how_many(briefs, room) or (0 if pages.y > TOP else _how_many(briefs, FULL - head))
        if not count and pages.y > TOP:
            count = _how_many(briefs, FULL - head)
        count = count or len(briefs)
        height, columns = shared_out(briefs[:count], min(LOCAL_COLUMNS, count))
        name = f"{part.name}-{number}"
        pages.begin(name, head + height)
        pages.give(name, height=height, columns=columns, head=number == 0)
        pages.y += head + height
        briefs, number = briefs[count:], number + 1


def _how_many(briefs: tuple[tuple[str, float], ...], room: float) -> int:
    """The most stories that find room in even columns and leave none or a full row behind."""
    for count in range(len(briefs), LOCAL_COLUMNS - 1, -1):
        left = len(briefs) - count
        if 0 < left < LOCAL_COLUMNS:
            continue
        if shared_out(briefs[:count], LOCAL_COLUMNS)[0] <= room:
            return count
    return 0


def _height(column: tuple[tuple[str, float], ...]) -> float:
    return sum(height for _, height in column) + BETWEEN_BRIEFS * (len(column) - 1)
