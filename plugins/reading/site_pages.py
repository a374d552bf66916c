"""The standing pages of content/pages: about, privacy, how to register, how to contribute."""

from __future__ import annotations

from pathlib import Path

from plugins.addresses import address
from plugins.dates import date_text
from plugins.models import Page
from plugins.prose.phrases import phrased, unmarked
from plugins.reading.fields import date_in
from plugins.reading.front import open_draft
from plugins.reading.reference import Reference

STANDING = ("about", "privacy", "register", "contribute")  # the frame links to each of these


def read_pages(folder: Path, reference: Reference) -> dict[str, tuple[Page, ...]]:
    """The pages of each language."""
    pages = {
        language: tuple(
            page
            for path in sorted(folder.glob("*.md"))
            if path.name.endswith(".en.md") == (language == "en")
            and (page := _read_page(path, language, reference))
        )
        for language in reference.words
    }
    for language, several in pages.items():
        ending = ".en.md" if language == "en" else ".md"
        for slug in sorted(set(STANDING) - {page.slug for page in several}):
            reference.fault("page_missing", f"content/pages/{slug}{ending}", slug=slug)
    return pages


def _read_page(path: Path, language: str, reference: Reference) -> Page | None:
    draft = open_draft(path, language, reference)
    if draft is None:
        return None
    fields = draft.fields
    slug, title = draft.slug(), fields.string("title")
    listed = draft.known_sources()
    html = draft.html()
    updated = date_in(fields, "updated")
    other = path.name.partition(".")[0] + (".md" if language == "en" else ".en.md")
    alternate = address("zh" if language == "en" else "en", f"/{slug}/")
    page = Page(
        slug=slug,
        language=language,
        url=address(language, f"/{slug}/"),
        alternate=alternate if path.with_name(other).exists() else None,
        title=phrased(title),
        title_text=unmarked(title),
        summary=fields.string("summary"),
        updated=updated,
        updated_text=date_text(updated, language),
        html=html,
        sources=draft.sources(listed),
        file=draft.file,
    )
    fields.refuse_unknown()
    reference.addresses.claim(page.url, draft.file, fields.node.line_of("slug"))
    return page
