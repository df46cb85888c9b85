"""How far a string of text reaches: the widths that fonts declare."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pikepdf

from brochure.press.order import unsupported

_CODE = 2


class Widths:
    """The widths of a font's codes, in thousandths of its size (ISO 32000-1, 9.2.4 and 9.7.4.3).

    Raises Fault for a font whose glyphs are drawn by content streams, since those have colours of their own.
    """

    def __init__(self, font: Any) -> None:
        if font.Subtype == "/Type3":
            raise unsupported("a font of pictures")
        self.composite = font.Subtype == "/Type0"
        self._widths: dict[int, float] = {}
        if self.composite:
            descendant = font.DescendantFonts[0]
            self._default = float(descendant.get("/DW", 1000))
            self._read(list(descendant.get("/W", [])))
        else:
            self._default = 1000.0
            first = int(font.get("/FirstChar", 0))
            self._widths = {first + index: float(width) for index, width in enumerate(font.get("/Widths", []))}

    def _read(self, entries: list[Any]) -> None:
        at = 0
        while at + 1 < len(entries):
            first, second = int(entries[at]), entries[at + 1]
            if isinstance(second, pikepdf.Array):
                self._widths.update((first + index, float(width)) for index, width in enumerate(second))
                at += 2
            else:
                self._widths.update(dict.fromkeys(range(first, int(second) + 1), float(entries[at + 2])))
                at += 3

    def codes(self, string: bytes) -> Iterable[int]:
        """Split a string into its codes."""
        if not self.composite:
            return string
        return (int.from_bytes(string[at : at + _CODE], "big") for at in range(0, len(string), _CODE))

    def width(self, code: int) -> float:
        """Give the width of a code."""
        return self._widths.get(code, self._default)
