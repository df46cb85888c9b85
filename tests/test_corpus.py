"""Every content file that the tests know becomes a brochure: in silence, with all of its words, on composed pages."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from PIL import Image, ImageChops

from brochure.model.contrast import contrast
from brochure.sources import read
from tests.corpus import CASES, MATRIX, Case, Leaf, Made, made
from tests.owed import missing, notes, owed, words
from tests.seen import SCALE, Colour, Pages, Run

EXPECTED = {"picture-missing", "picture-empty", "subset-missing"}
SMALLEST = 7.0
FILL, LAST_FILL = 0.85, 0.35
SMALL_CONTRAST, CONTRAST, SMALL = 7.0, 4.5, 9.0
# A colour that covers less of the ground behind a word is the edge of something beside it.
GROUND_SHARE = 0.12
# Sizes and colours are rounded on their way through the PDF.
ROUNDING = 0.02

each_case = pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, id=case.name, marks=[pytest.mark.xdist_group(case.name), *marks])
        for cases, marks in ((CASES, ()), (MATRIX, (pytest.mark.slow,)))
        for case in cases
    ],
)


def pages_of(brochure: Made) -> Pages:
    assert brochure.result.output is not None
    return Pages(brochure.result.output.path)


@each_case
def test_builds_and_the_engine_is_silent(case: Case) -> None:
    """No problem is told but of the pictures that are missing on purpose."""
    result = made(case).result
    assert result.output is not None
    assert [problem for problem in result.problems if problem.code not in EXPECTED] == []


@each_case
def test_every_word_owed_is_on_the_pages_of_its_section(case: Case) -> None:
    """The words follow each other in each section as in the source; no section owes what it does not have."""
    brochure = made(case)
    content, project, _ = read(brochure.result.job)
    there = by_section(brochure)
    lost = {name: missing(wanted, there.get(name, [])) for name, wanted in owed(content, project).items()}
    assert {name: row for name, row in lost.items() if row} == {}
    every = [word for row in there.values() for word in row]
    assert [note for note in notes(content) if missing(note, every)] == []


def by_section(brochure: Made) -> dict[str, list[str]]:
    """Give the words on the pages of each kind of section, in the order of the pages."""
    pages, found = pages_of(brochure), dict[str, list[str]]()
    for number, leaf in enumerate(brochure.leaves):
        found.setdefault(kind(leaf), []).extend(word for run in pages.runs(number) for word in words(run.text))
    return found


def kind(leaf: Leaf) -> str:
    return re.sub(r"-\d+$", "", leaf.section)


@each_case
def test_all_text_can_be_seen_and_read(case: Case) -> None:
    """No text is under 7 pt, off the page, transparent or covered; each stands out from the ground it lies on."""
    brochure = made(case)
    pages = pages_of(brochure)
    assert [fault for number in range(len(pages)) for fault in unreadable(pages, number)] == []


def unreadable(pages: Pages, number: int) -> list[str]:
    """Name what cannot be read on a page, and why."""
    ground, whole, size = pages.picture(number, text=False), pages.picture(number), pages.size(number)
    found = []
    for run in pages.runs(number):
        if fault := fault_of(run, size) or fault_of_look(run, ground, whole):
            found.append(f"page {number + 1}: {run.text!r} {fault}")
    return found


def fault_of(run: Run, size: tuple[float, float]) -> str:
    left, bottom, right, top = run.box
    if run.size < SMALLEST - ROUNDING:
        return f"is {run.size:g} pt"
    if run.alpha < 255 or not run.drawn:
        return "is not painted"
    return "is off the page" if min(left, bottom) < 0 or right > size[0] or top > size[1] else ""


def fault_of_look(run: Run, ground: Image.Image, whole: Image.Image) -> str:
    left, bottom, right, top = run.box
    area = (
        int(left * SCALE),
        int(ground.height - top * SCALE),
        int(right * SCALE) + 1,
        int(ground.height - bottom * SCALE) + 1,
    )
    behind = ground.crop(area)
    if behind.tobytes() == whole.crop(area).tobytes():
        return "is covered, or has the colour of its ground"
    least = min(contrast(hexadecimal(run.colour), hexadecimal(colour)) for colour in main_colours(behind))
    wanted = SMALL_CONTRAST if run.size < SMALL - ROUNDING else CONTRAST
    return "" if least >= wanted - ROUNDING else f"({run.size:g} pt) has a contrast of {least:.2f}"


def main_colours(picture: Image.Image) -> list[Colour]:
    """Give the colours that make up more than an edge of a picture."""
    pixels = picture.width * picture.height
    counted = sorted(picture.getcolors(pixels) or (), key=lambda entry: -entry[0])
    found = [colour for count, colour in counted if count >= GROUND_SHARE * pixels]
    return found or [counted[0][1]]  # type: ignore[list-item,return-value]


def hexadecimal(colour: Colour) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)


@each_case
def test_every_page_is_composed_over_its_height(case: Case) -> None:
    """Content reaches 85 % of the type area; where text flows on to a last page, it fills a third of it."""
    brochure = made(case)
    pages = pages_of(brochure)
    thin = []
    for number, leaf in enumerate(brochure.leaves):
        wanted = LAST_FILL if leaf.last and not leaf.alone and kind(leaf) != "phases" else FILL
        reached = min(leaf.facts.fill, ink_reach(pages, number, leaf))
        if reached < wanted:
            thin.append(f"page {number + 1}, {leaf.section}: {reached:.2f}")
    assert thin == []


def ink_reach(pages: Pages, number: int, leaf: Leaf) -> float:
    """Measure on the picture how far down the type area anything is painted; 1 for a page painted all over."""
    picture, facts = pages.picture(number), leaf.facts
    corner, most = picture.getpixel((2, 2)), int(facts.area_bottom * SCALE)
    if corner != picture.getpixel((2, picture.height - 3)):
        return 1.0
    column = picture.crop((0, 0, picture.width, most))
    box = difference(column, corner).getbbox()
    return 0.0 if box is None else (box[3] / SCALE - facts.area_top) / (facts.area_bottom - facts.area_top)


def difference(picture: Image.Image, colour: object) -> Image.Image:
    return ImageChops.difference(picture, Image.new("RGB", picture.size, colour))  # type: ignore[arg-type]


@each_case
def test_the_phases_start_on_a_left_page(case: Case) -> None:
    """A timeline begins on an even page, so that its halves face each other; no page before it is blank."""
    brochure = made(case)
    firsts = [
        number for number, (before, leaf) in enumerate(pairwise(brochure.leaves), 2)
        if kind(leaf) == "phases" and before.section != leaf.section
    ]  # fmt: skip
    content, _, _ = read(brochure.result.job)
    spread = content.steps is not None and len(content.steps.phases) > 1
    assert [number for number in firsts if spread and number % 2] == []
    assert [leaf for leaf in brochure.leaves if leaf.section == "blank"] == []


def test_words_out_of_turn_are_missed() -> None:
    """The reading of the words itself finds a word that is lost, too few of one, and two that change places."""
    assert missing(["un", "deux", "un"], ["un", "deux", "trois", "un"]) == []
    assert missing(["un", "deux", "un"], ["un", "deux"]) == ["un"]
    assert missing(["un", "deux"], ["deux", "un"]) == ["deux"]
