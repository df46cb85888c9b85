"""Paths and their paint: the colour, in inks, with which a thing is painted where it lies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from pikepdf import Name

from brochure.press.geometry import Area
from brochure.press.order import CMYK, PAPER, blend, transparent
from brochure.press.patterns import tile
from brochure.press.state import Paint, Tile

if TYPE_CHECKING:
    from brochure.press.streams import Stream

PATH = frozenset(("m", "l", "c", "v", "y", "h", "re", "W", "W*"))


class Painting(NamedTuple):
    """What a painting operator does, and the operators that do one part of it alone."""

    fill: str
    stroke: str


PAINTING = {
    "n": Painting("", ""),
    "f": Painting("f", ""),
    "F": Painting("f", ""),
    "f*": Painting("f*", ""),
    "S": Painting("", "S"),
    "s": Painting("", "s"),
    "B": Painting("f", "S"),
    "B*": Painting("f*", "S"),
    "b": Painting("f", "s"),
    "b*": Painting("f*", "s"),
}


def extend(stream: Stream, name: str, operands: list[Any]) -> None:
    """Take note of a piece of path; it is written when it is painted."""
    if name in ("W", "W*"):
        stream.clips = True
    else:
        numbers = [float(value) for value in operands]
        if name == "re":
            x, y, width, height = numbers
            corners = [(x, y), (x + width, y), (x, y + height), (x + width, y + height)]
            stream.exact = not stream.points and stream.state.matrix.upright
        else:
            corners = list(zip(numbers[::2], numbers[1::2], strict=True))
            stream.exact = False
        stream.points.extend(stream.state.matrix.point(*corner) for corner in corners)
    stream.path.append((name, operands))


def finish(stream: Stream, name: str) -> None:
    """Paint the path, clip to it, and forget it."""
    painting, state = PAINTING[name], stream.state
    if stream.points:
        fills = bool(painting.fill) and state.fill_alpha > 0
        strokes = bool(painting.stroke) and state.stroke_alpha > 0
        area = stream.area()
        rim = max(state.matrix.spans) * state.line_width / 2
        outline = Area.around(stream.points).grown(rim).within(state.clip)
        if fills or strokes:
            laid = ready(stream, area if fills else None, outline if strokes else None)
            _write_path(stream, name if fills and strokes else painting.fill if fills else painting.stroke)
            for seen, colour in laid:
                stream.ground.paint(seen, colour)
        elif stream.clips:
            _write_path(stream, "n")
        if stream.clips:
            state.clip = area
    stream.path, stream.points, stream.exact, stream.clips = [], [], False, False


def _write_path(stream: Stream, name: str) -> None:
    """Write the path; a filled rectangle without extent goes, for it would print as thin as the device can."""
    for piece, operands in stream.path:
        if name in ("f", "f*") and piece == "re" and 0 in (float(operands[2]), float(operands[3])):
            continue
        stream.write(piece, *operands)
    stream.write(name)


def ready(
    stream: Stream, fill: Area | None, stroke: Area | None, overprint: bool = False
) -> list[tuple[Area, CMYK | None]]:
    """Write the parameters and colours with which an area is to be filled, another to be stroked.

    Gives the areas with the colours that will lie there (None for several).
    """
    state, flat = stream.state, stream.work.order.flat
    fill_alpha = state.fill_alpha if fill is not None else state.mode_written.fill
    stroke_alpha = state.stroke_alpha if stroke is not None else state.mode_written.stroke
    stream.mode(1.0 if flat else fill_alpha, 1.0 if flat else stroke_alpha, overprint)
    laid: list[tuple[Area, CMYK | None]] = []
    if fill is not None:
        wanted, colour = _wanted(stream, state.fill, fill, fill_alpha)
        laid.append((fill, colour))
        if wanted != state.fill_written:
            _write(stream, wanted, False)
            state.fill_written = wanted
    if stroke is not None:
        wanted, colour = _wanted(stream, state.stroke, stroke, stroke_alpha)
        laid.append((stroke, colour))
        if wanted != state.stroke_written:
            _write(stream, wanted, True)
            state.stroke_written = wanted
    return laid


def _wanted(stream: Stream, ink: Paint, area: Area, alpha: float) -> tuple[Any, CMYK | None]:
    """Give a paint as it is to be written, flattened where the order is flat, and the colour that will lie there."""
    if isinstance(ink, Tile):
        return tile(stream, ink.pattern, area, alpha), None
    if len(ink) == 1:
        return ink, None
    ground = stream.ground.colour(area) if alpha < 1 else PAPER
    if ground is None:
        if stream.work.order.flat:
            raise transparent("a colour with opacity that lies on several colours")
        return ink, None
    laid = blend(ground, ink, alpha)
    return (stream.veiled(laid) if stream.work.order.flat else ink), (None if stream.state.masked else laid)


def _write(stream: Stream, ink: Any, stroke: bool) -> None:
    if isinstance(ink, Name):
        stream.write("CS" if stroke else "cs", Name.Pattern)
        stream.write("SCN" if stroke else "scn", ink)
    else:
        name = "g" if len(ink) == 1 else "k"
        stream.write(name.upper() if stroke else name, *ink)
