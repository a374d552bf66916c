"""Writes the front page, the standing pages, the places, and the page for a wrong address."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pelican.plugins import signals

from plugins.charts import marks_for, people_per_mark, said
from plugins.dates import date_text
from plugins.generating import SiteGenerator, own_page
from plugins.models import CityView, Page
from plugins.reading.library import Edition, Library
from plugins.rendering import OutputPage

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
        cities = cities_of(self.library, edition)
        yield own_page(
            edition, "/places/", "places.html", "none", "content/data/places.yaml", cities=cities
        )
        yield own_page(edition, "/404.html", "404.html", "none", "theme/templates/404.html")
        for page in edition.pages:
            yield _standing(page)

    def _home(self, edition: Edition) -> OutputPage:
        findings = edition.findings.most_believed(FINDINGS)
        return own_page(
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


def cities_of(library: Library, edition: Edition) -> tuple[CityView, ...]:
    """The cities of the province, each with the articles that came from it."""
    places = library.reference.places
    if places is None:
        return ()
    return tuple(
        CityView(
            code=city.code,
            name=city.name.in_(edition.language),
            population=city.population or 0,
            articles=tuple(a for a in edition.articles if a.place and a.place.city == city.code),
        )
        for city in places.cities
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
    )


def get_generators(_pelican: object) -> type[SiteGenerator]:
    """Pelican asks here for the generator."""
    return PagesGenerator


def register() -> None:
    """Pelican calls this once."""
    signals.get_generators.connect(get_generators)
