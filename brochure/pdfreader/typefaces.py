"""Fonts of a PDF (ISO 32000-1, 9.6 to 9.10): are they embedded, how wide are their glyphs, what do codes say?"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from functools import cached_property

import pikepdf
from pikepdf import Array, Dictionary, Object, Stream

from brochure.pdfreader.matrix import Matrix
from brochure.vocabulary.patterns import compiled

# Of an em, where a font does not say: the mean of common faces; enough to tell how long a line is.
_WIDTH, _ASCENT, _DESCENT = 0.5, 0.75, -0.22
# Capitals that stand on the line; no typeface for text draws them higher than so many ems.
_CAPITALS = compiled("[A-IK-PR-Z ]+")
_CAPITAL = 0.74
_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
# A glyph that begins so is drawn in the colour of the text, whatever it says of colours (9.6.5).
_UNCOLOURED = compiled(rb"\A[-+.\d\s]*d1\b")


class Typeface:
    """A font as a content stream uses it; widths are in thousandths of an em unless the font is a Type 3."""

    def __init__(self, described: Object) -> None:
        self.kind = str(described.get("/Subtype", ""))
        self.wide = self.kind == "/Type0"
        inner = described.DescendantFonts[0] if self.wide else described
        self.name = str(described.get("/BaseFont", described.get("/Name", "/unnamed")))[1:]
        about = inner.get("/FontDescriptor", Dictionary())
        self.embedded = self.kind == "/Type3" or any(key in about for key in _FILES)
        self.matrix = Matrix.read(described.get("/FontMatrix")) if self.kind == "/Type3" else Matrix(0.001, d=0.001)
        self.scale = abs(self.matrix.a)
        self.resources = described.get("/Resources") if self.kind == "/Type3" else None
        self._glyphs = _glyphs(described) if self.kind == "/Type3" else {}
        self.ascent, self.descent = _heights(about)
        self._map: Object | None = described.get("/ToUnicode")
        self._default = float(inner.get("/DW", 1000)) if self.wide else float(about.get("/MissingWidth", 0))
        self._widths = _wide_widths(inner.get("/W", Array())) if self.wide else _widths(inner)
        self._measured: dict[bytes, tuple[float, int, int]] = {}

    def reach(self, text: str) -> tuple[float, float]:
        """Give how far letters reach below and above the line, for a size of 1."""
        if self.kind != "/Type3" and _CAPITALS.fullmatch(text):
            return 0.0, min(self.ascent, _CAPITAL)
        return self.descent, self.ascent

    def measure(self, text: bytes) -> tuple[float, int, int]:
        """Give the advance of a string, for a size of 1; how many codes it has, and how many of them part words."""
        if text not in self._measured:
            codes = self._codes(text)
            spaces = 0 if self.wide else codes.count(32)
            self._measured[text] = sum(map(self._width, codes)), len(codes), spaces
        return self._measured[text]

    def decode(self, text: bytes) -> str:
        """Give what a string says; without a map, codes of a simple font are read as Windows-1252."""
        if self._says or self.wide:
            return "".join(self._says.get(code, "\ufffd") for code in self._codes(text))
        return text.decode("cp1252", "replace")

    def coloured(self, pieces: Sequence[bytes | float]) -> Iterator[Stream | None]:
        """Give the glyphs of a Type 3 font in some text that have colours of their own, each once, for others None."""
        for code in dict.fromkeys(code for piece in pieces if isinstance(piece, bytes) for code in self._codes(piece)):
            glyph = self._glyphs.get(code)
            yield glyph if glyph is not None and not _UNCOLOURED.match(glyph.read_bytes()[:200]) else None

    def _codes(self, text: bytes) -> list[int]:
        """Split a string into codes: two bytes each in a composite font, else one."""
        if not self.wide:
            return list(text)
        return [int.from_bytes(text[at : at + 2], "big") for at in range(0, len(text), 2)]

    def _width(self, code: int) -> float:
        width = self._widths.get(code, self._default)
        known = self.wide or bool(self._widths) or self.kind == "/Type3"
        return width * self.scale if known else _WIDTH

    @cached_property
    def _says(self) -> dict[int, str]:
        return _to_unicode(self._map)


def _glyphs(described: Object) -> dict[int, Stream]:
    """Give the glyphs of a Type 3 font by their codes (9.6.5 and 9.6.6.2)."""
    encoding, drawn = described.get("/Encoding"), described.get("/CharProcs")
    found: dict[int, Stream] = {}
    code = 0
    differences = encoding.get("/Differences", Array()) if isinstance(encoding, Dictionary) else Array()
    for part in differences if isinstance(drawn, Dictionary) else ():
        if isinstance(part, int):
            code = part
            continue
        glyph = drawn.get(str(part)) if drawn is not None else None
        if isinstance(glyph, Stream):
            found[code] = glyph
        code += 1
    return found


def _heights(about: Object) -> tuple[float, float]:
    ascent, descent = float(about.get("/Ascent", 0)) / 1000, float(about.get("/Descent", 0)) / 1000
    # The box of the font, which many state instead, would reach far beyond its letters.
    return min(ascent, 0.8) if ascent > 0.3 else _ASCENT, max(descent, -0.3) if descent < 0 else _DESCENT


def _widths(inner: Object) -> dict[int, float]:
    first = int(inner.get("/FirstChar", 0))
    return {first + index: float(width) for index, width in enumerate(inner.get("/Widths", Array()))}


def _wide_widths(array: Object) -> dict[int, float]:
    """Read `c [w1 w2 …]` and `first last w` (ISO 32000-1, 9.7.4.3)."""
    found: dict[int, float] = {}
    parts, at = list(array), 0
    while at + 1 < len(parts):
        if isinstance(parts[at + 1], Array):
            found.update((int(parts[at]) + index, float(width)) for index, width in enumerate(parts[at + 1]))
            at += 2
        elif at + 2 < len(parts):
            codes = range(int(parts[at]), min(int(parts[at + 1]), 0xFFFF) + 1)
            found.update(dict.fromkeys(codes, float(parts[at + 2])))
            at += 3
        else:
            break
    return found


def _to_unicode(stream: Object | None) -> dict[int, str]:
    """Read a ToUnicode map; a broken one is none."""
    table: dict[int, str] = {}
    if stream is None:
        return table
    with contextlib.suppress(pikepdf.PdfError, TypeError, ValueError):
        for instruction in pikepdf.parse_content_stream(stream):
            operator, values = str(instruction.operator), list(instruction.operands)
            if operator == "endbfchar":
                for code, said in zip(values[::2], values[1::2], strict=False):
                    table[_number(code)] = _said(said)
            elif operator == "endbfrange":
                for first, last, said in zip(values[::3], values[1::3], values[2::3], strict=False):
                    _range(table, _number(first), min(_number(last), 0xFFFF), said)
    return table


def _range(table: dict[int, str], first: int, last: int, said: Object) -> None:
    if isinstance(said, Array):
        table.update((first + index, _said(text)) for index, text in enumerate(said))
        return
    start = bytes(said)
    for code in range(first, last + 1):
        final = (int.from_bytes(start[-2:], "big") + code - first) & 0xFFFF
        table[code] = (start[:-2] + final.to_bytes(2, "big")).decode("utf-16-be", "replace")


def _number(value: Object) -> int:
    return int.from_bytes(bytes(value), "big")


def _said(value: Object) -> str:
    return bytes(value).decode("utf-16-be", "replace")
