"""For each rule a PDF that breaks it, and the same one mended that passes."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import pikepdf
import pytest
import segno
from pikepdf import Array, Dictionary, Name
from PIL import Image

from brochure.load.text import Source
from brochure.model.validate import read_project
from brochure.preflight.demands import demands
from brochure.preflight.rulebook import RULES, Verdict
from brochure.vocabulary.presets import PRESETS
from brochure.vocabulary.problems import Severity
from tests.preflight.conftest import BLEED, FULL, GROUND, MM, PRESS, TEXT, TRIM, Page, image, made, place

Judge = Callable[..., Verdict]
RGB = {"space": "/DeviceRGB"}


def found(verdict: Verdict) -> list[str]:
    return [f"{problem.severity}[{problem.code}]: {problem.message}" for problem in verdict.problems]


def test_a_sound_page_has_no_findings(judge: Judge) -> None:
    """The page that every other test spoils passes all rules."""
    verdict = judge(made(), contrast=True)
    assert found(verdict) == []
    assert set(verdict.ran) | {code for code, _ in verdict.skipped} == {rule.code for rule in RULES}
    assert [code for code, _ in verdict.skipped] == ["picture-misplaced", "svg-raster", "spread-broken"]


def test_each_row_of_the_table_has_its_function() -> None:
    """A code and the name of its function are one name; only what is found while pictures are read has none."""
    assert [rule.code for rule in RULES if rule.look is None] == ["svg-raster"]


def faulty(content: str, **rest: object) -> bytes:
    return made(Page(GROUND + FULL + content, **rest))  # type: ignore[arg-type]


def qr_code(address: str, size: float, dark: str = "0 0 0 1 k") -> str:
    """Draw a QR code `size` points wide at 200, 300, on white with its quiet zone."""
    rows = [bytes(row) for row in segno.make_qr(address, error="m").matrix]
    module = size / len(rows)
    edge = 4 * module
    drawn = [f"0 0 0 0 k {200 - edge} {300 - edge} {size + 2 * edge} {size + 2 * edge} re f {dark} "]
    for y, row in enumerate(rows):
        for x, dark_module in enumerate(row):
            if dark_module:
                drawn.append(
                    f"{200 + x * module:.3f} {300 + size - (y + 1) * module:.3f} {module:.3f} {module:.3f} re "
                )
    return "".join(drawn) + "f "


def alpha(**entries: object) -> dict[str, object]:
    return {"ExtGState": Dictionary({"/A": Dictionary(**entries)})}


PICTURE = place("I", 100, 100, 72, 72)
WIDE = place("I", -BLEED, -BLEED, TRIM[0] + 2 * BLEED, 100)
WORDS = "BT {} 210 315 Td (A line of words) Tj 0 -12 Td (and) Tj ET "


def shades(lightest: int) -> object:
    """Give a picture that goes from a shade of black to black."""
    row = b"".join(bytes([0, 0, 0, lightest + (255 - lightest) * x // 399]) for x in range(400))
    return image(400, 400, samples=row * 400)


CASES: dict[str, tuple[bytes, bytes, list[str]]] = {
    "image-resolution, far too coarse": (
        faulty(PICTURE, images={"I": image(100, 100)}),
        faulty(PICTURE, images={"I": image(300, 300)}),
        [
            "error[image-resolution]: a picture of 100 x 100 px prints at 100 dpi on page 1; 300 are wanted, "
            "149 is the least: give one that is at least 300 px wide and 300 px high, or an SVG"
        ],
    ),
    "image-resolution, coarse": (
        faulty(PICTURE, images={"I": image(200, 300)}),
        faulty(PICTURE, images={"I": image(224, 300)}),
        [
            "warning[image-resolution]: a picture of 200 x 300 px prints at 200 dpi on page 1; 300 are wanted, "
            "149 is the least: give one that is at least 300 px wide and 300 px high, or an SVG"
        ],
    ),
    "image-resolution, line art": (
        faulty(PICTURE, images={"I": image(500, 500, "/DeviceGray", bits=1)}),
        faulty(PICTURE, images={"I": image(800, 800, "/DeviceGray", bits=1)}),
        [
            "error[image-resolution]: a picture of 500 x 500 px prints at 500 dpi on page 1; 1200 are wanted, "
            "549 is the least: give one that is at least 1200 px wide and 1200 px high, or an SVG"
        ],
    ),
    "colour-space, picture": (
        faulty(PICTURE, images={"I": image(300, 300, "/DeviceRGB")}),
        faulty(PICTURE, images={"I": image(300, 300, "/DeviceGray")}),
        [
            "error[colour-space]: a picture of 300 x 300 px is in RGB on page 1; CMYK is wanted: "
            "convert it to the press's profile"
        ],
    ),
    "colour-space, drawing": (
        faulty("1 0 0 rg 50 50 20 20 re f 1 0 0 RG 2 w 10 20 m 90 20 l S"),
        faulty("0 1 1 0 k 50 50 20 20 re f 0 1 1 0 K 2 w 10 20 m 90 20 l S"),
        ["error[colour-space]: page 1 paints 1 line and 1 area in RGB; CMYK is wanted: export it again for the press"],
    ),
    "colour-space, spot": (
        faulty(
            "/S cs 1 scn 50 50 20 20 re f",
            resources={"ColorSpace": Dictionary({"/S": Array([Name.Separation, Name("/Gold"), Name.DeviceCMYK])})},
        ),
        faulty(
            "/S cs 1 scn 50 50 20 20 re f",
            resources={"ColorSpace": Dictionary({"/S": Array([Name.Separation, Name("/Black"), Name.DeviceCMYK])})},
        ),
        [
            "warning[colour-space]: the spot ink 'Gold' is used on page 1: "
            "ask the printer whether there is a plate for it"
        ],
    ),
    "output-intent": (
        made(intent=False),
        made(),
        ["error[output-intent]: the PDF names no printing condition (output intent): export it as PDF/X"],
    ),
    "bleed-missing, box": (
        made(Page(boxes={"BleedBox": [-MM, -MM, TRIM[0] + MM, TRIM[1] + MM]})),
        made(),
        [
            "error[bleed-missing]: page 1 has only 1.0 mm of bleed; 3 mm are wanted: export it with bleed",
        ],
    ),
    "bleed-missing, picture": (
        faulty(place("I", 0, 0, 200, 100), images={"I": image(1000, 500)}),
        faulty(WIDE, images={"I": image(1900, 500)}),
        [
            "error[bleed-missing]: a picture of 1000 x 500 px ends at the left and bottom edge of page 1: "
            "let it run 3 mm beyond the trim"
        ],
    ),
    "bleed-missing, ground": (
        made(Page(f"0.5 0 0 0 k 0 0 {TRIM[0]} 200 re f " + FULL)),
        made(Page(f"0.5 0 0 0 k {-BLEED} {-BLEED} {TRIM[0] + 2 * BLEED} 200 re f " + FULL)),
        [
            "error[bleed-missing]: a ground ends at the left, right and bottom edge of page 1: "
            "let it run 3 mm beyond the trim"
        ],
    ),
    "boxes, no trim": (
        made(Page(), Page(without=("TrimBox",))),
        made(Page(), Page()),
        [
            "error[bleed-missing]: page 2 has no bleed; 3 mm are wanted: export it with bleed",
            "error[boxes]: page 2 has no TrimBox: the printer cannot tell where to cut",
            "error[boxes]: page 2 has another size than 148.0 x 210.0 mm: make all pages of one size",
        ],
    ),
    "boxes, unequal": (
        made(Page(), Page(), Page(boxes={"TrimBox": [0, 0, TRIM[0] - 3, TRIM[1]]})),
        made(Page(), Page(), Page(boxes={"TrimBox": [0, 0, TRIM[0] - 0.1, TRIM[1]]})),
        ["error[boxes]: page 3 has another size than 148.0 x 210.0 mm: make all pages of one size"],
    ),
    "boxes, cropped": (
        made(Page(boxes={"CropBox": [0, 0, *TRIM]})),
        made(Page(boxes={"CropBox": [-BLEED, -BLEED, TRIM[0] + BLEED, TRIM[1] + BLEED]})),
        ["error[boxes]: page 1 has a CropBox smaller than the MediaBox: a viewer hides what the press needs"],
    ),
    "boxes, turned": (
        made(Page(entries={"Rotate": 180})),
        made(Page(entries={"Rotate": 0})),
        ["error[boxes]: page 1 has a rotation: make the page upright"],
    ),
    "font-not-embedded": (
        made(font_file=False),
        made(),
        ["error[font-not-embedded]: the font 'Test' on page 1 is not embedded: export the PDF with its fonts"],
    ),
    "ink-limit, colour": (
        faulty("1 1 0.9 0.3 k 50 50 20 20 re f"),
        faulty("1 1 0.7 0.3 k 50 50 20 20 re f"),
        ["error[ink-limit]: a colour on page 1 has 320 % of ink; 300 % is the limit: mix it of less"],
    ),
    "ink-limit, picture": (
        faulty(PICTURE, images={"I": image(300, 300, samples=bytes([255, 255, 255, 51]) * 90_000)}),
        faulty(PICTURE, images={"I": image(300, 300, samples=bytes([255, 255, 204, 51]) * 90_000)}),
        [
            "error[ink-limit]: a picture of 300 x 300 px has 320 % of ink on page 1; 300 % is the limit: "
            "convert it with the press's profile"
        ],
    ),
    "white-overprint": (
        faulty("/A gs 0 0 0 0 k 50 50 20 20 re f", resources=alpha(op=True)),
        faulty("/A gs 0 0 0 1 k 50 50 20 20 re f", resources=alpha(op=True)),
        ["error[white-overprint]: white overprints in 1 place on page 1 and will vanish: let it knock out"],
    ),
    "hairline": (
        faulty("0 0 0 1 K 0.2 w 10 20 m 90 20 l S 0 w 10 30 m 90 30 l S"),
        faulty("0 0 0 1 K 0.25 w 10 20 m 90 20 l S"),
        [
            "warning[hairline]: a line on page 1 is 0.00 pt wide, and 1 more is too thin; "
            "0.25 pt is the least: draw it wider"
        ],
    ),
    "hairline, scaled and filled": (
        faulty("0.1 0 0 0.1 0 0 cm 0 0 0 1 k 100 200 800 2 re f"),
        faulty("0.1 0 0 0.1 0 0 cm 0 0 0 1 k 100 200 800 3 re f"),
        ["warning[hairline]: a line on page 1 is 0.20 pt wide; 0.25 pt is the least: draw it wider"],
    ),
    "hairline, beside an area and within one": (
        faulty("0 0 0 1 k 100 200 80 20 re 100 230 80 0 re f*"),
        faulty("0 0 0 1 k 100 200 80 20 re 100 210 80 0 re f*"),
        ["warning[hairline]: a line on page 1 is 0.00 pt wide; 0.25 pt is the least: draw it wider"],
    ),
    "hairline, reversed": (
        faulty("0 0 0 0 K 0.4 w 10 20 m 90 20 l S"),
        faulty("0 0 0 0 K 0.5 w 10 20 m 90 20 l S"),
        ["warning[hairline]: a reversed line on page 1 is 0.40 pt wide; 0.5 pt is the least: draw it wider"],
    ),
    "small-text": (
        faulty("BT 0 0 0 1 k /F 5.5 Tf 60 300 Td (Fine print) Tj 0 -8 Td (and more) Tj ET"),
        faulty("BT 0 0 0 1 k /F 6 Tf 60 300 Td (Fine print) Tj ET"),
        [
            "warning[small-text]: 'Fine print' and 1 more line are set in 5.5 pt on page 1; "
            "6 pt is the least: set it larger"
        ],
    ),
    "small-text, in several inks": (
        faulty("BT 1 0.5 0 0 k /F 1 Tf 7 0 0 7 60 300 Tm (Fine print) Tj ET"),
        faulty("BT 1 0 0 0 k /F 1 Tf 7 0 0 7 60 300 Tm (Fine print) Tj ET"),
        [
            "warning[small-text]: 'Fine print' is set in 7 pt in 2 inks on page 1; 8 pt is the least: "
            "set it larger or in black alone"
        ],
    ),
    "text-overset, at the trim": (
        faulty("BT /F 10 Tf 390 300 Td (Out of the page) Tj ET"),
        faulty("BT /F 10 Tf 300 300 Td (On the page) Tj ET"),
        ["warning[text-overset]: 'Out of the page' is cut off by the trim on page 1: give it room"],
    ),
    "text-overset, in a frame": (
        faulty("q 60 300 30 20 re W n BT /F 10 Tf 60 305 Td (Cut in its frame) Tj ET Q"),
        faulty("q 60 300 200 20 re W n BT /F 10 Tf 60 305 Td (Not cut) Tj ET Q"),
        ["warning[text-overset]: 'Cut in its frame' is cut off by its frame on page 1: give it room"],
    ),
    "safe-zone": (
        faulty(f"BT /F 10 Tf {3 * MM} 300 Td (Near) Tj ET"),
        faulty(f"BT /F 10 Tf {5 * MM} 300 Td (Far enough) Tj ET"),
        ["warning[safe-zone]: 'Near' stands 3.0 mm from the trim on page 1; 5 mm are safe: move it in"],
    ),
    "qr-code, small": (
        faulty(qr_code("https://example.org/a", 10 * MM)),
        faulty(qr_code("https://example.org/a", 15 * MM)),
        [
            "warning[qr-code]: the QR code for https://example.org/a is 10.0 mm wide on page 1, its modules 0.40 mm: "
            "print it 15 mm wide at least"
        ],
    ),
    "qr-code, pale": (
        faulty(qr_code("https://example.org/a", 20 * MM, dark="0 0.1 0.6 0.1 k")),
        faulty(qr_code("https://example.org/a", 20 * MM, dark="1 0.8 0 0.4 k")),
        [
            "error[qr-code]: the QR code for https://example.org/a on page 1 is too pale to scan well "
            "(contrast {}, 40 % is the least): print it dark on light"
        ],
    ),
    "link-not-printed": (
        made(
            Page(
                entries={
                    "Annots": Array(
                        [
                            Dictionary(
                                Type=Name.Annot,
                                Subtype=Name.Link,
                                Rect=Array([60, 60, 90, 70]),
                                A=Dictionary(S=Name.URI, URI="https://www.example.org/join/"),
                            )
                        ]
                    )
                }
            )
        ),
        made(
            Page(
                GROUND + FULL + "BT /F 10 Tf 60 50 Td (example.org/join) Tj ET",
                entries={
                    "Annots": Array(
                        [
                            Dictionary(
                                Type=Name.Annot,
                                Subtype=Name.Link,
                                Rect=Array([60, 60, 90, 70]),
                                A=Dictionary(S=Name.URI, URI="https://www.example.org/join/"),
                            )
                        ]
                    )
                },
            )
        ),
        [
            "warning[link-not-printed]: the address https://www.example.org/join/ is a link on page 1 and printed "
            "nowhere: print it beside its words"
        ],
    ),
    "nearly-empty": (
        made(Page(), Page(GROUND + TEXT.format(500)), Page("")),
        made(Page(), Page()),
        [
            "warning[nearly-empty]: page 2 is filled to 4 % only: shorten the text before it, or give it more",
            "warning[nearly-empty]: page 3 is empty: shorten the text before it, or give it more",
        ],
    ),
    "text-contrast, on a ground": (
        faulty("0.5 0.4 0 0 k 200 290 150 40 re f " + WORDS.format("0 0 0 0 k /F 12 Tf")),
        faulty("1 0.8 0 0.4 k 200 290 150 40 re f " + WORDS.format("0 0 0 0 k /F 12 Tf")),
        [
            "warning[text-contrast]: 'A line of words' and 1 more line are #ffffff on #838fc7 on page 1, a contrast of "
            "3.12:1; 4.5:1 is the least: darken the text, or take another colour for its ground"
        ],
    ),
    "text-contrast, ink on ink": (
        faulty("1 0.8 0 0.4 k 200 290 150 40 re f " + WORDS.format("1 0.8 0 0.4 k /F 12 Tf")),
        faulty("0 0.2 0 0 k 200 290 150 40 re f " + WORDS.format("1 0.8 0 0.4 k /F 12 Tf")),
        [
            "warning[text-contrast]: 'A line of words' and 1 more line are #052d6f on #052d6f on page 1, a contrast of "
            "1:1; 4.5:1 is the least: lighten the text, or take another colour for its ground"
        ],
    ),
    "text-contrast, small": (
        faulty(WORDS.format("0 0 0 0.75 k /F 8 Tf")),
        faulty(WORDS.format("0 0 0 0.75 k /F 9 Tf")),
        [
            "warning[text-contrast]: 'A line of words' and 1 more line are #636366 on #c6eafa on page 1, a contrast of "
            "4.71:1; 7:1 is the least of 8 pt: darken the text, or take another colour for its ground, "
            "or set it in 9 pt"
        ],
    ),
    "text-contrast, partly beside its ground": (
        faulty("0 0 0 1 k 205 290 60 40 re f " + WORDS.format("0 0 0 0 k /F 12 Tf")),
        faulty("0 0 0 1 k 205 290 160 40 re f " + WORDS.format("0 0 0 0 k /F 12 Tf")),
        [
            "warning[text-contrast]: 'A line of words' is #ffffff on #c6eafa on page 1, a contrast of 1.26:1; 4.5:1 is "
            "the least: darken the text, or take another colour for its ground"
        ],
    ),
    "text-contrast, a rule through pale words": (
        faulty("0 0 0 0.5 k /F 8 Tf 200 297 150 2 re f " + WORDS.format("0 0 0 0.5 k /F 8 Tf")),
        faulty("0 0 0 0.95 k 200 297 150 2 re f " + WORDS.format("0 0 0 0.95 k /F 8 Tf")),
        [
            "warning[text-contrast]: 'A line of words' and 1 more line are #939598 on #c6eafa on page 1, a contrast of "
            "2.36:1; 7:1 is the least of 8 pt: darken the text, or take another colour for its ground"
        ],
    ),
    "text-contrast, over a picture": (
        faulty(place("I", 200, 290, 90, 40) + WORDS.format("0 0 0 0 k /F 10 Tf"), images={"I": shades(0)}),
        faulty(place("I", 200, 290, 90, 40) + WORDS.format("0 0 0 0 k /F 10 Tf"), images={"I": shades(200)}),
        [
            "warning[text-contrast]: 'A line of words' and 1 more line are #ffffff over a picture, in places on "
            "#d7d8da on page 1, a contrast of 1.42:1; 4.5:1 is the least: lay a plain ground under it, or move it off "
            "the picture"
        ],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_fault_is_found_and_the_mended_page_passes(judge: Judge, case: str) -> None:
    """Each rule tells its fault in the author's words, and nothing else; the mended page passes every rule."""
    broken, mended, told = CASES[case]
    # What others draw over the text of the sound page is their own business.
    contrast, own = case.startswith("text-contrast"), {}
    if case == "link-not-printed":
        # That a link has no place in PDF/X at all is the business of another rule.
        own = {"note_on_page": "off"}
    said = found(judge(broken, contrast=contrast, **own))
    assert [_without_contrast(line) for line in said] == told
    assert found(judge(mended, contrast=contrast, **own)) == []


def _without_contrast(line: str) -> str:
    before, mark, after = line.partition("(contrast ")
    return f"{before}(contrast {{}},{after.partition(',')[2]}" if mark else line


@pytest.mark.parametrize(
    ("content", "resources", "what"),
    [
        ("/A gs 0 1 0 0 k 50 50 20 20 re f", alpha(ca=0.5), "opacity"),
        ("/A gs 0 1 0 0 k 50 50 20 20 re f", alpha(BM=Name.Multiply), "blend mode Multiply"),
        ("/A gs BT /F 10 Tf 60 300 Td (Pale) Tj ET", alpha(ca=0.5), "opacity"),
    ],
)
def test_transparency_is_told_where_it_is_forbidden(
    judge: Judge, content: str, resources: dict[str, object], what: str
) -> None:
    """What PDF/X-4 allows, X-1a does not."""
    pdf = faulty(content, resources=resources)
    forbidding = replace(PRESS, transparency=False)
    assert found(judge(pdf)) == []
    assert found(judge(pdf, forbidding)) == [
        f"error[transparency]: page 1 is transparent in 1 place ({what}): flatten it, or deliver PDF/X-4"
    ]
    assert found(judge(faulty(content, resources=alpha(ca=1)), forbidding)) == []


def test_a_soft_mask_of_a_picture_is_transparency(judge: Judge) -> None:
    """A picture with an alpha channel is told where transparency is forbidden."""
    masked = image(300, 300, SMask=image(300, 300, "/DeviceGray"))
    verdict = judge(faulty(PICTURE, images={"I": masked}), replace(PRESS, transparency=False))
    assert found(verdict) == [
        "error[transparency]: page 1 is transparent in 1 place (soft mask): flatten it, or deliver PDF/X-4"
    ]


@pytest.mark.parametrize(("page", "side"), [(2, TRIM[0] - 8 * MM), (3, 8 * MM)])
def test_text_near_the_spine_is_told_on_either_side(judge: Judge, page: int, side: float) -> None:
    """On inner pages of a stapled booklet the side of the fold wants twice the distance; outside it does not."""
    x = side - 22.24 if page == 2 else side
    near = Page(GROUND + FULL + f"BT /F 10 Tf {x} 300 Td (Near) Tj ET")
    pages = [near if number == page else Page() for number in range(1, 5)]
    message = f"warning[safe-zone]: 'Near' stands 8.0 mm from the spine on page {page}; 10 mm are safe: move it in"
    assert found(judge(made(*pages))) == [message]
    assert found(judge(made(*pages), replace(PRESS, facing=False))) == []
    assert found(judge(made(near, Page(), Page(), near))) == []


def read_from_the_right(pdf: pikepdf.Pdf) -> None:
    pdf.Root.ViewerPreferences = pikepdf.Dictionary(Direction=pikepdf.Name.R2L)


def test_the_fold_is_at_the_other_side_where_pages_are_read_from_the_right(judge: Judge) -> None:
    """Odd pages have it at their right: text keeps away from it there, and a ground needs no bleed."""
    near, short = f"BT /F 10 Tf {TRIM[0] - 8 * MM - 22.24} 300 Td (Near) Tj ET", f"0 0 0 .3 k 0 -9 {TRIM[0]} 200 re f "
    pages = [Page(short + near) if number == 3 else Page() for number in range(1, 5)]
    told = "warning[safe-zone]: 'Near' stands 8.0 mm from the spine on page 3; 10 mm are safe: move it in"
    turned, straight = found(judge(made(*pages, change=read_from_the_right))), found(judge(made(*pages)))
    assert told in turned
    assert not any("safe-zone" in one for one in straight)
    assert [one.count("at the left") for one in turned if "bleed" in one] == [1]
    assert [one.count("at the right") for one in straight if "bleed" in one] == [1]


@pytest.mark.parametrize(
    ("ground", "page", "seen"),
    [
        (f"{-BLEED} 100 60 60", 2, True),
        (f"{-BLEED} 100 60 60", 3, False),
        (f"{TRIM[0] - 60} 100 {60 + BLEED} 60", 3, True),
        (f"{TRIM[0] - 60} 100 {60 + BLEED} 60", 2, False),
        (f"100 {-BLEED} 60 60", 3, True),
        ("100 100 60 60", 3, False),
    ],
)
def test_what_an_office_printer_leaves_white_is_told(judge: Judge, ground: str, page: int, seen: bool) -> None:
    """Where a ground reaches an edge of the sheet, at the fold none; a sheet with enough to cut off prints all."""
    drawn = Page(f"0.3 0 0 0 k {ground} re f")
    pdf = made(*(drawn if number == page else Page("") for number in range(1, 5)))
    message = (
        f"note[edge-unprinted]: a picture or ground reaches the edge of the sheet on page {page}, of which most office "
        "printers leave 5 mm white: for colour to the edge, print on a larger 'booklet.sheet' and cut it"
    )
    told = [one for one in found(judge(pdf, replace(PRESS, unprinted=(4.5, 5.0)))) if "edge-unprinted" in one]
    assert told == [message] * seen
    assert not any("edge-unprinted" in one for one in found(judge(pdf)))


@pytest.mark.parametrize(
    ("settings", "unprinted"),
    [
        ("format: a5", (4.5, 5.0)),
        ("format: a5\nbooklet: {sheet: a3}", (0.0, 0.0)),
        ("format: square", (5.0, 0.0)),
        ("format: leaflet", (5.0, 5.0)),
    ],
)
def test_it_depends_on_the_sheet_of_the_booklet(settings: str, unprinted: tuple[float, float]) -> None:
    project = read_project(Source("brochure.yaml", settings))[0]
    assert demands(PRESETS["booklet"], project).unprinted == unprinted
    assert demands(PRESETS["press"], project).unprinted == (0.0, 0.0)


def test_what_stands_in_forms_and_patterns_is_seen(judge: Judge) -> None:
    """Pictures and colours inside forms and tiling patterns are judged as printed there."""

    def form(pdf: object) -> object:
        stream = pdf.make_stream(b"q 36 0 0 36 10 10 cm /I Do Q")  # type: ignore[attr-defined]
        stream.Type, stream.Subtype, stream.BBox = Name.XObject, Name.Form, Array([0, 0, 100, 100])
        stream.Matrix = Array([2, 0, 0, 2, 0, 0])
        stream.Resources = Dictionary(XObject=Dictionary({"/I": image(100, 100)(pdf)}))  # type: ignore[arg-type]
        return stream

    def pattern(pdf: object) -> object:
        stream = pdf.make_stream(b"1 0 0 rg 0 0 5 5 re f")  # type: ignore[attr-defined]
        stream.Type, stream.PatternType, stream.PaintType, stream.TilingType = Name.Pattern, 1, 1, 1
        stream.BBox, stream.XStep, stream.YStep = Array([0, 0, 10, 10]), 10, 10
        stream.Resources = Dictionary()
        return Dictionary({"/P": stream})

    drawn = faulty("q 1 0 0 1 100 100 cm /M Do Q", images={"M": form})
    problem = judge(drawn).problems[0]
    assert problem.message.startswith("a picture of 100 x 100 px prints at 100 dpi")
    assert problem.box == pytest.approx((120, TRIM[1] - 192, 192, TRIM[1] - 120), abs=0.1)
    tiled = faulty("/Pattern cs /P scn 50 50 90 90 re f", resources={"Pattern": pattern})
    assert "paints 1 area in RGB" in found(judge(tiled))[0]


def test_a_jpeg_in_cmyk_has_the_ink_that_it_prints(judge: Judge) -> None:
    """The samples of a JPEG are read as they print, the array Decode heeded."""

    def jpeg(inks: tuple[int, int, int, int], decode: list[int] | None) -> object:
        file = io.BytesIO()
        Image.new("CMYK", (300, 300), inks).save(file, "JPEG", quality=95)

        def add(pdf: object) -> object:
            stream = pdf.make_stream(file.getvalue())  # type: ignore[attr-defined]
            stream.Type, stream.Subtype, stream.Filter = Name.XObject, Name.Image, Name.DCTDecode
            stream.Width, stream.Height, stream.ColorSpace, stream.BitsPerComponent = 300, 300, Name.DeviceCMYK, 8
            if decode:
                stream.Decode = Array(decode)
            return stream

        return add

    full = faulty(PICTURE, images={"I": jpeg((255, 255, 255, 51), [1, 0] * 4)})
    light = faulty(PICTURE, images={"I": jpeg((0, 0, 0, 204), [1, 0] * 4)})
    assert found(judge(light)) == []
    assert "has 320 % of ink" in found(judge(full))[0]


def test_the_project_weighs_the_rules(judge: Judge) -> None:
    """A rule that is off finds nothing and is not run; error and warning stand for all that a rule finds."""
    pdf = faulty(PICTURE, images={"I": image(100, 100)})
    off = judge(pdf, image_resolution="off")
    assert found(off) == []
    assert "image-resolution" not in off.ran
    assert [problem.severity for problem in judge(pdf, image_resolution="warning").problems] == [Severity.WARNING]
    coarse = faulty(PICTURE, images={"I": image(200, 200)})
    assert [problem.severity for problem in judge(coarse, image_resolution="error").problems] == [Severity.ERROR]


def test_findings_come_in_the_order_of_the_rules(judge: Judge) -> None:
    """What printers meet most comes first."""
    page = Page(
        f"0.5 0 0 0 k 0 0 {TRIM[0]} 200 re f " + FULL + PICTURE + "1 0 0 RG 0.1 w 10 20 m 90 20 l S",
        images={"I": image(100, 100)},
    )
    codes = [problem.code for problem in judge(made(page, intent=False, font_file=False)).problems]
    assert codes == [
        "image-resolution", "colour-space", "output-intent", "bleed-missing", "font-not-embedded", "hairline",
    ]  # fmt: skip


@pytest.mark.parametrize(("bleed", "told"), [(2.8, ["bleed-missing"]), (2.95, [])])
def test_bleed_may_lack_what_was_rounded_and_no_more(judge: Judge, bleed: float, told: list[str]) -> None:
    """A tenth of a millimetre."""
    box = [-bleed * MM, -bleed * MM, TRIM[0] + bleed * MM, TRIM[1] + bleed * MM]
    assert [problem.code for problem in judge(made(Page(boxes={"BleedBox": box}))).problems] == told


@pytest.mark.parametrize(("size", "told"), [(2.5, []), (3.5, ["image-resolution"])])
def test_a_picture_of_a_few_points_is_a_pixel_of_something_else(judge: Judge, size: float, told: list[str]) -> None:
    """Such as a gradient drawn in steps: its resolution says nothing."""
    speck = faulty(place("I", 100, 100, size, size), images={"I": image(4, 4)})
    assert [problem.code for problem in judge(speck).problems] == told
