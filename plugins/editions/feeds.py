"""The feeds of the whole site, with whole texts: Atom and JSON Feed in each language.

An entry carries a time because both formats ask for one. Where the original names no day, it is
the first day of the issue's month; the words of the page say so in its first line.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

from markupsafe import Markup

from plugins.charts import Chart
from plugins.editions.html_words import HtmlWords, element, joined
from plugins.editions.matter import Matter, Publisher, Story
from plugins.editions.notes import EndNote, Notes
from plugins.models import Issue
from plugins.words import Words

ATOM = "http://www.w3.org/2005/Atom"
JSON_FEED = "https://jsonfeed.org/version/1.1"
MOST_ENTRIES = 60

register_namespace("", ATOM)


@dataclass(frozen=True)
class Entry:
    """One article as both formats tell it."""

    id: str
    url: str
    title: str
    summary: str
    html: str
    author: str
    published: str
    updated: str


@dataclass(frozen=True)
class Feed:
    """A feed in one language; `paths` are its own addresses, `language` its tag."""

    title: str
    subtitle: str
    language: str
    publisher: Publisher
    home: str
    atom_path: str
    json_path: str
    entries: tuple[Entry, ...]

    @property
    def updated(self) -> str:
        """The time of its newest entry."""
        return max((entry.updated for entry in self.entries), default="2000-01-01T00:00:00Z")


def feed(
    issues: Iterable[Issue], publisher: Publisher, words: Words, charts: Mapping[str, Chart]
) -> Feed:
    """The newest articles of a language."""
    entries = []
    for issue in issues:
        matter = Matter(issue, publisher, words, charts)
        entries += [_entry(matter, story) for story in matter.stories]
    prefix = "" if words.language == "zh" else f"/{words.language}"
    return Feed(
        title=publisher.site.name,
        subtitle=publisher.site.tagline,
        language="zh-CN" if words.language == "zh" else words.language,
        publisher=publisher,
        home=f"{prefix}/",
        atom_path=f"{prefix}/feeds/{words.language}.atom",
        json_path=f"{prefix}/feeds/{words.language}.json",
        entries=tuple(entries[:MOST_ENTRIES]),
    )


def atom(one: Feed) -> bytes:
    """The feed as Atom 1.0."""
    web = one.publisher.web
    root = Element(f"{{{ATOM}}}feed", {"xml:lang": one.language})
    _add(root, "id", _tag(one.home))
    _add(root, "title", one.title)
    if one.subtitle:
        _add(root, "subtitle", one.subtitle)
    _add(root, "updated", one.updated)
    _add(SubElement(root, f"{{{ATOM}}}author"), "name", _author(one))
    _link(root, "self", "application/atom+xml", web(one.atom_path))
    _link(root, "alternate", "text/html", web(one.home))
    for entry in one.entries:
        _add_entry(root, entry)
    indent(root, "")
    head = '<?xml version="1.0" encoding="utf-8"?>\n'
    return f"{head}{tostring(root, encoding='unicode')}\n".encode()


def json_feed(one: Feed) -> bytes:
    """The feed as JSON Feed 1.1."""
    web = one.publisher.web
    told = {
        "version": JSON_FEED,
        "title": one.title,
        "description": one.subtitle,
        "home_page_url": web(one.home),
        "feed_url": web(one.json_path),
        "language": one.language,
        "authors": [{"name": _author(one)}],
        "items": [_item(entry, one.language) for entry in one.entries],
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


class FeedWords(HtmlWords):
    """Whole articles; a chart is its table, since readers of feeds strip SVG."""

    def article(self, story: Story) -> Markup:
        """An article with its sources and notes."""
        article = story.article
        first = element("p", article.standfirst) if article.standfirst else Markup("")
        body = first + self.credit(story) + self.blocks(story)
        notes = joined(_end_note(note) for note in self.notes.listed())
        heading = element("h3", self.gettext("来源"))
        remarks = [self.remark(self.gettext("编者注"), note.text) for note in article.notes]
        return body + joined([*remarks, *self.corrections(story)]) + heading + notes


def _entry(matter: Matter, story: Story) -> Entry:
    article, publisher = story.article, matter.publisher
    words = FeedWords(matter, Notes(matter, links=False, only=story))
    corrected = [note.date for note in article.corrections if note.date]
    return Entry(
        id=_tag(article.url),
        url=publisher.web(article.url),
        title=article.title_text,
        summary=article.summary,
        html=str(words.article(story)),
        author=article.byline,
        published=_time(article.date, matter.issue),
        updated=max(_time(day, matter.issue) for day in (article.date, *corrected)),
    )


def _item(entry: Entry, language: str) -> dict[str, object]:
    return {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "summary": entry.summary,
        "content_html": entry.html,
        "date_published": entry.published,
        "date_modified": entry.updated,
        "authors": [{"name": entry.author}],
        "language": language,
    }


def _add_entry(root: Element, entry: Entry) -> None:
    one = SubElement(root, f"{{{ATOM}}}entry")
    _add(one, "id", entry.id)
    _add(one, "title", entry.title)
    _add(one, "updated", entry.updated)
    _add(one, "published", entry.published)
    _add(SubElement(one, f"{{{ATOM}}}author"), "name", entry.author)
    _link(one, "alternate", "text/html", entry.url)
    _add(one, "summary", entry.summary)
    _add(one, "content", entry.html, type="html")


def _add(parent: Element, name: str, text: str, **given: str) -> None:
    SubElement(parent, f"{{{ATOM}}}{name}", given).text = text


def _link(parent: Element, rel: str, kind: str, href: str) -> None:
    SubElement(parent, f"{{{ATOM}}}link", {"rel": rel, "type": kind, "href": href})


def _end_note(note: EndNote) -> Markup:
    link = Markup("")
    if note.href.startswith("http"):
        link = Markup(' <a href="{}">{}</a>').format(note.href, note.shown_address)
    return element("p", Markup("[{}] {}{}").format(note.number, note.text, link))


def _author(one: Feed) -> str:
    return one.publisher.site.organiser or one.title


def _tag(path: str) -> str:
    """An id that lasts when the site moves."""
    return uuid5(NAMESPACE_URL, f"life-relay{path}").urn


def _time(date: str, issue: Issue) -> str:
    day = f"{date}-01-01"[:10] if date else f"{issue.year}-{issue.month:0>2}-01"
    return f"{day}T00:00:00+08:00"
