"""The marks by which a picture keeps its place while a text is turned over, and how they look."""

from __future__ import annotations

import re
from collections.abc import Callable

# Noncharacters of Unicode: no document may contain them, and `clean` takes them out of all text.
OPEN, CLOSE, BREAK, STRONG, EMPHASIS = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3", "\ufdd4"
MARK = re.compile(f"{OPEN}([^{CLOSE}]*){CLOSE}")
_UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufdd0-\ufdef\ufeff"
    "\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
_NAMES = re.compile(
    r"[\w ()（）\-.]+\.(?:jpe?g|png|gif|bmp|heic|webp|tiff?|emf|wmf)", re.IGNORECASE
)
_MARKUP = re.compile(r"[\[\]\\*_`<>&|{}#\s]+")
LONGEST_ALT = 120  # characters; a longer one is a caption, not an alternative
SLOTS = {"zh": "请上传这张图片", "en": "Please upload this picture"}
_SLOT = re.compile(rf"\[({'|'.join(SLOTS.values())})[：:] ?(\d+)(?:[，,] ?([^\[\]]*))?\]")
_PHOTO = re.compile(r"\[photo:\s*([\w-]+)\]")


def clean(text: str) -> str:
    """Text without control characters, invisible marks of direction, and our own marks."""
    return _UNWANTED.sub("", text)


def alternative(text: str | None) -> str:
    """The alternative text that an author wrote; '' for a name that a machine put there."""
    written = " ".join(_MARKUP.sub(" ", clean(text or "")).split())[:LONGEST_ALT]
    bare = re.split(r"[/\\]", clean(text or ""))[-1].strip()
    return "" if _NAMES.fullmatch(bare) else written


def photo(name: str) -> str:
    """The line by which the text shows a picture."""
    return f"[photo: {name}]"


def slot(number: int, alt: str, language: str) -> str:
    """The line that asks for a picture which could not be fetched."""
    colon, comma = ("：", "，") if language == "zh" else (": ", ", ")
    return f"[{SLOTS[language]}{colon}{number}{comma + alt if alt else ''}]"


def photo_named(line: str) -> str | None:
    """The picture that the line shows, or None."""
    match = _PHOTO.fullmatch(line.strip())
    return match[1] if match else None


def is_slot(line: str) -> bool:
    """Whether the line asks for a picture."""
    return bool(_SLOT.fullmatch(line.strip()))


def open_slots(markdown: str) -> tuple[str, ...]:
    """The lines that still ask for a picture; a piece that has any is not ready to be sent."""
    return tuple(line.strip() for line in markdown.split("\n") if is_slot(line))


def replaced(text: str, replacement: Callable[[str], str]) -> str:
    """The text with each mark replaced."""
    return MARK.sub(lambda match: replacement(match[1]), text)
