"""An article on a large page: its picture over three edges of a page, what it quotes below it or at its head."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops

from brochure.pipeline import build
from brochure.vocabulary.job import Job
from tests.seen import Pages, Run

MM = 72 / 25.4
# Pixels to a millimetre.
SCALE = 4.0
LEAD = "Twelve people, a pole and a notebook showed that the dyke was not too low.\n\n"
PART = (
    "For six months they measured. A rule painted on a pole, a notebook, a telephone, and two readings each day at the "
    "same hour: those who fish took the morning, those who are retired the evening, and nobody missed one of them.\n\n"
)
QUOTE = "> The sea has found its place again and now we know ours.\n>\n> — The mayor\n\n"
PICTURE = "![The line](a.jpg 'The line of the map, walked at high tide.')\n\n"
BESIDE = "The way of doing it has travelled since. Other villages took up their notebooks. They measure first.\n\n" * 3


def built(
    folder: Path, text: str, pixels: tuple[int, int] = (2600, 2050), size: str = "a4", preset: str = "screen"
) -> Path:
    Image.new("RGB", pixels, "green").save(folder / "a.jpg")
    (folder / "a.md").write_text(f"---\ntitle: T\n---\n## The water\n\n{LEAD}{text}", "utf-8")
    (folder / "b.yaml").write_text(f"language: en\nformat: {size}\nbinding: none\ndate: 2026-11-01\n", "utf-8")
    outcome = build(Job(folder / "a.md", folder, folder / "b.yaml", folder / "out", preset))
    assert [problem.code for problem in outcome.problems if problem.severity != "note"] == []
    assert outcome.output is not None
    return outcome.output.path


def pictured(path: Path, page: int) -> tuple[float, ...]:
    """Give the box of what is seen of the picture on a page, in mm from its lower left corner; () for none."""
    found = pypdfium2.PdfDocument(path)[page]
    shown = found.render(scale=SCALE / MM).to_pil().convert("RGB")
    red, green, _ = shown.split()
    seen = ImageChops.subtract(green, red).point(lambda value: 255 * (value > 60)).getbbox()
    if seen is None:
        return ()
    left, upper, right, lower = (side / SCALE for side in seen)
    high = found.get_height() / MM
    return left, high - lower, right, high - upper


def run(pages: Pages, page: int, text: str) -> Run:
    return next(run for run in pages.runs(page) if run.text.startswith(text))


@pytest.mark.parametrize(("size", "wide", "high"), [("a4", 210.0, 297.0), ("letter", 215.9, 279.4)])
def test_the_picture_stands_over_three_edges_of_the_page_after_the_text(
    tmp_path: Path, size: str, wide: float, high: float
) -> None:
    """Fifty-eight hundredths of its height; below it what is quoted at the left, in its own size, the rest beside."""
    path = built(tmp_path, PART * 10 + PICTURE + QUOTE + BESIDE, size=size)
    pages = Pages(path)
    assert len(pages) == 4
    assert pictured(path, 1) == ()
    left, bottom, right, top = pictured(path, 2)
    assert (left, right, top) == tuple(pytest.approx(edge, abs=0.3) for edge in (0, wide, high))
    assert high - bottom == pytest.approx(0.58 * high, abs=1)
    caption, quote, rest = (run(pages, 2, word) for word in ("map", "sea", "travelled"))
    assert bottom * MM > caption.box[3] > quote.box[3]
    assert quote.size == pytest.approx(18, abs=0.2)
    assert quote.box[2] < wide / 2 * MM < rest.box[0]
    assert quote.box[3] == pytest.approx(rest.box[3], abs=8 * MM)


def test_a_longer_text_runs_on_below_the_quotation(tmp_path: Path) -> None:
    """In both columns, and on a page more where it has to."""
    pages = Pages(built(tmp_path, PART * 10 + PICTURE + QUOTE + PART * 9))
    assert len(pages) == 5
    left = [one for one in pages.runs(2) if one.box[2] < 105 * MM and one.size < 12]
    assert min(one.box[1] for one in left) < 40 * MM


def test_a_short_text_has_its_picture_below(tmp_path: Path) -> None:
    """On one page, down to the edges, with its caption above it."""
    path = built(tmp_path, PART * 2 + PICTURE + QUOTE + BESIDE)
    pages = Pages(path)
    assert len(pages) == 3
    left, bottom, right, top = pictured(path, 1)
    assert (left, bottom, right) == tuple(pytest.approx(edge, abs=0.3) for edge in (0, 0, 210))
    assert top >= 0.34 * 297
    assert [one.text for one in pages.runs(1) if one.box[1] < top * MM] == []


@pytest.mark.parametrize(("count", "size"), [(2, "a4"), (10, "a4"), (6, "a5")])
def test_for_the_press_the_picture_goes_on_beyond_the_trim(tmp_path: Path, count: int, size: str) -> None:
    """Or preflight would say so."""
    built(tmp_path, PART * count + PICTURE + QUOTE + BESIDE * 2, size=size, preset="press")


def test_without_a_picture_the_quotation_stands_at_the_head(tmp_path: Path) -> None:
    pages = Pages(built(tmp_path, PART * 5 + QUOTE + BESIDE))
    assert len(pages) == 3
    quote, text = run(pages, 1, "sea"), run(pages, 1, "six")
    assert quote.box[1] > text.box[3]
    assert quote.box[0] < 105 * MM


def test_a_text_that_leads_to_a_quotation_stays_above_it(tmp_path: Path) -> None:
    pages = Pages(built(tmp_path, PART * 5 + "Or, as is said in the village:\n\n" + QUOTE + BESIDE))
    assert run(pages, 1, "sea").box[3] < run(pages, 1, "six").box[1]


@pytest.mark.parametrize(("size", "wide", "high"), [("a5", 148, 210), ("square", 210, 210)])
def test_on_a_smaller_page_the_picture_stands_over_the_second_page(
    tmp_path: Path, size: str, wide: float, high: float
) -> None:
    """Up to the head and the outer edge, its caption in the margin; what the first page calls is noted there."""
    called = PART.replace("nobody", "nobody[^1]", 1)
    text = PART * 5 + called + PICTURE + PART * 4 + "[^1]: Register of the harbour.\n"
    path = built(tmp_path, text, (1800, 1800), size)
    pages = Pages(path)
    assert len(pages) == 4
    left, bottom, right, top = pictured(path, 2)
    assert (right, top) == (pytest.approx(wide, abs=0.3), pytest.approx(high, abs=0.3))
    assert high - bottom == pytest.approx(0.46 * high, abs=1)
    caption, words = run(pages, 2, "map"), run(pages, 2, "six")
    assert caption.box[2] < left * MM
    assert caption.box[1] >= bottom * MM - 1
    assert words.box[3] < bottom * MM
    assert [page for page in range(4) if "Register" in pages.text(page)] == [1]


@pytest.mark.parametrize(("pixels", "size"), [((1000, 800), "a4"), ((1600, 2400), "a4"), ((500, 400), "a5")])
def test_other_pictures_stand_in_the_text(tmp_path: Path, pixels: tuple[int, int], size: str) -> None:
    """What is too small for the page, and what is higher than wide."""
    path = built(tmp_path, PART * 10 + PICTURE + BESIDE, pixels, size)
    boxes = [pictured(path, page) for page in range(1, len(Pages(path)) - 1)]
    assert any(boxes)
    assert all(box[0] > 10 for box in boxes if box)
