"""The generator that all ours are made from: it reads the library once and writes pages."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NoReturn

from pelican.generators import Generator

from plugins.addresses import address
from plugins.reading.library import Edition, Library, sound_library
from plugins.reading.surveys import open_survey
from plugins.rendering import OutputPage
from plugins.structured_data import Publisher, as_json
from plugins.templating import Site, language_of_page
from plugins.words import Words
from survey_model.faults import Fault, Faults
from survey_model.wave import ZONE, today_in_china

LIBRARY, WRITTEN = "LIFE_RELAY_LIBRARY", "LIFE_RELAY_WRITTEN"  # keys of Pelican's shared context


class SiteGenerator(Generator):
    """Writes the pages that `pages` gives for each language."""

    def __init__(self, *given: object, **named: object) -> None:
        """Read the library, unless another generator of this build has read it."""
        super().__init__(*given, **named)
        if LIBRARY not in self.context:
            self.context[LIBRARY] = _read(Path(self.path), Path(self.theme))
        self.library: Library = self.context[LIBRARY]
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
                context = {**self.context, **frame, **_given(page)}
                writer.write_file(page.save_as, template, context)
                self.written[page.save_as] = page

    def publisher(self, edition: Edition) -> Publisher:
        """Who publishes: the organiser, or the site itself while no organiser is set."""
        site = site_of(self.settings, self.library.reference.words[edition.language])
        return Publisher(site.organiser or site.name, self.settings["SITEURL"])

    def frame(self, edition: Edition) -> dict[str, object]:
        """What every page of the language is given."""
        words = self.library.reference.words[edition.language]
        today = day_of_build()
        return {
            **language_of_page(words),
            "site": site_of(self.settings, words),
            "open_survey": open_survey(self.library.surveys, today),
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


def day_of_build() -> dt.date:
    """Today in China, or the day of SOURCE_DATE_EPOCH, so that a build can be repeated."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return dt.datetime.fromtimestamp(int(epoch), ZONE).date() if epoch else today_in_china()


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


def _given(page: OutputPage) -> dict[str, object]:
    return {
        "nav": page.nav,
        "alternate": page.alternate,
        "rehearsal": page.rehearsal,
        "address": page.address,
        "structured_data": as_json(page.structured_data) if page.structured_data else "",
        **page.context,
    }
