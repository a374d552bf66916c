"""The cover of an issue, and the pictures that a chat shows when a page is passed on."""

from __future__ import annotations

import re

from markupsafe import Markup

from plugins.editions import typesetter
from plugins.editions.artwork import inked
from plugins.editions.matter import Matter, phrases
from plugins.editions.parts import Drawing
from plugins.editions.print_issue import folio_words
from plugins.models import Article, Issue, Myth
from plugins.templating import Site
from plugins.words import Words

SHARP = 2.0  # pixels a point


def cover_png(matter: Matter) -> bytes:
    """The front of the issue with its first drawing: 1,200 by 1,600 pixels."""
    issue = matter.issue
    drawing = next((one for one in matter.pictures() if isinstance(one, Drawing)), None)
    given = {
        "language": matter.language,
        "site": _site(matter.publisher.site),
        "folio": issue.month,
        "folio_words": folio_words(matter),
        "stories": [_headline(article) for article in issue.articles[: 2 if drawing else 4]],
        "date_text": issue.date_text,
        "picture": inked(drawing.picture) if drawing else "",
    }
    return typesetter.png("cover", given, SHARP)


def share_png(page: Issue | Article | Myth, site: Site, words: Words) -> bytes:
    """1,200 by 630 pixels: the fact or the headline, large, and who says it."""
    given = {"language": page.language, "site": _site(site), **_said(page, words)}
    return typesetter.png("share", given, SHARP)


def _said(page: Issue | Article | Myth, words: Words) -> dict[str, object]:
    """What stands large, what stands small above it, and the claim below with its verdict."""
    match page:
        case Myth():
            claim = {"words": page.claim, "verdict": page.verdict_text}
            return {"phrases": _phrases(page.fact), "above": words.gettext("事实"), "claim": claim}
        case Article():
            above = page.kicker or page.dateline
            return {"phrases": _phrases(page.title), "above": above, "claim": None}
        case Issue():
            lead = phrases(page.lead.title) if page.lead else phrases(page.title)
            return {"phrases": lead, "above": page.title_text, "claim": None}


def _phrases(title: Markup) -> list[str]:
    """Where the author marked no phrases, a line may end after a Chinese comma."""
    marked = phrases(title)
    return marked if len(marked) > 1 else re.split(r"(?<=[，；：])", marked[0])


def _headline(article: Article) -> dict[str, object]:
    return {"kicker": article.kicker or article.dateline, "phrases": phrases(article.title)}


def _site(site: Site) -> dict[str, str]:
    return {"name": site.name, "tagline": site.tagline, "organiser": site.organiser}
