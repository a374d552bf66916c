"""Python-Markdown as our authors use it, configured once."""

from __future__ import annotations

import re

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.tables import TableExtension
from markupsafe import Markup

from plugins.prose.manuscript import Manuscript
from plugins.prose.markdown_parts import (
    CITATION,
    BlockLines,
    Blocks,
    Citations,
    HeadingIds,
    Links,
    PhraseMarks,
    RawHtml,
    SoftBreaks,
    Tables,
)
from plugins.prose.site_markdown import SiteMarkdown

LONGEST_TEXT = 60_000  # characters; our longest article has about 3,000
MOST_BRACKETS = 1_500  # 20,000 opening brackets keep Python-Markdown busy for 90 seconds
_BRACKETS = re.compile(r"[\[<`*_(]")


class SiteExtension(Extension):
    """Raw HTML, reference links and indented code are off; our parts are on."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's name
        if not isinstance(md, SiteMarkdown):
            raise TypeError(type(md))
        _take_away(md)
        md.preprocessors.register(RawHtml(md), "raw_html", 26)
        md.preprocessors.register(BlockLines(md), "block_lines", 25)
        md.parser.blockprocessors.register(Blocks(md), "site_blocks", 75)
        md.inlinePatterns.register(Citations(CITATION, md), "citations", 175)
        md.treeprocessors.register(HeadingIds(md), "heading_ids", 30)  # before inline (20)
        md.treeprocessors.register(SoftBreaks(md), "soft_breaks", 18)
        md.treeprocessors.register(PhraseMarks(md), "phrase_marks", 17)
        md.treeprocessors.register(Links(md), "links", 16)
        md.treeprocessors.register(Tables(md), "tables", 15)


def _take_away(md: SiteMarkdown) -> None:
    md.preprocessors.deregister("html_block")
    for block in ("code", "setextheader", "reference"):
        md.parser.blockprocessors.deregister(block)
    for pattern in (
        "html",
        "reference",
        "short_reference",
        "image_reference",
        "short_image_ref",
        "autolink",
        "automail",
    ):
        md.inlinePatterns.deregister(pattern)


_markdown = SiteMarkdown(
    output_format="html",
    extensions=[TableExtension(use_align_attribute=True), SiteExtension()],
)


def to_html(manuscript: Manuscript) -> Markup:
    """The manuscript as HTML. Its faults are kept in it; what is at fault is left out."""
    brackets = len(_BRACKETS.findall(manuscript.text))
    if len(manuscript.text) > LONGEST_TEXT or brackets > MOST_BRACKETS:
        manuscript.fault("file_too_long", manuscript.text, most=LONGEST_TEXT)
        return Markup()
    _markdown.reset()
    _markdown.manuscript = manuscript
    return Markup(_markdown.convert(manuscript.text))  # noqa: S704 - Markdown has escaped it
