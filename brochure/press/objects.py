"""What a stream draws by name: pictures, forms, gradients, patterns, and the parameters it sets by name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pikepdf
from pikepdf import Name

from brochure.press.geometry import Area, Matrix
from brochure.press.ground import Ground
from brochure.press.order import Veil, transparent, unsupported
from brochure.press.paint import ready
from brochure.press.state import Mode, State

if TYPE_CHECKING:
    from brochure.press.streams import Stream

_PLAIN = ("/Normal", "/Compatible")


def parameters(stream: Stream, operands: list[Any]) -> None:
    """Take note of opacity, and write a soft mask (ISO 32000-1, 8.4.5 and 11.6.5.2)."""
    given, state = stream.resource("/ExtGState", operands[0]), stream.state
    state.fill_alpha = float(given.get("/ca", state.fill_alpha))
    state.stroke_alpha = float(given.get("/CA", state.stroke_alpha))
    if str(given.get("/BM", Name.Normal)) not in _PLAIN:
        raise unsupported("a picture that multiplies or otherwise mixes with its ground")
    soft = given.get("/SMask")
    if soft is None:
        return
    if soft == Name("/None"):
        if state.masked:
            stream.write("gs", stream.made.name("/ExtGState", "m", pikepdf.Dictionary(SMask=soft), "unmasked"))
        state.masked = False
        return
    if stream.work.order.flat:
        raise transparent("a colour that fades away")
    stream.work.transparent = state.masked = True
    made = pikepdf.Dictionary(Type=Name.ExtGState, AIS=False, SMask=_soft_mask(stream, soft))
    stream.write("gs", stream.made.name("/ExtGState", "m", made, object()))


def _soft_mask(stream: Stream, soft: Any) -> pikepdf.Dictionary:
    """Make a soft mask dictionary whose group is grey, or in inks where only its shape counts."""
    if str(soft.get("/TR", "/Identity")) != "/Identity":
        raise unsupported("a soft mask with a curve")
    grey = Name.Luminosity == soft.S
    state = State(matrix=Matrix.read(soft.G.get("/Matrix")).then(stream.state.matrix))
    resources = soft.G.get("/Resources", stream.resources)
    child = stream.child(resources, state, Ground(None), mask=grey, veils=(), grouped=True)
    made = pikepdf.Dictionary(Type=Name.Mask, S=soft.S, G=_rewritten(child, soft.G, group=True))
    if grey and "/BC" in soft:
        made.BC = pikepdf.Array(child.ink(str(soft.G.Group.get("/CS", "/DeviceGray")), list(map(float, soft.BC))))
    return made


def draw(stream: Stream, operands: list[Any]) -> None:
    """Draw a picture or a form."""
    found = stream.resource("/XObject", operands[0])
    if found.Subtype == Name.Image:
        _picture(stream, found)
    elif found.Subtype == Name.Form:
        _form(stream, found)
    else:
        raise unsupported("a program inside a page")


def _picture(stream: Stream, source: Any) -> None:
    state, flat = stream.state, stream.work.order.flat
    area = Area.of(state.matrix, 0.0, 0.0, 1.0, 1.0).within(state.clip)
    if area.empty or state.fill_alpha == 0:
        return
    through = state.fill_alpha < 1 or "/SMask" in source
    backing = None
    if flat and through:
        ground = stream.ground.colour(area)
        if ground is None:
            raise transparent("a picture with transparent parts that lies on several colours")
        backing = Veil(ground, state.fill_alpha)
    if through and not flat:
        stream.work.transparent = True
    if source.get("/ImageMask", False):
        ready(stream, area, None)
    else:
        stream.mode(1.0 if flat else state.fill_alpha, state.mode_written.stroke)
    # A veil over a picture is one more backing; the outer ones see the inner result.
    backings = (*((backing,) if backing else ()), *stream.veils)
    width, height = (span / 72 for span in state.matrix.spans)
    made = stream.work.pictures.place(source, width, height, backings, grey=stream.mask)
    stream.write("Do", stream.made.name("/XObject", "i", made))
    stream.ground.paint(area, None)


def _form(stream: Stream, source: Any) -> None:
    """Draw a form: a group only where it is seen through (ISO 32000-1, 11.6.6), else its content as it is."""
    state, flat = stream.state, stream.work.order.flat
    inner = Matrix.read(source.get("/Matrix")).then(state.matrix)
    area = Area.of(inner, *map(float, source.BBox)).within(state.clip)
    if area.empty:
        return
    group = "/Group" in source and (state.fill_alpha < 1 or state.masked)
    ground, veils = stream.ground, stream.veils
    if group and state.fill_alpha == 0:
        return
    if group and flat:
        base = stream.ground.colour(_extent(stream, source, inner, area))
        if base is None:
            raise transparent("a group with opacity that lies on several colours")
        ground, veils = Ground(base), (Veil(base, state.fill_alpha), *veils)
    if group and not flat:
        ground = Ground(None)
        stream.mode(state.fill_alpha, state.mode_written.stroke)
    elif state.mode_written.overprint:
        # What text asked for before is no wish of the form's.
        stream.mode(state.mode_written.fill, state.mode_written.stroke)
    # A pattern's name means nothing in another stream's resources.
    fill = None if isinstance(state.fill_written, Name) else state.fill_written
    stroke = None if isinstance(state.stroke_written, Name) else state.stroke_written
    below = replace(state.copy(), matrix=inner, clip=area, fill_written=fill, stroke_written=stroke)
    if group:
        written = state.mode_written if flat else Mode(overprint=state.mode_written.overprint)
        below = replace(below, fill_alpha=1.0, stroke_alpha=1.0, masked=False, mode_written=written)
    resources = source.get("/Resources", stream.resources)
    child = stream.child(resources, below, ground, veils=veils, grouped=stream.grouped or group)
    made = _rewritten(child, source, group and not flat)
    stream.write("Do", stream.made.name("/XObject", "x", made, object()))
    if group and ground.extent is not None:
        stream.ground.paint(ground.extent, None)


def _extent(stream: Stream, source: Any, inner: Matrix, area: Area) -> Area:
    """Give the part of a group's area that its content paints: the engine's groups are as large as the page."""
    ground = Ground()
    state = replace(State(matrix=inner, clip=area), fill=stream.state.fill, stroke=stream.state.stroke)
    stream.child(source.get("/Resources", stream.resources), state, ground, veils=(), grouped=True).rewrite(source)
    return ground.extent or area


def _rewritten(child: Stream, source: Any, group: bool) -> pikepdf.Stream:
    made = child.work.document.make_stream(child.rewrite(source))
    made.Type, made.Subtype, made.BBox = Name.XObject, Name.Form, source.BBox
    made.Resources = child.made.dictionary()
    if "/Matrix" in source:
        made.Matrix = source.Matrix
    if group:
        space = Name.DeviceGray if child.mask else Name.DeviceCMYK
        made.Group = pikepdf.Dictionary(Type=Name.Group, S=Name.Transparency, I=True, CS=space)
    return made
