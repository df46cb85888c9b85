"""The facts of a PDF: what independent readers say of the same file."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from PIL import Image

from brochure.pdfreader.facts import Facts
from brochure.pdfreader.opening import read
from brochure.pipeline import build
from brochure.vocabulary.job import Job
from tests.preflight.conftest import FULL, GROUND, MM, TRIM, Page, image, made, place

ROOT = Path(__file__).resolve().parents[2]


def needs(tool: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(tool) is None, reason=f"{tool} is not installed")


def told(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.fixture(scope="module")
def programme(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Facts]:
    """The brochure of this repository, for the screen."""
    out = tmp_path_factory.mktemp("out")
    result = build(Job(ROOT / "content/programme.md", ROOT, ROOT / "brochure.yaml", out))
    assert result.output is not None
    return result.output.path, read(result.output.path.read_bytes(), "programme.pdf")


@pytest.fixture(scope="module")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Facts]:
    """Pictures of all kinds, drawn larger, smaller, stretched and turned."""
    pictures = {
        "A": image(300, 200),
        "B": image(120, 80, "/DeviceRGB"),
        "C": image(64, 64, "/DeviceGray"),
        "D": image(640, 480, "/DeviceGray", bits=1),
    }
    content = (
        place("A", 40, 40, 144, 96)
        + place("B", 40, 200, 72, 24)
        + "q 0 50 -50 0 200 300 cm /C Do Q "
        + place("D", 40, 400, 76.8, 57.6)
    )
    path = tmp_path_factory.mktemp("gallery") / "gallery.pdf"
    path.write_bytes(made(Page(GROUND + FULL + content, images=pictures), Page(content, images=pictures)))
    return path, read(path.read_bytes(), "gallery.pdf")


@needs("pdfimages")
def test_pictures_are_as_pdfimages_says(gallery: tuple[Path, Facts]) -> None:
    """Size in pixels, colours, bits and resolution along the coarser side, picture by picture."""
    path, facts = gallery
    spaces = {"cmyk": "cmyk", "rgb": "rgb", "gray": "gray"}
    rows = [line.split() for line in told("pdfimages", "-list", str(path)).splitlines()[2:]]
    # page num type width height color comp bpc enc interp object ID x-ppi y-ppi size ratio
    theirs = sorted(
        (int(row[0]), int(row[3]), int(row[4]), spaces[row[5]], int(row[7]), min(int(row[12]), int(row[13])))
        for row in rows
    )
    ours = sorted((p.page, *p.pixels, p.space, p.bits, round(p.dpi)) for p in facts.pictures)
    assert ours == theirs


@needs("mutool")
def test_boxes_and_fonts_are_as_mutool_says(programme: tuple[Path, Facts]) -> None:
    """Trim and bleed of every page, and the names of the fonts."""
    path, facts = programme
    pages = told("mutool", "pages", str(path))
    trims = [
        tuple(float(value) for value in found)
        for found in re.findall(r'<TrimBox l="([^"]+)" b="([^"]+)" r="([^"]+)" t="([^"]+)"', pages)
    ]
    assert len(trims) == len(facts.pages) == 8
    for page, trim in zip(facts.pages, trims, strict=True):
        assert page.trim == pytest.approx(trim, abs=0.001)
    listed = set(re.findall(r"'([A-Z]{6}\+[^']+)'", told("mutool", "info", "-F", str(path))))
    assert {font.name for font in facts.fonts} == listed
    assert all(font.embedded for font in facts.fonts)


@needs("pdftotext")
def test_words_stand_where_pdftotext_finds_them(programme: tuple[Path, Facts]) -> None:
    """Each word that pdftotext finds begins in a run of ours that says it; the unseen running title is no fact."""
    path, facts = programme
    listed = told("pdftotext", "-bbox", str(path), "-")
    word = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(\w+)[^<]*</word>')
    missed, count = [], 0
    for number, page in enumerate(listed.split("<page ")[1:], 1):
        runs = [run for run in facts.runs if run.page == number]
        for left, top, _, bottom, said in word.findall(page):
            if float(bottom) - float(top) < 2:
                continue
            count += 1
            x, y = float(left) + 1, (float(top) + float(bottom)) / 2
            here = [run for run in runs if run.box[0] <= x <= run.box[2] and run.box[1] - 2 <= y <= run.box[3] + 2]
            if not any(said in run.text or run.text.strip() in said for run in here):
                missed.append((number, said))
    assert count > 500
    assert missed == []


@needs("qpdf")
def test_hand_made_pages_are_sound(tmp_path: Path) -> None:
    """The PDFs that the tests of the rules are made of have no other fault than their own."""
    path = tmp_path / "sound.pdf"
    path.write_bytes(made(Page(), Page(images={"I": image(10, 10)})))
    assert "No syntax or stream encoding errors found" in told("qpdf", "--check", str(path))


def test_places_count_from_the_trim_as_the_page_is_shown() -> None:
    """A picture is found where one sees it, however the page is turned."""
    picture = place("I", 10, 20, 30, 40)
    boxes = {}
    for rotation in (0, 90, 180, 270):
        page = Page(picture, images={"I": image(300, 400)}, entries={"Rotate": rotation})
        (found,) = read(made(page), "turned.pdf").pictures
        boxes[rotation] = found.box
        assert found.size == pytest.approx((30, 40), abs=0.01)
    width, height = TRIM
    assert boxes[0] == pytest.approx((10, height - 60, 40, height - 20), abs=0.01)
    assert boxes[90] == pytest.approx((20, 10, 60, 40), abs=0.01)
    assert boxes[180] == pytest.approx((width - 40, 20, width - 10, 60), abs=0.01)
    assert boxes[270] == pytest.approx((height - 60, width - 40, height - 20, width - 10), abs=0.01)


def test_what_is_clipped_away_or_invisible_is_no_fact() -> None:
    """Nothing is told of what the page does not show."""
    content = (
        "q 0 0 10 10 re W n BT /F 10 Tf 100 100 Td (Hidden) Tj ET " + place("I", 50, 50, 20, 20) + "Q "
        "BT 3 Tr /F 10 Tf 100 200 Td (Invisible) Tj ET BT 0 Tr /F 10 Tf 100 300 Td (Shown) Tj ET"
    )
    facts = read(made(Page(content, images={"I": image(10, 10)})), "clipped.pdf")
    assert [run.text for run in facts.runs] == ["Shown"]
    assert facts.pictures == ()


def test_runs_of_a_line_are_joined() -> None:
    """Glyph after glyph, a line is one run; another size, colour or column begins another."""
    content = (
        "BT /F 10 Tf 100 100 Td (Li) Tj (ne) Tj [(s) -200 (of) -200 (t) 20 (ext)] TJ ET "
        "BT /F 10 Tf 200 100 Td (apart) Tj ET BT /F 8 Tf 228 100 Td (small) Tj ET"
    )
    assert [run.text for run in read(made(Page(content)), "lines.pdf").runs] == ["Linesoftext", "apart", "small"]


def test_a_damaged_stream_is_told_and_the_rest_is_read() -> None:
    """What cannot be followed is said, page by page."""
    facts = read(
        made(Page("/Nowhere Do /F cs BT /F 10 Tf 60 60 Td (Read) Tj ET 1 0 0 rg 1 re f"), Page()), "damaged.pdf"
    )
    assert [run.text for run in facts.runs if run.page == 1] == ["Read"]
    assert len(facts.unread) == 1
    assert facts.unread[0].startswith("page 1 was not read whole: a part of it is damaged: ")
    assert len([run for run in facts.runs if run.page == 2]) == len(re.findall("Tj", FULL))


def test_forms_that_draw_themselves_come_to_an_end() -> None:
    """A circle of forms is cut, and said."""

    def form(pdf: object) -> object:
        from pikepdf import Array, Dictionary, Name

        stream = pdf.make_indirect(pdf.make_stream(b"/M Do /M Do"))  # type: ignore[attr-defined]
        stream.Type, stream.Subtype, stream.BBox = Name.XObject, Name.Form, Array([0, 0, 100, 100])
        stream.Resources = Dictionary(XObject=Dictionary({"/M": stream}))
        return stream

    facts = read(made(Page("/M Do", images={"M": form})), "circle.pdf")
    assert facts.unread == ("page 1 was not read whole: its drawing is nested too deep or is too long",)
    assert facts.pages[0].size == pytest.approx((148 * MM, 210 * MM), abs=0.01)


@needs("gs")
def test_ink_is_as_ghostscript_lays_it(tmp_path: Path) -> None:
    """The most ink of a colour and of a picture, region by region, is what the CMYK raster sums up to there."""
    stripes = (bytes([255, 204, 51, 0]) * 30 + bytes([255, 255, 128, 51]) * 30) * 60
    content = "1 0.9 0.4 0.3 k 40 400 100 100 re f 0.2 0.1 0 0 k 200 400 100 100 re f " + place("I", 40, 200, 100, 100)
    path, raster = tmp_path / "ink.pdf", tmp_path / "ink.tif"
    path.write_bytes(made(Page(content, images={"I": image(60, 60, samples=stripes)})))
    facts = read(path.read_bytes(), "ink.pdf")
    told(
        "gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiff32nc", "-r72", f"-sOutputFile={raster}", str(path)
    )
    with Image.open(raster) as opened:
        sheet = opened.convert("CMYK") if opened.mode != "CMYK" else opened.copy()
    things = [(shape.box, shape.paint.ink) for shape in facts.shapes] + [(p.box, p.ink) for p in facts.pictures]
    assert [round(ink) for _, ink in things] == [260, 30, 270]
    for (left, top, right, bottom), ink in things:
        shift = 3 * MM
        patch = sheet.crop(
            (round(left + shift) + 2, round(top + shift) + 2, round(right + shift) - 2, round(bottom + shift) - 2)
        )
        values = patch.tobytes()
        most = max(sum(values[at : at + 4]) for at in range(0, len(values), 4)) / 2.55
        assert most == pytest.approx(ink, abs=2)
