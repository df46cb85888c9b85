"""The stage: the band of all phases over the facing pages, with what stands in its segments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import inf
from zlib import crc32

from brochure.figures import band
from brochure.figures.measuring import known
from brochure.figures.palette import TEXT
from brochure.figures.segments import Field, Segment
from brochure.figures.typeface import Typeface
from brochure.render.desk import Desk
from brochure.render.theme import ramp
from brochure.sections.phases.content import Phase
from brochure.sections.phases.dates import Dated
from brochure.sections.phases.ground import Ground
from brochure.sections.phases.icons import Icons
from brochure.sections.phases.lengths import Lengths
from brochure.sections.phases.lettering import NOWHERE, Letterer, Lettering, Mark
from brochure.vocabulary.colour import contrast, legible, mix
from brochure.vocabulary.records import NamedTuple
from brochure.vocabulary.units import PT

# Ticks go so far towards the colour of text on their segment.
_TICK = 0.25
# Hatches are seen, and what stands on them is read.
_HATCHES, _READ = (0.34, 0.28, 0.22, 0.16, 0.1), 4.5
# The least size of a length, in pt, and by how much it may be larger on a high band.
_SMALLEST, _HIGH, _LARGER = 9.0, 70.0, 1.15
# Icons, as a part of the height of the band, and of the page where the band is the page; the least of them, in mm.
_BANDED, _POSTED = (0.42, 10.0), (0.15, 8.5)
# A flag: its line, how high it stands, how far from the next, from a fold; in mm.
_LINE, _POLE, _APART, _FOLD = 0.4, 16.0, 4.0, 10.2
_AT, _BENT, _ASIDE, _STRAIGHT = 9.2, 3.6, 1.6, 0.3
# What its line keeps from the ends of its segment, in mm.
_INSIDE = 1.5


class Label(NamedTuple):
    """What stands in a segment, at `x` mm from the left edge of its page; `end` is where its room ends.

    `plate` is the ground behind the length of a hatched one. `shift` is by how much the numeral stands to the left, in
    ems, so that its ink begins at `x`; `inked` is where the ink of the icon ends, in
    its own width: it ends at `end`.
    """

    numeral: str
    lines: tuple[str, ...]
    x: str
    end: str
    shift: str
    colour: str
    plate: str
    icon: str
    inked: str
    disc: bool
    lane: int
    said: str = ""


class Flag(NamedTuple):
    """The name of a sliver, above the band."""

    numeral: str
    length: str
    x: str
    tone: str


class Caption(NamedTuple):
    """The title of a phase in its segment, and its motto: level from `x` on, `wide`, or turned, `size` high.

    `number` is that of the phase; `length` is what has no room beside or below the numeral.
    """

    number: int
    title: str
    motto: str
    length: str
    x: str
    wide: str
    size: str
    colour: str
    turned: bool


class Half(NamedTuple):
    """The part of the band on one page: a drawing for each lane; `dates` are names of months, after where each is."""

    drawings: tuple[str, ...]
    labels: tuple[Label, ...]
    flags: tuple[Flag, ...]
    lines: str
    captions: tuple[Caption, ...] = ()
    dates: tuple[tuple[str, str], ...] = ()


class Stage(NamedTuple):
    """The band as templates see it; sizes with their units.

    `unsaid` are the phases whose length it does not say, `unshown` those whose icon it does not show.
    """

    alt: str
    halves: tuple[Half, ...]
    style: str
    beside: bool
    flagged: bool
    unsaid: frozenset[int]
    unshown: frozenset[int]

    def strays(self, told: Mapping[int, int]) -> bool:
        """Tell whether a phase is told on another page than the one on which the band names it."""
        named = {label.numeral: page for page, half in enumerate(self.halves) for label in half.labels}
        return any(named.get(str(at + 1), page) != page for at, page in told.items())


@known(64)
def _lettered(
    bears: tuple[Field, tuple[Segment, ...], tuple[tuple[str, str], ...], Typeface, float],
    told: tuple[tuple[int, float], ...],
    sizes: tuple[float, ...],
    icons: tuple[bool, ...],
    limits: tuple[float, float],
    fills: bool,
) -> Lettering:
    return Letterer(*bears, dict(told)).letter(sizes, icons, limits, fills)


class Band:
    """All that is drawn of the phases of a brochure, on a ground, in the colours of the project."""

    def __init__(self, desk: Desk, phases: Sequence[Phase], lengths: Lengths, ground: Ground, icons: Icons) -> None:
        """Lay the segments."""
        self.desk, self.lengths, self.ground, self.icons = desk, lengths, ground, icons
        self.count = len(phases)
        self.colours = ramp(desk.project, len(phases))
        self.segments = lengths.segments(ground.field)

    def lettering(
        self,
        height: float,
        posted: bool = False,
        fills: bool = False,
        told: Mapping[int, float] = NOWHERE,
        bare: bool = False,
    ) -> Lettering:
        """Find what stands in the segments where the band is so high, in mm; where it is `posted`, it is the page.

        What is to `fill` it where icons have no room is larger: it is surely so high. A `bare` one has none anyhow. A
        phase is named over the column that begins where it is `told`, or on its page at least, where its segment has
        room there.
        """
        lanes = 1 + max(segment.lane for segment in self.segments)
        scale = self.ground.scale
        high = height / lanes
        sizes = (scale.section * (_LARGER if high > _HIGH else 1.0), scale.lead, max(_SMALLEST, scale.text))
        said = [self._said(at) for at in range(self.count)]
        icons = tuple(bool(self.icons.url(at, *self.colours[at])) for at in range(self.count))
        limits = (0.0, inf) if bare else _POSTED if posted else _BANDED
        bears = self.ground.field, tuple(self.segments), tuple(said), self.ground.display, high
        return _lettered(bears, tuple(told.items()), sizes, icons, limits, fills)

    def _said(self, at: int) -> tuple[str, str]:
        """Give the numeral and the length of a segment; one phase alone has its length for a numeral."""
        label = self.lengths.labels[at]
        if self.count > 1:
            return str(at + 1), label
        first, _, rest = label.replace("\u00a0", " ").partition(" ")
        return (first, rest) if first[:1].isdigit() else ("", label)

    def stage(
        self, ground: Ground, lettering: Lettering, name: str, captions: Sequence[tuple[int, Caption]] | None = None
    ) -> Stage:
        """Draw the band with its lettering; with `captions`, each on its page, it reaches the foot of the page."""
        poster = captions is not None
        flown = {at for page in range(len(ground.field.pages)) for at, _ in self._flown(page, ground, lettering)}
        silent = (at for at in lettering.out if at not in flown and self.lengths.labels[at])
        unsaid = self.unsaid(lettering) | frozenset(silent)
        shown = {mark.index for mark in lettering.marks if mark.sign and lettering.sign}
        halves = []
        dates = () if poster else self._dates(ground)
        for page, wide in enumerate(ground.field.pages):
            left = sum(ground.field.pages[:page])
            window = band.Window(
                left - ground.bleed,
                left + wide + ground.bleed,
                ground.height + 2 * ground.bleed,
                ground.bleed if poster else 0.0,
                ground.closed,
            )
            drawings = tuple(self._drawn(name, page, lane, window) for lane in range(self._lanes))
            labels = tuple(
                self._label(mark, left, lettering) for mark in lettering.marks if left <= mark.x < left + wide
            )
            named, lines = self._flags(name, page, ground, lettering)
            titles = tuple(caption for at, caption in captions or () if at == page)
            here = tuple((f"{one.x - left:.2f}mm", one.text) for one in dates if left <= one.x < left + wide)
            halves.append(Half(drawings, labels, named, lines, titles, here))
        least = ground.height - ground.top + ground.bleed if poster else ground.least
        style = _style(
            {
                "least": f"{least:.2f}mm",
                "most": f"{max(least, ground.most):.2f}mm",
                "cap": f"{lettering.size:.2f}pt",
                "length": f"{lettering.length:.2f}pt",
                "lines": f"{lettering.lines}",
                "base": f"{lettering.base:.4f}",
                "clear": f"{lettering.clear:.2f}mm",
                "alone": f"{lettering.alone:.2f}pt",
                "sign-most": f"{lettering.sign_most:.2f}mm",
                "lanes": f"{self._lanes}",
                "wide": f"{ground.page:g}mm",
                "beyond": f"{ground.bleed:g}mm",
            }
        )
        icons = frozenset(at for at in range(self.count) if at not in shown)
        return Stage(self.lengths.told, tuple(halves), style, lettering.beside, bool(lettering.out), unsaid, icons)

    def _dates(self, ground: Ground) -> tuple[Dated, ...]:
        face, size = self.desk.small, ground.scale.small * PT
        return self.lengths.months(ground.field, self.desk.language, lambda text: face.width(text, size))

    def unsaid(self, lettering: Lettering) -> frozenset[int]:
        """Give the phases whose length has no room in their segment."""
        return frozenset(mark.index for mark in lettering.marks if not mark.lines and self.lengths.labels[mark.index])

    @property
    def _lanes(self) -> int:
        return 1 + max(segment.lane for segment in self.segments)

    def _drawn(self, name: str, page: int, lane: int, window: band.Window) -> str:
        pieces = [self.piece(at) for at, segment in enumerate(self.segments) if segment.lane == lane]
        ground = self.desk.project.brand.colours.tint.screen if self.lengths.days else ""
        return self.draw(name, band.band(pieces, window, self.ground.field.width, ground))

    def draw(self, name: str, drawing: str) -> str:
        """Give the address of a drawing; no two ways to set the phases have different ones at one address."""
        return self.desk.shelf.draw(f"phases-{name}-{crc32(drawing.encode()):x}", drawing)

    def piece(self, at: int) -> band.Piece:
        """Give a segment as it is drawn."""
        segment, (colour, on) = self.segments[at], self.colours[at]
        hatch = "" if self.lengths.read[at] else _hatch(colour, on, self.desk)
        return band.Piece(segment, colour, hatch, mix(on, colour, _TICK), self.lengths.ticks(at, segment))

    def _label(self, mark: Mark, left: float, lettering: Lettering) -> Label:
        colour, on = self.colours[mark.index]
        icon = self.icons.url(mark.index, colour, on) if mark.sign and lettering.sign else ""
        shift = self.ground.display.box(mark.numeral[0])[0] if mark.numeral else 0.0
        return Label(
            mark.numeral,
            mark.lines,
            f"{mark.x - left:.2f}mm",
            f"{mark.ends - left:.2f}mm",
            f"{-shift:.3f}em",
            on,
            "" if self.lengths.read[mark.index] else colour,
            icon,
            f"{1 - self.icons.clear(mark.index, icon):.3f}em",
            self.icons.is_on_disc(mark.index),
            self.segments[mark.index].lane,
            self.icons.said(mark.index),
        )

    def _flags(self, name: str, page: int, ground: Ground, lettering: Lettering) -> tuple[tuple[Flag, ...], str]:
        """Name the slivers of a page above the band, each on a line that rises from it."""
        left = sum(ground.field.pages[:page])
        wide = ground.field.pages[page]
        flown = self._flown(page, ground, lettering)
        if not flown:
            return (), ""
        here, widths = [at for at, _ in flown], [width for _, width in flown]
        low, high = self._between(page, ground)
        wanted = [self._named(at) - left + _ASIDE for at in here]
        places = _apart(wanted, widths, low, high)
        tones = [self.tone(at) for at in here]
        stand = [(at, x - _ASIDE) for at, x in zip(here, places, strict=True)]
        ways = poles([(self._foot(at, pole + left) - left, pole) for at, pole in stand])
        drawn = self.draw("flags", band.flags(list(zip(tones, ways, strict=True)), wide, _POLE, _LINE))
        flags = tuple(
            Flag(str(at + 1), self.lengths.labels[at], f"{x:.2f}mm", tone)
            for at, x, tone in zip(here, places, tones, strict=True)
        )
        return flags, drawn

    def _flown(self, page: int, ground: Ground, lettering: Lettering) -> list[tuple[int, float]]:
        """Give the slivers of a page that are named above the band, and how wide their names are, in mm.

        None where they have no room beside each other: then each is named where it is told.
        """
        left = sum(ground.field.pages[:page])
        here = [at for at in lettering.out if left <= self._named(at) < left + ground.field.pages[page]]
        face, scale = ground.display, ground.scale
        widths = [
            face.width(str(at + 1), scale.section * PT) + 2 + face.width(self.lengths.labels[at], scale.text * PT)
            for at in here
        ]
        low, high = self._between(page, ground)
        crowded = sum(widths) + _APART * (len(widths) - 1) > high - low
        return [] if crowded else list(zip(here, widths, strict=True))

    def _between(self, page: int, ground: Ground) -> tuple[float, float]:
        """Give between where names stand above the band on a page, in mm."""
        margin, last = ground.scale.margin, len(ground.field.pages) - 1
        return margin if page == 0 else _FOLD, ground.field.pages[page] - (margin if page == last else _FOLD)

    def _named(self, at: int) -> float:
        """Give where the name of a phase would best stand: over its middle, or after a fold that lies near there if its
        line is straight there.
        """
        segment = self.segments[at]
        middle, end = _middle(segment), segment.end - _FOLD + _ASIDE - _INSIDE
        near = (fold for fold in self.ground.field.folds if segment.start < fold < end and abs(middle - fold) < _FOLD)
        return next(near, middle)

    def _foot(self, at: int, pole: float) -> float:
        """Give where a line meets its segment: straight below the name, or as near to it as there the segment is."""
        segment = self.segments[at]
        inside = min(_INSIDE, segment.width / 2)
        return min(max(pole, segment.start + inside), segment.end - inside)

    def tone(self, at: int) -> str:
        """Give the colour of a phase as that of text."""
        colours = self.desk.project.brand.colours
        return legible(self.colours[at][0], colours.tint.screen, colours.ink.screen, TEXT)


def poles(ends: Sequence[tuple[float, float]]) -> list[list[band.Point]]:
    """Give the lines that lead from where slivers are, from the left, to where their names stand above them.

    Of lines that bend to one side, each goes below those that it would cross.
    """
    found = []
    for count, (foot, pole) in enumerate(ends, 1):
        turn = len(ends) + 1 - count if pole > foot else count
        bent = _POLE - 1 - _BENT * turn / (len(ends) + 1)
        way = [] if abs(pole - foot) < _STRAIGHT else [(foot, bent), (pole, bent)]
        found.append([(foot, _POLE), *way, (pole if way else foot, _POLE - _AT)])
    return found


def _middle(segment: Segment) -> float:
    return (segment.start + segment.end) / 2


def _apart(wanted: Sequence[float], widths: Sequence[float], low: float, high: float) -> list[float]:
    """Keep names apart and within the bounds: pushed on from the left, then back from the right."""
    placed: list[float] = []
    after = low
    for x, width in zip(wanted, widths, strict=True):
        placed.append(max(x, after))
        after = placed[-1] + width + _APART
    limit = high
    for at in range(len(placed) - 1, -1, -1):
        placed[at] = min(placed[at], limit - widths[at])
        limit = placed[at] - _APART
    return placed


def _hatch(colour: str, on: str, desk: Desk) -> str:
    """Give the tone of hatches: as far from their ground as can be while what stands on both is read."""
    brand = desk.project.brand.colours
    found = [
        next((tone for share in _HATCHES if contrast(tone := mix(colour, other, share), on) >= _READ), colour)
        for other in (brand.paper.screen, brand.ink.screen)
    ]
    return max(found, key=lambda tone: contrast(tone, colour))


def _style(values: Mapping[str, str]) -> str:
    return ";".join(f"--{name}:{value}" for name, value in values.items())
