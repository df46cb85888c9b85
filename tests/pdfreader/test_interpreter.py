"""The interpreter of content streams: what it hands on, where things lie, what they are painted with, where it ends."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from brochure.pdfreader import interpreter
from brochure.pdfreader.events import Change, Event, Form, Glyphs, Image, Inline, PaintedPath, Shading
from brochure.pdfreader.interpreter import Endless, Interpreter, Walk
from brochure.pdfreader.matrix import Area, Matrix
from brochure.pdfreader.opening import read
from brochure.pdfreader.state import State
from brochure.press.finish import finish
from brochure.vocabulary.problems import BrochureError, Place
from tests.preflight.conftest import MM, TRIM, Page, image, made
from tests.press.case import order

Add = Callable[[pikepdf.Pdf], Any]
# What is read of a stream can be told only as long as its document stands.
OPEN: list[pikepdf.Pdf] = []
FONT = Dictionary(Type=Name.Font, Subtype=Name.TrueType, FirstChar=32, Widths=Array([500] * 200))


def happens(content: str, *, state: State | None = None, **resources: Any) -> list[tuple[Event, State]]:
    """Read a page; give each event with the state it happened in."""
    pdf = pikepdf.new()
    OPEN.append(pdf)
    named = {f"/{name}": value(pdf) if callable(value) else value for name, value in resources.items()}
    pdf.add_blank_page().obj.Contents = pdf.make_stream(content.encode("latin-1"))
    reader = Interpreter(Walk(), state or State(), Dictionary({"/Font": Dictionary(F=FONT), **named}))
    return [(event, reader.state.copy()) for event in reader.read(pdf.pages[0].obj)]


def form(content: bytes, **entries: Any) -> Add:
    """Give what adds a form to a PDF."""

    def add(pdf: pikepdf.Pdf) -> Any:
        stream = pdf.make_indirect(pdf.make_stream(content))
        stream.Type, stream.Subtype, stream.BBox = Name.XObject, Name.Form, Array([0, 0, 100, 100])
        for key, value in entries.items():
            stream[f"/{key}"] = value(pdf, stream) if callable(value) else value
        return stream

    return add


def circle(pdf: pikepdf.Pdf) -> Any:
    """A form that draws itself twice."""
    return form(b"/M Do /M Do", Resources=lambda _, it: Dictionary(XObject=Dictionary(M=it)))(pdf)


def tower(levels: int, times: int) -> Add:
    """Forms that draw each other, each the one below several times."""

    def add(pdf: pikepdf.Pdf) -> Any:
        below = form(b"0 0 9 9 re f")(pdf)
        for _ in range(levels):
            below = form(b"/M Do " * times, Resources=Dictionary(XObject=Dictionary(M=below)))(pdf)
        return below

    return add


def test_operators_that_paint_are_told_apart_from_those_that_change() -> None:
    """In their order, with what they were read as; a stray Q is no event."""
    told = happens("q 2 0 0 2 5 5 cm 1 0 0 rg 0 0 10 10 re W f Q Q /Tag BMC EMC")
    assert [event.operator for event, _ in told if isinstance(event, Change | PaintedPath)] == [
        "q", "cm", "rg", "f", "Q", "BMC", "EMC",
    ]  # fmt: skip
    path, state = told[3]
    assert isinstance(path, PaintedPath)
    assert (path.fill, path.stroke, path.exact, path.clips) == ("f", "", True, True)
    assert path.area == Area(5, 5, 25, 25, True)
    assert [name for name, _ in path.pieces] == ["re", "W"]
    assert (state.fill.space.kind, state.fill.values) == ("rgb", (1, 0, 0))
    after = told[-1][1]
    assert (after.matrix, after.fill.values) == (Matrix(), (0.0,))


def test_a_path_clips_once_it_is_painted() -> None:
    """What is painted after it is seen within; a path of nothing lets nothing be seen."""
    (first, before), (second, after), (_, blind) = happens("5 5 10 10 re W f 0 0 9 9 re W f W n", state=State())
    assert isinstance(first, PaintedPath)
    assert before.clip.covers(Area(-99, -99, 99, 99))
    assert isinstance(second, PaintedPath)
    assert after.clip == Area(5, 5, 15, 15, True)
    assert blind.clip == Area(5, 5, 9, 9, True)


def test_an_area_is_exact_only_where_it_is_the_rectangle_itself() -> None:
    """Not with a curve, a second part, a closing line, or turned."""
    shapes = ["0 0 9 9 re", "0 0 9 9 re 1 1 2 2 re", "0 0 m 9 0 l 9 9 l h", "0 0 9 9 re h"]
    exact = [event.exact for shape in shapes for event, _ in happens(f"{shape} f") if isinstance(event, PaintedPath)]
    assert exact == [True, False, False, False]
    ((turned, _),) = happens("0 0 9 9 re f", state=State(Matrix(0.6, 0.8, -0.8, 0.6)))
    assert isinstance(turned, PaintedPath)
    assert not turned.exact


def test_text_moves_along_by_widths_spaces_and_shifts() -> None:
    """Half an em a glyph; shifts are thousandths, spaces are added to, all of it stretched."""
    told = happens("BT /F 10 Tf 1 Tc 2 Tw 50 Tz 7 TL 3 4 Td [(a b) -1000 (c)] TJ (d) ' 5 6 (e f) \" ET")
    first, second, third = (event for event, _ in told if isinstance(event, Glyphs))
    assert (first.text, second.text, third.text) == ("a bc", "d", "e f")
    assert first.width == pytest.approx((4 * (5 + 1) + 2 + 10) / 2)
    assert first.matrix[4:] == (3, 4)
    assert second.matrix[4:] == (3, -3)
    assert third.matrix[4:] == (3, -10)
    assert third.width == pytest.approx((3 * (5 + 6) + 5) / 2)
    assert [event.operator for event, _ in told if isinstance(event, Change)][7:] == ["T*", "Tw", "Tc", "T*", "ET"]


def test_strings_are_read_however_they_are_written() -> None:
    """In hexadecimal or as letters, with brackets and line ends in them, and without anything."""
    told = happens("BT /F 10 Tf [<61> 5 () (b\\)\\n) .5 -3.] TJ <> Tj ET")
    first, second = (event for event, _ in told if isinstance(event, Glyphs))
    assert list(first.pieces) == [b"a", 5.0, b"", b"b)\n", 0.5, -3.0]
    assert (second.text, second.width) == ("", 0)


def test_parameters_are_taken_over_and_given_back() -> None:
    """Opacity, overprint, blend mode, soft mask and font, by the name of a dictionary."""
    soft = Dictionary(S=Name.Alpha)
    entries = Dictionary(ca=0.5, CA=0.25, OP=True, BM=Array([Name.Screen]), SMask=soft, Font=Array([FONT, 8]), LW=3)
    none = Dictionary(SMask=Name("/None"), op=False)
    told = happens("q /a gs /b gs Q /missing gs", ExtGState=Dictionary(a=entries, b=none))
    _, given = told[1]
    assert (given.fill.alpha, given.stroke.alpha, given.blend, given.width, given.size) == (0.5, 0.25, "/Screen", 3, 8)
    assert given.fill.overprint
    assert given.stroke.overprint
    assert given.mask is not None
    _, taken = told[2]
    assert (taken.mask, taken.fill.overprint, taken.stroke.overprint) == (None, False, True)
    last, back = told[-1]
    assert isinstance(last, Change)
    assert last.named is None
    assert (back.fill.alpha, back.blend, back.font) == (1.0, "/Normal", None)


def test_colours_are_known_by_their_space() -> None:
    """By the name of the resources, spot inks by theirs; a new space begins with its initial colour."""
    tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0] * 4, C1=[1] * 4, N=1)
    spaces = Dictionary(
        s=Array([Name.Separation, Name("/Orange"), Name.DeviceCMYK, tint]),
        i=Array([Name.Indexed, Name.DeviceRGB, 0, pikepdf.String(b"\0\0\0")]),
        n=Name.DeviceCMYK,
    )
    used = [
        (state.fill.space.family, state.fill.space.kind, state.fill.values)
        for event, state in happens("/s cs n /s cs .5 scn n /i cs n /n cs n .5 g n", ColorSpace=spaces)
        if isinstance(event, PaintedPath)
    ]
    assert used == [
        ("/Separation", "spot", (1.0,)),
        ("/Separation", "spot", (0.5,)),
        ("/Indexed", "rgb", (0.0,)),
        ("/DeviceCMYK", "cmyk", (0.0, 0.0, 0.0, 1.0)),
        ("/DeviceGray", "gray", (0.5,)),
    ]


def test_what_is_drawn_by_name_is_handed_on_with_its_place() -> None:
    """Pictures, inline ones, forms with their group, gradients; what no resource has is nothing."""
    group = Dictionary(S=Name.Transparency)
    drawn = {"I": image(2, 2), "M": form(b"", Group=group, Matrix=Array([2, 0, 0, 2, 0, 0]))}
    told = happens(
        "4 0 0 4 1 1 cm /I Do BI /W 1 /H 1 /BPC 8 /CS /G ID \0 EI /M Do /s sh /x Do /x sh",
        XObject=lambda pdf: Dictionary({f"/{name}": add(pdf) for name, add in drawn.items()}),
        Shading=Dictionary(s=Dictionary(ShadingType=2)),
        state=State(clip=Area(0, 0, 500, 500, True)),
    )
    kinds = [type(event) for event, _ in told]
    assert kinds == [Change, Image, Inline, Form, Shading]
    picture, inline, found, shading = (event for event, _ in told[1:])
    assert isinstance(picture, Image)
    assert isinstance(inline, Inline)
    assert isinstance(found, Form)
    assert isinstance(shading, Shading)
    assert picture.area == inline.area == Area(1, 1, 5, 5, True)
    assert (found.matrix, found.group) == (Matrix(8, 0, 0, 8, 1, 1), True)
    assert found.area == Area(1, 1, 500, 500, True)
    assert shading.area == Area(0, 0, 500, 500, True)


def test_patterns_in_a_form_are_placed_in_its_space() -> None:
    """Not in the page's: a tile there is as large as the form makes it (ISO 32000-1, 8.7.3.1)."""

    def tiled(pdf: pikepdf.Pdf, _: Any) -> Any:
        tile = pdf.make_stream(b"1 0 0 rg 1 1 8 8 re f")
        tile.PatternType = tile.PaintType = tile.TilingType = 1
        tile.BBox, tile.XStep, tile.YStep = Array([0, 0, 10, 10]), 10, 10
        return Dictionary(Pattern=Dictionary(P=tile))

    half = form(b"/Pattern cs /P scn 0 0 100 100 re f", Matrix=Array([0.5, 0, 0, 0.5, 0, 0]), Resources=tiled)
    filled, shape = read(made(Page("q 1 0 0 1 60 60 cm /M Do Q", images={"M": half})), "tiled.pdf").shapes
    assert (filled.box[2] - filled.box[0], filled.paint.space) == (pytest.approx(50), "")
    left, top, right, bottom = shape.box
    assert (right - left, bottom - top) == pytest.approx((4, 4), abs=0.03)
    assert ((left - 60) % 5, (TRIM[1] - 60 - bottom) % 5) == pytest.approx((0.5, 0.5), abs=0.02)


@pytest.mark.parametrize("step", [0, 0.001, -7, 1e30])
def test_tilings_of_any_step_come_to_an_end(step: float) -> None:
    """A tile is read once, whatever its steps; one that cannot be placed is told."""

    def pattern(pdf: pikepdf.Pdf) -> Any:
        tile = pdf.make_stream(b"1 0 0 rg 0 0 5 5 re f")
        tile.PatternType = tile.PaintType = tile.TilingType = 1
        tile.BBox, tile.XStep, tile.YStep = Array([0, 0, 10, 10]), step, step
        return Dictionary(P=tile)

    facts = read(made(Page("/Pattern cs /P scn 50 50 90 90 re f", resources={"Pattern": pattern})), "tiled.pdf")
    assert len([shape for shape in facts.shapes if shape.paint.space]) <= 1
    told = "page 1 was not read whole: a part of it is damaged: a tile without extent"
    assert facts.unread == (() if step else (told,))


@pytest.mark.parametrize("drawn", [circle, tower(40, 1), tower(15, 10)], ids=["circle", "deep", "many"])
def test_drawings_without_end_are_told(drawn: Add, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the reader of facts as a part that it has not read, by the press as a problem of that page."""
    monkeypatch.setattr(interpreter, "_MOST_OPERATORS", 20_000)
    pdf = made(Page("/M Do", images={"M": drawn}))
    facts = read(pdf, "endless.pdf")
    assert facts.unread == ("page 1 was not read whole: its drawing is nested too deep or is too long",)
    assert facts.pages[0].size == pytest.approx((148 * MM, 210 * MM), abs=0.01)
    with pytest.raises(BrochureError) as caught:
        finish(pdf, order(), Place("c.md"))
    assert [(problem.code, problem.page) for problem in caught.value.problems] == [("press-unsupported", 1)]


def test_a_stream_that_is_read_within_itself_is_endless() -> None:
    """At once, not only at the sixteenth level."""
    pdf = pikepdf.open(io.BytesIO(made(Page("/M Do", images={"M": circle}))))
    page = pdf.pages[0].obj
    reader = Interpreter(Walk(), State(), page.Resources)
    (outer,) = reader.read(page)
    assert isinstance(outer, Form)
    inside = reader.nested(outer.source, State())
    inner, *_ = inside.read(outer.source)
    assert isinstance(inner, Form)
    with pytest.raises(Endless):
        list(inside.nested(inner.source, State()).read(inner.source))
