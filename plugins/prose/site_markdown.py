"""Markdown that knows which manuscript it is setting, so that its parts can keep faults in it."""

from __future__ import annotations

from markdown import Markdown

from plugins.prose.manuscript import Manuscript


class SiteMarkdown(Markdown):
    """One of these sets every text of the site, one after another."""

    manuscript: Manuscript
