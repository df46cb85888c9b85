"""Drawings that fill what a page of text leaves: a street by day, a way through hills at dusk.

Each grows from its foot upwards: a low frame shows the people, a high one the sky as well.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from brochure.figures.motifs import Dice, Drawing, arch, bar, disc, document, place, polygon, rect, ring
from brochure.figures.scenes import FAR, Tones, frame, person

if TYPE_CHECKING:
    from brochure.figures.palette import Palette

_QUARTER = "M 0 1 A 1 1 1 0 L 1 1 Z"
_HALF = "M 0 .5 A .5 1 1 .5 Z"
# Where the way turns: x, y and its width there; it narrows with the distance.
_WAY = (
    (8.0, 99.0, 9.0),
    (66.0, 90.0, 8.0),
    (44.0, 76.0, 6.4),
    (92.0, 63.0, 5.0),
    (76.0, 51.0, 3.8),
    (112.0, 38.0, 2.6),
)
_STARS = 26


def street(seed: str, width: float, height: float, palette: Palette, title: str) -> str:
    """Return a street of a town with people in it, under the sun."""
    tones, drawing, dice = Tones(palette), Drawing(), Dice(seed)
    view = frame(150, 100, width, height)
    drawing.add(tones.tint, rect(*view))
    sun = 40.0 + dice.roll(70)
    drawing.add(tones.glow, disc(sun, -8, 46))
    drawing.add(tones.signal, disc(sun, -8, 31))
    _balloon(drawing, tones, 118.0 if sun < 75 else 32.0)
    cloud = 18.0 if sun < 75 else 100.0
    clouds = ((cloud, -104, 30), (cloud + 18, -97, 22), (104 - cloud, -46, 24))
    drawing.add(tones.paper, *(place("M 0 1 A .5 1 1 1 Z", *at) for at in clouds))
    drawing.add(tones.mist, disc(18, 116, 66), disc(128, 122, 70))
    hall, houses = (0, 75) if dice.roll(2) else (75, 0)
    _town_hall(drawing, tones, hall)
    _houses(drawing, tones, houses)
    _tree(drawing, tones, 77, 60, 9)
    _tree(drawing, tones, 145, 66, 8)
    drawing.add(tones.ink, rect(-FAR, 96, 150 + 2 * FAR, 10))
    walkers = (
        (20, tones.soft, tones.plum, tones.signal),
        (62, tones.rose, tones.ink, tones.blue),
        (88, tones.soft, tones.ink, tones.plum),
        (126, tones.plum, tones.ink, tones.soft),
    )
    for x, skin, hair, cloth in walkers:
        tall = dice.roll(4)
        person(drawing, (x + dice.roll(5), 74 - tall, 4.6), 100 + FAR, skin, hair, cloth)
    return document(drawing.body(), view, (width, height), title)


def _balloon(drawing: Drawing, tones: Tones, x: float) -> None:
    """Hang a balloon in the sky of a high frame."""
    y, r = -62.0, 17.0
    drawing.add(tones.ink, disc(x, y, r))
    drawing.add(tones.signal, place(_QUARTER, x - r, y - r, r), place(_QUARTER, x, y, r, 2))
    drawing.add(tones.paper, place("M 0 .5 A .5 1 1 .5 A .5 1 0 .5 Z", x - 5, y - 5, 10))
    drawing.add(tones.ink, polygon((x - 7, y + 17), (x + 7, y + 17), (x + 3, y + 25), (x - 3, y + 25)))
    drawing.add(tones.plum, rect(x - 3.4, y + 26.5, 6.8, 5.5))


def _town_hall(drawing: Drawing, tones: Tones, x: float) -> None:
    """Draw a public house with its columns, and a tower beside it."""
    drawing.add(tones.plum, rect(x + 2, 22, 15, 80), place(_HALF, x + 2, 14.5, 15))
    drawing.add(tones.soft, disc(x + 9.5, 31, 3.6), *(arch(x + 9.5, y, 5, y + 10) for y in (42, 60)))
    drawing.add(tones.blue, rect(x + 19, 46, 52, 54))
    drawing.add(tones.ink, polygon((x + 15, 41), (x + 45, 20), (x + 75, 41)))
    drawing.add(tones.signal, disc(x + 45, 34, 4.2))
    drawing.add(tones.paper, rect(x + 17, 41, 56, 5), *(rect(x + 20.5 + 9.2 * at, 46, 5.2, 46) for at in range(6)))
    drawing.add(tones.mist, *(rect(x + 23.9 + 9.2 * at, 46, 1.8, 46) for at in range(6)))
    drawing.add(tones.paper, rect(x + 14, 91, 62, 6))


def _houses(drawing: Drawing, tones: Tones, x: float) -> None:
    """Draw a row of houses of three heights."""
    drawing.add(tones.ink, rect(x + 10, 26, 20, 76))
    drawing.add(tones.blue, *(rect(x + 13.5 + 7.5 * at, y, 5, 6) for at in range(2) for y in (32, 44, 56, 68)))
    drawing.add(tones.rose, rect(x + 30, 50, 24, 52))
    drawing.add(tones.plum, polygon((x + 28, 50), (x + 42, 34), (x + 56, 50)))
    drawing.add(tones.glow, *(arch(x + at, 57, 5.4, 67) for at in (36, 48)), arch(x + 42, 76, 9, 102))
    drawing.add(tones.paper, rect(x + 54, 40, 19, 62), place(_QUARTER, x + 54, 21, 19))
    drawing.add(tones.signal, *(rect(x + 57.5 + 7 * at, y, 4.6, 4.6) for at in range(2) for y in (46, 56, 66)))


def _tree(drawing: Drawing, tones: Tones, x: float, y: float, r: float) -> None:
    drawing.add(tones.night, rect(x - 0.9, y, 1.8, 40))
    drawing.add(tones.signal, disc(x, y, r))
    drawing.add(tones.rose, place("M .5 0 A .5 1 .5 1 Z", x - r, y - r, 2 * r))


def way(seed: str, width: float, height: float, palette: Palette, title: str) -> str:
    """Return people on a way with stages, up through hills towards a flag, at dusk."""
    tones, drawing, dice = Tones(palette), Drawing(), Dice(seed)
    view = frame(150, 100, width, height)
    drawing.add(tones.ink, rect(*view))
    stars = [(dice.roll(150), -112 + dice.roll(110), (0.5, 0.8, 1.2)[dice.roll(3)]) for _ in range(_STARS)]
    drawing.add(tones.blue, *(disc(*star) for star in stars))
    drawing.add(tones.plum, disc(112, 22, 43))
    drawing.add(tones.signal, disc(112, 22, 30))
    drawing.add(tones.soft, disc(34, -58, 12))
    drawing.add(tones.ink, disc(39, -62, 10))
    drawing.add(tones.night, disc(14, 112, 70), disc(150, 120, 62))
    drawing.add(tones.plum, disc(108, 136, 98))
    drawing.add(tones.blue, disc(10, 182, 110))
    drawing.add(tones.rose, disc(150, 190, 112))
    drawing.add(tones.glow, *(_stretch(a, b) for a, b in pairwise(_WAY)))
    drawing.add(tones.paper, *(disc(x, y, w * 0.62) for x, y, w in _WAY[1:-1]))
    drawing.add(tones.signal, *(ring(x, y, w * 0.62, w * 0.2) for x, y, w in _WAY[1:-1]))
    drawing.add(tones.paper, bar(112, 38, 112, 16, 1.2), polygon((112, 15), (127, 20.5), (112, 26)))
    _walkers(drawing, tones)
    return document(drawing.body(), view, (width, height), title)


def _stretch(a: tuple[float, float, float], b: tuple[float, float, float]) -> str:
    """Give a part of the way, as wide at each end as it is there."""
    half = (a[2] / 2, b[2] / 2)
    ends = disc(a[0], a[1], half[0]) + disc(b[0], b[1], half[1])
    points = ((a[0], a[1] - half[0]), (b[0], b[1] - half[1]), (b[0], b[1] + half[1]), (a[0], a[1] + half[0]))
    return ends + polygon(*(points if b[0] > a[0] else points[::-1]))


def _walkers(drawing: Drawing, tones: Tones) -> None:
    """Set three people at stages of the way, the nearest the tallest."""
    person(drawing, (98, 52, 3.0), 63, tones.soft, tones.ink, tones.signal)
    person(drawing, (52, 58, 4.4), 76, tones.soft, tones.ink, tones.paper)
    person(drawing, (22, 66, 7.4), 100 + FAR, tones.soft, tones.plum, tones.signal)
    person(drawing, (128, 72, 6.4), 100 + FAR, tones.glow, tones.ink, tones.night)
