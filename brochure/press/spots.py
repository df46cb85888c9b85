"""Spot inks in a PDF: the colour spaces in which they are written (ISO 32000-1, 8.6.6.4 and 8.6.6.5)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

from brochure.pdfreader.facts import PROCESS
from brochure.press.order import FOUR, Inks, Spot

Values = Callable[[Inks], tuple[float, ...]]


class Spots:
    """Gives the colour spaces of the spot inks of one document; each ink has one space, wherever it is used."""

    def __init__(self, document: pikepdf.Pdf, spots: Sequence[Spot]) -> None:
        self._document, self._spots = document, spots
        self._alone = [separation(document, spot) for spot in spots]
        self._mixed: dict[tuple[int, ...], Object] = {}

    def space(self, inks: Iterable[Inks]) -> tuple[Object, Values]:
        """Give the space that holds some inks, and what gives the values of inks in it."""
        held = list(inks)
        used = tuple(at for at in range(len(self._spots)) if any(_of(ink, at) for ink in held))
        if not used:
            return Name.DeviceCMYK, lambda ink: ink[:FOUR]
        if len(used) == 1 and not any(any(ink[:FOUR]) for ink in held):
            return self._alone[used[0]], lambda ink: (_of(ink, used[0]),)
        if used not in self._mixed:
            self._mixed[used] = self._document.make_indirect(self._several(used))
        return self._mixed[used], lambda ink: (*ink[:FOUR], *(_of(ink, at) for at in used))

    def _several(self, used: tuple[int, ...]) -> Array:
        """Make the space of the four inks and some others: what stands for them adds up, to a full ink at most."""
        count = FOUR + len(used)
        function = self._document.make_stream(_adding([self._spots[at].alternate for at in used]).encode())
        function.FunctionType, function.Domain, function.Range = 4, [0, 1] * count, [0, 1] * FOUR
        names = Array([Name(f"/{name}") for name in (*PROCESS, *(self._spots[at].name for at in used))])
        colorants = Dictionary({f"/{self._spots[at].name}": self._alone[at] for at in used})
        return Array([Name.DeviceN, names, Name.DeviceCMYK, function, Dictionary(Colorants=colorants)])


def separation(document: pikepdf.Pdf, spot: Spot) -> Object:
    """Make the space of one ink."""
    tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=list(spot.alternate), N=1)
    return document.make_indirect(Array([Name.Separation, Name(f"/{spot.name}"), Name.DeviceCMYK, tint]))


def _of(ink: Inks, at: int) -> float:
    """Give the tint of a spot ink."""
    return ink[FOUR + at] if len(ink) > FOUR + at else 0.0


def _adding(alternates: Sequence[Inks]) -> str:
    """Give the function (ISO 32000-1, 7.10.5) from four inks and tints to the four inks that they add up to."""
    count = FOUR + len(alternates)
    steps = []
    for pushed in range(FOUR):
        steps.append(f"{count - 1} index")
        for at, alternate in enumerate(alternates):
            steps.append(f"{count - FOUR - at + pushed} index {alternate[pushed]:g} mul add")
        steps.append("dup 1 gt { pop 1 } if")
    return "{ " + " ".join([*steps, f"{count + FOUR} {FOUR} roll", *["pop"] * count]) + " }"
