"""What can be found: every myth, page, issue and article, with the words that stand on it.

What stands on many pages alike (who reviews, what to do next, the titles of related myths) is
left out: it would make every myth an answer to everything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from plugins.models import Article, Figure, Issue, Myth, Page, Source
from plugins.reading.library import Edition
from plugins.shelves.filling import sections_of
from plugins.words import Words

SECTIONS = ("myth", "lead", "feature", "brief", "editors-note", "issue", "page")
_DROPPED = re.compile(r'<svg\b.*?</svg>|<sup class="cite">.*?</sup>', re.DOTALL)
_PARTED = re.compile(r'</t[dh]>\s*(?=<t[dh])|(?=<span class="dated__)')
_END = re.compile(r"</(?:p|h[1-6]|li|tr|caption|figcaption|summary|d[td]|div)>|<br>")
_TAG = re.compile(r"<[^>]*>")
_SPACE = re.compile(r"[ \t\n]+")
_JOINER = "\u2060"  # holds the number of a source to its sentence


@dataclass(frozen=True)
class Document:
    """A page that can be found. The first `heads` of its texts are its heading."""

    url: str
    title: str
    note: str  # shown above the title: its section, place and day
    section: str
    texts: tuple[str, ...]
    heads: int = 1
    place: str = ""  # the code of a city
    issue: str = ""


def documents(edition: Edition, words: Words) -> tuple[Document, ...]:
    """Everything in one language: myths and pages first, then the newest issue."""
    return (
        *(_myth(myth, words) for myth in edition.myths),
        *(_page(page, words) for page in edition.pages),
        *(document for issue in edition.issues for document in _issue(issue, words)),
    )


def names_of_sections(words: Words) -> dict[str, str]:
    """Each section as the site calls it."""
    return {
        "myth": words.gettext("正误"),
        **{section: name for section, (name, _) in sections_of(words).items()},
        "issue": words.gettext("整期"),
        "page": words.gettext("网页"),
    }


def paragraphs(html: str) -> Iterator[str]:
    """The text of the HTML by paragraphs, headings, items and rows."""
    kept = _PARTED.sub(" · ", _DROPPED.sub("", html).replace("\n", " "))
    for part in _TAG.sub("", _END.sub("\n", kept)).split("\n"):
        text = _SPACE.sub(" ", unescape(part).replace(_JOINER, "")).strip()
        if text:
            yield text


def _myth(myth: Myth, words: Words) -> Document:
    said = {"claim": myth.claim, "verdict": myth.verdict_text}
    shared = set(myth.next_steps.sources)
    texts = (
        myth.fact_text,
        words.gettext("有人说“%(claim)s”：%(verdict)s。", **said),
        myth.short,
        *(text for part in (myth.why, myth.process, myth.honest) for text in paragraphs(part)),
        *_figures(myth.figures, words),
        myth.figures_note,
        *myth.family,
        myth.unverified,
        *(note.text for note in myth.changes),
        *_sources(source for source in myth.sources if source.id not in shared),
    )
    note = f"{words.gettext('正误')} · {myth.verdict_text}"
    return Document(myth.url, myth.fact_text, note, "myth", _written(texts), heads=2)


def _page(page: Page, words: Words) -> Document:
    texts = (page.title_text, page.summary, *paragraphs(page.html), *_sources(page.sources))
    return Document(page.url, page.title_text, words.gettext("网页"), "page", _written(texts))


def _issue(issue: Issue, words: Words) -> Iterator[Document]:
    texts = (issue.title_text, issue.date_text, issue.summary)
    note = words.gettext("整期")
    yield Document(issue.url, issue.title_text, note, "issue", _written(texts), issue=issue.number)
    for article in issue.articles:
        yield _article(article, issue, words)


def _article(article: Article, issue: Issue, words: Words) -> Document:
    texts = (
        article.title_text,
        article.kicker,
        article.standfirst,
        *paragraphs(article.html),
        " · ".join(filter(None, (article.dateline, article.date_text, article.byline))),
        *(f"{photo.alt} · {photo.caption}" for photo in article.photos),
        *(f"{note.title} · {note.text}" if note.title else note.text for note in article.notes),
        *(note.text for note in article.corrections),
        *_sources(article.sources),
    )
    section = names_of_sections(words)[article.section]
    where = article.dateline or (article.place.name if article.place else "")
    return Document(
        url=article.url,
        title=article.title_text,
        note=" · ".join(filter(None, (section, where, article.date_text or issue.title_text))),
        section=article.section,
        texts=_written(texts),
        place=article.place.city if article.place else "",
        issue=issue.number,
    )


def _figures(figures: tuple[Figure, ...], words: Words) -> Iterator[str]:
    for figure in figures:
        yield f"{figure.value}{figure.unit}{words.gettext('：')}{figure.meaning} · {figure.note}"


def _sources(sources: Iterator[Source] | tuple[Source, ...]) -> Iterator[str]:
    for source in sources:
        yield " · ".join(filter(None, (source.title, source.where)))


def _written(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(text for text in texts if text)
