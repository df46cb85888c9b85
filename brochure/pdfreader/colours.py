"""Colour spaces of a PDF (ISO 32000-1, 8.6), reduced to what a print shop asks: gray, RGB, CMYK, Lab or spot."""

from __future__ import annotations

from pikepdf import Array, Object

from brochure.pdfreader.facts import Paint
from brochure.vocabulary.records import dataclass

_BY_COUNT = {1: "gray", 3: "rgb", 4: "cmyk"}


@dataclass(frozen=True, slots=True)
class Space:
    """A colour space: its kind as in `Paint.space`, how many values it takes, the names of spot inks.

    `family` is its name in PDF (8.6.3), "" where that says nothing more than the kind; `base` is the space in which a
    pattern without colours of its own is painted.
    """

    kind: str
    count: int = 0
    inks: tuple[str, ...] = ()
    family: str = ""
    base: Space | None = None

    @property
    def initial(self) -> tuple[float, ...]:
        """Give the colour that it begins with (table 74)."""
        return (0.0, 0.0, 0.0, 1.0) if self.kind == "cmyk" else (float(self.kind == "spot"),) * self.count

    def paint(self, values: tuple[float, ...], opacity: float = 1.0, overprints: bool = False) -> Paint:
        """Give the paint of some values, the initial ones where there are none."""
        return Paint(self.kind, (values or self.initial)[: self.count], self.inks, opacity, overprints)


GRAY, RGB = Space("gray", 1, (), "/DeviceGray"), Space("rgb", 3, (), "/DeviceRGB")
CMYK, LAB = Space("cmyk", 4, (), "/DeviceCMYK"), Space("lab", 3, (), "/Lab")
PATTERN = Space("", 0, (), "/Pattern")
_PLAIN = {
    "/DeviceGray": GRAY, "/G": GRAY, "/DeviceRGB": RGB, "/RGB": RGB, "/DeviceCMYK": CMYK, "/CMYK": CMYK, "/Lab": LAB,
    "/CalGray": Space("gray", 1, (), "/CalGray"), "/CalRGB": Space("rgb", 3, (), "/CalRGB"), "/Pattern": PATTERN,
}  # fmt: skip


def space(described: Object | str, named: Object | None = None) -> Space:
    """Read a colour space; `named` are the colour spaces of the resources. One that is not known is a pattern's."""
    name = str(described[0] if isinstance(described, Array) else described)
    if name == "/Pattern" and isinstance(described, Array) and len(described) > 1:
        return Space("", 0, (), name, space(described[1], named))
    if name in _PLAIN:
        return _PLAIN[name]
    if not isinstance(described, Array):
        other = named.get(name) if named is not None and name else None
        return space(other) if other is not None and other != described else PATTERN
    if name == "/ICCBased":
        count = int(described[1].get("/N", 3))
        return Space(_BY_COUNT.get(count, ""), count, (), name)
    if name in ("/Indexed", "/I"):
        base = space(described[1], named)
        return Space(base.kind, 1, base.inks, "/Indexed")
    if name in ("/Separation", "/DeviceN"):
        inks = tuple(str(ink)[1:] for ink in (described[1] if name == "/DeviceN" else [described[1]]))
        return Space("spot", len(inks), inks, name)
    return PATTERN


def shades(shading: Object, named: Object | None = None) -> list[Paint]:
    """Give the paints between which a shading runs, as far as its functions name them (ISO 32000-1, 7.10)."""
    kind = space(shading.get("/ColorSpace") or "", named)
    function = shading.get("/Function")
    parts = list(function) if isinstance(function, Array) else [function] if function is not None else []
    ends = [_ends(part) for part in parts]
    unknown = [Paint(kind.kind, (), kind.inks)]
    if len(parts) == 1:
        return [kind.paint(values) for values in ends[0]] or unknown
    # One function a component: every mixture of the ends is possible, the fullest one is what matters.
    fullest = tuple(max((values[0] for values in some), default=0.0) for some in ends)
    return [kind.paint(fullest)] if fullest else unknown


def _ends(function: Object) -> list[tuple[float, ...]]:
    kind = int(function.get("/FunctionType", -1))
    if kind == 2:
        return [tuple(map(float, function.get(key, [default]))) for key, default in (("/C0", 0.0), ("/C1", 1.0))]
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
