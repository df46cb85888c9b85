"""The press PDF of this repository's brochure, read object by object and plate by plate."""

from __future__ import annotations

import io
import re
import subprocess
from collections import Counter
from pathlib import Path

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pytest
from PIL import Image

from brochure.pdfreader.events import Change, Glyphs, PaintedPath
from brochure.pipeline import build
from brochure.press.order import BLACK
from brochure.vocabulary.job import Job
from tests.corpus import CASES, THEMES, made
from tests.pdfreader.painting import painted
from tests.press.case import PROFILE, ROOT, programme
from tests.press.reading import PressReading, colours, heaviest, plates

A5 = (148.0, 210.0)
MM = 72 / 25.4


@pytest.fixture(scope="module", params=["x-4", "x-1a"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> list[Image.Image]:
    return plates(programme("x-4"), tmp_path_factory.mktemp("plates"), 72)


def letters(pdf: bytes, *without: str) -> list[str]:
    """The letters and figures of each page, which line breaks and hyphens leave alone, without some phrases."""
    found = []
    for page in pypdfium2.PdfDocument(pdf):
        text = "".join(re.findall(r"[^\W_]", page.get_textpage().get_text_range()))
        for phrase in without:
            text = text.replace("".join(re.findall(r"[^\W_]", phrase)), "")
        found.append(text)
    return found


def test_nothing_of_the_screen_is_left(kind: str) -> None:
    """Operators, pictures, groups, gradients, patterns and what is inherited are inks or grey; nothing is clear."""
    reading = PressReading(programme(kind), flat=True)
    assert reading.offences == []
    assert all("/Annots" not in page.obj for page in reading.pdf.pages)


def test_the_brand_prints_in_its_own_inks(tmp_path: Path) -> None:
    """Each press value of brochure.yaml is there as given, and the colour of rules as a mix of two of them."""
    used = colours(programme("x-4"))
    assert {(1.0, 0.85, 0.35, 0.35), (0.0, 0.78, 0.78, 0.0), (0.0, 0.0, 0.0, 0.0)} <= used
    assert BLACK in used
    content, project = tmp_path / "a.md", tmp_path / "brochure.yaml"
    words = "> [!NOTE]\n> Sur un fond.\n\nTerme\n: Sous un filet.\n"
    content.write_text(f"---\ntitle: Programme\n---\n{words}", encoding="utf-8")
    project.write_text((ROOT / "brochure.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    output = build(Job(content, tmp_path, project, tmp_path / "out", "press")).output
    assert output is not None
    used = colours(output.path.read_bytes())
    assert (0.06, 0.03, 0.0, 0.0) in used
    assert tuple(round(0.22 * ink, 4) for ink in (1.0, 0.85, 0.35, 0.35)) in used


def test_no_point_has_more_ink_than_the_limit(sheets: list[Image.Image]) -> None:
    """On every page of the raster the four plates together keep 300 %."""
    assert len(sheets) == 8
    assert max(map(heaviest, sheets)) <= 300


def test_grounds_and_pictures_reach_the_edge_of_the_bleed(sheets: list[Image.Image]) -> None:
    """On the covers and the dark page the outermost points go on as those inside, and the rings over the spine."""
    for number in (0, 2, 7):
        sheet = sheets[number]
        width, height = sheet.size
        beside = [((x, 0), (x, 3)) for x in range(width)] + [((x, height - 1), (x, height - 4)) for x in range(width)]
        beside += [((0, y), (3, y)) for y in range(height)] + [((width - 1, y), (width - 4, y)) for y in range(height)]
        same = [sheet.getpixel(edge) == sheet.getpixel(inside) for edge, inside in beside]
        assert sum(same) > 0.95 * len(same), number + 1
    dark, signal = (255, 217, 89, 89), (0, 199, 199, 0)
    assert {sheets[2].getpixel((x, y)) for x in (0, 436) for y in range(612)} == {dark}
    assert {sheets[7].getpixel((x, y)) for x in range(437) for y in (0, 611)} == {dark}
    spine = [(sheets[0].getpixel((0, y)), sheets[7].getpixel((436, y))) for y in range(612)]
    assert (signal, signal) in spine
    assert sum(front == back for front, back in spine) > 0.95 * len(spine)


def test_no_picture_begins_again_at_its_edge() -> None:
    """A picture that fills its frame is drawn once: a tile laid beside itself would show a stripe at the edge."""
    with pikepdf.open(io.BytesIO(programme("x-4"))) as pdf:
        tiles = [item for item in pdf.objects if isinstance(item, pikepdf.Stream) and item.get("/PatternType") == 1]
    assert tiles == []


def test_the_text_is_whole(kind: str) -> None:
    """The text of every page can be extracted, as from the brochure for the screen, and addresses are printed.

    Set apart is the publisher's name, which the running head takes from a line of each section that nobody sees.
    """
    name, address = "Entrepreneurs d’intérêt général", "eig.numerique.gouv.fr/talents"
    press = programme(kind)
    assert letters(press, name, address) == letters(programme("x-4", "screen"), name)
    assert "".join(letters(press)).count("eignumeriquegouvfrtalents") == 1


def test_black_text_overprints_and_white_does_not() -> None:
    """Overprint is on, in mode 1, for text in black ink alone; for nothing else, and most letters are black."""
    used: Counter[str] = Counter()
    for _, event, state in painted(programme("x-4")):
        over = state.fill.overprint
        if isinstance(event, Glyphs):
            black = state.fill.values == (0, 0, 0, 1)
            used[f"{'black' if black else 'other'} {'over' if over else 'knocked out'}"] += len(event.text)
        elif isinstance(event, Change):
            if event.operator == "gs":
                assert event.named is not None
                assert int(event.named.get("/OPM", int(over))) == int(over)
        elif over and not (isinstance(event, PaintedPath) and event.operator == "n"):
            used["other over"] += 1
    assert used["black over"] > used["other knocked out"] > 0
    assert used["black knocked out"] == 0
    assert used["other over"] == 0


def test_it_says_what_it_is(kind: str) -> None:
    """Version, output intent with the embedded profile, trapping, identifiers and dates, the same in Info and XMP."""
    data = programme(kind)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        (intent,) = pdf.Root.OutputIntents
        assert (intent.S, str(intent.OutputConditionIdentifier)) == ("/GTS_PDFX", "FOGRA39")
        assert str(intent.RegistryName) == "http://www.color.org"
        assert (int(intent.DestOutputProfile.N), intent.DestOutputProfile.read_bytes()) == (4, PROFILE.data)
        info = {key: str(value) for key, value in pdf.docinfo.items()}
        assert info["/Trapped"] == "/False"
        assert info["/CreationDate"] == info["/ModDate"] == "D:20261101000000Z"
        assert info.get("/GTS_PDFXVersion") == ("PDF/X-1a:2003" if kind == "x-1a" else None)
        assert pdf.pdf_version == ("1.4" if kind == "x-1a" else "1.6")
        assert len(pdf.trailer.ID) == 2
        assert "/StructTreeRoot" not in pdf.Root
        assert "/Outlines" not in pdf.Root
        with pdf.open_metadata() as packet:
            version = "PDF/X-1a:2003" if kind == "x-1a" else "PDF/X-4"
            assert packet["{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion"] == version
            assert packet["pdf:Trapped"] == "False"
            assert packet["dc:title"] == info["/Title"]
            assert packet["xmp:CreateDate"] == packet["xmp:ModifyDate"] == "2026-11-01T00:00:00Z"
            assert str(packet["xmpMM:DocumentID"]).startswith("uuid:")
        fonts = [
            item
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor"
        ]
        assert fonts
        assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)
    assert b"<x:xmpmeta" in data


def test_the_boxes_are_the_same_on_every_page(kind: str) -> None:
    """Trim in the middle of a bleed of 3 mm; nothing lies outside."""
    with pikepdf.open(io.BytesIO(programme(kind))) as pdf:
        for page in pdf.pages:
            boxes = [
                [float(edge) / MM for edge in page.obj[key]]
                for key in ("/TrimBox", "/BleedBox", "/MediaBox", "/CropBox")
            ]
            assert boxes[0] == pytest.approx([3, 3, 3 + A5[0], 3 + A5[1]], abs=0.01)
            assert boxes[1] == pytest.approx([0, 0, 6 + A5[0], 6 + A5[1]], abs=0.01)
            assert boxes[1] == boxes[2] == boxes[3]


def test_the_same_bytes_twice(kind: str) -> None:
    """A second build gives the same file."""
    first = programme(kind)
    programme.cache_clear()
    assert programme(kind) == first


def test_qpdf_finds_no_fault(kind: str, tmp_path: Path) -> None:
    """An independent reader of the file's structure is content."""
    (tmp_path / "p.pdf").write_bytes(programme(kind))
    checked = subprocess.run(["qpdf", "--check", str(tmp_path / "p.pdf")], capture_output=True, text=True, timeout=60)
    assert (checked.returncode, "WARNING" in checked.stdout + checked.stderr) == (0, False)
    drawn = subprocess.run(
        ["mutool", "draw", "-q", "-o", "/dev/null", "-F", "trace", str(tmp_path / "p.pdf")],
        capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    told = [line for line in drawn.stderr.splitlines() if "ICC support" not in line]
    assert (drawn.returncode, told) == (0, [])


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("preset", ["press", "booklet"])
def test_all_text_reads_on_its_ground_in_inks(preset: str, theme: str) -> None:
    """In every look, also as colours of the press are seen."""
    case = next(case for case in CASES if case.content.stem == "programme" and (case.size, case.theme) == ("a5", theme))
    result = made(case, preset).result
    assert "text-contrast" in result.ran
    assert [one.message for one in result.problems if one.code == "text-contrast"] == []
