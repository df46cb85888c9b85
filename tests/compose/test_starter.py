"""What `new` writes, as it looks: its texts fill their pages, sizes are in order, titles stand at one place."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest

from brochure.cli.commands import main
from brochure.pipeline import build
from brochure.vocabulary.job import Job
from brochure.vocabulary.paper import FORMATS
from brochure.vocabulary.scale import scale_of
from tests.seen import SCALE, Pages

MM = 72 / 25.4
INK, SIGNAL = (20, 33, 61), (255, 90, 60)


@cache
def starter(language: str, size: str, theme: str) -> Pages:
    """Build the starter of a language."""
    folder = Path(mkdtemp()) / "new"
    assert main(["new", "--quiet", str(folder), f"--language={language}", f"--format={size}"]) == 0
    settings = folder / "brochure.yaml"
    settings.write_text(f"{settings.read_text('utf-8')}theme: {theme}\n", encoding="utf-8")
    outcome = build(Job(folder / "content" / "brochure.md", folder, settings, folder / "out"))
    assert outcome.pdf is not None
    return Pages(outcome.pdf)


def _page_of(pages: Pages, words: str) -> int:
    return next(at for at in range(1, len(pages)) if words in pages.text(at).replace("\u00a0", " "))


@pytest.mark.parametrize("theme", ["civic", "ledger"])
def test_the_text_of_the_starter_ends_near_the_foot(theme: str) -> None:
    """Also in a narrow face: words that are all there is below a lead take some of the room."""
    pages, paper, scale = starter("fr", "a5", theme), FORMATS["a5"], scale_of(FORMATS["a5"])
    at = _page_of(pages, "Pour qui")
    lowest = min(run.box[1] for run in pages.runs(at) if run.size > scale.small + 0.1) / MM
    assert paper.height - lowest > scale.start + 0.85 * (paper.height - scale.start - scale.foot)


@pytest.mark.parametrize("theme", ["studio", "civic"])
def test_sizes_below_a_quotation_are_in_order(theme: str) -> None:
    """A heading is no smaller than the lead over it, which is larger than leads are so that its lines over the whole
    measure have no more letters than text has; the sign of the quotation is of the colour of its words; what is below
    keeps clear of its ground.
    """
    pages, scale = starter("fr", "a4", theme), scale_of(FORMATS["a4"])
    at = _page_of(pages, "Pour qui")
    ground = max((one for one in pages.shapes(at) if one.colour == SIGNAL), key=lambda one: one.area).box
    below = {run.text: run for run in pages.runs(at) if run.box[3] < ground[1]}
    assert (below["participer"].size, below["Le"].size) == (pytest.approx(scale.section), pytest.approx(scale.section))
    # What follows the lead stands in two columns.
    text, other = (below[word].box[0] for word in ("cherchons", "Personne"))
    assert text < 0.2 * pages.size(at)[0] < 0.5 * pages.size(at)[0] < other
    within = [
        one for one in pages.shapes(at) if one.box[1] > ground[1] + 1 and one.area < 0.05 * pages.size(at)[0] ** 2
    ]
    assert {one.colour for one in within if one.colour != SIGNAL} == {INK}
    rules = [one.box for one in pages.shapes(at) if one.colour == SIGNAL and one.box[3] < ground[1] - 0.1]
    assert all(ground[1] - rule[3] > 11 * MM for rule in rules)
    assert bool(rules) == (theme == "civic")


@pytest.mark.parametrize("size", ["a5", "square"])
def test_titles_of_ledger_stand_at_one_place(size: str) -> None:
    """Over the band of the phases as on other pages."""
    pages = starter("fr", size, "ledger")
    # What is said in a title, and in it a word without letters that hang down; the total stands on its line.
    titles = {"L’essentiel": "L’essentiel", "En chiffres": "chiffres", "Quatre étapes": "mois", "Pour qui": "Pour"}
    title = scale_of(FORMATS[size]).title
    tops = [
        next(
            run.box[1]
            for over in (0, 1)
            for run in pages.runs(_page_of(pages, words) + over)
            if run.size == pytest.approx(title) and run.text == word
        )
        for words, word in titles.items()
    ]
    assert max(tops) - min(tops) < 0.5


@pytest.mark.parametrize("theme", ["festival", "civic"])
def test_names_of_a_square_page_are_large_beside_the_spine(theme: str) -> None:
    pages, title = starter("en", "square", theme), scale_of(FORMATS["square"]).title
    sizes = {run.text: run.size for run in pages.runs(_page_of(pages, "In brief"))}
    assert [sizes[word] for word in ("tools", "scale", "learn")] == [pytest.approx(title)] * 3


@pytest.mark.parametrize(
    ("language", "size", "theme"),
    [
        ("fr", "a5", "civic"),
        ("fr", "a4", "ledger"),
        ("fr", "letter", "studio"),
        ("en", "square", "festival"),
        ("en", "a5", "studio"),
    ],
)
def test_the_spine_and_its_names_stand_on_the_columns_of_the_page(language: str, size: str, theme: str) -> None:
    """Whatever lines the names have, the spine ends with the second of six columns (sheet sections-1)."""
    pages, paper, scale = starter(language, size, theme), FORMATS[size], scale_of(FORMATS[size])
    third = (paper.width - 2 * scale.margin - 2 * scale.gutter) / 3
    at = _page_of(pages, "vraiment" if language == "fr" else "really use")
    cells = [one for one in pages.shapes(at) if one.box[0] < 1 and one.box[2] < 0.5 * pages.size(at)[0]]
    spine = max(cells, key=lambda one: one.area)
    names = [
        run.box[0] for run in pages.runs(at) if run.size == pytest.approx(scale.title) and run.box[0] > spine.box[2]
    ]
    assert spine.box[2] / MM == pytest.approx(scale.margin + third, abs=0.1)
    assert min(names) / MM == pytest.approx(scale.margin + third + scale.gutter, abs=1)


def test_no_rule_of_civic_stands_below_the_ticks_of_a_back() -> None:
    pages = starter("fr", "a5", "civic")
    last = len(pages) - 1
    call = next(run.box for run in pages.runs(last) if run.text == "Envie")
    rules = [one for one in pages.shapes(last) if one.colour == SIGNAL and 0 < one.box[1] - call[3] < 12 * MM]
    assert rules == []


@pytest.mark.parametrize("size", ["a5", "square"])
@pytest.mark.parametrize("theme", ["studio", "ledger"])
def test_a_quotation_stands_right_below_its_sign(size: str, theme: str) -> None:
    """And who says it right below that, at the foot of the page."""
    pages, paper, scale = starter("fr", size, theme), FORMATS[size], scale_of(FORMATS[size])
    at = _page_of(pages, "Nous avons appris")
    sign = min(one.box[1] for one in pages.shapes(at) if one.colour == INK)
    runs = pages.runs(at)
    words = [run.box for run in runs if run.size == pytest.approx(scale.title)]
    name = next(run.box for run in runs if run.text == "Camille")
    unit = paper.width / 148 * MM
    assert sign - max(box[3] for box in words) < 12 * unit
    assert min(box[1] for box in words) - name[3] < 8 * unit
    assert name[1] < 0.15 * paper.height * MM


@pytest.mark.parametrize(("language", "said"), [("fr", "4 étapes"), ("en", "4 steps")])
def test_the_legend_of_the_cover_calls_the_phases_as_their_title_does(language: str, said: str) -> None:
    assert said in starter(language, "a5", "studio").text(0).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("size", "theme"), [("a5", "studio"), ("a5", "civic"), ("square", "studio"), ("letter", "ledger")]
)
def test_icons_of_a_spine_stand_on_the_margin(size: str, theme: str) -> None:
    pages, margin = starter("fr", size, theme), scale_of(FORMATS[size]).margin * MM
    at = _page_of(pages, "L’essentiel")
    seen = pages.whole(at).convert("RGB")
    rows = [y for y in range(seen.height) if _near(seen.getpixel((2, y)), SIGNAL)]
    inked = next(x for x in range(seen.width) if any(_near(seen.getpixel((x, y)), INK) for y in rows[4:-4]))
    assert inked / SCALE == pytest.approx(margin, abs=MM)


@pytest.mark.parametrize("size", ["a4", "letter"])
@pytest.mark.parametrize(("language", "words"), [("fr", ("Pour qui", "participer")), ("en", ("Who is it", "take"))])
@pytest.mark.parametrize("theme", ["studio", "civic"])
def test_columns_below_a_quotation_end_at_about_one_height(
    size: str, language: str, words: tuple[str, str], theme: str
) -> None:
    """None is two lines longer, and all items of a list stand in one of them; the quotation leaves them their room."""
    pages, scale = starter(language, size, theme), scale_of(FORMATS[size])
    at = _page_of(pages, words[0])
    middle = pages.size(at)[0] / 2
    numbers = [run.box[0] for run in pages.runs(at) if run.text in ("1.", "2.", "3.")]
    assert len(numbers) == 3
    assert max(numbers) - min(numbers) < MM
    ground = max((one for one in pages.shapes(at) if one.colour == SIGNAL), key=lambda one: one.area).box
    assert ground[3] - ground[1] < 0.43 * pages.size(at)[1]
    text = [run.box for run in pages.runs(at) if run.size == pytest.approx(scale.text, abs=0.6)]
    lows = [min(box[1] for box in text if (box[0] > middle) == right) for right in (False, True)]
    assert abs(lows[0] - lows[1]) < 2 * 4 * scale.grid * MM
    heading = next(run.box for run in pages.runs(at) if run.text == words[1])
    assert any(box[3] < heading[1] and (box[0] > middle) == (heading[0] > middle) for box in text)


@pytest.mark.parametrize("theme", ["studio", "festival", "civic"])
@pytest.mark.parametrize("size", ["a5", "square"])
def test_a_lead_is_told_from_its_text_which_is_not_drawn_apart(size: str, theme: str) -> None:
    """By a size, and by no more than a title is from its lead; a heading stands as far from the text over it as
    everywhere, however much room is left.
    """
    pages, scale = starter("fr", size, theme), scale_of(FORMATS[size])
    at = _page_of(pages, "Pour qui")
    runs = {run.text: run for run in pages.runs(at)}
    assert [runs[word].size for word in ("Le", "Personne")] == [
        pytest.approx(scale.section),
        pytest.approx(scale.lead),
    ]
    above, heading = runs["nous."].box, runs["participer"].box
    assert above[1] - heading[3] < 1.5 * 5 * scale.grid * MM
    first = runs["cherchons"].box[3]
    lead = min(run.box[1] for run in pages.runs(at) if run.size == pytest.approx(scale.section) and run.box[1] > first)
    title = runs["Pour"].box[1] - runs["Le"].box[3]
    assert lead - first < min(title, 12 * scale.grid * MM)


@pytest.mark.parametrize(
    ("size", "theme"), [("a5", "civic"), ("a5", "ledger"), ("letter", "studio"), ("letter", "ledger"), ("a5", "studio")]
)
def test_icons_of_a_spine_keep_clear_of_its_edge(size: str, theme: str) -> None:
    """By half a margin at the least."""
    pages, scale = starter("fr", size, theme), scale_of(FORMATS[size])
    at = _page_of(pages, "L’essentiel")
    seen = pages.whole(at).convert("RGB")
    rows = [y for y in range(seen.height) if _near(seen.getpixel((2, y)), SIGNAL)][4:-4]
    edge = next(x for x in range(seen.width) if not _near(seen.getpixel((x, rows[0])), SIGNAL))
    inked = max(x for x in range(edge) if any(_near(seen.getpixel((x, y)), INK) for y in rows))
    assert (edge - inked) / SCALE > 0.5 * scale.margin * MM


def _near(seen: object, colour: tuple[int, int, int]) -> bool:
    assert isinstance(seen, tuple)
    return all(abs(one - other) < 12 for one, other in zip(seen, colour, strict=True))
