"""What every article and page may name: sources, charts, drawings, places, words."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup

from plugins.addresses import Addresses
from plugins.chart_figure import figure
from plugins.charts import Chart, read_charts
from plugins.messages import fault
from plugins.models import Figure, Place
from plugins.prose.manuscript import LinkUse, Manuscript
from plugins.reading.register import Comparator, Register, read_comparators, read_registers
from plugins.reading.sources import Numbering, SourceEntry, read_sources
from plugins.reading.topics import Byline, Topic, read_bylines, read_topics
from plugins.templating import environment, language_of_page
from plugins.words import Words, words_of_every_language
from survey_model.faults import Fault, Faults
from survey_model.place import Places, read_places

FIGURES = '{% from "shared/parts.html" import dated_row with context %}{{ dated_row(figures) }}'
DRAWING = '{% from "shared/drawing.html" import drawing with context %}{{ drawing(id) }}'


@dataclass(frozen=True)
class MythUse:
    """A myth that a file names, and the line of it."""

    id: str
    file: str
    line: int


@dataclass
class Reference:
    """Read once, before anything that may name it. Faults and links of all files gather here."""

    content: Path
    templates: Environment
    words: dict[str, Words]
    drawings: tuple[str, ...]
    faults: list[Fault]
    addresses: Addresses
    sources: dict[str, SourceEntry] = field(default_factory=dict)
    charts: dict[str, Chart] = field(default_factory=dict)
    topics: dict[str, Topic] = field(default_factory=dict)
    bylines: dict[str, Byline] = field(default_factory=dict)
    registers: tuple[Register, ...] = ()
    comparators: tuple[Comparator, ...] = ()
    places: Places | None = None
    links: list[LinkUse] = field(default_factory=list)
    myth_uses: list[MythUse] = field(default_factory=list)

    def shown(self, path: Path) -> str:
        """The name of a content file in a fault: content/…."""
        return f"content/{path.relative_to(self.content).as_posix()}"

    def fault(self, key: str, file: str, line: int = 0, /, **values: object) -> None:
        """Keep a fault."""
        self.faults.append(fault(key, file, line, **values))

    def warn(self, key: str, file: str, line: int = 0, /, **values: object) -> None:
        """Keep something that an editor should look at, and that stops nothing."""
        self.faults.append(replace(fault(key, file, line, **values), warning=True))

    def numbering(self, language: str) -> Numbering:
        """The numbering of the sources of a new page."""
        return Numbering(self.sources, self.words[language])

    def place(self, code: str, language: str) -> Place | None:
        """The place with this code, or None."""
        found = self.places.find(code) if self.places else None
        if found is None or self.places is None:
            return None
        city = self.places.city_of(code)
        return Place(found.code, found.name.in_(language), city.code if city else "")

    def insert(self, manuscript: Manuscript, kind: str, name: str) -> Markup:
        """The HTML of a chart or a drawing in a text; an unknown one is a fault and nothing."""
        if kind == "chart" and name in self.charts:
            return figure(self.charts[name], manuscript.numbering)
        if kind == "drawing" and name in self.drawings:
            return self.render(DRAWING, manuscript.language, id=name)
        allowed = "、".join(self.drawings)
        manuscript.fault(f"{kind}_unknown", f"{name}]", id=name, allowed=allowed)
        return Markup()

    def figures(self, language: str, figures: tuple[Figure, ...]) -> Markup:
        """The HTML of the figures of a text."""
        return self.render(FIGURES, language, figures=figures)

    def render(self, template: str, language: str, **values: object) -> Markup:
        """A few words of template, for a macro of the theme."""
        page = language_of_page(self.words[language])
        return Markup(self.templates.from_string(template).render(page, **values))  # noqa: S704


def read_reference(content: Path, theme: Path) -> Reference:
    """Sources, charts and places of `content`, words and drawings of `theme`."""
    faults: list[Fault] = []
    reference = Reference(
        content=content,
        templates=environment(theme),
        words=words_of_every_language(theme / "locale"),
        drawings=tuple(sorted(p.stem for p in (theme / "templates" / "drawings").glob("*.svg"))),
        faults=faults,
        addresses=Addresses(faults),
    )
    data = content / "data"
    sources, charts = data / "sources.yaml", data / "charts.yaml"
    reference.sources = read_sources(sources, reference.shown(sources), faults)
    known = frozenset(reference.sources)
    reference.charts = read_charts(charts, reference.shown(charts), known, faults)
    topics, bylines = data / "topics.yaml", data / "bylines.yaml"
    reference.topics = read_topics(topics, reference.shown(topics), faults)
    reference.bylines = read_bylines(bylines, reference.shown(bylines), faults)
    register, others = data / "register.yaml", data / "comparators.yaml"
    reference.registers = read_registers(register, reference.shown(register), known, faults)
    reference.comparators = read_comparators(others, reference.shown(others), known, faults)
    try:
        places = data / "places.yaml"
        reference.places = read_places(places, reference.shown(places))
    except Faults as refused:
        faults.extend(refused.faults)
    return reference
