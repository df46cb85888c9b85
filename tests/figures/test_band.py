"""The band of time: segments to scale over the fold, words clear of every edge, hatches where nothing is known."""

from __future__ import annotations

import re
from itertools import pairwise, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brochure.figures.band import Piece, Window, band
from brochure.figures.segments import Field, Segment, at_places, one_after_another, room_for, rooms
from brochure.figures.typeface import Typeface
from brochure.sections.phases.lettering import Letterer, Lettering
from brochure.sections.phases.stage import poles
from brochure.vocabulary.shipped import FONTS

SPREAD = Field((148.0, 148.0), 13.0, (13.0, 77.5, 161.0, 225.5))
FACE = Typeface(FONTS / "BricolageGrotesque_700Bold.ttf")
LENGTHS = st.lists(st.floats(0.2, 60), min_size=1, max_size=12)


@given(LENGTHS)
@settings(max_examples=80, deadline=None)
def test_segments_fill_the_field_to_scale(lengths: list[float]) -> None:
    """They lie end to end from trim to trim, each with its share but for what is too thin, or so near to the fold."""
    found = one_after_another(lengths, SPREAD)
    assert (found[0].start, found[-1].end) == (0, 296)
    assert all(before.end == after.start for before, after in pairwise(found))
    thin = sum(length / sum(lengths) * 296 < 1 for length in lengths)
    for length, segment in zip(lengths, found, strict=True):
        share = length / sum(lengths) * 296
        assert segment.width == pytest.approx(max(1.0, share), abs=0.01 if not thin and _far(found) else 3.01)


def _far(found: tuple[Segment, ...]) -> bool:
    return all(abs(segment.end - 148) > 1.5 for segment in found)


def test_a_boundary_beside_the_fold_lies_on_it() -> None:
    assert one_after_another([147, 149], SPREAD)[0].end == 148
    assert one_after_another([140, 156], SPREAD)[0].end == pytest.approx(140)


@given(LENGTHS)
@settings(max_examples=80, deadline=None)
def test_words_keep_off_folds_trims_and_boundaries(lengths: list[float]) -> None:
    """Six millimetres from a fold, five from the trim, and never beyond their segment."""
    for segment in one_after_another(lengths, SPREAD):
        for left, right in rooms(segment, SPREAD):
            assert segment.start < left < right < segment.end
            assert left >= 5 - 1e-6
            assert right <= 291 + 1e-6
            assert right <= 142 + 1e-6 or left >= 154 - 1e-6 or not segment.start < 148 < segment.end


def test_words_begin_where_a_column_does() -> None:
    """Where the segment covers it, near enough; what has no room beside the fold stands on its other side."""
    assert room_for(10, rooms(Segment(60, 130), SPREAD), SPREAD) == (77.5, 124)
    assert room_for(20, rooms(Segment(135, 200), SPREAD), SPREAD) == (161.0, 194)
    assert room_for(20, rooms(Segment(100, 115), SPREAD), SPREAD) is None


def test_words_stand_on_a_page_that_would_bear_none() -> None:
    """A segment that begins before the fold and covers the next page is named there, or that page is plain colour."""
    assert room_for(20, rooms(Segment(15, 296), SPREAD), SPREAD) == (161.0, 283.0)
    assert room_for(20, rooms(Segment(0, 296), SPREAD), SPREAD) == (13.0, 137.8)


@pytest.mark.parametrize("page", [148.0, 210.0])
@pytest.mark.parametrize("count", [3, 5, 7, 8, 10, 12])
def test_of_equal_segments_all_bear_their_numeral(page: float, count: int) -> None:
    """Also the one that lies over the fold, where no length is broken off."""
    field = Field((page, page), 13.0, (13.0, page / 2, page + 13, 1.5 * page))
    said = [(str(at + 1), "3\u00a0mois") for at in range(count)]
    letterer = Letterer(field, one_after_another([3] * count, field), said, FACE, 70)
    found = letterer.letter((14, 11, 9), [False] * count, (0.42, 10.0))
    assert found.out == ()
    assert [mark.numeral for mark in found.marks] == [numeral for numeral, _ in said]
    assert {len(mark.lines) for mark in found.marks} <= {0, 1}


def lettered(count: int, length: str, height: float) -> Lettering:
    """Letter so many equal segments of a spread."""
    said = [(str(at + 1), length) for at in range(count)]
    letterer = Letterer(SPREAD, one_after_another([3] * count, SPREAD), said, FACE, height)
    return letterer.letter((14, 11, 9), [False] * count, (0.42, 10.0))


def test_beside_a_fold_and_at_the_trim_lengths_stand_as_in_between() -> None:
    assert {len(mark.lines) for mark in lettered(10, "3\u00a0months", 62).marks} == {1}


@pytest.mark.parametrize("height", [44, 70, 110])
@pytest.mark.parametrize("count", range(4, 15))
@pytest.mark.parametrize("length", ["6 weeks", "6\u00a0semaines", "3 to 6 months", "2 ans et 6 mois"])
def test_no_number_is_parted_from_its_unit(count: int, length: str, height: float) -> None:
    """A length without room on one line is said where the phase is told, or parted elsewhere."""
    made = lettered(count, length, height)
    said = length.replace("\u00a0", " ")
    assert all(" ".join(mark.lines).replace("\u00a0", " ") in ("", said) for mark in made.marks)
    assert [line for mark in made.marks for line in mark.lines[:-1] if line[-1].isdigit()] == []


def test_a_number_of_two_digits_has_its_place_as_those_of_one_have() -> None:
    """Of eleven the one in the middle alone has no room, on either side of its fold."""
    assert lettered(11, "3\u00a0mois", 60).out == (5,)


@given(st.lists(st.integers(1, 24), min_size=2, max_size=7), st.floats(38, 120))
@settings(max_examples=40, deadline=None)
def test_icons_stay_in_their_segments(lengths: list[int], height: float) -> None:
    """Also where the band comes out higher than thought, and they are larger."""
    segments = one_after_another(lengths, SPREAD)
    letterer = Letterer(SPREAD, segments, [(str(at + 1), "3 months") for at in range(len(lengths))], FACE, height)
    found = letterer.letter((14, 11, 9), [True] * len(lengths), (0.42, 10.0))
    for mark in found.marks:
        segment = segments[mark.index]
        assert not mark.sign or segment.start < mark.x < mark.x + found.sign_most < segment.end


@given(st.lists(st.tuples(st.floats(0, 140), st.floats(0, 140)), min_size=2, max_size=6))
@settings(max_examples=100, deadline=None)
def test_no_line_to_a_flag_crosses_another(places: list[tuple[float, float]]) -> None:
    feet, tops = sorted(foot for foot, _ in places), sorted(top for _, top in places)
    # As far apart as slivers and their names are.
    ends = [(foot + at, top + 12 * at) for at, (foot, top) in enumerate(zip(feet, tops, strict=True))]
    for one, other in permutations(poles(ends), 2):
        across = [(a[1], *sorted((a[0], b[0]))) for a, b in pairwise(one) if a[1] == b[1]]
        upright = [(a[0], *sorted((a[1], b[1]))) for a, b in pairwise(other) if a[0] == b[0]]
        assert not any(low < x < high and top < y < foot for y, low, high in across for x, top, foot in upright)


def test_what_overlaps_lies_in_lanes() -> None:
    found = at_places([(0, 0.3), (0.2, 0.6), (0.4, 0.7), (0.65, 1)], SPREAD)
    assert [segment.lane for segment in found] == [0, 1, 0, 1]
    assert found[1].start == pytest.approx(59.2)


def test_only_an_unknown_length_is_hatched() -> None:
    """Its hatches stay inside it; the known one has a tick a unit, none at its end."""
    known = Piece(Segment(0, 100), "#ff0000", "", "#880000", (25.0, 50.0, 75.0, 100.0))
    unknown = Piece(Segment(100, 148), "#0000ff", "#8888ff")
    drawn = band([known, unknown], Window(-3, 151, 60), 148)
    (hatches,) = re.findall('<path d="([^"]*)" fill="#8888ff"/>', drawn)
    across = [float(x) for x in re.findall(r"[ML](\S+) ", hatches)]
    assert (min(across), max(across)) == (103, 154)
    (ticks,) = re.findall('<path d="([^"]*)" fill="#880000"/>', drawn)
    assert [float(x) for x in re.findall("M([0-9.]+) 56h", ticks)] == [27.88, 52.88, 77.88]


def test_hatches_go_on_over_the_fold() -> None:
    """A line is drawn from one page to the next where its segment lies on both."""
    unknown = [Piece(Segment(30, 201), "#0000ff", "#8888ff")]

    def at_foot(left: float) -> set[float]:
        """Give where lines begin and end on the foot of a page that begins there, as on the whole spread."""
        drawn = band(unknown, Window(left - 3, left + 151, 60), 296)
        (hatches,) = re.findall('<path d="([^"]*)" fill="#8888ff"/>', drawn)
        return {round(float(x) + left - 3, 1) for x in re.findall(r"[ML](\S+) 60(?=[LMz])", hatches)}

    shared = [{x for x in at_foot(left) if 145.5 < x < 150.5} for left in (0, 148)]
    assert shared[0] == shared[1] != set()


def test_the_band_runs_on_beyond_the_trim_and_under_the_next_segment() -> None:
    """No paper shows at an edge that is cut a little off, nor between two colours in a viewer."""
    pieces = [Piece(Segment(0, 74), "#ff0000"), Piece(Segment(74, 148), "#0000ff")]
    drawn = band(pieces, Window(-3, 151, 60), 148)
    assert '<path d="M0 0h77.3v60h-77.3z" fill="#ff0000"/>' in drawn
    assert '<path d="M77 0h77v60h-77z" fill="#0000ff"/>' in drawn


def test_a_closed_band_ends_at_its_fold() -> None:
    pieces = [Piece(Segment(0, 74), "#ff0000"), Piece(Segment(74, 148), "#0000ff")]
    drawn = band(pieces, Window(-3, 151, 60, closed=True), 148, "#eeeeee")
    assert '<path d="M77 0h74v60h-74z" fill="#0000ff"/>' in drawn
    assert '<path d="M0 0h151v60h-151z" fill="#eeeeee"/>' in drawn
