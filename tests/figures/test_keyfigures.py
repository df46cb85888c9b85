"""Drawings of key figures: exactly so many marks, lengths and areas to scale from what was written, all in the room."""

from __future__ import annotations

import re
from collections import Counter
from math import pi

import pytest

from brochure.figures.inks import Drawn, Inks
from brochure.figures.keyfigure import draw, scales, to_scale
from brochure.load.keyfigure import read_figure

INKS = Inks("#ff0000", "#888888", "#ffffff", "#000000")
ROOMS = [(36.0, 9.0), (36.0, 16.0), (56.0, 26.0), (122.0, 50.0), (122.0, 119.0), (174.0, 30.0), (83.0, 12.0)]
_BOX = re.compile(r"M([-\d.]+) ([-\d.]+)h([\d.]+)v([\d.]+)h-[\d.]+z")
_DISC = re.compile(r"M([-\d.]+) ([-\d.]+)a([\d.]+) [\d.]+ 0 1 1 [\d.]+ 0a[\d.]+ [\d.]+ 0 1 1 -[\d.]+ 0z")
_SECTOR = re.compile(r"M([-\d.]+) ([-\d.]+)V([-\d.]+)A([\d.]+) [\d.]+ 0 (\d) 1 ([-\d.]+) ([-\d.]+)z")
_BODY = re.compile(r"M[-\d.]+ [-\d.]+V[-\d.]+a")


def drawn(text: str, room: tuple[float, float] = (122.0, 50.0), counted: str = "choses") -> Drawn:
    found = draw(read_figure(text, counted, "fr"), *room, INKS)
    assert found is not None
    return found


def data(figure: Drawn, colour: str) -> str:
    return "".join(path for tone, path in figure.shapes if tone == colour)


def boxes(figure: Drawn, colour: str) -> list[tuple[float, ...]]:
    """Give left, top, width and height of every rectangle of a colour."""
    return [tuple(map(float, box)) for box in _BOX.findall(data(figure, colour))]


def discs(figure: Drawn, colour: str) -> list[float]:
    """Give the radius of every whole disc of a colour."""
    return [float(radius) for _, _, radius in _DISC.findall(data(figure, colour))]


def sectors(figure: Drawn, colour: str) -> list[float]:
    """Give of every sector of a colour the part of its disc, by the area under its arc."""
    from math import atan2

    found = []
    for x, y, _, _, large, end_x, end_y in _SECTOR.findall(data(figure, colour)):
        turn = atan2(float(end_x) - float(x), float(y) - float(end_y)) / (2 * pi) % 1
        assert (turn > 0.5) is (large == "1")
        found.append(turn)
    return found


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("count", [2, 7, 61, 206, 999, 1000])
def test_a_count_is_exactly_so_many_dots(count: int, room: tuple[float, float]) -> None:
    figure = drawn(str(count), room)
    assert len(discs(figure, INKS.on)) == count
    assert (len(set(discs(figure, INKS.on))), figure.per) == (1, 1)


@pytest.mark.parametrize(
    ("count", "room"), [(24, (79.0, 12.0)), (130, (38.5, 9.0)), (48, (56.0, 26.0)), (24, (122.0, 27.0))]
)
def test_rows_of_dots_are_full_where_a_few_more_or_fewer_in_each_make_them_so(
    count: int, room: tuple[float, float]
) -> None:
    figure = drawn(str(count), room)
    places = [(float(x), y) for x, y in re.findall(r"M(\S+) ([\d.]+)", data(figure, INKS.on))]
    rows = Counter(y for _, y in places)
    assert len(places) == count
    assert len(set(rows.values())) == 1
    assert max(x for x, _ in places) > room[0] * 0.9


@pytest.mark.parametrize(
    ("text", "per", "whole", "part"),
    [("12 400", 100, 124, 0), ("1 234 567", 10000, 123, 0.4567), ("1 001", 10, 100, 0.1), ("2 024", 10, 202, 0.4)],
)
def test_of_more_than_a_thousand_a_dot_stands_for_some(text: str, per: int, whole: int, part: float) -> None:
    """The last is a sector of one, on the whole of it."""
    figure = drawn(text)
    assert (figure.per, len(discs(figure, INKS.on))) == (per, whole)
    assert sectors(figure, INKS.on) == pytest.approx([part] if part else [], abs=0.001)
    assert len(discs(figure, INKS.off)) == bool(part)


@pytest.mark.parametrize("percent", [0, 1, 50, 92.5, 94, 100])
def test_a_share_of_a_large_room_is_a_hundred_discs(percent: float) -> None:
    figure = drawn(f"{percent} %".replace(".", ","), (122, 119))
    whole = len(discs(figure, INKS.on)) + len(discs(figure, INKS.off))
    assert (whole, len(discs(figure, INKS.on)) + sum(sectors(figure, INKS.on))) == (
        100,
        pytest.approx(percent, abs=0.01),
    )


@pytest.mark.parametrize("percent", [0, 1, 50, 92.5, 100])
@pytest.mark.parametrize("room", [(122.0, 27.0), (56.0, 12.0)])
def test_a_share_is_a_part_of_the_area(percent: float, room: tuple[float, float]) -> None:
    """Of a hundred blocks where there is room for them, else of a bar, whose tenths are left out here."""
    figure = drawn(f"{percent} %".replace(".", ","), room)
    on = sum(width * height for _, _, width, height in boxes(figure, INKS.on))
    off = sum(width * height for _, _, width, height in boxes(figure, INKS.off) if width > 0.3)
    assert on / (on + off) == pytest.approx(percent / 100, abs=0.002)


@pytest.mark.parametrize(("text", "lit", "whole"), [("60 %", 6, 10), ("4 sur 5", 4, 5), ("12 sur 12", 12, 12)])
def test_people_are_drawn_where_they_are_counted(text: str, lit: int, whole: int) -> None:
    figure = drawn(text, counted="habitants")
    assert [len(discs(figure, colour)) for colour in (INKS.on, INKS.off)] == [lit, whole - lit]
    assert [len(_BODY.findall(data(figure, colour))) for colour in (INKS.on, INKS.off)] == [lit, whole - lit]


@pytest.mark.parametrize(("text", "counted"), [("65 %", "habitants"), ("60 %", "trajets")])
def test_ten_people_stand_for_whole_tenths_of_people_alone(text: str, counted: str) -> None:
    assert discs(drawn(text, (36, 12), counted), INKS.on) == []


@pytest.mark.parametrize(("text", "lit", "whole"), [("1 sur 3", 1, 3), ("11 sur 12", 11, 12)])
def test_parts_are_blocks(text: str, lit: int, whole: int) -> None:
    figure = drawn(text)
    assert [len(boxes(figure, colour)) for colour in (INKS.on, INKS.off)] == [lit, whole - lit]
    assert len({box[2:] for box in boxes(figure, INKS.on) + boxes(figure, INKS.off)}) == 1


def test_many_parts_are_dots() -> None:
    figure = drawn("3 sur 40", counted="habitants")
    assert [len(discs(figure, colour)) for colour in (INKS.on, INKS.off)] == [3, 37]


@pytest.mark.parametrize(
    ("text", "whole", "part", "per"), [("3,2 M€", 3, 0.2, 1), ("40 k€", 4, 0, 10), ("12 €", 12, 0, 1)]
)
def test_money_is_discs_the_last_true_in_area(text: str, whole: int, part: float, per: float) -> None:
    figure = drawn(text)
    assert (len(discs(figure, INKS.on)), figure.per) == (whole, per)
    assert sectors(figure, INKS.on) == pytest.approx([part] if part else [], abs=0.001)


@pytest.mark.parametrize("text", ["0,8 M€", "1 M€", "1000 ans", "300 h", "12 km", "1998"])
def test_what_has_no_reference_or_cannot_be_counted_is_bare(text: str) -> None:
    """One disc alone says nothing; strokes that run together are no row."""
    assert draw(read_figure(text, "choses", "fr"), 56, 20, INKS) is None


@pytest.mark.parametrize(("text", "factor"), [("+12 %", 1.12), ("+200 %", 3), ("−18 %", 0.82), ("−100 %", 0)])
def test_a_change_is_two_bars_to_scale(text: str, factor: float) -> None:
    figure = drawn(text)
    (_, _, before, _), *_ = boxes(figure, INKS.off)
    ends = [x + width for x, _, width, _ in boxes(figure, INKS.on) + boxes(figure, INKS.high)]
    if factor > 1:
        assert max(ends) / before == pytest.approx(factor, abs=0.001)
    else:
        assert sum(box[2] for box in boxes(figure, INKS.on)) / before == pytest.approx(factor, abs=0.001)
        assert max(ends) == pytest.approx(before)


@pytest.mark.parametrize(("text", "factor"), [("×3", 3), ("x 2,5", 2.5), ("×40", 40)])
def test_a_factor_is_two_bars_to_scale(text: str, factor: float) -> None:
    figure = drawn(text)
    assert boxes(figure, INKS.on)[0][2] / boxes(figure, INKS.off)[0][2] == pytest.approx(factor, rel=0.001)


@pytest.mark.parametrize(
    ("text", "low", "high", "top"),
    [("15 à 20", 15, 20, 20), ("6 à 9", 6, 9, 9), ("13 à 21", 13, 21, 22), ("60 à 70 %", 60, 70, 100)],
)
def test_a_range_lies_over_a_ruler_from_nought(text: str, low: float, high: float, top: float) -> None:
    """Of percentages the ruler ends at a hundred, else at the first whole step."""
    ((left, _, width, _),) = boxes(drawn(text), INKS.on)
    assert (left, left + width) == pytest.approx((122 * low / top, 122 * high / top), abs=0.01)


@pytest.mark.parametrize(
    ("text", "lit", "whole", "tall"),
    [("39 ans", 39, 39, 3), ("48 h", 48, 48, 2), ("30 h", 30, 48, 2), ("10 mois", 10, 12, 1), ("3 semaines", 3, 3, 0),
     ("2e sur 27", 1, 27, 1)],
)  # fmt: skip
def test_strokes_are_counted(text: str, lit: int, whole: int, tall: int) -> None:
    """One a year, every tenth tall; on to the end of the last whole day; of a rank the one lit and tall."""
    figure = drawn(text)
    on, off = boxes(figure, INKS.on), boxes(figure, INKS.off)
    assert (len(on), len(on) + len(off)) == (lit, whole)
    highest = max(box[3] for box in on)
    assert sum(box[3] == highest for box in on + off) % whole == tall


def test_the_bar_of_a_rank_stands_at_its_place() -> None:
    figure = drawn("2e sur 27")
    assert sorted(box[0] for box in boxes(figure, INKS.on) + boxes(figure, INKS.off))[1] == boxes(figure, INKS.on)[0][0]


@pytest.mark.parametrize("room", ROOMS)
def test_one_to_so_many_is_one_disc_beside_them(room: tuple[float, float]) -> None:
    figure = drawn("1 pour 8", room)
    assert [len(discs(figure, colour)) for colour in (INKS.on, INKS.off)] == [1, 8]


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize(
    "text",
    ["206", "999", "12 400", "94 %", "92,5 %", "4 sur 5", "3 sur 40", "3,2 M€", "+12 %", "−18 %", "×3", "15 à 20",
     "39 ans", "48 h", "2e sur 27", "1 pour 8"],
)  # fmt: skip
def test_a_drawing_keeps_to_its_room(text: str, room: tuple[float, float]) -> None:
    """Its foot is its lowest shape, so that drawings side by side stand on one line."""
    figure = drawn(text, room)
    shapes = [box for colour in INKS for box in boxes(figure, colour)]
    shapes += [
        (float(x), float(y) - float(r), 2 * float(r), 2 * float(r))
        for colour in INKS
        for x, y, r in _DISC.findall(data(figure, colour))
    ]
    assert figure.height <= max(room[1], 7.0) + 0.01
    assert min(box[0] for box in shapes) >= -0.01
    assert max(box[0] + box[2] for box in shapes) <= room[0] + 0.01
    assert min(box[1] for box in shapes) >= -0.01
    assert max(box[1] + box[3] for box in shapes) == pytest.approx(figure.height, abs=0.01)


def test_neighbours_of_one_colour_are_one_path() -> None:
    """A file of a thousand dots stays small."""
    svg = drawn("1000").svg(122)
    assert svg.count("<path") == 1
    assert svg.startswith('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 122 ')


@pytest.mark.parametrize("height", [17.6, 20.0, 27.0])
def test_the_largest_count_fills_the_measure_and_others_are_as_long_as_they_can_be(height: float) -> None:
    """Of dots of one size, in as few rows as there is room for."""
    width = 122.0
    few, many = read_figure("24", "équipes", "fr"), read_figure("130", "bénévoles", "fr")
    scale = scales([(few, width, 17.6), (many, width, 17.6)], INKS)
    reached, radii = [], set()
    for figure in (few, many):
        made = to_scale(figure, width, height, INKS, scale)
        assert made is not None
        found = [tuple(map(float, disc)) for disc in _DISC.findall(data(made, INKS.on))]
        assert len(found) == figure.values[0]
        reached.append(max(x + 2 * radius for x, _, radius in found) / width)
        radii |= {radius for *_, radius in found}
    assert len(radii) == 1
    assert reached[0] > 0.7
    assert reached[1] > 0.97
