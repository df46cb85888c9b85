"""What the finished pages draw is to scale: timelines by the length of their segments."""

from __future__ import annotations

from functools import cache

import pytest

from brochure.load.quantity import read_duration
from brochure.project.sources import read
from brochure.sections.phases.content import Steps
from tests.corpus import CASES, Case, made
from tests.seen import Pages, Shape

MM = 72 / 25.4
# Curves are flattened into sixteenths: what that cuts off a circle, and the rounding of the PDF's numbers.
SHARE = 0.004
POINT = 0.15
# A white line this wide keeps neighbours apart; it belongs to the segment before it.
GAP = 0.6 * MM
# A leaflet's figures stand on other pages: tests/compose/test_leaflet.py measures them.
BOUND = tuple(case for case in CASES if case.size != "leaflet")
TIMED = tuple(case for case in BOUND if case.content.stem in ("programme", "english", "two-phases", "nine-phases"))


def group(cases: tuple[Case, ...]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(
        "case", [pytest.param(case, id=case.name, marks=pytest.mark.xdist_group(case.name)) for case in cases]
    )


@cache
def pages_of(case: Case) -> Pages:
    output = made(case).result.output
    assert output is not None
    return Pages(output.path)


@group(TIMED)
def test_segments_are_as_long_as_their_phases(case: Case) -> None:
    """From the outer margin over the fold to the other margin, each segment has its share of the bar."""
    found = read(made(case).result.job)
    content, project = found.brochure, found.project
    steps = content.content("steps", Steps)
    assert steps is not None
    language = content.language or project.language
    durations = [
        read_duration(phase.duration.markdown, language) for phase in steps.phases if phase.duration
    ]  # fmt: skip
    months = [duration.months for duration in durations if duration is not None]
    segments = bar(case)
    assert len(segments) == len(months) == len(steps.phases)
    whole = segments[-1][1] - segments[0][0]
    shares = [(end - start + (0 if end == segments[-1][1] else GAP)) / whole for start, end in segments]
    assert shares == pytest.approx([length / sum(months) for length in months], abs=2 * POINT / whole + SHARE)


def bar(case: Case) -> list[tuple[float, float]]:
    """Give start and end of every segment in points from the outer edge of the left page, over the fold."""
    pages = pages_of(case)
    first = next(number for number, leaf in enumerate(made(case).leaves) if leaf.section == "phases")
    width = pages.size(first)[0]
    (_, marks), *_ = pages.figures(first)
    drawn = [shape for shape in pages.shapes(first) if shape.mark in marks]
    longest = max(drawn, key=lambda shape: shape.box[2] - shape.box[0]).box
    on_left = [shape for shape in drawn if is_level(shape, longest)]
    on_right = [shape for shape in pages.shapes(first + 1) if is_level(shape, longest)]
    ends: dict[tuple[int, int, int], list[float]] = {}
    for shift, shapes in ((0.0, on_left), (width, on_right)):
        for shape in shapes:
            ends.setdefault(shape.colour, []).extend(
                min(max(x + shift, shift), shift + width) for x in (shape.box[0], shape.box[2])
            )
    return sorted((min(at), max(at)) for at in ends.values())


def is_level(shape: Shape, with_box: tuple[float, float, float, float]) -> bool:
    return abs(shape.box[1] - with_box[1]) < POINT and abs(shape.box[3] - with_box[3]) < POINT


@group(TIMED)
def test_each_phase_carries_the_colour_of_its_segment(case: Case) -> None:
    """The pages below the timeline show each segment's colour once more, in the order of the phases."""
    pages, leaves = pages_of(case), made(case).leaves
    numbers = [number for number, leaf in enumerate(leaves) if leaf.section == "phases"]
    (_, marks), *_ = pages.figures(numbers[0])
    left = [shape for shape in pages.shapes(numbers[0]) if shape.mark in marks]
    longest = max(left, key=lambda shape: shape.box[2] - shape.box[0]).box
    segments = [*left, *pages.shapes(numbers[0] + 1)]
    colours = list(dict.fromkeys(shape.colour for shape in segments if is_level(shape, longest)))
    below = [
        shape.colour
        for number in numbers
        for shape in pages.shapes(number)
        if shape.box[3] < longest[1] or number > numbers[1]
    ]
    steps = read(made(case).result.job).brochure.content("steps", Steps)
    assert steps is not None
    assert len(colours) == len(steps.phases)
    firsts = [below.index(colour) for colour in colours if colour in below]
    assert (len(firsts), firsts) == (len(colours), sorted(firsts))
