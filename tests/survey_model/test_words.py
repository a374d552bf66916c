"""Interface words come from the catalogues, in whatever file a room keeps them."""

from __future__ import annotations

from pathlib import Path

import pytest

from survey_model.text import Text
from survey_model.words import translations

PO = (
    'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "{zh}"\nmsgstr "{en}"\n'
)


def test_words_of_both_rooms_are_found_and_chinese_needs_no_catalogue(tmp_path: Path) -> None:
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "site.po").write_text(PO.format(zh="勘误", en="Corrections"), encoding="utf-8")
    (folder / "service.po").write_text(PO.format(zh="交卷", en="Send"), encoding="utf-8")

    english = translations("en", tmp_path)

    assert english.gettext("勘误") == "Corrections"
    assert english.gettext("交卷") == "Send"
    assert translations("zh", tmp_path).gettext("勘误") == "勘误"


def test_a_text_is_told_in_either_language_and_no_other() -> None:
    text = Text("不碰骨头", "No bone is touched")

    assert (text.in_("zh"), text.in_("en")) == ("不碰骨头", "No bone is touched")
    with pytest.raises(ValueError, match="no text is kept in 'fr'"):
        text.in_("fr")
