"""Paths and text: the colour, in inks, with which a thing is painted where it lies."""

from __future__ import annotations

from pikepdf import Array, Name, Object

from brochure.pdfreader.events import Glyphs, PaintedPath
from brochure.pdfreader.matrix import Area
from brochure.pdfreader.state import Colouring
from brochure.press.limit import hold
from brochure.press.order import BLACK, PAPER, Inks, blend
from brochure.press.patterns import tile
from brochure.press.stream import Ink, Stream
from brochure.vocabulary.conditions import BLACK_GROUND
from brochure.vocabulary.units import MM

# How far letters reach below and above the base line, in parts of their size.
_DEPTH, _HEIGHT = 0.25, 0.95


def paint(stream: Stream, path: PaintedPath) -> None:
    """Paint a path, and clip to it."""
    state = stream.state
    if not path.parts:
        return
    fills, strokes = path.fill and state.fill.alpha > 0, path.stroke and state.stroke.alpha > 0
    whole = path.area
    area, rim = whole.within(state.clip), max(state.matrix.spans) * state.width / 2
    if fills or strokes:
        outline = whole.grown(rim).within(state.clip)
        rich = bool(fills) and _is_large(stream, area)
        laid = ready(stream, area if fills else None, outline if strokes else None, rich=rich)
        _write(stream, path, path.operator if fills and strokes else path.fill if fills else path.stroke)
        for seen, colour in laid:
            stream.ground.paint(seen, colour)
    elif path.clips:
        _write(stream, path, "n")


def _is_large(stream: Stream, area: Area) -> bool:
    """Tell whether a thing is a ground on which black alone would look grey; what is seen through is none."""
    if stream.mask or stream.grouped or stream.glazes or not area.exact or area.empty:
        return False
    width, height = (length * MM for length in stream.work.order.trim)
    share = (area.right - area.left) * (area.high - area.low) / (width * height)
    return share >= BLACK_GROUND


def _write(stream: Stream, path: PaintedPath, operator: str) -> None:
    """Write the path; a filled rectangle without extent goes, for it would print as thin as the device can."""
    for name, piece in path.pieces:
        if name != "re" or operator not in ("f", "f*") or all(map(float, list(piece.operands)[2:])):
            stream.keep(piece)
    stream.write(operator)


def show(stream: Stream, glyphs: Glyphs) -> None:
    """Show text. What nobody sees is not printed: its room is kept and no more."""
    state = stream.state
    fills, strokes = state.mode in (0, 2, 4, 6), state.mode in (1, 2, 5, 6)
    if state.mode == 3 or (fills and not strokes and state.fill.alpha == 0):
        if state.size and state.stretch:
            stream.write("TJ", Array([round(-1000 * glyphs.width / state.size / state.stretch, 4)]))
        return
    around = Area.of(glyphs.matrix, 0.0, -_DEPTH * state.size, glyphs.width, _HEIGHT * state.size)
    area = Area(*around.within(state.clip).box)
    overprints = fills and _overprints(stream, area)
    laid = ready(stream, area if fills else None, area if strokes else None, overprints)
    stream.write("TJ", _array(glyphs.shown))
    for seen, colour in laid:
        stream.ground.paint(seen, colour)


def _array(shown: Object) -> Object:
    """Give what is shown as an array; fractions in it keep fifteen digits."""
    if not isinstance(shown, Array):
        return Array([shown])
    return Array(list(shown)) if b"." in shown.unparse() else shown


def _overprints(stream: Stream, area: Area) -> bool:
    """Black text prints over what lies beneath, where the inks of both together keep the limit.

    Then a page printed out of register shows no white rim around the letters.
    """
    state = stream.state
    if stream.grouped or stream.mask or stream.glazes or state.mask is not None or state.mode != 0:
        return False
    fill = state.fill
    if fill.pattern is not None or fill.alpha < 1 or stream.ink(fill.space.family, fill.values) != BLACK:
        return False
    return stream.ground.heaviest(area) + 1 <= stream.work.order.limit + 1e-9


def ready(
    stream: Stream, fill: Area | None, stroke: Area | None, overprint: bool = False, rich: bool = False
) -> list[tuple[Area, Inks | None]]:
    """Write the parameters and colours with which an area is to be filled, another to be stroked.

    What is `rich` is filled with a deeper black. Gives the areas with the colours that will lie there (None for
    several).
    """
    state, laid = stream.state, []
    stream.mode(state.fill.alpha if fill else None, state.stroke.alpha if stroke else None, overprint)
    for area, colouring, strokes in ((fill, state.fill, False), (stroke, state.stroke, True)):
        if area is not None:
            wanted, colour = _wanted(stream, colouring, area, rich and not strokes)
            laid.append((area, colour))
            stream.colour(wanted, strokes)
    return laid


def _wanted(stream: Stream, colouring: Colouring, area: Area, rich: bool) -> tuple[Ink | Name, Inks | None]:
    """Give a paint as it is to be written, flattened where the order is flat, and the colour that will lie there."""
    alpha = colouring.alpha
    if colouring.pattern is not None:
        return tile(stream, colouring.pattern, area, alpha), None
    ink = stream.ink(colouring.space.family, colouring.values)
    if len(ink) == 1:
        return ink, None
    if rich and ink == BLACK:
        ink = hold(stream.work.order.rich, stream.work.order.limit)
    ground = stream.beneath(area, "a colour with opacity") if alpha < 1 else PAPER
    if ground is None:
        return ink, None
    laid = blend(ground, ink, alpha)
    return (stream.glazed(laid) if stream.flat else ink), (None if stream.state.mask is not None else laid)
