"""Photographs beside an article: checked, measured, and copied only as they are."""

from __future__ import annotations

import re
import warnings
from pathlib import Path

from PIL import ExifTags, Image, UnidentifiedImageError

from plugins.models import Photo
from plugins.reading.fields import at
from plugins.reading.front import Draft
from survey_model.fields import Fields

ENDINGS = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP"}
COLOURS = ("RGB", "RGBA", "L", "P")  # what every browser shows in the same colours
MOST_PIXELS = 10_000_000  # a file of 10 KB can stand for 500 MB of memory, so this is asked first
OURS = "share.png"  # lies beside an article already: the picture that a chat shows of it
CONSENT = ("yes", "none_visible")
SIDEWAYS = range(5, 9)  # EXIF orientations that swap width and height
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(\.[a-z]+)")
_BOMBS = (Image.DecompressionBombWarning, Image.DecompressionBombError)


class Unfit(Exception):
    """A picture that cannot be published; `key` names the sentence that says why."""

    def __init__(self, key: str, **values: object) -> None:
        """Keep what is put into the sentence."""
        super().__init__(key)
        self.key, self.values = key, values


def read_photos(draft: Draft, url: str) -> tuple[Photo, ...]:
    """The photographs that the article lists. `url` is the address they are published below."""
    photos = []
    for fields in draft.fields.mappings("photos"):
        photo = _photo(fields, draft, url)
        fields.refuse_unknown()
        if photo:
            photos.append(photo)
    return tuple(photos)


def measured(folder: Path, name: str) -> tuple[int, int]:
    """Width and height in pixels, as a browser shows the picture. Raises Unfit.

    The name is a name alone, so that it cannot lead out of the folder.
    """
    fit = _NAME.fullmatch(name)
    if fit is None or fit[1] not in ENDINGS:
        raise Unfit("photo_name", allowed="、".join(ENDINGS))
    if name == OURS:
        raise Unfit("photo_ours")
    path = folder / name
    if not path.is_file():
        raise Unfit("photo_missing")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            with Image.open(path, formats=tuple(set(ENDINGS.values()))) as image:
                return _size(image, path)
        except _BOMBS as bomb:
            raise Unfit("photo_large", most=MOST_PIXELS // 1_000_000) from bomb
        except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Warning) as broken:
            raise Unfit("photo_broken") from broken


def _photo(fields: Fields, draft: Draft, url: str) -> Photo | None:
    name = fields.string("file")
    alt, caption = fields.string("alt"), fields.string("caption")
    photographer, consent = fields.string("photographer"), _consent(fields)
    if not name:
        return None
    folder = draft.path.parent
    try:
        width, height = measured(folder, name)
    except Unfit as unfit:
        at(fields, unfit.key, "file", file=name, **unfit.values)
        return None
    file = (folder / name).relative_to(draft.reference.content).as_posix()
    return Photo(file, f"{url}{name}", alt, caption, photographer, consent, width, height)


def _consent(fields: Fields) -> str:
    """Whether those who can be recognised agreed. Silence is no consent."""
    written = fields.string("consent")
    if written and written not in CONSENT:
        at(fields, "photo_consent", "consent", value=written)
    return written


def _size(image: Image.Image, path: Path) -> tuple[int, int]:
    width, height = image.size
    if width * height > MOST_PIXELS:
        raise Unfit("photo_large", most=MOST_PIXELS // 1_000_000)
    if image.format != ENDINGS[path.suffix]:
        raise Unfit("photo_ending", kind=image.format)
    if image.mode not in COLOURS:
        raise Unfit("photo_colours", mode=image.mode)
    exif = image.getexif()
    if exif.get_ifd(ExifTags.IFD.GPSInfo) or b"GPSLatitude" in path.read_bytes():
        raise Unfit("photo_place")
    image.load()  # a picture that is cut off is found out only here
    turned = exif.get(ExifTags.Base.Orientation) in SIDEWAYS
    return (height, width) if turned else (width, height)
