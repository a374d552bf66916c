"""A photo from a phone comes out upright and clean: it tells no place, no owner, no camera."""

from __future__ import annotations

import io
import random
from datetime import date

import pytest
from PIL import Image

from survey_service.pieces.importing.child import run
from survey_service.pieces.importing.draft import Photo
from survey_service.pieces.importing.photo import (
    LARGEST_FILE,
    LONG_SIDE,
    MOST_PIXELS,
    SMALL_SIDE,
    read_photo,
)
from survey_service.pieces.importing.refusal import ImportRefused
from tests.survey_service.pieces.importing.made_photos import (
    SECRETS,
    jpeg_that_says,
    png_of_size,
    saved,
    scene,
    wide_profile,
)
from tests.survey_service.pieces.importing.watching import watching

KINDS = ("JPEG", "PNG", "WEBP", "HEIF")
# markers of a JPEG that may carry words: APP1 to APP15 and comments; APP0 is JFIF itself
CARRIERS = {*range(0xE1, 0xF0), 0xFE}


def opened(jpeg: bytes) -> Image.Image:
    """The picture, decoded."""
    image = Image.open(io.BytesIO(jpeg), formats=("JPEG",))
    image.load()
    return image


def colour_at(image: Image.Image, x: float, y: float) -> str:
    """Which of the colours of the scene it is, at a place in parts of the sides."""
    pixel = image.convert("RGB").getpixel((int(image.width * x), int(image.height * y)))
    assert isinstance(pixel, tuple)
    return ("red", "lime", "blue")[pixel.index(max(pixel))]


def markers_of(jpeg: bytes) -> set[int]:
    """The markers in front of the pixels."""
    found, place = set(), 2
    while jpeg[place + 1] != 0xDA:
        found.add(jpeg[place + 1])
        place += 2 + int.from_bytes(jpeg[place + 2 : place + 4], "big")
    return found


def pictures_of(photo: Photo) -> tuple[bytes, bytes]:
    """Both sizes."""
    return photo.jpeg, photo.small_jpeg


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_left_in_a_photo_but_its_pixels(kind: str) -> None:
    sent = saved(scene(), kind)

    photo = run("photo", sent)

    assert sum(secret in sent for secret in SECRETS) >= 3
    assert b"GPS" in sent or b"Exif" in sent or b"exif" in sent.lower() or b"eXIf" in sent
    for jpeg in pictures_of(photo):
        assert markers_of(jpeg) & CARRIERS == set()
        assert not [secret for secret in (*SECRETS, b"Exif", b"http", b"script") if secret in jpeg]
        assert dict(opened(jpeg).getexif()) == {}
        assert not {"exif", "icc_profile", "comment", "xmp"} & set(opened(jpeg).info)


@pytest.mark.parametrize("kind", KINDS)
def test_the_day_and_that_there_was_a_place_are_told_apart_from_the_picture(kind: str) -> None:
    photo = read_photo(saved(scene(), kind))

    assert photo.taken == date(2019, 10, 20)
    assert photo.had_location


def test_a_photo_without_a_record_tells_nothing() -> None:
    photo = read_photo(saved(scene(), "JPEG", exif=b""))

    assert (photo.taken, photo.had_location) == (None, False)


@pytest.mark.parametrize("day", [b"0000:00:00 00:00:00", b"<script>", b"2999:01:01", b"1970:01:01"])
def test_a_day_that_cannot_be_is_not_told(day: bytes) -> None:
    sent = saved(scene(), "JPEG").replace(b"2019:10:20 09:30:00", day.ljust(19, b" "))

    assert read_photo(sent).taken is None


@pytest.mark.parametrize(
    ("orientation", "upper_left"),
    [(1, "red"), (2, "lime"), (3, "blue"), (4, "blue"), (5, "red"), (6, "blue"), (7, "blue"),
     (8, "lime")],
)  # fmt: skip
def test_a_photo_stands_upright_however_the_phone_was_held(
    orientation: int, upper_left: str
) -> None:
    photo = read_photo(saved(scene(), "JPEG", orientation))

    assert (photo.width > photo.height) == (orientation < 5)
    assert all(colour_at(opened(jpeg), 0.2, 0.2) == upper_left for jpeg in pictures_of(photo))


def test_both_sizes_keep_the_shape_and_none_is_enlarged() -> None:
    large = read_photo(saved(scene(4000, 3000), "JPEG"))
    little = read_photo(saved(scene(400, 300), "JPEG"))

    assert (large.width, large.height) == opened(large.jpeg).size == (LONG_SIDE, 1200)
    assert (large.small_width, large.small_height) == opened(large.small_jpeg).size
    assert large.small_width == SMALL_SIDE
    assert (little.width, little.height, little.small_width) == (400, 300, 400)


@pytest.mark.parametrize(
    ("mode", "kind"),
    [("CMYK", "JPEG"), ("L", "JPEG"), ("P", "PNG"), ("RGBA", "PNG"), ("LA", "PNG"), ("1", "PNG"),
     ("I;16", "PNG"), ("RGBA", "WEBP"), ("RGBA", "HEIF"), ("RGB", "PNG")],
)  # fmt: skip
def test_every_kind_of_colour_becomes_what_a_screen_shows(mode: str, kind: str) -> None:
    grey = Image.linear_gradient("L").resize((640, 480))
    if mode == "I;16":
        image = grey.convert("I").point(lambda value: value * 257).convert("I;16")
    else:
        image = grey.convert("RGB").convert("L" if mode == "LA" else mode)
        image = image.convert(mode)

    result = opened(read_photo(saved(image, kind)).jpeg)

    top, bottom = (result.convert("L").crop((320, y, 321, y + 1)).tobytes()[0] for y in (10, 470))
    assert result.mode == "RGB"
    assert top < 40
    assert bottom > 215


def test_what_can_be_seen_through_is_laid_on_white() -> None:
    result = opened(read_photo(saved(Image.new("RGBA", (64, 64), (0, 0, 0, 0)), "PNG")).jpeg)

    assert result.getpixel((32, 32)) == (255, 255, 255)


def test_a_profile_of_colours_is_used_and_left_behind_and_a_broken_one_does_no_harm() -> None:
    for profile in (wide_profile(), b"no profile", b"\0" * 200):
        photo = read_photo(saved(scene(), "JPEG", icc_profile=profile))

        assert colour_at(opened(photo.jpeg), 0.2, 0.2) == "red"
        assert "icc_profile" not in opened(photo.jpeg).info


@pytest.mark.parametrize(
    ("sent", "key"),
    [
        (lambda: png_of_size(30_000, 30_000), "photo_too_many_pixels"),
        (lambda: png_of_size(12_000, 12_000), "photo_too_many_pixels"),
        (lambda: png_of_size(9_400, 9_400), "photo_too_many_pixels"),
        (lambda: png_of_size(40_001, 1_000), "photo_too_many_pixels"),
        (lambda: jpeg_that_says(60_000, 60_000), "photo_too_many_pixels"),
        (lambda: b"\xff\xd8\xff" + b"\0" * LARGEST_FILE, "photo_too_large"),
        (lambda: saved(scene(), "JPEG")[:2_000], "photo_broken"),
        (lambda: saved(scene(), "GIF"), "photo_kind"),
        (lambda: saved(scene(), "BMP"), "photo_kind"),
        (lambda: b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", "photo_kind"),
        (lambda: b"%PDF-1.7", "photo_kind"),
        (lambda: b"GIF89a<script>alert(1)</script>", "photo_kind"),
        (lambda: b"", "file_empty"),
    ],
)
def test_a_picture_made_to_harm_or_of_another_kind_is_refused(sent: object, key: str) -> None:
    assert callable(sent)

    with watching() as watch, pytest.raises(ImportRefused) as refused:
        run("photo", sent())

    assert refused.value.key == key
    assert watch.seconds < 10
    assert watch.peak_mb < 512


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_as_large_as_is_allowed_stays_below_the_limit_of_memory(kind: str) -> None:
    side = int(MOST_PIXELS**0.5)
    sent = saved(Image.new("RGB", (side, side)), kind)

    with watching() as watch:
        try:
            assert run("photo", sent).width == LONG_SIDE
        except ImportRefused as refused:
            assert (kind, refused.key) == ("WEBP", "photo_tangled")  # noqa: PT017 - decoded twice

    assert watch.seconds < 10
    assert watch.peak_mb < 512


def test_words_behind_the_picture_are_not_carried_over() -> None:
    photo = read_photo(saved(scene(), "JPEG") + b"<script>alert('behind')</script>")

    assert all(b"behind" not in jpeg for jpeg in pictures_of(photo))


def test_no_damaged_photo_breaks_more_than_its_own_reading() -> None:
    chosen = random.Random(4)  # noqa: S311 - the same damage each time
    whole = {kind: saved(scene(320, 240), kind) for kind in KINDS}
    read = refused = 0
    for _ in range(300):
        sent = bytearray(whole[chosen.choice(KINDS)])
        for _ in range(chosen.randrange(1, 20)):
            sent[chosen.randrange(len(sent))] = chosen.randrange(256)
        try:
            photo = read_photo(bytes(sent))
        except ImportRefused:
            refused += 1
        else:
            read += 1
            assert markers_of(photo.jpeg) & CARRIERS == set()

    assert read > 20
    assert refused > 20
