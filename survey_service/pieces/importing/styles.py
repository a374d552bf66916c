"""The styles of a Word file: which paragraph is a heading, which words are bold, under any name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from survey_service.pieces.importing.xml_parts import W, is_on, value

DEEPEST_CHAIN = 20  # styles based on styles; Word's own stand four deep
BODY_LEVEL = 9  # w:outlineLvl of text that is no heading
TITLE_NAMES = {"title", "标题", "大标题", "主标题", "文章标题", "题目", "文档标题", "公文标题"}
NUMBERS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6}
HEADING = re.compile(r"(?:heading|标题|小标题|heading标题)([1-6一二三四五六])?(?:char)?")
LEVELLED = re.compile(r"([一二三四五六])级标题|标题([一二三四五六1-6])级")
# Types in which Chinese headings are set where no style says so (GB/T 9704: 公文 headings).
HEAVY_TYPES = ("黑体", "SimHei", "方正小标宋", "小标宋", "华文中宋", "STZhongsong", "方正大标宋")
TITLE = 0  # the level of a title


@dataclass
class Style:
    """What a style says, before those it is based on have been asked."""

    name: str = ""
    based_on: str = ""
    outline: int | None = None
    numbering: Element | None = None
    bold: bool | None = None
    hidden: bool | None = None
    type_face: str = ""
    size: int = 0  # half points


@dataclass
class Styles:
    """All styles of a file by their ids."""

    by_id: dict[str, Style] = field(default_factory=dict)
    default_paragraph: str = ""
    default_size: int = 21  # half points; 五号, what Word and WPS begin with in Chinese

    def chain(self, style_id: str) -> list[Style]:
        """The style and those it is based on, nearest first; cut where it goes in a circle."""
        found: list[Style] = []
        while style_id in self.by_id and len(found) < DEEPEST_CHAIN:
            found.append(self.by_id[style_id])
            style_id = found[-1].based_on
        return found

    def level(self, style_id: str) -> int | None:
        """0 for a title, 1 to 6 for a heading, None for all else."""
        for style in self.chain(style_id):
            level = level_of_name(style.name)
            if level is None and style.outline is not None:
                level = style.outline + 1 if style.outline < min(BODY_LEVEL, 6) else None
            if level is not None or style.outline == BODY_LEVEL:
                return level
        return None

    def numbering(self, style_id: str) -> Element | None:
        """The list that the style puts its paragraphs into."""
        return next((s.numbering for s in self.chain(style_id) if s.numbering is not None), None)

    def is_bold(self, style_id: str) -> bool:
        """Whether the style, or the type it is set in, is heavy."""
        for style in self.chain(style_id):
            if style.bold is not None:
                return style.bold
            if style.type_face:
                return style.type_face.startswith(HEAVY_TYPES)
        return False

    def is_hidden(self, style_id: str) -> bool:
        """Whether the style hides its words."""
        return next((s.hidden for s in self.chain(style_id) if s.hidden is not None), False)

    def size(self, style_id: str) -> int:
        """Half points."""
        return next((s.size for s in self.chain(style_id) if s.size), self.default_size)


def level_of_name(name: str) -> int | None:
    """The level that the name of a style promises, or None. Word, WPS and hand-made names."""
    plain = re.sub(r"[\s_-]", "", name).lower()
    if plain in TITLE_NAMES:
        return TITLE
    match = LEVELLED.search(plain) or HEADING.fullmatch(plain)
    if match is None:
        return None
    number = next((group for group in match.groups() if group), "1")
    return NUMBERS.get(number) or int(number)


def read_styles(root: Element | None) -> Styles:
    """All styles of word/styles.xml; none if the file has none."""
    styles = Styles()
    if root is None:
        return styles
    default = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}sz")
    styles.default_size = _number(default) or styles.default_size
    for element in root.iter(f"{W}style"):
        style_id = element.get(f"{W}styleId", "")
        styles.by_id[style_id] = _style(element)
        if value(element, f"{W}default") == "1" and value(element, f"{W}type") == "paragraph":
            styles.default_paragraph = style_id
    return styles


def type_face(properties: Element | None) -> str:
    """The Chinese type of a run, or its Latin one."""
    fonts = None if properties is None else properties.find(f"{W}rFonts")
    return value(fonts, f"{W}eastAsia") or value(fonts, f"{W}ascii")


def size_of(properties: Element | None) -> int:
    """Half points, 0 where none is named."""
    return 0 if properties is None else _number(properties.find(f"{W}sz"))


def _style(element: Element) -> Style:
    run = element.find(f"{W}rPr")
    outline = element.find(f"{W}pPr/{W}outlineLvl")
    return Style(
        name=value(element.find(f"{W}name")),
        based_on=value(element.find(f"{W}basedOn")),
        outline=None if outline is None else _number(outline),
        numbering=element.find(f"{W}pPr/{W}numPr"),
        bold=None if run is None else is_on(run.find(f"{W}b")),
        hidden=None if run is None else is_on(run.find(f"{W}vanish")),
        type_face=type_face(run),
        size=size_of(run),
    )


def _number(element: Element | None) -> int:
    written = value(element)
    return int(written) if written.isascii() and written.isdigit() else 0
