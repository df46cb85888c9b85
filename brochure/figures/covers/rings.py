"""The durations: half rings round the spine, each as wide as its phase is long, with as many seats as heads counted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from math import asin, cos, pi, sin

from brochure.figures.covers.field import Field, Sheet
from brochure.figures.motifs import arc, disc, number, rect
from brochure.load.quantity import Duration
from brochure.vocabulary.colour import contrast
from brochure.vocabulary.records import NamedTuple

# How far over the foot of the field the horizon lies, in mm, and how far each ring goes under the next, so that no
# seam shows between them.
_HORIZON, _UNDER = 5.0, 0.3
# The widest ring is about as free at the head as at the side: where it reaches the margin, it keeps this part of it
# from the head at least; else it keeps all of it there.
_FREE = 0.75
# Rings narrower than this part of the measure leave a page half empty: both halves stand on it then.
_NARROW = 0.8
# What seats keep from the edges of their ring, and from spine and horizon, in mm.
_INSET, _CLEAR = 2.6, 3.2
# The radius of a seat: the most, in mm, the part of the distance between two, and the least that is seen.
_LARGEST, _OF_PITCH, _LEAST = 1.9, 0.19, 0.3
# How far two seats of a row are at least from each other, as a part of the usual distance.
_APART = 0.75
_ROW, _MOST_SEATS = 3.0, 1000
# What counts is seen on its ring (WCAG 2.2, 1.4.11).
_SEEN = 3.0
_TICK, _LONG, _SHORT, _BELOW = 0.3, 4.0, 2.0, 1.4
_TICKS, _STEPS = 40, (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200)

# Gives an angle at a radius, so many mm further from an end than it may be.
Bound = Callable[[float, float], float]


class Rings(NamedTuple):
    """Where the rings of a page lie: their centre, their radii, and whether both halves stand on the page."""

    x: float
    y: float
    radii: tuple[float, ...]
    whole: bool


def lowest(field: Field) -> float:
    """Give how far down a field goes at least in which the widest ring reaches the margin, in mm."""
    return field.width - field.margin + max(_FREE * field.margin, field.top) + _HORIZON


def rings(field: Field, lengths: Sequence[Duration]) -> Rings:
    """Place the rings of phases: round the spine, or whole where the page is too wide for that."""
    y, reach = field.foot - _HORIZON, field.width - field.margin
    room = y - max(field.margin, field.top)
    radius = reach if field.foot >= lowest(field) else min(reach, room)
    whole = radius < _NARROW * reach
    if whole:
        radius = min(room, field.width / 2 - field.margin)
    months = [length.months for length in lengths]
    radii = tuple(radius * end / sum(months) for end in accumulate(months))
    return Rings(field.width / 2 if whole else 0.0, y, radii, whole)


def draw(sheet: Sheet, lengths: Sequence[Duration], heads: int) -> None:
    """Draw the rings, the seats and the ticks of the time below them."""
    made = rings(sheet.field, lengths)
    _halves(sheet, made, sheet.stage.palette.ramp(len(made.radii)))
    _seats(sheet, made, heads)
    sides = (1, -1) if made.whole else (1,)
    _ticks(sheet, made, lengths, sides)


def draw_back(sheet: Sheet, front: Field, lengths: Sequence[Duration], heads: int = 0) -> None:
    """Draw the other half on the page before the spine.

    Where both are on the front they are drawn again without their seats; where it has none, what they make together.
    """
    made, colours = rings(front, lengths), sheet.stage.palette.ramp(len(lengths))
    there = made._replace(x=sheet.field.width / 2 if made.whole else sheet.field.width)
    if made.whole and seated(made, heads) is None:
        _halves(sheet, there._replace(radii=made.radii[-1:]), colours[-1:])
        return
    _halves(sheet, there, colours)
    _ticks(sheet, there, lengths, (1, -1) if made.whole else (-1,))


def _halves(sheet: Sheet, made: Rings, colours: Sequence[str]) -> None:
    """Draw half rings, each of one colour alone where it is cut: there a viewer would show what lies below."""
    for inner, radius, colour in reversed(list(zip((0.0, *made.radii), made.radii, colours, strict=False))):
        left, right = (made.x - radius, made.y), (made.x + radius, made.y)
        shape, less = f"M{number(left[0])} {number(left[1])}{arc(left, radius, 1, right)}", inner - _UNDER
        if less > 0:
            low, high = (made.x - less, made.y), (made.x + less, made.y)
            shape += f"H{number(high[0])}{arc(high, less, 0, low)}"
        sheet.shapes.add(colour, f"{shape}z")


def _seats(sheet: Sheet, made: Rings, heads: int) -> None:
    """Put a seat for each head into the rings."""
    found = seated(made, heads)
    if found is None:
        return
    places, dot = found
    palette, colours = sheet.stage.palette, sheet.stage.palette.ramp(len(made.radii))
    for radius, angle in places:
        ground = next(colour for edge, colour in zip(made.radii, colours, strict=True) if radius <= edge)
        clear = contrast(palette.paper, ground)
        seat = palette.paper if clear >= min(_SEEN, contrast(palette.ink, ground)) else palette.ink
        sheet.shapes.add(seat, disc(made.x + radius * cos(angle), made.y - radius * sin(angle), dot))


def seated(made: Rings, heads: int) -> tuple[tuple[tuple[float, float], ...], float] | None:
    """Give the seats in rings that are wide enough for two, and how large they are; None where they have no room."""
    edges = list(pairwise((0.0, *made.radii)))
    wide = [(low + _INSET, high - _INSET) for low, high in edges if high - low > 2 * _INSET + 4 * _LEAST]
    if not wide or not 0 < heads <= _MOST_SEATS:
        return None
    places, pitch = _places(heads, tuple(wide), made.whole)
    dot = min(_LARGEST, pitch * _OF_PITCH)
    return (places, dot) if dot >= _LEAST else None


@lru_cache(64)
def _places(
    heads: int, wide: tuple[tuple[float, float], ...], whole: bool
) -> tuple[tuple[tuple[float, float], ...], float]:
    """Give the seats of rings, half ones or whole, clear of their ends."""
    end = pi if whole else pi / 2

    def clear(radius: float, more: float) -> float:
        return asin(min(1.0, (_CLEAR + more) / radius)) if radius else pi

    found, pitch = seats(heads, wide, clear, lambda radius, more: end - clear(radius, more))
    return tuple(found), pitch


def seats(
    count: int, rings: Sequence[tuple[float, float]], low: Bound, high: Bound
) -> tuple[list[tuple[float, float]], float]:
    """Give radius and angle of so many seats in rows, as even as can be, and how far one is from the next.

    `low` and `high` give the angles between which seats may stand at a radius, by so many mm more from the ends. All
    rows begin on one line, and end on one; a seat alone in its row is in the middle of it.
    """

    def rows(pitch: float) -> list[tuple[float, float]]:
        found = []
        for inner, outer in rings:
            times = max(1, round((outer - inner) / pitch))
            found += [inner + (at + 0.5) * (outer - inner) / times for at in range(times)]
        found = [radius for radius in found if radius > _ROW]
        # So near the middle no two seats stand on the lines of the others, one at each.
        least = _APART * pitch
        found = [one for one in found if (high(one, pitch / 2) - low(one, pitch / 2)) * one >= least] or found
        return [(radius, max(0.0, (high(radius, 0.0) - low(radius, 0.0)) * radius)) for radius in found]

    near, far = 0.8, 40.0
    for _ in range(50):
        pitch = (near + far) / 2
        near, far = (pitch, far) if sum(length for _, length in rows(pitch)) / pitch > count else (near, pitch)
    found = rows(pitch)
    whole = sum(length for _, length in found)
    if not whole:
        return [], 0.0
    wanted = [count * length / whole for _, length in found]
    given = [int(want) for want in wanted]
    fullest = sorted(range(len(found)), key=lambda at: given[at] - wanted[at])
    for at in fullest[: count - sum(given)]:
        given[at] += 1
    made = []
    for (radius, _), times in zip(found, given, strict=True):
        first, last = low(radius, pitch / 2), high(radius, pitch / 2)
        shares = [at / (times - 1) for at in range(times)] if times > 1 else [0.5] * times
        made += [(radius, first + (last - first) * share) for share in shares]
    return made, pitch


def ticks(lengths: Sequence[Duration]) -> list[tuple[float, bool]]:
    """Give where ticks stand, as parts of the whole time, and whether a phase begins or ends there.

    There is one at each whole unit, which is the one that all lengths share, else the month; of very many, some.
    """
    units = {length.unit for length in lengths}
    spans = [(one.low + one.high) / 2 if len(units) == 1 else one.months for one in lengths]
    whole = sum(spans)
    ends = [0.0, *accumulate(spans)]
    step = next((step for step in _STEPS if whole / step <= _TICKS), _STEPS[-1])
    between = [float(at) for at in range(0, int(whole) + 1, step)]
    near = 1e-6 * whole
    loose = [at for at in between if all(abs(at - end) > near for end in ends)]
    return sorted([(end / whole, True) for end in ends] + [(at / whole, False) for at in loose])


def _ticks(sheet: Sheet, made: Rings, lengths: Sequence[Duration], sides: Sequence[int]) -> None:
    for share, ends in ticks(lengths):
        for side in sides if share else sides[:1]:
            # The outermost ends where the ring does, and with it what stands on the margin.
            x = made.x + side * min(made.radii[-1] * share, made.radii[-1] - _TICK / 2)
            tall = _LONG if ends else _SHORT
            colour = sheet.stage.on if ends else sheet.stage.quiet
            sheet.shapes.add(colour, rect(x - _TICK / 2, made.y + _BELOW, _TICK, tall))
