"""Writes the newsletter: the list of issues, each issue, each article, and its photographs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Any

from pelican.plugins import signals

from plugins.generating import SiteGenerator, own_page, trail_of
from plugins.models import Article, Issue, Photo
from plugins.reading.library import Edition
from plugins.rendering import OutputPage, Step
from plugins.structured_data import news_article
from plugins.words import Words


class IssuesGenerator(SiteGenerator):
    """The pages below /issues/."""

    def pages(self, edition: Edition) -> Iterator[OutputPage]:
        """The list first, then every issue with its articles."""
        way = way_to_issues(edition, self.library.reference.words[edition.language])
        yield self._list(edition, way)
        for issue in edition.issues:
            to_issue = (*way, Step(issue.title_text, issue.url))
            yield replace(_page(issue, "issue.html", {"issue": issue}), trail=to_issue)
            for article in issue.articles:
                to_article = (*to_issue, Step(article.title_text, article.url))
                yield replace(self._article(article, edition), trail=to_article)

    def generate_output(self, writer: Any) -> None:  # noqa: ANN401 - Pelican's, without types
        """The pages, then the photographs that articles name, each once."""
        super().generate_output(writer)
        articles = (a for edition in self.library.editions.values() for a in edition.articles)
        for photo in {photo.url: photo for a in articles for photo in a.photos}.values():
            self._copy(photo)

    def _list(self, edition: Edition, way: tuple[Step, ...]) -> OutputPage:
        years = [(year, list(several)) for year, several in groupby(edition.issues, _year)]
        page = own_page(edition, "/issues/", "issues.html", "issue", "content/issues", years=years)
        modified = max((issue.modified for issue in edition.issues), default="")
        return replace(page, trail=way, modified=modified)

    def _article(self, article: Article, edition: Edition) -> OutputPage:
        standing = self.library.shelves[edition.language].standings[article]
        section = standing.section.name if standing.section else ""
        page = _page(
            article,
            "article.html",
            {"article": article, "issue": article.issue, "standing": standing},
        )
        picture = self.share_picture(article.url)
        data = news_article(article, self.publisher(edition), section, picture)
        return replace(page, structured_data=data, kind="article", published=article.date)

    def _copy(self, photo: Photo) -> None:
        """The file as it is; it was checked when it was read."""
        self.write_bytes(photo.url.lstrip("/"), (Path(self.path) / photo.file).read_bytes())


def way_to_issues(edition: Edition, words: Words) -> tuple[Step, ...]:
    """From the front page to the list of issues, which all of the newsletter lies below."""
    return trail_of(edition, words, (words.gettext("本刊"), "/issues/"))


def _year(issue: Issue) -> str:
    return issue.year


def _page(thing: Issue | Article, template: str, context: dict[str, object]) -> OutputPage:
    return OutputPage(
        address=thing.url,
        template=template,
        language=thing.language,
        nav="issue",
        alternate=thing.alternate,
        file=thing.file,
        context=context,
        modified=thing.modified,
    )


def get_generators(_pelican: object) -> type[SiteGenerator]:
    """Pelican asks here for the generator."""
    return IssuesGenerator


def register() -> None:
    """Pelican calls this once."""
    signals.get_generators.connect(get_generators)
