"""A photo from a phone is drawn anew: pixels, upright, in sRGB, and nothing else of the file."""

from __future__ import annotations

import io
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Final

import pillow_heif
from PIL import ExifTags, Image, ImageCms, UnidentifiedImageError

from survey_service.pieces.importing.draft import Photo
from survey_service.pieces.importing.refusal import ImportRefused

MB: Final = 1024 * 1024
LARGEST_FILE = 15 * MB
MOST_PIXELS = 40_000_000
TEN_THOUSAND = 10_000  # 万, in which Chinese counts pixels
LONG_SIDE, SMALL_SIDE = 1600, 800  # px
QUALITY = 82
FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")
FIRST_YEAR = 1990  # a camera that says an earlier day has lost its clock
HELD = {  # EXIF orientation → the turn that sets the picture upright
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
MISREAD = (
    OSError,
    EOFError,  # HEIC that ends before its picture does
    ValueError,
    KeyError,
    TypeError,
    IndexError,
    SyntaxError,
    struct.error,
)

pillow_heif.register_heif_opener()
Image.init()  # all of Pillow is loaded before a file is read


def read_photo(sent: bytes, language: str = "zh") -> Photo:  # noqa: ARG001 - as every task
    """Two clean JPEGs, and what the camera knew. Raises ImportRefused. Only for the child."""
    _refuse_large(sent)
    try:
        with _strict(), Image.open(io.BytesIO(sent), formats=FORMATS) as image:
            _refuse_many_pixels(image)
            taken, had_location = _told(image)
            upright = _decoded(image)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise _too_many(MOST_PIXELS * 2) from bomb
    except UnidentifiedImageError as unknown:
        raise ImportRefused("photo_kind") from unknown
    except MISREAD as broken:
        raise ImportRefused("photo_broken") from broken
    large, small = _fitted(upright, LONG_SIDE), _fitted(upright, SMALL_SIDE)
    return Photo(_jpeg(large), *large.size, _jpeg(small), *small.size, taken, had_location)


@contextmanager
def _strict() -> Iterator[None]:
    """Pillow stops at a bomb; what else it would only warn about is no matter."""
    before = Image.MAX_IMAGE_PIXELS
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            yield
    finally:
        Image.MAX_IMAGE_PIXELS = before


def _refuse_large(sent: bytes) -> None:
    if not sent:
        raise ImportRefused("file_empty")
    if len(sent) > LARGEST_FILE:
        size, most = -(-len(sent) // MB), LARGEST_FILE // MB
        raise ImportRefused("photo_too_large", size=size, most=most)


def _refuse_many_pixels(image: Image.Image) -> None:
    """Before anything is decoded: the header alone says how large it is."""
    if image.width * image.height > MOST_PIXELS:
        raise _too_many(image.width * image.height)


def _too_many(pixels: int) -> ImportRefused:
    return ImportRefused(
        "photo_too_many_pixels",
        pixels=-(-pixels // TEN_THOUSAND),
        most=MOST_PIXELS // TEN_THOUSAND,
    )


def _decoded(image: Image.Image) -> Image.Image:
    """The pixels, not much larger than needed, upright, in sRGB, on white."""
    if image.format in ("JPEG", "MPO"):  # MPO: a JPEG with a second picture, by some phones
        image.draft(None, (LONG_SIDE, LONG_SIDE))  # half or a quarter of the size, for speed
    image.seek(0)
    image.load()
    profile, held = image.info.get("icc_profile"), _held(image)
    smaller = _with_colours(image)
    smaller.thumbnail((LONG_SIDE, LONG_SIDE), Image.Resampling.LANCZOS, reducing_gap=2)
    turned = smaller.transpose(HELD[held]) if held in HELD else smaller
    return _in_srgb(_in_eight_bits(turned), profile)


def _held(image: Image.Image) -> int:
    """How the camera was held, 1 to 8 as EXIF counts; a broken record says upright."""
    try:
        return int(image.getexif().get(ExifTags.Base.Orientation, 1))
    except MISREAD:
        return 1


def _with_colours(image: Image.Image) -> Image.Image:
    """A palette cannot be made smaller smoothly, colours can."""
    if image.mode in ("P", "PA"):
        return image.convert("RGBA" if "transparency" in image.info else "RGB")
    return image.convert("L") if image.mode == "1" else image


def _in_eight_bits(image: Image.Image) -> Image.Image:
    """Of 16 bits the upper half; what can be seen through is laid on white."""
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda value: value / 256).convert("L")
    if image.mode in ("LA", "RGBA", "La", "RGBa") or "transparency" in image.info:
        layer = image.convert("RGBA")
        white = Image.new("RGBA", layer.size, "white")
        return Image.alpha_composite(white, layer).convert("RGB")
    return image


def _in_srgb(image: Image.Image, profile: object) -> Image.Image:
    """Colours as every screen shows them. A profile that does not fit is left aside."""
    if isinstance(profile, bytes) and image.mode in ("RGB", "CMYK", "L"):
        try:
            own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            turned = ImageCms.profileToProfile(image, own, SRGB, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError):
            turned = None
        if turned is not None:
            return turned
    return image.convert("RGB")


def _fitted(image: Image.Image, side: int) -> Image.Image:
    """A fresh image, nothing carried over but pixels; never enlarged."""
    pixels = image.copy()
    pixels.thumbnail((side, side), Image.Resampling.LANCZOS)
    fresh = Image.new("RGB", pixels.size)
    fresh.paste(pixels)
    return fresh


def _jpeg(image: Image.Image) -> bytes:
    file = io.BytesIO()
    image.save(file, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return file.getvalue()


def _told(image: Image.Image) -> tuple[date | None, bool]:
    """The day the picture was taken, and whether it said where. A broken record says nothing."""
    try:
        exif = image.getexif()
        details = exif.get_ifd(ExifTags.IFD.Exif)
        day = details.get(ExifTags.Base.DateTimeOriginal) or exif.get(ExifTags.Base.DateTime)
        had_location = bool(exif.get_ifd(ExifTags.IFD.GPSInfo))
    except MISREAD:
        day, had_location = None, False
    packet = image.info.get("xmp", b"")
    raw = packet.encode() if isinstance(packet, str) else packet
    return _day(day), had_location or b"GPSLatitude" in raw


def _day(written: object) -> date | None:
    """The day of "2019:10:20 09:30:00"; None for a day that cannot be."""
    text = written.decode("ascii", "replace") if isinstance(written, bytes) else str(written or "")
    try:
        day = date.fromisoformat(text[:10].replace(":", "-"))
    except ValueError:
        return None
    return day if FIRST_YEAR <= day.year <= date.today().year + 1 else None  # noqa: DTZ011 - a day
