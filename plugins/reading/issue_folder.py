"""A folder of content/issues read into an issue and its articles, in each language."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from plugins.addresses import address
from plugins.models import Article, Issue
from plugins.prose.phrases import phrased, unmarked
from plugins.reading.articles import read_article
from plugins.reading.fields import at, lined_words
from plugins.reading.front import open_draft
from plugins.reading.photos import ENDINGS as PICTURES
from plugins.reading.reference import Reference
from survey_model.fields import Fields

ENDINGS = {"zh": ".md", "en": ".en.md"}
ONE_OF = ("feature", "editors-note")  # at most one of each in an issue


def read_issues(folder: Path, reference: Reference) -> dict[str, tuple[Issue, ...]]:
    """The issues of each language, the newest first."""
    issues: dict[str, list[Issue]] = {"zh": [], "en": []}
    for inner in sorted((path for path in folder.glob("*") if path.is_dir()), reverse=True):
        chinese, english = (_read_issue(inner, language, reference) for language in ("zh", "en"))
        if chinese and english:
            _pair(chinese, english)
            _check_english(chinese, english, reference)
        for issue in (chinese, english):
            if issue:
                issues[issue.language].append(issue)
        _check_pictures(inner, (chinese, english), reference)
    if not issues["zh"]:
        reference.fault("issue_none", reference.shown(folder))
    for several in issues.values():
        for later, earlier in pairwise(several):
            later.previous, earlier.next = earlier, later
    return {language: tuple(several) for language, several in issues.items()}


def _read_issue(folder: Path, language: str, reference: Reference) -> Issue | None:
    path = folder / f"issue{ENDINGS[language]}"
    if not path.exists():
        key = "issue_english" if language == "en" else "file_missing"
        reference.fault(key, reference.shown(path))
        return None
    draft = open_draft(path, language, reference)
    if draft is None:
        return None
    fields = draft.fields
    number = fields.string("number")
    if number != folder.name:
        at(fields, "issue_number", "number", number=number, folder=folder.name)
    year, _, month = folder.name.partition("-")
    title = fields.string("title")
    issue = Issue(
        number=number,
        year=year,
        month=month.lstrip("0"),
        language=language,
        url=address(language, f"/issues/{folder.name}/"),
        title=phrased(title),
        title_text=unmarked(title),
        date_text=fields.string("date_text", ""),
        summary=fields.string("summary"),
        file=draft.file,
    )
    order = lined_words(fields, "order")
    fields.refuse_unknown()
    reference.addresses.claim(issue.url, draft.file)
    _fill(issue, _articles(folder, language, reference), order, fields)
    return issue


def _articles(folder: Path, language: str, reference: Reference) -> list[Article]:
    """The articles of the folder in one language."""
    paths = sorted(folder.glob("*.md"))
    wanted = [path for path in paths if path.name.endswith(".en.md") == (language == "en")]
    articles = []
    for path in wanted:
        if path.name.startswith("issue."):
            continue
        original = path.with_name(path.name.removesuffix(".en.md") + ".md")
        if language == "en" and not original.exists():
            reference.fault("original_missing", reference.shown(path), expected=original.name)
        articles.append(read_article(path, language, folder.name, reference))
    return [article for article in articles if article]


def _fill(
    issue: Issue, articles: list[Article], order: tuple[tuple[str, int], ...], fields: Fields
) -> None:
    """Put the articles in their places, and in reading order."""
    parts = {section: [a for a in articles if a.section == section] for section in ONE_OF}
    leads = [article for article in articles if article.section == "lead"]
    briefs = {article.slug: article for article in articles if article.section == "brief"}
    if issue.language == "zh" and len(leads) != 1:
        at(fields, "issue_lead", "number", count=len(leads))
    for section, several in parts.items():
        if len(several) > 1:
            at(fields, "issue_one", "number", count=len(several), section=section)
    if issue.language == "zh":
        _check_order(briefs, order, fields)
    issue.lead = leads[0] if leads else None
    issue.feature, issue.note = (
        parts[section][0] if parts[section] else None for section in ONE_OF
    )
    issue.order = tuple(slug for slug, _ in order)
    ordered = [slug for slug in issue.order if slug in briefs]
    issue.briefs = tuple(briefs[slug] for slug in dict.fromkeys([*ordered, *briefs]))
    for article in issue.articles:
        article.issue = issue
    for before, after in pairwise(issue.articles):
        before.next, after.previous = after, before


def _check_pictures(
    folder: Path, issues: tuple[Issue | None, Issue | None], reference: Reference
) -> None:
    """A picture that no article names is not published; somebody may have forgotten it."""
    articles = (article for issue in issues if issue for article in issue.articles)
    named = {photo.file for article in articles for photo in article.photos}
    for path in sorted(path for path in folder.iterdir() if path.suffix.lower() in PICTURES):
        if path.relative_to(reference.content).as_posix() not in named:
            reference.warn("photo_unused", reference.shown(path))


def _check_order(
    briefs: dict[str, Article], order: tuple[tuple[str, int], ...], fields: Fields
) -> None:
    for slug, _ in order:
        if slug not in briefs:
            at(fields, "issue_order_unknown", "order", slug=slug)
    for slug in briefs.keys() - {slug for slug, _ in order}:
        at(fields, "issue_order_missing", "order", slug=slug)


def _pair(chinese: Issue, english: Issue) -> None:
    """Each issue and article knows its address in the other language."""
    translated = {article.slug: article for article in english.articles}
    pairs = [(one, translated[one.slug]) for one in chinese.articles if one.slug in translated]
    both: list[tuple[Issue | Article, Issue | Article]] = [(chinese, english), *pairs]
    for one, other in both:
        one.alternate, other.alternate = other.url, one.url


def _check_english(chinese: Issue, english: Issue, reference: Reference) -> None:
    """An issue that is published in English has its main pieces in English."""
    for one, other in ((chinese.lead, english.lead), (chinese.feature, english.feature)):
        if one and not other:
            expected = f"{one.slug}.en.md"
            reference.fault(
                "issue_english_main", english.file, section=one.section, expected=expected
            )
