"""One way to write each thing within a line: bold, dots, links, citations; all else is words."""

from __future__ import annotations

import html
import re
import string
import unicodedata
from collections.abc import Callable

from survey_service.pieces.importing import marks, writing

KEPT = ("&#124;", "&#123;", "&#58;", "&#91;")
LONGEST_PART = 2000  # characters of a bold word or a link; beyond that the marks are words
_CHAR = r"(?:[^*\n\\]|\\.)"
_WEIGHED = rf"(?=[^\s*]){_CHAR}{{1,{LONGEST_PART}}}?(?:(?<=[^\s*])|(?<=\\\*))"
_STRONG = rf"(?<![*\\])\*{{2,3}}(?P<strong>{_WEIGHED})\*{{2,3}}(?!\*)"
_EMPHASIS = rf"(?<![*\\])\*(?P<emphasis>{_WEIGHED})\*(?!\*)"
_LINK = (
    rf"(?P<link>(?<!!)\[(?P<words>(?:[^\[\]\\\n]|\\.){{1,{LONGEST_PART}}})\]"
    rf"\((?P<target>(?:[^()\s\\]|\([^()\s\\]*\)){{1,{LONGEST_PART}}})\))"
)
_CITATION = r"(?P<citation>\[@\w{1,80}(?:[;,，；、 ]{1,3}@\w{1,80}){0,9}\])"
_ESCAPED = r"(?P<escaped>\\[!-/:-@\[-`{-~])"
_ENTITY = r"(?P<entity>&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});)"
_TOKEN = re.compile(f"{_ESCAPED}|{_ENTITY}|{_CITATION}|{_LINK}|{_STRONG}|{_EMPHASIS}")
_DECODED = re.compile(rf"\\.|{_ENTITY}")
_CITED = re.compile(rf"\\.|{_CITATION}")


def cited(line: str, written: Callable[[str], str]) -> str:
    """The line with each citation replaced by what is `written` for it."""
    return _CITED.sub(lambda found: written(found[0]) if found["citation"] else found[0], line)


def decoded(text: str) -> str:
    """Entities as the characters they name; those that would be signs are words by a backslash."""
    return _DECODED.sub(_character, text)


def tidy(line: str, within: str = "") -> str:
    """The line rewritten. `within` names the mark around it, which is not written twice."""
    pieces: list[str] = []
    begin = weighed_to = 0
    for match in _TOKEN.finditer(line):
        pieces.append(writing.escaped(line[begin : match.start()]))
        is_weighed = bool(match["strong"] or match["emphasis"])
        touches = is_weighed and weighed_to == match.start() > 0  # `*a***b**` can be misread
        pieces.append(_rewritten(match, "*" if touches else within))
        begin = match.end()
        weighed_to = begin if is_weighed and not touches else -1
    pieces.append(writing.escaped(line[begin:]))
    return "".join(pieces)


def _rewritten(match: re.Match[str], within: str) -> str:
    if match["escaped"]:
        character = match["escaped"][1]
        if character == "[":
            meant = writing.LIKE_A_BLOCK.match(match.string, match.start() + 1)
            return "&#91;" if meant else "\\["
        return "&amp;" if character == "&" else writing.escaped(character)
    if match["entity"] or match["citation"]:
        return match[0]
    if match["link"]:
        return _link(match, within)
    mark, inner = ("**", match["strong"]) if match["strong"] else ("*", match["emphasis"])
    if within in ("*", "**", "heading"):
        return tidy(inner, within)
    return f"{mark}{tidy(inner, mark)}{mark}"


def _character(match: re.Match[str]) -> str:
    """An entity as its character, which is a word and no mark; some are kept as they are."""
    written = match["entity"]
    if not written or written in KEPT:
        return match[0]
    character = marks.clean(html.unescape(written))
    if any(unicodedata.category(one)[0] == "C" for one in character):
        return ""
    return "".join(f"\\{one}" if one in string.punctuation else one for one in character)


def _link(match: re.Match[str], within: str) -> str:
    """A link with its words; only the words of one that may not be, or stands in a heading."""
    place = writing.address(match["target"])
    words = tidy(match["words"], "link")
    return f"[{words}]({place})" if place and within not in ("link", "heading") else words
