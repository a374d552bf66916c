"""Writes the front page, the standing pages, and the page for a wrong address."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pelican.plugins import signals

from plugins.charts import marks_for, people_per_mark, said
from plugins.dates import date_text
from plugins.generating import SiteGenerator, own_page, trail_of
from plugins.models import Article, Myth, Page
from plugins.reading.library import Edition, Library
from plugins.rendering import OutputPage
from plugins.words import Words

FACTS = 3  # on the front page
FINDINGS = 3
GAP = "demand-and-donations"  # the chart that the front page shows as marks
COLUMNS = {"contribute": "contribute"}  # pages that are columns of the navigation


@dataclass(frozen=True)
class Gap:
    """Those who asked and those who were helped, as marks that each stand for many."""

    title: str
    whole_text: str
    whole_label: str
    part_text: str
    part_label: str
    marks: int
    filled: int
    per_text: str
    day_text: str
    note: str


class PagesGenerator(SiteGenerator):
    """Everything that is no issue, no myth and no finding."""

    def pages(self, edition: Edition) -> Iterator[OutputPage]:
        """The front page first."""
        yield self._home(edition)
        lost = own_page(edition, "/404.html", "404.html", "none", "theme/templates/404.html")
        yield replace(lost, is_listed=False)
        words = self.library.reference.words[edition.language]
        yield self._feeds(edition, words)
        for page in edition.pages:
            way = trail_of(edition, words, (page.title_text, f"/{page.slug}/"))
            yield replace(_standing(page), trail=way)

    def _feeds(self, edition: Edition, words: Words) -> OutputPage:
        """What can be subscribed to, told to people; the addresses are whole where the site is."""
        page = own_page(edition, "/feeds/", "feeds.html", "none", "theme/templates/feeds.html")
        return replace(page, trail=trail_of(edition, words, (words.gettext("订阅"), "/feeds/")))

    def _home(self, edition: Edition) -> OutputPage:
        findings = edition.findings.most_believed(FINDINGS)
        told: tuple[Article | Myth, ...] = (*edition.articles, *edition.myths)
        page = own_page(
            edition,
            "/",
            "home.html",
            "none",
            "content",
            issue=edition.issues[0] if edition.issues else None,
            facts=edition.myths[:FACTS],
            myths=edition.myths,
            findings=findings,
            gap=gap_of(self.library, edition),
            rehearsal=any(finding.rehearsal for finding in findings),
        )
        return replace(page, modified=max((one.modified for one in told), default=""))


def gap_of(library: Library, edition: Edition) -> Gap | None:
    """The gap as marks, with its day and what it does not say; None without such a chart."""
    chart = library.reference.charts.get(GAP)
    if chart is None:
        return None
    words, language = library.reference.words[edition.language], edition.language
    whole, part = chart.rows[:2]
    per = people_per_mark(whole.value)
    return Gap(
        title=chart.title.in_(language),
        whole_text=said(whole, words),
        whole_label=whole.label.in_(language),
        part_text=said(part, words),
        part_label=part.label.in_(language),
        marks=marks_for(whole.value, per),
        filled=marks_for(part.value, per),
        per_text=words.gettext("%(per)s人（例）", per=f"{per:,}"),
        day_text=words.gettext("截至%(day)s", day=date_text(whole.as_of, language)),
        note=chart.note.in_(language) if chart.note else "",
    )


def _standing(page: Page) -> OutputPage:
    return OutputPage(
        address=page.url,
        template="page.html",
        language=page.language,
        nav=COLUMNS.get(page.slug, "none"),
        alternate=page.alternate,
        file=page.file,
        context={"page": page},
        modified=page.updated,
    )


def get_generators(_pelican: object) -> type[SiteGenerator]:
    """Pelican asks here for the generator."""
    return PagesGenerator


def register() -> None:
    """Pelican calls this once."""
    signals.get_generators.connect(get_generators)
