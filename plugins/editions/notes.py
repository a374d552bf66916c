"""The numbered notes of an edition: sources, and in print also the addresses of links."""

from __future__ import annotations

from dataclasses import dataclass, field

from plugins.dates import date_text
from plugins.editions.matter import Matter, Story
from plugins.editions.parts import Run
from plugins.models import Source
from plugins.words import Words


@dataclass(frozen=True)
class EndNote:
    """One line of the list: a source, or a page that a link leads to."""

    number: int
    text: str
    href: str = ""
    source: str = ""

    @property
    def shown_address(self) -> str:
        """The address as it is printed."""
        return self.href.removeprefix("https://").removeprefix("http://").rstrip("/")


@dataclass
class Notes:
    """Numbers for one edition of a whole issue, in the order in which they are first needed.

    With `links`, a link is a note too: on paper and in WeChat nobody can press it.
    """

    matter: Matter
    links: bool
    only: Story | None = None  # the notes of this article alone
    _numbers: dict[str, int] = field(default_factory=dict)
    _linked: dict[str, str] = field(default_factory=dict)

    def of(self, run: Run) -> tuple[int, ...]:
        """The numbers that stand after this run."""
        keys = [f"@{source_id}" for source_id in run.cites]
        if self.links and run.link_text:
            keys.append(run.href)
            self._linked.setdefault(run.href, run.link_text)
        return tuple(self._numbers.setdefault(key, len(self._numbers) + 1) for key in keys)

    def source(self, source_id: str) -> int:
        """The number of a source."""
        return self._numbers.setdefault(f"@{source_id}", len(self._numbers) + 1)

    def listed(self) -> tuple[EndNote, ...]:
        """The list: everything named so far, and then the sources that no sentence named."""
        named = self.only.article.sources if self.only else self.matter.sources.values()
        for source in named:
            self.source(source.id)
        return tuple(self._note(key, number) for key, number in self._numbers.items())

    def _note(self, key: str, number: int) -> EndNote:
        if key.startswith("@"):
            source = self.matter.sources[key[1:]]
            return EndNote(number, source_text(source, self.matter.words), source.url, source.id)
        return EndNote(number, self._linked[key], self.matter.publisher.web(key))


def source_text(source: Source, words: Words) -> str:
    """A source in one line: what it is, where it stands, how much was read and when."""
    comma, stop = words.gettext("，"), words.gettext("。")
    line = source.title + (f"{comma}{source.where}" if source.where else "") + stop
    line += how_much_was_read(source.read, words)
    if source.accessed:
        day = date_text(source.accessed, words.language)
        line += comma + words.gettext("%(day)s核对", day=day)
    return line + stop


def how_much_was_read(read: str, words: Words) -> str:
    """Whether we read the abstract or the whole page."""
    told = {
        "abstract": words.gettext("读的是摘要"),
        "page": words.gettext("读的是网页"),
        "news": words.gettext("读的是报道"),
        "excerpt": words.gettext("读的是节选"),
        "introduction": words.gettext("读的是引言"),
    }
    return told[read]
