"""The EPUB 3 edition, written part by part so that its bytes are always the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from markupsafe import Markup

from plugins.editions.archive import zipped
from plugins.editions.epub_words import NOTES, EpubWords
from plugins.editions.html_words import element, joined
from plugins.editions.matter import Matter
from plugins.editions.notes import Notes
from plugins.editions.parts import ChartPart, Drawing
from plugins.editions.pictures import chart_svg, drawing_png
from plugins.editions.share import cover_png

STYLE = Path(__file__).parent / "styles" / "epub.css"
MIMETYPE = "application/epub+zip"
TYPES = {
    ".xhtml": "application/xhtml+xml",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
}
CONTAINER = (
    '<?xml version="1.0" encoding="utf-8"?>'
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>'
    "</rootfiles></container>"
)
ACCESSIBILITY = (
    ("accessMode", "textual"),
    ("accessMode", "visual"),
    ("accessModeSufficient", "textual"),
    ("accessibilityFeature", "structuralNavigation"),
    ("accessibilityFeature", "tableOfContents"),
    ("accessibilityFeature", "alternativeText"),
    ("accessibilityFeature", "readingOrder"),
    ("accessibilityHazard", "none"),
)


@dataclass(frozen=True)
class Chapter:
    """A page of the book, and what the table of contents calls it."""

    name: str
    title: str
    content: str


def epub(matter: Matter) -> bytes:
    """The issue as an EPUB 3 file."""
    chapters = list(_chapters(matter))
    files: list[tuple[str, bytes]] = [(c.name, c.content.encode()) for c in chapters]
    files += [("style.css", STYLE.read_bytes()), ("cover.png", cover_png(matter))]
    files += _pictures(matter)
    files.append(("nav.xhtml", _nav(matter, chapters).encode()))
    package = _package(matter, [name for name, _ in files], [c.name for c in chapters])
    inside = [("mimetype", MIMETYPE.encode()), ("META-INF/container.xml", CONTAINER.encode())]
    inside.append(("EPUB/package.opf", package.encode()))
    inside += [(f"EPUB/{name}", content) for name, content in files]
    return zipped(inside, stored=frozenset({"mimetype"}))


def _chapters(matter: Matter) -> Iterator[Chapter]:
    """Cover, title page, every article, sources."""
    gettext, title = matter.words.gettext, _title(matter)
    picture = Markup('<section class="cover"><img src="cover.png" alt="{}" /></section>')
    yield _chapter(matter, "cover.xhtml", gettext("封面"), picture.format(title))
    yield _chapter(matter, "title.xhtml", matter.issue.title_text, _title_page(matter))
    words = EpubWords(matter, Notes(matter, links=False))
    for story in matter.stories:
        name = f"{story.article.slug}.xhtml"
        yield _chapter(matter, name, story.article.title_text, words.story(story))
    listed = words.end_notes(words.notes.listed())
    yield _chapter(matter, NOTES, gettext("来源"), listed)


def _title_page(matter: Matter) -> Markup:
    issue, site = matter.issue, matter.publisher.site
    lines = [site.tagline, issue.title_text, issue.date_text, issue.summary]
    if site.organiser:
        lines.append(matter.words.gettext("主办单位：") + site.organiser)
    parts = [element("h1", site.name), *(element("p", line) for line in lines if line)]
    if matter.publisher.siteurl:
        parts.append(element("p", Markup('<a href="{}">{}</a>').format(matter.web, matter.web)))
    return element("section", joined(parts))


def _chapter(matter: Matter, name: str, title: str, body: Markup) -> Chapter:
    return Chapter(name, title, _page(matter, title, body))


def _page(matter: Matter, title: str, body: Markup) -> str:
    return (
        Markup(
            '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
            '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
            ' lang="{tag}" xml:lang="{tag}"><head><title>{title}</title>'
            '<link rel="stylesheet" type="text/css" href="style.css" /></head>'
            '<body class="{language}">{body}</body></html>\n'
        )
    ).format(tag=matter.tag, title=title, language=matter.language, body=body)


def _nav(matter: Matter, chapters: list[Chapter]) -> str:
    gettext = matter.words.gettext
    lines = joined(Markup('<li><a href="{}">{}</a></li>').format(c.name, c.title) for c in chapters)
    first = chapters[2].name
    body = Markup(
        '<nav epub:type="toc" id="toc" role="doc-toc"><h1>{contents}</h1><ol>{lines}</ol></nav>'
        '<nav epub:type="landmarks" id="landmarks" hidden="hidden"><ol>'
        '<li><a epub:type="cover" href="cover.xhtml">{cover}</a></li>'
        '<li><a epub:type="bodymatter" href="{first}">{start}</a></li>'
        '<li><a epub:type="endnotes" href="{notes}">{sources}</a></li></ol></nav>'
    ).format(
        contents=gettext("本期内容"),
        lines=lines,
        cover=gettext("封面"),
        first=first,
        start=gettext("正文"),
        notes=NOTES,
        sources=gettext("来源"),
    )
    return _page(matter, gettext("本期内容"), body)


def _pictures(matter: Matter) -> Iterator[tuple[str, bytes]]:
    for picture in matter.pictures():
        if isinstance(picture, ChartPart):
            yield f"pictures/{picture.id}.svg", chart_svg(matter, picture)
        elif isinstance(picture, Drawing):
            yield f"pictures/{picture.id}.png", drawing_png(picture, 2.0)
        else:
            yield f"pictures/{picture.id}{picture.file.suffix}", picture.file.read_bytes()


def _package(matter: Matter, names: list[str], spine: list[str]) -> str:
    items = joined(_item(name) for name in names)
    order = joined(Markup('<itemref idref="{}"/>').format(_id(name)) for name in spine)
    return Markup(
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id"'
        ' xml:lang="{tag}"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">{metadata}'
        "</metadata><manifest>{items}</manifest><spine>{order}</spine></package>\n"
    ).format(tag=matter.tag, metadata=_metadata(matter), items=items, order=order)


def _metadata(matter: Matter) -> Markup:
    """The date is the month of the issue, so that the same issue is the same file."""
    issue, site, gettext = matter.issue, matter.publisher.site, matter.words.gettext
    month = f"{issue.year}-{issue.month:0>2}"
    told = [("identifier", uuid5(NAMESPACE_URL, f"life-relay{issue.url}").urn)]
    told += [("title", _title(matter)), ("language", matter.tag), ("date", month)]
    told += [("creator", site.organiser or site.name), ("publisher", site.organiser or site.name)]
    told += [("description", issue.summary)]
    core = joined(
        Markup("<dc:{0}{2}>{1}</dc:{0}>").format(
            name, text, Markup(' id="id"') if name == "identifier" else ""
        )
        for name, text in told
    )
    summary = gettext("图表和图画都有文字说明，数字另列成表。")
    meta = [("dcterms:modified", f"{month}-01T00:00:00Z"), ("schema:accessibilitySummary", summary)]
    meta += [(f"schema:{name}", value) for name, value in ACCESSIBILITY]
    return core + joined(Markup('<meta property="{}">{}</meta>').format(*one) for one in meta)


def _item(name: str) -> Markup:
    properties = {"nav.xhtml": "nav", "cover.png": "cover-image"}.get(name, "")
    given = Markup(' properties="{}"').format(properties) if properties else ""
    kind = TYPES[Path(name).suffix]
    item = Markup('<item id="{}" href="{}" media-type="{}"{}/>')
    return item.format(_id(name), name, kind, given)


def _id(name: str) -> str:
    return "i-" + name.replace("/", "-").replace(".", "-")


def _title(matter: Matter) -> str:
    return f"{matter.publisher.site.name} {matter.issue.title_text}"
