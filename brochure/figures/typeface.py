"""How wide a line of a typeface is, and what room a letter takes: what drawings and titles are measured with."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from typing import Any, cast

from brochure.figures.measuring import listener
from brochure.vocabulary.records import dataclass

# What a sign that the face has not takes, in ems, mostly and at most: it comes from another.
_UNKNOWN, _UNKNOWN_MOST, _WIDE = 0.6, 0.8, 1.0
_WIDE_FROM = 0x2E80
_SOFT_HYPHEN = "\u00ad"


@dataclass(frozen=True)
class Typeface:
    """One font file, measured in ems; kerning is left out, so that a line is a hair narrower than it is told."""

    path: Path

    def width(self, text: str, size: float = 1.0, track: float = 0.0) -> float:
        """Give how wide a line is at a size, in the unit of the size; `track` is added to each letter, in ems."""
        heard, wide = listener(), _ems(self.path, text, track)
        if heard is not None and heard.holds(text):
            return cast(float, size * heard.width(self.path, text, track, wide))
        return size * wide

    def most(self, text: str, size: float = 1.0) -> float:
        """Give how wide a line may be at most, of which the face may lack letters."""
        known = _metrics(self.path)[0]
        guessed = sum(ord(sign) not in known and ord(sign) < _WIDE_FROM for sign in text)
        return self.width(text, size) + guessed * (_UNKNOWN_MOST - _UNKNOWN) * size

    def box(self, sign: str) -> tuple[float, float, float, float]:
        """Give the left, lowest, right and highest of a letter's ink, in ems from its origin on the baseline."""
        if (heard := listener()) is not None:
            heard.signs.append(sign)
        return _boxes(self.path, sign)

    @property
    def ascent(self) -> float:
        """Give how far the first baseline stands below the top of a line that is as high as the face itself asks."""
        return _metrics(self.path)[1]

    @property
    def baseline(self) -> float:
        """Give how far the baseline stands below the top of a line that is as high as its size, in ems."""
        _, ascent, descent = _metrics(self.path)
        return 0.5 + (ascent - descent) / 2


def ems(path: Path, text: str, track: float) -> float:
    """Give how wide a line of the face in a file is, in ems, with so much added to each letter."""
    return _ems(path, text, track)


@lru_cache(8192)
def _ems(path: Path, text: str, track: float) -> float:
    advances = _metrics(path)[0]
    signs = [sign for sign in text if sign != _SOFT_HYPHEN]
    return sum(advances.get(ord(sign), _guess(sign)) + track for sign in signs)


def _guess(sign: str) -> float:
    return _WIDE if ord(sign) >= _WIDE_FROM else _UNKNOWN


@cache
def _metrics(path: Path) -> tuple[dict[int, float], float, float]:
    """Give the advances by code point, and how high a line of the face is above its baseline, and how deep below it."""
    with _font(path) as font:
        # Nobody asks for the names of glyphs, and to read them takes longer than all else.
        font.setGlyphOrder([str(number) for number in range(font["maxp"].numGlyphs)])
        unit, widths = font["head"].unitsPerEm, font["hmtx"].metrics
        advances = {code: widths[name][0] / unit for code, name in (font.getBestCmap() or {}).items()}
        return advances, font["hhea"].ascent / unit, -font["hhea"].descent / unit


@cache
def _boxes(path: Path, sign: str) -> tuple[float, float, float, float]:
    from fontTools.pens.boundsPen import BoundsPen  # type: ignore[import-untyped]

    with _font(path) as font:
        name = (font.getBestCmap() or {}).get(ord(sign))
        if name is None:
            return 0.0, 0.0, _guess(sign), 0.7
        glyphs, unit = font.getGlyphSet(), font["head"].unitsPerEm
        pen = BoundsPen(glyphs)
        glyphs[name].draw(pen)
        left, low, right, high = pen.bounds or (0, 0, widths_of(font, name), 0)
        return left / unit, low / unit, right / unit, high / unit


def widths_of(font: Any, name: str) -> float:
    """Give the advance of a glyph, in the units of its font."""
    return float(font["hmtx"].metrics[name][0])


def _font(path: Path) -> Any:
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    return TTFont(path, lazy=True, fontNumber=0)
