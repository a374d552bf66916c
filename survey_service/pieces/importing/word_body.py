"""The body of a Word file in plain words: each paragraph, list and table said in one way only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from survey_service.pieces.importing.numbering import Level, Numbering
from survey_service.pieces.importing.styles import Styles
from survey_service.pieces.importing.word_runs import Runs, plain_run
from survey_service.pieces.importing.xml_parts import MC, M, W, is_on, value

UNWRAPPED = {f"{W}{tag}" for tag in ("customXml", "ins", "moveTo", "smartTag", "sdtContent")}
LONGEST_HEADING = 60  # characters; a whole paragraph in a heading's style is a slip
CLOSED_LABELS = ("、", "）", ")", "．", "。", ".", "：", "，")
MOST_COLUMNS = 40
DEEPEST_LIST = 4  # mammoth's own limit, from 0


@dataclass(frozen=True)
class Numbered:
    """A paragraph that stands in a list: where, how far it has counted, and what Word writes."""

    paragraph: Element
    place: tuple[str, int]
    level: Level
    number: int
    label: str


@dataclass
class Body:
    """Turns the tree of one part into plain blocks. What is left out is said in `runs.messages`."""

    styles: Styles
    numbering: Numbering
    runs: Runs
    numbered: dict[Element, Numbered] = field(default_factory=dict)

    def document(self, body: Element, notes: Iterable[Element]) -> Element:
        """A w:document with nothing in it that mammoth would not understand."""
        blocks = [*self.blocks(body), *notes]
        self._settle_lists(blocks)
        document = Element(f"{W}document")
        plain = Element(f"{W}body")
        plain.extend(blocks)
        document.append(plain)
        return document

    def blocks(self, container: Element) -> Iterator[Element]:
        """Paragraphs and tables, whatever they are wrapped in."""
        for child in container:
            if child.tag == f"{W}p":
                yield from self.paragraph(child)
            elif child.tag == f"{W}tbl":
                yield self.table(child)
            elif child.tag in UNWRAPPED:
                self.runs.note_change(child)
                yield from self.blocks(child)
            elif child.tag == f"{W}sdt":
                yield from self.blocks(_content_of(child))
            elif child.tag == f"{MC}AlternateContent":
                yield from self.blocks(self.runs.alternative(child))
            elif child.tag.startswith(M):
                yield _paragraph([plain_run(self.runs.formula(child))])
            else:
                self.runs.note_left_out(child)

    def paragraph(self, source: Element) -> Iterator[Element]:
        """The paragraph, then the text boxes that were anchored in it."""
        properties = source.find(f"{W}pPr")
        style = value(None if properties is None else properties.find(f"{W}pStyle"))
        style = style or self.styles.default_paragraph
        pieces, boxes = self.runs.inline(source, style)
        paragraph = _paragraph(pieces)
        self._mark_level(paragraph, style, properties)
        self._mark_deleted(paragraph, properties)
        self._number(paragraph, style, properties)
        yield paragraph
        for box in boxes:
            self.runs.say("text_box_moved")
            yield from self.blocks(box)

    def table(self, source: Element) -> Element:
        """Rows and cells, with what they span."""
        table = Element(f"{W}tbl")
        for row in _inside(source, f"{W}tr"):
            properties = row.find(f"{W}trPr")
            if properties is not None and properties.find(f"{W}del") is not None:
                self.runs.say("changes_accepted")
                continue
            plain = Element(f"{W}tr")
            plain.extend(self._cell(cell) for cell in _inside(row, f"{W}tc"))
            table.append(plain)
        return table

    def _cell(self, source: Element) -> Element:
        cell = Element(f"{W}tc")
        properties = Element(f"{W}tcPr")
        given = source.find(f"{W}tcPr")
        if given is not None:
            properties.extend(self._spans(given))
        cell.append(properties)
        blocks = list(self.blocks(source))
        self._settle_lists(blocks)
        if any(block.tag == f"{W}tbl" for block in blocks):
            self.runs.say("table_nested")
        cell.extend(blocks)
        return cell

    def _spans(self, given: Element) -> Iterator[Element]:
        across = value(given.find(f"{W}gridSpan"))
        if across.isascii() and across.isdigit() and 1 < int(across) <= MOST_COLUMNS:
            self.runs.say("table_merged")
            yield Element(f"{W}gridSpan", {f"{W}val": str(int(across))})
        down = given.find(f"{W}vMerge")
        if down is not None:
            self.runs.say("table_merged")
            yield Element(f"{W}vMerge", {f"{W}val": value(down) or "continue"})

    def _mark_level(self, paragraph: Element, style: str, properties: Element | None) -> None:
        """Name the level in the style: LR0 is a title, LR1 to LR6 are headings."""
        level = self.styles.level(style)
        outline = None if properties is None else properties.find(f"{W}outlineLvl")
        if level is None and value(outline) in set("012345"):
            level = int(value(outline)) + 1
        words = "".join(text.text or "" for text in paragraph.iter(f"{W}t")).strip()
        if level is not None and 0 < len(words) <= LONGEST_HEADING:
            _properties(paragraph).append(Element(f"{W}pStyle", {f"{W}val": f"LR{level}"}))
        elif words and self.runs.is_large(paragraph):
            _properties(paragraph).append(Element(f"{W}pStyle", {f"{W}val": "LRLarge"}))

    def _mark_deleted(self, paragraph: Element, properties: Element | None) -> None:
        """A paragraph whose end was deleted runs on into the next."""
        if properties is not None and properties.find(f"{W}rPr/{W}del") is not None:
            self.runs.say("changes_accepted")
            run = Element(f"{W}rPr")
            run.append(Element(f"{W}del"))
            _properties(paragraph).append(run)

    def _number(self, paragraph: Element, style: str, properties: Element | None) -> None:
        """Count a paragraph that stands in a list."""
        own = None if properties is None else properties.find(f"{W}numPr")
        inherited = self.styles.numbering(style)
        given = next((one for one in (own, inherited) if one is not None), None)
        if given is None or not any(True for _ in paragraph.iter(f"{W}t")):
            return
        number = _named(f"{W}numId", own, inherited)
        depth = _named(f"{W}ilvl", own, inherited)
        place = (number, int(depth) if depth in set("012345678") else 0)
        level = self.numbering.level(place)
        if level is None:
            return
        count, label = self.numbering.next_label(place) if level.is_counted else (0, "")
        self.numbered[paragraph] = Numbered(paragraph, place, level, count, label)

    def _settle_lists(self, blocks: list[Element]) -> None:
        """What Markdown counts the same way stays a list; other numbers are written out as text."""
        counted = [self.numbered.pop(block, None) for block in blocks]
        broken = _lists_that_go_on(counted)
        for one in counted:
            if one is None:
                continue
            is_heading = one.paragraph.find(f"{W}pPr/{W}pStyle") is not None
            is_list = one.level.is_bullet or (one.level.is_plain and one.place[0] not in broken)
            if is_list and not is_heading:
                _properties(one.paragraph).append(_in_list(one.place))
            elif one.label and not one.level.is_bullet:
                _write_label(one.paragraph, one.label)


def _lists_that_go_on(counted: list[Numbered | None]) -> set[str]:
    """Lists that are taken up again after other text: Markdown would count from 1 anew."""
    going_on: set[str] = set()
    previous: Numbered | None = None
    for one in counted:
        begins = previous is None or (one is not None and previous.place[0] != one.place[0])
        if one is not None and begins and one.number > 1 and one.place[1] == 0:
            going_on.add(one.place[0])
        previous = one
    return going_on


def _write_label(paragraph: Element, label: str) -> None:
    """Put the number that Word would compute in front of the words."""
    first = next((text.text or "" for text in paragraph.iter(f"{W}t") if text.text), "")
    closed = label.endswith(CLOSED_LABELS) and not first[:1].isdigit()
    place = 1 if paragraph.find(f"{W}pPr") is not None else 0
    paragraph.insert(place, plain_run(label if closed else f"{label} "))


def _in_list(place: tuple[str, int]) -> Element:
    listed = Element(f"{W}numPr")
    listed.append(Element(f"{W}ilvl", {f"{W}val": str(min(place[1], DEEPEST_LIST))}))
    listed.append(Element(f"{W}numId", {f"{W}val": place[0]}))
    return listed


def _paragraph(pieces: Iterable[Element]) -> Element:
    paragraph = Element(f"{W}p")
    paragraph.extend(pieces)
    return paragraph


def _properties(paragraph: Element) -> Element:
    """Its w:pPr, made first if it has none."""
    found = paragraph.find(f"{W}pPr")
    if found is None:
        found = Element(f"{W}pPr")
        paragraph.insert(0, found)
    return found


def _named(tag: str, *given: Element | None) -> str:
    """The first value named by any of these."""
    found = (one.find(tag) for one in given if one is not None)
    return next((value(one) for one in found if one is not None), "")


def _content_of(control: Element) -> Element:
    """What a content control holds; nothing if it only shows its prompt."""
    prompt = control.find(f"{W}sdtPr/{W}showingPlcHdr")
    content = control.find(f"{W}sdtContent")
    return Element("nothing") if content is None or is_on(prompt) else content


def _inside(source: Element, tag: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, whatever they are wrapped in."""
    for child in source:
        if child.tag == tag:
            yield child
        elif child.tag in UNWRAPPED:
            yield from _inside(child, tag)
        elif child.tag == f"{W}sdt":
            yield from _inside(_content_of(child), tag)
