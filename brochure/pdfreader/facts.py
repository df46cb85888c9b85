"""What preflight knows of pages: the same records from a finished PDF and from laid-out boxes.

Lengths are in points (1/72 inch); places count from the top left corner of the trim, to the right and downwards.
"""

from __future__ import annotations

from dataclasses import field
from enum import Enum, auto
from functools import cached_property

from brochure.vocabulary.records import dataclass
from brochure.vocabulary.speech import NOTHING, Said
from brochure.vocabulary.units import MM
from brochure.vocabulary.units import Box as Box

# The inks of the four process plates, as PDF names them (ISO 32000-1, 8.6.6.5).
PROCESS = ("Cyan", "Magenta", "Yellow", "Black")


@dataclass(frozen=True, slots=True)
class Paint:
    """What something is painted with.

    `space` is "gray", "rgb", "cmyk", "lab", "spot" or "" (a pattern); `values` run from 0 to 1 (for "spot" they are
    tints of `inks`); `opacity` is the constant alpha; `overprints` tells whether it leaves other inks in place.
    """

    space: str
    values: tuple[float, ...] = ()
    inks: tuple[str, ...] = ()
    opacity: float = 1.0
    overprints: bool = False

    @property
    def is_white(self) -> bool:
        """Tell whether it leaves the paper as it is."""
        if self.space in ("cmyk", "spot"):
            return not any(self.values)
        return self.space in ("rgb", "gray") and min(self.values, default=0) >= 0.999

    @property
    def is_registration(self) -> bool:
        """Tell whether it is the colour of marks, on every plate (ISO 32000-1, 8.6.6.4)."""
        return self.inks == ("All",)

    @property
    def process(self) -> tuple[float, ...]:
        """Give what is printed of the four process inks, however they are named; nothing where others are."""
        if self.space == "cmyk":
            return self.values if len(self.values) == len(PROCESS) else ()
        if self.space == "gray":
            return 0.0, 0.0, 0.0, 1.0 - min(self.values, default=1.0)
        tints = dict(zip(self.inks, self.values, strict=False))
        return tuple(tints.get(ink, 0.0) for ink in PROCESS) if tints and tints.keys() <= {*PROCESS} else ()

    @property
    def ink(self) -> float:
        """Give the total ink in percent; 0 where the space says nothing of inks."""
        if self.is_registration:
            return 0.0
        if self.space == "gray":
            return 100 * (1 - min(self.values, default=1.0))
        return 100 * sum(self.values) if self.space in ("cmyk", "spot") else 0.0

    @property
    def plates(self) -> int:
        """Count the inks that print it."""
        if self.space in ("cmyk", "spot"):
            return sum(value > 0.005 for value in self.values)
        return 1


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a PDF: `number` counts from 1; boxes are in the PDF's own space (x0, y0, x1, y1), None where absent."""

    number: int
    media: Box
    crop: Box | None = None
    bleed: Box | None = None
    trim: Box | None = None
    rotation: int = 0
    art: Box | None = None
    unit: float = 1.0

    @property
    def final(self) -> Box:
        """Give the page as it is cut: the trim, else the crop, else the medium."""
        return self.trim or self.crop or self.media

    @property
    def size(self) -> tuple[float, float]:
        """Give width and height of the page as it is cut."""
        box = self.final
        return box[2] - box[0], box[3] - box[1]


@dataclass(frozen=True, slots=True)
class Picture:
    """A raster picture on a page.

    `box` is the part that is seen, `size` the drawn width and height of the whole; `pixels` its width and height,
    `bits` those of a sample; `ink` the highest total ink in percent over a cell of about 15 mm2 (0: not CMYK);
    `inks` names the spot inks of its colour space.
    """

    page: int
    box: Box
    size: tuple[float, float]
    pixels: tuple[int, int]
    space: str = ""
    bits: int = 8
    ink: float = 0.0
    url: str = ""
    inks: tuple[str, ...] = ()

    @property
    def dpi(self) -> float:
        """Give the effective resolution: pixels to the inch as drawn, along the coarser side."""
        return min(count * 72 / max(length, 0.01) for count, length in zip(self.pixels, self.size, strict=True))


@dataclass(frozen=True, slots=True)
class Run:
    """Text set in one go: `size` is its height in points as printed; `shown` the share of it that is not cut off.

    `besides` is what its outline is painted with where it is filled as well, and further colours of its glyphs.
    """

    page: int
    box: Box
    size: float
    text: str
    paint: Paint | None = None
    shown: float = 1.0
    besides: tuple[Paint, ...] = ()

    @property
    def paints(self) -> tuple[Paint, ...]:
        """Give all that it is painted with."""
        return ((self.paint,) if self.paint is not None else ()) + self.besides


@dataclass(frozen=True, slots=True)
class Line:
    """A stroke, or a bar filled as thin as one; `width` as printed."""

    page: int
    box: Box
    width: float
    paint: Paint


@dataclass(frozen=True, slots=True)
class Shape:
    """A filled shape; `box` is the part that the page shows, bleed included.

    `straight` tells of its left, top, right and bottom edge whether it runs along the box: a rectangle's, or cut.
    """

    page: int
    box: Box
    paint: Paint
    straight: tuple[bool, bool, bool, bool] = (True, True, True, True)


@dataclass(frozen=True, slots=True)
class Veil:
    """Something transparent: `what` says how."""

    page: int
    box: Box | None
    what: Said


@dataclass(frozen=True, slots=True)
class Font:
    """A font and the page that uses it first."""

    name: str
    embedded: bool
    page: int


@dataclass(frozen=True, slots=True)
class Link:
    """An address that can be clicked."""

    page: int
    box: Box
    address: str


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code: `address` is what it says, or ought to say; `modules` count its side, quiet zone left out."""

    page: int
    box: Box
    address: str
    modules: int
    contrast: float | None = None

    @property
    def width(self) -> float:
        """Give the side in mm, quiet zone left out."""
        return min(self.box[2] - self.box[0], self.box[3] - self.box[1]) / MM


@dataclass(frozen=True, slots=True)
class Blend:
    """A colour space in which something transparent is mixed: `what` is a page, a group or a mask."""

    page: int
    box: Box | None
    what: str
    space: str


class Kind(Enum):
    """Kinds of what a PDF holds besides what it paints: `LAYER` is content on one that is off, `LAYERS` any at all."""

    LOCK = auto()
    FIELD = auto()
    SCRIPT = auto()
    FILE = auto()
    NOTE = auto()
    LINK = auto()
    TRANSFER = auto()
    HALFTONE = auto()
    POSTSCRIPT = auto()
    OPI = auto()
    ALTERNATE = auto()
    REFERENCE = auto()
    LAYER = auto()
    LAYERS = auto()


@dataclass(frozen=True, slots=True)
class Extra:
    """What a PDF holds besides what it paints; `detail` says which of its kind."""

    kind: Kind
    detail: str = ""
    page: int | None = None
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Icc:
    """What an ICC profile says of itself: its version, device class, colour space and name; `fault` where it cannot."""

    version: int = 0
    device: str = ""
    space: str = ""
    name: str = ""
    fault: Said = NOTHING


@dataclass(frozen=True, slots=True)
class Intent:
    """An output intent (ISO 32000-1, 14.11.5): its kind, the condition's identifier, its profile and the /N of that.

    `elsewhere` tells that the profile is only referred to.
    """

    kind: str
    condition: str
    profile: Icc | None = None
    channels: int | None = None
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """What a PDF says of itself as PDF/X: the version in its XMP and in its Info, and what both must say besides."""

    packet: str = ""
    info: str = ""
    title: str = ""
    trapped: str = ""
    identified: bool = True

    @property
    def version(self) -> str:
        """Give the version that it claims, "" for none."""
        return self.packet or self.info

    @property
    def flat(self) -> bool:
        """Tell whether that version has no transparency and no layers: all before PDF/X-4."""
        return self.version.startswith(("PDF/X-1", "PDF/X-2", "PDF/X-3"))


@dataclass(frozen=True)
class Facts:
    """All that is known of a document's pages; a part that its origin cannot tell is empty.

    `endless` tells of a drawing that nobody could draw to its end, `rtl` that the pages are read from the right.
    """

    pages: tuple[Page, ...]
    pictures: tuple[Picture, ...] = ()
    runs: tuple[Run, ...] = ()
    lines: tuple[Line, ...] = ()
    shapes: tuple[Shape, ...] = ()
    veils: tuple[Veil, ...] = ()
    fonts: tuple[Font, ...] = ()
    links: tuple[Link, ...] = ()
    intents: tuple[Intent, ...] = ()
    codes: tuple[Code, ...] = ()
    blends: tuple[Blend, ...] = ()
    extras: tuple[Extra, ...] = ()
    claim: Claim = field(default=Claim())
    endless: bool = False
    rtl: bool = False
    unread: tuple[Said, ...] = field(default=())

    @cached_property
    def text(self) -> dict[int, str]:
        """The text of each page, without spaces."""
        pages: dict[int, list[str]] = {}
        for run in self.runs:
            pages.setdefault(run.page, []).append("".join(run.text.split()))
        return {page: "".join(parts) for page, parts in pages.items()}
