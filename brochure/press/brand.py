"""From the colours of the screen to the inks of the press: the brand's own, and the mixes made of them.

The styles and the drawings mix the brand's colours, two at a time, in sRGB or in OKLCH. On the press a mix of two brand
colours is the same mix of their inks, so that a tint of the accent is a tint on paper too. Where OKLCH leads through
other hues (from a blue to a red through purple), inks would lead through brown: such a colour is none of the brand's
inks, and is converted as any other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import combinations, permutations

from brochure.model.project import Colours
from brochure.model.values import Colour
from brochure.press.order import FOUR, Inks, blend
from brochure.vocabulary import colour
from brochure.vocabulary.colour import channels, mix

# A mix of a mix may have been rounded twice.
_SLIP = 1
_STEPS = 100
# How far, of 255, a mix in OKLCH may lie from that in sRGB and still be of the same hues.
_SAME_HUES = 20


class PressTable:
    """Gives the inks of a screen colour, or None for one that is not of the brand.

    `spots` names the inks beside the four.
    """

    def __init__(self, colours: Colours, spots: Sequence[str] = ()) -> None:
        tones = (tone for tone in colours.ramp if tone.spot)
        given = [colours.ink, colours.signal, colours.tint, colours.paper, *tones]
        self._brand = {colour.screen: _inks(colour, spots) for colour in reversed(given) if colour.press is not None}
        self._known: dict[str, Inks | None] = dict(self._brand)

    def __call__(self, screen: str) -> Inks | None:
        """Look a colour "#rrggbb" up."""
        if screen not in self._known:
            self._known[screen] = self._straight(screen) or self._clear.get(screen)
        return self._known[screen]

    def _straight(self, screen: str) -> Inks | None:
        """Find the two brand colours, and the share, of which a colour is the mix in sRGB: the closest fit."""
        found: tuple[float, Inks] | None = None
        for first, second in combinations(self._brand, 2):
            share = _share(first, second, screen)
            if share is None:
                continue
            slip = _apart(mix(first, second, share), screen)
            if slip <= _SLIP and (found is None or slip < found[0]):
                found = slip, blend(self._brand[first], self._brand[second], share)
        return found[1] if found else None

    @cached_property
    def _clear(self) -> dict[str, Inks]:
        """The mixes in OKLCH, in hundredths, that keep to the hues of their inks."""
        return dict(self._clear_mixes())

    def _clear_mixes(self) -> Iterator[tuple[str, Inks]]:
        for first, second in permutations(self._brand, 2):
            for step in range(_STEPS - 1, 0, -1):
                share = step / _STEPS
                clear = colour.blend(first, second, share)
                if _apart(clear, mix(first, second, share)) <= _SAME_HUES:
                    yield clear, blend(self._brand[first], self._brand[second], share)


def _inks(colour: Colour, spots: Sequence[str]) -> Inks:
    assert colour.press is not None
    if colour.spot:
        return (0.0,) * (FOUR + spots.index(colour.spot)) + (1.0,)
    return tuple(round(ink / 100, 4) for ink in colour.press)


def _share(first: str, second: str, screen: str) -> float | None:
    """Give the share at which the line between two colours comes nearest to a third: hundredths where they fit."""
    start, end, point = channels(first), channels(second), channels(screen)
    line = [b - a for a, b in zip(start, end, strict=True)]
    length = sum(step * step for step in line)
    if not length:
        return None
    share = sum((p - a) * step for p, a, step in zip(point, start, line, strict=True)) / length
    if not 0 < share < 1:
        return None
    tidy = round(share, 2)
    return tidy if mix(first, second, tidy) == screen else round(share, 4)


def _apart(first: str, second: str) -> float:
    return max(abs(round(255 * (a - b))) for a, b in zip(channels(first), channels(second), strict=True))
