"""The band on later pages: a quiet strip of all phases, from which those told there step forward."""

from __future__ import annotations

from dataclasses import replace

from brochure.figures import band
from brochure.figures.segments import SAFE, Field, room_for, rooms
from brochure.sections.phases.lettering import largest
from brochure.sections.phases.pages import FORWARD, FORWARD_MOST, STRIP, Split, columns
from brochure.sections.phases.stage import Band
from brochure.vocabulary.colour import mix
from brochure.vocabulary.records import NamedTuple
from brochure.vocabulary.units import PT

# How far the strip goes from the tint to the ink.
_QUIET = 0.10
_STEP, _STEPS, _SHARE = 0.93, 14, 2.4
# All numbers that step forward are of one size where that is no less than the first of these, in pt, and than such a
# part of what most have room for. In a sliver that would make them smaller the number is as large as the title of a
# phase; it stands with that alone where it has room for less than the last of these, in pt.
_LEAST, _PART, _SMALL = 20.0, 0.55, 14.0
# What a number keeps from the ends of a sliver: in mm, and as a part of its own width. Where a segment is no wider than
# so many mm, it stands in the middle.
_KEPT, _AROUND, _NARROW = 0.6, 0.15, 13.0


class Numeral(NamedTuple):
    """A number in the band, at `x` mm from the left edge of its page; those that step forward are `size` pt at most."""

    numeral: str
    x: str
    shift: str
    size: str
    colour: str
    forward: bool


class Cell(NamedTuple):
    """A phase in the strip over text that runs on: how wide it is, and its colours where it is told and where not."""

    numeral: str
    wide: str
    colour: str
    on: str
    grey: str
    ink: str


class Head(NamedTuple):
    """The part of the band at the head of one later page; the lit part begins at `x`, and is `wide`."""

    strip: str
    lit: str
    x: str
    wide: str
    numerals: tuple[Numeral, ...]
    style: str


class Overleaf:
    """The band at the head of one or two later pages, on which some phases are told."""

    def __init__(self, of: Band, facing: Split) -> None:
        """Take the band, and one or two facing pages with the phases told; on one alone the axis is as wide as that."""
        pages, bare = len(facing), of.ground.field
        self.band, self.told = of, frozenset(at for page in facing for at in page.told)
        starts = tuple(x for x in bare.columns if x < pages * of.ground.page)
        self.field = Field((of.ground.page,) * pages, bare.margin, starts)
        self.ground = replace(of.ground, field=self.field)
        self.places = columns(facing, self.ground, self.field)
        self.segments = of.lengths.segments(self.field)

    def heads(self) -> tuple[Head, ...]:
        """Give the head of each page."""
        return tuple(self._head(page) for page in range(len(self.field.pages)))

    def _head(self, page: int) -> Head:
        ground, wide = self.ground, self.field.pages[page]
        left = page * wide
        colours = self.band.desk.project.brand.colours
        beyond = ground.bleed
        whole = band.Window(left - beyond, left + wide + beyond, STRIP * ground.height + beyond)
        bounds = [segment.start for at, segment in enumerate(self.segments) if at and not {at - 1, at} & self.told]
        grey = mix(colours.tint.screen, colours.ink.screen, _QUIET)
        strip = self.band.draw("strip", band.strip(bounds, whole, grey, colours.paper.screen))
        lit = [at for at in sorted(self.told) if self._shown(at, left, wide)]
        low, high = left, left
        drawn = ""
        if lit:
            first, last = self.segments[lit[0]], self.segments[lit[-1]]
            low = left - beyond if first.start <= left + 0.5 else first.start
            high = left + wide + beyond if last.end >= left + wide - 0.5 else last.end
            window = band.Window(low, high, FORWARD_MOST * ground.height + 2 * beyond)
            pieces = [replace(self.band.piece(at), segment=self.segments[at], ticks=()) for at in lit]
            drawn = self.band.draw("lit", band.band(pieces, window, self.field.width))
        style = (
            f"--strip:{STRIP * ground.height:.2f}mm;--forward-least:{FORWARD * ground.height:.2f}mm;"
            f"--forward-most:{FORWARD_MOST * ground.height:.2f}mm;--beyond:{beyond:g}mm;--wide:{wide:g}mm"
        )
        numerals = tuple(self._numerals(left, wide, grey))
        return Head(strip, drawn, f"{low - left:.2f}mm", f"{high - low:.2f}mm", numerals, style)

    def _shown(self, at: int, left: float, wide: float) -> bool:
        return self.segments[at].start < left + wide - 0.5 and self.segments[at].end > left + 0.5

    def _numerals(self, left: float, wide: float, grey: str) -> list[Numeral]:
        """Give the numbers whose place is on a page: large where the phase is told, small in the strip."""
        size, face = self._size(), self.ground.display
        found = []
        for at in range(len(self.segments)):
            forward = at in self.told
            taken = self._taken(at, size) if forward else self.ground.scale.text
            place = self._place(at, taken, forward) if taken >= _SMALL or not forward else None
            if place is None or not left <= place < left + wide:
                continue
            shift = face.box(str(at + 1)[0])[0] if forward else 0.0
            on = self.band.colours[at][1] if forward else self.band.desk.project.brand.colours.ink.screen
            found.append(
                Numeral(str(at + 1), f"{place - left:.2f}mm", f"{-shift:.3f}em", f"{taken:.2f}pt", on, forward)
            )
        return found

    def _place(self, at: int, size: float, forward: bool = True) -> float | None:
        """Give where a number of a size begins: where it has room, in the middle of a narrow segment; None for nowhere.

        One that steps forward keeps to the columns of text.
        """
        field = self.field if forward else replace(self.field, columns=())
        segment, shown = self.segments[at], self._ink(at, size) if forward else self._wide(at, size)
        own = self.places.get(at) if forward else None
        room = room_for(self._wide(at, size), rooms(segment, field), field, own)
        around = (segment.width - shown) / 2
        whole = min(segment.start, self.field.width - segment.end) >= SAFE and not any(
            segment.start < fold < segment.end for fold in self.field.folds
        )
        if whole and segment.width <= _NARROW and (room or (forward and around >= max(_KEPT, _AROUND * shown))):
            return segment.start + around
        return room[0] if room else None

    def _wide(self, at: int, size: float) -> float:
        return self.ground.display.width(str(at + 1), size * PT)

    def _ink(self, at: int, size: float) -> float:
        """Give how wide what is seen of a number is, in mm."""
        face, number = self.ground.display, str(at + 1)
        before, after = face.box(number[0])[0], face.width(number[-1]) - face.box(number[-1])[2]
        return self._wide(at, size) - (before + after) * size * PT

    def _most(self, at: int, size: float) -> float:
        """Give the largest size, no more than one, at which a number has a place; 0 for none."""
        sizes = (size * _STEP**step for step in range(2 * _STEPS))
        return next((one for one in sizes if self._place(at, one) is not None), 0.0)

    def _taken(self, at: int, size: float) -> float:
        """Give the size of a number that steps forward where that of most is given."""
        most = self._most(at, size)
        return size if most >= size else min(most, self.ground.scale.section)

    def _size(self) -> float:
        """Give the size of the numbers that step forward: large, while most have room."""
        most = largest(FORWARD_MOST * self.ground.height)
        each = [self._most(at, most) for at in self.told]

        def worth(size: float) -> float:
            return size * float((sum(one >= size for one in each) / len(each)) ** _SHARE)

        best = max((most * _STEP**step for step in range(_STEPS)), key=worth)
        return min(each) if min(each) >= max(_LEAST, _PART * best) else best


def strip_of(of: Band) -> list[Cell]:
    """Give the strip over text that runs on from page to page: all phases on the axis of one page."""
    field = Field((of.ground.page,), of.ground.field.margin)
    colours, face = of.desk.project.brand.colours, of.ground.display
    grey = mix(colours.tint.screen, colours.ink.screen, _QUIET)
    found = []
    for at, segment in enumerate(of.lengths.segments(field)):
        room = segment.width - 2 * _KEPT >= face.width(str(at + 1), of.ground.scale.text * PT)
        shown = str(at + 1) if room else ""
        found.append(Cell(shown, f"{segment.width:.2f}mm", *of.colours[at], grey, colours.ink.screen))
    return found
