"""Plates, the map of their ink and the soft proof: each held against a number that is known, or another program."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageChops, ImageCms, ImageStat

from brochure.preflight.proofing import Proof, heat
from brochure.vocabulary.shipped import PROFILES
from tests.preflight.conftest import GROUND, TRIM, Page, made
from tests.press.case import programme
from tests.press.reading import plates

SQUARE = "100 100 90 90 re f "
# Where the square is seen, at 72 dpi, from the top left corner of the bleed.
AT = (150, round(TRIM[1] + 3 * 72 / 25.4 - 145))
RED = (0.0, 1.0, 0.8, 0.0)


def spot(name: str = "House Red", inks: tuple[float, ...] = RED) -> Array:
    """A spot ink whose full tint stands for four inks."""
    tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=list(inks), N=1)
    return Array([Name.Separation, Name(f"/{name}"), Name.DeviceCMYK, tint])


def page(content: str, *spaces: Array) -> bytes:
    named = {f"/S{number}": space for number, space in enumerate(spaces)}
    return made(Page(GROUND + content, resources={"ColorSpace": Dictionary(named)}))


def converted(*inks: int) -> tuple[int, ...]:
    """What Little CMS makes of inks (0 to 255), by the intent that proofs are made with."""
    profile, screen = str(PROFILES / "FOGRA39L_coated.icc"), ImageCms.createProfile("sRGB")
    flags = ImageCms.Flags.BLACKPOINTCOMPENSATION
    transform = ImageCms.buildTransform(profile, screen, "CMYK", "RGB", ImageCms.Intent.RELATIVE_COLORIMETRIC, flags)
    return tuple(transform.apply(Image.new("CMYK", (1, 1), inks)).tobytes())


@pytest.mark.parametrize("inks", [(0.2, 0, 0, 0), (0, 1, 0.8, 0), (0.4, 0.3, 0.3, 1), (1, 0.85, 0.35, 0.35)])
def test_a_proof_is_what_the_profile_of_the_condition_makes_of_the_inks(inks: tuple[float, ...]) -> None:
    with Proof(page(" ".join(map(str, inks)) + " k " + SQUARE)) as proof:
        assert (proof.condition, proof.assumed) == ("FOGRA39", False)
        (drawn,) = proof.pages(72)
        seen = proof.seen(drawn).getpixel(AT)
    assert seen == pytest.approx(converted(*(round(255 * ink) for ink in inks)), abs=2)


def test_plates_are_those_that_ghostscript_makes(tmp_path: Path) -> None:
    """Of a whole brochure, page by page, four inks: as much of each, in the same places but for the edges."""
    pdf = programme("x-4")
    with Proof(pdf) as proof:
        for drawn, made_by_gs in zip(proof.pages(72), plates(pdf, tmp_path), strict=True):
            for ink, band in zip(("Cyan", "Magenta", "Yellow", "Black"), made_by_gs.split(), strict=True):
                ours, theirs = drawn.plates[ink].reduce(6), band.reduce(6)
                assert ImageStat.Stat(ours).mean[0] == pytest.approx(ImageStat.Stat(theirs).mean[0], abs=5)
                assert ImageStat.Stat(ImageChops.difference(ours, theirs)).mean[0] < 6, (drawn.number, ink)


def test_a_spot_ink_has_a_plate_of_its_own_and_shows_as_its_alternate() -> None:
    """A full tint is seen as its four inks are, half a tint lighter; nothing of it is on the other plates."""
    with Proof(page("/S0 cs 1 scn " + SQUARE + "0.5 scn 300 100 90 90 re f ", spot())) as proof:
        assert proof.spots == ("House Red",)
        (drawn,) = proof.pages(72)
        seen = proof.seen(drawn)
    assert drawn.plates["House Red"].getpixel(AT) == 255
    assert drawn.plates["House Red"].getpixel((350, AT[1])) == pytest.approx(128, abs=1)
    assert [drawn.plates[ink].getpixel(AT) for ink in ("Cyan", "Magenta", "Yellow", "Black")] == [0, 0, 0, 0]
    full, half = (seen.getpixel((x, AT[1])) for x in (150, 350))
    assert full == pytest.approx(converted(0, 255, 204, 0), abs=3)
    assert isinstance(half, tuple)
    assert half[1] > full[1] + 60  # type: ignore[index]


def test_many_spot_inks_have_their_plates() -> None:
    """More than three documents of three plates each; a spot whose function nobody lists is shown as viewers do."""
    spaces = [spot(f"Ink {number}") for number in range(5)]
    function = Dictionary(FunctionType=2, Domain=[0, 1], C0=[1, 1, 1], C1=[0, 0, 1], N=1)
    spaces.append(Array([Name.Separation, Name("/Blue"), Name.DeviceRGB, function]))
    content = "".join(f"/S{number} cs 1 scn {20 + 60 * number} 100 50 90 re f " for number in range(6))
    with Proof(page(content, *spaces)) as proof:
        assert proof.spots == ("Ink 0", "Ink 1", "Ink 2", "Ink 3", "Ink 4", "Blue")
        (drawn,) = proof.pages(72)
        seen = proof.seen(drawn)
    for number, ink in enumerate(proof.spots):
        x = 20 + 60 * number + 25 + 9
        assert drawn.plates[ink].getpixel((x, AT[1])) == 255
        assert drawn.plates["Ink 0"].getpixel((x, AT[1])) == (255 if number == 0 else 0)
    red, _, blue = seen.getpixel((20 + 300 + 25 + 9, AT[1]))  # type: ignore[misc]
    assert blue > red + 60


def test_register_marks_are_on_every_plate() -> None:
    """Where they are asked for."""
    content = "/S0 cs 1 scn " + SQUARE
    registration = spot("All", (1, 1, 1, 1))
    for everywhere, level in ((True, 255), (False, 0)):
        with Proof(page(content, registration), everywhere) as proof:
            assert proof.spots == ()
            (drawn,) = proof.pages(72)
        assert {drawn.plates[ink].getpixel(AT) for ink in drawn.plates} == {level}


def test_the_map_warns_of_what_is_above_the_limit_alone() -> None:
    """299 % is hot, 305 % is of the colour that warns, bare paper is white."""
    content = "1 1 0.99 0 k " + SQUARE + "1 1 1 0.05 k 300 100 90 90 re f 0 0 0 0 k 200 300 90 90 re f"
    with Proof(page(content)) as proof:
        (drawn,) = proof.pages(72)
    shown = heat(drawn, 300).convert("RGB")
    assert shown.getpixel((350, AT[1])) == (176, 0, 96)
    assert shown.getpixel(AT) != (176, 0, 96)
    assert shown.getpixel((245, AT[1] - 200)) == (255, 255, 255)
    assert heat(drawn, 320).convert("RGB").getpixel((350, AT[1])) != (176, 0, 96)


def test_a_pdf_of_light_says_so_and_a_condition_that_is_missing_is_assumed() -> None:
    """Colours in RGB stand on no plate; a damaged profile is as good as none."""
    with Proof(made(Page("1 0 0 rg " + SQUARE), intent=False)) as proof:
        assert (proof.condition, proof.assumed, proof.is_lit) == ("FOGRA39", True, True)

    def spoil(pdf: pikepdf.Pdf) -> None:
        pdf.Root.OutputIntents[0].DestOutputProfile.write(b"no profile")

    with Proof(made(change=spoil)) as proof:
        assert (proof.assumed, proof.is_lit) == (True, False)
    with pytest.raises(pikepdf.PdfError):
        Proof(io.BytesIO(b"%PDF-1.4 nothing").getvalue())
