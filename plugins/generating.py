"""The generator that all ours are made from: it reads the library once and writes pages."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NoReturn

from pelican.generators import Generator

from plugins.addresses import address
from plugins.build_day import day_of_build
from plugins.reading.library import Edition, Library, sound_library
from plugins.reading.surveys import open_survey
from plugins.rendering import OutputPage, Step
from plugins.structured_data import Publisher, as_json, described
from plugins.templating import Site, language_of_page
from plugins.words import Words
from survey_model.faults import Fault, Faults

# keys of Pelican's shared context
LIBRARY, WRITTEN, DAY = "LIFE_RELAY_LIBRARY", "LIFE_RELAY_WRITTEN", "LIFE_RELAY_DAY"


class SiteGenerator(Generator):
    """Writes the pages that `pages` gives for each language."""

    def __init__(self, *given: object, **named: object) -> None:
        """Read the library, unless another generator of this build has read it."""
        super().__init__(*given, **named)
        if LIBRARY not in self.context:
            self.context[LIBRARY] = _read(Path(self.path), Path(self.theme))
            self.context[DAY] = day_of_build(self.context[LIBRARY])
        self.library: Library = self.context[LIBRARY]
        self.day: dt.date = self.context[DAY]
        self.written: dict[str, OutputPage | None] = self.context.setdefault(WRITTEN, {})

    def pages(self, edition: Edition) -> Iterable[OutputPage]:
        """The pages of one language."""
        raise NotImplementedError

    def generate_output(self, writer: Any) -> None:  # noqa: ANN401 - Pelican's, without types
        """Write every page, and keep its name."""
        for edition in self.library.editions.values():
            frame = self.frame(edition)
            for page in self.pages(edition):
                template = self.library.reference.templates.get_template(page.template)
                context = {**self.context, **frame, **self._given(page)}
                writer.write_file(page.save_as, template, context)
                self.written[page.save_as] = page

    def write_bytes(self, save_as: str, content: bytes) -> None:
        """Write a file that is no page, and keep its name."""
        path = Path(self.output_path) / save_as
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        self.written[save_as] = None

    def publisher(self, edition: Edition) -> Publisher:
        """Who publishes: the organiser, or the site itself while no organiser is set."""
        site = site_of(self.settings, self.library.reference.words[edition.language])
        return Publisher(site.organiser or site.name, self.settings["SITEURL"])

    def share_picture(self, address_of: str) -> str:
        """The picture that a chat shows of the page, where one is made for it."""
        pictures: dict[str, str] = self.context.get("share", {})
        return pictures.get(address_of, "")

    def frame(self, edition: Edition) -> dict[str, object]:
        """What every page of the language is given."""
        words = self.library.reference.words[edition.language]
        return {
            **language_of_page(words),
            "site": site_of(self.settings, words),
            "open_survey": open_survey(self.library.surveys, self.day),
        }

    def other(self, edition: Edition) -> str:
        """The language that the edition is not in."""
        return next(language for language in self.library.editions if language != edition.language)

    def _given(self, page: OutputPage) -> dict[str, object]:
        data = described(page.structured_data, page.trail, self.settings["SITEURL"])
        return {
            "nav": page.nav,
            "alternate": page.alternate,
            "rehearsal": page.rehearsal,
            "address": page.address,
            "trail": page.trail,
            "kind": page.kind,
            "published": page.published,
            "modified": page.modified,
            "is_listed": page.is_listed,
            "structured_data": as_json(data) if data else "",
            **page.context,
        }


def own_page(
    edition: Edition, path: str, template: str, nav: str, file: str, **context: object
) -> OutputPage:
    """A page that exists in every language at the same path."""
    other = "zh" if edition.language == "en" else "en"
    rehearsal = bool(context.pop("rehearsal", False))
    return OutputPage(
        address=address(edition.language, path),
        template=template,
        language=edition.language,
        nav=nav,
        alternate=address(other, path),
        file=file,
        context=context,
        rehearsal=rehearsal,
    )


def trail_of(edition: Edition, words: Words, *steps: tuple[str, str]) -> tuple[Step, ...]:
    """The way to a page: the front page, then each (name, path without language)."""
    way = ((words.gettext("首页"), "/"), *steps)
    return tuple(Step(name, address(edition.language, path)) for name, path in way)


def site_of(settings: dict[str, Any], words: Words) -> Site:
    """The publisher, as the frame shows it."""
    return Site(
        name=settings["SITE_NAMES"][words.language],
        tagline=settings["SITE_TAGLINES"][words.language],
        organiser=settings["ORGANISER"],
        contact_email=settings["CONTACT_EMAIL"],
        icp_number=settings["ICP_NUMBER"],
        police_number=settings["POLICE_NUMBER"],
    )


def refuse(faults: Iterable[Fault]) -> NoReturn:
    """Tell every fault in plain words and end the build, without a traceback."""
    told = sorted(set(faults))
    lines = "\n".join(f"  {fault}" for fault in told)
    sys.stderr.write(f"网站没有生成，有{len(told)}处要改：\n{lines}\n")
    raise SystemExit(1)


def _read(content: Path, theme: Path) -> Library:
    try:
        return sound_library(content, theme)
    except Faults as faults:
        refuse(faults.faults)
