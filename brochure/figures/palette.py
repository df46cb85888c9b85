"""The colours that drawings are made of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Palette:
    """The four colours of the brand, each as "#rrggbb"."""

    ink: str
    signal: str
    tint: str
    paper: str

    def mix(self, a: str, b: str, t: float) -> str:
        """Return the colour at t (0 is a, 1 is b) between two, through the clear hues and not through grey.

        Lightness, chroma and the shorter way round the hues are mixed in OKLCH (B. Ottosson, 2020).
        """
        from brochure.vocabulary.colour import blend

        return blend(a, b, t)
