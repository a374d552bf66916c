"""The pictures of a text while it is read: kept by number, or asked for where they are missing."""

from __future__ import annotations

from dataclasses import dataclass, field

from survey_service.pieces.importing import marks
from survey_service.pieces.importing.draft import Picture
from survey_service.pieces.importing.refusal import ImportRefused

MOST_PICTURES = 30
KNOWN = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")  # JPEG, PNG
CONTAINERS = {b"WEBP": 8, b"ftyp": 4}  # WebP in RIFF, HEIC in ISO media: the word, and where


@dataclass
class Pictures:
    """What has been found so far. Each `keep` or `ask` gives a mark that keeps the place."""

    language: str
    kept: list[Picture] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)  # alternative texts

    def keep(self, content: bytes, alt: str | None) -> str:
        """A mark for a picture that the file holds."""
        if len(self.kept) >= MOST_PICTURES:
            raise ImportRefused("too_many_pictures", count=len(self.kept) + 1, most=MOST_PICTURES)
        name = f"picture-{len(self.kept) + 1}"
        self.kept.append(Picture(name, content, marks.alternative(alt)))
        return f"{marks.OPEN}p{len(self.kept)}{marks.CLOSE}"

    def ask(self, alt: str | None) -> str:
        """A mark for a picture that the contributor has to upload."""
        self.asked.append(marks.alternative(alt))
        return f"{marks.OPEN}s{len(self.asked)}{marks.CLOSE}"

    def line(self, mark: str) -> str:
        """The line of Markdown that takes the place of a mark."""
        number = int(mark[1:])
        if mark.startswith("p"):
            return marks.photo(self.kept[number - 1].name)
        return marks.slot(number, self.asked[number - 1], self.language)


def is_known(content: bytes) -> bool:
    """Whether the bytes begin as a format that the photo task reads."""
    return content.startswith(KNOWN) or any(
        content[at : at + len(word)] == word for word, at in CONTAINERS.items()
    )
