"""The phases of the programme in every look: how their texts end, what icons keep from lengths, their title."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from pathlib import Path
from tempfile import mkdtemp

import pytest
from PIL import Image, ImageChops

from brochure.pipeline import build
from brochure.vocabulary.job import Job
from brochure.vocabulary.paper import FORMATS
from brochure.vocabulary.scale import scale_of
from tests.corpus import PROGRAMME, ROOT
from tests.seen import Pages, Run, Shape, lines

MM = 72 / 25.4
# In mm: what an icon keeps from a length above it.
CLEAR = 3.0
PAPER = (255, 255, 255)
# What our own drawings are made of, and the accent of civic.
OURS = ((20, 33, 61), (255, 90, 60))
BRASS = (201, 162, 78)
SIZES = ("a5", "a4", "letter", "square", "leaflet")
LOOKS = ("studio", "civic", "festival", "ledger")


@cache
def pages(look: str, size: str) -> tuple[Pages, list[int]]:
    """Give the pages, and the numbers of those of the phases."""
    folder = Path(mkdtemp())
    settings = folder / "brochure.yaml"
    settings.write_text(f"language: fr\nformat: {size}\ntheme: {look}\n", encoding="utf-8")
    outcome = build(Job(PROGRAMME, ROOT, settings, folder / "out"))
    assert outcome.output is not None
    found = Pages(outcome.output.path)
    return found, [1] if size == "leaflet" else [3, 4]


each = pytest.mark.parametrize(("look", "size"), [(look, size) for look in LOOKS for size in SIZES])


on_pages = pytest.mark.parametrize(("look", "size"), [(look, size) for look in LOOKS for size in SIZES[:-1]])


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("size", ["a5", "a4", "square"])
def test_no_text_in_a_list_of_phases_ends_in_a_word_alone(tmp_path: Path, size: str, look: str) -> None:
    """Of twelve, each has a line and a word beside its title."""
    said = {"a5": "Un mois, un thème, une rencontre."}.get(size, "Un mois, un thème, un quartier, une rencontre.")
    rows = "".join(f'    - {{title: Étape{at}, duration: 1 mois, desc: "{said}"}}\n' for at in range(12))
    (tmp_path / "content.md").write_text(f"---\ntitle: Un\nlang: fr\nsteps:\n  list:\n{rows}---\n", "utf-8")
    settings = tmp_path / "brochure.yaml"
    settings.write_text(f"language: fr\nformat: {size}\ntheme: {look}\n", encoding="utf-8")
    output = build(Job(tmp_path / "content.md", tmp_path, settings, tmp_path / "out")).output
    assert output is not None
    found = Pages(output.path)
    ends = [line for page in range(len(found)) for line in lines(found.runs(page)) if line.endswith("rencontre.")]
    assert len(ends) == 12
    assert all(" " in line for line in ends), ends[0]


@pytest.mark.parametrize("look", LOOKS)
def test_no_short_text_of_a_phase_ends_so_on_a_leaflet(tmp_path: Path, look: str) -> None:
    """There it is as large as others; on a page a size larger."""
    said = (
        "Nous écrivons comment cela marche, nous formons la relève, et nous trouvons de quoi vivre deux ans. Puis nous "
        "partons : le meilleur signe de réussite est que personne n'a plus besoin de nous."
    )
    rows = "".join(f'    - {{title: Étape{at}, duration: 2 mois, desc: "{said}"}}\n' for at in range(4))
    (tmp_path / "content.md").write_text(
        f'---\ntitle: Un\nlang: fr\nsteps:\n  list:\n{rows}then: {{desc: "## Et après\\n\\n{said}"}}\n---\n', "utf-8"
    )
    settings = tmp_path / "brochure.yaml"
    settings.write_text(f"format: leaflet\ntheme: {look}\n", encoding="utf-8")
    output = build(Job(tmp_path / "content.md", tmp_path, settings, tmp_path / "out")).output
    assert output is not None
    last = [line for line in _columns(Pages(output.path), 1, 3) if line.endswith("nous.")]
    assert len(last) >= 4
    assert "nous." not in last


@each
def test_no_text_of_a_phase_ends_in_a_word_alone(look: str, size: str) -> None:
    """Neither the coloured first sentence, though its last words are slanted, nor the text below it."""
    made, numbers = pages(look, size)
    said = [line for number in numbers for line in _columns(made, number, 3 if size == "leaflet" else 2)]
    ends = (
        "fine.",
        "prouvé.",
        "l’innovation.",
        "fonctionnalités.",
        "entrepreneuriale.",
        "prescription.",
        "opportunités.",
        "enjeux.",
    )
    for end in ends:
        found = [line for line in said if line.endswith(end)]
        assert found, end
        assert all(len(line.split()) > 1 and len(line) > len("in fine.") for line in found), found
    # Nor is a line before the last one a word alone.
    assert not [line for line in said if line in ("que", "précise", "une")]


@each
def test_the_last_words_of_a_first_sentence_leave_no_hole_before_them(look: str, size: str) -> None:
    """The line before takes what has room on it, and no article is left at its end where it is larger than the text."""
    made, numbers = pages(look, size)
    said = [line for number in numbers for line in _columns(made, number, 3 if size == "leaflet" else 2)]
    parted = ("faisabilité de l’innovation.", "maximum de fonctionnalités.")
    assert not [line for line in said if line in parted]
    wide = made.size(numbers[0])[0] / (3 if size == "leaflet" else 2)
    runs = [run for run in made.runs(numbers[0]) if run.box[2] < wide]
    first, before, might = (
        next(run for run in runs if run.text == word) for word in ("Avant", "numérique", "pourrait")
    )
    edge = max(run.box[2] for run in runs if run.box[3] <= first.box[3])
    if might.box[1] < before.box[1] - 1:
        assert before.box[2] + might.box[2] - might.box[0] + might.size / 4 > edge


# Where first sentences are larger than the text.
LARGE = [(look, size) for look in LOOKS for size in SIZES[1:4]]


@pytest.mark.parametrize("look", LOOKS)
def test_first_sentences_on_a_square_page_are_larger_than_the_text(look: str) -> None:
    """As on A4; the band takes what they leave, and is no lower than it may be."""
    made, numbers = pages(look, "square")
    scale = scale_of(FORMATS["square"])
    for number in numbers:
        head, foot = _edges(made, number, 5)[-2:]
        assert foot - head >= 46
        assert [run for run in made.runs(number) if abs(run.size - scale.lead) < 0.1]


@pytest.mark.parametrize(("look", "size"), LARGE)
def test_every_text_of_a_spread_begins_as_far_below_its_first_sentence(look: str, size: str) -> None:
    """Half a line, over the fold, too, though sentences are of other sizes and lines than the texts."""
    made, numbers = pages(look, size)
    gaps = [gap for number in numbers for gap in _gaps(made, number, size)]
    assert len(gaps) == 4
    assert max(gaps) - min(gaps) < 0.3 * MM, gaps
    # Baselines are as much further apart as a line is high.
    assert min(gaps) > 1.5 * scale_of(FORMATS[size]).text / 2 * MM - 0.1, gaps


@each
def test_icons_keep_off_lengths(look: str, size: str) -> None:
    """A disc of paper lies below the length of its segment, or beside it."""
    made, numbers = pages(look, size)
    for number in numbers:
        discs = [shape for shape in made.shapes(number) if _is_disc(shape)]
        for run in [run for run in made.runs(number) if run.text == "mois" and _in_band(run, made.size(number)[1])]:
            for disc in discs:
                if disc.box[0] < run.box[2] and run.box[0] < disc.box[2]:
                    assert run.box[1] - disc.box[3] >= CLEAR * MM


@pytest.mark.parametrize("look", LOOKS)
def test_icons_of_a_leaflet_stand_in_its_band_with_lengths_beside_the_numerals(look: str) -> None:
    """The band is as high as they need, whatever the texts below it."""
    made, (number,) = pages(look, "leaflet")
    runs = made.runs(number)
    numeral = max((run for run in runs if run.text == "1"), key=lambda run: run.size)
    length = next(run for run in runs if run.text == "mois" and numeral.box[2] < run.box[0] < 40 * MM)
    assert length.box[1] == pytest.approx(numeral.box[1], abs=0.3 * MM)
    head, *_, foot = _edges(made, number, 5)
    assert foot - head >= 43
    shown = made.picture(number, text=False, scale=4.0)
    across = shown.width / FORMATS["leaflet"].width
    # Below the length, above the ticks.
    band = shown.crop((round(20 * across), round((head + 16) * across), round(38 * across), round((foot - 5) * across)))
    box = ImageChops.difference(band, Image.new("RGB", band.size, band.getpixel((0, 0)))).getbbox()
    assert box is not None
    assert (box[3] - box[1]) / across > 10


@pytest.mark.parametrize(
    ("look", "size"), [(look, size) for look in LOOKS for size in ("a5", "a4", "letter", "square")]
)
def test_a_title_that_is_a_hair_too_long_is_one_line(look: str, size: str) -> None:
    """It runs on as far as it is safe beside the fold."""
    made, (number, _) = pages(look, size)
    title = next(line for line in lines(made.runs(number)) if line.startswith("Les"))
    assert title == "Les 4 phases du programme"
    words = [run for run in made.runs(number) if run.text == "programme" and run.size > 20]
    assert all(run.box[2] <= made.size(number)[0] - 10 * MM for run in words)


@each
def test_the_total_stands_on_the_line_of_the_title(look: str, size: str) -> None:
    """Also where that is set a hair smaller to be one line."""
    made, numbers = pages(look, size)
    runs = [run for number in numbers for run in made.runs(number) if run.size > 20]
    (title,) = [run for run in runs if run.text == "Les"]
    (total,) = [run for run in runs if run.text == "mois" and run.box[3] > title.box[1]]
    assert total.size == pytest.approx(title.size, abs=0.05)
    assert total.box[1] == pytest.approx(title.box[1], abs=0.1 * MM)


@pytest.mark.parametrize("size", ["a5", "a4", "letter", "square"])
def test_the_field_of_a_title_reaches_down_to_the_band(size: str) -> None:
    """In ledger, on both pages: no strip of paper lies between the two."""
    made, numbers = pages("ledger", size)
    for number in numbers:
        picture = made.whole(number)
        # Beside the words, from the head of the page into the band.
        column = picture.crop((8, 0, 9, picture.height * 3 // 10)).tobytes()
        shades = {column[at : at + 3] for at in range(0, len(column), 3)}
        assert bytes(PAPER) not in shades
        assert len(shades) >= 2


@pytest.mark.parametrize(("look", "size"), [(look, size) for look in LOOKS[1:] for size in SIZES])
def test_drawings_of_the_content_are_in_the_colours_of_the_look(look: str, size: str) -> None:
    """Its icons stand on their segments without a disc; photographs it has none."""
    made, numbers = pages(look, size)
    for number in range(len(made)):
        seen = {colour for _, colour in made.whole(number).getcolors(1 << 24) or ()}
        assert not seen & set(OURS), number
    shapes = [shape for number in numbers for shape in made.shapes(number)]
    assert not [shape for shape in shapes if _is_disc(shape) and shape.box[0] < 190 * MM]


@on_pages
def test_icons_end_on_the_measure(look: str, size: str) -> None:
    """What is drawn of them does, at the fold and at the edge of the sheet."""
    made, numbers = pages(look, size)
    paper = FORMATS[size]
    for number in numbers:
        shown = made.picture(number, text=False, scale=4.0)
        across = shown.width / paper.width
        edge, top = shown.width - 4, round(scale_of(paper).start * across) + 4
        ground = shown.getpixel((edge, top))
        foot = next(y for y in range(top, shown.height) if shown.getpixel((edge, y)) != ground) - round(5 * across)
        band = shown.crop((round(0.6 * shown.width), top, edge, foot))
        box = ImageChops.difference(band, Image.new("RGB", band.size, ground)).getbbox()
        assert box is not None
        ends = (round(0.6 * shown.width) + box[2]) / across
        assert ends == pytest.approx(paper.width - scale_of(paper).margin, abs=0.3)


@on_pages
def test_a_title_ends_on_the_measure(look: str, size: str) -> None:
    made, (number, _) = pages(look, size)
    title = [run for run in made.runs(number) if run.text == "programme" and run.size > 20]
    assert title
    assert all(run.box[2] <= (FORMATS[size].width - scale_of(FORMATS[size]).margin + 0.1) * MM for run in title)


@pytest.mark.parametrize("size", SIZES)
def test_a_rule_of_civic_stands_over_the_title(size: str) -> None:
    made, numbers = pages("civic", size)
    title = next(run for run in made.runs(numbers[0]) if run.text == "phases" and run.size > 20)
    rules = [shape.box for shape in made.shapes(numbers[0]) if shape.colour == BRASS and _is_rule(shape)]
    (rule,) = [box for box in rules if box[0] < title.box[0] and box[1] > title.box[1]]
    assert rule[1] > title.box[3]


@pytest.mark.parametrize("look", ["studio", "civic", "ledger"])
def test_pictures_of_a_leaflet_are_as_wide_as_their_words_allow(look: str) -> None:
    """Beside words as large as leads they are no narrower than these leave them."""
    made, (number,) = pages(look, "leaflet")
    wide = [shape.box[2] - shape.box[0] for shape in made.shapes(number) if _is_picture(shape)]
    assert len(wide) >= 2
    assert min(wide) > 35.9 * MM


def test_a_title_of_ledger_on_a_panel_has_one_rule_below_it() -> None:
    made, (number,) = pages("ledger", "leaflet")
    title = next(run for run in made.runs(number) if run.text.startswith("après"))
    shown = made.whole(number)
    across = shown.width / FORMATS["leaflet"].width
    foot = round(shown.height - title.box[1] * across / MM)
    # Between the icon and the words below it.
    column = [shown.getpixel((round(218 * across), foot + y)) for y in range(round(8 * across))]
    assert len([one for one, before in zip(column[1:], column, strict=False) if one != PAPER == before]) == 1


@pytest.mark.parametrize("look", LOOKS)
def test_the_band_of_a_leaflet_takes_what_the_rows_below_it_leave(look: str) -> None:
    """It begins at 29 mm, clear of the title, and rows are as far apart in every theme."""
    made, (number,) = pages(look, "leaflet")
    runs, high = made.runs(number), made.size(number)[1]
    head, *_, foot = _edges(made, number, 5)
    assert head == pytest.approx(29, abs=0.5)
    title = next(run for run in runs if run.text == "programme" and run.size > 20)
    assert (high - title.box[1]) / MM < head - 2
    below = next(run for run in runs if run.text == "Amplifier")
    above = [run for run in runs if run.box[0] < 190 * MM and below.box[3] < run.box[1] < high - foot * MM]
    assert 6 * MM < min(run.box[1] for run in above) - below.box[3] < 9 * MM


@pytest.mark.parametrize("look", LOOKS)
def test_a_phase_that_begins_at_a_fold_is_named_on_the_margin_of_its_panel(look: str) -> None:
    """Nothing is bound there: its numeral begins where the words below it do."""
    made, (number,) = pages(look, "leaflet")
    runs = [run for run in made.runs(number) if run.box[0] > 290]
    title = min(run.box[0] for run in runs if run.text == "Prouver")
    numeral = min(run.box[0] for run in runs if run.text == "3" and run.size > 40)
    assert numeral == pytest.approx(title, abs=0.4 * MM)


@pytest.mark.parametrize("look", LOOKS)
def test_words_beside_a_picture_of_a_leaflet_are_as_large_as_leads(look: str) -> None:
    """They have as many lines as beside the picture have room."""
    made, (number,) = pages(look, "leaflet")
    runs = [run for run in made.runs(number) if run.box[0] > 240 * MM]
    first, last = (next(run for run in runs if run.text == word) for word in ("Coaching", "projet"))
    assert first.size == pytest.approx(scale_of(FORMATS["leaflet"]).lead, abs=0.1)
    assert 0 < first.box[3] - last.box[3] < 4 * 1.3 * first.size


@pytest.mark.parametrize("look", LOOKS)
def test_words_beside_icons_of_a_leaflet_keep_room_for_them(look: str) -> None:
    """On the flap, too: no icon stands in the margin."""
    made, _ = pages(look, "leaflet")
    runs = made.runs(0)
    head, row = (next(run for run in runs if run.text == word and run.box[0] < 30 * MM) for word in ("Ses", "Un"))
    assert row.box[0] == pytest.approx(head.box[0] + 11 * MM, abs=0.3 * MM)


@pytest.mark.parametrize("look", LOOKS)
def test_a_text_of_a_leaflet_begins_half_a_line_below_what_leads_into_it(look: str) -> None:
    """As on pages."""
    made, (number,) = pages(look, "leaflet")
    runs = made.runs(number)
    text = next(run for run in runs if run.text == "Cette" and run.box[0] < 99 * MM)
    leads = [run for run in runs if run.text.endswith("l’innovation.") and run.box[0] < 99 * MM]
    lead = min((run for run in leads if run.box[1] > text.box[1]), key=lambda run: run.box[1])
    assert (lead.box[1] - text.box[1]) / (1.36 * text.size) == pytest.approx(1.5, abs=0.03)


@pytest.mark.parametrize("look", LOOKS)
def test_drawings_of_a_flap_keep_clear_of_their_numerals(look: str) -> None:
    """By as much as on pages, under titles that are as large as there."""
    made, _ = pages(look, "leaflet")
    runs, scale = made.runs(0), scale_of(FORMATS["leaflet"])
    shapes = [one.box for one in made.shapes(0) if 0.5 * MM < one.box[3] - one.box[1] < 10 * MM]
    assert [run.size for run in runs if run.text == "chiffres"] == [pytest.approx(scale.title, abs=0.1)]
    numerals = [run.box for run in runs if run.text in ("206", "60", "90") and run.size == pytest.approx(34, abs=0.1)]
    assert len(numerals) == 3
    for box in numerals:
        drawn = min(one[1] for one in shapes if one[1] > box[3] and one[0] < 99 * MM)
        assert 3 * MM < drawn - box[3] < 6 * MM


@pytest.mark.parametrize("look", LOOKS)
def test_a_title_on_a_coloured_ground_of_a_leaflet_keeps_off_its_edge(look: str) -> None:
    made, _ = pages(look, "leaflet")
    (title,) = [run for run in made.runs(0) if run.text == "chiffres"]
    grounds = [shape.box for shape in made.shapes(0) if shape.box[0] < 1 and 95 * MM < shape.box[2] < 105 * MM]
    assert min(box[3] - title.box[3] for box in grounds if box[3] > title.box[3]) > 5.5 * MM


def test_items_of_ledger_begin_as_far_below_the_rule_of_their_title_as_below_their_own() -> None:
    made, (number,) = pages("ledger", "leaflet")
    high, edges = made.size(number)[1] / MM, _edges(made, number, 212)
    firsts = [high - run.box[3] / MM for run in made.runs(number) if run.text == "Pour" and run.box[0] > 200 * MM]
    gaps = [first - max(edge for edge in edges if edge < first) for first in firsts]
    assert len(gaps) == 2
    assert abs(gaps[0] - gaps[1]) < 0.6


@pytest.mark.parametrize(("look", "size"), [(look, size) for look in LOOKS for size in ("a4", "letter")])
def test_items_below_a_text_on_a_large_page_have_names_as_large_as_parts(look: str, size: str) -> None:
    """Their segments are high: of a line or two of a lead most of them was empty."""
    made, _ = pages(look, size)
    names = [run for run in made.runs(1) if run.text in ("inclusif", "intelligible", "collaboratif")]
    assert [run.size for run in names] == [pytest.approx(scale_of(FORMATS[size]).section, abs=0.1)] * 3


def _gaps(made: Pages, number: int, size: str) -> list[float]:
    """Give how far below the first sentences of two neighbours, which are larger, their texts stand."""
    half, scale = made.size(number)[0] / 2, scale_of(FORMATS[size])
    gaps = []
    for left in (True, False):
        runs = [run for run in made.runs(number) if (run.box[0] < half) == left]
        led = [run for run in runs if abs(run.size - scale.lead) < 0.1]
        last = min(run.box[1] for run in led)
        text = [run for run in runs if abs(run.size - scale.text) < 0.6 and run.box[3] < last + 1]
        gaps.append(_foot(led, last) - _foot(text, max(run.box[1] for run in text)))
    return gaps


def _columns(made: Pages, number: int, count: int) -> list[str]:
    """Give the lines of a page column by column: their lines do not stand on those of the next."""
    wide = made.size(number)[0] / count
    runs = made.runs(number)
    return [line for at in range(count) for line in lines([run for run in runs if run.box[0] // wide == at])]


def _foot(runs: list[Run], near: float) -> float:
    """Give the line that words stand on of which one ends there, or hangs below it."""
    return max(run.box[1] for run in runs if abs(run.box[1] - near) < 0.4 * run.size)


def _flat(made: Pages, number: int, size: float) -> list[Run]:
    """Give words of running text, above the folio, no letter of which hangs below its line."""
    runs = [run for run in made.runs(number) if 0.9 * size < run.size < 1.1 * size]
    return [run for run in runs if run.box[1] > 15 * MM and set(run.text) <= set("adehiklmnorstuvx")]


def _edges(made: Pages, number: int, x: float) -> list[float]:
    """Give where colours change from the head of a page down, at so many mm from its left edge; in mm."""
    shown, (wide, _) = made.whole(number), made.size(number)
    scale = shown.width / wide * MM
    column = [shown.getpixel((round(x * scale), y)) for y in range(shown.height)]
    return [y / scale for y, (before, here) in enumerate(pairwise(column), 1) if here != before]


def _is_rule(shape: Shape) -> bool:
    return shape.box[3] - shape.box[1] < 1.5 * MM and shape.box[2] - shape.box[0] > 8 * MM


def _is_picture(shape: Shape) -> bool:
    """Tell of the ground of a picture that is drawn, half as wide again as high, on the last panel."""
    wide, high = shape.box[2] - shape.box[0], shape.box[3] - shape.box[1]
    return shape.box[0] > 190 * MM and wide > 30 * MM and abs(wide - 1.5 * high) < 0.5


def _is_disc(shape: Shape) -> bool:
    wide, high = shape.box[2] - shape.box[0], shape.box[3] - shape.box[1]
    return shape.colour == PAPER and 8 * MM < wide < 40 * MM and abs(wide - high) < 1


def _in_band(run: Run, height: float) -> bool:
    return run.box[1] > 0.45 * height and run.size < 24
