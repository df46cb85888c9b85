"""How wide a line of a typeface is, and what room a letter takes: what drawings and titles are measured with."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, cast

from brochure.figures.measuring import listener
from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.records import dataclass
from brochure.vocabulary.shipped import FONTS

# What a sign that the face has not takes, in ems, mostly and at most: it comes from another.
_UNKNOWN, _UNKNOWN_MOST, _WIDE = 0.6, 0.8, 1.0
_WIDE_FROM = 0x2E80
# What has no width: a soft hyphen, and what joins two letters.
_UNSEEN = "\u00ad\u2060"
# What is written down of the shipped faces, for to read a font takes long: a line for each, of the usual signs alone.
MEASURES = FONTS / "measures.jsonl"
_UNUSUAL = compiled("[^\0-\u024f\u2000-\u22ff]")


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
        known = _advances(self.path, text)
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
        return _height(self.path)[0]

    @property
    def baseline(self) -> float:
        """Give how far the baseline stands below the top of a line that is as high as its size, in ems."""
        ascent, descent = _height(self.path)
        return 0.5 + (ascent - descent) / 2


def ems(path: Path, text: str, track: float) -> float:
    """Give how wide a line of the face in a file is, in ems, with so much added to each letter."""
    return _ems(path, text, track)


@lru_cache(8192)
def _ems(path: Path, text: str, track: float) -> float:
    advances = _advances(path, text)
    signs = [sign for sign in text if sign not in _UNSEEN]
    return sum(advances.get(ord(sign), _guess(sign)) + track for sign in signs)


def _guess(sign: str) -> float:
    return _WIDE if ord(sign) >= _WIDE_FROM else _UNKNOWN


@dataclass(frozen=True, slots=True)
class Measures:
    """What is known of a face, in its units, of which `unit` are an em.

    How high a line of it is above its baseline, and how deep below it; of each sign the advance, and the left, lowest,
    right and highest of its ink.
    """

    unit: int
    ascent: int
    descent: int
    signs: Mapping[str, Sequence[float]]


def _advances(path: Path, text: str) -> Mapping[int, float]:
    """Give the advances by code point, in ems: of all signs, or of all that may stand in the text."""
    known = None if _UNUSUAL.search(text) else _usual(path)
    return _metrics(path)[0] if known is None else known


def _height(path: Path) -> tuple[float, float]:
    """Give how high a line is above its baseline, and how deep below it, in ems."""
    written = _written(path)
    return _metrics(path)[1:] if written is None else (written.ascent / written.unit, written.descent / written.unit)


@cache
def _usual(path: Path) -> Mapping[int, float] | None:
    written = _written(path)
    return None if written is None else {ord(sign): row[0] / written.unit for sign, row in written.signs.items()}


@cache
def _written(path: Path) -> Measures | None:
    """Give what is written down of a face; None of one that is not shipped."""
    if path.parent != FONTS:
        return None
    _, name, rest = MEASURES.read_bytes().partition(f'["{path.name}",'.encode())
    return Measures(*json.loads(b"[" + rest.partition(b"\n")[0])) if name else None


def measures(path: Path) -> Measures:
    """Measure the usual signs of a face by its file."""
    with _font(path) as font:
        names = {chr(code): name for code, name in font.getBestCmap().items() if not _UNUSUAL.match(chr(code))}
        signs = {sign: (font["hmtx"].metrics[name][0], *_bounds(font, name)) for sign, name in names.items()}
        return Measures(font["head"].unitsPerEm, font["hhea"].ascent, -font["hhea"].descent, signs)


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
    written = None if _UNUSUAL.match(sign) else _written(path)
    if written is not None:
        if sign not in written.signs:
            return 0.0, 0.0, _guess(sign), 0.7
        _, left, low, right, high = written.signs[sign]
        return left / written.unit, low / written.unit, right / written.unit, high / written.unit
    with _font(path) as font:
        name = (font.getBestCmap() or {}).get(ord(sign))
        if name is None:
            return 0.0, 0.0, _guess(sign), 0.7
        unit = font["head"].unitsPerEm
        left, low, right, high = _bounds(font, name)
        return left / unit, low / unit, right / unit, high / unit


def _bounds(font: Any, name: str) -> tuple[float, float, float, float]:
    """Give the left, lowest, right and highest of the ink of a glyph, in the units of its font."""
    from fontTools.pens.boundsPen import BoundsPen  # type: ignore[import-untyped]

    glyphs = font.getGlyphSet()
    pen = BoundsPen(glyphs)
    glyphs[name].draw(pen)
    return pen.bounds or (0, 0, font["hmtx"].metrics[name][0], 0)


def _font(path: Path) -> Any:
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    return TTFont(path, lazy=True, fontNumber=0)
