"""An article of an issue: one Markdown file in one language."""

from __future__ import annotations

from pathlib import Path

from plugins.addresses import address
from plugins.dates import date_text, is_iso
from plugins.models import Article, Place
from plugins.prose.phrases import hanzi_in, minutes_to_read, phrased, unmarked
from plugins.reading.fields import at, lined_words
from plugins.reading.front import Draft, open_draft
from plugins.reading.photos import read_photos
from plugins.reading.reference import Reference

SECTIONS = ("lead", "feature", "brief", "editors-note")
BYLINE_KINDS = ("organisation", "staff", "correspondent", "editors")
LONGEST_SUMMARY = 80  # Hanzi


def read_article(path: Path, language: str, number: str, reference: Reference) -> Article | None:
    """The article in the file; None where the file cannot be read at all."""
    draft = open_draft(path, language, reference)
    if draft is None:
        return None
    fields = draft.fields
    title, summary = fields.string("title"), _summary(draft)
    draft.read_figures("as_of")
    day, day_text = _day(draft)
    listed = draft.known_sources()
    html = draft.html()
    slug = draft.slug()
    figures = draft.numbered_figures()
    article = Article(
        slug=slug,
        language=language,
        url=address(language, f"/issues/{number}/{slug}/"),
        title=phrased(title),
        title_text=unmarked(title),
        section=fields.choice("section", SECTIONS),
        kicker=fields.string("kicker", ""),
        standfirst=fields.string("standfirst", ""),
        summary=summary,
        byline=fields.string("byline"),
        byline_kind=fields.choice("byline_kind", BYLINE_KINDS),
        dateline=fields.string("dateline", ""),
        place=_place(draft),
        date=day,
        date_text=day_text,
        html=html,
        minutes=minutes_to_read(html),
        file=draft.file,
        figures=figures,
        notes=draft.notes("notes"),
        corrections=draft.dated_notes("corrections"),
        sources=draft.sources(listed),
        myth_ids=draft.myths("myths"),
        topic_ids=_topics(draft),
        photos=read_photos(draft, f"/issues/{number}/{slug}/"),
    )
    fields.refuse_unknown()
    reference.addresses.claim(article.url, draft.file, fields.node.line_of("slug"))
    _check_byline(article, draft)
    return article


def _check_byline(article: Article, draft: Draft) -> None:
    """A name without an address gets no page of its own; somebody should give it one."""
    named = {byline.name.in_(draft.language) for byline in draft.reference.bylines.values()}
    if draft.reference.bylines and article.byline not in named:
        line = draft.fields.node.line_of("byline")
        draft.reference.warn("byline_unlisted", draft.file, line, name=article.byline)


def _summary(draft: Draft) -> str:
    summary = draft.fields.string("summary")
    count = hanzi_in(summary)
    if count > LONGEST_SUMMARY:
        at(draft.fields, "summary_long", "summary", count=count, most=LONGEST_SUMMARY)
    return summary


def _topics(draft: Draft) -> tuple[str, ...]:
    """What it is about; an unknown topic is a fault."""
    known = draft.reference.topics
    for topic, line in lined_words(draft.fields, "topics"):
        if topic not in known:
            allowed = "、".join(known)
            draft.reference.fault("topic_unknown", draft.file, line, id=topic, allowed=allowed)
    return tuple(topic for topic, _ in lined_words(draft.fields, "topics") if topic in known)


def _day(draft: Draft) -> tuple[str, str]:
    """The date, and the words for it; where the source gives no date, the words say so."""
    fields = draft.fields
    day, words = fields.string("date", ""), fields.string("date_text", "")
    if day and not is_iso(day):
        at(fields, "not_a_date", "date", name="date", value=day)
        day = ""
    if not day and not words:
        at(fields, "date_missing", "date")
    return day, words or date_text(day, draft.language)


def _place(draft: Draft) -> Place | None:
    code = draft.fields.string("place", "")
    place = draft.reference.place(code, draft.language) if code else None
    if code and place is None:
        at(draft.fields, "place_unknown", "place", id=code)
    return place
