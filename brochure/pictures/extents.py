"""How far the ink of an icon is from the sides of its square, so that the ink meets an edge, and not the air beside it.

What is told is never too much: of a drawing that is moved or scaled within itself, or not plain, nothing is known.
"""

from __future__ import annotations

import io
from cmath import phase
from collections.abc import Iterator
from itertools import pairwise
from math import cos, pi, radians, sin, sqrt

from PIL import Image

from brochure.vocabulary.patterns import compiled

_NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?"
_ONE = compiled(_NUMBER)
_BOX = compiled(r"""\bviewBox\s*=\s*["']([^"']+)""")
_SHAPE = compiled(r"<(?:\w+:)?(path|circle|ellipse|rect|line|polyline|polygon)\b([^>]*)>")
_VALUE = compiled(r"""(?<![\w-])([a-zA-Z-]+\d?)\s*=\s*["']([^"']*)["']""")
_WIDE_LINE = compiled(rf"""stroke-width\s*(?:=\s*["']|:)\s*({_NUMBER})""")
_STROKED = compiled(r"""(?<![\w-])stroke\s*(?:=\s*["']|:)\s*(?!none)[#a-zA-Z]""")
# What moves what it holds, or shows what is written elsewhere.
_MOVED = compiled(r"\btransform\b|<(?:\w+:)?(?:use|image|text|svg|clipPath|mask|defs|style)\b")
_STEP = compiled(rf"[\s,]*(?:([a-zA-Z])|({_NUMBER}))")
# Two of the numbers of an arc are 0 or 1, and need nothing between them and the next.
_FLAGS = (3, 4)
# A curve is looked at in so many places.
_PLACES = 24
_TAKES = {"M": 2, "L": 2, "T": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "A": 7, "Z": 0}
_SEEN = 24
# Beyond this nothing is drawn that is seen, and an arc narrower than the other is a line.
_FAR, _FLAT = 1e6, 1e-6


def sides_of(kind: str, data: bytes) -> tuple[float, float]:
    """Give what is clear at the left and at the right of an icon that stands whole in a square, as parts of its width.

    `kind` is its media type.
    """
    if not kind.startswith("image/svg"):
        return _pixels(data)
    text = data.decode("utf-8", "replace")
    head, _, body = text.partition(">") if text.lstrip().startswith("<svg") else ("", "", "")
    box = _BOX.search(head)
    numbers = [float(one) for one in _ONE.findall(box[1])] if box else []
    if len(numbers) != 4 or min(numbers[2:]) <= 0 or _MOVED.search(body):
        return 0.0, 0.0
    line = max((float(wide) for wide in _WIDE_LINE.findall(text)), default=1.0) / 2 if _STROKED.search(text) else 0.0
    across = [x for shape, told in _SHAPE.findall(body) for x in _across(shape, dict(_VALUE.findall(told)))]
    if not across:
        return 0.0, 0.0
    left, _, wide, high = numbers
    return _clear(min(across) - line - left, left + wide - max(across) - line, wide, high)


def _clear(before: float, after: float, wide: float, high: float) -> tuple[float, float]:
    """Give both as parts of the square, in which what is higher than wide has air at its sides."""
    side = max(wide, high)
    air = (side - wide) / 2
    return max(0.0, before + air) / side, max(0.0, after + air) / side


def _pixels(data: bytes) -> tuple[float, float]:
    with Image.open(io.BytesIO(data)) as opened:
        clear = opened.mode in ("RGBA", "LA", "PA") or "transparency" in opened.info
        alpha = opened.convert("RGBA").getchannel("A") if clear else Image.new("L", opened.size, 255)
    found = alpha.point([255 if value > _SEEN else 0 for value in range(256)]).getbbox()
    wide, high = alpha.size
    return _clear(found[0], wide - found[2], wide, high) if found else (0.0, 0.0)


def _across(shape: str, told: dict[str, str]) -> list[float]:
    """Give where a shape is across; its ends are among them."""

    def at(name: str) -> float:
        found = _ONE.search(told.get(name, ""))
        return float(found[0]) if found else 0.0

    if shape == "path":
        return [point.real for point in points(told.get("d", ""))]
    if shape in ("circle", "ellipse"):
        r = at("r" if shape == "circle" else "rx")
        return [at("cx") - r, at("cx") + r]
    if shape == "rect":
        return [at("x"), at("x") + at("width")]
    if shape == "line":
        return [at("x1"), at("x2")]
    return [float(one) for one in _ONE.findall(told.get("points", ""))[::2]]


def points(path: str) -> Iterator[complex]:
    """Give points of a path, as SVG writes it: its ends, and many on each of its curves."""
    here = start = pull = 0j
    before = ""
    for name, numbers in _steps(path):
        kind, base = name.upper(), here if name.islower() else 0j
        if kind == "Z":
            here = start
        elif kind in "HV":
            x, y = (numbers[0], here.imag) if kind == "H" else (here.real, numbers[0])
            here = complex(x + base.real * (kind == "H"), y + base.imag * (kind == "V"))
        elif kind == "A":
            end = base + complex(*numbers[5:])
            yield from _arc(here, end, complex(*numbers[:2]), *numbers[2:5])
            here = end
        else:
            pairs = [base + complex(x, y) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]
            smooth = 2 * here - pull if before in {"S": "CS", "T": "QT"}.get(kind, "-") and before else here
            curve = [here, *([smooth] if kind in "ST" else []), *pairs]
            if len(curve) > 2:
                yield from _curve(curve)
                pull = curve[-2]
            here = curve[-1]
            start = here if kind == "M" else start
        before = kind
        yield here


def _steps(path: str) -> Iterator[tuple[str, list[float]]]:
    """Give the steps of a path, each with its numbers; a step that is taken again need not be named."""
    name, at = "", 0
    numbers: list[float] = []
    while (found := _STEP.match(path, at)) is not None and found.end() > at:
        word, at = found[1], found.end()
        if word:
            name, numbers = word, []
        elif name.upper() == "A" and len(numbers) in _FLAGS and path[found.start(2)] in "01":
            numbers.append(float(path[found.start(2)]))
            at = found.start(2) + 1
        else:
            numbers.append(float(found[2]))
        takes = _TAKES.get(name.upper())
        if takes is None or (numbers and not abs(numbers[-1]) < _FAR):
            return
        if len(numbers) == takes and (takes or word):
            yield name, numbers
            name, numbers = {"M": "L", "m": "l"}.get(name, name), []


def _curve(ends: list[complex]) -> Iterator[complex]:
    for place in range(1, _PLACES):
        share, left = place / _PLACES, ends
        while len(left) > 1:
            left = [a + (b - a) * share for a, b in pairwise(left)]
        yield left[0]


def _arc(start: complex, end: complex, radii: complex, turn: float, large: float, sweep: float) -> Iterator[complex]:
    """Give points of an arc, as the specification of SVG finds its middle (1.1, F.6.5)."""
    rx, ry = abs(radii.real), abs(radii.imag)
    if min(rx, ry, abs(end - start)) < _FLAT:
        return
    turned = complex(cos(radians(turn)), sin(radians(turn)))
    half = (start - end) / 2 / turned
    over = (half.real / rx) ** 2 + (half.imag / ry) ** 2
    rx, ry = rx * sqrt(max(1.0, over)), ry * sqrt(max(1.0, over))
    flat = (rx * half.imag) ** 2 + (ry * half.real) ** 2
    away = sqrt(max(0.0, (rx * ry) ** 2 / flat - 1)) * (-1 if large == sweep else 1)
    middle = complex(away * rx * half.imag / ry, -away * ry * half.real / rx)

    def angle(point: complex) -> float:
        return phase(complex((point.real - middle.real) / rx, (point.imag - middle.imag) / ry))

    first = angle(half)
    span = (angle(-half) - first) % (2 * pi) - (0 if sweep else 2 * pi)
    for place in range(1, _PLACES):
        at = first + span * place / _PLACES
        yield (middle + complex(rx * cos(at), ry * sin(at))) * turned + (start + end) / 2
