"""What our Markdown adds to the ordinary one: citations, blocks, heading ids, checked links."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement

from markdown.blockprocessors import BlockProcessor
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from plugins.prose.manuscript import LinkUse
from plugins.prose.site_markdown import SiteMarkdown

BLOCK = re.compile(r"\[(?:(chart|drawing):\s*([\w-]+)|(figures))\]")
LIKE_A_BLOCK = re.compile(r"\[(?:chart|drawing|figures)\b[^\]]*\](?!\()")
CITATION = r"[ \t]*\[@(\w+(?:[;,，；、\s]+@\w+)*)\]"
HEADING_ID = re.compile(r"\s*\{#([a-z][a-z0-9-]*)\}\s*$")
INSIDE = re.compile(r"/(?:[\w.~-]+/)*(?:#[\w-]+)?|#[\w-]+")
OUTSIDE = re.compile(r"https://[^\s/?#@\\]+(?:[/?#][^\s\\]*)?")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
RAW_HTML = re.compile(r"<(?:!--|/?[a-zA-Z][a-zA-Z0-9-]*(?=[\s/>]|$))[^<>]*>?")
ONE_TEXT = (*HEADINGS, "p", "li", "td", "th")  # within these, a line break may fall
_STASHED = re.compile("\x02[^\x03]*\x03")  # what Python-Markdown has put aside
_SOFT_BREAK = re.compile(r"[ \t]*\n[ \t]*")


class BlockLines(Preprocessor):
    """A line that is a block stands alone, whatever is written above and below it."""

    md: SiteMarkdown

    def run(self, lines: list[str]) -> list[str]:
        parted: list[str] = []
        for line in lines:
            alone = BLOCK.fullmatch(line.strip())
            parted += ["", line, ""] if alone else [line]
            for written in () if alone else LIKE_A_BLOCK.findall(line):
                self.md.manuscript.fault("block_alone", written, written=written)
        return parted


class RawHtml(Preprocessor):
    """HTML in a text is shown as it was typed and never obeyed; its author is told the line."""

    md: SiteMarkdown

    def run(self, lines: list[str]) -> list[str]:
        for tag in RAW_HTML.findall("\n".join(lines)):
            self.md.manuscript.fault("html_unwanted", tag, tag=tag.split("\n")[0][:30])
        return lines


class Blocks(BlockProcessor):
    """`[chart: id]`, `[drawing: id]` and `[figures]` become what they name."""

    md: SiteMarkdown

    def __init__(self, md: SiteMarkdown) -> None:
        super().__init__(md.parser)
        self.md = md

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002 - given by Markdown
        return bool(BLOCK.fullmatch(block.strip()))

    def run(self, parent: Element, blocks: list[str]) -> None:
        written = blocks.pop(0).strip()
        match = BLOCK.fullmatch(written)
        if match is None:  # pragma: no cover - test() has asked the same
            return
        kind, name = match[1] or match[3], match[2] or ""
        manuscript = self.md.manuscript
        if (kind, name) in manuscript.inserted:
            manuscript.fault(f"{kind}_twice", written, id=name)
            return
        manuscript.inserted.add((kind, name))
        html = manuscript.insert(manuscript, kind, name)
        SubElement(parent, "p").text = self.md.htmlStash.store(html)


class Citations(InlineProcessor):
    """`[@source]` becomes a raised number that leads to the list of sources."""

    md: SiteMarkdown

    def handleMatch(  # type: ignore[override]  # noqa: N802 - Markdown's name
        self,
        match: re.Match[str],
        data: str,  # noqa: ARG002 - given by Markdown
    ) -> tuple[str, int, int]:
        manuscript = self.md.manuscript
        known: list[str] = []
        for source_id in re.findall(r"\w+", match[1]):
            if manuscript.numbering.knows(source_id):
                known.append(source_id)
            else:
                manuscript.fault("source_unknown", f"@{source_id}", id=source_id)
        html = manuscript.numbering.cite(known) if known else ""
        return self.md.htmlStash.store(html), match.start(0), match.end(0)


class HeadingIds(Treeprocessor):
    """Every heading has the id that its author gave it, so that links to it last."""

    md: SiteMarkdown

    def run(self, root: Element) -> None:
        above = 1
        for heading in (element for element in root.iter() if element.tag in HEADINGS):
            level = int(heading.tag[1])
            text = heading.text or ""
            if level not in (2, 3) or level > above + 1:
                self.md.manuscript.fault("heading_level", text)
            above = level
            self._give_id(heading, text)

    def _give_id(self, heading: Element, text: str) -> None:
        manuscript = self.md.manuscript
        match = HEADING_ID.search(text)
        if match is None:
            manuscript.fault("heading_no_id", text, text=text.strip())
            return
        heading.text = text[: match.start()]
        heading.set("id", match[1])
        if match[1] in manuscript.heading_ids:
            manuscript.fault("heading_id_twice", match[0].strip(), id=match[1])
        manuscript.heading_ids.add(match[1])


class PhraseMarks(Treeprocessor):
    """`|` in a heading is a place where the line may break."""

    def run(self, root: Element) -> None:
        for heading in (element for element in root.iter() if element.tag in HEADINGS):
            first, *phrases = (heading.text or "").split("|")
            heading.text = first
            for place, phrase in enumerate(phrases):
                mark = Element("wbr")
                mark.tail = phrase
                heading.insert(place, mark)


class Links(Treeprocessor):
    """A link leads into this site, and is then kept for the check of all links, or to https."""

    md: SiteMarkdown

    def run(self, root: Element) -> None:
        for image in root.iter("img"):
            target = image.get("src", "")
            self.md.manuscript.fault("image_unwanted", target, target=target)
        for link in root.iter("a"):
            self._check(link, link.get("href", ""))

    def _check(self, link: Element, target: str) -> None:
        manuscript = self.md.manuscript
        if INSIDE.fullmatch(target):
            inside = in_language(target, manuscript.language)
            link.set("href", inside)
            line = manuscript.line_of(target)
            manuscript.links.append(LinkUse(inside, manuscript.file, line))
        elif OUTSIDE.fullmatch(target):
            link.set("rel", "external noopener")
        else:
            link.attrib.pop("href", None)
            manuscript.fault("link_target", target, target=target)


class Tables(Treeprocessor):
    """A table can be scrolled by itself, its heads name columns, its figures stand to the right."""

    md: SiteMarkdown

    def run(self, root: Element) -> None:
        for parent in list(root.iter()):
            for place, table in enumerate(parent):
                if table.tag == "table":
                    parent[place] = self._in_region(table)

    def _in_region(self, table: Element) -> Element:
        for cell in table.iter():
            if cell.tag == "th":
                cell.set("scope", "col")
            if cell.attrib.pop("align", "") == "right":
                cell.set("class", "n")
        label = self.md.manuscript.numbering.words.gettext("表格")
        given = {"class": "scroll", "tabindex": "0", "role": "region", "aria-label": label}
        region = Element("div", given)
        region.append(table)
        return region


class SoftBreaks(Treeprocessor):
    """Lines that an author broke between two wide characters are joined without a space."""

    def run(self, root: Element) -> None:
        for block in (element for element in root.iter() if element.tag in ONE_TEXT):
            pieces = list(_pieces(block))
            for place, (holder, name) in enumerate(pieces):
                after = "".join(_text(piece) for piece in pieces[place + 1 :])
                before = "".join(_text(piece) for piece in pieces[:place])
                setattr(holder, name, _joined(before, getattr(holder, name), after))


def in_language(path: str, language: str) -> str:
    """The address of the same page in the language: /myths/ is /en/myths/ on English pages."""
    if language == "zh" or path.startswith(("#", "/en/", "/theme/")):
        return path
    return f"/{language}{path}"


def _pieces(block: Element) -> Iterator[tuple[Element, str]]:
    """The pieces of running text in a block, as (element, "text" or "tail"), in reading order."""
    if block.text:
        yield block, "text"
    for child in block:
        if child.tag not in ONE_TEXT and child.tag not in ("ul", "ol", "table"):
            yield from _pieces(child)
        if child.tail:
            yield child, "tail"


def _text(piece: tuple[Element, str]) -> str:
    return str(getattr(*piece) or "")


def _joined(before: str, text: str, after: str) -> str:
    """The text with those line breaks taken out that stand between wide characters."""

    def replacement(match: re.Match[str]) -> str:
        left = _STASHED.sub("", before + text[: match.start()])[-1:]
        right = _STASHED.sub("", text[match.end() :] + after)[:1]
        return "" if _meet_closely(left, right) else match[0]

    return _SOFT_BREAK.sub(replacement, text) if "\n" in text else text


def _meet_closely(left: str, right: str) -> bool:
    """Whether Chinese is written without a space between the two characters."""
    widths = {unicodedata.east_asian_width(side) for side in (left, right) if side}
    return bool(widths & {"W", "F"}) and widths <= {"W", "F", "A"}
