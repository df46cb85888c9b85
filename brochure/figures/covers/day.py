"""A day: from head to foot, each entry as long as it lasts, rooms side by side."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import ceil, floor

from brochure.figures.covers.facts import Session, rooms_of
from brochure.figures.covers.field import Field, Label, Sheet
from brochure.figures.motifs import rect
from brochure.vocabulary.records import NamedTuple
from brochure.vocabulary.units import PT

_HOUR = 60
# The room of the hours beside the day, what stands between two entries, and how thick ticks are, in mm.
_BESIDE, _GAP, _SIDE_GAP, _TICK = 11.0, 0.6, 1.2, 0.3
_LONG, _FROM, _SHORT, _THIN = 3.4, 5.2, 1.6, 0.2
_FOOT, _SPACE = 8.0, 0.6
# What has no end is a line as thick, in mm, and fades in thinner ones, so far apart.
_OPEN = 1.6
_FADING, _APART = (1.2, 0.8, 0.4), 1.3
# Nearer to each other than this, in mm, not every hour has its figure.
_NEAR, _LINE = 4.6, 3.4
_QUARTERS = 4


def lanes(sessions: Sequence[Session]) -> list[tuple[int, int]]:
    """Give the first and the last lane of each entry: those of its rooms, or all where it has none and is alone.

    What is on at the same time without rooms of their own stands side by side.
    """
    taken = _side_by_side(rooms_of(sessions))
    found: list[tuple[int, int]] = []
    for at, one in enumerate(sessions):
        if one.room:
            found.append(taken[one.room])
            continue
        beside = [
            found[other][0]
            for other in range(at)
            if sessions[other].start < one.end and one.start < sessions[other].end and found[other][0] >= 0
        ]
        meets = any(other is not one and other.start < one.end and one.start < other.end for other in sessions)
        free = next(lane for lane in range(len(sessions) + 1) if lane not in beside)
        found.append((free, free) if meets else (-1, -1))
    last = max((high for _, high in found), default=-1)
    return [(0, max(0, last)) if pair == (-1, -1) else pair for pair in found]


def _side_by_side(rooms: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[int, int]]:
    """Give the first and the last lane of each name of rooms; what stands for some that are apart has its own."""
    single = [name for name, parts in rooms.items() if parts == (name,)]
    found: dict[str, tuple[int, int]] = {}
    more = len(single)
    for name, parts in rooms.items():
        places = sorted(single.index(part) for part in parts)
        if places[-1] - places[0] == len(places) - 1:
            found[name] = places[0], places[-1]
        else:
            found[name] = more, more
            more += 1
    return found


class Timed(NamedTuple):
    """A day to scale: its first and last hour, where it begins, how high an hour is, the lanes of entries, its foot."""

    begin: int
    end: int
    head: float
    step: float
    lanes: Sequence[tuple[int, int]]
    foot: float

    def span(self, one: Session) -> tuple[float, float]:
        """Give where an entry begins and how high it is, in mm."""
        y = self.head + (one.start / _HOUR - self.begin) * self.step + _GAP
        return y, _OPEN if one.open else max(0.4, (one.end - one.start) / _HOUR * self.step - 2 * _GAP)


def bars(made: Timed, sessions: Sequence[Session], at: int) -> list[tuple[float, float]]:
    """Give where the bars of an entry begin, and how high they are: several where it has no end, up to the next one."""
    one, lane = sessions[at], made.lanes[at]
    y, tall = made.span(one)
    later = (
        made.span(other)[0]
        for other, (low, high) in zip(sessions, made.lanes, strict=True)
        if other.start > one.start and low <= lane[1] and lane[0] <= high
    )
    most, found = min(later, default=made.foot) - _GAP, [(y, tall)]
    for thin in _FADING if one.open else ():
        y += tall + _APART
        tall = thin
        if y + tall > most:
            break
        found.append((y, tall))
    return found


def timed(field: Field, sessions: Sequence[Session]) -> Timed:
    """Put a day to the scale of a field."""
    begin, end = (floor(min(one.start for one in sessions) / _HOUR), ceil(max(one.end for one in sessions) / _HOUR))
    head, end = max(field.margin, field.top), max(end, begin + 1)
    return Timed(begin, end, head, (field.foot - _FOOT - head) / (end - begin), lanes(sessions), field.foot)


def draw(sheet: Sheet, sessions: Sequence[Session], hour: Callable[[int], str]) -> None:
    """Draw the day, and the figures of its hours as `hour` writes them."""
    field, made = sheet.field, timed(sheet.field, sessions)
    words = [hour(at) for at in range(made.begin, made.end + 1)]
    beside = max(_BESIDE, max(sheet.face.most(word, field.text * PT) for word in words) + _FROM + _SPACE)
    left, placed = field.margin + beside, made.lanes
    count = max(high for _, high in placed) + 1
    wide = (field.width - left) / count
    colours = _colours(sheet, sessions, placed, count)
    for at, ((low, high), colour) in enumerate(zip(placed, colours, strict=True)):
        after = field.right if high == count - 1 else -_SIDE_GAP
        for y, tall in bars(made, sessions, at):
            sheet.shapes.add(colour, rect(left + low * wide, y, (high - low + 1) * wide + after, tall))
    _hours(sheet, words, made.head, made.step, beside)


def draw_back(sheet: Sheet, front: Field, sessions: Sequence[Session]) -> None:
    """Draw the day as it comes round the outer edge of the cover, off which the last rooms run: from behind."""
    made, field = timed(front, sessions), sheet.field
    last = max(high for _, high in made.lanes)
    colours = _colours(sheet, sessions, made.lanes, last + 1)
    wide = (field.width - field.margin - _BESIDE) / (last + 1)
    for at, ((low, high), colour) in enumerate(zip(made.lanes, colours, strict=True)):
        left, right = (last - high) * wide, (last + 1 - low) * wide
        before = -field.left if high == last else _SIDE_GAP
        for y, tall in bars(made, sessions, at):
            sheet.shapes.add(colour, rect(left + before, y, right - left - before, tall))


def _colours(sheet: Sheet, sessions: Sequence[Session], placed: Sequence[tuple[int, int]], count: int) -> list[str]:
    """Give the colours: the signal for what takes all rooms, others for the rest, none beside its own."""
    roles = sheet.stage.roles
    names = (
        ["paper", "first", "second", "pale"] if sheet.stage.on != roles["ink"] else ["ink", "first", "second", "pale"]
    )
    shared = any(low != high for low, high in placed)
    found: list[str] = []
    for at, (one, lane) in enumerate(zip(sessions, placed, strict=True)):
        if shared and lane == (0, count - 1):
            found.append(roles["signal"])
            continue
        choice = [*(names if shared or count > 1 else ["signal", *names])]
        near = {found[other] for other in range(at) if _touch(sessions[other], placed[other], one, lane)}
        free = [roles[name] for name in choice if roles[name] not in near] or [roles[name] for name in choice]
        found.append(free[(at * 3 + lane[0]) % len(free)])
    return found


def _touch(other: Session, theirs: tuple[int, int], one: Session, lane: tuple[int, int]) -> bool:
    """Tell whether two entries are neighbours in the drawing: at one time, or the one before the other in a lane."""
    same = other.start < one.end and one.start < other.end
    above = theirs[0] <= lane[1] and lane[0] <= theirs[1] and one.start - other.end < _HOUR
    return same or above


def _hours(sheet: Sheet, hours: Sequence[str], head: float, step: float, beside: float) -> None:
    field, stage = sheet.field, sheet.stage
    left = field.margin + beside
    every = 1 if step >= _NEAR else ceil(_NEAR / step)
    for at, word in enumerate(hours):
        y = head + at * step
        sheet.shapes.add(stage.on, rect(left - _FROM, y - _TICK / 2, _LONG, _TICK))
        if at % every == 0:
            sheet.labels.append(Label("hour", word, field.margin, y - _LINE / 2, beside - _FROM, stage.on))
        for quarter in range(1, _QUARTERS) if at < len(hours) - 1 and every == 1 else ():
            place_y = y + step * quarter / _QUARTERS - _THIN / 2
            sheet.shapes.add(stage.quiet, rect(left - _LONG, place_y, _SHORT, _THIN))
