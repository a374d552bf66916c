"""An issue made ready for its editions: its articles as blocks, with all that they need beside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from markupsafe import Markup

from plugins.charts import Chart
from plugins.editions.parts import Block, Figures, Picture, Snapshot
from plugins.editions.reading import Reader, UnknownPart
from plugins.editions.tree import BrokenTree
from plugins.models import Article, Issue, Source
from plugins.templating import Site
from plugins.words import Words


class EditionFault(Exception):
    """An edition that cannot be made: which one, and what is wrong with it."""


@dataclass(frozen=True)
class Publisher:
    """Who publishes, and where the site stands; `siteurl` is empty while it stands nowhere."""

    site: Site
    siteurl: str = ""

    def web(self, path: str) -> str:
        """The whole address of a page where the site has one, and the path alone where not."""
        return f"{self.siteurl}{path}" if path.startswith("/") else path

    def can_be_opened(self, href: str) -> bool:
        """Whether a reader of a file can follow the link."""
        return bool(self.siteurl) or not href.startswith("/")


@dataclass(frozen=True)
class Story:
    """An article and its blocks."""

    article: Article
    blocks: tuple[Block, ...]

    @property
    def phrases(self) -> list[str]:
        """The headline, cut where a line may break."""
        return phrases(self.article.title)

    @property
    def photos(self) -> tuple[Snapshot, ...]:
        """Its photographs."""
        return tuple(block for block in self.blocks if isinstance(block, Snapshot))

    @property
    def places_its_figures(self) -> bool:
        """Whether the author said where the dated figures stand."""
        return any(isinstance(block, Figures) for block in self.blocks)


@dataclass(frozen=True)
class Matter:
    """What each edition is made from, and nothing else."""

    issue: Issue
    publisher: Publisher
    words: Words
    charts: Mapping[str, Chart] = field(default_factory=dict)
    content: Path = Path("content")  # photographs lie here

    @property
    def language(self) -> str:
        """The language of the issue."""
        return self.issue.language

    @property
    def tag(self) -> str:
        """The language as documents name it."""
        return "zh-CN" if self.language == "zh" else self.language

    @property
    def web(self) -> str:
        """Where the issue stands on the web."""
        return self.publisher.web(self.issue.url)

    @cached_property
    def stories(self) -> tuple[Story, ...]:
        """Every article, in reading order."""
        return tuple(_story(article, self.content) for article in self.issue.articles)

    @cached_property
    def sources(self) -> dict[str, Source]:
        """Every source of the issue by its id."""
        sources: dict[str, Source] = {}
        for story in self.stories:
            for source in story.article.sources:
                sources.setdefault(source.id, source)
        return sources

    @cached_property
    def shared_notes(self) -> tuple[str, ...]:
        """Editors' notes that stand with several articles, each told once for all of them."""
        told = [note.text for story in self.stories for note in story.article.notes]
        return tuple(dict.fromkeys(text for text in told if told.count(text) > 1))

    def own_notes(self, story: Story) -> tuple[str, ...]:
        """The editors' notes of one article alone."""
        texts = (note.text for note in story.article.notes)
        return tuple(text for text in texts if text not in self.shared_notes)

    def pictures(self) -> Iterator[Picture]:
        """Every chart, drawing and photograph, in reading order, each once."""
        seen = set()
        for story in self.stories:
            for block in story.blocks:
                if isinstance(block, Picture) and (type(block), block.id) not in seen:
                    seen.add((type(block), block.id))
                    yield block


def phrases(title: Markup) -> list[str]:
    """A headline, cut where a line may break."""
    return [str(Markup(part).unescape()) for part in str(title).split("<wbr>")]  # noqa: S704


def _story(article: Article, content: Path) -> Story:
    """An article's photographs, which have no place in its text, and then the text."""
    reader = Reader({source.number: source.id for source in article.sources})
    try:
        blocks = reader.blocks(article.html)

    except (UnknownPart, BrokenTree) as refused:
        raise EditionFault(f"{article.file}: {refused}") from refused
    return Story(article, (*_snapshots(article, content), *blocks))


def _snapshots(article: Article, content: Path) -> Iterator[Snapshot]:
    for photo in article.photos:
        yield Snapshot(
            id=f"{article.slug}-{Path(photo.file).stem}",
            file=(content / photo.file).resolve(),
            url=photo.url,
            alt=photo.alt,
            caption=photo.caption,
            photographer=photo.photographer,
        )
