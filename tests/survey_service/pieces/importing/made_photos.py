"""Photos as phones and programs write them, with all that they carry beside the picture."""

from __future__ import annotations

import io
import struct
import zlib

import pillow_heif
from PIL import ExifTags, Image, ImageCms, PngImagePlugin

pillow_heif.register_heif_opener()

SECRETS = (b"SERIAL-4711", b"OWNER-NAME", b"IN-XMP", b"COMMENT-WORDS", b"THUMBNAIL")
CORNERS = {"left": "red", "right": "lime"}  # how a test sees which way is up


def scene(width: int = 1200, height: int = 900, mode: str = "RGB") -> Image.Image:
    """Red in the upper left quarter, green in the upper right, blue below."""
    image = Image.new("RGB", (width, height), "blue")
    image.paste("red", (0, 0, width // 2, height // 2))
    image.paste("lime", (width // 2, 0, width, height // 2))
    return image if mode == "RGB" else image.convert(mode)


def exif_with_everything(orientation: int = 1) -> Image.Exif:
    """Place, time, camera, owner, serial number, a thumbnail."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    exif[ExifTags.Base.Make] = "OWNER-NAME"
    exif[ExifTags.Base.ImageDescription] = "<script>alert(1)</script>"
    details = exif.get_ifd(ExifTags.IFD.Exif)
    details[ExifTags.Base.DateTimeOriginal] = "2019:10:20 09:30:00"
    details[ExifTags.Base.BodySerialNumber] = "SERIAL-4711"
    details[ExifTags.Base.MakerNote] = b"THUMBNAIL\xff\xd8\xff\xe0"
    exif.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (30.0, 15.0, 0.0), 3: "E"})
    return exif


def saved(image: Image.Image, kind: str, orientation: int = 1, **more: object) -> bytes:
    """The picture with everything in it."""
    file = io.BytesIO()
    options: dict[str, object] = {"exif": exif_with_everything(orientation), **more}
    if kind == "PNG":
        words = PngImagePlugin.PngInfo()
        words.add_text("Comment", "COMMENT-WORDS")
        options["pnginfo"] = words
    elif kind == "JPEG":
        options |= {"comment": b"COMMENT-WORDS", "xmp": b"<x>IN-XMP</x>"}
    image.save(file, kind, **options)
    return file.getvalue()


def wide_profile() -> bytes:
    """A colour profile in which green is another green than in sRGB."""
    lab = ImageCms.createProfile("LAB", 6500)
    return ImageCms.ImageCmsProfile(lab).tobytes()


def png_of_size(width: int, height: int) -> bytes:
    """A tiny PNG whose header promises a huge picture of one bit a pixel."""
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    line = b"\0" * (1 + (width + 7) // 8)
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(line) for _ in range(height)) + packer.flush()
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", head)
        + _chunk(b"IDAT", packed)
        + _chunk(b"IEND", b"")
    )


def jpeg_that_says(width: int, height: int) -> bytes:
    """A small JPEG whose header promises another size."""
    content = bytearray(saved(scene(64, 48), "JPEG"))
    place = content.index(b"\xff\xc0") + 5
    content[place : place + 4] = struct.pack(">HH", height, width)
    return bytes(content)


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(kind + content))
    return struct.pack(">I", len(content)) + kind + content + check
