"""All myths of content/myths, each in both languages, and how they point at one another."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from plugins.models import Myth
from plugins.reading.myth_file import read_myth
from plugins.reading.next_steps import read_next_steps
from plugins.reading.reference import Reference


def read_myths(folder: Path, reference: Reference) -> dict[str, tuple[Myth, ...]]:
    """The myths of each language, in their order. A myth is published in both or not at all."""
    steps = read_next_steps(reference)
    slugs = sorted({path.name.partition(".")[0] for path in folder.glob("*.md")})
    myths: dict[str, list[Myth]] = {language: [] for language in reference.words}
    for slug in slugs:
        for language, several in myths.items():
            path = folder / f"{slug}.{language}.md"
            if not path.exists():
                reference.fault("myth_other_language", _other(path, reference), expected=path.name)
            elif myth := read_myth(path, language, reference, steps[language]):
                several.append(myth)
    return {language: _in_order(several) for language, several in myths.items()}


def check_myth_uses(known: set[str], reference: Reference) -> None:
    """A fault for each myth that an article or another myth names and nobody wrote."""
    for use in reference.myth_uses:
        if use.id not in known:
            reference.fault("myth_unknown", use.file, use.line, id=use.id)


def link_related(myths: tuple[Myth, ...]) -> None:
    """Give each myth those that it names as related, and its neighbours in the order."""
    by_slug = {myth.slug: myth for myth in myths}
    for myth in myths:
        myth.related = tuple(by_slug[slug] for slug in myth.related_ids if slug in by_slug)
    for before, after in pairwise(myths):
        before.next, after.previous = after, before


def _in_order(myths: list[Myth]) -> tuple[Myth, ...]:
    return tuple(sorted(myths, key=lambda myth: (myth.order, myth.slug)))


def _other(path: Path, reference: Reference) -> str:
    """The file of the myth that does exist."""
    present = sorted(path.parent.glob(f"{path.name.partition('.')[0]}.*md"))
    return reference.shown(present[0] if present else path)
