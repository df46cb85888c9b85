"""Pages of key figures: one size of numerals, numbers on one line, drawings to scale, from one figure to many."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path
from tempfile import mkdtemp

import pytest

from brochure.figures.bars import whole
from brochure.figures.inks import Inks
from brochure.load.keyfigure import read_figure
from brochure.pipeline import build, plan
from brochure.sections.numbers.cells import MOST, Piece, room_of, sheets
from brochure.sections.numbers.cells import pages_of as pages_for
from brochure.vocabulary.colour import channels
from brochure.vocabulary.job import Job
from brochure.vocabulary.paper import FORMATS
from brochure.vocabulary.scale import scale_of
from tests.seen import Pages, Run

MM = 72 / 25.4
# One of each kind of writing, each with a numeral of its own; more of the bare ones and of those of many digits.
EVERY = (
    ("3,2 M€", "investis en trois ans"), ("4 sur 5", "habitants informés"), ("206", "bénévoles formés"),
    ("15 à 20", "chantiers ouverts par an"), ("−18 %", "d’eau consommée"), ("92 %", "des relevés en accès libre"),
    ("39 ans", "d’existence"), ("1 pour 8", "un encadrant pour huit enfants"), ("2e sur 27", "au palmarès des parcs"),
    ("48 h", "pour recevoir une réponse"), ("12 400", "repas servis"), ("×7", "de lecteurs"),
    ("1998", "première année"), ("1 234 567", "voyageurs dans l’année"), ("Plus de 300", "lieux"),
)  # fmt: skip
NUMERALS = ("3,2", "4", "206", "15", "−18", "92", "39", "1", "2", "48", "12400", "×7", "1998", "1234567", "300")
SETTINGS = "organisation: {name: Littoral, site: https://example.org}\nlanguage: fr\ndate: 2026-01-01\n"
FOOT = 0.85
BOX = re.compile(r"M([-\d.]+) [-\d.]+h([\d.]+)v")
DISC = re.compile(r"M([-\d.]+) [-\d.]+a([\d.]+) [\d.]+ 0 1 1 ")


def content(figures: Sequence[tuple[str, str]], more: str = "") -> str:
    listed = "".join(f'  - {{num: "{num}", title: "{title}"}}\n' for num, title in figures)
    return f"---\ntitle: A\nlang: fr\nnumbers:\n{listed}{more}---\n"


def built(text: str, size: str = "a5", settings: str = "") -> Pages:
    """Build a page of figures as the command does."""
    folder = Path(mkdtemp())
    (folder / "a.md").write_text(text, encoding="utf-8")
    project = folder / "brochure.yaml"
    project.write_text(f"{SETTINGS}format: {size}\n{settings}", encoding="utf-8")
    result = build(Job(folder / "a.md", folder, project, folder / "out"))
    assert result.output is not None
    assert [problem.code for problem in result.problems if problem.code != "brochure-empty"] == []
    return Pages(result.output.path)


@cache
def pages_of(count: int, size: str = "a5") -> Pages:
    return built(content(EVERY[:count]), size)


def numerals(pages: Pages, count: int) -> list[list[Run]]:
    """Give the numerals of each page that has some, the pieces of one that spaces part as one run."""
    found = []
    for number in range(1, len(pages) - 1):
        largest = max((run.size for run in pages.runs(number)), default=0)
        runs = [run for run in pages.runs(number) if run.size > largest * 0.9 or run.text in NUMERALS]
        found.append(runs)
    return [runs for runs in found if runs]


COUNTS = range(1, len(EVERY) + 1)


@pytest.mark.parametrize("count", COUNTS)
def test_all_numerals_have_one_size(count: int) -> None:
    """That of the table, or the largest at which the widest has room; "1 234 567" is none too small beside others."""
    pages = pages_of(count)
    written = [run for number in range(1, len(pages) - 1) for run in pages.runs(number)]
    sizes = {round(run.size, 1) for run in written if run.text in NUMERALS and run.size > 15}
    assert len(sizes) == 1
    most = next(size for upto, size in ((1, 104), (2, 84), (3, 60), (6, 46), (8, 38), (15, 38)) if count <= upto)
    assert 20 <= sizes.pop() <= most


@pytest.mark.parametrize(("count", "size"), [(1, 104), (2, 84), (3, 60), (6, 46), (7, 38), (9, 28), (12, 28)])
def test_short_numerals_have_the_size_of_their_count(count: int, size: float) -> None:
    pages = built(content([(str(90 + number), "lieux") for number in range(count)]))
    assert {round(run.size) for run in pages.runs(1) if run.text.isdigit() and run.size > 15} == {size}


@pytest.mark.parametrize(("count", "size"), [(5, 11), (6, 11), (7, 8.8), (12, 8.8)])
def test_labels_are_leads_up_to_six(count: int, size: float) -> None:
    assert {round(run.size, 1) for run in pages_of(count).runs(1) if run.text in ("chantiers", "habitants")} == {size}


@pytest.mark.parametrize("size", ["a5", "a4", "letter", "square", "170x240"])
@pytest.mark.parametrize("count", [1, 2, 3, 5, 8, 12])
def test_the_page_is_used_to_its_foot(count: int, size: str) -> None:
    """The lowest label ends in the last seventh of the type area, and no page is a page more."""
    pages = pages_of(count, size)
    assert len(pages) == 3
    wide, high = pages.size(1)
    runs = [run for run in pages.runs(1) if run.text.lower() not in ("littoral", "2")]
    scale = scale_of(FORMATS.get(size, FORMATS["a5"]))
    if size in FORMATS:
        reach = high / MM - scale.foot - scale.start
        lowest = high / MM - min(run.box[1] for run in runs) / MM - scale.start
        assert FOOT <= lowest / reach <= 1.0
    assert max(run.box[2] for run in runs) <= wide - scale.margin * MM + 1


@pytest.mark.parametrize("count", COUNTS)
def test_no_words_lie_over_others(count: int) -> None:
    pages = pages_of(count)
    for number in range(1, len(pages) - 1):
        for one, other in combinations(pages.runs(number), 2):
            across = min(one.box[2], other.box[2]) - max(one.box[0], other.box[0])
            up = min(one.box[3], other.box[3]) - max(one.box[1], other.box[1])
            assert across < 0.5 or up < 0.5, (one.text, other.text)


def rows(figures: Sequence[tuple[str, str]]) -> list[int]:
    """Count how many numerals stand on each line, from the top: their feet are level."""
    pages = built(content(figures))
    wanted = [num.split()[0] for num, _ in figures]
    feet = sorted((run.box[1] for run in pages.runs(1) if run.text in wanted and run.size > 15), reverse=True)
    assert len(feet) == len(figures)
    starts = [0, *(at for at, (one, two) in enumerate(pairwise(feet), 1) if one - two > 5), len(feet)]
    return [high - low for low, high in pairwise(starts)]


BOATS = [(f"{number} %", "barques") for number in range(31, 44)]


@pytest.mark.parametrize(
    ("figures", "wanted"),
    [
        (BOATS[:3], [1, 1, 1]),
        (BOATS[:4], [2, 2]),
        (BOATS[:5], [1, 2, 2]),
        (BOATS[:8], [2, 2, 2, 2]),
        (BOATS[:9], [3, 3, 3]),
        (BOATS[:11], [2, 3, 3, 3]),
        # No row but the first is short, wherever a count stands.
        ([*BOATS[:2], ("84", "barques"), *BOATS[2:4]], [1, 2, 2]),
        ([BOATS[0], ("84", "barques"), *BOATS[1:4]], [1, 2, 2]),
        ([*BOATS[:3], ("84", "barques"), *BOATS[3:9]], [1, 3, 3, 3]),
    ],
)
def test_figures_stand_in_columns_the_odd_one_wide(figures: list[tuple[str, str]], wanted: list[int]) -> None:
    assert rows(figures) == wanted


def test_units_stand_at_half_the_size_on_the_line_of_the_numeral() -> None:
    runs = built(content([("84 HHH", "barques"), ("3e sur 8", "lieux")])).runs(1)
    seen = {run.text: run for run in runs}
    assert seen["HHH"].size == pytest.approx(seen["84"].size / 2, abs=0.1)
    assert seen["HHH"].box[1] == pytest.approx(seen["84"].box[1], abs=1.5)
    assert seen["e"].box[1] > seen["3"].box[1] + seen["3"].size * 0.3


def shapes(pages: Pages, number: int, colour: str) -> list[tuple[tuple[float, float], ...]]:
    """Give the outlines in a colour on a page."""
    wanted = tuple(round(255 * value) for value in channels(colour))
    return [outline for shape in pages.shapes(number) if shape.colour == wanted for outline in shape.outlines]


def test_the_finished_page_has_so_many_dots_and_blocks_to_scale() -> None:
    pages = built(content([("206", "bénévoles"), ("92,5 %", "des relevés"), ("15 à 20", "chantiers")]))
    found = shapes(pages, 1, "#ff5a3c")
    dots = [outline for outline in found if len(outline) > 8]
    assert len(dots) == 206
    sides = [
        (max(x for x, _ in one) - min(x for x, _ in one), max(y for _, y in one) - min(y for _, y in one))
        for one in found
        if len(one) <= 8
    ]
    blocks = [wide * high for wide, high in sides if wide < 6 * MM]
    assert sum(blocks) / max(blocks) == pytest.approx(92.5, abs=0.1)
    measure = 122 * MM
    assert measure / 4 == pytest.approx(max(wide for wide, _ in sides), abs=0.5)


INKS = Inks("#ff0000", "#888888", "#ffffff", "#000000")
# Of each kind, how a number is written, and what it counts.
ONE_KIND = {
    "share": ("{} %", "choses"),
    "people": ("{0} sur 12", "habitants"),
    "dots": ("{0}600", "repas"),
    "money": ("{} M€", "investis"),
    "years": ("{} ans", "d’existence"),
    "span": ("{} h", "d’attente"),
    "times": ("×{}", "de lecteurs"),
    "change": ("+{} %", "de visites"),
    "range": ("1 à {} jours", "d’attente"),
}
AMOUNTS = (5, 12, 3, 9, 2, 11, 7, 4, 10, 6, 8, 5, 12)


def drawings(name: str, count: int, size: str) -> list[tuple[float, float, str]]:
    """Give of each drawing of so many figures of one kind its amount, how wide it is in mm, and its path data."""
    writing, counted = ONE_KIND[name]
    figures = [read_figure(writing.format(amount), counted, "fr") for amount in AMOUNTS[:count]]
    pieces = [Piece(figure, 1.5, 12) for figure in figures]
    made = sheets(pieces, pages_for(count, -(-count // MOST)), room_of(FORMATS[size]), INKS)
    found = []
    for cell in (cell for sheet in made for row in sheet.rows for cell in row.cells):
        assert cell.drawn is not None
        data = "".join(path for _, path in cell.drawn.shapes)
        ends = [float(x) + float(wide) for x, wide in BOX.findall(data)]
        ends += [float(x) + 2 * float(radius) for x, radius in DISC.findall(data)]
        found.append((AMOUNTS[cell.at], max(ends), data))
    return found


@pytest.mark.parametrize("size", ["a5", "a4", "letter", "square"])
@pytest.mark.parametrize("count", range(2, 14))
def test_shares_of_a_page_have_one_scale(count: int, size: str) -> None:
    """Also where the first has a row to itself: its hundred is no longer than that of the others."""
    wholes = {round(wide, 2) for _, wide, _ in drawings("share", count, size)}
    assert len(wholes) == 1


@pytest.mark.parametrize("name", [name for name in ONE_KIND if name != "share"])
@pytest.mark.parametrize("size", ["a5", "a4", "letter", "square"])
@pytest.mark.parametrize("count", [2, 4, 5, 9, 12, 13])
def test_marks_of_all_pages_have_one_size(name: str, count: int, size: str) -> None:
    """Discs, dots and people are as large, strokes as wide, and what was before, or a unit of a ruler, is as long."""
    found = drawings(name, count, size)
    if name in ("money", "dots"):
        sizes = {round(float(radius), 2) for _, _, data in found for _, radius in DISC.findall(data)}
    elif name == "people":
        sizes = {round(wide, 2) for _, wide, _ in found}
    elif name in ("years", "span"):
        sizes = {round(float(wide), 2) for _, _, data in found for _, wide in BOX.findall(data)}
    elif name == "times":
        sizes = {round(wide / amount, 2) for amount, wide, _ in found}
    elif name == "change":
        sizes = {round(wide / (1 + amount / 100), 2) for amount, wide, _ in found}
    else:
        sizes = {round(wide / whole(amount)[0], 2) for amount, wide, _ in found}
    assert max(sizes) - min(sizes) < 0.02


def test_dots_of_counts_stand_for_amounts_by_their_area() -> None:
    """Four amounts of one unit make dots of one size on the finished page, so many each."""
    figures = [("12 400", "repas"), ("39 000", "nuitées"), ("45 000", "entrées"), ("72 000", "courriers")]
    pages = built(content(figures))
    dots = [outline for outline in shapes(pages, 1, "#ff5a3c") if len(outline) > 8]
    wide = {round(max(x for x, _ in one) - min(x for x, _ in one), 1) for one in dots}
    assert len(dots) == 124 + 390 + 450 + 720
    assert max(wide) - min(wide) < 0.15


@pytest.mark.parametrize(("signal", "ground"), [("#ff5a3c", "ink"), ("#14213d", "paper"), ("#3a3a6a", "paper")])
def test_figures_stand_on_the_ground_on_which_the_signal_is_seen(signal: str, ground: str) -> None:
    brand = f'brand: {{colours: {{signal: {{screen: "{signal}"}}}}}}\n'
    pages = built(content(EVERY[:3]), settings=brand)
    corner = pages.picture(1).getpixel((5, 5))
    assert (corner == (255, 255, 255)) is (ground == "paper")


def test_a_mark_that_stands_for_more_than_one_is_told() -> None:
    text = " ".join(pages_of(12).text(1).split())
    assert "un point : 100" in text
    assert "un disque : 1 M€" in text


def test_a_fact_is_drawn_once_however_it_is_written() -> None:
    """In the list, in bold, and in bold with a word before it."""
    more = (
        "desc: '**Et 60 %** des agents restent. Or **60 % des agents restent**, **70 %** partent, **92 %** lisent.'\n"
    )
    pages = built(content([("92 %", "lisent"), ("206", "agents")], more))
    number = next(at for at in range(len(pages)) if "En chiffres" in pages.text(at))
    large = [run.text for run in pages.runs(number) if run.size > 20 and run.text.isdigit()]
    assert sorted(large) == ["206", "60", "70", "92"]


def test_more_than_twelve_are_two_pages_of_one_size() -> None:
    pages = pages_of(13)
    assert len(pages) == 4
    tops = [max(run.box[3] for run in pages.runs(number) if run.text in NUMERALS) for number in (1, 2)]
    assert "chiffres" in pages.text(1)
    assert "chiffres" not in pages.text(2)
    assert min(tops) > 0


def test_long_words_beside_a_numeral_stand_below_it() -> None:
    """They are not set at half the size of a numeral, nor is what has no numeral."""
    figures = [("206 entrepreneurs d’intérêt général", "dans 12 pays"), ("Une équipe de 12 personnes", "à Brest")]
    pages = built(content([*figures, ("84", "barques")]))
    sizes = {run.text: run.size for run in pages.runs(1)}
    assert sizes["206"] == sizes["84"] == pytest.approx(60)
    assert max(sizes["entrepreneurs"], sizes["équipe"]) <= 14.1


def test_figures_keep_the_markup_that_their_author_gave_them() -> None:
    pages = built('---\ntitle: A\nnumbers: [{num: "**206**", title: "*villages*"}, {num: "84", title: lieux}]\n---\n')
    assert {round(run.size) for run in pages.runs(1) if run.text in ("206", "84")} == {84}


@pytest.mark.parametrize("count", [1, 3, 4, 8, 12])
def test_a_leaflet_has_them_on_a_panel(count: int) -> None:
    """In 34 pt up to four, in less where more share the panel; none runs off its column."""
    pages = pages_of(count, "leaflet")
    found = [(number, run) for number in (0, 1) for run in pages.runs(number) if run.text in NUMERALS and run.size > 10]
    large = max(run.size for _, run in found)
    assert large == pytest.approx(34, abs=0.1) if count <= 4 else 14 < large <= 24
    assert len({number for number, _ in found}) == 1


def test_what_is_read_from_the_right_is_drawn_from_the_right() -> None:
    """But for the ruler of a range."""
    folder = Path(mkdtemp())
    written = content(EVERY[:4]).replace("lang: fr", "lang: he").replace("15 à 20", "15–20")
    (folder / "a.md").write_text(written, encoding="utf-8")
    planned = plan(Job(folder / "a.md", folder, None, folder / "out"))
    next(group for group in planned.groups if group.name == "numbers").ways[0].html()
    drawn = {url: body.decode() for url, body in planned.assets.all_served().items()}
    turned = {url.rpartition("/")[2].split("-")[0]: "scale(-1 1)" in svg for url, svg in drawn.items()}
    assert {name: turned[name] for name in ("figure", "ruler")} == {"figure": True, "ruler": False}


def test_labels_on_a_panel_are_no_larger_where_something_follows() -> None:
    more = f"desc: {'Des mots sur les bateaux et les rames. ' * 20}\nhow: {{desc: {'Encore des mots. ' * 20}}}\n"
    pages = built(content([("84 %", "barques")], more + f"then: {{desc: {'Toujours des mots. ' * 20}}}\n"), "leaflet")
    sizes = [run.size for number in (0, 1) for run in pages.runs(number) if run.text == "barques"]
    assert max(sizes) <= 8.9
