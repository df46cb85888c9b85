"""Five sizes of type a brochure, one a level; facing pages begin at one height; no line is too long to be read."""

from __future__ import annotations

from collections import defaultdict

import pytest

from brochure.vocabulary.paper import FORMATS
from brochure.vocabulary.scale import Scale, scale_of
from brochure.vocabulary.units import MM
from tests.corpus import CASES, Case, made
from tests.seen import Pages, lines

# Covers and figures have sizes of their own.
APART = ("cover", "back", "numbers", "phases", "picture", "notes", "blank")
# Text that runs on from the measure's left edge.
RUNNING = ("introduction", "how", "then", "body")
# Its texts have a few words each, which are said large: none runs on.
LARGE = ("long-words",)
FILES = ("programme", "body", "english", "long-text", "long-words", "six-tiles", "one-tile", "quote")
KNOWN = [case for case in CASES if case.size in ("a5", "a4", "square", "letter") and case.content.stem in FILES]
STEPS = (1.0, 0.955, 0.909)
NEAR = 0.11
# Signs in the longest line of running text, spaces counted.
MEASURE = 68

each = pytest.mark.parametrize("case", KNOWN, ids=lambda case: case.name)


def opened(case: Case) -> tuple[Pages, list[tuple[int, str]], Scale]:
    """Give the pages of a case, the index of each page inside with its section, and the scale."""
    built = made(case)
    assert built.result.output is not None
    named = [(index, leaf.section.partition("-")[0]) for index, leaf in enumerate(built.leaves)]
    inside = [(index, name) for index, name in named if name not in APART]
    return Pages(built.result.output.path), inside, scale_of(FORMATS[case.size])


def sizes(pages: Pages, number: int) -> set[float]:
    return {round(run.size, 2) for run in pages.runs(number) if run.drawn and run.text.strip()}


@each
def test_five_sizes_a_brochure(case: Case) -> None:
    """Running text has one of its steps all through; what is larger than a title is a poster."""
    pages, inside, scale = opened(case)
    found = {size for index, _ in inside for size in sizes(pages, index) if size <= scale.title + NEAR}
    levels = (scale.small, scale.lead, scale.section, scale.title)
    rest = {size for size in found if not any(abs(size - level) < NEAR for level in levels)}
    steps = {step for step in STEPS for size in rest if abs(size - scale.text * step) < NEAR}
    assert [size for size in rest if not any(abs(size - scale.text * step) < NEAR for step in STEPS)] == []
    assert len(steps) <= 1


@each
def test_facing_pages_begin_at_one_height(case: Case) -> None:
    """Running text below the title, or below none, begins at the same height on both."""
    pages, inside, scale = opened(case)
    spreads: defaultdict[int, list[float]] = defaultdict(list)
    for index, name in inside:
        height = pages.size(index)[1]
        below = [run for run in pages.runs(index) if run.drawn and run.size < scale.title - NEAR]
        runs_on = any(scale.small + NEAR < run.size < scale.section - NEAR for run in below)
        if name in RUNNING and runs_on:
            spreads[(index + 1) // 2].append(height - max(run.box[3] for run in below))
    runs = case.content.stem not in LARGE and any(name in RUNNING for _, name in inside)
    assert bool(spreads) == runs
    assert [tops for tops in spreads.values() if max(tops) - min(tops) > 3 * MM] == []


@each
def test_lines_are_no_longer_than_can_be_read(case: Case) -> None:
    """Words that stand on one line, not further from each other than a space or two."""
    pages, inside, scale = opened(case)
    found = [
        line
        for index, name in inside
        if name in RUNNING
        for line in lines(run for run in pages.runs(index) if run.drawn and abs(run.size - scale.small) > NEAR)
    ]
    longest = max(found, key=len, default="")
    assert len(longest) <= MEASURE, longest
