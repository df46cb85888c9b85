"""Pictures for a screen: as many pixels as their place shows, and no more.

They are exchanged for smaller ones while a PDF is written; the layout, and what another one makes of them, keep theirs.
Import it after `loading.load()`.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, MutableMapping
from math import ceil

import pydyf

from brochure.engine.boxes import Image, RasterImage
from brochure.pictures.rasters import smaller
from brochure.vocabulary.units import INCH, PT

# Less than this is not worth another sampling; no smaller picture is worth a look.
_WORTH, _SMALL = 0.9, 200
Kept = MutableMapping[tuple[str, int, int], bytes]


class _Held(pydyf.Object):  # type: ignore[misc]  # pydyf is not typed
    """The file of a picture, as the engine asks for it."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self._data = data

    @property
    def data(self) -> bytes:
        """The bytes of the file."""
        return self._data


def large(pictures: Mapping[str, Image | None]) -> bool:
    """Tell whether any picture is large enough to be looked at."""
    rasters = (image for image in pictures.values() if isinstance(image, RasterImage))
    return any(max(image.width, image.height) > _SMALL for image in rasters)


@contextlib.contextmanager
def slimmed(
    pictures: Mapping[str, Image | None], sizes: Mapping[str, tuple[float, float]], resolution: float, kept: Kept
) -> Iterator[None]:
    """Let pictures have as many pixels as `resolution`, in pixels to the inch, asks for at their `sizes` in points.

    `pictures` is the engine's cache, by address; `kept` holds what was made smaller before.
    """
    exchanged: list[tuple[RasterImage, object, float, float]] = []
    try:
        for url, (width, height) in sizes.items():
            image = pictures.get(url)
            if not isinstance(image, RasterImage) or max(image.width, image.height) <= _SMALL:
                continue
            per_point = resolution * PT / INCH
            scale = max(width * per_point / image.width, height * per_point / image.height)
            if scale >= _WORTH:
                continue
            exchanged.append((image, image.image_data, image.width, image.height))
            wanted = ceil(image.width * scale), ceil(image.height * scale)
            if (url, *wanted) not in kept:
                kept[url, *wanted] = smaller(image.image_data.data, *wanted)
            image.image_data, (image.width, image.height) = _Held(kept[url, *wanted]), wanted
        yield
    finally:
        for image, data, width, height in exchanged:
            image.image_data, image.width, image.height = data, width, height
