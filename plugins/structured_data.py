"""What a page says of itself to machines, in the words of schema.org."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from plugins.models import Article, Myth

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


def news_article(article: Article, publisher: Publisher) -> dict[str, object]:
    """The article. A piece whose source gives no day has no date here either."""
    dated: dict[str, object] = {"datePublished": article.date} if article.date else {}
    return {
        "@context": VOCABULARY,
        "@type": "NewsArticle",
        "headline": article.title_text,
        "description": article.summary,
        "inLanguage": _tag(article.language),
        "url": f"{publisher.siteurl}{article.url}",
        "author": {"@type": _kind_of_author(article), "name": article.byline},
        "publisher": publisher.organisation,
        **dated,
    }


def claim_review(myth: Myth, publisher: Publisher) -> dict[str, object]:
    """The myth as an article and as the review of a claim that is really made."""
    url = f"{publisher.siteurl}{myth.url}"
    article: dict[str, object] = {
        "@type": "Article",
        "headline": myth.fact_text,
        "description": myth.short,
        "inLanguage": _tag(myth.language),
        "url": url,
        "datePublished": myth.written,
        "publisher": publisher.organisation,
    }
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


def _kind_of_author(article: Article) -> str:
    return "Organization" if article.byline_kind in ("organisation", "editors") else "Person"


def _tag(language: str) -> str:
    return "zh-CN" if language == "zh" else language
