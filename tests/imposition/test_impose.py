"""The sheets are printed, folded and read again: every page must come in its turn, upright and in its place."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf
import pypdfium2
import pytest

from brochure.imposition.impose import impose, lay_flat
from brochure.imposition.signature import Folding, creep_of, sides
from brochure.vocabulary.paper import SHEETS, Sheet, sheet_for

POINT = 72 / 25.4
A4, A3 = SHEETS["a4"], SHEETS["a3"]
BLEED = 3.0
# The marker of every page starts here, in mm from the lower left corner of its trim.
MARKER = (30.0, 40.0)


def pages(count: int, width: float = 148.0, height: float = 210.0, bleed: float = BLEED) -> bytes:
    """A PDF whose pages say "page 7." at a known place, on a ground that runs into the bleed, with a link."""
    pdf = pikepdf.new()
    font = pdf.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    )
    for number in range(1, count + 1):
        pdf.add_blank_page()
        page = pdf.pages[-1].obj
        edge = bleed * POINT
        page.MediaBox = page.BleedBox = pikepdf.Array([-edge, -edge, width * POINT + edge, height * POINT + edge])
        page.TrimBox = pikepdf.Array([0, 0, width * POINT, height * POINT])
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
        page.Annots = pikepdf.Array(
            [pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9])]
        )
        x, y = MARKER[0] * POINT, MARKER[1] * POINT
        ground = f"{0.7 + 0.005 * number} 0.9 1 rg -99 -99 9999 9999 re f"
        page.Contents = pdf.make_stream(f"{ground} 0 g BT /F 12 Tf {x} {y} Td (page {number}.) Tj ET".encode())
    pdf.Root.Lang = pikepdf.String("fr")
    pdf.docinfo["/Title"] = "Essai"
    buffer = io.BytesIO()
    pdf.save(buffer, deterministic_id=True)
    return buffer.getvalue()


@dataclass(frozen=True)
class Half:
    """Half a side of a sheet as it was read: what page it says, and where its marker stands on the half, in mm."""

    page: int
    x: float
    y: float


def halves(sheet: Sheet, page: pypdfium2.PdfPage) -> tuple[Half | None, Half | None]:
    """Read the left and the right half of a side; markers are sought by their place, not by their order."""
    found: dict[bool, Half] = {}
    text = page.get_textpage()
    search = text.search("page ")
    while (hit := search.get_next()) is not None:
        start = hit[0]
        left, bottom, _, _ = text.get_charbox(start, loose=True)
        said = text.get_text_range(start, 9).split(".")[0].removeprefix("page ")
        x, y = left / POINT, bottom / POINT
        on_right = x > sheet.width / 2
        assert on_right not in found
        found[on_right] = Half(int(said), x - sheet.width / 2 * on_right, y)
    return found.get(False), found.get(True)


def unfolded(pdf: bytes, sheet: Sheet) -> Iterator[tuple[int, str, Half | None]]:
    """Turn the pages of the folded booklet: sheet, which half of a side is seen, and what is read there.

    A sheet turned about its fold has its right half's back on the left. The first half of the booklet is on the right
    of the fold, from the outermost sheet inwards; the second on the left, from the innermost outwards.
    """
    document = pypdfium2.PdfDocument(pdf)
    printed = [halves(sheet, page) for page in document]
    sheets = list(enumerate(zip(printed[0::2], printed[1::2], strict=True)))
    for number, (front, back) in sheets:
        yield number, "right", front[1]
        yield number, "left", back[0]
    for number, (front, back) in reversed(sheets):
        yield number, "right", back[1]
        yield number, "left", front[0]


@pytest.mark.parametrize("count", range(4, 41))
def test_the_folded_booklet_reads_in_order(count: int) -> None:
    """From 4 to 40 pages: turning the leaves gives 1, 2, 3, … and blanks at the end, each in its place on the sheet."""
    folding = Folding(A4, paper=0.12)
    read = list(unfolded(impose(pages(count), folding), A4))
    assert [half.page if half else None for _, _, half in read] == [
        *range(1, count + 1), *([None] * (-count % 4)),
    ]  # fmt: skip
    for sheet, side, half in read:
        if half is not None:
            shift = sheet * 0.12 * 1.3
            # A left half is 148.5 mm wide, the page 148: it touches the fold, not the edge.
            expected = MARKER[0] + (0.5 + shift if side == "left" else -shift)
            assert half.x == pytest.approx(expected, abs=0.35), (sheet, side)


def test_creep_grows_by_the_sheet() -> None:
    """Twelve pages on three sheets: 0, 0.13 and 0.26 mm with paper of a tenth; nothing where it is not wanted."""
    assert [round(creep_of(n, Folding(A4)), 3) for n in range(3)] == [0, 0.13, 0.26]
    assert creep_of(2, Folding(A4, creep=False)) == 0
    with_creep, without = (
        {half.page: half for _, _, half in unfolded(impose(pages(40), Folding(A4, creep=wanted)), A4) if half}
        for wanted in (True, False)
    )
    moved = {page: round(with_creep[page].x - without[page].x, 2) for page in (1, 2, 20, 21, 39, 40)}
    assert moved == {1: 0, 2: 0, 20: 1.17, 21: -1.17, 39: 0, 40: 0}
    assert {page: half.y for page, half in with_creep.items()} == {page: half.y for page, half in without.items()}


def test_order_of_eight_pages() -> None:
    """The sides of eight pages, as every printer knows them."""
    assert [(side.left, side.right) for side in sides(8)] == [(8, 1), (2, 7), (6, 3), (4, 5)]
    assert [(side.left, side.right) for side in sides(8, rtl=True)] == [(1, 8), (7, 2), (3, 6), (5, 4)]


@pytest.mark.parametrize(
    ("size", "edges"), [((148, 210), (0, 297)), ((140, 200), (8.5, 288.5))], ids=["to the edge", "to the trim"]
)
def test_windows_keep_pages_apart(size: tuple[float, float], edges: tuple[float, float]) -> None:
    """Where creep moves a page, its bleed fills the strip at the edge; no page crosses the fold or its trim."""
    pdf = impose(pages(40, *size), Folding(A4, paper=0.2))
    picture = pypdfium2.PdfDocument(pdf)[18].render(scale=4).to_pil().convert("RGB")
    row = [picture.getpixel((x, picture.height // 4)) for x in range(picture.width)]
    inked = [x for x, colour in enumerate(row) if colour != (255, 255, 255)]
    unit = 4 * POINT
    assert (inked[0] / unit, inked[-1] / unit) == tuple(pytest.approx(edge, abs=0.15) for edge in edges)
    assert len(inked) == inked[-1] - inked[0] + 1
    left, right = row[inked[0]], row[inked[-1]]
    turn = next(x for x, colour in enumerate(row) if colour == right)
    assert left != right
    assert turn / unit == pytest.approx(148.5, abs=0.1)


@pytest.mark.parametrize(
    ("size", "name"),
    [
        ((148, 210), "a4"),
        ((210, 297), "a3"),
        ((215.9, 279.4), "tabloid"),
        ((139.7, 215.9), "letter"),
        ((140, 216), "letter"),
        ((210, 210), "a3"),
        ((99, 210), "a4"),
        ((100, 100), "a4"),
        ((210, 148), "a3"),
        ((250, 250), "two pages"),
    ],
)
def test_the_sheet_suits_the_pages(size: tuple[float, float], name: str) -> None:
    """A sheet of exactly two pages where there is one, else one that holds them, else two pages of their own."""
    sheet = sheet_for(*size)
    assert sheet.name == name
    assert sheet.holds(*size)


def test_pages_stand_in_the_middle_of_a_larger_sheet() -> None:
    """Square pages on A3: the fold in the middle, as much paper above as below."""
    read = list(unfolded(impose(pages(4, 210, 210), Folding(A3)), A3))
    assert [half.page for _, _, half in read if half] == [1, 2, 3, 4]
    assert [half.y for _, _, half in read if half] == [pytest.approx(MARKER[1] + 43.5, abs=1.2)] * 4


def test_what_the_file_says() -> None:
    """Title and language stay, links fall, one font serves all, and the viewer is asked to flip on the short edge."""
    pdf = pikepdf.open(io.BytesIO(impose(pages(8), Folding(A4))))
    assert (str(pdf.docinfo["/Title"]), str(pdf.Root.Lang)) == ("Essai", "fr")
    assert {key: str(value) for key, value in pdf.Root.ViewerPreferences.items()} == {
        "/DisplayDocTitle": "True",
        "/Duplex": "/DuplexFlipShortEdge",
        "/PrintScaling": "/None",
    }
    assert [page.obj.get("/Annots") for page in pdf.pages] == [None] * 4
    fonts = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font"]
    assert len(fonts) == 1
    assert [[round(float(edge) / POINT, 2) for edge in page.mediabox] for page in pdf.pages] == [[0, 0, 297, 210]] * 4


def test_same_bytes_twice() -> None:
    """The same pages give the same booklet."""
    folding = Folding(A4, marks=True)
    assert impose(pages(6), folding) == impose(pages(6), folding)


def marks(pdf: bytes, side: int, *spots: tuple[float, float]) -> list[bool]:
    """Tell whether there is ink of a mark within half a millimetre of each spot, in mm from the lower left."""
    picture = pypdfium2.PdfDocument(pdf)[side].render(scale=4).to_pil().convert("L")
    unit = 4 * POINT
    places = [
        (x * unit - 4, picture.height - y * unit - 4, x * unit + 4, picture.height - y * unit + 4) for x, y in spots
    ]
    return [bool(picture.crop(tuple(map(int, place))).getextrema()[0] < 150) for place in places]


def test_marks_on_demand() -> None:
    """Fold and staples on the outermost front, the fold alone on the other fronts, nothing on backs or undemanded."""
    marked, plain = (impose(pages(8), Folding(A4, marks=wanted)) for wanted in (True, False))
    spots = ((148.5, 7.0), (148.5, 52.5 - 6))
    assert [marks(marked, side, *spots) for side in range(4)] == [
        [True, True], [False, False], [True, False], [False, False],
    ]  # fmt: skip
    assert marks(plain, 0, *spots) == [False, False]


def test_marks_for_the_knife() -> None:
    """On a sheet that is larger than two pages the trim is marked on the front, outside the pages."""
    larger = impose(pages(4, 140, 190), Folding(A4, marks=True))
    corner = (148.5 - 140, 10.0)
    assert marks(larger, 0, (corner[0], corner[1] - 4), (corner[0] - 4, corner[1]), (148.5, 6.0)) == [True] * 3
    assert marks(larger, 1, (corner[0], corner[1] - 4)) == [False]
    # Two pages as wide as the sheet leave it nothing to be cut off at their sides.
    higher = impose(pages(4, 148.5, 190), Folding(A4, marks=True))
    assert marks(higher, 0, (0.3, 6.0), (296.7, 6.0), (148.5, 6.0)) == [False, False, True]


@pytest.mark.parametrize(("sheet", "edge"), [((300.0, 213.0), 1.5), ((297.4, 210.4), 0.0)])
def test_a_page_on_a_sheet_of_its_size_but_for_a_hair_keeps_its_bleed(sheet: tuple[float, float], edge: float) -> None:
    """Half a millimetre is covered by the bleed; where more is left, the page ends at its trim, in the middle."""
    flat = lay_flat(pages(2, 297, 210), Sheet("own", *sheet), ())
    picture = pypdfium2.PdfDocument(flat)[0].render(scale=4).to_pil().convert("RGB")
    row = [picture.getpixel((x, picture.height // 4)) for x in range(picture.width)]
    assert next(x for x, colour in enumerate(row) if colour != (255, 255, 255)) / (4 * POINT) == pytest.approx(
        edge, abs=0.15
    )


@pytest.mark.parametrize(("size", "edge"), [((148, 210), "Short"), ((90, 210), "Long")])
def test_the_sheet_is_flipped_on_the_edge_along_which_it_is_folded(size: tuple[float, float], edge: str) -> None:
    """Two narrow pages lie on a sheet that stands."""
    width, height = size
    pdf = pikepdf.open(io.BytesIO(impose(pages(4, *size), Folding(Sheet("own", 2 * width, height)))))
    assert str(pdf.Root.ViewerPreferences.Duplex) == f"/DuplexFlip{edge}Edge"
