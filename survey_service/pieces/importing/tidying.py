"""A text as somebody typed it, rewritten so that every renderer reads the same in it.

A line is a paragraph, as on a phone: nobody there leaves a blank line. Two spaces at its end
keep the next line in the same paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from survey_service.pieces.importing import inline, marks, writing

_TAIL = r"(.*?)(?:(?<![\\#])#+)?[ ]*$"  # `## so ##` closes what it opens
HEADING = re.compile(rf"(#{{2,6}})[ \u3000]*(?=[^#\s]){_TAIL}|#[ \u3000]+(?=[^#\s]){_TAIL}")
HEADING_ID = re.compile(r"\s*\{#([a-z][a-z0-9-]{0,80})\}\s*$")
ITEM = re.compile(r"( *)(?:[-*+]|(\d{1,9})\.)[ \u3000]+(?=\S)(.*)$")
QUOTE = re.compile(r"(?:>[ \u3000]?)+(.*)$")
RULE = re.compile(r"(?:-[ ]?){3,}$|(?:\*[ ]?){3,}$|(?:_[ ]?){3,}$")
BLOCK = re.compile(r"\[(?:(?:chart|drawing|photo):\s*[\w-]+|figures)\]")
DIVIDER = re.compile(r"\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)*\|?")
BREAK = re.compile(r" {2,}$")
WIDEST = 40  # columns of a table
STEP = "    "
DEEPEST = 4  # lists within lists

Lines = list[str]
Take = Callable[[Lines, int], tuple[str, int]]  # a block from a line on, and the line after it


@dataclass(frozen=True)
class Item:
    """A line of a list: how far it is indented, its number or '', its words."""

    indent: int
    number: str
    words: str


def tidied(markdown: str) -> str:
    """The text in one fixed way of writing; what is already tidy does not change."""
    text = marks.clean(markdown.replace("\r\n", "\n").replace("\r", "\n"))
    text = inline.decoded(text).replace("\t", STEP).replace("\xa0", " ")
    blocks = _blocks(text.split("\n"))
    return "\n\n".join(blocks) + "\n" if blocks else ""


def _blocks(lines: Lines) -> list[str]:
    blocks: list[str] = []
    place, seen = 0, False  # whether a heading stands above: the first is never a lower one
    before: Take = _paragraph
    while place < len(lines):
        if not lines[place].strip(writing.INDENT):
            place += 1
            continue
        take: Take = next((take for fits, take in KINDS if fits(lines, place)), _paragraph)
        begin = place
        block, place = take(lines, place)
        if not block:
            continue
        if take is _heading and not seen:
            block, seen = f"##{block.lstrip('#')}", True
        elif take is before is _list:  # it would run into the list above
            items = filter(None, map(_item, lines[begin:place]))
            block = "\n\n".join(_as_lines(list(items)))
        elif take is before is _quote:
            block = f"{blocks.pop()}\n>\n{block}"
        blocks.append(block)
        before = take
    return blocks


def _heading(lines: Lines, place: int) -> tuple[str, int]:
    match = HEADING.match(lines[place].strip(writing.INDENT))
    if match is None:  # pragma: no cover - asked before
        return "", place + 1
    words = match[2] if match[1] else match[3]
    level = "##" if len(match[1] or "#") <= len("##") else "###"
    named = HEADING_ID.search(words)
    bare = words[: named.start()] if named else words
    written = _in_heading(bare)
    return f"{level} {written}{f' {{#{named[1]}}}' if named else ''}" if written else "", place + 1


def _in_heading(words: str) -> str:
    """Without weight and links; `|` stays where it marks that the line may break."""
    is_cited = inline.cited(words, lambda _: "") != words  # behind a citation it would be printed
    words = words.replace("|", "" if is_cited else marks.BREAK).strip(writing.INDENT)
    return writing.heading(inline.tidy(words, "heading")).replace(marks.BREAK, "|")


def _alone(lines: Lines, place: int) -> tuple[str, int]:
    return lines[place].strip(writing.INDENT), place + 1


def _rule(_lines: Lines, place: int) -> tuple[str, int]:
    return "---", place + 1


def _list(lines: Lines, place: int) -> tuple[str, int]:
    """Items, with the blank lines between them; a list that begins with 2 is no list."""
    items: list[Item] = []
    while place < len(lines):
        item = _item(lines[place])
        if item is None and lines[place].strip(writing.INDENT):
            break
        if item is not None:
            if items and not item.indent and bool(item.number) != bool(items[0].number):
                break
            items.append(item)
        place += 1
    if items[0].number not in ("", "1"):
        return "\n\n".join(_as_lines(items)), place
    return "\n".join(_written(items)), place


def _item(line: str) -> Item | None:
    match = ITEM.match(line.lstrip("\u3000"))
    if match is None or RULE.match(line.strip(writing.INDENT)):
        return None
    return Item(len(match[1]), match[2] or "", match[3].strip(writing.INDENT))


def _as_lines(items: list[Item]) -> Iterator[str]:
    """Items as paragraphs, their marks as words."""
    for item in items:
        mark = f"{item.number}." if item.number else "·"
        yield _line(f"{mark} {item.words}")


def _written(items: list[Item]) -> Iterator[str]:
    """The first item of a level says how the others beside it are marked."""
    open_levels: list[tuple[int, bool]] = []  # indent, whether it counts
    counts: list[int] = []
    for item in items:
        while len(open_levels) > 1 and item.indent < open_levels[-1][0]:
            open_levels.pop()
        if not open_levels or (item.indent > open_levels[-1][0] and len(open_levels) <= DEEPEST):
            open_levels.append((item.indent, bool(item.number)))
        level = len(open_levels) - 1
        counts = [*counts[: level + 1], *[0] * (level + 1 - len(counts))]
        counts[level] += 1
        mark = f"{counts[level]}." if open_levels[level][1] else "-"
        yield f"{STEP * level}{mark} {_line(item.words)}"


def _quote(lines: Lines, place: int) -> tuple[str, int]:
    """Neighbouring quotations are one, its paragraphs apart."""
    quoted: list[str] = []
    while place < len(lines):
        line = lines[place].strip(writing.INDENT)
        match = QUOTE.match(line)
        if match is None and line:
            break
        words = match[1].strip(writing.INDENT) if match else ""
        if words:
            quoted.append(f"> {_line(words)}")
        place += 1
    return "\n>\n".join(quoted), place


def _table(lines: Lines, place: int) -> tuple[str, int]:
    head = _cells(lines[place])
    dividers = [_divider(cell) for cell in _cells(lines[place + 1])]
    width = min(len(head), WIDEST)
    rows = [head]
    place += 2
    while place < len(lines) and "|" in lines[place]:
        rows.append(_cells(lines[place]))
        place += 1
    written = [_row(row, width) for row in (rows if len(rows) > 1 else [head, []])]
    aligned = (dividers + ["---"] * width)[:width]
    return "\n".join([written[0], f"| {' | '.join(aligned)} |", *written[1:]]), place


def _cells(line: str) -> list[str]:
    cells = [cell.strip(writing.INDENT) for cell in writing.cells_of(line.strip(writing.INDENT))]
    begin = 1 if not cells[0] else 0
    return cells[begin : -1 if len(cells) > 1 and not cells[-1] else None]


def _row(cells: list[str], width: int) -> str:
    full = (cells + [""] * width)[: width - 1] if len(cells) < width else cells[: width - 1]
    rest = [" ".join(cells[width - 1 :])] if len(cells) >= width else [""] * (width - len(full))
    return f"| {' | '.join(writing.cell(inline.tidy(cell)) for cell in full + rest)} |"


def _divider(cell: str) -> str:
    return "---:" if cell.strip().endswith(":") and not cell.strip().startswith(":") else "---"


def _paragraph(lines: Lines, place: int) -> tuple[str, int]:
    """One line, and those after it while each ends in two spaces."""
    written = [_line(lines[place].strip(writing.INDENT))]
    while BREAK.search(lines[place]) and place + 1 < len(lines):
        following = lines[place + 1].strip(writing.INDENT)
        if not following or any(fits(lines, place + 1) for fits, _ in KINDS):
            break
        place += 1
        written.append(_line(following))
    return "  \n".join(line for line in written if line), place + 1


def _line(words: str) -> str:
    return writing.guarded(inline.tidy(words))


def _fits(pattern: re.Pattern[str]) -> Callable[[Lines, int], bool]:
    return lambda lines, place: bool(pattern.fullmatch(lines[place].strip(writing.INDENT)))


def _begins_list(lines: Lines, place: int) -> bool:
    return _item(lines[place]) is not None


def _begins_table(lines: Lines, place: int) -> bool:
    below = lines[place + 1].strip(writing.INDENT) if place + 1 < len(lines) else ""
    is_divided = "|" in lines[place] and "|" in below and bool(DIVIDER.fullmatch(below))
    return is_divided and len(_cells(lines[place])) == len(_cells(below)) > 1


def _is_slot(lines: Lines, place: int) -> bool:
    return marks.is_slot(lines[place])


KINDS: tuple[tuple[Callable[[Lines, int], bool], Take], ...] = (
    (_fits(HEADING), _heading),
    (_fits(BLOCK), _alone),
    (_is_slot, _alone),
    (_fits(RULE), _rule),
    (_begins_table, _table),
    (_begins_list, _list),
    (_fits(QUOTE), _quote),
)
