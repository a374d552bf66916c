"""Writing words as Markdown so that they stay words, whichever renderer reads them."""

from __future__ import annotations

import html
import re
import unicodedata

from survey_service.pieces.importing import marks

INSIDE = re.compile(r"/(?:[\w.~-]+/)*(?:#[\w-]+)?|#[\w-]+")  # as the site's own articles link
OUTSIDE = re.compile(r"https://[^\s/?#@\\]+(?:[/?#][^\s\\]*)?")
INDENT = "\u3000 \t\n"
_ENTITY = re.compile(r"&(?=#?\w+;)")
_SPECIAL = re.compile(r"[\\`*_\[\]]")
LIKE_A_BLOCK = re.compile(r"\[(?=(?:chart|drawing|figures|photo)\b)")  # one that was not meant
_DIVIDER = re.compile(r"[:\- ]*\|[|:\- ]*")  # it would make a table of the line above
_SIGN = re.compile(r"\\.|[*|{]")
_NUMBER = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
_BULLET = re.compile(r"[-+](?=\s|$|-|\+)|#|\|(?=\s*:?-)")
_ALIGNED = re.compile(r":(?=-)")
_UNSAFE_IN_ADDRESS = re.compile(r"[()\[\]<>\"'`|{}^\\*]|&(?=#?\w+;)")
_RAISED = str.maketrans("0123456789+-()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-()", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎")
_WRITTEN = re.compile(
    r"\\(?P<escaped>.)|(?P<entity>&#?\w+;)|(?P<link>\]\([^)\s]*\))|(?P<mark>\*{1,3}|\[)"
)


def escaped(text: str) -> str:
    """The words of a run. `<` becomes an entity for good: no later step can make it a tag."""
    text = _ENTITY.sub("&amp;", text).replace("<", "&lt;").replace(">", "&gt;")
    text = LIKE_A_BLOCK.sub("&#91;", text)
    return _SPECIAL.sub(r"\\\g<0>", text)


def guarded(line: str) -> str:
    """A line of a paragraph whose first characters would begin a list, a heading or a table."""
    line = line.strip(" \t")
    if _DIVIDER.fullmatch(line):
        line = line.replace("|", "\\|", 1)
    if match := _NUMBER.match(line):
        words = line[match.end() :].lstrip()
        if words and not words[0].isascii():  # as Chinese is written; it begins no list
            return f"{match[0]}{words}"
        return f"{match[1]}\\{line[match.end(1) :]}"
    if _ALIGNED.match(line):
        return f"&#58;{line[1:]}"
    return f"\\{line}" if _BULLET.match(line) else line


def heading(line: str) -> str:
    """The words of a heading: in one line, without weight; `|` and `{` have a meaning there."""
    line = _signs(" ".join(line.split()), {"*": "", "|": "&#124;", "{": "&#123;"})
    return re.sub(r"^#+|#+$", lambda match: "\\#" * len(match[0]), line)


def cell(line: str) -> str:
    """The words of a cell of a table."""
    return _signs(" ".join(line.split()), {"|": "\\|"})


def cells_of(row: str) -> list[str]:
    """A line of a table taken apart at its bars; a bar behind a backslash is a word."""
    return _signs(row, {"|": marks.BREAK}).split(marks.BREAK)


def _signs(line: str, signs: dict[str, str]) -> str:
    """The line with these signs written otherwise, where no backslash stands before them."""
    return _SIGN.sub(lambda match: signs.get(match[0], match[0]), line)


def address(target: str) -> str | None:
    """The target of a link as it may stand in a text, or None if it may not."""
    target = target.strip()
    if any(unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp") for c in target):
        return None
    if not (INSIDE.fullmatch(target) or OUTSIDE.fullmatch(target)):
        return None
    return _UNSAFE_IN_ADDRESS.sub(lambda match: f"%{ord(match[0]):02X}", target)


def raised(text: str) -> str:
    """10⁹ and m², where every character can be raised; the words as they are where not."""
    turned = text.translate(_RAISED)
    return turned if _is_turned(text, turned) else text


def lowered(text: str) -> str:
    """CO₂, where every character can be lowered."""
    turned = text.translate(_LOWERED)
    return turned if _is_turned(text, turned) else text


def words_of(written: str) -> str:
    """The words of a line that this module has written."""
    return _WRITTEN.sub(_word, written)


def _is_turned(text: str, turned: str) -> bool:
    return all(a != b for a, b in zip(text, turned, strict=True))


def _word(match: re.Match[str]) -> str:
    if match["escaped"]:
        return str(match["escaped"])
    return html.unescape(match["entity"]) if match["entity"] else ""
