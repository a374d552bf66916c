"""From clean HTML to a draft: headings settled, pictures placed, every line counted."""

from __future__ import annotations

from dataclasses import replace

from survey_service.pieces.importing import html_blocks, writing
from survey_service.pieces.importing.draft import Draft, Guess
from survey_service.pieces.importing.guesses import Shape, shape
from survey_service.pieces.importing.html_blocks import Block, Kind
from survey_service.pieces.importing.pictures import Pictures
from survey_service.pieces.importing.refusal import ImportRefused
from survey_service.pieces.importing.xml_parts import LONGEST_TEXT


def draft_of(html: str, pictures: Pictures, messages: list[str]) -> Draft:
    """The draft. Raises ImportRefused when the text is longer than an article can be."""
    blocks = html_blocks.read(html, messages)
    length = sum(len(block.words) for block in blocks)
    if length > LONGEST_TEXT:
        raise ImportRefused("text_too_long", count=length, most=LONGEST_TEXT)
    shaped = shape(blocks)
    if not shaped.title:
        messages.append("title_missing")
    lines = _placed(_apart(shaped.blocks), pictures)
    return Draft(
        title=shaped.title,
        markdown="\n\n".join(lines) + "\n" if lines else "",
        guesses=_counted(shaped, lines),
        pictures=tuple(pictures.kept),
        messages=tuple(messages),
    )


def _apart(blocks: list[Block]) -> list[Block]:
    """A list right after a list would run into it: its items become lines of their own."""
    apart: list[Block] = []
    before: Kind | None = None
    for block in blocks:
        if block.kind is before is Kind.LIST:
            items = (_as_text(item.strip()) for item in block.markdown.split("\n"))
            apart.append(replace(block, markdown="\n\n".join(items)))
        else:
            apart.append(block)
        before = block.kind
    return apart


def _as_text(item: str) -> str:
    mark, _, words = item.partition(" ")
    return f"· {words}" if mark == "-" else writing.guarded(f"{mark} {words}")


def _placed(blocks: list[Block], pictures: Pictures) -> list[str]:
    """The Markdown of each block, pictures by the lines that show or ask for them."""
    return [
        pictures.line(block.markdown) if block.kind is Kind.PICTURE else block.markdown
        for block in blocks
    ]


def _counted(shaped: Shape, written: list[str]) -> tuple[Guess, ...]:
    """The guesses with the line of the text in which each stands."""
    starts, line = [], 1
    for block in written:
        starts.append(line)
        line += block.count("\n") + 2
    return tuple(
        Guess(0, taken.was, shaped.title, taken.why)
        if taken.place < 0
        else Guess(starts[taken.place], taken.was, written[taken.place], taken.why)
        for taken in shaped.taken
    )
