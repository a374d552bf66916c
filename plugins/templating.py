"""The templates of the theme, and what every page of the site is given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup

from plugins.addresses import address
from plugins.words import Words


@dataclass(frozen=True)
class Site:
    """What the frame of every page says about the publisher; an empty value hides its row."""

    name: str
    tagline: str
    organiser: str = ""
    contact_email: str = ""
    icp_number: str = ""
    police_number: str = ""


def environment(theme: Path) -> Environment:
    """The theme's templates and no others. A template that names what does not exist fails."""
    templates = Environment(
        loader=FileSystemLoader(theme / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
    )
    templates.newstyle_gettext = True  # type: ignore[attr-defined]  # set by the i18n extension
    return templates


def language_of_page(words: Words) -> dict[str, object]:
    """What a template needs to speak one language: its words and its addresses."""
    gettext = _translator(words)
    return {
        "lang": words.language,
        "_": gettext,
        "gettext": gettext,
        "url": lambda path: address(words.language, path),
        "asset": asset,
    }


def asset(name: str) -> str:
    """The address of a stylesheet, script or icon."""
    return f"/theme/{name}"


def _translator(words: Words) -> Callable[..., str]:
    """`_` for templates: values are put in as in Jinja's own newstyle gettext."""

    @pass_eval_context
    def gettext(context: EvalContext, message: str, /, **values: object) -> str:
        text = words.gettext(message)
        return Markup(text) % values if context.autoescape else text % values  # noqa: S704

    return gettext
