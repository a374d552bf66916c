"""What a page says of itself to machines, in the words of schema.org."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from plugins.models import Article, Issue, Myth
from plugins.rendering import Step

VOCABULARY = "https://schema.org"
SCORES = {"wrong": 1, "misleading": 2, "partly_true": 3}  # of 5; no evidence has no score


@dataclass(frozen=True)
class Publisher:
    """Who publishes, and at which address."""

    name: str
    siteurl: str

    @property
    def organisation(self) -> dict[str, object]:
        """The publisher as an author."""
        return {"@type": "Organization", "name": self.name, "url": f"{self.siteurl}/"}


def described(
    data: Mapping[str, object] | None, trail: tuple[Step, ...], siteurl: str
) -> dict[str, object]:
    """Everything that the page says of itself, in one graph; nothing where there is nothing."""
    nodes = list(data["@graph"]) if data and "@graph" in data else [data] if data else []  # type: ignore[call-overload]
    if len(trail) > 1:
        nodes.append(breadcrumbs(trail, siteurl))
    if not nodes:
        return {}
    bare = [{name: node[name] for name in node if name != "@context"} for node in nodes]
    return {"@context": VOCABULARY, "@graph": bare}


def breadcrumbs(trail: tuple[Step, ...], siteurl: str) -> dict[str, object]:
    """The way from the front page to this one."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": step.name, "item": siteurl + step.url}
            for place, step in enumerate(trail, start=1)
        ],
    }


def news_article(
    article: Article, publisher: Publisher, section: str = "", picture: str = ""
) -> dict[str, object]:
    """The article. A piece whose source gives no day has no date here either."""
    url = f"{publisher.siteurl}{article.url}"
    data: dict[str, object] = {
        "@context": VOCABULARY,
        "@type": "NewsArticle",
        "headline": article.title_text,
        "description": article.summary,
        "inLanguage": _tag(article.language),
        "url": url,
        "mainEntityOfPage": url,
        "author": {"@type": _kind_of_author(article), "name": article.byline},
        "publisher": publisher.organisation,
    }
    if article.issue:
        data["isPartOf"] = _issue(article.issue, publisher)
    photos = [publisher.siteurl + photo.url for photo in article.photos]
    optional = {
        "image": [*photos, *([picture] if picture else [])],
        "articleSection": section,
        "contentLocation": _place(article),
        "datePublished": article.date,
        "dateModified": article.modified if article.modified != article.date else "",
        "citation": [source.title for source in article.sources],
    }
    return data | {name: value for name, value in optional.items() if value}


def claim_review(myth: Myth, publisher: Publisher, picture: str = "") -> dict[str, object]:
    """The myth as an article and as the review of a claim that is really made."""
    url = f"{publisher.siteurl}{myth.url}"
    article: dict[str, object] = {
        "@type": "Article",
        "headline": myth.fact_text,
        "description": myth.short,
        "inLanguage": _tag(myth.language),
        "url": url,
        "mainEntityOfPage": url,
        "datePublished": myth.written,
        "dateModified": myth.modified,
        "author": publisher.organisation,
        "publisher": publisher.organisation,
        "citation": [source.title for source in myth.sources],
    }
    if picture:
        article["image"] = picture
    review: dict[str, object] = {
        "@type": "ClaimReview",
        "url": url,
        "claimReviewed": myth.claim,
        "datePublished": myth.written,
        "author": publisher.organisation,
        "itemReviewed": {"@type": "Claim", "inLanguage": _tag(myth.language)},
        "reviewRating": _rating(myth),
    }
    return {"@context": VOCABULARY, "@graph": [article, review]}


def as_json(data: Mapping[str, object]) -> Markup:
    """JSON that cannot end the script element it stands in."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True)
    return Markup(text.replace("<", "\\u003c").replace("&", "\\u0026"))  # noqa: S704


def _rating(myth: Myth) -> dict[str, object]:
    rating: dict[str, object] = {"@type": "Rating", "alternateName": myth.verdict_text}
    if myth.verdict in SCORES:
        rating |= {"ratingValue": SCORES[myth.verdict], "bestRating": 5, "worstRating": 1}
    return rating


def _issue(issue: Issue, publisher: Publisher) -> dict[str, object]:
    return {
        "@type": "PublicationIssue",
        "issueNumber": issue.number,
        "name": issue.title_text,
        "url": f"{publisher.siteurl}{issue.url}",
    }


def _place(article: Article) -> dict[str, object]:
    return {"@type": "Place", "name": article.place.name} if article.place else {}


def _kind_of_author(article: Article) -> str:
    return "Organization" if article.byline_kind in ("organisation", "editors") else "Person"


def _tag(language: str) -> str:
    return "zh-CN" if language == "zh" else language
