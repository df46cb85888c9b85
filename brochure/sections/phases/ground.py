"""The ground that the phases are laid out on: the pages of a format, how high a band may be, and what text takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import ceil

from brochure.figures.segments import Field
from brochure.figures.typeface import Typeface
from brochure.model.project import Project
from brochure.vocabulary.paper import Format
from brochure.vocabulary.records import dataclass
from brochure.vocabulary.scale import AT_FOLD, SQUARE, Scale, scale_of
from brochure.vocabulary.units import PT

# How high a band is at least and at most, as parts of the height of the page, and at most over a few words, and over a
# few sentences.
_HIGH = {"a5": (44 / 210, 96 / 210), "a4": (52 / 297, 124 / 297), "square": (46 / 210, 88 / 210)}
FEW, SHORT = 0.62, 96 / 210
# A square page is broad: so high, as a part of it, the band is there before text is as large as can be.
_PREFERRED = 56 / 210
_ALONE = 1.15
# With flags above it, it may be lower, and stands lower.
_FLAGGED, FLAGS = 0.87, 0.028
_A5, _A4 = 148.0, 210.0
# How high the band is in a column of a leaflet, and what keeps from its ends.
_IN_COLUMN, _IN = 0.14, 3.0
# What text keeps from a band over the panels of a leaflet, in mm; it stands higher by half of that.
_UNDER = 6.0
# Lines are not filled to their ends.
_FILLED = 0.955
# The smallest step of running text.
SMALLEST = 0.909
# The letter-spacing of titles, in ems.
_TRACK = -0.01
# By how little a title may be smaller to be one line, whose width, without kerning, is sure to a hair.
_NEARLY, _HAIR = 0.95, 0.998


@dataclass(frozen=True, slots=True)
class Ground:
    """The pages of a spread, or one page alone, in mm: where the band stands, and the columns below it.

    `drop` is by how much it stands lower, for a title of several lines and for flags; `gap` is what text keeps from it.
    Where it is `closed` the band ends at a fold, not at the trim. Columns of a leaflet have `room` mm.
    The band is as high as is `preferred`, if it can be with text a step smaller.
    """

    field: Field
    scale: Scale
    height: float
    least: float
    most: float
    between: float
    bleed: float
    display: Typeface
    running: Typeface
    drop: float = 0.0
    gap: float = 8.0
    closed: bool = False
    room: float = 0.0
    preferred: float = 0.0

    @property
    def page(self) -> float:
        """Give the width of a page."""
        return self.field.pages[0]

    @property
    def measure(self) -> float:
        """Give the width between the margins of a page."""
        return self.page - 2 * self.scale.margin

    @property
    def column(self) -> float:
        """Give the width of one of two columns."""
        return (self.measure - self.between) / 2

    @property
    def top(self) -> float:
        """Give where the band begins."""
        return self.scale.start + self.drop

    @property
    def foot(self) -> float:
        """Give where the type area ends."""
        return self.height - self.scale.foot

    @property
    def airy(self) -> bool:
        """Tell whether what leads into a text is set larger than the text, not bolder."""
        return self.scale.lead > 11.5

    def lines(self, text: str, size: float, width: float, face: Typeface | None = None) -> int:
        """Estimate how many lines a text takes."""
        return ceil((face or self.running).width(text, size * PT) / (width * _FILLED)) if text else 0

    def higher(self) -> Ground:
        """Give the ground with a band that is as high as is preferred at the least."""
        return replace(self, least=self.preferred)

    def flagged(self) -> Ground:
        """Give the ground with room for flags above the band."""
        return replace(self, least=self.least * _FLAGGED, drop=self.drop + FLAGS * self.height)


def ground(project: Project, pages: int, faces: tuple[Typeface, Typeface]) -> Ground:
    """Make the ground of so many facing pages; `faces` are those of titles and of running text."""
    paper, scale = project.format, scale_of(project.format)
    width, height = paper.width, paper.height
    low, high = _heights(paper, scale)
    high *= 1 if pages > 1 else _ALONE
    share = min(1.0, max(0.0, (width - _A5) / (_A4 - _A5)))
    between = scale.gutter if scale is SQUARE else scale.gutter + 2 + share
    column = (width - 2 * scale.margin - between) / 2
    starts = (scale.margin, scale.margin + column + between)
    columns = tuple(page * width + start for page in range(pages) for start in starts)
    field = Field((width,) * pages, scale.margin, columns)
    bleed = max(3.0, project.press.settings.bleed)
    preferred = _PREFERRED * height if scale is SQUARE and pages > 1 else 0.0
    made = Ground(field, scale, height, low * height, high * height, between, bleed, *faces)
    return replace(made, preferred=preferred)


def _heights(paper: Format, scale: Scale) -> tuple[float, float]:
    if scale is SQUARE:
        return _HIGH["square"]
    share = min(1.0, max(0.0, (paper.width - _A5) / (_A4 - _A5)))
    small, large = _HIGH["a5"], _HIGH["a4"]
    return small[0] + (large[0] - small[0]) * share, small[1] + (large[1] - small[1]) * share


def titled(bare: Ground, title: str, measure: float = 0.0) -> tuple[Ground, float]:
    """Give the ground below a title, and the size of the title, in pt: that of titles, smaller where it is long.

    One that is a hair too long for a line is as much smaller. The `measure` is that of the page where none is given.
    """
    wide = measure or bare.measure
    whole = bare.display.width(title, bare.scale.title * PT, _TRACK)
    if _NEARLY * whole <= wide < whole:
        return bare, bare.scale.title * wide / whole * _HAIR
    for size in (bare.scale.title, bare.scale.title * 0.75, bare.scale.section):
        across = bare.display.width(title, size * PT, _TRACK)
        lines = 1 if across <= wide else ceil(across / (wide * _FILLED))
        if lines * size <= 2 * bare.scale.title:
            break
    step = 10 * bare.scale.title / 26
    more = max(0.0, (lines * size / bare.scale.title - 1)) * step
    return replace(bare, drop=bare.drop + more), size


def panelled(project: Project, width: float, faces: tuple[Typeface, Typeface]) -> Ground:
    """Make the ground of a column of a leaflet."""
    scale = scale_of(project.format)
    high = _IN_COLUMN * project.format.height
    return Ground(Field((width,), _IN), scale, project.format.height, high, high, 0.0, 0.0, *faces)


def spanned(project: Project, count: int, faces: tuple[Typeface, Typeface]) -> Ground:
    """Make the ground of the inner panels of a leaflet, or the first few of them, which a band crosses as one."""
    scale, height = scale_of(project.format), project.format.height
    inner = project.format.panels[::-1]
    panels = inner[:count]
    closed = panels != inner
    near = AT_FOLD if closed else scale.margin
    columns = tuple(sum(panels[:at]) + (near if at else scale.margin) for at in range(len(panels)))
    bleed = max(3.0, project.press.settings.bleed)
    field = Field(panels, scale.margin, columns, bound=False)
    room = panels[0] - scale.margin - near
    return Ground(field, scale, height, 0.0, height, 0.0, bleed, *faces, gap=_UNDER, closed=closed, room=room)


def widest(words: Sequence[str], face: Typeface, size: float) -> float:
    """Give the width, in mm, of the widest of some words."""
    return max((face.width(word, size * PT) for word in words), default=0.0)
