"""Colour spaces of a PDF (ISO 32000-1, 8.6), reduced to what a print shop asks: gray, RGB, CMYK, Lab or spot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from brochure.pdfreader.facts import Paint

_PLAIN = {
    "/DeviceGray": ("gray", 1), "/G": ("gray", 1), "/CalGray": ("gray", 1), "/DeviceRGB": ("rgb", 3),
    "/RGB": ("rgb", 3), "/CalRGB": ("rgb", 3), "/DeviceCMYK": ("cmyk", 4), "/CMYK": ("cmyk", 4), "/Lab": ("lab", 3),
}  # fmt: skip
_BY_COUNT = {1: "gray", 3: "rgb", 4: "cmyk"}


@dataclass(frozen=True, slots=True)
class Space:
    """A colour space: its kind as in `Paint.space`, how many values it takes, the names of spot inks."""

    kind: str
    count: int = 0
    inks: tuple[str, ...] = ()

    def paint(self, values: tuple[float, ...]) -> Paint:
        """Give the paint of some values; what is missing is the initial colour (ISO 32000-1, table 74)."""
        if not values:
            values = (0.0, 0.0, 0.0, 1.0) if self.kind == "cmyk" else (float(self.kind == "spot"),) * self.count
        return Paint(self.kind, values[: self.count], self.inks)


GRAY, RGB, CMYK = Space("gray", 1), Space("rgb", 3), Space("cmyk", 4)
PATTERN = Space("")


def space(described: Any, named: Any = None) -> Space:
    """Read a colour space; `named` are the colour spaces of the resources."""
    name = str(described) if not _is_array(described) else str(described[0])
    if name in _PLAIN:
        return Space(*_PLAIN[name])
    if name in ("/Pattern", ""):
        return PATTERN
    if not _is_array(described):
        other = named.get(name) if named is not None else None
        return space(other) if other is not None and other != described else PATTERN
    if name == "/ICCBased":
        count = int(described[1].get("/N", 3))
        return Space(_BY_COUNT.get(count, ""), count)
    if name in ("/Indexed", "/I"):
        base = space(described[1], named)
        return Space(base.kind, 1, base.inks)
    if name == "/Separation":
        return Space("spot", 1, (str(described[1])[1:],))
    if name == "/DeviceN":
        inks = tuple(str(ink)[1:] for ink in described[1])
        return Space("spot", len(inks), inks)
    return PATTERN


def shades(shading: Any, named: Any = None) -> list[Paint]:
    """Give the paints between which a shading runs, as far as its functions name them (ISO 32000-1, 7.10)."""
    kind = space(shading.get("/ColorSpace", ""), named)
    function = shading.get("/Function")
    parts = list(function) if _is_array(function) else [function] if function is not None else []
    ends = [_ends(part) for part in parts]
    if len(parts) == 1:
        return [kind.paint(values) for values in ends[0]] or [Paint(kind.kind, (), kind.inks)]
    # One function a component: every mixture of the ends is possible, the fullest one is what matters.
    fullest = tuple(max((values[0] for values in some), default=0.0) for some in ends)
    return [kind.paint(fullest)] if fullest else [Paint(kind.kind, (), kind.inks)]


def _ends(function: Any) -> list[tuple[float, ...]]:
    kind = int(function.get("/FunctionType", -1))
    if kind == 2:
        return [
            tuple(map(float, function.get("/C0", [0.0]))),
            tuple(map(float, function.get("/C1", [1.0]))),
        ]
    if kind == 3:
        return [values for part in function.Functions for values in _ends(part)]
    if kind == 0 and int(function.BitsPerSample) == 8:
        bounds = [float(bound) for bound in function.Range]
        count, data = len(bounds) // 2, function.read_bytes()
        return [
            tuple(bounds[2 * n] + data[at + n] / 255 * (bounds[2 * n + 1] - bounds[2 * n]) for n in range(count))
            for at in range(0, len(data) - count + 1, count)
        ]
    return []


def _is_array(value: Any) -> bool:
    from pikepdf import Array

    return isinstance(value, Array)
