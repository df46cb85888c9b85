"""The ink of pages as they are drawn: what things add up to that lie over one another."""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image

from brochure.pdfreader.plates import heavy
from brochure.preflight.rulebook import Verdict
from tests.preflight.conftest import BLEED, FULL, GROUND, TRIM, Page, image, made, place
from tests.preflight.corpus import type3
from tests.press.case import programme
from tests.press.reading import heaviest, plates

Judge = Callable[..., Verdict]
UNDER = "1 1 0.5 0 k 100 100 90 90 re f "
OVER = "/A gs 0 0 0 1 k 110 110 60 60 re f "
OVERPRINT = {"OP": True, "op": True, "OPM": 1}


def page(content: str, state: dict[str, object] | None = None, **rest: object) -> bytes:
    resources = {"ExtGState": Dictionary({"/A": Dictionary(**state or {})})}
    return made(Page(GROUND + FULL + content, resources=resources, **rest))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("state", "ink"),
    [
        (OVERPRINT, 350),
        ({"BM": Name.Multiply}, 350),
        ({"BM": Name.Multiply, "ca": 0.8}, 330),
        ({"OP": True, "op": True, "OPM": 0}, 0),
        ({"OP": False, "op": False, "OPM": 1}, 0),
        ({"ca": 0.8}, 0),
    ],
)
def test_inks_that_lie_over_one_another_add_up(judge: Judge, state: dict[str, object], ink: int) -> None:
    """Black that overprints or multiplies on three inks is too much; black that knocks out, or veils them, is not."""
    said = [problem for problem in judge(page(UNDER + OVER, state)).problems if problem.code == "ink-limit"]
    if not ink:
        assert said == []
        return
    (problem,) = said
    assert problem.message == (
        f"inks printed over one another add up to {ink} % on page 1; 300 % is the limit: "
        "let the upper one knock out, or lighten what lies beneath"
    )
    assert problem.page == 1
    assert problem.box is not None
    assert problem.box[0] == pytest.approx(110, abs=12)
    assert problem.box[2] == pytest.approx(170, abs=12)


def test_a_little_spot_is_let_pass(judge: Judge) -> None:
    """Ink is averaged over 15 mm2: what is smaller than a third of that does no harm."""
    spot = "/A gs 0 0 0 1 k 110 110 3 3 re f "
    assert judge(page(UNDER + spot, OVERPRINT)).problems == ()


def test_what_stands_outside_the_bleed_is_not_weighed() -> None:
    """Marks are there, in all inks; so heavy a square inside it is told."""
    sheet = [-60, -60, TRIM[0] + 60, TRIM[1] + 60]
    beyond, within = (f"1 1 1 1 k {x} 100 25 25 re f " for x in (-BLEED - 30, -BLEED))
    assert heavy(page(beyond, boxes={"MediaBox": sheet, "CropBox": sheet}), 300) == ()
    assert [found.page for found in heavy(page(within, boxes={"MediaBox": sheet, "CropBox": sheet}), 300)] == [1]


@pytest.mark.parametrize("along", ["x", "y"])
def test_no_square_of_a_cell_and_a_half_escapes(judge: Judge, along: str) -> None:
    """Wherever it lies over the grid of cells, one of them lies wholly within it."""
    for step in range(8):
        x, y = (100 + 1.5 * step, 100) if along == "x" else (100, 100 + 1.5 * step)
        square = f"1 1 0.5 0 k {x} {y} 17 17 re f /A gs 0 0 0 1 k {x} {y} 17 17 re f "
        assert [problem.code for problem in judge(page(square, OVERPRINT)).problems] == ["ink-limit"], step


def test_black_over_a_picture_counts_with_the_picture(judge: Judge) -> None:
    """A picture in CMYK is drawn plate by plate like everything else."""
    dark = image(300, 300, samples=bytes([230, 230, 230, 0]) * 90_000)
    pdf = page(place("I", 100, 100, 72, 72) + OVER, OVERPRINT, images={"I": dark})
    (problem,) = judge(pdf).problems
    assert re.search("add up to 37[012] % on page 1", problem.message)


@pytest.mark.parametrize("space", ["indexed", "icc", "devicen", "separation", "gray", "rgb", "form", "shading"])
def test_every_kind_of_colour_is_drawn_in_its_inks(space: str, tmp_path: Path) -> None:
    """The heaviest cell is what Ghostscript's plates say; RGB has no inks of its own, so nothing is told of it."""
    pdf = pikepdf.open(io.BytesIO(page("")))
    drawn = _drawn(pdf, space)
    holder = pdf.pages[0].obj
    holder.Contents = Array([holder.Contents, pdf.make_stream(drawn.encode())])
    file = io.BytesIO()
    pdf.save(file)
    found = heavy(file.getvalue(), 90)
    if space == "rgb":
        assert found == ()
        return
    (sheet,) = plates(file.getvalue(), tmp_path)
    assert found[0].ink == pytest.approx(heaviest(sheet), abs=3)


def _drawn(pdf: pikepdf.Pdf, kind: str) -> str:
    """Put what is needed for a square of a kind of colour into the page, and give the operators that draw it."""
    resources = pdf.pages[0].obj.Resources
    box = "100 100 90 90 re f"
    if kind in ("gray", "rgb"):
        return f"0.02 g {box}" if kind == "gray" else f"0 0 0 rg {box}"
    if kind == "indexed":
        picture = pdf.make_stream(bytes([1]) * 10_000)
        picture.Type, picture.Subtype, picture.Width, picture.Height = Name.XObject, Name.Image, 100, 100
        picture.BitsPerComponent = 8
        palette = pikepdf.String(bytes([0, 0, 0, 0, 200, 100, 50, 25]))
        picture.ColorSpace = Array([Name.Indexed, Name.DeviceCMYK, 1, palette])
        resources.XObject = Dictionary({"/I": picture})
        return place("I", 100, 100, 90, 90)
    if kind == "form":
        form = pdf.make_stream(f"0.5 0.9 0.1 0.2 k {box}".encode())
        form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 400, 400])
        resources.XObject = Dictionary({"/M": form})
        return "/M Do"
    if kind == "shading":
        function = Dictionary(FunctionType=2, Domain=[0, 1], C0=[1, 0.2, 0, 0], C1=[1, 0.6, 0, 0.1], N=1)
        shading = Dictionary(
            ShadingType=2, ColorSpace=Name.DeviceCMYK, Coords=[100, 0, 150, 0], Function=function, Extend=[True, True]
        )
        resources.Shading = Dictionary({"/S": shading})
        return "q 100 100 90 90 re W n /S sh Q"
    tint = pdf.make_stream(b"{ 0 exch 0 exch 0 exch }")
    tint.FunctionType, tint.Domain, tint.Range = 4, [0, 1], [0, 1] * 4
    four = pdf.make_stream(b"{ 0 0 }")
    four.FunctionType, four.Domain, four.Range = 4, [0, 1] * 2, [0, 1] * 4
    profile = pdf.make_stream(b"")
    profile.N, profile.Alternate = 4, Name.DeviceCMYK
    spaces = {
        "icc": (Array([Name.ICCBased, profile]), "0.9 0.5 0.3 0.1"),
        "separation": (Array([Name.Separation, Name.Black, Name.DeviceCMYK, tint]), "0.98"),
        "devicen": (Array([Name.DeviceN, Array([Name.Cyan, Name.Magenta]), Name.DeviceCMYK, four]), "0.9 0.7"),
    }
    resources.ColorSpace = Dictionary({"/C": spaces[kind][0]})
    return f"/C cs {spaces[kind][1]} scn {box}"


def test_the_press_pdf_weighs_what_ghostscript_weighs(tmp_path: Path) -> None:
    """Page by page the brochure's heaviest 15 mm2 are those of Ghostscript's plates."""
    found = heavy(programme("x-4"), 100)
    for number, sheet in enumerate(plates(programme("x-4"), tmp_path, 96), 1):
        ink = [part.ink for part in found if part.page == number]
        assert (ink or [0])[0] <= heaviest(sheet) + 2
        if number in (1, 3, 8):
            assert ink[0] == pytest.approx(255, abs=2)


def test_what_cannot_be_drawn_in_inks_is_said(judge: Judge, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other rules, and the colours one by one, are judged all the same."""

    def fail(*_: object) -> None:
        raise ValueError("a colour space that is none")

    monkeypatch.setattr("brochure.pdfreader.plates.heavy", fail)
    verdict = judge(page("1 1 0.9 0.3 k 50 50 20 20 re f"))
    assert [problem.code for problem in verdict.problems] == ["ink-limit"]
    assert ("ink-limit", "of things that lie over one another: its inks cannot be drawn") in verdict.skipped


def test_foreign_pdfs_are_weighed(judge: Judge, tmp_path: Path) -> None:
    """What Ghostscript writes, a picture of three channels in it, is drawn without a fault."""
    Image.new("CMYK", (200, 200), (250, 250, 250, 60)).save(tmp_path / "p.jpg", quality=95)
    (tmp_path / "a.ps").write_text("%!PS\n0.9 0.9 0.9 0.6 setcmykcolor 100 100 90 90 rectfill showpage\n")
    command = ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=pdfwrite", f"-sOutputFile={tmp_path}/a.pdf"]
    subprocess.run([*command, str(tmp_path / "a.ps")], check=True, timeout=60)
    verdict = judge((tmp_path / "a.pdf").read_bytes())
    assert any("a colour on page 1 has 330 % of ink" in problem.message for problem in verdict.problems)
    assert "ink-limit" not in dict(verdict.skipped)


def test_a_spot_ink_that_is_asked_for_counts() -> None:
    """Another one does not: a varnish, or the line of a die, is no ink that must dry."""
    tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 1, 0.8, 0], N=1)
    space = Array([Name.Separation, Name("/House"), Name.DeviceCMYK, tint])
    content = GROUND + UNDER + "/A gs /S cs 1 scn 110 110 60 60 re f "
    state = Dictionary({"/A": Dictionary(**OVERPRINT)})
    pdf = made(Page(content, resources={"ExtGState": state, "ColorSpace": Dictionary(S=space)}))
    assert heavy(pdf, 300) == ()
    assert [round(found.ink) for found in heavy(pdf, 300, ("House",))] == [350]


def test_glyphs_of_several_inks_are_weighed_as_they_print(judge: Judge) -> None:
    """A Type 3 glyph with colours of its own is on the plates of its inks: 250 % is let pass, 350 % is told."""
    for content, codes in ((b"0.6 0.5 0.5 0.9 k", []), (b"1 1 0.5 1 k", ["ink-limit"])):
        pdf = made(*[Page(GROUND + FULL)] * 4, change=type3(b"1000 0 d0 " + content + b" 0 0 700 700 re f", 40))
        assert [problem.code for problem in judge(pdf).problems] == codes
