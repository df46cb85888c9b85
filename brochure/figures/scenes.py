"""The large drawings: people who work together, growth, data, a portrait.

Each is composed on a stage (150 high for the cover, 100 for tiles and portraits); a wider or taller frame shows
more of what lies around the stage, so nothing that matters is cut off.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from brochure.figures.motifs import Dice, Drawing, arc, arch, bar, disc, document, number, place, polygon, rect, ring
from brochure.vocabulary.colour import blend

if TYPE_CHECKING:
    from brochure.figures.palette import Palette

FAR = 400.0


class Tones:
    """The colours of a scene, all made from the four of the brand."""

    def __init__(self, palette: Palette) -> None:
        self.ink, self.signal, self.tint, self.paper = palette.ink, palette.signal, palette.tint, palette.paper
        self.plum = blend(palette.ink, palette.signal, 0.46)
        self.rose = blend(palette.ink, palette.signal, 0.76)
        self.soft = blend(palette.signal, palette.paper, 0.55)
        self.glow = blend(palette.signal, palette.paper, 0.78)
        self.mist = blend(palette.tint, palette.ink, 0.15)
        self.blue = blend(palette.tint, palette.ink, 0.45)
        self.night = blend(palette.ink, palette.tint, 0.14)


def person(drawing: Drawing, at: tuple[float, float, float], foot: float, skin: str, hair: str, cloth: str) -> None:
    """Draw a head on an arch: at is (middle, middle of the head, radius of the head)."""
    x, y, r = at
    drawing.add(cloth, arch(x, y + r * 1.18, r * 3.6, foot))
    drawing.add(skin, disc(x, y, r))
    if hair != skin:
        low = y - r * 0.3
        left, right = (x - r * 0.954, low), (x + r * 0.954, low)
        drawing.add(
            hair, f"M{number(left[0])} {number(low)}{arc(left, r, 1, (x, y - r))}{arc((x, y - r), r, 1, right)}z"
        )


def laptop(drawing: Drawing, x: float, foot: float, lid: str, dot: str, base: str) -> None:
    """Draw the back of an open laptop that stands at foot, x in its middle."""
    drawing.add(lid, rect(x - 11.5, foot - 15, 23, 15))
    drawing.add(base, rect(x - 14.5, foot, 29, 2.4))
    drawing.add(dot, disc(x, foot - 7.5, 2.2))


def assembly(seed: str, width: float, height: float, palette: Palette, title: str) -> str:
    """Return people around a table, a public house and the sun behind them."""
    tones, drawing, dice = Tones(palette), Drawing(), Dice(seed)
    view = frame(150, 150, width, height)
    drawing.add(tones.tint, rect(view[0], view[1], view[2], view[3]))
    drawing.add(tones.glow, disc(62, 50, 56))
    drawing.add(tones.signal, disc(62, 50, 40))
    # Clouds, for a frame taller than the stage.
    drawing.add(tones.paper, *(place("M 0 1 A .5 1 1 1 Z", *at) for at in ((104, -46, 34), (84, -38, 26))))
    _wall(drawing, tones, dice, view)
    _house(drawing, tones)
    person(drawing, (27, 71, 10), 112, tones.soft, tones.ink, tones.rose)
    person(drawing, (121, 74, 10), 112, tones.soft, tones.plum, tones.signal)
    person(drawing, (74, 55, 11), 112, tones.rose, tones.ink, tones.ink)
    drawing.add(tones.paper, polygon((64.5, 69.5), (83.5, 69.5), (74, 84)))
    drawing.add(tones.rose, polygon((69, 67), (79, 67), (74, 75)))
    drawing.add(tones.glow, rect(103, 103.8, 36, 3.4))
    _table(drawing, tones)
    person(drawing, (5, 106, 13), 175, tones.ink, tones.ink, tones.plum)
    drawing.add(tones.plum, disc(141, 92, 6.5))
    person(drawing, (141, 109, 13), 175, tones.plum, tones.plum, tones.signal)
    return document(drawing.body(), view, (width, height), title)


def _wall(drawing: Drawing, tones: Tones, dice: Dice, view: tuple[float, float, float, float]) -> None:
    """Draw the wall of notes at the left, as far out as the frame goes."""
    side = 15.0
    schemes = (
        (tones.ink, tones.soft, tones.signal),
        (tones.paper, tones.ink, tones.signal),
        (tones.plum, tones.signal, tones.soft),
        (tones.mist, tones.paper, tones.ink),
        (tones.signal, tones.glow, tones.ink),
        (tones.ink, tones.blue, tones.paper),
    )
    shapes = (
        ("M 0 0 L 1 0 A 1 1 0 1 Z", "M 0 0 L .5 0 A .5 1 0 .5 Z"),
        ("M 0 .5 A .5 1 1 .5 Z", ""),
        ("M 0 0 A 1 1 1 1 A 1 1 0 0 Z", ""),
        ("M .22 .5 A .28 1 .78 .5 A .28 1 .22 .5 Z", ""),
        ("M 0 0 L 1 1 L 0 1 Z", ""),
        ("M 0 .5 A .5 1 1 .5 Z", "M 0 1 A .5 1 1 1 Z"),
    )
    layers: tuple[list[tuple[str, str]], ...] = ([], [], [])
    columns, before = int((30 - view[0]) / side + 0.99), -1
    drawing.add(tones.mist, rect(-FAR, 60, 30 + FAR, 60))
    for row in range(-int(-view[1] / side + 0.99), 4):
        for column in range(columns):
            x, y = 30 - (column + 1) * side, row * side
            at = dice.roll(len(schemes) - 1)
            at += at >= before
            before = at
            scheme, (main, accent) = schemes[at], shapes[dice.roll(len(shapes))]
            turn = dice.roll(4)
            layers[0].append((scheme[0], rect(x, y, side, side)))
            layers[1].append((scheme[1], place(main, x, y, side, turn)))
            if accent:
                layers[2].append((scheme[2], place(accent, x, y, side, turn)))
    for layer in layers:
        drawing.add_together(layer)


def _house(drawing: Drawing, tones: Tones) -> None:
    """Draw the public house at the right: pediment, columns, steps."""
    drawing.add(tones.blue, rect(76, 46, 90 + FAR, 70))
    drawing.add(tones.ink, polygon((72, 40), (119, 13), (166, 40)))
    drawing.add(tones.soft, disc(119, 30.5, 5.5))
    drawing.add(tones.paper, rect(72, 40, 94 + FAR, 6))
    left = [80 + 13.1 * at for at in range(32)]
    drawing.add(tones.paper, *(rect(x, 46, 7.6, 70) for x in left))
    drawing.add(tones.mist, *(rect(x + 5, 46, 2.6, 70) for x in left))


def _table(drawing: Drawing, tones: Tones) -> None:
    drawing.add(tones.paper, polygon((-FAR, 111), (150 + FAR, 111), (150 + FAR, 150), (-FAR, 150)))
    drawing.add(tones.mist, rect(-FAR, 111, 150 + 2 * FAR, 1.6))
    laptop(drawing, 36, 123, tones.ink, tones.signal, tones.mist)
    laptop(drawing, 102, 121, tones.ink, tones.soft, tones.mist)
    drawing.add(tones.ink, rect(-FAR, 143, 150 + 2 * FAR, 20))
    drawing.add(tones.mist, rect(-FAR, 139.5, 150 + 2 * FAR, 3.5))
    drawing.add(tones.signal, polygon((60, 118), (69, 118), (67.5, 126), (58, 126)))
    drawing.add(tones.soft, polygon((72, 118), (81, 118), (80.5, 126), (71, 126)))
    drawing.add(tones.blue, polygon((57, 128.5), (67, 128.5), (65.5, 137), (55, 137)))
    drawing.add(tones.glow, polygon((70.5, 128.5), (80, 128.5), (79.5, 137), (69, 137)))
    drawing.add(tones.plum, disc(93, 132, 5))
    drawing.add(tones.glow, disc(93, 132, 3.2))


def growth(seed: str, width: float, height: float, palette: Palette, title: str) -> str:
    """Return two people who talk beside columns that rise towards the sun."""
    tones, drawing, dice = Tones(palette), Drawing(), Dice(seed)
    view = frame(150, 100, width, height)
    drawing.add(tones.tint, rect(*view))
    drawing.add(tones.glow, disc(128, 26, 30))
    drawing.add(tones.signal, disc(128, 26, 20))
    heights = [round(24 + 12.5 * at + dice.roll(3)) for at in range(5)]
    colours = (tones.mist, tones.blue, tones.mist, tones.blue, tones.ink)
    for at, (rise, colour) in enumerate(zip(heights, colours, strict=True)):
        drawing.add(colour, arch(73.5 + 17 * at, 100 - rise, 17, 100 + FAR))
    points = [(73.5 + 17 * at, 100.0 - rise + 8.5) for at, rise in enumerate(heights)]
    drawing.add(tones.paper, *(bar(*a, *b, 1.6) for a, b in pairwise(points)))
    drawing.add(tones.paper, *(disc(x, y, 3) for x, y in points[:-1]))
    drawing.add(tones.signal, disc(points[-1][0], points[-1][1], 4.4))
    person(drawing, (47, 57, 9.5), 100 + FAR, tones.rose, tones.ink, tones.signal)
    person(drawing, (18, 48, 10.5), 100 + FAR, tones.soft, tones.plum, tones.ink)
    drawing.add(tones.soft, *(rect(-0.9, y, 37.8, 3) for y in (84, 91)))
    drawing.add(tones.plum, place("M 0 1 L 0 .5 A .5 1 1 .5 A .5 1 .5 1 Z", 30, 12, 20))
    drawing.add(tones.soft, place("M 0 1 L 0 .5 A .5 1 1 .5 A .5 1 .5 1 Z", 54, 23, 17))
    drawing.add(tones.signal, bar(58.5, 31.5, 61.5, 34.5, 1.8), bar(61.5, 34.5, 66.5, 28.5, 1.8))
    drawing.add(tones.paper, disc(36, 22, 1.7), disc(40, 22, 1.7), disc(44, 22, 1.7))
    return document(drawing.body(), view, (width, height), title)


def data(seed: str, width: float, height: float, palette: Palette, title: str) -> str:
    """Return a field of data under a lens."""
    tones, drawing, dice = Tones(palette), Drawing(), Dice(seed)
    view = frame(150, 100, width, height)
    drawing.add(tones.ink, rect(*view))
    step = 12.5
    left, top = -int(-view[0] / step + 1), -int(-view[1] / step + 1)
    right, bottom = int((view[0] + view[2]) / step + 1), int((view[1] + view[3]) / step + 1)
    dots: list[tuple[str, str]] = []
    for row in range(top, bottom):
        for column in range(left, right):
            x, y = (column + 0.5) * step, (row + 0.5) * step
            colour = (tones.blue, tones.night, tones.night, tones.plum)[dice.roll(4)]
            dots.append((colour, disc(x, y, (1.6, 2.6, 3.8, 5)[dice.roll(4)])))
    drawing.add_together(dots)
    drawing.add(tones.signal, bar(113, 77, 134, 98, 9))
    drawing.add(tones.paper, disc(87.5, 50, 37.5))
    drawing.add(tones.tint, disc(87.5, 50, 33))
    drawing.add(tones.signal, place("M 0 1 L 0 0 A 1 1 1 1 Z", 87.5, 28, 22))
    drawing.add(tones.ink, place("M 0 0 L 1 0 A 1 1 0 1 Z", 65.5, 28, 22, 2))
    drawing.add(tones.blue, place("M 0 .5 A .5 1 1 .5 Z M 0 1 A .5 1 1 1 Z", 65.5, 50, 22))
    drawing.add(tones.soft, rect(87.5, 50, 22, 22))
    drawing.add(tones.plum, disc(98.5, 61, 11))
    drawing.add(tones.soft, disc(98.5, 61, 4.6))
    person(drawing, (22, 58, 10.5), 100 + FAR, tones.soft, tones.plum, tones.signal)
    drawing.add(tones.ink, polygon((15, 73), (29, 73), (22, 82)))
    return document(drawing.body(), view, (width, height), title)


def portrait(seed: str, width: float, height: float, palette: Palette, title: str) -> str:
    """Return a head on shoulders before the sun."""
    tones, drawing, dice = Tones(palette), Drawing(), Dice(seed)
    view = frame(100, 100, width, height)
    ground, sun, cloth = (
        (tones.tint, tones.signal, tones.ink),
        (tones.ink, tones.signal, tones.tint),
        (tones.glow, tones.signal, tones.plum),
        (tones.mist, tones.paper, tones.signal),
    )[dice.roll(4)]
    skin, hair = (
        (tones.soft, tones.ink),
        (tones.rose, tones.ink),
        (tones.soft, tones.plum),
        (tones.plum, tones.ink),
    )[dice.roll(4)]
    drawing.add(ground, rect(*view))
    drawing.add(sun, ring(50, 44, 42, 12) if dice.roll(2) else disc(50, 44, 40))
    person(drawing, (50, 42, 18), 100 + FAR, skin, hair, cloth)
    return document(drawing.body(), view, (width, height), title)


def frame(stage: float, tall: float, width: float, height: float) -> tuple[float, float, float, float]:
    """Return the viewBox that holds the stage: it widens on both sides, and grows upwards."""
    if width / height >= stage / tall:
        wide = tall * width / height
        return (stage - wide) / 2, 0.0, wide, tall
    high = stage * height / width
    return 0.0, tall - high, stage, high
