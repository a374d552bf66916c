"""Interface words: gettext catalogues read straight from theme/locale, Chinese as the source."""

from __future__ import annotations

import gettext
import io
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE = Path(__file__).resolve().parent.parent / "theme" / "locale"


def translations(language: str, locale: Path = LOCALE) -> gettext.NullTranslations:
    """The words of `language`; Chinese needs no catalogue, since the Chinese sentence is the key.

    The .po files are read as they are, so that no built file has to be kept beside them.
    """
    merged: gettext.NullTranslations = gettext.NullTranslations()
    for path in sorted((locale / language / "LC_MESSAGES").glob("*.po")):
        compiled = io.BytesIO()
        with path.open("rb") as file:
            write_mo(compiled, read_po(file, locale=language))
        compiled.seek(0)
        catalogue = gettext.GNUTranslations(compiled)
        catalogue.add_fallback(merged)
        merged = catalogue
    return merged
