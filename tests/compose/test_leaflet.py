"""The leaflet: six panels on two pages, what stands on each, how it is printed, and what does not fit."""

from __future__ import annotations

import io
import re
from itertools import pairwise
from pathlib import Path
from typing import cast

import pikepdf
import pytest
from PIL import Image

from brochure.model.project import Project
from brochure.pdfreader.opening import read
from brochure.pipeline import build
from brochure.preflight.demands import demands
from brochure.vocabulary.job import Job
from brochure.vocabulary.paper import FORMATS
from brochure.vocabulary.presets import PRESETS
from brochure.vocabulary.problems import BrochureError, Problem
from tests.accessibility import listening
from tests.corpus import CASES, CONTENTS, THEMES, Case, made
from tests.figures.test_geometry import POINT as SLIP
from tests.pdfreader.reading import Reading
from tests.seen import Pages

ROOT = Path(__file__).resolve().parents[2]
MM = 72 / 25.4
LEAFLET = FORMATS["leaflet"]
LEAFLETS = tuple(case for case in CASES if case.size == "leaflet")
# Folding machines are exact to a millimetre; text keeps clear of the fold by much more.
CLEAR = 5 * MM

# What is as large as this, in pt, on the inner page is the title over all of its panels, or how long all takes.
TITLE = 20.0
# Rows of figures farther apart than this, drawings included, are no group.
_GROUPED = 46 * MM

HEADINGS = {
    "programme": [
        "Programme", "L’essentiel", "En chiffres", "Les 4 phases", "1 Valider", "2 Prouver le", "3 Prouver la",
        "4 Amplifier", "Comment", "Et après", "Envie de relever",
    ],
    "english": [
        "The Harbour", "In brief", "Key figures", "Four stages", "1 Listen", "2 Try", "3 Build", "4 Hand over",
        "How it works", "And then", "In their words", "Where we work", "Bring us a problem",
    ],
}  # fmt: skip
# Six weeks are this many months.
SIX_WEEKS = 6 * 7 * 12 / 365.25
MONTHS = {"programme": [2, 3, 3, 2], "english": [SIX_WEEKS, 3, 4, SIX_WEEKS]}

each_leaflet = pytest.mark.parametrize(
    "case", [pytest.param(case, id=case.name, marks=pytest.mark.xdist_group(case.name)) for case in LEAFLETS]
)


def pages_of(case: Case) -> Pages:
    output = made(case).result.output
    assert output is not None
    return Pages(output.path)


def panel_of(x: float, page: int) -> int:
    """Give the panel, from the left, in which a distance from the left edge lies; pages count from 1, lengths in pt."""
    return sum(x > fold * MM for fold in LEAFLET.folds[page - 1])


def first_on(case: Case, page: int, word: str) -> int:
    run = next(run for run in pages_of(case).runs(page - 1) if run.text.startswith(word))
    return panel_of(run.box[0], page)


def test_the_flap_is_two_millimetres_narrower() -> None:
    """On the outer page the flap lies left, on the inner page right; all together are as wide as A4."""
    flap, back, cover = LEAFLET.panels
    assert back == cover == pytest.approx(flap + 2)
    assert sum(LEAFLET.panels) == pytest.approx(LEAFLET.width) == 297
    assert LEAFLET.folds[0] == pytest.approx((flap, flap + back))
    assert LEAFLET.folds[1] == pytest.approx((cover, cover + back))
    assert FORMATS["a5"].folds == ()


@each_leaflet
def test_two_pages_of_three_panels(case: Case) -> None:
    """The sheet is A4 on its side; no text but the title over all comes near a fold, and each panel has some of it."""
    pages = pages_of(case)
    assert [pages.size(number) for number in range(len(pages))] == [pytest.approx((297 * MM, 210 * MM), abs=0.1)] * 2
    for page in (1, 2):
        runs = [run for run in pages.runs(page - 1) if page == 1 or run.size < TITLE]
        near = [
            run.text for run in runs for fold in LEAFLET.folds[page - 1]
            if run.box[0] < fold * MM + CLEAR and run.box[2] > fold * MM - CLEAR
        ]  # fmt: skip
        assert near == []
        assert {panel_of(run.box[0], page) for run in runs} == {0, 1, 2}


def test_each_part_stands_on_its_panel() -> None:
    """Cover right, back in the middle, flap left with the figures; inside, the phases come first, what is next last."""
    case = LEAFLETS[0]
    assert first_on(case, 1, "Programme") == 2
    assert first_on(case, 1, "L’essentiel") == 0
    assert first_on(case, 1, "Envie") == 1
    assert first_on(case, 1, "60") == 0
    assert first_on(case, 2, "Valider") == 0
    assert first_on(case, 2, "Et") == 2


@each_leaflet
def test_read_from_the_cover_to_the_back(case: Case) -> None:
    """Who listens hears the cover first, the back last, and between them the panels as they open."""
    output = made(case).result.output
    assert output is not None
    reading = Reading(output.path.read_bytes())
    assert reading.tree is not None
    tags = [item for item in reading.tree.walk() if re.fullmatch("H[1-6]", item.role)]
    headings = [item.all_text.replace("\u00a0", " ") for item in tags]
    spoken = HEADINGS[case.content.stem]
    assert len(headings) == len(spoken)
    assert [heading for heading, start in zip(headings, spoken, strict=True) if not heading.startswith(start)] == []
    assert listening.headings(reading.tree) == []


@each_leaflet
def test_segments_are_to_scale(case: Case) -> None:
    """The bar crosses the panels of the phases from edge to fold, its segments as long as their phases."""
    pages = pages_of(case)
    shapes, figures = pages.shapes(1), pages.figures(1)
    marks = next(marks for alt, marks in figures if re.match("Frise|Timeline", alt))
    _, low, _, high = max((shape.box for shape in shapes if shape.mark in marks), key=lambda box: box[3] - box[1])
    bar = [shape for shape in shapes if abs(shape.box[1] - low) < SLIP and abs(shape.box[3] - high) < SLIP]
    starts: dict[tuple[int, int, int], float] = {}
    for shape in bar:
        starts[shape.colour] = min(starts.get(shape.colour, shape.box[0]), shape.box[0])
    end = LEAFLET.folds[1][1] * MM
    assert max(shape.box[2] for shape in bar) == pytest.approx(end, abs=0.1)
    assert min(shape.box[0] for shape in bar) <= 0
    months = MONTHS[case.content.stem]
    found = [max(0.0, start) / end for start in sorted(starts.values())]
    assert found == pytest.approx([sum(months[:n]) / sum(months) for n in range(len(months))], abs=0.005)


def printed(tmp_path: Path, preset: str, settings: str = "", content: Path = CONTENTS / "one-number.md") -> bytes:
    """Build a small content as a leaflet for paper, with more settings than those of this repository."""
    # The drawing of its own cover is none of another content.
    lines = (ROOT / "brochure.yaml").read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not any(key in line for key in ("format:", "sections:", "- cover:"))]
    project = tmp_path / "brochure.yaml"
    project.write_text("\n".join([*kept, "format: leaflet", settings, ""]), encoding="utf-8")
    result = build(Job(content, ROOT, project, tmp_path, preset))
    known = {"picture-empty", "alt-missing", "subset-missing", "edge-unprinted"}
    assert {problem.code for problem in result.problems} <= known
    assert result.output is not None
    return result.output.path.read_bytes()


def test_the_press_gets_bleed_and_fold_marks(tmp_path: Path) -> None:
    """The pages bleed by 3 mm; with marks, a dashed line stands above and below each fold, outside the bleed."""
    pdf = printed(tmp_path, "press", "press: {marks: true}")
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for number, page in enumerate(document.pages, 1):
            left, bottom, right, top = (float(edge) for edge in page.trimbox)
            assert (right - left, top - bottom) == pytest.approx((297 * MM, 210 * MM), abs=0.01)
            assert left - float(page.bleedbox[0]) == pytest.approx(3 * MM, abs=0.01)
            stream = page.Resources.XObject["/marks"].read_bytes().decode("ascii")
            dashed = stream[stream.index("[2.0] 0 d") : stream.index("[] 0 d")]
            lines = re.findall(r"([\d.]+) ([\d.]+) m ([\d.]+) ([\d.]+) l S", dashed)
            ends = [tuple(map(float, line)) for line in lines]
            folds = [left + fold * MM for fold in LEAFLET.folds[number - 1]]
            assert [line[0] for line in ends] == pytest.approx([folds[0], folds[0], folds[1], folds[1]], abs=0.01)
            assert all(line[0] == line[2] for line in ends)
            low, high = float(page.bleedbox[1]), float(page.bleedbox[3])
            assert all(line[3] <= low or line[1] >= high for line in ends)


def test_pictures_at_the_foot_reach_the_bleed(tmp_path: Path) -> None:
    """On every panel, with or without text on the others: preflight for the press has nothing to say."""
    printed(tmp_path, "press", content=CONTENTS / "quote.md")


@pytest.mark.parametrize("theme", ["studio", "ledger"])
def test_the_ground_of_figures_goes_on_to_the_foot_of_their_panel(tmp_path: Path, theme: str) -> None:
    """However little of the room there was handed out."""
    project = tmp_path / "brochure.yaml"
    project.write_text(f"format: leaflet\ntheme: {theme}\nlanguage: fr\n", encoding="utf-8")
    result = build(Job(ROOT / "content/programme.md", ROOT, project, tmp_path))
    assert result.output is not None
    outer = Pages(result.output.path).whole(0)
    x, foot = outer.width // 6, outer.height - 2
    assert outer.getpixel((x, foot)) == outer.getpixel((x, foot - 20))
    assert sum(cast("tuple[int, int, int]", outer.getpixel((x, foot)))) < 200


def test_no_page_of_a_leaflet_has_a_spine() -> None:
    """Its pages are the two sides of one sheet."""
    assert not demands(PRESETS["press"], Project(format=LEAFLET)).facing
    assert not demands(PRESETS["booklet"], Project(format=LEAFLET)).facing
    assert demands(PRESETS["press"], Project()).facing


def test_a_booklet_has_no_fold_marks(tmp_path: Path) -> None:
    """The marks of a format that is not folded stay as they are."""
    project = tmp_path / "brochure.yaml"
    project.write_text("press: {marks: true}\n", encoding="utf-8")
    content = CONTENTS / "title-alone.md"
    result = build(Job(content, CONTENTS, project, tmp_path, "press"))
    assert result.output is not None
    with pikepdf.open(result.output.path) as document:
        assert b"] 0 d" not in document.pages[0].Resources.XObject["/marks"].read_bytes()


def test_the_office_printer_gets_one_sheet(tmp_path: Path) -> None:
    """Both pages on A4, front and back, turned on the short edge; nothing is cut off, and the words are all there."""
    pdf = printed(tmp_path, "booklet", "booklet: {marks: true}")
    with pikepdf.open(io.BytesIO(pdf)) as document:
        sizes = [[round(float(edge) / MM, 2) for edge in page.mediabox] for page in document.pages]
        assert sizes == [[0, 0, 297, 210]] * 2
        assert str(document.Root.ViewerPreferences.Duplex) == "/DuplexFlipShortEdge"
        for number, page in enumerate(document.pages, 1):
            content = page.Contents.read_bytes().decode("ascii")
            across = {round(float(x) / MM, 2) for x in re.findall(r"([\d.]+) [\d.]+ m", content)}
            assert across == {round(fold, 2) for fold in LEAFLET.folds[number - 1]}
    text = " ".join(Pages(tmp_path / "one-number-booklet.pdf").text(page) for page in (0, 1))
    assert all(word in text for word in ("bibliothèque", "30", "Envie de relever", "villages", "numerique.gouv.fr"))


def test_a_larger_sheet_shows_the_trimmed_page_in_its_middle(tmp_path: Path) -> None:
    """On A3 the page is not scaled, and its bleed does not show."""
    pdf = printed(tmp_path, "booklet", "booklet: {sheet: a3}")
    with pikepdf.open(io.BytesIO(pdf)) as document:
        window = document.pages[0].Contents.read_bytes().decode("ascii").split(" re W n")[0].removeprefix("q ")
        assert [float(edge) / MM for edge in window.split()] == pytest.approx([61.5, 43.5, 297, 210], abs=0.01)


def refused(tmp_path: Path, text: str, settings: str = "") -> tuple[Problem, ...]:
    """Build a leaflet that is refused; give the problems."""
    content, project = tmp_path / "long.md", tmp_path / "brochure.yaml"
    content.write_text(text, encoding="utf-8")
    project.write_text(f"format: leaflet\n{settings}", encoding="utf-8")
    with pytest.raises(BrochureError) as caught:
        build(Job(content, tmp_path, project, tmp_path / "out"))
    assert not (tmp_path / "out").exists() or not list((tmp_path / "out").glob("*.pdf"))
    return caught.value.problems


def filler(count: int) -> str:
    """Give a text of so many words, no two alike."""
    return " ".join(f"word{number}" for number in range(count))


def test_what_has_no_room_is_an_error_with_its_place_and_its_extent(tmp_path: Path) -> None:
    """The section is named as in the content, its line is that of the first word without room, the rest is counted."""
    front = "---\ntitle: A\ndesc: Short.\nthen:\n  desc: |\n    {}\n\n    {}\n---\n"
    (problem,) = refused(tmp_path, front.format(filler(600), filler(1700)[6000:]))
    assert (problem.code, problem.place.line) == ("leaflet-overflow", 8)
    told = re.fullmatch(
        r"'then' does not fit on the leaflet: (\d+) words \((\d+) mm of a panel\) have no room", problem.message
    )
    assert told is not None
    assert problem.hint.startswith("shorten it by as much, or take a format with more pages")
    (longer,) = refused(tmp_path, front.format(filler(600), filler(1900)[6000:]))
    again = re.search(r"(\d+) words \((\d+) mm", longer.message)
    assert again is not None
    assert 150 <= int(again[1]) - int(told[1]) <= 250
    assert int(again[2]) > int(told[2])


def test_a_title_and_a_back_that_are_too_long(tmp_path: Path) -> None:
    """Both are told at once, each in its own file."""
    text = f"---\ntitle: {filler(300)}\n---\n"
    title, back = refused(tmp_path, text, f"language: en\nback:\n  title: Join\n  text: {filler(700)}\n")
    assert (title.place.file.endswith("long.md"), title.place.line) == (True, 2)
    assert title.message.startswith("'title' does not fit on the cover: ")
    assert (back.place.file.endswith("brochure.yaml"), back.place.line) == (True, 5)
    assert back.message.startswith("'back' does not fit on the back: ")


def test_the_long_text_is_told_to_be_too_long(tmp_path: Path) -> None:
    """The one content of the tests that six panels do not hold: the phase at which the room ends is named."""
    (problem,) = refused(tmp_path, (CONTENTS / "long-text.md").read_text(encoding="utf-8"))
    assert (problem.code, problem.message.split()[0]) == ("leaflet-overflow", "'steps.list[2]'")
    assert problem.place.line == 51


def test_many_small_pieces_run_on(tmp_path: Path) -> None:
    """Thirty-four short sections, more than can be weighed against each other, fill the panels one after another."""
    content, project = tmp_path / "many.md", tmp_path / "brochure.yaml"
    sections = "\n\n".join(f"## Part {number}\n\nA line of part {number}." for number in range(1, 35))
    content.write_text(f"---\ntitle: Many\n---\n\n{sections}\n", encoding="utf-8")
    project.write_text("format: leaflet\nlanguage: en\n", encoding="utf-8")
    result = build(Job(content, tmp_path, project, tmp_path / "out"))
    assert result.output is not None
    text = " ".join(" ".join(Pages(result.output.path).text(page).split()) for page in (0, 1))
    assert [number for number in range(1, 35) if f"A line of part {number}." not in text] == []


def test_a_broken_piece_of_the_projects_own_templates_is_told(tmp_path: Path) -> None:
    """The template's line is named; it is no fault of the tool."""
    content, project = tmp_path / "a.md", tmp_path / "brochure.yaml"
    content.write_text("---\ntitle: A\ndesc: B\n---\n", encoding="utf-8")
    project.write_text("format: leaflet\n", encoding="utf-8")
    piece = tmp_path / "templates" / "sections" / "introduction.html.j2"
    piece.parent.mkdir(parents=True)
    piece.write_text("<section>\n{{ nothing.here }}\n</section>\n", encoding="utf-8")
    with pytest.raises(BrochureError) as caught:
        build(Job(content, tmp_path, project, tmp_path / "out"))
    (problem,) = caught.value.problems
    assert (problem.code, problem.place.line) == ("template-broken", 2)


def test_every_key_is_told_with_its_page(tmp_path: Path) -> None:
    """Also the second of two sections of one kind; the flap is on the outer page."""
    (tmp_path / "content.md").write_text(
        "---\ntitle: Ferries\nlang: en\ndesc: We row to every island.\nnumbers: [{num: 12, title: boats}]\n"
        "quote: {quote: What a boat it was., name: Ada}\n---\n\n## The fleet\n\nTwelve boats and a raft.\n",
        encoding="utf-8",
    )
    settings = tmp_path / "brochure.yaml"
    listed = "cover, {text: {from: desc}}, numbers, {text: {from: quote}}, body, back"
    settings.write_text(f"format: leaflet\nsections: [{listed}]\n", encoding="utf-8")
    result = build(Job(tmp_path / "content.md", tmp_path, settings, tmp_path / "out"))
    assert [(row.key, row.section, row.page) for row in result.keys if row.section] == [
        ("title", "cover", 1), ("desc", "text", 1), ("numbers", "numbers", 2), ("quote", "text", 2),
    ]  # fmt: skip


@pytest.mark.parametrize("theme", THEMES)
def test_the_stage_stands_over_the_panels_of_the_phases_in_every_theme(tmp_path: Path, theme: str) -> None:
    """Title and total stand on one line over it, no phase is parted from its text by a fold, each number begins where
    its segment does, and what follows has the third panel from its head on.
    """
    case = Case(ROOT / "content" / "programme.md", CONTENTS / "projects" / "french.yaml", "leaflet", theme)
    output = build(case.job(tmp_path)).output
    assert output is not None
    runs = Pages(output.path).runs(1)
    large = {run.text: run.box for run in runs if run.size > TITLE}
    assert abs(large["programme"][1] - large["mois"][1]) < TITLE / 2
    first_fold, second_fold = (fold * MM for fold in LEAFLET.folds[1])
    assert first_fold < large["mois"][2] < second_fold - CLEAR
    starts = [second_fold * sum(MONTHS["programme"][:at]) / sum(MONTHS["programme"]) for at in range(4)]
    assert [large[str(at)][0] - start < 13 * MM for at, start in enumerate(starts, 1)] == [True] * 4
    # Distances are from the foot of the page.
    highest = max((run for run in runs if run.box[0] > second_fold), key=lambda run: run.box[3])
    assert highest.text == "Comment"
    assert highest.box[1] > 188 * MM
    # Its titles are as large as that of the phases, and what pictures show is said in the size of leads.
    beside = {run.text: run.size for run in runs if run.box[0] > second_fold}
    sizes = [beside[word] for word in ("Comment", "après", "Coaching")]
    assert sizes == pytest.approx([26, 26, 11], abs=0.1)
    first = [next(run.box[1] for run in runs if run.text == word) for word in ("Comprendre,", "Incrémenter,")]
    assert abs(first[0] - first[1]) < 5
    # The phases in the row below begin at one height, too.
    second = [next(run.box[1] for run in runs if run.text == word) for word in ("Rechercher,", "Déployer,")]
    assert abs(second[0] - second[1]) < 0.5


@pytest.mark.parametrize("theme", THEMES)
def test_long_texts_below_a_stage_leave_it_room_for_icons(tmp_path: Path, theme: str) -> None:
    """The band is 43 mm high above 8 pt at the least, each icon stands in its segment, below length and numeral, and
    the two columns below keep less from the fold between them than from the next panel.
    """
    case = Case(ROOT / "content" / "programme.md", CONTENTS / "projects" / "french.yaml", "leaflet", theme)
    output = build(case.job(tmp_path)).output
    assert output is not None
    pages = Pages(output.path)
    shapes = [tuple(at / MM for at in shape.box) for shape in pages.shapes(1)]
    ends = [200 * sum(MONTHS["programme"][:at]) / sum(MONTHS["programme"]) for at in range(5)]
    foot = min(box[1] for box in shapes if box[0] < 0 and box[3] > 181 and box[2] < ends[2])
    assert 181 - foot > 43
    runs = pages.runs(1)
    assert min(run.size for run in runs) > 7.99
    lengths = [run.box for run in runs if run.text == "mois" and foot * MM < run.box[1] and run.size < TITLE]
    assert len(lengths) == 4
    drawn = pages.picture(1, text=False, scale=2.0)
    for start, end, length in zip(ends, ends[1:], sorted(lengths), strict=False):
        # Between the length and the ticks, which are 4 mm high.
        low, high = LEAFLET.height - length[1] / MM, LEAFLET.height - foot - 4.5
        box = ((start + 1) * MM, low * MM, (end - 1) * MM, high * MM)
        icon = drawn.crop(tuple(round(2 * at) for at in box))
        colours = sorted((count for count, _ in icon.getcolors(9999) or []), reverse=True)
        assert sum(colours[1:]) > 0.02 * sum(colours)
    told = [run.box for run in runs if run.box[3] < foot * MM]
    assert 90.5 * MM < max(box[2] for box in told if box[0] < 100 * MM) < 93.1 * MM
    assert min(box[0] for box in told if box[0] > 100 * MM) == pytest.approx(107 * MM, abs=0.4 * MM)


def test_short_phases_below_a_stage_are_parted_by_lines(tmp_path: Path) -> None:
    """One is over each that is not the first of its column; rows of columns with more and fewer of them are level."""
    said = ["Some words.", "A few more words of it. " * 4]
    rows = "".join(f"    - {{title: Stage{at}, duration: 3 months, desc: {said[at == 5]}}}\n" for at in range(7))
    (tmp_path / "content.md").write_text(
        f"---\ntitle: Ferries\nlang: en\ndesc: We row.\nsteps:\n  title: Stages\n  list:\n{rows}---\n", encoding="utf-8"
    )
    settings = tmp_path / "brochure.yaml"
    settings.write_text("format: leaflet\n", encoding="utf-8")
    output = build(Job(tmp_path / "content.md", tmp_path, settings, tmp_path / "out")).output
    assert output is not None
    pages = Pages(output.path)
    titles = [run.box for run in pages.runs(1) if run.text.startswith("Stage") and run.size < TITLE]
    columns = [[box[3] for box in titles if panel_of(box[0], 2) == at] for at in range(3)]
    assert sorted(map(len, columns)) == [2, 2, 3]
    assert max(column[1] for column in columns) - min(column[1] for column in columns) < 0.5
    drawn = pages.picture(1, text=False, scale=4.0).convert("L")
    found = 0
    for number, column in enumerate(columns):
        for at, title in enumerate(column):
            # What is over a title, on a strip of the column.
            left = (100 * number + 20) * MM
            head = LEAFLET.height * MM - title - 4 * MM
            strip = drawn.crop(tuple(round(4 * one) for one in (left, head, left + 100, head + 4 * MM)))
            rows = [strip.crop((0, y, strip.width, y + 1)).getextrema() for y in range(strip.height)]
            lined = any(high < 250 for _, high in rows)
            assert lined == bool(at)
            found += lined
    assert found == 4


def test_figures_alone_on_the_flap_fill_its_height(tmp_path: Path) -> None:
    """Below each other, about as far apart, on a ground that ends in no seam at the fold beside one of its colour."""
    figures = {"24": "teams", "92%": "content", "130": "helpers", "3 of 4": "live"}
    numbers = "".join(f'  - {{num: "{num}", title: {title}}}\n' for num, title in figures.items())
    phases = "".join(f'    - {{title: Stage{at}, duration: 2 months, desc: "{filler(20)}"}}\n' for at in range(4))
    (tmp_path / "content.md").write_text(
        f"---\ntitle: Ferries\nlang: en\nnumbers:\n{numbers}steps:\n  list:\n{phases}"
        f'then: {{desc: "## Then\\n\\nWe row. {filler(60)}"}}\n---\n',
        encoding="utf-8",
    )
    settings = tmp_path / "brochure.yaml"
    settings.write_text("format: leaflet\n", encoding="utf-8")
    output = build(Job(tmp_path / "content.md", tmp_path, settings, tmp_path / "out")).output
    assert output is not None
    pages = Pages(output.path)
    boxes = {run.text: run.box for run in pages.runs(0)}
    feet = [boxes[word][1] for word in ("teams", "content", "helpers", "live")]
    apart = [above - below for above, below in pairwise(feet)]
    assert max(apart) < 1.2 * min(apart)
    assert feet[-1] < 16 * MM
    fold = LEAFLET.folds[0][0] * MM
    seam = pages.picture(0, scale=4.0).crop(tuple(round(4 * at) for at in (fold - 3, 5 * MM, fold + 3, 20 * MM)))
    assert len(seam.getcolors() or ()) == 1


@pytest.mark.parametrize("count", [2, 3, 4])
def test_figures_below_text_on_the_flap_are_read_as_one_group(tmp_path: Path, count: int) -> None:
    """What room is left makes drawings larger and lies above their ground; the last stands at the foot of its panel."""
    figures = {"24": "teams", "92%": "content", "130": "helpers", "3 of 4": "live"}
    rows = "".join(f'  - {{num: "{num}", title: {title}}}\n' for num, title in list(figures.items())[:count])
    phases = "".join(f"    - {{title: Stage{at}, duration: 2 months, desc: Some words.}}\n" for at in range(4))
    listed = "".join(f"  - {word} and none but {word}\n" for word in ("Oars", "Sails", "Ropes"))
    (tmp_path / "content.md").write_text(
        f"---\ntitle: Ferries\nlang: en\ndesc: |\n  We row to every island. {filler(12)}\n\n{listed}"
        f"numbers:\n{rows}steps:\n  list:\n{phases}---\n",
        encoding="utf-8",
    )
    settings = tmp_path / "brochure.yaml"
    settings.write_text("format: leaflet\n", encoding="utf-8")
    output = build(Job(tmp_path / "content.md", tmp_path, settings, tmp_path / "out")).output
    assert output is not None
    boxes = {run.text: run.box for run in Pages(output.path).runs(0)}
    labels = [boxes[word] for word in ("teams", "content", "helpers", "live")[:count]]
    numerals = [boxes[word] for word in ("24", "92", "130", "3")[:count]]
    foot = min(box[1] for box in labels)
    # From the label of the first row to the numerals of the next: a drawing, and what parts two rows.
    below = max(box[3] for box in numerals if box[3] < labels[0][1])
    assert labels[0][1] - below < _GROUPED
    assert foot < 13 * MM


@pytest.mark.parametrize("theme", THEMES)
def test_figures_below_a_long_text_are_as_large_as_alone(tmp_path: Path, theme: str) -> None:
    """Numerals of 34 pt below each other, with drawings as wide as the column and labels beside them, the last line of
    each on the line of its numeral; titles are those of pages.
    """
    case = Case(ROOT / "content" / "programme.md", CONTENTS / "projects" / "french.yaml", "leaflet", theme)
    output = build(case.job(tmp_path)).output
    assert output is not None
    pages = Pages(output.path)
    runs = [run for run in pages.runs(0) if panel_of(run.box[0], 1) == 0]
    sizes = {run.text: run.size for run in runs}
    assert [sizes[word] for word in ("206", "60", "90")] == [pytest.approx(34, abs=0.1)] * 3
    assert [sizes[word] for word in ("L’essentiel", "chiffres")] == [pytest.approx(26, abs=0.1)] * 2
    lefts = [next(run.box[0] for run in runs if run.text == word) for word in ("206", "60", "90")]
    assert max(lefts) - min(lefts) < 2
    # The text over them says the same words.
    words = ("Entrepreneurs", "EIG", "défis")
    labels = [min((run.box for run in runs if run.text == word), key=lambda box: box[1]) for word in words]
    assert min(box[0] for box in labels) > max(lefts) + 20 * MM
    # Shares of the width of the column, with its margins of 10 mm, are drawn to scale.
    wide = [(shape.box[2] - shape.box[0]) / MM for shape in pages.shapes(0)]
    assert [any(abs(one - (LEAFLET.panels[0] - 20) * share) < 0.2 for one in wide) for share in (0.6, 0.9)] == [
        True,
        True,
    ]


@pytest.mark.parametrize(("words", "large", "numeral"), [(12, 26, 34), (172, 14, 34), (190, 14, 24)])
def test_the_flap_gives_way_in_steps(tmp_path: Path, words: int, large: int, numeral: int) -> None:
    """Its titles first, then its figures; the stage of the phases stays."""
    figures = {"24": "teams", "92%": "of them content", "130": "helpers"}
    rows = "".join(f'  - {{num: "{num}", title: {title}}}\n' for num, title in figures.items())
    phases = "".join(f"    - {{title: Stage{at}, duration: 2 months, desc: {filler(30)}}}\n" for at in range(4))
    (tmp_path / "content.md").write_text(
        f"---\ntitle: Ferries\nlang: en\ndesc: We row. {filler(words)}\nnumbers:\n{rows}"
        f"steps:\n  title: Stages\n  list:\n{phases}---\n",
        encoding="utf-8",
    )
    settings = tmp_path / "brochure.yaml"
    settings.write_text("format: leaflet\n", encoding="utf-8")
    output = build(Job(tmp_path / "content.md", tmp_path, settings, tmp_path / "out")).output
    assert output is not None
    pages = Pages(output.path)
    sizes = {run.text: run.size for run in pages.runs(0) if panel_of(run.box[0], 1) == 0}
    assert (round(sizes["brief"]), round(sizes["130"])) == (large, pytest.approx(numeral, abs=1))
    assert sum(run.size > TITLE and run.text in "1234" for run in pages.runs(1)) == 4


@pytest.mark.parametrize("count", [2, 3, 5, 6])
def test_phases_of_any_count_stand_below_their_stage(tmp_path: Path, count: int) -> None:
    """What follows them has a panel of its own, where pictures stand whole beside their words, which are short."""
    for at in range(2):
        Image.new("RGB", (900, 600), (40 * at, 90, 160)).save(tmp_path / f"{at}.png")
    rows = [f"{{title: Stage{at}, duration: {1 + at} months, desc: Some words.}}" for at in range(count)]
    phases = "".join(f"    - {row}\n" for row in rows)
    (tmp_path / "content.md").write_text(
        "---\ntitle: Ferries\nlang: en\ndesc: We row to every island.\nnumbers: [{num: 12, title: boats}]\n"
        f"steps:\n  title: Stages\n  list:\n{phases}"
        "how:\n  desc: With oars and sails.\n  tiles:\n"
        "    - {title: A picture, image: 0.png}\n    - {title: Another, image: 1.png}\n---\n",
        encoding="utf-8",
    )
    settings = tmp_path / "brochure.yaml"
    settings.write_text("format: leaflet\n", encoding="utf-8")
    output = build(Job(tmp_path / "content.md", tmp_path, settings, tmp_path / "out")).output
    assert output is not None
    fold = LEAFLET.folds[1][1] * MM
    runs = Pages(output.path).runs(1)
    titles = [run.box for run in runs if run.text.startswith("Stage") and run.size < TITLE]
    assert len(titles) == count
    assert {panel_of(box[0], 2) for box in titles} == {0, 1}
    assert {run.text for run in runs if run.box[0] > fold} >= {"oars", "Another"}
    pictures = [one for one in read(output.path.read_bytes(), "it").pictures if one.page == 2]
    seen = [(one.box[2] - one.box[0], one.box[3] - one.box[1]) for one in pictures]
    assert seen == [pytest.approx((52 * MM, 52 / 1.5 * MM), abs=0.5)] * 2
    assert min(one.box[0] for one in pictures) > fold + CLEAR


def test_phases_that_cannot_run_on_keep_their_stage(tmp_path: Path) -> None:
    """Where their texts break nowhere well they stand whole, with an uneven foot, below a stage over all panels."""
    first = "Twelve walks with the neighbours, notebook in hand."
    rest = "A hundred metres at a time, never more than five weeks. " * 7
    rows = "".join(
        f'    - {{title: Stage{at}, duration: 3 months, dates: Walk and count, desc: "{first} {rest}"}}\n'
        for at in range(4)
    )
    (tmp_path / "content.md").write_text(
        f"---\ntitle: Ferries\nlang: en\ndesc: We row.\nsteps:\n  title: Stages\n  list:\n{rows}---\n", encoding="utf-8"
    )
    settings = tmp_path / "brochure.yaml"
    settings.write_text("format: leaflet\ntheme: civic\n", encoding="utf-8")
    output = build(Job(tmp_path / "content.md", tmp_path, settings, tmp_path / "out")).output
    assert output is not None
    numerals = {run.text: run.box[0] for run in Pages(output.path).runs(1) if run.size > TITLE and run.text in "1234"}
    starts = [LEAFLET.width * MM * at / 4 for at in range(4)]
    assert [0 < numerals[str(at)] - start < 40 * MM for at, start in enumerate(starts, 1)] == [True] * 4
