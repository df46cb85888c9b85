"""House colours in an ink of their own: a plate each, in text, grounds, drawings, gradients, pictures; tints too."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Name
from PIL import Image

from brochure.load.text import Source
from brochure.model.project import Colours
from brochure.model.validate import draft_project
from brochure.model.values import Colour
from brochure.pictures.assets import Assets
from brochure.pictures.rasters import prepare
from brochure.pipeline import build
from brochure.press.brand import PressTable
from brochure.press.finish import finish
from brochure.press.limit import hold
from brochure.press.marks import Marks
from brochure.press.order import Spot, blend, lean
from brochure.press.presswork import spots_of
from brochure.press.spots import Spots
from brochure.vocabulary.colour import mix
from brochure.vocabulary.job import Job
from brochure.vocabulary.limits import DEFAULT
from brochure.vocabulary.problems import Place
from tests.engine.conftest import ABOUT, section
from tests.press.case import ROOT, order, photograph
from tests.press.reading import PressReading, separations

RED, NAVY, WHITE = "#e4002b", "#14213d", "#ffffff"
NAME = "PANTONE 185 C"
COLOURS = Colours(
    ink=Colour(NAVY, (100, 85, 35, 35)),
    signal=Colour(RED, (0, 100, 80, 4), NAME),
    tint=Colour("#eef1f8", (6, 3, 0, 0)),
    paper=Colour(WHITE, (0, 0, 0, 0)),
    ramp=(),
)
HOUSE = spots_of(COLOURS)
FOUR = ("Cyan", "Magenta", "Yellow", "Black")
Make = Callable[..., bytes]


@pytest.fixture
def make(engine: Any, lay: Any) -> Make:
    """Set a body in the house's colours and finish it for the press."""

    def make(body: str, standard: str = "x-4", **changes: Any) -> bytes:
        pdf = engine.bind([(section("a", (None, body)), lay(body))], ABOUT, False)
        given = replace(order(standard, **changes), inks=PressTable(COLOURS, [NAME]), spots=HOUSE, tones=(RED, WHITE))
        return finish(pdf, given, Place("c.md"))

    return make


def filled(*colours: str, style: str = "") -> str:
    return "".join(f'<div style="height:12mm;background:{colour};{style}"></div>' for colour in colours)


def levels(pdf: bytes, folder: Path) -> list[dict[str, float]]:
    """What Ghostscript puts on each plate in the middle of each of the bands of 12 mm below the margin, in parts."""
    (plates,) = separations(pdf, folder)
    found = []
    for at in range(4):
        y = round((10 + 12 * at + 6) * 72 / 25.4)
        found.append({ink: round(plate.getpixel((150, y)) / 255, 2) for ink, plate in plates.items()})
    return found


def test_a_house_colour_and_its_tints_have_a_plate_of_their_own(make: Make, tmp_path: Path) -> None:
    """Full, 40 % on white, half mixed with the ink, and another colour that has no part in it: as Ghostscript sees."""
    pdf = make(filled(RED, mix(WHITE, RED, 0.4), mix(RED, NAVY, 0.5), NAVY))
    full, tint, half, none = levels(pdf, tmp_path)
    assert full == pytest.approx({NAME: 1, **dict.fromkeys(FOUR, 0)}, abs=0.01)
    assert tint == pytest.approx({NAME: 0.4, **dict.fromkeys(FOUR, 0)}, abs=0.01)
    assert half == pytest.approx({NAME: 0.5, "Cyan": 0.5, "Magenta": 0.425, "Yellow": 0.175, "Black": 0.175}, abs=0.015)
    assert none == pytest.approx({NAME: 0, "Cyan": 1, "Magenta": 0.85, "Yellow": 0.35, "Black": 0.35}, abs=0.01)
    assert PressReading(pdf, flat=True).offences == []


@pytest.mark.parametrize("body", [
    f'<p style="color:{RED};font-size:60pt;font-weight:700">MMM</p>',
    f'<div style="border:4mm solid {RED};height:20mm"></div>',
    f'<div style="background:radial-gradient({RED},{WHITE}) no-repeat;height:30mm"></div>',
    f'<div style="background:repeating-linear-gradient(90deg,{RED},{WHITE} 3mm);height:30mm"></div>',
])  # fmt: skip
def test_text_lines_and_gradients_are_on_the_plate_alone(make: Make, tmp_path: Path, body: str) -> None:
    (plates,) = separations(make(body), tmp_path)
    upper = {ink: plate.crop((0, 0, plate.width, plate.height * 3 // 4)) for ink, plate in plates.items()}
    assert upper[NAME].getextrema()[1] > 250
    assert [upper[ink].getextrema()[1] for ink in FOUR] == [0, 0, 0, 0]


def test_a_drawing_is_on_the_plate(make: Make, assets: Assets, tmp_path: Path) -> None:
    """A gradient between two inks is on the plates of both, nowhere more than their mix."""
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="80"><defs><linearGradient id="g">'
        f'<stop offset="0" stop-color="{RED}"/><stop offset="1" stop-color="{NAVY}"/></linearGradient></defs>'
        f'<rect width="200" height="30" fill="url(#g)"/><circle cx="40" cy="55" r="20" fill="{RED}"/></svg>'
    )
    pdf = make(f'<img alt="d" src="{assets.keep("dessin", drawing)}" style="display:block;width:80mm">')
    assert PressReading(pdf, flat=True).offences == []
    (plates,) = separations(pdf, tmp_path)
    row = [(plates[NAME].getpixel((x, 34)), plates["Cyan"].getpixel((x, 34))) for x in range(40, 240, 20)]
    assert [red + cyan for red, cyan in row] == pytest.approx([255] * len(row), abs=6)
    assert row[0][0] > row[-1][0] + 150


@pytest.mark.parametrize("standard", ["x-4", "x-1a"])
def test_black_text_leaves_the_ground_and_opacity_makes_a_tint(make: Make, standard: str, tmp_path: Path) -> None:
    """Black overprints; a white veil of a half leaves half a tint, flattened where the standard wants it so."""
    body = (
        f'<div style="background:{RED};height:24mm"><div style="height:12mm;background:rgb(255 255 255 / .5)"></div>'
        '<p style="margin:0;font-size:40pt;line-height:12mm;color:#000">MMMMM</p></div>'
    )
    pdf = make(body, standard)
    assert PressReading(pdf, flat=standard == "x-1a").offences == []
    (plates,) = separations(pdf, tmp_path)
    assert plates[NAME].getpixel((150, round(16 * 72 / 25.4))) == pytest.approx(128, abs=3)
    words = (30, round(23 * 72 / 25.4), 150, round(33 * 72 / 25.4))
    assert plates["Black"].crop(words).getextrema()[1] == 255
    assert plates[NAME].crop(words).getextrema()[0] == 255


def test_a_picture_in_two_tones_is_printed_in_the_ink(make: Make, assets: Assets, tmp_path: Path) -> None:
    """Of one ink on paper: one channel, as much of it as the picture is dark."""
    pdf = make(f'<img alt="p" src="{toned(assets)}" style="display:block;width:60mm">')
    with pikepdf.open(io.BytesIO(pdf)) as document:
        (image,) = [item for item in document.objects if isinstance(item, pikepdf.Stream) and "/Width" in item]
        assert [str(part) for part in list(image.ColorSpace)[:2]] == ["/Separation", f"/{NAME}"]
    (plates,) = separations(pdf, tmp_path)
    dark, light = (plates[NAME].getpixel((x, y)) for x, y in ((100, 100), (100, 130)))
    assert (dark, light) == (pytest.approx(94, abs=12), pytest.approx(26, abs=12))
    assert [plates[ink].crop((30, 30, 190, 140)).getextrema()[1] for ink in FOUR] == [0, 0, 0, 0]


def test_a_seen_through_picture_on_the_ink_is_flattened_onto_its_plate(
    make: Make, assets: Assets, tmp_path: Path
) -> None:
    """In PDF/X-1a what lies beneath shows through the picture, on the plate of its ink."""
    picture = Image.new("RGBA", (200, 100), (0, 0, 200, 128))
    file = io.BytesIO()
    picture.save(file, "PNG")
    folder = assets.root / "static"
    folder.mkdir(exist_ok=True)
    (folder / "v.png").write_bytes(file.getvalue())
    found = assets.find("v.png", assets.root / "c.md", lambda *_: None)
    assert found is not None
    pdf = make(
        f'<div style="background:{RED};height:40mm"><img alt="v" src="{found.url}" style="width:60mm"></div>', "x-1a"
    )
    assert PressReading(pdf, flat=True).offences == []
    (plates,) = separations(pdf, tmp_path)
    inside = 100, round(20 * 72 / 25.4)
    assert plates[NAME].getpixel(inside) == pytest.approx(127, abs=4)
    assert plates["Cyan"].getpixel(inside) > 80


def toned(assets: Assets) -> str:
    """Put a photograph in two tones, the ink and the paper, into the project."""
    file = io.BytesIO()
    photograph().save(file, "PNG")
    data = prepare("x", file.getvalue(), DEFAULT, tones=(RED, WHITE)).data
    folder = assets.root / "static"
    folder.mkdir(exist_ok=True)
    (folder / "t.png").write_bytes(data)
    found = assets.find("t.png", assets.root / "c.md", lambda *_: None)
    assert found is not None
    return found.url


def test_viewers_see_the_alternate_of_a_mix() -> None:
    """The function of a space of several inks adds up what stands for them, a full ink at most."""
    document = pikepdf.new()
    first, second = Spot("A", (0.0, 1.0, 0.8, 0.0)), Spot("B", (0.5, 0.25, 0.0, 0.0))
    space, values = Spots(document, (first, second)).space([(0.2, 0.0, 0.4, 0.1, 0.5, 1.0)])
    page = document.add_blank_page(page_size=(40, 20)).obj
    page.Resources = pikepdf.Dictionary(ColorSpace=pikepdf.Dictionary(N=space))
    tints = " ".join(f"{value:g}" for value in values((0.2, 0.0, 0.4, 0.1, 0.5, 1.0)))
    page.Contents = document.make_stream(
        f"/N cs {tints} scn 0 0 20 20 re f 0.7 0.75 0.8 0.1 k 20 0 20 20 re f".encode()
    )
    file = io.BytesIO()
    document.save(file)
    with pypdfium2.PdfDocument(file.getvalue()) as drawn:
        seen = drawn[0].render(scale=1).to_pil().convert("RGB")
    assert seen.getpixel((10, 10)) == pytest.approx(seen.getpixel((30, 10)), abs=2)


def test_each_ink_has_one_space_and_no_more_inks_than_are_used() -> None:
    spots = Spots(pikepdf.new(), (Spot("A", (0, 1, 0, 0)), Spot("B", (1, 0, 0, 0))))
    assert spots.space([(0.1, 0, 0, 0)])[0] == Name.DeviceCMYK
    alone, values = spots.space([(0.0, 0, 0, 0, 0, 0.5), (0.0, 0, 0, 0)])
    assert (str(alone[1]), values((0.0, 0, 0, 0, 0, 0.5)), values((0.0, 0, 0, 0))) == ("/B", (0.5,), (0.0,))
    several, values = spots.space([(0.1, 0, 0, 0, 0.5)])
    assert [str(name) for name in several[1]] == ["/Cyan", "/Magenta", "/Yellow", "/Black", "/A"]
    assert isinstance(several, Array)
    assert several.objgen == spots.space([(0.0, 0, 0, 1, 0.7)])[0].objgen
    assert several[4].Colorants.A.objgen == spots.space([(0.0, 0, 0, 0, 1)])[0].objgen


def test_inks_are_held_and_blended_with_the_spots_among_them() -> None:
    """Black stays; what is used last ends the list."""
    assert sum(hold((1, 1, 0, 1, 1), 3.0)) == pytest.approx(3, abs=0.001)
    assert hold((1, 1, 0, 1, 1), 3.0)[3] == 1
    assert blend((0.0, 0, 0, 0, 1.0), (0.0, 0, 0, 0), 0.25) == (0, 0, 0, 0, 0.75)
    assert blend((0.0, 0, 0, 0, 1.0), (0.0, 0, 0, 0), 1) == (0, 0, 0, 0)
    assert lean([0, 0, 0, 0, 0, 0]) == (0, 0, 0, 0)


def test_the_slug_names_the_plates(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """And says nothing of them where there are only four."""
    said: list[str] = []
    draw = Marks._slug
    monkeypatch.setattr(Marks, "_slug", lambda self, text: (said.append(text), draw(self, text))[1])
    make("<p>Rien</p>", marks=True)
    assert said == [f"essai  ·  1/1  ·  2026-11-01  ·  FOGRA39  ·  CMYK  ·  {NAME}"]


SIGNAL = '{screen: "#e4002b", press: [0, 100, 80, 4], spot: "PANTONE 185 C"}'


def test_a_whole_brochure_is_sound(tmp_path: Path) -> None:
    """Nothing is found, the ink that was asked for included; Ghostscript has its plate on every page that shows it."""
    settings = (ROOT / "brochure.yaml").read_text(encoding="utf-8")
    own = settings.replace('signal: {screen: "#ff5a3c", press: [0, 78, 78, 0]}', f"signal: {SIGNAL}")
    assert own != settings
    project = tmp_path / "brochure.yaml"
    project.write_text(own, encoding="utf-8")
    result = build(Job(ROOT / "content" / "programme.md", ROOT, project, tmp_path, "press"))
    assert [problem for problem in result.problems if problem.severity != "note"] == []
    assert result.pdf is not None
    assert PressReading(result.pdf).offences == []
    plates = separations(result.pdf, tmp_path, 36)
    assert {ink for page in plates for ink in page} == {*FOUR, NAME}
    assert sum(page[NAME].getextrema()[1] > 200 for page in plates if NAME in page) >= 4


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ('signal: {screen: "#e4002b", spot: Black}', "'brand.colours.signal.spot' names no ink of its own: Black"),
        ('signal: {screen: "#e4002b", spot: [a]}', "'brand.colours.signal.spot' must be the name of an ink"),
        (f'signal: {{screen: "#e4002b", spot: {"x" * 128}}}', "'brand.colours.signal.spot' is no name of an ink"),
        (
            f'signal: {SIGNAL}\n    tint: {{screen: "#eef1f8", press: [6, 3, 0, 0], spot: PANTONE 185 C}}',
            "'brand.colours.tint' prints in PANTONE 185 C as 'signal' does, and is another colour",
        ),
    ],
)
def test_a_name_that_is_no_ink_is_told(written: str, message: str) -> None:
    _, problems = draft_project(Source("brochure.yaml", f"brand:\n  colours:\n    {written}\n"))
    (problem,) = problems
    assert problem.code in ("colour-invalid", "wrong-type")
    assert problem.message.startswith(message)
    assert problem.place.line is not None


def test_a_house_colour_without_inks_has_those_of_the_profile() -> None:
    project, problems = draft_project(
        Source("brochure.yaml", 'brand:\n  colours:\n    signal: {screen: "#e4002b", spot: "House  Red"}\n')
    )
    assert [problem for problem in problems if problem.severity == "error"] == []
    assert project.brand.colours.spots == ("House Red",)
