"""What the templates are given: articles, issues, myths and findings in one language.

Articles, issues and myths point at one another, so they are filled in two steps (read, then
linked) and are not frozen; everything else is.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from plugins.finding_models import ItemFinding


@dataclass(frozen=True)
class Source:
    """A source as it is numbered on one page."""

    id: str
    number: int
    title: str
    where: str
    url: str
    read: str
    kind: str
    language: str
    accessed: str


@dataclass(frozen=True)
class Figure:
    """A number that never stands alone: of what, when, counted by whom."""

    value: str
    unit: str
    meaning: str
    note: str
    source: Source


@dataclass(frozen=True)
class Place:
    """A province, city or county, named in one language; `city` is the code of its city."""

    code: str
    name: str
    city: str


@dataclass(frozen=True)
class Photo:
    """A photograph beside an article: a file that was checked, and what belongs to it."""

    file: str  # below content/
    url: str
    alt: str
    caption: str
    photographer: str
    consent: str
    width: int  # pixels, as a browser shows it
    height: int


@dataclass(frozen=True)
class Note:
    """An editors' note or a correction. Printed as it is, it gives its text."""

    text: str
    title: str = ""
    date: str = ""
    date_text: str = ""

    def __str__(self) -> str:
        """The sentence alone."""
        return self.text


@dataclass(eq=False, repr=False)
class Article:
    """A piece of an issue in one language."""

    slug: str
    language: str
    url: str
    title: Markup
    title_text: str
    section: str
    kicker: str
    standfirst: str
    summary: str
    byline: str
    byline_kind: str
    dateline: str
    place: Place | None
    date: str
    date_text: str
    html: Markup
    minutes: int
    file: str
    figures: tuple[Figure, ...] = ()
    notes: tuple[Note, ...] = ()
    corrections: tuple[Note, ...] = ()
    sources: tuple[Source, ...] = ()
    myth_ids: tuple[str, ...] = ()
    topic_ids: tuple[str, ...] = ()
    photos: tuple[Photo, ...] = ()
    alternate: str | None = None
    myths: tuple[Myth, ...] = ()
    issue: Issue | None = None
    previous: Article | None = None
    next: Article | None = None

    @property
    def modified(self) -> str:
        """The newest day that it tells: its own, or that of a correction."""
        return max(self.date, *(note.date for note in self.corrections), "")


@dataclass(eq=False, repr=False)
class Issue:
    """A newsletter issue in one language. `note` is the editors' note."""

    number: str
    year: str
    month: str
    language: str
    url: str
    title: Markup
    title_text: str
    date_text: str
    summary: str
    file: str
    order: tuple[str, ...] = ()
    alternate: str | None = None
    lead: Article | None = None
    feature: Article | None = None
    briefs: tuple[Article, ...] = ()
    note: Article | None = None
    previous: Issue | None = None  # the one before it in time
    next: Issue | None = None

    @property
    def modified(self) -> str:
        """The newest day that any of its articles tells."""
        return max((article.modified for article in self.articles), default="")

    @property
    def articles(self) -> tuple[Article, ...]:
        """Everything in it, in reading order."""
        parts = (self.lead, self.feature, *self.briefs, self.note)
        return tuple(article for article in parts if article)


@dataclass(frozen=True)
class QuizOption:
    """One answer to the question at the end of a myth, and why it is right or not."""

    text: str
    right: bool
    reason: str


@dataclass(frozen=True)
class Quiz:
    """The question at the end of a myth."""

    ask: str
    options: tuple[QuizOption, ...]


@dataclass(frozen=True)
class Review:
    """Whether a doctor has checked the page, who will, and when it is looked at again."""

    status: str
    by: str
    next: str
    next_text: str
    last: str = ""  # the day of the last medical review, where there was one
    last_text: str = ""


@dataclass(frozen=True)
class Link:
    """Where a next step leads."""

    href: str
    text: str


@dataclass(frozen=True)
class NextStep:
    """What a reader of one age can do."""

    band: str
    title: str
    text: str
    link: Link | None


@dataclass(frozen=True)
class NextSteps:
    """What a reader can do, by age, with the note and sources that belong to it."""

    bands: tuple[NextStep, ...]
    note: str
    sources: tuple[str, ...]

    def __iter__(self):  # type: ignore[no-untyped-def]  # noqa: ANN204 - for the templates
        """The bands, for a template that asks for no more."""
        return iter(self.bands)


@dataclass(eq=False, repr=False)
class Myth:
    """One belief put right, in one language."""

    slug: str
    language: str
    url: str
    alternate: str
    order: int
    fact: Markup
    fact_text: str
    claim: str
    verdict: str
    verdict_text: str
    short: str
    why: Markup
    process: Markup
    honest: Markup
    drawing: str  # the id of a drawing, or nothing
    figures: tuple[Figure, ...]
    figures_note: str
    family: tuple[str, ...]
    quiz: Quiz
    unverified: str
    sources: tuple[Source, ...]
    written: str
    written_text: str
    review: Review
    changes: tuple[Note, ...]
    related_ids: tuple[str, ...]
    next_steps: NextSteps
    file: str
    related: tuple[Myth, ...] = ()
    findings: tuple[ItemFinding, ...] = ()
    items: tuple[str, ...] = ()
    articles: tuple[Article, ...] = ()
    previous: Myth | None = None
    next: Myth | None = None

    @property
    def modified(self) -> str:
        """The newest day that it tells: written, reviewed or changed."""
        return max(self.written, self.review.last, *(change.date for change in self.changes))


@dataclass(frozen=True)
class Page:
    """A page such as “about”."""

    slug: str
    language: str
    url: str
    alternate: str | None
    title: Markup
    title_text: str
    summary: str
    updated: str
    updated_text: str
    html: Markup
    sources: tuple[Source, ...]
    file: str
