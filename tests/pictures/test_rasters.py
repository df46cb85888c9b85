"""A picture is judged the same in the first build of a process and in later ones."""

from __future__ import annotations

import zlib

import pytest
from PIL import ImageFile

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
