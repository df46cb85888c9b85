"""What is asked of the finishing, and what keeps it from being done: pure data."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import zip_longest
from typing import Literal

from brochure.vocabulary.conditions import Settings
from brochure.vocabulary.records import dataclass
from brochure.vocabulary.speech import Said

Inks = tuple[float, ...]
"""Cyan, magenta, yellow, black, each from 0 (none) to 1 (full); then the order's spot inks, up to the last used."""

FOUR = 4
PAPER: Inks = (0.0, 0.0, 0.0, 0.0)
BLACK: Inks = (0.0, 0.0, 0.0, 1.0)


@dataclass(frozen=True, slots=True)
class Spot:
    """An ink that is mixed for the job and has a plate of its own, and the four inks that stand for it elsewhere."""

    name: str
    alternate: Inks


@dataclass(frozen=True, slots=True)
class Profile:
    """An ICC output profile for four inks: the file, and its own description."""

    data: bytes
    description: str


@dataclass(frozen=True, slots=True)
class Order:
    """A PDF to finish.

    `trim` is the final size in mm; `folds` are the distances of the folds from its left edge, in mm, on the pages in
    turn, where the sheet is folded after cutting; `inks` gives the inks of a brand colour, or of a mix of two, by its
    "#rrggbb", and None for any other; `tones` are the two screen colours between which a picture in two tones lies;
    `spots` are its inks beside the four, `rich` those of large black grounds; `name` and `date` (ISO 8601) stand in the
    slug line; `title`, `language`, `author` and `generator` in the metadata.
    """

    settings: Settings
    profile: Profile
    inks: Callable[[str], Inks | None]
    trim: tuple[float, float]
    name: str
    title: str
    date: str
    language: str = ""
    author: str = ""
    generator: str = ""
    folds: tuple[tuple[float, ...], ...] = ()
    tones: tuple[str, str] | None = None
    spots: tuple[Spot, ...] = ()
    rich: Inks = BLACK

    @property
    def flat(self) -> bool:
        """Tell whether transparency must go (ISO 15930-4, 6.18)."""
        return self.settings.standard == "x-1a"

    @property
    def limit(self) -> float:
        """Give the most ink on one point, 4 for four full inks."""
        return self.settings.ink_limit / 100


@dataclass(frozen=True, slots=True)
class Glaze:
    """An opacity that is flattened, and the one colour beneath it."""

    ground: Inks
    alpha: float


class Fault(Exception):
    """Something on a page that cannot go to the press as it is."""

    def __init__(self, code: Literal["press-transparency", "press-unsupported"], what: Said, hint: Said) -> None:
        super().__init__(what)
        self.code = code
        self.what = what
        self.hint = hint


def unsupported(what: Said) -> Fault:
    """Make the fault of a kind of object that the styles and the engine do not make."""
    return Fault(
        "press-unsupported",
        Said("{what} cannot be prepared for the press", what=what),
        Said("save the picture in another way"),
    )


def transparent(what: Said) -> Fault:
    """Make the fault of a transparency that lies on more than one colour, or has none of its own."""
    hint = Said("place it on one plain colour, make it opaque, or order PDF/X-4 (press: {{standard: x-4}})")
    return Fault("press-transparency", Said("{what} cannot be flattened for PDF/X-1a", what=what), hint)


def blend(ground: Inks, colour: Inks, alpha: float) -> Inks:
    """Give the inks of a colour laid on a ground with an opacity from 0 to 1 (ISO 32000-1, 11.3.6, blend Normal)."""
    return lean(round(g + (f - g) * alpha, 4) for g, f in zip_longest(ground, colour, fillvalue=0.0))


def lean(values: Iterable[float]) -> Inks:
    """Give inks without the spot inks after the last that is used."""
    inks = list(values)
    while len(inks) > FOUR and not inks[-1]:
        inks.pop()
    return tuple(inks)
