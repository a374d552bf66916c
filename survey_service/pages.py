"""Drawing pages: the templates of the service inside the frame of the site, in one language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined

from survey_model.text import LANGUAGES
from survey_model.words import translations
from survey_service.config import NAME, TAGLINE, Config

TEMPLATES = Path(__file__).resolve().parent / "templates"

Gettext = Callable[..., str]


def N_(message: str) -> str:  # noqa: N802 - the name by which gettext tools find such words
    """Mark a word of the interface that is translated later, when the page is drawn."""
    return message


class Pages:
    """The templates, compiled once for each language."""

    def __init__(self, config: Config, locale: Path | None = None) -> None:
        """Words come from `locale`, by default theme/locale of the settings."""
        self._config = config
        folder = locale or config.theme / "locale"
        self._words = {language: translations(language, folder) for language in LANGUAGES}
        self._templates = {language: self._environment(language) for language in LANGUAGES}

    def word(self, language: str, message: str, **values: object) -> str:
        """One interface sentence in `language`, with its values put in."""
        translated = self._words[language].gettext(message)
        return translated % values if values else translated

    def draw(self, template: str, language: str, path: str | None = None, **values: object) -> str:
        """The page. `path` is its address without language, for the link to the other one."""
        other = "zh" if language == "en" else "en"
        frame = {
            "alternate": local(other, path) if path else None,
            "nav": "survey",
            "open_survey": None,
            "rehearsal": False,
        }
        return self._templates[language].get_template(template).render(**{**frame, **values})

    def _environment(self, language: str) -> Environment:
        environment = Environment(
            loader=ChoiceLoader(
                [FileSystemLoader(TEMPLATES), FileSystemLoader(self._config.theme / "templates")]
            ),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
        )
        environment.install_gettext_translations(self._words[language], newstyle=True)  # type: ignore[attr-defined]
        environment.globals.update(
            lang=language,
            site=_site(self._config, language),
            asset=lambda name: f"/theme/{name}",
            url=lambda path: local(language, path),
        )
        return environment


def _site(config: Config, language: str) -> dict[str, str]:
    """What the frame says about the publisher."""
    names = {"name": NAME.in_(language), "tagline": TAGLINE.in_(language)}
    return {**names, **asdict(config.publisher)}


def local(language: str, path: str) -> str:
    """The address of `path` in `language`: English stands under /en."""
    return f"/en{path}" if language == "en" else path
