"""A whole issue as the newspaper sheet reads it: nameplate, contents, parts in order, notes."""

from __future__ import annotations

import io
from collections.abc import Sequence

import segno

from plugins.dates import date_text
from plugins.editions.matter import Matter
from plugins.editions.notes import Notes
from plugins.editions.print_plan import NOTES
from plugins.editions.print_words import Given, PrintWords

DEEPER = 2  # under a local story, h2 of the web page is h4: the section's head stands above


def print_words(matter: Matter, order: Sequence[str] = ()) -> Given:
    """Everything that the sheet is given, but for the places of its parts."""
    setter = PrintWords(matter, Notes(matter, links=True))
    site, gettext = matter.publisher.site, matter.words.gettext
    parts = _parts(matter, setter, order)  # first, since the notes are numbered as they are read
    return {
        "language": matter.language,
        "site": {"name": site.name, "tagline": site.tagline, "organiser": site.organiser},
        "author": site.organiser or site.name,
        "keywords": [gettext("造血干细胞捐献"), gettext("红十字")],
        "issue": _issue(matter),
        "words": {
            "contents": gettext("本期内容"),
            "local": gettext("各地"),
            "notes": gettext("来源和链接"),
            "web": gettext("网上读本期"),
            "web_alt": gettext("二维码，通往%(address)s", address=matter.web),
        },
        "contents": [{"slug": a.slug, "title": a.title_text} for a in matter.issue.articles],
        "qr": code(matter.web) if matter.publisher.siteurl else "",
        "notes_listed": True,
        "parts": parts,
        "notes": setter.end_notes(),
        "remarks": setter.remarks(matter.shared_notes, gettext("网络版说明")),
    }


def code(address: str) -> str:
    """The address as a QR code in SVG."""
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        out, kind="svg", xmldecl=False, border=0, dark="#14181b", omitsize=True
    )
    return out.getvalue().decode()


def _issue(matter: Matter) -> Given:
    issue = matter.issue
    return {
        "title": issue.title_text,
        "full_title": f"{matter.publisher.site.name} {issue.title_text}",
        "date_text": issue.date_text,
        "folio": issue.month,
        "folio_words": folio_words(matter),
    }


def _parts(matter: Matter, setter: PrintWords, order: Sequence[str]) -> list[Given]:
    """The articles in their places; without an order, that of the issue."""
    issue = matter.issue
    by_name: dict[str, list[str]] = {}
    for article in issue.articles:
        name = {"brief": "local", "editors-note": "editors"}.get(article.section, article.slug)
        by_name.setdefault(name, []).append(article.slug)
    stories = {story.article.slug: story for story in matter.stories}
    parts: list[Given] = []
    for name in order or (*by_name, NOTES):
        if name == NOTES:
            parts.append({"kind": "notes"})
            continue
        deeper = DEEPER if name == "local" else 1
        inside = {slug: setter.story(stories[slug], deeper) for slug in by_name[name]}
        kind = name if name in ("local", "editors") else "long"
        story = next(iter(inside.values()))
        parts.append({"kind": kind, "stories": inside, "story": story, "first": not parts})
    return parts


def folio_words(matter: Matter) -> list[str]:
    """What stands beside the numeral of the month."""
    issue = matter.issue
    if matter.language == "zh":
        return [f"{issue.year}年", "月号"]
    return [issue.year, date_text(f"{issue.year}-{issue.month:0>2}", matter.language).split()[0]]
