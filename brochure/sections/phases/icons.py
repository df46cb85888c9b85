"""The icons of the phases, in the colours that read on their segments, or on a disc of paper."""

from __future__ import annotations

from collections.abc import Sequence

from brochure.figures import icons
from brochure.render.desk import Desk
from brochure.sections.phases.content import Phase
from brochure.vocabulary.colour import contrast, mix

# On a dark ground the accent of an icon is the signal, so far towards paper; a shape is told from its ground.
_PALER, _SEEN = 0.5, 3.0


class Icons:
    """The icons that the phases have: files, or names of the open set, also those that all of their titles ask for."""

    def __init__(self, desk: Desk, phases: Sequence[Phase]) -> None:
        """Find them."""
        self._desk, self._phases = desk, phases
        ink = desk.palette.ink
        found = [desk.shelf.icon(phase.icon, ink) if phase.icon else ("", "") for phase in phases]
        self._files = [url for url, _ in found]
        given = {at: name for at, (url, name) in enumerate(found) if url}
        titles = [desk.plain(phase.title) for phase in phases]
        self._names = {**given, **icons.chosen(titles, given, desk.language)}

    def url(self, at: int, ground: str, on: str) -> str:
        """Give the address of an icon for a ground, "" where the phase has none."""
        if name := self._names.get(at):
            return self._desk.shelf.inked(name, on)
        url = self._files[at]
        return (self._desk.shelf.redrawn(url, on, self._accent(ground, on)) or url) if url else ""

    def clear(self, at: int, url: str) -> float:
        """Give how much of an icon's width is clear at its end, as the language is read; a disc has ink there."""
        if not url or self.is_on_disc(at):
            return 0.0
        left, right = self._desk.shelf.sides(url)
        return left if self._desk.common["rtl"] else right

    def said(self, at: int) -> str:
        """Give what its author says that an icon shows, "" where nothing is said."""
        icon = self._phases[at].icon
        return self._desk.plain(icon.alt) if icon and icon.alt and (self._files[at] or at in self._names) else ""

    def is_on_disc(self, at: int) -> bool:
        """Tell whether an icon keeps its colours, and wants paper behind it."""
        ink, url = self._desk.palette.ink, self._files[at]
        return bool(url) and not self._names.get(at) and not self._desk.shelf.redrawn(url, ink, ink)

    def _accent(self, ground: str, on: str) -> str:
        colours = self._desk.palette
        if on == colours.paper:
            pale = mix(colours.signal, on, _PALER)
            return pale if contrast(pale, ground) >= _SEEN else on
        seen = (one for one in (colours.signal, colours.paper) if contrast(one, ground) >= _SEEN)
        return next(seen, on)
