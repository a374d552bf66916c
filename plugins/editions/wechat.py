"""The WeChat edition: a fragment for WeChat's editor, its pictures, and the page to copy it from.

The editor drops style sheets, ids, scripts, tables and links to other sites, and takes no picture
from elsewhere. So looks are written into each of twelve elements, links are numbered notes, and
pictures are numbered files.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import css_inline
from markupsafe import Markup, escape

from plugins.editions.archive import zipped
from plugins.editions.html_words import HtmlWords, element, joined
from plugins.editions.matter import Matter, Story
from plugins.editions.notes import EndNote, Notes
from plugins.editions.parts import (
    ChartPart,
    Drawing,
    Picture,
    Run,
    Runs,
    Snapshot,
    Table,
    plain,
)
from plugins.editions.pictures import chart_png, drawing_png

STYLES = Path(__file__).parent / "styles"
STYLE, SCRIPT = (STYLES / "wechat.css").read_text(), (STYLES / "wechat.js").read_bytes()
ALLOWED = (
    "section", "p", "span", "strong", "em", "h2", "h3", "blockquote", "ul", "ol", "li", "img",
)  # fmt: skip
PICTURES = "pictures"

_CLASS = re.compile(r' class="([^"]*)"')
PAGE_STYLE = """.wechat { max-width: 677px; padding: 16px; background: #fbfcfb; }
.wechat__source { width: 100%; font: 14px/1.5 monospace; }
.wechat__address { overflow-wrap: anywhere; }
"""
_RULE = re.compile(r"^([^{}/]+)\{", re.MULTILINE)


@dataclass(frozen=True)
class WeChat:
    """The article with classes (for our own page) and with looks written in (for WeChat)."""

    shown: Markup
    fragment: str
    pictures: tuple[tuple[str, bytes], ...]

    @property
    def archive(self) -> bytes:
        """The pictures, numbered in the order of the article."""
        return zipped(self.pictures)


def wechat(matter: Matter) -> WeChat:
    """The issue for WeChat."""
    words = WeChatWords(matter, Notes(matter, links=True))
    shown = _article(matter, words)
    fragment = _CLASS.sub("", css_inline.inline_fragment(shown, STYLE))
    pictures = (_picture(matter, name, part) for name, part in words.pictures)
    return WeChat(shown, fragment, tuple(pictures))


def style_of_page() -> str:
    """The looks for our own page, where they must touch nothing but the article."""

    def within(rule: re.Match[str]) -> str:
        return ", ".join(f".wechat {one.strip()}" for one in rule[1].split(",")) + " {"

    return PAGE_STYLE + _RULE.sub(within, STYLE)


class WeChatWords(HtmlWords):
    """Twelve elements, and no more."""

    levels = {2: "h3", 3: "h3"}  # noqa: RUF012 - declared as such in the class above

    def __init__(self, matter: Matter, notes: Notes) -> None:
        """As the others, and the pictures on the way."""
        super().__init__(matter, notes)
        self.pictures: list[tuple[str, Picture]] = []

    def link(self, run: Run, text: Markup) -> Markup:  # noqa: ARG002 - its note says where it leads
        return element("span", text, "link")

    def marks(self, numbers: Iterable[int]) -> Markup:
        return joined(element("span", f"[{number}]", "note") for number in numbers)

    def table(self, block: Table) -> Markup:
        """Each row as a line: what it is, then each value under the name of its column."""
        caption = element("p", block.caption, "caption") if block.caption else Markup("")
        return caption + joined(self._row(block.heads, row) for row in block.rows)

    def _row(self, heads: tuple[Runs, ...], row: tuple[Runs, ...]) -> Markup:
        cells = [
            Markup("{} {}").format(plain(head), self.runs(cell))
            for head, cell in zip(heads[1:], row[1:], strict=True)
        ]
        values = escape(self.gettext("，")).join(cells)
        line = Markup("{}{}{}").format(self.runs(row[0]), self.gettext("："), values)
        return element("p", line, "row")

    def chart_picture(self, chart: ChartPart) -> Markup:
        return self._numbered(chart, chart.description)

    def drawing_picture(self, drawing: Drawing) -> Markup:
        return self._numbered(drawing, drawing.description)

    def snapshot_picture(self, photo: Snapshot) -> Markup:
        return self._numbered(photo, photo.alt, photo.file.suffix)

    def _numbered(self, part: Picture, description: str, ending: str = ".png") -> Markup:
        name = f"{len(self.pictures) + 1:02}-{part.id}{ending}"
        self.pictures.append((name, part))
        image = Markup('<img src="{}/{}" alt="{}" />').format(PICTURES, name, description)
        number = self.gettext("图%(number)s", number=len(self.pictures))
        return image + element("p", f"{number}  {description}", "caption")

    def story(self, story: Story) -> Markup:
        """An article."""
        article = story.article
        parts = [
            element("p", article.kicker, "kicker") if article.kicker else Markup(""),
            element("h2", article.title_text, "headline"),
            element("p", article.standfirst, "standfirst") if article.standfirst else Markup(""),
            self.credit(story),
            self.blocks(story),
            self.remarks(story),
        ]
        boxed = article.section == "editors-note"
        return element("section", joined(parts), "editors" if boxed else "story")


def _article(matter: Matter, words: WeChatWords) -> Markup:
    issue, site, gettext = matter.issue, matter.publisher.site, matter.words.gettext
    dated = " ".join(filter(None, (issue.title_text, issue.date_text)))
    stories = joined(words.story(story) for story in matter.stories)
    parts = [
        element("p", site.name, "name"),
        element("p", dated, "date"),
        stories,
        element("h2", gettext("来源和链接")),
        joined(_end_note(note) for note in words.notes.listed()),
        words.shared_remarks(),
        element("p", gettext("主办单位：") + site.organiser, "source") if site.organiser else "",
    ]
    inside = joined(parts).replace("<div", Markup("<section"))
    article = element("section", inside.replace("</div>", Markup("</section>")))
    return Markup(_CLASS.sub(_own_name, article))  # noqa: S704 - only names of classes change


def _own_name(given: re.Match[str]) -> str:
    """Classes of our own, since on our page the site has classes of the same names."""
    return f' class="{" ".join(f"wx-{name}" for name in given[1].split())}"'


def _end_note(note: EndNote) -> Markup:
    return element("p", f"[{note.number}] {note.text} {note.href}".rstrip(), "source")


def _picture(matter: Matter, name: str, part: Picture) -> tuple[str, bytes]:
    match part:
        case ChartPart():
            made = chart_png(matter, part)
        case Drawing():
            made = drawing_png(part)
        case Snapshot():
            made = part.file.read_bytes()
    return name, made
