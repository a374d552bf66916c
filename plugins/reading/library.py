"""Everything that the site is made of, read and checked once, before a page is written."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from plugins.models import Article, Issue, Myth, Page
from plugins.reading.issue_folder import read_issues
from plugins.reading.myth_folder import check_myth_uses, link_related, read_myths
from plugins.reading.plain_files import strange_files
from plugins.reading.reference import Reference, read_reference
from plugins.reading.site_pages import read_pages
from plugins.reading.surveys import Survey, check_item_myths, read_surveys
from plugins.reading.told_findings import ToldFindings, items_of_myth, tell
from plugins.shelf_models import Shelves
from plugins.shelves.filling import fill
from survey_model.faults import Fault, Faults


@dataclass(frozen=True)
class Edition:
    """The content of the site in one language."""

    language: str
    issues: tuple[Issue, ...]
    myths: tuple[Myth, ...]
    pages: tuple[Page, ...]
    findings: ToldFindings

    @property
    def articles(self) -> tuple[Article, ...]:
        """The articles of all issues, newest issue first, in reading order."""
        return tuple(article for issue in self.issues for article in issue.articles)


@dataclass(frozen=True)
class Library:
    """The content in every language, with what it refers to."""

    reference: Reference
    surveys: tuple[Survey, ...]
    editions: dict[str, Edition]
    shelves: dict[str, Shelves] = field(default_factory=dict)

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Everything wrong with the content, each fault once, by file and line."""
        return tuple(sorted(set(self.reference.faults)))


def read_library(content: Path, theme: Path) -> Library:
    """All content with its faults, so that every one can be told at once.

    Raises Faults only where something must not even be opened.
    """
    strange = strange_files(content)
    if strange:
        raise Faults(strange)
    reference = read_reference(content, theme)
    surveys = read_surveys(content / "surveys", reference)
    myths = read_myths(content / "myths", reference)
    issues = read_issues(content / "issues", reference)
    pages = read_pages(content / "pages", reference)
    editions = {
        language: Edition(
            language=language,
            issues=issues[language],
            myths=myths[language],
            pages=pages[language],
            findings=tell(surveys, reference, words),
        )
        for language, words in reference.words.items()
    }
    known = {myth.slug for myth in myths["zh"]}
    check_myth_uses(known, reference)
    check_item_myths(surveys, known, content / "surveys", reference)
    shelves = {
        language: fill(edition.articles, reference.words[language], reference)
        for language, edition in editions.items()
    }
    for shelf in (shelf for several in shelves.values() for shelf in several.all):
        reference.addresses.claim(shelf.url, shelf.file)
    reference.addresses.check(reference.links)
    for edition in editions.values():
        _link(edition, surveys)
    return Library(reference, surveys, editions, shelves)


def sound_library(content: Path, theme: Path) -> Library:
    """All content, free of faults. Raises Faults with every one of them."""
    library = read_library(content, theme)
    errors = [fault for fault in library.faults if not fault.warning]
    if errors:
        raise Faults(errors)
    return library


def _link(edition: Edition, surveys: tuple[Survey, ...]) -> None:
    """Myths, articles and findings of one language learn of one another."""
    link_related(edition.myths)
    by_slug = {myth.slug: myth for myth in edition.myths}
    for article in edition.articles:
        article.myths = tuple(by_slug[slug] for slug in article.myth_ids if slug in by_slug)
    for myth in edition.myths:
        myth.findings = edition.findings.of_myth(myth.slug)
        myth.items = items_of_myth(surveys, myth.slug)
        myth.articles = tuple(a for a in edition.articles if myth.slug in a.myth_ids)
