"""The comparer is itself held to what it must see, and to what it must let pass."""

from __future__ import annotations

from pathlib import Path

import pytest

from brochure.compare.comparison import Change, Fate, compare
from brochure.figures.svg import circle, document, path, sector
from tests.visual.bench import pdf_of

COLOUR, TRACK = "#ff5a3c", "#eef1f8"
# A pixel at the resolution of the comparison.
PIXEL = 25.4 / 110


def page(left: float = 20.0, stroke: float = 6.5, percent: float = 60.0, text: str = "des projets perdurent") -> bytes:
    """A ring, 50 mm across, beside a line of text; lengths in mm."""
    body = (
        f'<img class="at" style="left:{left}mm;top:20mm" src="{{ring}}" alt="60 %"><p style="margin-left:70mm">{text}'
    )
    return pdf_of(body, drawings={"ring": ring(percent, 50.0, stroke)})


def ring(percent: float, size: float, stroke: float) -> str:
    """Draw a ring filled to a percentage, on white."""
    half = size / 2
    filled, hole = sector(half, half, half, percent / 100), circle(half, half, half - stroke)
    return document(size, size, path(circle(half, half, half), TRACK) + path(filled, COLOUR) + path(hole, "#ffffff"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("rings")
    (made / "old.pdf").write_bytes(page())
    return made


def judged(folder: Path, pdf: bytes) -> Change:
    (folder / "new.pdf").write_bytes(pdf)
    (change,) = compare(folder / "old.pdf", folder / "new.pdf").pages
    return change


@pytest.mark.parametrize(
    ("change", "area"),
    [
        # The frame of a wrong ring is the ring's own, within a millimetre.
        ({"left": 21.0}, (20, 20, 51, 50)),
        ({"stroke": 6.5 + PIXEL}, (26.5, 26.5, 37, 37)),
        ({"percent": 61.0}, None),
    ],
    ids=["a ring moved by 1 mm", "a ring one pixel wider", "a ring one percent fuller"],
)
def test_rejects_another_ring(
    change: dict[str, float], area: tuple[float, float, float, float] | None, folder: Path
) -> None:
    """A ring that is not where, as wide or as full as it was is a difference, found where the ring is."""
    found = judged(folder, page(**change))
    assert found.fate is Fate.CHANGED
    assert found.words == ()
    if area is not None:
        assert found.areas == (pytest.approx(area, abs=1.0),)


def test_rejects_a_missing_glyph(folder: Path) -> None:
    """One letter less is seen in the picture and told in words."""
    found = judged(folder, page(text="des projets perduren"))
    assert (found.fate, found.words) == (Fate.CHANGED, (("perdurent", "perduren"),))
    ((left, _, width, height),) = found.areas
    assert left > 70
    assert width < 3
    assert height < 4


def test_accepts_the_same_page(folder: Path) -> None:
    """A second build of the same page, byte for byte or not, is no difference."""
    assert judged(folder, page()) == Change(Fate.SAME, 1, 1)


def test_accepts_what_rounding_moves(folder: Path) -> None:
    """A shift of a thousandth of a millimetre is no difference to anybody's eye."""
    assert judged(folder, page(left=20.001)).fate is Fate.SAME


def test_another_size_is_a_change(folder: Path, tmp_path: Path) -> None:
    """A page that grew by blank paper is another page, and says both sizes."""
    import pikepdf

    with pikepdf.open(folder / "old.pdf") as pdf:
        pdf.pages[0].mediabox = [0, 0, 148 / 25.4 * 72, 120 / 25.4 * 72]
        pdf.pages[0].trimbox = pdf.pages[0].mediabox
        pdf.save(tmp_path / "taller.pdf")
    (found,) = compare(folder / "old.pdf", tmp_path / "taller.pdf").pages
    assert found.fate is Fate.CHANGED
    assert found.sizes == ((148.0, 105.0), (148.0, 120.0))
