"""Gradients and patterns, where they are painted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import pikepdf
from pikepdf import Name

from brochure.press.geometry import EVERYWHERE, Area, Matrix
from brochure.press.ground import Ground
from brochure.press.order import BLACK, Veil, blend, transparent, unsupported
from brochure.press.shadings import shading
from brochure.press.state import State

if TYPE_CHECKING:
    from brochure.press.streams import Stream


def shade(stream: Stream, operands: list[Any]) -> None:
    """Fill the clipped area with a gradient."""
    source, state, flat = stream.resource("/Shading", operands[0]), stream.state, stream.work.order.flat
    stream.mode(1.0 if flat else state.fill_alpha, state.mode_written.stroke)
    made = _shading(stream, source, state.clip, state.fill_alpha)
    stream.write("sh", stream.made.name("/Shading", "s", made, object()))
    stream.ground.paint(Area(*state.clip[:4]), None)


def _shading(stream: Stream, source: Any, area: Area, alpha: float) -> pikepdf.Dictionary:
    flat = stream.work.order.flat and alpha < 1 and not stream.mask
    ground = stream.ground.colour(area) if flat else None
    if flat and ground is None:
        raise transparent("a gradient with opacity that lies on several colours")

    def convert(space: str, values: Sequence[float]) -> tuple[float, ...]:
        inks = stream.ink(space, values)
        if len(inks) == 1:
            return inks
        return stream.veiled(inks if ground is None else blend(ground, inks, alpha))

    return shading(source, Name.DeviceGray if stream.mask else Name.DeviceCMYK, convert)


def tile(stream: Stream, source: Any, area: Area, alpha: float) -> Name:
    """Rewrite a pattern and give its name; it is placed in the space of the stream, not by the matrix in force."""
    own = Matrix.read(source.get("/Matrix"))
    made: Any
    if source.PatternType == 2:
        made = pikepdf.Dictionary(Type=Name.Pattern, PatternType=2)
        made.Shading = _shading(stream, source.Shading, area, alpha)
    else:
        if int(source.PaintType) != 1:
            raise unsupported("a pattern without colours of its own")
        base, veils = stream.ground.colour(area), stream.veils
        if stream.work.order.flat and alpha < 1:
            if base is None:
                raise transparent("a pattern with opacity that lies on several colours")
            veils = (Veil(base, alpha), *veils)
        state = State(matrix=own.then(stream.base), clip=EVERYWHERE, fill=BLACK)
        child = stream.child(source.get("/Resources", stream.resources), state, Ground(base), veils=veils, grouped=True)
        made = stream.work.document.make_stream(child.rewrite(source))
        for key in ("/Type", "/PatternType", "/PaintType", "/TilingType", "/BBox", "/XStep", "/YStep"):
            if key in source:
                made[key] = source[key]
        made.Resources = child.made.dictionary()
    made.Matrix = pikepdf.Array(own.then(stream.shift))
    return stream.made.name("/Pattern", "p", made, object())
