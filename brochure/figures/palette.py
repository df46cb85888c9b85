"""The colours that drawings are made of, and those of text on them."""

from __future__ import annotations

from functools import cached_property

from brochure.vocabulary.colour import (
    apart,
    between,
    blend,
    contrast,
    darker,
    grey,
    legible,
    luminance,
    mix,
    tones,
    upon,
)
from brochure.vocabulary.records import dataclass

TEXT, SMALL_TEXT = 4.5, 7.0
# In pt: where a ground has not the contrast of small text to give, that is as large as this.
LEAST_LARGE = 9.2
BLACK = "#000000"
# What carries text has a little more than text needs: colours are rounded, and inks are not the screen.
_CARRIES = 4.6
# Inks are not seen alike on every paper and in every viewer.
_PROOFED = 1.1
# How far tones of a ramp of greys stand out from the ink, and the ink at the end of a ramp from the ink itself.
_GREYS, _LIFTED = (4.6, 2.7), 1.62
# So little apart, a shape in one colour is lost on another, or two steps look like one; such contrast makes it seen.
_LOST, _SEEN_ON_INK, _SEEN_ON_PAPER = 0.12, 3.0, 1.5
_PALER = 0.75
# How far what is not counted stands out from its ground.
_DIM = 1.95
_PALE = 0.8


@dataclass(frozen=True)
class Palette:
    """The four colours of the brand, each as "#rrggbb", and the `stops` that its ramp goes through, () for its own.

    `black` is how black ink is seen, "" on a screen: where neither ink nor paper reads, text is printed in it alone.
    """

    ink: str
    signal: str
    tint: str
    paper: str
    stops: tuple[str, ...] = ()
    black: str = ""

    def on(self, ground: str, ratio: float = TEXT) -> str:
        """Give the colour of text on a ground: ink or paper, whichever reads, mixed no more than the ratio asks."""
        if max(contrast(self.ink, ground), contrast(self.paper, ground)) < ratio <= self._black_on(ground):
            return BLACK
        return upon(ground, (self.ink, self.paper), ratio)

    def accent(self, ground: str, ratio: float = TEXT) -> str:
        """Give the signal as text on a ground: lightened in its hue, or mixed towards the ink, as far as it must be."""
        ratio *= _PROOFED if self.black else 1
        text = self.on(ground, ratio)
        if luminance(text) < luminance(ground):
            return legible(self.signal, ground, text, ratio)
        lighter = (shade for shade in (self.signal, *tones(self.signal, 1.0)) if contrast(shade, ground) >= ratio)
        return next(lighter, text)

    def ramp(self, count: int) -> tuple[str, ...]:
        """Give so many grounds, from the signal on, in OKLab through the stops; ink or paper reads on each."""
        shades = (between(self.stops or self._own_stops, step / max(1, count - 1)) for step in range(count))
        return tuple(map(self._carrying, shades))

    @cached_property
    def shape(self) -> str:
        """The signal as a shape among others: it can be told from the ink, and from paper and tint."""
        seen = self.signal
        if apart(seen, self.ink) < _LOST:
            seen = legible(seen, self.ink, self.paper, _SEEN_ON_INK)
        if min(apart(seen, ground) for ground in (self.tint, self.paper)) < _LOST:
            seen = legible(seen, self.tint, self.ink, _SEEN_ON_PAPER)
        return seen

    @property
    def figure(self) -> str:
        """The signal as a figure that is read, on paper or on ink alike: 3:1 from the ink (WCAG 2.2, 1.4.11)."""
        seen = contrast(self.shape, self.ink) >= _SEEN_ON_INK
        return self.shape if seen else self.accent(self.ink, _SEEN_ON_INK)

    def dim(self, ground: str) -> str:
        """Give the ground, ink or paper, moved towards the other: what is not counted, beside what is."""
        return legible(ground, ground, self.paper if ground == self.ink else self.ink, _DIM)

    @property
    def pale(self) -> str:
        """The ink, much lightened: what is not counted on paper and tint."""
        return between((self.ink, self.tint), _PALE)

    @property
    def _own_stops(self) -> tuple[str, ...]:
        """From the signal to a lifted ink, through clear hues; for a grey ink greys, for a signal like it tints."""
        first, last = self.shape, self.lifted(_LIFTED)
        if min(apart(self.signal, near) for near in (self.ink, last)) < _LOST:
            return self.signal, mix(self.signal, self.paper, _PALER)
        if grey(self.ink):
            return (first, *map(self.lifted, _GREYS), last)
        return (first, blend(first, last, 0.38), blend(first, last, 0.72), last)

    def _black_on(self, ground: str) -> float:
        return contrast(self.black, ground) if self.black else 0.0

    def lifted(self, ratio: float) -> str:
        """Give the ink, as colourful as can be, lifted to a contrast with itself."""
        found = (tone for tone in tones(self.ink, 1.0) if contrast(tone, self.ink) >= ratio)
        return next(found, self.paper)

    def _carrying(self, shade: str) -> str:
        """Give a ground that carries text: where neither ink nor paper reads, it is darkened until the lighter does."""
        if max(contrast(shade, self.ink), contrast(shade, self.paper), self._black_on(shade)) >= _CARRIES:
            return shade
        return darker(shade, max(self.ink, self.paper, key=luminance), _CARRIES)
