"""Writes the newsletter: the list of issues, each issue, each article."""

from __future__ import annotations

from collections.abc import Iterator

from pelican.plugins import signals

from plugins.generating import SiteGenerator, own_page
from plugins.models import Article, Issue
from plugins.reading.library import Edition
from plugins.rendering import OutputPage
from plugins.structured_data import news_article


class IssuesGenerator(SiteGenerator):
    """The pages below /issues/."""

    def pages(self, edition: Edition) -> Iterator[OutputPage]:
        """The list first, then every issue with its articles."""
        yield own_page(
            edition, "/issues/", "issues.html", "issue", "content/issues", issues=edition.issues
        )
        for issue in edition.issues:
            yield _page(issue, "issue.html", {"issue": issue})
            for article in issue.articles:
                data = news_article(article, self.publisher(edition))
                yield _page(article, "article.html", {"article": article, "issue": issue}, data)


def _page(
    thing: Issue | Article,
    template: str,
    context: dict[str, object],
    structured_data: dict[str, object] | None = None,
) -> OutputPage:
    return OutputPage(
        address=thing.url,
        template=template,
        language=thing.language,
        nav="issue",
        alternate=thing.alternate,
        file=thing.file,
        context=context,
        structured_data=structured_data,
    )


def get_generators(_pelican: object) -> type[SiteGenerator]:
    """Pelican asks here for the generator."""
    return IssuesGenerator


def register() -> None:
    """Pelican calls this once."""
    signals.get_generators.connect(get_generators)
