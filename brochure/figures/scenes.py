"""The large drawings of scenes.txt, which says how they are written, and what in them a seed decides."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Literal

from brochure.figures.motifs import Dice, Drawing, arc, arch, bar, disc, motifs, number, place, polygon, rect, ring
from brochure.figures.palette import Palette
from brochure.vocabulary.colour import blend

SceneKind = Literal["cover", "portrait", "growth", "data", "street", "way"]
View = tuple[float, float, float, float]
_SHAPES: Mapping[str, Callable[..., str]] = {
    "rect": rect, "disc": disc, "ring": ring, "arch": arch, "bar": bar, "polygon": polygon,
}  # fmt: skip
# Which measures of a shape say where it is across; of all others the first.
_ACROSS = {"polygon": slice(0, None, 2), "bar": slice(0, 4, 2)}

# In radii of the head: how far under its middle the shoulders begin, half the width of the neck, and how far it is
# seen below the top of the shoulders before it ends round.
_SHOULDERS, _NECK_WIDE, _NECKLINE = 1.4, 0.42, 0.04
# How far over the middle of the head the hair ends at its sides, and how round it goes over the forehead.
_TEMPLES, _HAIRLINE = 0.12, 1.5
# How much darker than the face the neck is, and how warm that dark is.
_SHADE, _WARM = 0.25, 0.2


def scene(seed: str, kind: SceneKind, width: float, height: float, palette: Palette) -> str:
    """Return a picture of width x height mm that stands in for one that is missing.

    The seed sets the details of a drawing.
    """
    stage, lines = _scenes()[kind]
    view, drawing, tones, shift = frame(*stage, width, height), Drawing(), _tones(palette), 0.0
    decided = _DECIDED[kind](Dice(seed), view) | {"view": " ".join(map(str, view))}
    for line in lines.format_map(decided).splitlines():
        tone, _, shapes = line.partition(" ")
        if tone == "at":
            shift = float(shapes)
            continue
        for shape in shapes.split(", "):
            for colour, path in _painted(tone, shape.split(), shift):
                drawing.add(tones[colour], path)
    return drawing.document(width, height, view)


@cache
def _scenes() -> Mapping[str, tuple[tuple[float, float], str]]:
    """Read the drawings: the stage of each, and its lines."""
    found: dict[str, tuple[tuple[float, float], str]] = {}
    text = (Path(__file__).parent / "scenes.txt").read_text(encoding="utf-8")
    for part in text.split("\n[")[1:]:
        head, _, lines = part.partition("]\n")
        name, wide, high = head.split()
        kept = (line for line in lines.splitlines() if line and line[0] != "#")
        found[name] = (float(wide), float(high)), "\n".join(kept)
    return found


def hues(palette: Palette) -> tuple[str, ...]:
    """Give the colours that scenes are drawn in, in one order for any brand."""
    return tuple(_tones(palette).values())


def _tones(palette: Palette) -> dict[str, str]:
    """Give the colours of a scene, all made from the four of the brand."""
    ink, signal, tint, paper = palette.ink, palette.shape, palette.tint, palette.paper
    tones = {"ink": ink, "signal": signal, "tint": tint, "paper": paper}
    tones |= {"plum": blend(ink, signal, 0.46), "rose": blend(ink, signal, 0.76), "night": blend(ink, tint, 0.14)}
    tones |= {"soft": blend(signal, paper, 0.55), "glow": blend(signal, paper, 0.78)}
    tones |= {"mist": blend(tint, ink, 0.15), "blue": blend(tint, ink, 0.45)}
    dark = blend(ink, signal, _WARM)
    return tones | {f"{tone}-shade": blend(colour, dark, _SHADE) for tone, colour in tones.items()}


def _painted(tone: str, words: list[str], shift: float) -> Iterator[tuple[str, str]]:
    """Give the paths of a shape with their tones."""
    kind, *measures = words
    times, step = 1, 0.0
    if len(measures) > 1 and measures[-2].endswith("x"):
        times, step = int(measures[-2][:-1]), float(measures[-1])
        del measures[-2:]
    if kind == "person":
        x, y, r, foot = map(float, measures[:4])
        yield from _person(tone, x, y, r, foot, *measures[4:])
        return
    for at in range(times):
        numbers = [float(measure) for measure in measures]
        across = _ACROSS.get(kind, slice(0, 1))
        numbers[across] = [x + shift + at * step for x in numbers[across]]
        if kind in _SHAPES:
            yield tone, _SHAPES[kind](*numbers)
        else:
            x, y, size, *turn = numbers
            yield tone, place(" ".join(motifs()[kind]), x, y, size, int(turn[0]) if turn else 0)


def _person(cloth: str, x: float, y: float, r: float, foot: float, skin: str, hair: str) -> Iterator[tuple[str, str]]:
    """Draw a head on a neck on an arch that reaches down to the foot; the neck lies in the shade of the chin."""
    yield cloth, arch(x, y + r * _SHOULDERS, r * 3.6, foot)
    yield f"{skin}-shade", _neck(x, y, r)
    yield skin, disc(x, y, r)
    if hair != skin:
        low, side = y - r * _TEMPLES, r * (1 - _TEMPLES**2) ** 0.5
        left, right, top = (x - side, low), (x + side, low), (x, y - r)
        line = arc(right, r * _HAIRLINE, 0, left)
        yield hair, f"M{number(left[0])} {number(low)}{arc(left, r, 1, top)}{arc(top, r, 1, right)}{line}z"


def _neck(x: float, y: float, r: float) -> str:
    """Draw what joins a head to its shoulders, and ends round where the cloth begins."""
    half, foot = r * _NECK_WIDE, y + r * (_SHOULDERS + _NECKLINE)
    left, right = (x - half, foot), (x + half, foot)
    return f"M{number(x - half)} {number(y)}H{number(x + half)}V{number(foot)}{arc(right, half, 1, left)}z"


def frame(stage: float, tall: float, width: float, height: float) -> View:
    """Return the viewBox that holds the stage: it widens on both sides, and grows upwards."""
    if width / height >= stage / tall:
        wide = tall * width / height
        return (stage - wide) / 2, 0.0, wide, tall
    high = stage * height / width
    return 0.0, tall - high, stage, high


def _together(layers: Iterable[list[tuple[str, str]]]) -> str:
    """Write layers of shapes that do not overlap, each with its tone: one line a layer and tone."""
    lines = []
    for layer in layers:
        for tone in dict.fromkeys(tone for tone, _ in layer):
            lines.append(f"{tone} " + ", ".join(shape for other, shape in layer if other == tone))
    return "\n".join(lines)


def _cover(dice: Dice, view: View) -> dict[str, object]:
    """Decide the notes on the wall."""
    side, before = 15.0, -1
    schemes = "ink soft signal, paper ink signal, plum signal soft, mist paper ink, signal glow ink, ink blue paper"
    tones = [scheme.split() for scheme in schemes.split(", ")]
    notes = (("quarter", "speck"), ("half", ""), ("leaf", ""), ("point", ""), ("triangle", ""), ("half", "bow"))
    layers: tuple[list[tuple[str, str]], ...] = ([], [], [])
    for row in range(-int(-view[1] / side + 0.99), 4):
        for column in range(int((30 - view[0]) / side + 0.99)):
            where = f"{30 - (column + 1) * side} {row * side} {side}"
            at = dice.roll(len(tones) - 1)
            before = at = at + (at >= before)
            (main, accent), turn = notes[dice.roll(len(notes))], dice.roll(4)
            for layer, tone, shape in zip(layers, tones[at], ("rect", main, accent), strict=True):
                if shape:
                    layer.append((tone, f"{shape} {where} {side if shape == 'rect' else turn}"))
    return {"wall": _together(layers)}


def _growth(dice: Dice, view: View) -> dict[str, object]:
    """Decide how high the columns rise; the points on them lie at their rounding."""
    tops = [100 - round(24 + 12.5 * at + dice.roll(3)) for at in range(5)]
    return dict(zip("abcdeABCDE", [*tops, *(top + 8.5 for top in tops)], strict=True))


def _data(dice: Dice, view: View) -> dict[str, object]:
    """Decide the dots of the field."""
    step, dots = 12.5, []
    left, top = -int(-view[0] / step + 1), -int(-view[1] / step + 1)
    right, bottom = int((view[0] + view[2]) / step + 1), int((view[1] + view[3]) / step + 1)
    for row in range(top, bottom):
        for column in range(left, right):
            tone, size = ("blue", "night", "night", "plum")[dice.roll(4)], (1.6, 2.6, 3.8, 5)[dice.roll(4)]
            dots.append((tone, f"disc {(column + 0.5) * step} {(row + 0.5) * step} {size}"))
    return {"dots": _together([dots])}


def _portrait(dice: Dice, view: View) -> dict[str, object]:
    """Decide the colours, and whether the sun is a ring."""
    ground = ("tint signal ink", "ink signal tint", "glow signal plum", "mist paper signal")[dice.roll(4)].split()
    face = ("soft ink", "rose ink", "soft plum", "plum ink")[dice.roll(4)].split()
    light = "ring 50 44 42 12" if dice.roll(2) else "disc 50 44 40"
    return dict(zip(("ground", "sun", "cloth", "skin", "hair", "light"), (*ground, *face, light), strict=True))


def _street(dice: Dice, view: View) -> dict[str, object]:
    """Decide where the sun, the balloon, the clouds, the houses and the people stand."""
    sun = 40.0 + dice.roll(70)
    cloud, balloon = (18.0, 118.0) if sun < 75 else (100.0, 32.0)
    hall, houses = (0, 75) if dice.roll(2) else (75, 0)
    walkers: dict[str, object] = {}
    for name, x in zip("abcd", (20, 62, 88, 126), strict=True):
        tall = dice.roll(4)
        walkers[name] = f"{x + dice.roll(5)} {74 - tall}"
    sky = {"sun": sun, "balloon": balloon, "cloud": cloud, "beside": cloud + 18, "other": 104 - cloud}
    return sky | {"hall": hall, "houses": houses} | walkers


def _way(dice: Dice, view: View) -> dict[str, object]:
    """Decide the stars."""
    stars = [f"disc {dice.roll(150)} {-112 + dice.roll(110)} {(0.5, 0.8, 1.2)[dice.roll(3)]}" for _ in range(26)]
    return {"stars": "blue " + ", ".join(stars)}


_DECIDED: Mapping[SceneKind, Callable[[Dice, View], dict[str, object]]] = {
    "cover": _cover, "growth": _growth, "data": _data, "portrait": _portrait, "street": _street, "way": _way,
}  # fmt: skip
