"""The bar of time: lengths to scale, discs that can be read, a fold that hides nothing."""

from __future__ import annotations

import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st

from brochure.figures.lane import BAR, BAR_TOP, HEIGHT, RADIUS, Lane, Mark, lay_out, total
from brochure.figures.timeline import Ink, Span, Spread, band_timeline, spread_timeline
from brochure.load.cldr import tongue
from brochure.load.quantity import Duration, read_duration
from brochure.vocabulary.shipped import FONTS

SPREAD = Spread(148, 13, 3)
INK = Ink("#5c6680", "#14213d", "Small")
SAID = tongue("fr").counted


def spans(*labels: str) -> list[Span]:
    return [Span(n, label, read_duration(label, "fr"), "#14213d", "#ffffff") for n, label in enumerate(labels, 1)]


def drawn(*labels: str) -> tuple[str, str]:
    return spread_timeline(spans(*labels), SPREAD, INK, SAID, "Deux & trois")


def durations(*labels: str) -> list[Duration | None]:
    return [read_duration(label, "fr") for label in labels]


def segments(*labels: str) -> list[Mark]:
    """Give where the segments of a bar over two pages stand."""
    return lay_out(durations(*labels), labels, Lane(13, 283, 148), (3.4, 3.2))


def numerals(line: tuple[str, str]) -> list[str]:
    """Give the numerals under the bar, from the left."""
    foot = f'y="{HEIGHT - 0.6:g}"'
    return [text for svg in line for text in re.findall(rf"<text [^>]*{foot}[^>]*>([^<]*)<", svg)]


def label_in(label: str, room: float, size: float) -> object:
    """Give where a label is set in a segment of a bar, None where it has no room."""
    return lay_out([Duration(1, 1, "month")], [label], Lane(0, room, None), [size])[0].label


def texts(svg: str) -> list[tuple[float, str]]:
    return [(float(x), text) for x, text in re.findall(r'<text x="([^"]+)"[^>]*>([^<]*)<', svg)]


def test_segments_are_proportional() -> None:
    """2, 3, 3 and 2 months share the 270 mm between the outer margins; the fold falls between two and three."""
    labels = ("2 mois", "3 mois", "3 mois", "2 mois")
    assert [(s.start, s.end) for s in segments(*labels)] == [
        pytest.approx(ends) for ends in ((13, 67), (67, 148), (148, 229), (229, 283))
    ]
    assert [segment.disc < 148 for segment in segments(*labels)] == [True, True, False, False]
    assert total(durations(*labels)) == Duration(10, 10, "month")


def test_a_range_is_drawn_at_its_mean_and_added_as_a_range() -> None:
    """12 to 18 months are as long as 15."""
    assert segments("12 à 18 mois", "15 mois")[0].end == pytest.approx(148)
    assert total(durations("12 à 18 mois", "15 mois")) == Duration(27, 33, "month")


def test_unknown_durations() -> None:
    """All unknown: equal parts without ticks. Some unknown: they take the mean of the known, and nothing is summed."""
    unknown = ("Durée indéterminée",) * 3
    assert [s.end - s.start for s in segments(*unknown)] == [pytest.approx(90)] * 3
    assert 'stroke-width="0.18"' not in "".join(drawn(*unknown))
    mixed = ("2 mois", "Durée indéterminée", "4 mois")
    assert [s.end - s.start for s in segments(*mixed)] == [pytest.approx(w) for w in (60, 90, 120)]
    assert (total(durations(*unknown)), total(durations(*mixed))) == (None, None)


def test_totals_are_exact_or_none() -> None:
    """Years are months and weeks are days; no number of weeks is a month."""
    assert total(durations("1 an", "6 mois")) == Duration(18, 18, "month")
    assert total(durations("1 semaine", "3 jours")) == Duration(10, 10, "day")
    assert total(durations("2 semaines", "6 mois")) is None


def test_files_stand_alone() -> None:
    """Both files are as wide as a page and its bleed; the title is read once; all text names its font and its line."""
    line = drawn("2 mois", "3 mois")
    for svg in line:
        root = ElementTree.fromstring(svg)
        assert root.attrib["viewBox"] == f"0 0 151 {HEIGHT}"
        for text in root.iter("{http://www.w3.org/2000/svg}text"):
            assert text.attrib["font-family"] == "Small"
            assert "y" in text.attrib
    assert "<title>Deux &amp; trois</title>" in line[0]
    assert "<title>" not in line[1]


def test_bar_meets_itself_at_the_fold() -> None:
    """A segment over the fold is drawn to the end of the left file and from the start of the right one."""
    line = drawn("1 mois", "9 mois")
    assert f"M40 {BAR_TOP}h111v" in line[0]
    assert f"M0 {BAR_TOP}h" in line[1]


def test_ticks_count_whole_units() -> None:
    """Ten months: every month, the unit named once a page, none near the fold."""
    line = drawn("2 mois", "3 mois", "3 mois", "2 mois")
    told = [[t for _, t in texts(svg) if t not in ("2 mois", "3 mois")] for svg in line]
    assert told[0][:5] == ["0\u00a0mois", "1", "2", "3", "4"]
    assert told[1][:5] == ["6\u00a0mois", "7", "8", "9", "10"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 24), min_size=2, max_size=9))
def test_discs_keep_apart_and_clear(months: list[int]) -> None:
    """Discs never touch, keep their order, stay inside the margins and 8 mm off the fold; so does all text."""
    labels = [f"{count} mois" for count in months]
    line, marks = drawn(*labels), segments(*labels)
    discs = [mark.disc for mark in marks]
    assert all(b - a >= 2 * RADIUS + 0.5 for a, b in pairwise(discs))
    assert all(13 + RADIUS - 1e-6 <= x <= 283 - RADIUS + 1e-6 and abs(x - 148) >= 8 + RADIUS - 1e-6 for x in discs)
    assert all(x <= 140 for x, _ in texts(line[0]))
    assert all(x >= 3 + 8 - 0.001 for x, _ in texts(line[1]))
    lengths = [mark.end - mark.start for mark in marks]
    assert lengths == [pytest.approx(270 * count / sum(months)) for count in months]


def test_band() -> None:
    """On one page the bar is as wide as it is told."""
    svg = band_timeline(spans("2 mois", "3 mois"), 122, INK, SAID, "T")
    assert 'viewBox="0 0 122 ' in svg
    assert f"M0 {BAR_TOP}h48.2v" in svg


def test_numerals_of_a_band_leave_room_for_the_name_of_their_unit() -> None:
    """A year on 122 mm is told every second month."""
    svg = band_timeline(spans("6 mois", "6 mois"), 122, INK, SAID, "T")
    assert [text for _, text in texts(svg) if text.isdigit()][:6] == ["2", "4", "6", "8", "10", "12"]


@pytest.mark.parametrize("years", ["9999 ans", "30 ans", "5 ans", "1 an"])
def test_ticks_are_never_crowded(years: str) -> None:
    """However long the time, a spread holds at most fifteen numerals, with zero: each 19 mm of its own."""
    line = drawn(years, years, years)
    assert 0 < len(numerals(line)) <= 15
    lines = [re.findall(rf"M([0-9.]+) {BAR_TOP + BAR + 0.8:g}v1.2", svg) for svg in line]
    assert all(float(b) - float(a) >= 19 for side in lines for a, b in pairwise(side))
    assert any(len(side) > 1 for side in lines)


@pytest.mark.parametrize(
    ("labels", "wanted"),
    [
        (("20 mois", "20 mois"), ["0\u00a0mois", "3", "6", "9", "12", "15"]),
        (("3 semaines", "9 jours"), ["0\u00a0semaine", "1", "3\u00a0semaines"]),
        (("2 mois", "3 semaines"), ["0\u00a0mois", "1"]),
        (("1 an", "1 mois"), ["0\u00a0mois", "1", "2", "3", "4", "5"]),
    ],
)
def test_ticks_stand_at_round_numbers_of_the_unit_that_suits(labels: tuple[str, str], wanted: list[str]) -> None:
    """The unit that all share; months where months or years mix with others, else weeks."""
    assert numerals(drawn(*labels))[: len(wanted)] == wanted


@pytest.mark.parametrize("size", [3.4, 3.2])
def test_a_label_that_is_set_has_room_in_its_segment(size: float) -> None:
    """What the letters of a duration take, in the face they are set in, is never more than was reckoned with."""
    with TTFont(FONTS / "SourceSans3_400Regular.ttf", lazy=True) as font:
        letters, widths, unit = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
        for label in ("2 mois", "12 à 18 mois", "3 semaines", "Durée indéterminée", "18 months", "10 weeks", "6 MOIS"):
            wide = sum(widths[letters[ord(sign)]][0] for sign in label) * size / unit
            fitting = next(room / 10 for room in range(1000) if label_in(label, room / 10, size) is not None)
            assert fitting >= wide
            assert fitting <= 1.5 * wide + 5


def test_a_single_tick_at_the_end_names_its_unit_inwards() -> None:
    """The only numeral of the right page ends at the margin instead of running out of it."""
    line = drawn("1 an", "1 an", "1 an")
    assert re.search(r'<text x="138" [^>]*text-anchor="end">3<', line[1])
    alone = spread_timeline(spans("1 an"), SPREAD, INK, SAID, "")
    assert re.search(r'<text x="138" [^>]*text-anchor="end">1\u00a0an<', alone[1])
