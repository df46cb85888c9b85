"""What lies under a thing on the page: its colour, if it is one, and the most ink it may have."""

from __future__ import annotations

from brochure.pdfreader.matrix import Area
from brochure.press.order import FOUR, PAPER, Inks


class Ground:
    """The things painted so far, in order, on a base colour (None: on what is not known).

    They are `laid`, each an area with its one colour, None where it has several.
    """

    def __init__(self, base: Inks | None = PAPER, laid: list[tuple[Area, Inks | None]] | None = None) -> None:
        self._base = base
        self.laid = laid if laid is not None else []

    def paint(self, area: Area, colour: Inks | None) -> None:
        """Lay a thing over all that is there; None for a thing of many colours."""
        if not area.empty:
            self.laid.append((area, colour))

    @property
    def painted(self) -> list[Area]:
        """Give the areas of the things painted so far, in order."""
        return [area for area, _ in self.laid]

    @property
    def extent(self) -> Area | None:
        """Give the area on which anything was painted."""
        areas = [area for area, _ in self.laid]
        return Area.around([point for area in areas for point in (area[:2], area[2:4])]) if areas else None

    def colour(self, area: Area) -> Inks | None:
        """Give the one colour on which an area lies; None where there are several, or it is not known."""
        for painted, colour in reversed(self.laid):
            if painted.exact and painted.covers(area):
                return colour
            if painted.meets(area):
                return None
        return self._base

    def heaviest(self, area: Area) -> float:
        """Give the most of all inks but black together under an area (3 for three full inks)."""
        most = 0.0
        for painted, colour in reversed(self.laid):
            if painted.meets(area):
                most = max(most, _coloured(colour))
            if painted.exact and painted.covers(area):
                return most
        return max(most, _coloured(self._base))


def _coloured(colour: Inks | None) -> float:
    return 3.0 if colour is None else sum(colour[:3]) + sum(colour[FOUR:])
