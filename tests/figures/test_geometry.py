"""What the finished pages draw is to scale: bands by the length of their segments."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from brochure.load.quantity import read_duration
from brochure.project.sources import read
from brochure.sections.phases.content import Steps
from tests.corpus import CASES, Case, made
from tests.seen import Pages

MM = 72 / 25.4
# The rounding of the PDF's numbers.
POINT = 0.15
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
    """From trim to trim over the fold, each segment has its share of the band."""
    found = read(made(case).result.job)
    content, project = found.brochure, found.project
    parts = [content, *(replace(content, contents=part.contents) for part in content.parts)]
    steps = next(found for part in parts if (found := part.content("steps", Steps)))
    language = content.language or project.language
    durations = [
        read_duration(phase.duration.markdown, language) for phase in steps.phases if phase.duration
    ]  # fmt: skip
    months = [duration.months for duration in durations if duration is not None]
    segments = band(case)
    assert len(segments) == len(months) == len(steps.phases)
    whole = segments[-1][1]
    bounds = [whole * sum(months[:n]) / sum(months) for n in range(1, len(months))]
    # A boundary beside the fold lies on it.
    wanted = [whole / 2 if abs(bound - whole / 2) < 1.5 * MM else bound for bound in bounds]
    assert [start for start, _ in segments[1:]] == pytest.approx(wanted, abs=0.2 * MM)


def band(case: Case) -> list[tuple[float, float]]:
    """Give start and end of every segment in points from the outer edge of the left page, over the fold."""
    pages = pages_of(case)
    first = next(number for number, leaf in enumerate(made(case).leaves) if leaf.section == "phases")
    width = pages.size(first)[0]
    # The ground of a page begins at its foot; what stands in the band is lower than it.
    tall = [
        (shift, shape)
        for shift, number in ((0.0, first), (width, first + 1))
        for shape in pages.shapes(number)
        if shape.box[1] > POINT and len(shape.outlines) == 1
    ]
    highest = max(shape.box[3] - shape.box[1] for _, shape in tall)
    ends: dict[tuple[int, int, int], list[float]] = {}
    for shift, shape in tall:
        if shape.box[3] - shape.box[1] > 0.9 * highest:
            across = [min(max(x, 0.0), width) + shift for x in (shape.box[0], shape.box[2])]
            ends.setdefault(shape.colour, []).extend(across if across[1] > across[0] else [])
    return sorted((min(at), max(at)) for at in ends.values() if at)
