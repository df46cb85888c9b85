"""Gradients and patterns, where they are painted."""

from __future__ import annotations

from collections.abc import Sequence

from pikepdf import Array, Dictionary, Name, Object

from brochure.pdfreader.events import Shading
from brochure.pdfreader.matrix import Area, Matrix
from brochure.pdfreader.state import State
from brochure.press.ground import Ground
from brochure.press.order import blend, unsupported
from brochure.press.shadings import shading
from brochure.press.stream import Stream


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

    def convert(space: str, values: Sequence[float]) -> tuple[float, ...]:
        inks = stream.ink(space, values)
        if len(inks) == 1:
            return inks
        return stream.glazed(inks if ground is None else blend(ground, inks, alpha))

    return shading(source, Name.DeviceGray if stream.mask else Name.DeviceCMYK, convert)


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
        raise unsupported("a pattern without colours of its own")
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
