"""Gradients and patterns, where they are painted: the colours of their functions become inks."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pikepdf import Array, Dictionary, Name, Object

from brochure.pdfreader.events import Shading
from brochure.pdfreader.matrix import Area, Matrix
from brochure.pdfreader.state import State
from brochure.press.ground import Ground
from brochure.press.order import Inks, blend, unsupported
from brochure.press.stream import Stream
from brochure.vocabulary.speech import Said

Convert = Callable[[str, Sequence[float]], tuple[float, ...]]
_COPIED = ("/Coords", "/Domain", "/Extend", "/BBox", "/AntiAlias")


def shade(stream: Stream, event: Shading) -> None:
    """Fill the clipped area with a gradient."""
    alpha = stream.state.fill.alpha
    stream.mode(alpha)
    made = _shading(stream, event.source, event.area, alpha)
    stream.write("sh", stream.made.name("/Shading", "s", made, object()))
    stream.ground.paint(Area(*event.area.box), None)


def _shading(stream: Stream, source: Object, area: Area, alpha: float) -> Dictionary:
    flat = stream.flat and alpha < 1 and not stream.mask
    ground = stream.beneath(area, "a gradient with opacity") if flat else None

    def convert(space: str, values: Sequence[float]) -> Inks:
        inks = stream.ink(space, values)
        if len(inks) == 1:
            return inks
        return stream.glazed(inks if ground is None else blend(ground, inks, alpha))

    if stream.mask:
        return _converted(source, Name.DeviceGray, convert)
    ends: list[Inks] = []

    def noted(space: str, values: Sequence[float]) -> Inks:
        ends.append(convert(space, values))
        return ends[-1]

    _converted(source, Name.DeviceCMYK, noted)
    space, values_of = stream.work.spots.space(ends)
    return _converted(source, space, lambda kind, values: values_of(convert(kind, values)))


def tile(stream: Stream, source: Object, area: Area, alpha: float) -> Name:
    """Rewrite a pattern and give its name; it is placed in the space of the stream, not by the matrix in force."""
    own = Matrix.read(source.get("/Matrix"))
    if source.PatternType == 2:
        made: Object = Dictionary(Type=Name.Pattern, PatternType=2)
        made.Shading = _shading(stream, source.Shading, area, alpha)
    else:
        made = _tiling(stream, source, own, area, alpha)
    made.Matrix = Array(own.then(stream.shift))
    return stream.made.name("/Pattern", "p", made, object())


def _tiling(stream: Stream, source: Object, own: Matrix, area: Area, alpha: float) -> Object:
    if int(source.PaintType) != 1:
        raise unsupported(Said("a pattern without colours of its own"))
    base, glazes = stream.ground.colour(area), stream.glazes
    if stream.flat and alpha < 1:
        glazes = stream.through(area, alpha, "a pattern with opacity")
    child = stream.child(source, State(own.then(stream.reader.base)), Ground(base), glazes)
    made = stream.work.document.make_stream(child.rewrite(source))
    for key in ("/Type", "/PatternType", "/PaintType", "/TilingType", "/BBox", "/XStep", "/YStep"):
        if key in source:
            made[key] = source[key]
    made.Resources = child.made.dictionary()
    return made


def _converted(source: Object, space: Object, convert: Convert) -> Dictionary:
    """Give an axial or radial shading (ISO 32000-1, 8.7.4.5.3 and .4) in another space.

    `convert` takes a device space and a colour of it. Raises Fault for any other shading.
    """
    if int(source.ShadingType) not in (2, 3) or not isinstance(source.ColorSpace, Name):
        raise unsupported(Said("a gradient of type {type}", type=source.ShadingType))
    made = Dictionary(ShadingType=source.ShadingType, ColorSpace=space)
    for key in _COPIED:
        if key in source:
            made[key] = source[key]
    if "/Background" in source:
        made.Background = Array(convert(str(source.ColorSpace), list(map(float, source.Background))))
    made.Function = _function(source.Function, str(source.ColorSpace), convert)
    return made


def _function(source: Object, space: str, convert: Convert) -> Dictionary:
    """Convert the ends of an exponential function, or of those that a stitching one joins (7.10.3, 7.10.4)."""
    if not isinstance(source, Dictionary) or source.FunctionType not in (2, 3):
        raise unsupported(Said("a gradient between colours that are not listed"))
    made = Dictionary(FunctionType=source.FunctionType, Domain=source.Domain)
    if source.FunctionType == 3:
        made.Bounds, made.Encode = source.Bounds, source.Encode
        made.Functions = Array([_function(part, space, convert) for part in source.Functions])
        return made
    made.N = source.N
    for key, default in (("/C0", 0), ("/C1", 1)):
        ends = list(map(float, source.get(key, [default])))
        made[key] = Array(convert(space, ends))
    return made
