"""The drawings of covers: every number in them is exact, and each is drawn only from what feeds it."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from math import cos, dist, hypot, pi, sin
from pathlib import Path

import pytest

from brochure.figures.covers import day, forms, layers, letters, parts, pattern, rings, road, scale, sun, tiles, years
from brochure.figures.covers.facts import Facts, Number, Session, rooms_of
from brochure.figures.covers.feed import Food, pick
from brochure.figures.covers.field import Field, Sheet, Stage
from brochure.figures.palette import Palette
from brochure.figures.typeface import Typeface
from brochure.load.quantity import Duration
from brochure.vocabulary.colour import contrast
from brochure.vocabulary.drawings import DRAWINGS, DrawingName
from brochure.vocabulary.shipped import FONTS
from brochure.vocabulary.units import PT

PALETTE = Palette("#14213d", "#ff5a3c", "#eef1f8", "#ffffff")
FACE = Typeface(FONTS / "BricolageGrotesque_700Bold.ttf")
A5 = Field(148, 210, 150, 13)
YEAR = Facts(since=1987, until=2026)


def sheet(ground: str = "#14213d", field: Field = A5) -> Sheet:
    """An empty sheet in the colours of studio."""
    return Sheet(field, Stage(PALETTE, ground), FACE, FACE)


def painted(made: Sheet, colour: str) -> list[str]:
    """The closed shapes in a colour."""
    found = re.findall(rf'<path fill="{colour}" d="([^"]*)"', made.svg())
    return [shape for path in found for shape in re.split(r"(?<=[zZ])", path) if shape]


def months(*counts: float) -> tuple[Duration, ...]:
    return tuple(Duration(count, count, "month") for count in counts)


def food(facts: Facts, title: str = "Two words") -> Food:
    return Food(facts, title, "", "en")


def number(written: str, label: str = "") -> Facts:
    return Facts(numbers=(Number(written, label),))


@pytest.mark.parametrize("heads", [1, 7, 206, 1000])
def test_there_is_a_seat_for_each_head(heads: int) -> None:
    made = sheet()
    rings.draw(made, months(2, 3, 3, 2), heads)
    ticks = 5
    assert len(painted(made, "#ffffff")) == heads + ticks


def test_no_seat_leaves_its_ring_or_crosses_the_spine() -> None:
    made = rings.rings(A5, months(2, 3, 3, 2))

    def clear(radius: float, more: float) -> float:
        return 0.1 + more / radius

    places, _ = rings.seats(206, [(10, 20), (25, 60)], clear, lambda radius, more: pi / 2 - clear(radius, more))
    assert len(places) == 206
    assert all(10 < radius < 20 or 25 < radius < 60 for radius, _ in places)
    assert made.x == 0


@pytest.mark.parametrize("field", [A5, Field(210, 297, 220, 18), Field(210, 210, 130, 16), Field(99, 210, 128, 10)])
def test_seats_of_all_rows_stand_on_one_line_at_the_foot_and_at_the_spine(field: Field) -> None:
    """None is lower, none is further in; and no two of them are nearer than most."""
    made = rings.rings(field, months(2, 3, 3, 2))
    seated = rings.seated(made, 206)
    assert seated is not None
    places, dot = seated
    points = [(radius * cos(angle), radius * sin(angle)) for radius, angle in places]
    rows = {radius: sum(1 for one, _ in places if one == radius) for radius, _ in places}
    lowest = min(y for _, y in points)
    for radius in [radius for radius, count in rows.items() if count > 1]:
        assert min(r * sin(angle) for r, angle in places if r == radius) == pytest.approx(lowest)
    assert min(dist(one, other) for one, other in itertools.combinations(points, 2)) > 2.5 * dot


@pytest.mark.parametrize(
    ("ink", "signal"), [("#14332b", "#c8a24b"), ("#14213d", "#ff5a3c"), ("#14213d", "#ffd100"), ("#7a7a7a", "#9a9a9a")]
)
def test_seats_stand_out_from_their_rings(ink: str, signal: str) -> None:
    """In paper or in ink, whichever stands out where paper does not: on gold, no white."""
    made = sheet()
    made = replace(made, stage=Stage(Palette(ink, signal, "#eef1f8", "#ffffff"), ink))
    rings.draw(made, months(2, 3, 3, 2), 206)
    innermost = made.stage.palette.ramp(4)[0]
    seats = ("#ffffff", ink) if contrast("#ffffff", innermost) < 3 < contrast(ink, innermost) else ("#ffffff",)
    few = [shape for colour in seats[1:] for shape in painted(made, colour)]
    assert bool(few) == (len(seats) > 1)


def test_rings_end_at_the_margin_where_they_nearly_do() -> None:
    """What stands below them on the back begins there; under a logo they keep off the head."""
    near = rings.rings(A5._replace(foot=151.3), months(2, 3, 3, 2))
    assert near.radii[-1] == pytest.approx(148 - 13)
    assert near.y - near.radii[-1] > 13 - 4.01
    assert rings.rings(A5._replace(foot=140), months(2, 3)).radii[-1] == pytest.approx(140 - 5 - 13)
    assert rings.rings(A5._replace(foot=165, top=27.3), months(2, 3)).radii[-1] == pytest.approx(165 - 5 - 27.3)


def test_rings_are_as_wide_as_phases_are_long() -> None:
    made = rings.rings(A5, months(2, 3, 3, 2))
    assert [round(radius / made.radii[-1], 6) for radius in made.radii] == [0.2, 0.5, 0.8, 1.0]


@pytest.mark.parametrize(("width", "foot", "margin"), [(148.0, 151.0, 13.0), (215.9, 218.0, 18.0)])
def test_rings_reach_the_margin_where_the_head_is_safe(width: float, foot: float, margin: float) -> None:
    field = Field(width, 279.4, foot, margin)
    assert rings.rings(field, months(2, 3)).radii[-1] == pytest.approx(width - margin)
    low = rings.rings(field._replace(foot=foot - 5), months(2, 3))
    assert low.y - low.radii[-1] == pytest.approx(margin)


def test_rings_keep_the_margin_from_the_head_where_they_are_much_less_free_there_than_at_the_side() -> None:
    """As on a letter page, which is wide for its height: they would end 8 mm below its head, 18 mm from its side."""
    letter = Field(215.9, 279.4, 211.0, 18.0)
    made = rings.rings(letter, months(2, 3, 3, 2))
    assert not made.whole
    assert made.y - made.radii[-1] == pytest.approx(18)


def test_rings_are_of_one_colour_where_they_are_cut() -> None:
    """Each goes but a hair under the next: what lies below a cut edge is seen in it."""
    made = sheet()
    rings.draw(made, months(2, 3, 3, 2), 0)
    radii, colours = rings.rings(A5, months(2, 3, 3, 2)).radii, made.stage.palette.ramp(4)
    for inner, colour in zip(radii, colours[1:], strict=False):
        (ring,) = painted(made, colour)
        (edge,) = re.findall(r"H([\d.]+)", ring)
        assert 0 < inner - float(edge) < 0.5


def test_seats_are_seen_on_a_pale_ring() -> None:
    palette = Palette("#14322b", "#c9a24e", "#f3f0e7", "#ffffff")
    made = Sheet(A5, Stage(palette, "#ffffff"), FACE, FACE)
    rings.draw(made, months(2, 3), 60)
    first, second = palette.ramp(2)
    assert contrast("#ffffff", first) < 3 <= contrast("#ffffff", second)
    assert len(painted(made, "#14322b")) > 3
    assert len(painted(made, "#ffffff")) > 3


def test_a_tick_stands_at_every_month_and_a_long_one_where_a_phase_ends() -> None:
    found = rings.ticks(months(2, 3, 3, 2))
    assert [round(share * 10) for share, _ in found] == list(range(11))
    assert [round(share * 10) for share, ends in found if ends] == [0, 2, 5, 8, 10]


def test_the_outermost_ticks_end_where_the_rings_do() -> None:
    """On the margins of both covers, as what stands below them."""
    lengths = months(2, 3, 3, 2)
    front, back = sheet(), sheet()
    rings.draw(front, lengths, 0)
    rings.draw_back(back, A5, lengths)
    found = [
        [
            (float(left), float(left) + float(wide))
            for left, wide in re.findall(r"M(\S+) \S+?h([\d.]+)v", "".join(ticks))
        ]
        for ticks in (painted(front, "#ffffff"), painted(back, "#ffffff"))
    ]
    assert max(right for _, right in found[0]) == pytest.approx(A5.width - A5.margin)
    assert min(left for left, _ in found[1]) == pytest.approx(A5.margin)


def test_rings_of_a_wide_page_stand_on_it_whole() -> None:
    assert rings.rings(Field(210, 210, 130, 16), months(1, 1)).whole
    wide = Field(210, 210, 130, 16)
    made = sheet(field=wide)
    rings.draw_back(made, wide, months(1, 1))
    assert len(painted(made, made.stage.palette.ramp(2)[1])) == 1, "one half disc, as large as all of them"
    seated = sheet(field=wide)
    rings.draw_back(seated, wide, months(1, 1), 60)
    assert len(painted(seated, seated.stage.palette.ramp(2)[0])) == 1, "the rings of the front without their seats"


def test_the_back_has_what_all_rooms_share_at_its_hours() -> None:
    sessions = [Session(540, 600), Session(600, 660, "A"), Session(600, 690, "B"), Session(900, 960)]
    front, back = sheet(), sheet()
    day.draw(front, sessions, str)
    day.draw_back(back, back.field, sessions)
    signal = back.stage.roles["signal"]
    assert len(painted(back, signal)) == 2

    def heights(shape: str) -> list[str]:
        found = re.match(r"M\S+ (\S+?)h\S+?v([\d.]+)", shape)
        assert found is not None
        return [found[1], found[2]]

    assert [heights(one) for one in painted(back, signal)] == [heights(one) for one in painted(front, signal)]


def test_years_go_on_round_the_outer_edges_of_the_cover() -> None:
    front, back = sheet("#ffffff"), sheet("#ffffff")
    years.draw(front, 1987, 39)
    years.draw_back(back, back.field, 1987, 39)
    assert len(painted(front, "#14213d")) == len(painted(back, "#14213d"))


def test_the_back_of_a_word_has_the_colours_in_which_its_rows_begin() -> None:
    made = sheet()
    letters.draw_back(made, made.field, "OSER", 120.0)
    assert len(painted(made, made.stage.roles["signal"])) == len(painted(made, made.stage.roles["tint"])) == 1
    assert letters.rows("A") == 1


@pytest.mark.parametrize("count", [61, 340, 1000])
def test_a_flower_has_exactly_so_many_dots_that_do_not_touch_its_edge(count: int) -> None:
    made = sheet("#ff5a3c")
    sun.draw(made, count)
    assert len(painted(made, "#14213d")) == count


def test_areas_are_as_large_as_their_shares() -> None:
    shares = [34, 22, 17, 12, 9, 6]
    found = parts.areas(shares, 148, 137)
    assert [round(area.width * area.height / (148 * 137) * 100, 6) for area in sorted(found)] == shares
    assert sum(area.width * area.height for area in found) == pytest.approx(148 * 137)


@pytest.mark.parametrize("count", [6, 12, 28, 60])
def test_there_are_exactly_so_many_fields(count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """None beside one of its own form, where there are few enough to choose from."""
    found: list[forms.Cell] = []
    monkeypatch.setattr(tiles, "paint", lambda sheet, grid, cells: found.extend(cells))
    tiles.draw(sheet("#eef1f8"), count, "seed")
    made = tiles.grid(count, A5.width, A5.foot)
    assert made is not None
    assert len(found) == count
    assert made.rows * made.side <= A5.foot + 0.1
    pairs = [(one, two) for one, two in itertools.pairwise(found)]
    assert all(one.form != two.form for at, (one, two) in enumerate(pairs) if (at + 1) % made.columns)


def test_a_year_is_a_ring_and_a_decade_is_in_the_signal() -> None:
    made = sheet("#ffffff")
    years.draw(made, 1987, 39)
    # Each ring goes on into the bleed as a shape of its own.
    assert len(painted(made, "#14213d")) == 2 * 35
    assert len(painted(made, "#ff5a3c")) == 2 * 4


def test_a_share_lights_so_many_of_a_hundred_marks() -> None:
    made = sheet("#eef1f8")
    names = [f"Place {at}" for at in range(12)]
    road.draw(made, names, 94)
    stops = 12
    assert len(painted(made, "#ffffff")) == 94 + stops
    assert len(painted(made, "#14213d")) == 6 + stops
    assert [label.text for label in made.labels] == names


@pytest.mark.parametrize("count", range(4, 17))
@pytest.mark.parametrize("field", [A5, Field(99.67, 210, 140, 10), Field(210, 210, 120, 16), Field(148, 210, 70, 13)])
def test_stops_stand_on_the_page_and_apart(count: int, field: Field) -> None:
    made = road.road(field, count)
    assert len(made.stops) == count
    assert all(field.margin <= x <= field.width - field.margin and y <= field.foot for x, y, _ in made.stops)
    apart = [hypot(a[0] - b[0], a[1] - b[1]) for at, a in enumerate(made.stops) for b in made.stops[:at]]
    assert min(apart) > made.thick * 0.5


@pytest.mark.parametrize("foot", [135, 140, 150])
def test_a_road_of_a_panel_has_five_rows_below_a_title_of_three_lines(foot: float) -> None:
    made = road.road(Field(99.67, 210, foot, 10), 12)
    assert [sum(stop[2] == row for stop in made.stops) for row in range(5)] == [3, 2, 2, 2, 3]
    # Names of two lines have room below their stops.
    assert made.gap - made.thick > 2 * 8.8 * 1.25 * 25.4 / 72 + 1.2


def test_a_range_is_lit_from_its_beginning_on() -> None:
    made = sheet()
    scale.draw(made, scale.Span(4, 8, "4", "8", "week"))
    (lit,) = painted(made, "#ff5a3c")
    assert lit.startswith("M74 ")
    # A tick at each day, but for the ends; those of whole weeks are tall.
    found = scale.ticks(scale.Span(4, 8, "4", "8", "week"))
    assert len(found) == 8 * 7 - 1
    assert len([tall for _, tall in found if tall == max(tall for _, tall in found)]) == 7
    assert [label.text for label in made.labels] == ["4", "8"]


def test_the_back_of_a_range_is_its_scale_onward_from_the_spine() -> None:
    """What is not lit goes on over the spine, and as many ticks stand at the same places from there."""
    span, front, back = scale.Span(4, 8, "4", "8", "week"), sheet(), sheet()
    scale.draw(front, span)
    scale.draw_back(back, span, back.field.foot)
    (lit,) = painted(back, "#ff5a3c")
    assert lit.startswith("M-3 ")
    assert "h77v" in lit
    for colour in ("#14213d", "#ffffff"):
        first, second = ([float(shape.split()[0][1:]) for shape in painted(one, colour)] for one in (front, back))
        assert sorted(148 - x - 0.3 for x in second) == pytest.approx(sorted(first), abs=0.02)
    # Read from the right, the lit part reaches the spine, and goes on.
    scale.draw_back(turned := sheet(), span, A5.foot, rtl=True)
    assert painted(turned, "#ff5a3c")[0].startswith("M74 ")


@pytest.mark.parametrize("font", sorted(FONTS.glob("*_700Bold.ttf")), ids=lambda font: font.stem)
def test_the_numerals_of_a_range_begin_on_the_page(font: Path) -> None:
    """With all the room that their face has above its letters: outside the page they would be words without room."""
    face = Typeface(font)
    made = Sheet(A5, Stage(PALETTE, "#14213d"), face, face)
    scale.draw(made, scale.Span(4, 8, "4", "8", "year"))
    assert [label.text for label in made.labels] == ["4", "8"]
    assert min(label.y for label in made.labels) >= 0


GROUNDS = ("#14213d", "#eef1f8", "#ffffff")


@pytest.mark.parametrize("ground", GROUNDS)
def test_no_field_runs_into_the_page(ground: str) -> None:
    """Below its last row, and on the back before its first column, the page is seen to begin."""
    made = sheet(ground, A5._replace(foot=148.0))
    faint, seen = forms.faint(made.stage), list[tuple[forms.Grid, list[forms.Cell]]]()
    for turn in range(40):
        for draw in (
            lambda one, seed: pattern.draw(one, seed),
            lambda one, seed: pattern.draw_back(one, one.field, seed),
            lambda one, seed: tiles.draw(one, 12, seed),
            lambda one, seed: tiles.draw_back(one, one.field, 12, seed),
        ):
            with pytest.MonkeyPatch.context() as patch:
                for room in (pattern, tiles):
                    patch.setattr(room, "paint", lambda _, grid, cells: seen.append((grid, list(cells))))
                draw(made, f"seed {turn}")
            grid, cells = seen.pop()
            for at, cell in enumerate(cells):
                row, column = divmod(at, grid.columns)
                sides = (False, False, row == grid.rows - 1, column == 0 and grid.left > 0)
                assert not forms.melts(cell, faint, sides), (draw, turn, at)


def test_a_field_runs_into_the_page_by_its_ground_or_by_a_form_that_touches_the_side() -> None:
    """A form that stands free is seen on its ground, whatever its colour."""
    below, paper = (False, False, True, False), frozenset({"paper"})
    assert forms.melts(forms.Cell("disk", "paper", "ink", 0), paper, below)
    assert forms.melts(forms.Cell("bow", "ink", "paper", 0), paper, below)
    assert forms.melts(forms.Cell("disk", "ink", "paper", 0, parted=True), paper, below)
    assert not forms.melts(forms.Cell("disk", "ink", "paper", 0), paper, below)
    assert not forms.melts(forms.Cell("bow", "ink", "paper", 2), paper, below)
    assert not forms.melts(forms.Cell("bow", "paper", "ink", 0), paper, (False,) * 4)


@pytest.mark.parametrize(("foot", "front", "back"), [(148.0, 2, 1), (115.0, 4, 2), (90.0, 5, 2)])
def test_the_back_of_a_pattern_has_half_as_many_columns(foot: float, front: int, back: int) -> None:
    """And they are as large as those of the front."""
    field = A5._replace(foot=foot)
    made = pattern.grid(field.width, field.foot)
    assert made.columns == front
    sheets = sheet("#ffffff", field)
    pattern.draw_back(sheets, field, "a")
    lefts = {float(x) for x in re.findall(r"M(-?[\d.]+) -?[\d.]+h", sheets.svg())}
    assert min(lefts) == pytest.approx(field.width - back * made.side, abs=0.02)


def test_layers_end_where_the_colours_of_a_picture_do() -> None:
    """A strip of plain colours is those; one that changes slowly has few, in turn, none of them a hair."""
    sky, hill, road = (120, 150, 200), (70, 100, 80), (30, 30, 30)
    plain = layers.layers([sky] * 14 + [hill] * 12 + [road] * 10)
    assert plain == [(0, 14, "#7896c8"), (14, 26, "#466450"), (26, 36, "#1e1e1e")]
    slow = layers.layers([(at * 7, at * 7, at * 7) for at in range(layers.ROWS)])
    assert 3 <= len(slow) <= 7
    assert [layer.first for layer in slow] == [0, *(layer.after for layer in slow[:-1])]
    assert min(layer.after - layer.first for layer in slow) >= 3
    assert layers.layers([sky] * layers.ROWS) == [(0, layers.ROWS, "#7896c8")]


def test_of_an_entry_without_an_end_only_its_beginning_is_drawn() -> None:
    """The day ends with the last hour that is known; the last entry is a line there."""
    sessions = [Session(540, 600, "A"), Session(600, 720, "B"), Session(720, 720, "A")]
    made = day.timed(sheet().field, sessions)
    assert (made.begin, made.end) == (9, 12)
    head, tall = made.span(sessions[-1])
    assert tall < 2
    assert head == pytest.approx(made.head + 3 * made.step, abs=1)
    assert day.timed(sheet().field, [Session(600, 600)] * 3).step > 0


def test_an_entry_without_an_end_fades_as_far_as_the_next_one() -> None:
    """In lines that are thinner and thinner, of which none lies over another entry or the foot of the drawing."""
    sessions = [Session(540, 600), Session(600, 600), Session(660, 660), Session(664, 700), Session(720, 720)]
    made = day.timed(sheet().field, sessions)
    assert len(day.bars(made, sessions, 0)) == 1
    for at, most in ((1, made.span(sessions[2])[0]), (4, made.foot)):
        found = day.bars(made, sessions, at)
        assert len(found) >= 3
        assert [tall for _, tall in found] == sorted((tall for _, tall in found), reverse=True)
        assert found[-1][0] + found[-1][1] < most
    assert day.bars(made, sessions, 2)[-1][0] < made.span(sessions[3])[0]
    assert len(day.bars(made, sessions, 2)) < 4


def test_a_day_is_to_scale_and_rooms_stand_side_by_side() -> None:
    sessions = [Session(540, 615), Session(630, 690, "A"), Session(630, 720, "B"), Session(1020, 1080)]
    assert day.lanes(sessions) == [(0, 1), (0, 0), (1, 1), (0, 1)]
    made = sheet()
    day.draw(made, sessions, lambda hour: f"{hour} h")
    assert [label.text for label in made.labels] == [f"{hour} h" for hour in range(9, 19)]
    assert len(painted(made, "#ff5a3c")) == 2
    # From one hour to the next as far as their figures stand apart; entries keep a little off each other.
    first, second = (label.y for label in made.labels[:2])
    for one in sessions:
        head, tall = day.timed(made.field, sessions).span(one)
        assert 0 < (one.end - one.start) / 60 * (second - first) - tall < 1.3
        assert head == pytest.approx(first + (one.start / 60 - 9) * (second - first), abs=2.5)


def test_the_back_of_a_day_has_every_entry_from_behind() -> None:
    """Those of the last room come round the outer edge, those of the first stand before the spine."""
    sessions = [Session(540, 630, "A"), Session(660, 750, "B"), Session(660, 780, "C"), Session(840, 960, "A")]
    front, back = sheet(), sheet()
    day.draw(front, sessions, str)
    day.draw_back(back, front.field, sessions)

    def boxes(made: Sheet) -> list[tuple[float, float, float]]:
        shapes = [shape for colour in made.stage.roles.values() for shape in set(painted(made, colour))]
        found = [re.match(r"M(\S+) (\S+?)h(\S+?)v([\d.]+)", shape) for shape in shapes]
        # Ticks are no entries.
        return sorted(
            {(float(m[2]), float(m[4]), float(m[1])) for m in found if m and float(m[4]) > 3 and float(m[3]) > 9}
        )

    before, behind = boxes(front), boxes(back)
    assert [box[:2] for box in behind] == [box[:2] for box in before]
    assert len(behind) == len(sessions)
    order = sorted(range(len(behind)), key=lambda at: before[at][2])
    assert [behind[at][2] for at in order] == sorted((behind[at][2] for at in order), reverse=True)
    assert min(box[2] for box in behind) < 0


def test_an_entry_in_several_rooms_goes_over_all_of_them() -> None:
    """Where they stand side by side; a name with "and" in it may be that of one room, too."""
    places = ("A", "B", "C", "A, B", "B et C", "A / C", "Bar et foyer")
    sessions = [Session(60 * at, 60 * at + 60, place) for at, place in enumerate(places)]
    assert day.lanes(sessions) == [(0, 0), (1, 1), (2, 2), (0, 1), (1, 2), (4, 4), (3, 3)]
    assert len({room for together in rooms_of(sessions).values() for room in together}) == 4


def test_entries_at_one_time_without_rooms_do_not_hide_each_other() -> None:
    assert day.lanes([Session(60, 180), Session(60, 120), Session(120, 180), Session(200, 260)]) == [
        (0, 0), (1, 1), (1, 1), (0, 1),
    ]  # fmt: skip


def test_each_letter_has_a_field() -> None:
    made = sheet()
    letters.draw(made, "OSER")
    assert [label.text for label in made.labels] == ["O", "S", "E", "R"]
    # As large as its field and what is safe allow.
    assert FACE.width("O", made.labels[0].size * PT) >= 0.65 * A5.width / 2


@pytest.mark.parametrize("word", ["L", "PLAN", "ILL", "TABLE", "PASTED", "ÉTÉ", "QUAI"])
def test_the_letters_of_a_word_are_of_one_size_on_one_line_and_safe_from_the_trim(word: str) -> None:
    """Also a slim one, which is as high as its field lets it: with all that preflight takes a letter to reach."""
    made = sheet("#14213d")
    letters.draw(made, word)
    assert len(made.labels) == len(word)
    assert len({label.size for label in made.labels}) == 1
    assert len({round(label.y, 6) for label in made.labels}) == letters.rows(word)
    for label in made.labels:
        reach = max(0.8, FACE.box(label.text)[3])
        assert label.y + (FACE.ascent - reach) * label.size * PT >= 5.0
        assert label.x >= 5.0
        assert label.x + FACE.width(label.text, label.size * PT) <= A5.width - 5.0


@pytest.mark.parametrize("ratio", [2.13, 1.42, 1.0, 0.6])
def test_a_filling_is_as_high_as_its_frame_and_its_seeds_own(ratio: float) -> None:
    """No form is cut: what is left over the fields, those at the head take up."""

    def blank(field: Field) -> Sheet:
        return sheet(field=field)

    made = pattern.filling("a", ratio, blank)
    assert made == pattern.filling("a", ratio, blank)
    assert made != pattern.filling("b", ratio, blank)
    found = re.search(r'viewBox="0 (-?[\d.]+) ([\d.]+) ([\d.]+)"', made)
    assert found is not None
    top, width, height = (float(part) for part in found.groups())
    assert height == pytest.approx(ratio * width, rel=0.01)
    boxes = [tuple(map(float, box)) for box in re.findall(r"M(-?[\d.]+) (-?[\d.]+)h([\d.]+)v([\d.]+)", made)]
    assert min(y for _, y, _, _ in boxes) == pytest.approx(top, abs=0.02)
    assert max(y + high for _, y, _, high in boxes) == pytest.approx(top + height, abs=0.1)
    assert max(x + wide for x, _, wide, _ in boxes) == pytest.approx(width, abs=0.1)


@pytest.mark.parametrize("size", [(148.0, 210.0), (210.0, 297.0), (210.0, 210.0), (215.9, 279.4)])
def test_the_fields_of_a_whole_page_lie_on_its_trim(size: tuple[float, float]) -> None:
    """They come out at both sides and at the foot, and those at an edge go on through the bleed there."""
    (width, height), bleed = size, 3.0
    made = pattern.page("a", size, bleed, lambda field: sheet(field=field))
    grounds = re.findall(r"M(-?[\d.]+) (-?[\d.]+)h([\d.]+)v([\d.]+)", made)
    boxes = [tuple(map(float, box)) for box in grounds]
    assert min(x for x, *_ in boxes) == pytest.approx(-bleed, abs=0.1)
    assert max(x + wide for x, _, wide, _ in boxes) == pytest.approx(width + bleed, abs=0.1)
    assert min(y for _, y, *_ in boxes) == pytest.approx(-bleed, abs=0.1)
    assert max(y + high for _, y, _, high in boxes) == pytest.approx(height + bleed, abs=0.1)
    # Two to five columns, and the rows as high as they are wide, from the foot.
    lefts, tops = ({round(box[at], 1) for box in boxes} for at in (0, 1))
    (side, *_) = (
        width / count for count in (2, 3, 4, 5) if {round(width * at / count, 1) for at in range(1, count)} <= lefts
    )
    assert {round(height - at * side, 1) for at in range(1, int(height / side))} <= tops


def test_a_pattern_is_its_seeds_own_and_keeps_its_rules() -> None:
    drawn = set()
    for seed in ("a", "b", "c", "d"):
        made = sheet("#ffffff")
        pattern.draw(made, seed)
        drawn.add(made.svg())
        again = sheet("#ffffff")
        pattern.draw(again, seed)
        assert again.svg() == made.svg()
    assert len(drawn) == 4


@pytest.mark.parametrize("turn", range(4))
@pytest.mark.parametrize("form", ["quarter", "bow", "disk", "round", "belt", "dome"])
def test_forms_touch_the_sides_that_they_are_said_to(form: str, turn: int) -> None:
    """Told from the points of the form itself: where a stretch of a side is named, both its ends are points of it."""
    from brochure.figures.motifs import motifs, place

    path = place(motifs()[form][0], 0, 0, 100, turn)
    points = {(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+) (-?[\d.]+)(?=[A-Zz]|$)", path)}
    for side, stretch in enumerate(forms.turned(form, turn)):
        for at in stretch or ():
            corner = [(at * 100, 0.0), (100.0, at * 100), (at * 100, 100.0), (0.0, at * 100)][side]
            assert corner in points


FED: dict[DrawingName, Facts] = {
    "rings": Facts(lengths=months(1, 2)),
    "day": Facts(sessions=(Session(1, 2), Session(3, 4), Session(5, 6))),
    "road": Facts(places=("a", "b", "c", "d")),
    "parts": Facts(shares=((Number("50 %", "a"), Number("30 %", "b"), Number("20 %", "c")),)),
    "range": number("4 to 8 weeks"),
    "sun": number("61"),
    "tiles": number("60"),
    "years": YEAR,
    "pattern": Facts(),
}


@pytest.mark.parametrize("name", FED)
def test_a_fact_feeds_its_drawing(name: DrawingName) -> None:
    assert pick(food(FED[name])) == name


def test_the_first_that_is_fed_is_picked() -> None:
    """In the order of the table: each with all that come after it."""
    found = Facts()
    for name in reversed(DRAWINGS):
        if name in FED and name not in ("range", "sun", "tiles"):
            found = FED[name] | found
            assert pick(food(found)) == name
    assert pick(food(FED["range"] | FED["sun"])) == "range"


def test_what_is_wanted_comes_first_where_it_is_fed() -> None:
    both = FED["rings"] | FED["years"]
    assert pick(food(both), "years") == "years"
    assert pick(food(both), "road") == "rings"
    assert pick(food(both), "none") == "pattern"
    assert pick(food(both, "Oser"), "none") == "letters"


@pytest.mark.parametrize(
    ("title", "word"),
    [("Oser", "OSER"), ("A", "A"), ("Straße", "Straße"), ("Twenty7", ""), ("Seventy", ""), ("a b", "")],
)
def test_a_short_word_is_letters(title: str, word: str) -> None:
    assert food(Facts(), title).word == word


@pytest.mark.parametrize(
    "shares", [("50 %", "30 %"), ("50 %", "30 %", "30 %"), ("50 %", "50 %", "0 %"), ("a", "b", "c")]
)
def test_what_is_no_whole_has_no_parts(shares: tuple[str, ...]) -> None:
    assert food(Facts(shares=(tuple(Number(share, "") for share in shares),))).parts == ()


def test_the_ends_of_a_range_are_written_as_in_the_language() -> None:
    """With the unit of time by which its scale is parted."""
    found = Food(number("1,5 à 3 mois"), "Two words", "", "fr").span
    assert found == scale.Span(1.5, 3, "1,5", "3", "month")
    assert food(number("4 to 8 weeks")).span == scale.Span(4, 8, "4", "8", "week")
