"""What a stream draws by name: pictures and forms, and the soft masks that it sets by name."""

from __future__ import annotations

from dataclasses import replace

from pikepdf import Array, Dictionary, Name, Object

from brochure.pdfreader.events import Form, Image
from brochure.pdfreader.matrix import Area, Matrix
from brochure.pdfreader.state import PLAIN, State
from brochure.press.ground import Ground
from brochure.press.order import transparent, unsupported
from brochure.press.painting import ready
from brochure.press.stream import Mode, Stream
from brochure.vocabulary.speech import Said


def parameters(stream: Stream, given: Object) -> None:
    """Write a soft mask, or its end (ISO 32000-1, 8.4.5 and 11.6.5.2); opacity is written by what is painted."""
    if stream.state.blend not in PLAIN:
        raise unsupported(Said("a picture that multiplies or otherwise mixes with its ground"))
    soft = given.get("/SMask")
    if soft is None:
        return
    if stream.state.mask is None:
        if stream.written.masked:
            stream.write("gs", stream.made.name("/ExtGState", "m", Dictionary(SMask=soft), "unmasked"))
        stream.written = replace(stream.written, masked=False)
        return
    if stream.flat:
        raise transparent(Said("a colour that fades away"))
    stream.work.transparent = True
    stream.written = replace(stream.written, masked=True)
    made = Dictionary(Type=Name.ExtGState, AIS=False, SMask=_soft_mask(stream, soft))
    stream.write("gs", stream.made.name("/ExtGState", "m", made, object()))


def _soft_mask(stream: Stream, soft: Object) -> Dictionary:
    """Make a soft mask dictionary whose group is grey, or in inks where only its shape counts."""
    if str(soft.get("/TR", "/Identity")) != "/Identity":
        raise unsupported(Said("a soft mask with a curve"))
    grey = Name.Luminosity == soft.S
    state = State(Matrix.read(soft.G.get("/Matrix")).then(stream.state.matrix))
    child = stream.child(soft.G, state, Ground(None), mask=grey)
    made = Dictionary(Type=Name.Mask, S=soft.S, G=_rewritten(child, soft.G, group=True))
    if grey and "/BC" in soft:
        made.BC = Array(child.ink(str(soft.G.Group.get("/CS", "/DeviceGray")), list(map(float, soft.BC))))
    return made


def draw(stream: Stream, image: Image) -> None:
    """Draw a picture."""
    source, area, alpha = image.source, image.area, stream.state.fill.alpha
    if area.empty or alpha == 0:
        return
    glazes = stream.glazes
    if alpha < 1 or "/SMask" in source:
        if stream.flat:
            glazes = stream.through(area, alpha, "a picture with transparent parts")
        else:
            stream.work.transparent = True
    if source.get("/ImageMask", False):
        ready(stream, area, None)
    else:
        stream.mode(alpha)
    width, height = (span / 72 for span in stream.state.matrix.spans)
    made = stream.work.pictures.place(source, width, height, glazes, grey=stream.mask)
    stream.write("Do", stream.made.name("/XObject", "i", made))
    stream.ground.paint(area, None)


def embed(stream: Stream, form: Form) -> None:
    """Draw a form: a group only where it is seen through (ISO 32000-1, 11.6.6), else its content as it is."""
    alpha = stream.state.fill.alpha
    group = form.group and (alpha < 1 or stream.state.mask is not None)
    if form.area.empty or (group and alpha == 0):
        return
    ground, glazes = stream.ground, stream.glazes
    if group and stream.flat:
        glazes = stream.through(_extent(stream, form), alpha, "a group with opacity")
        ground = Ground(glazes[0].ground)
    elif group:
        ground = Ground(None)
        stream.mode(alpha)
    if stream.written.mode.overprint is not False:
        # What text asked for before is no wish of the form's.
        stream.mode()
    written, state = stream.written.elsewhere, _inside(stream, form)
    if group and not stream.flat:
        written = replace(written, mode=Mode(), masked=False)
    child = stream.child(form.source, state, ground, glazes, stream.grouped or group, written=written)
    made = _rewritten(child, form.source, group and not stream.flat)
    stream.write("Do", stream.made.name("/XObject", "x", made, object()))
    if group and ground.extent is not None:
        stream.ground.paint(ground.extent, None)


def _inside(stream: Stream, form: Form) -> State:
    """Give the state in which the content of a form begins."""
    state = stream.state.copy(matrix=form.matrix, clip=form.area)
    if form.group:
        state.isolate()
    return state


def _extent(stream: Stream, form: Form) -> Area:
    """Give the part of a group's area that its content paints: the engine's groups are as large as the page."""
    ground = Ground()
    stream.child(form.source, _inside(stream, form), ground).rewrite(form.source)
    return ground.extent or form.area


def _rewritten(child: Stream, source: Object, group: bool) -> Object:
    made = child.work.document.make_stream(child.rewrite(source))
    made.Type, made.Subtype, made.BBox = Name.XObject, Name.Form, source.BBox
    made.Resources = child.made.dictionary()
    if "/Matrix" in source:
        made.Matrix = source.Matrix
    if group:
        space = Name.DeviceGray if child.mask else Name.DeviceCMYK
        made.Group = Dictionary(Type=Name.Group, S=Name.Transparency, I=True, CS=space)
    return made
