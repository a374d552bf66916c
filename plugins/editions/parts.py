"""What every edition is made of: runs of text, and the blocks that they stand in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Run:
    """A stretch of text with one look. `cites` are ids of sources, after a text that is empty.

    `link_text` is the whole text of a link that ends with this run, where its number may stand.
    """

    text: str = ""
    strong: bool = False
    emphasis: bool = False
    href: str = ""
    language: str = ""
    cites: tuple[str, ...] = ()
    link_text: str = ""


Runs = tuple[Run, ...]


@dataclass(frozen=True)
class Heading:
    """A heading within an article, of level 2 or 3."""

    id: str
    level: int
    runs: Runs


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; `quoted` inside a quotation."""

    runs: Runs
    quoted: bool = False


@dataclass(frozen=True)
class Item:
    """One line of a list, and how deep it stands."""

    runs: Runs
    depth: int = 0


@dataclass(frozen=True)
class Listing:
    """A list, numbered when the order counts."""

    items: tuple[Item, ...]
    ordered: bool


@dataclass(frozen=True)
class Table:
    """A table: its caption, its heads and its rows."""

    caption: str
    heads: tuple[Runs, ...]
    rows: tuple[tuple[Runs, ...], ...]


@dataclass(frozen=True)
class ChartPart:
    """A chart: words and numbers as the page shows them. Each edition draws its picture."""

    id: str
    kind: str
    title: str
    unit: str
    description: str
    table: Table
    note: Runs


@dataclass(frozen=True)
class Drawing:
    """A drawing: the picture as the theme drew it, and the lines that explain its numbers."""

    id: str
    title: str
    description: str
    picture: str
    key: tuple[str, ...]
    note: str


@dataclass(frozen=True)
class Snapshot:
    """A photograph: its file, what it shows, and whose it is."""

    id: str
    file: Path
    url: str
    alt: str
    caption: str
    photographer: str


@dataclass(frozen=True)
class Figures:
    """The place where the article shows its dated figures."""


Picture = ChartPart | Drawing | Snapshot
Block = Heading | Paragraph | Listing | Table | Picture | Figures


def plain(runs: Iterable[Run]) -> str:
    """The text of the runs, without numbers of notes."""
    return "".join(run.text for run in runs)


def runs_of(block: Block) -> Iterator[Runs]:
    """Every stretch of running text in the block, in reading order."""
    if isinstance(block, Heading | Paragraph):
        yield block.runs
    elif isinstance(block, Listing):
        yield from (item.runs for item in block.items)
    elif isinstance(block, Table):
        yield from block.heads
        yield from (cell for row in block.rows for cell in row)
    elif isinstance(block, ChartPart):
        yield from runs_of(block.table)
        yield block.note
