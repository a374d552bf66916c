"""Tables of HTML as a grid, cells that span several places spread out."""

from __future__ import annotations

from collections.abc import Iterator

from bs4.element import Tag

WIDEST = 40  # columns
MOST_ROWS = 2000

Grid = list[list[Tag | None]]  # None: covered by a cell to the left or above


def rows_of(table: Tag) -> list[list[Tag]]:
    """The cells of each row of this table; those of tables within it are not its own."""
    rows = list(_own(table, ("tr",)))[:MOST_ROWS]
    return [cells for row in rows if (cells := list(_own(row, ("td", "th"))))]


def grid_of(rows: list[list[Tag]]) -> Grid:
    """Each cell at its first place, the others it covers left empty."""
    grid: Grid = [[] for _ in rows]
    taken: set[tuple[int, int]] = set()
    for y, row in enumerate(rows):
        x = 0
        for cell in row:
            while (x, y) in taken:
                x += 1
            across, down = _span(cell, "colspan", WIDEST), _span(cell, "rowspan", len(rows) - y)
            taken |= {(x + i, y + j) for i in range(across) for j in range(down)}
            grid[y].extend([None] * (x - len(grid[y])))
            grid[y].append(cell)
            x += across
    width = max((x for x, _ in taken), default=-1) + 1
    for line in grid:
        line.extend([None] * (width - len(line)))
    return grid


def _own(tag: Tag, names: tuple[str, ...]) -> Iterator[Tag]:
    for child in tag.find_all(recursive=False):
        if child.name in names:
            yield child
        elif child.name in ("thead", "tbody", "tfoot"):
            yield from _own(child, names)


def _span(cell: Tag, name: str, most: int) -> int:
    written = str(cell.get(name, "1"))
    return min(max(int(written), 1), most) if written.isascii() and written.isdigit() else 1
