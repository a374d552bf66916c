"""The runs of a Word file: words with their weight, pictures, text boxes, notes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from survey_service.pieces.importing import marks
from survey_service.pieces.importing.pictures import Pictures, is_known
from survey_service.pieces.importing.relationships import Relationships
from survey_service.pieces.importing.styles import Styles, size_of
from survey_service.pieces.importing.word_habits import Habits, is_bold, run_style, words_of
from survey_service.pieces.importing.xml_parts import MC, WP, A, M, O, R, V, W, is_on, value

TRANSPARENT = {
    f"{W}{tag}" for tag in ("fldSimple", "ins", "moveTo", "smartTag", "customXml", "bdo", "dir")
}
CHANGES = {f"{W}{tag}" for tag in ("ins", "del", "moveTo", "moveFrom")}
COMMENTS = {f"{W}commentReference", f"{W}commentRangeStart"}
COPIED = {f"{W}{tag}" for tag in ("tab", "ptab", "sym", "fldChar", "instrText")}
NOTES = {f"{W}footnoteReference": "footnotes", f"{W}endnoteReference": "endnotes"}
HOLDERS = {f"{W}{tag}" for tag in ("drawing", "pict", "object")}
CHARTS = ("}chart", "}relIds", "}chartspace")
LARGER = 3  # half points above the size of most words
ALIGNED = ("superscript", "subscript")


@dataclass
class Runs:
    """Reads what stands inside a paragraph; remembers notes, and what was left out."""

    styles: Styles
    relationships: Relationships
    pictures: Pictures
    habits: Habits = field(default_factory=Habits)
    messages: list[str] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)  # kind and id, in reading order
    large: set[Element] = field(default_factory=set)  # runs

    def say(self, key: str) -> None:
        """Keep a message, once."""
        if key not in self.messages:
            self.messages.append(key)

    def note_change(self, element: Element) -> None:
        """A tracked change is taken as accepted."""
        if element.tag in CHANGES:
            self.say("changes_accepted")

    def note_left_out(self, element: Element) -> None:
        """Elements that are not read, where a contributor should know."""
        self.note_change(element)
        if element.tag in COMMENTS:
            self.say("comments_left_out")
        elif element.tag == f"{W}altChunk":
            self.say("text_lost")

    def inline(self, container: Element, style: str) -> tuple[list[Element], list[Element]]:
        """Plain runs and links, and the text boxes that hang on them."""
        pieces: list[Element] = []
        boxes: list[Element] = []
        for child in container:
            if child.tag == f"{W}r":
                pieces += self._run(child, style, boxes)
            elif child.tag == f"{W}hyperlink":
                pieces += self._link(child, style, boxes)
            elif child.tag in TRANSPARENT or child.tag in (f"{W}sdt", f"{W}sdtContent"):
                self.note_change(child)
                inner, hung = self.inline(child, style)
                pieces, boxes = pieces + inner, boxes + hung
            elif child.tag in (f"{M}oMath", f"{M}oMathPara"):
                pieces.append(plain_run(self.formula(child)))
            else:
                self.note_left_out(child)
        return pieces, boxes

    def alternative(self, choices: Element) -> Element:
        """Of a thing said in two ways, the one that can be read."""
        for choice in choices.findall(f"{MC}Choice"):
            if any(_is_readable(one) for one in choice.iter()):
                return choice
        found = choices.find(f"{MC}Fallback")
        first = choices.find(f"{MC}Choice")
        return found if found is not None else first if first is not None else Element("nothing")

    def formula(self, element: Element) -> str:
        """The signs of a formula, in order."""
        return "".join(one.text or "" for one in element.iter(f"{M}t"))

    def is_large(self, paragraph: Element) -> bool:
        """Whether all its words are set larger than most words of the file."""
        runs = [run for run in paragraph.iter(f"{W}r") if words_of(run)]
        return bool(runs) and all(run in self.large for run in runs)

    def _link(self, source: Element, style: str, boxes: list[Element]) -> list[Element]:
        pieces, hung = self.inline(source, style)
        boxes += hung
        relationship_id = source.get(f"{R}id", "")
        if not self.relationships.address(relationship_id):
            return pieces
        link = Element(f"{W}hyperlink", {f"{R}id": relationship_id})
        link.extend(pieces)
        return [link]

    def _run(self, source: Element, style: str, boxes: list[Element]) -> list[Element]:
        properties = source.find(f"{W}rPr")
        if self._is_hidden(properties, style):
            if words_of(source):
                self.say("hidden_left_out")
            return []
        plain = Element(f"{W}r")
        plain.append(self._weight(properties, style))
        plain.extend(self._content(source, boxes))
        own_size = size_of(properties) or self.styles.size(run_style(properties) or style)
        if own_size >= self.habits.size + LARGER:
            self.large.add(plain)
        return [plain] if len(plain) > 1 else []

    def _content(self, source: Element, boxes: list[Element]) -> Iterator[Element]:
        for child in source:
            if child.tag == f"{W}t":
                yield text(child.text or "")
            elif child.tag in (f"{W}br", f"{W}cr"):
                yield (
                    Element(f"{W}br")
                    if value(child, f"{W}type") in ("", "textWrapping")
                    else text("")
                )
            elif child.tag in COPIED:
                yield child
            elif child.tag == f"{W}noBreakHyphen":
                yield text("-")
            elif child.tag in NOTES:
                yield text(self._note_mark(NOTES[child.tag], child.get(f"{W}id", "")))
            elif child.tag in HOLDERS:
                yield from map(_mark, self._held(child, boxes))
            elif child.tag == f"{MC}AlternateContent":
                yield from self._content(self.alternative(child), boxes)
            elif child.tag == f"{W}ruby":
                yield text(_ruby(child))
            else:
                self.note_left_out(child)

    def _held(self, holder: Element, boxes: list[Element]) -> Iterator[str]:
        """Marks of the pictures in a drawing; its text boxes are put aside."""
        alt = next((_described(one) for one in holder.iter() if _described(one)), "")
        for one in _outside_boxes(holder):
            if one.tag == f"{W}txbxContent":
                boxes.append(one)
            elif one.tag == f"{A}blip":
                yield self._picture(one.get(f"{R}embed", ""), one.get(f"{R}link", ""), alt)
            elif one.tag == f"{V}imagedata":
                address = one.get(f"{R}id") or one.get(f"{R}pict") or ""
                yield self._picture(address, one.get(f"{R}href", ""), alt)
            elif one.tag == f"{V}textpath":
                boxes.append(_box(one.get("string", "")))
            elif one.tag.lower().endswith(CHARTS):
                self.say("chart_left_out")

    def _picture(self, embedded: str, linked: str, alt: str) -> str:
        content = self.relationships.content(embedded)
        if content is not None and is_known(content):
            return self.pictures.keep(content, alt)
        is_remote = any(self.relationships.is_remote(one) for one in (embedded, linked))
        self.say("picture_remote" if is_remote else "picture_lost")
        return self.pictures.ask(alt)

    def _note_mark(self, kind: str, note_id: str) -> str:
        self.say("footnotes_moved")
        if (kind, note_id) not in self.notes:
            self.notes.append((kind, note_id))
        return note_mark(self.notes.index((kind, note_id)) + 1)

    def _is_hidden(self, properties: Element | None, style: str) -> bool:
        own = None if properties is None else is_on(properties.find(f"{W}vanish"))
        if own is not None:
            return own
        return self.styles.is_hidden(run_style(properties)) or self.styles.is_hidden(style)

    def _weight(self, properties: Element | None, style: str) -> Element:
        """Bold, slanted, raised or lowered; all else of how a run looks is left."""
        plain = Element(f"{W}rPr")
        if is_bold(self.styles, properties, style) and not self.habits.bold:
            plain.append(Element(f"{W}b"))
        if properties is not None and is_on(properties.find(f"{W}i")):
            plain.append(Element(f"{W}i"))
        aligned = value(None if properties is None else properties.find(f"{W}vertAlign"))
        if aligned in ALIGNED:
            plain.append(Element(f"{W}vertAlign", {f"{W}val": aligned}))
        return plain


def note_mark(number: int) -> str:
    """How a note is named, in the text and at its end."""
    return f"〔注{number}〕"


def text(words: str) -> Element:
    """A w:t that keeps its spaces."""
    element = Element(f"{W}t", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
    element.text = marks.clean(words)
    return element


def _mark(of_picture: str) -> Element:
    element = Element(f"{W}t")
    element.text = of_picture
    return element


def plain_run(words: str) -> Element:
    """A run without any weight."""
    run = Element(f"{W}r")
    run.append(text(words))
    return run


def _ruby(element: Element) -> str:
    """The word, its reading in brackets after it."""
    base, reading = (
        "".join(one.text or "" for part in element.findall(tag) for one in part.iter(f"{W}t"))
        for tag in (f"{W}rubyBase", f"{W}rt")
    )
    return f"{base}（{reading}）" if reading else base


def _outside_boxes(holder: Element) -> Iterator[Element]:
    """Everything in a drawing, but nothing inside a text box, and of two versions only one."""
    for child in holder:
        if child.tag == f"{MC}AlternateContent":
            readable = (c for c in child if any(_is_readable(one) for one in c.iter()))
            chosen = next(readable, None)
            yield from _outside_boxes(chosen) if chosen is not None else ()
            continue
        yield child
        if child.tag != f"{W}txbxContent":
            yield from _outside_boxes(child)


def _is_readable(element: Element) -> bool:
    return element.tag in (f"{W}txbxContent", f"{A}blip", f"{V}imagedata", f"{W}t")


def _described(element: Element) -> str:
    """The alternative text at a picture."""
    if element.tag == f"{WP}docPr":
        return element.get("descr", "").strip() or element.get("title", "").strip()
    if element.tag in (f"{V}shape", f"{V}rect"):
        return element.get("alt", "")
    return element.get(f"{O}title", "") if element.tag == f"{V}imagedata" else ""


def _box(words: str) -> Element:
    """A text box with one paragraph: what WordArt says."""
    box, paragraph = Element(f"{W}txbxContent"), Element(f"{W}p")
    paragraph.append(plain_run(words))
    box.append(paragraph)
    return box
