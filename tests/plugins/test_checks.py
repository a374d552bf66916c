"""The content checks without a build, and the real content."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.checks import main
from plugins.structured_data import Publisher, as_json, claim_review, news_article
from tests.plugins.building import build
from tests.plugins.making import ROOT, THEME, MadeSite

PUBLISHER = Publisher("甲", "https://relay.example.org")


def check(site: MadeSite) -> int:
    """`python -m plugins.checks` for the small site."""
    return main(["--content", str(site.content), "--theme", str(THEME)])


def test_content_with_nothing_wrong_passes(
    site: MadeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(site) == 0
    assert "要改0处" in capsys.readouterr().out


def test_every_fault_of_the_content_is_listed(
    site: MadeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    line = site.change("myths/bones.zh.md", "[@study]", "[@ghost]")

    assert check(site) == 1
    assert f"要改 content/myths/bones.zh.md:{line}: 来源“ghost”" in capsys.readouterr().out


def test_the_real_content_has_no_fault(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0, capsys.readouterr().out


def test_the_real_site_is_built(tmp_path: Path) -> None:
    built = build(ROOT / "content", tmp_path / "output")

    assert built.code == 0, built.told
    for address in ("/", "/issues/2019-10/hsc-feature/", "/en/myths/bone-crushing/", "/findings/"):
        page = built.page(address)
        assert page.count("<h1") == 1
        assert "[@" not in page
        assert "style=" not in page


def test_an_article_without_a_day_claims_none(site: MadeSite) -> None:
    article = site.read().editions["zh"].articles[0]
    dated = news_article(article, PUBLISHER)
    article.date = ""

    assert dated["datePublished"] == "2024-01-05"
    assert "datePublished" not in news_article(article, PUBLISHER)


def test_a_review_names_the_claim_and_the_verdict_in_words(site: MadeSite) -> None:
    graph = claim_review(site.read().editions["zh"].myths[0], PUBLISHER)["@graph"]
    assert isinstance(graph, list)

    review = graph[1]

    assert review["claimReviewed"] == "有人这样说"
    assert review["reviewRating"]["alternateName"] == "不对"
    assert review["url"] == "https://relay.example.org/myths/bones/"


def test_data_for_machines_cannot_end_its_element() -> None:
    assert "<" not in as_json({"headline": "</script><script>alert(1)</script>"})
