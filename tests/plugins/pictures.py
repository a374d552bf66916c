"""Pictures for tests: whole, broken, too large, in the wrong colours, with the place in them."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

from PIL import ExifTags, Image

INK = "#0e4a73"
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><exif:GPSLatitude>30,15N</exif:GPSLatitude></x:xmpmeta>'


def picture(kind: str = "JPEG", mode: str = "RGB", size: tuple[int, int] = (60, 40)) -> bytes:
    """A sound picture of one colour."""
    return saved(Image.new("RGB", size, INK).convert(mode), kind)


def saved(image: Image.Image, kind: str = "JPEG", **given: object) -> bytes:
    """The picture as a file holds it."""
    file = BytesIO()
    image.save(file, kind, **given)
    return file.getvalue()


def with_place() -> bytes:
    """A picture that says where it was taken, as a phone writes it."""
    image = Image.new("RGB", (60, 40), INK)
    exif = image.getexif()
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (30.0, 15.0, 0.0)
    return saved(image, exif=exif)


def with_place_in_words() -> bytes:
    """A picture that says where it was taken, as a picture editor writes it."""
    return saved(Image.new("RGB", (60, 40), INK), xmp=XMP)


def turned() -> bytes:
    """A picture that a browser shows upright: stored 60 by 40, seen 40 by 60."""
    image = Image.new("RGB", (60, 40), INK)
    exif = image.getexif()
    exif[ExifTags.Base.Orientation] = 6
    return saved(image, exif=exif)


UNFIT: dict[str, tuple[str, Callable[[], bytes], str]] = {  # name, file, what an editor is told
    "cut off": ("run.jpg", lambda: picture(size=(400, 300))[:900], "打不开，可能没有传完整"),
    "no picture": ("run.png", lambda: b"<svg onload=alert(1)>", "打不开，可能没有传完整"),
    "empty": ("run.webp", lambda: b"", "打不开，可能没有传完整"),
    "for print": ("run.jpg", lambda: picture(mode="CMYK"), "颜色是 CMYK"),
    "forty megapixels": (
        "run.png",
        lambda: saved(Image.new("1", (8000, 5000)), "PNG"),
        "太大；请缩小到 10 百万像素以内",
    ),
    "a bomb": (
        "run.png",
        lambda: saved(Image.new("1", (13_500, 13_500)), "PNG"),
        "太大；请缩小到 10 百万像素以内",
    ),
    "under a false name": ("run.jpg", lambda: picture("PNG"), "其实是 PNG"),
    "of another kind": ("run.png", lambda: picture("GIF", "P"), "打不开，可能没有传完整"),
    "with its place": ("run.jpg", with_place, "记着拍摄的经纬度"),
    "with its place in words": ("run.jpg", with_place_in_words, "记着拍摄的经纬度"),
}
