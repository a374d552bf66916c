"""What a file, a paste or a photo has become: text to go on writing, pictures to keep."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Guess:
    """Something that the importer took for a heading; the contributor confirms it or takes it back.

    `line` counts the lines of the draft's Markdown from 1; 0 is the title, which stands apart.
    `was` is the line as it stands if the guess is taken back, `becomes` the line as it is now.
    `why` is a key of messages.WHYS.
    """

    line: int
    was: str
    becomes: str
    why: str


@dataclass(frozen=True)
class Picture:
    """A picture as it lay in the file, location and all: it must go through the photo task.

    The draft's Markdown shows it by a line of its own, `[photo: name]`.
    """

    name: str
    content: bytes
    alt: str


@dataclass(frozen=True)
class Draft:
    """A title, a text in our Markdown, and what the contributor should look at.

    `messages` are keys of messages.MESSAGES, each at most once, in the order in which they arose.
    """

    title: str
    markdown: str
    guesses: tuple[Guess, ...] = ()
    pictures: tuple[Picture, ...] = ()
    messages: tuple[str, ...] = ()


@dataclass(frozen=True)
class Photo:
    """A photo drawn anew: two JPEGs in sRGB that carry nothing but pixels.

    `taken` is the day that the camera wrote down; `had_location` says only that there was one.
    """

    jpeg: bytes  # 1600 px on the long side, or less
    width: int
    height: int
    small_jpeg: bytes  # 800 px on the long side, or less
    small_width: int
    small_height: int
    taken: date | None
    had_location: bool


Result = Draft | Photo
