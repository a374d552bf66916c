"""Puts the editions of every issue, the feeds and the share pictures beside the web pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from markupsafe import Markup
from pelican.plugins import signals

from plugins.editions.feeds import feed
from plugins.editions.kept import Files, Kept
from plugins.editions.matter import EditionFault, Matter, Publisher
from plugins.editions.press import (
    SHOWN,
    WECHAT,
    check_web,
    edition_links,
    print_feeds,
    print_issue,
)
from plugins.editions.share import share_png
from plugins.editions.typesetter import SettingFault
from plugins.generating import SiteGenerator, refuse, site_of
from plugins.messages import fault
from plugins.models import Article, Issue, Myth
from plugins.reading.library import Edition
from plugins.rendering import OutputPage
from plugins.templating import Site
from plugins.words import Words

SHARE = "share.png"


class EditionsGenerator(SiteGenerator):
    """Runs after the web pages, and holds them to the same passages."""

    def __init__(self, *given: object, **named: object) -> None:
        """Tell every issue and page where its editions and its picture will be."""
        super().__init__(*given, **named)
        siteurl, words = self.settings["SITEURL"], self.library.reference.words
        editions = self.library.editions.values()
        self.context["editions"] = {
            issue.url: edition_links(issue, words[edition.language])
            for edition in editions
            for issue in edition.issues
        }
        self.context["share"] = {
            page.url: f"{siteurl}{page.url}{SHARE}"
            for edition in editions
            for page in _shared(edition)
        }
        self.kept = Kept(Path(self.settings["EDITIONS_KEPT"]))
        self.articles: dict[str, Markup] = {}

    def pages(self, edition: Edition) -> Iterator[OutputPage]:
        """The page from which an editor copies an issue into WeChat."""
        for issue in edition.issues:
            yield OutputPage(
                address=f"{issue.url}{WECHAT}",
                template="wechat.html",
                language=issue.language,
                nav="issue",
                alternate=f"{issue.alternate}{WECHAT}" if issue.alternate else None,
                file=issue.file,
                context={"issue": issue, **self._copied(issue)},
                is_listed=False,  # for the editors alone
            )

    def generate_output(self, writer: Any) -> None:  # noqa: ANN401 - Pelican's, without types
        """Make everything, or refuse with the name of the edition and of the passage it lacks."""
        try:
            for edition in self.library.editions.values():
                self._publish(edition)
        except (EditionFault, SettingFault) as refused:
            refuse([fault("edition_fault", "content/issues", why=str(refused))])
        super().generate_output(writer)
        self.kept.forget_others()

    def matter(self, issue: Issue) -> Matter:
        """The issue with all that its editions need."""
        words = self.library.reference.words[issue.language]
        publisher = Publisher(site_of(self.settings, words), self.settings["SITEURL"])
        reference = self.library.reference
        return Matter(issue, publisher, words, reference.charts, reference.content)

    def _publish(self, edition: Edition) -> None:
        matters = [self.matter(issue) for issue in edition.issues]
        for matter in matters:
            files = self._editions(matter)
            self.articles[matter.issue.url] = Markup(files.pop(SHOWN).decode())  # noqa: S704 - ours
            self._write(matter.issue.url, files)
            check_web(matter, self._web_pages(matter.issue))
        words = self.library.reference.words[edition.language]
        publisher = Publisher(site_of(self.settings, words), self.settings["SITEURL"])
        told = feed(edition.issues, publisher, words, self.library.reference.charts)
        self._write("/", print_feeds(told, matters[0] if matters else None))
        for page in _shared(edition):
            self._write(page.url, self._share(page, publisher.site, words))

    def _share(self, page: Issue | Article | Myth, site: Site, words: Words) -> Files:
        def make() -> Files:
            return {SHARE: share_png(page, site, words)}

        return self.kept.files(make, "share", _words_of(page), site, words.language)

    def _editions(self, matter: Matter) -> Files:
        catalogue = sorted(map(str, getattr(matter.words.catalogue, "_catalog", {}).items()))
        photos = [photo.file for story in matter.stories for photo in story.photos]
        seen = [sha256(path.read_bytes()).hexdigest() for path in photos]
        given = (matter.issue, matter.publisher, matter.charts, catalogue, seen)
        return self.kept.files(lambda: print_issue(matter), *given)

    def _copied(self, issue: Issue) -> dict[str, object]:
        shown = self.articles[issue.url]
        fragment = (self._output / f"{issue.url}{WECHAT}fragment.html".lstrip("/")).read_text()
        return {"shown": shown, "fragment": fragment}

    def _write(self, address_of: str, files: Files) -> None:
        """Write the files below an address, and account for them."""
        for name, content in files.items():
            save_as = f"{address_of}{name.lstrip('/')}".lstrip("/")
            path = self._output / save_as
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            self.written[save_as] = None

    def _web_pages(self, issue: Issue) -> Iterable[str]:
        """The pages of the articles as they were just written."""
        for article in issue.articles:
            page = self._output / f"{article.url}index.html".lstrip("/")
            yield page.read_text(encoding="utf-8")

    @property
    def _output(self) -> Path:
        return Path(self.output_path)


def _shared(edition: Edition) -> Iterator[Issue | Article | Myth]:
    """Every page that somebody may pass on."""
    yield from edition.issues
    yield from edition.articles
    yield from edition.myths


def _words_of(page: Issue | Article | Myth) -> tuple[object, ...]:
    if isinstance(page, Myth):
        return (page.language, page.fact, page.claim, page.verdict_text)
    if isinstance(page, Article):
        return (page.language, page.title, page.kicker, page.dateline)
    return (page.language, page.title, page.lead.title if page.lead else "")


def get_generators(_pelican: object) -> type[SiteGenerator]:
    """Pelican asks here for the generator."""
    return EditionsGenerator


def register() -> None:
    """Pelican calls this once."""
    signals.get_generators.connect(get_generators)
