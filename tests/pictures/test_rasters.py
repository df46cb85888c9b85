"""Pictures of every type: judged the same in the first build and in later ones, and stood upright."""

from __future__ import annotations

import io
import zlib

import pytest
from PIL import Image, ImageFile

from brochure.pictures.flaws import Unusable
from brochure.pictures.rasters import prepare
from brochure.vocabulary.limits import DEFAULT
from tests.hostile.case import chunk, png

# A text that swells is no harm where nobody reads it; the engine's import lets Pillow pass over it.
SWELLS = png(2, 2, bytes(14), chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(50_000_000))))
CUT_OFF = png(2, 2, bytes(14))[:-20]


@pytest.mark.parametrize("lenient", [False, True])
def test_what_the_engine_set_for_the_whole_process_changes_nothing(
    lenient: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", lenient)
    assert prepare("x.png", SWELLS, DEFAULT).width == 2
    with pytest.raises(Unusable, match=r"cut off|damaged"):
        prepare("x.png", CUT_OFF, DEFAULT)
    assert lenient == ImageFile.LOAD_TRUNCATED_IMAGES


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "AVIF", "TIFF"])
@pytest.mark.parametrize(("turn", "red"), [(1, (0, 0)), (3, (39, 19)), (6, (19, 0)), (8, (0, 39)), (5, (0, 0))])
def test_a_picture_of_any_type_stands_as_its_camera_was_held(kind: str, turn: int, red: tuple[int, int]) -> None:
    """The tag of orientation is followed once: the corner that was red comes to lie where it says."""
    whole = Image.new("RGB", (40, 20), "white")
    whole.paste("red", (0, 0, 10, 5))
    exif = Image.Exif()
    exif[0x0112] = turn
    file = io.BytesIO()
    whole.save(file, kind, exif=exif)
    raster = prepare(f"x.{kind.lower()}", file.getvalue(), DEFAULT)
    stood = (20, 40) if turn >= 5 else (40, 20)
    assert (raster.width, raster.height) == stood
    with Image.open(io.BytesIO(raster.data)) as image:
        assert image.size == stood
        assert image.getexif().get(0x0112, 1) == 1
        red_, green, _ = image.convert("RGB").getpixel(red)  # type: ignore[misc]
        assert red_ > 150 > green
