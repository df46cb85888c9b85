"""The phases as a stage: to scale from bleed to bleed, everything printed once, nothing over anything else."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path
from string import ascii_lowercase
from tempfile import mkdtemp

import pytest
from pypdfium2 import PdfDocument

from brochure.figures.measuring import Listener, asked, has_same_answers, listening
from brochure.figures.segments import Field, one_after_another
from brochure.figures.typeface import Typeface, ems
from brochure.load.quantity import Duration
from brochure.pipeline import build
from brochure.sections.phases.ends import EndsBest
from brochure.sections.phases.entry import counts, way_in
from brochure.sections.phases.evenly import Ends, Leads
from brochure.sections.phases.leads import leading
from brochure.sections.phases.lengths import Lengths
from brochure.sections.phases.lettering import Letterer
from brochure.vocabulary.job import Job, Outcome
from brochure.vocabulary.shipped import FONTS
from tests.corpus import CONTENTS
from tests.pdfreader.reading import Reading
from tests.seen import Pages, Run, Shape

MM = 72 / 25.4
WORDS = "We walk the line with those who take it every day, and write down what is missing. "
LENGTHS = {2: (4, 8), 3: (3, 6, 3), 4: (2, 3, 3, 2), 5: (2, 4, 3, 6, 3), 7: (2, 4, 2, 1, 8, 12, 3)}
LENGTHS |= {9: (*LENGTHS[7], 1, 2), 12: (*LENGTHS[7], 1, 2, 4, 6, 2)}


def name(number: int) -> str:
    """Give a title of its own for each phase."""
    return (ascii_lowercase[number] * 4).capitalize() + "x"


COUNTS = (2, 4, 7, 12)


@cache
def shared(count: int, text: str, preset: str = "screen", size: str = "a5") -> Outcome:
    """Build so many phases once for all tests of this process."""
    return built(Path(mkdtemp()), LENGTHS[count], text, preset, size)


def built(
    folder: Path, lengths: tuple[object, ...], text: str = "", preset: str = "screen", size: str = "a5"
) -> Outcome:
    """Build phases of these lengths: months where they are numbers, else as they are written."""
    content = folder / "a.md"
    rows = []
    for number, length in enumerate(lengths):
        said = f"{length} {'month' if length == 1 else 'months'}" if isinstance(length, int) else length
        desc = f', desc: "{text}"' if text else ""
        rows.append(f'    - {{step: Phase {number + 1}, duration: "{said}", title: {name(number)}{desc}}}\n')
    content.write_text(
        f"---\ntitle: A\nlang: en\nsteps:\n  title: The way\n  list:\n{''.join(rows)}---\n", encoding="utf-8"
    )
    settings = folder / "brochure.yaml"
    settings.write_text(
        f"format: {size}\nbinding: none\norganisation: {{name: Tram}}\ndate: 2026-01-01\n", encoding="utf-8"
    )
    return build(Job(content, folder, settings, folder / "out", preset))


def pages_of(outcome: Outcome) -> tuple[Pages, list[int]]:
    """Give the pages, and the numbers of those of the phases: all up to the back."""
    assert outcome.output is not None
    pages = Pages(outcome.output.path)
    first = next(n for n in range(len(pages)) if "The way" in pages.text(n))
    return pages, list(range(first, len(pages) - 1))


def segments(pages: Pages, page: int) -> list[Shape]:
    """Give what is drawn of the band on a page, from the left: the first of them stand on one line."""
    high = [shape for shape in pages.shapes(page) if shape.box[3] - shape.box[1] > 20 * MM]
    plain = [shape for shape in high if len(shape.outlines) == 1 and min(shape.colour) < 250]
    return sorted(plain, key=lambda shape: shape.box[0])


def band(pages: Pages, first: int) -> list[tuple[float, float]]:
    """Give start and end of each segment, in mm from the left trim over the fold; what is seen of each."""
    width = pages.size(first)[0]
    found: dict[tuple[int, int, int], list[float]] = {}
    for side in (0, 1):
        for shape in segments(pages, first + side):
            ends = [min(max(x, 0.0), width) + side * width for x in (shape.box[0], shape.box[2])]
            if ends[1] > ends[0]:
                found.setdefault(shape.colour, []).extend(ends)
    return sorted((min(ends) / MM, max(ends) / MM) for ends in found.values())


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("text", ["", WORDS * 6], ids=["none", "long"])
def test_the_band_is_to_scale_from_trim_to_trim(count: int, text: str) -> None:
    """Each segment has its share of both pages, but for a boundary beside the fold; it begins on a left page."""
    lengths = LENGTHS[count]
    pages, numbers = pages_of(shared(count, text))
    assert numbers[0] % 2 == 1
    found = band(pages, numbers[0])
    assert (found[0][0], found[-1][1]) == (pytest.approx(0, abs=0.1), pytest.approx(296, abs=0.1))
    bounds = [296 * sum(lengths[:n]) / sum(lengths) for n in range(1, count)]
    drawn = [start for start, _ in found[1:]]
    assert drawn == pytest.approx([148 if abs(bound - 148) < 1.5 else bound for bound in bounds], abs=0.2)


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("text", ["", WORDS, WORDS * 6], ids=["none", "few", "long"])
def test_everything_is_printed_and_nothing_lies_over_anything(count: int, text: str) -> None:
    """Titles, lengths and texts are all there, the total once; words stand apart, inside the trim and off the fold."""
    outcome = shared(count, text)
    assert [problem.message for problem in outcome.problems if problem.code in SEEN] == []
    pages, numbers = pages_of(outcome)
    runs = [run for number in numbers for run in pages.runs(number)]
    seen = Counter(run.text for run in runs)
    assert all(seen[name(number)] >= 1 for number in range(count))
    assert seen["walk"] == count * text.count("walk")
    said = " ".join(run.text for number in numbers[:2] for run in pages.runs(number))
    total = sum(LENGTHS[count])
    assert len(re.findall(rf"\b{total} ?months", said.replace("\u00a0", " "))) == 1
    # Every length stands in the band or with its entry: as often as it is written, besides the total.
    assert seen["month"] + seen["months"] + sum("\u00a0months" in run.text for run in runs) == count + 1
    for number in numbers:
        apart(pages.runs(number), pages.size(number))


SEEN = ("text-overset", "picture-misplaced", "text-contrast", "spread-broken", "content-unprinted")


def apart(runs: list[Run], size: tuple[float, float]) -> None:
    """Hold that no word leaves the page or lies over another; the ink of letters is what counts."""
    for run in runs:
        assert run.box[0] >= 1 * MM
        assert run.box[2] <= size[0] - 1 * MM
    for one, other in combinations(runs, 2):
        across = min(one.box[2], other.box[2]) - max(one.box[0], other.box[0])
        up = min(one.box[3], other.box[3]) - max(one.box[1], other.box[1])
        assert across < 0.6 or up < 0.6, (one.text, other.text)


@pytest.mark.parametrize("size", ["a5", "a4", "square"])
def test_a_turned_title_is_not_cut_by_the_fold(tmp_path: Path, size: str) -> None:
    """In a segment that lies over the fold it stands on one page, whole, and is inside the trim."""
    pages, numbers = pages_of(built(tmp_path, (1, 2, 3, 4, 1, 2, 3, 4, 1), "", size=size))
    runs = [(number, run) for number in numbers for run in pages.runs(number)]
    assert sum(run.text == name(4) for _, run in runs) == 1
    for number, run in runs:
        if run.text == name(4):
            assert run.box[0] >= 0.5 * MM
            assert run.box[2] <= pages.size(number)[0] - 0.5 * MM


@pytest.mark.parametrize("count", COUNTS)
def test_numerals_have_one_size(count: int) -> None:
    """On the first spread; the names of slivers above the band have their own."""
    pages, numbers = pages_of(shared(count, WORDS * 6))
    runs = [run for number in numbers[:2] for run in pages.runs(number)]
    assert len({run.size for run in runs if run.text.isdigit() and run.size > 19 and int(run.text) <= count}) == 1


@pytest.mark.parametrize("size", ["a5", "square"])
@pytest.mark.parametrize("text", [WORDS, WORDS * 4], ids=["few", "more"])
@pytest.mark.parametrize("lengths", [(2, 2, 2), (3, 6, 3), (1, 2, 8), (6, 3, 3), (2, 3, 3, 2), (2, 4, 3, 6, 3)])
def test_phases_are_told_below_their_numerals(tmp_path: Path, lengths: tuple[int, ...], text: str, size: str) -> None:
    """On the page on which the band names them; no numeral stands above the column of another phase of that page."""
    pages, numbers = pages_of(built(tmp_path, lengths, text, size=size))
    assert len(numbers) == 2
    for page in numbers:
        runs = pages.runs(page)
        largest = max(run.size for run in runs if run.text.isdigit())
        numerals = {int(run.text): run for run in runs if run.text.isdigit() and run.size == largest}
        titles = {n: run for run in runs for n in range(1, len(lengths) + 1) if run.text == name(n - 1)}
        assert numerals.keys() == titles.keys()
        rows = {round(run.box[1]) for run in titles.values()}
        if len(rows) == 1:
            places = sorted(titles), [n for n, _ in sorted(numerals.items(), key=lambda item: item[1].box[0])]
            assert places[0] == places[1]
            assert all(numerals[n].box[2] < titles[n + 1].box[0] for n in titles if n + 1 in titles)


@pytest.mark.parametrize("size", ["a5", "a4", "letter", "square"])
@pytest.mark.parametrize("lengths", [(1, 2, 2, 1), (1, 5, 4, 2), (3, 9), (1, 2, 3)])
def test_a_numeral_stands_on_the_column_of_its_phase(tmp_path: Path, lengths: tuple[int, ...], size: str) -> None:
    """Wherever its segment covers where that begins, with room for it, however far before it the segment does."""
    pages, numbers = pages_of(built(tmp_path, lengths, WORDS * 4, size=size))
    ends = [pages.size(numbers[0])[0] * 2 * sum(lengths[:at]) / sum(lengths) for at in range(len(lengths) + 1)]
    held = 0
    for page in numbers:
        left = pages.size(page)[0] * (page - numbers[0])
        runs = pages.runs(page)
        largest = max(run.size for run in runs if run.text.isdigit())
        numerals = {int(run.text): run for run in runs if run.text.isdigit() and run.size == largest}
        for run in runs:
            n = next((n for n in numerals if run.text == name(n - 1)), 0)
            if n and ends[n - 1] - left + 6 * MM <= run.box[0] and run.box[0] + 30 * MM <= ends[n] - left:
                held += 1
                assert numerals[n].box[0] == pytest.approx(run.box[0], abs=1.2 * MM)
    assert held >= 2


def test_twelve_short_phases_of_a_square_spread_are_a_list(tmp_path: Path) -> None:
    """Six on a page, each text beside its title; a length without room in its segment stands beside the motto."""
    said = "A hundred metres at a time, and never more than five weeks."
    rows = "".join(
        f"    - {{title: {name(at)}, duration: {months} months, dates: Walk and count, desc: '{said}'}}\n"
        for at, months in enumerate(LENGTHS[12])
    )
    content, project = tmp_path / "a.md", tmp_path / "brochure.yaml"
    content.write_text(f"---\ntitle: A\nlang: en\nsteps:\n  title: The way\n  list:\n{rows}---\n", encoding="utf-8")
    project.write_text("format: square\ndate: 2026-01-01\nlanguage: en\n", encoding="utf-8")
    output = build(Job(content, tmp_path, project, tmp_path / "out")).output
    assert output is not None
    pages = Pages(output.path)
    first = next(at for at in range(len(pages)) if "Walk and count" in pages.text(at))
    lengths = 0
    for page in (first, first + 1):
        runs = pages.runs(page)
        titles = [run.box for run in runs if run.text in {name(at) for at in range(12)}]
        texts = [run.box for run in runs if run.text == "hundred"]
        assert len(titles) == len(texts) == 6
        assert all(abs(text[1] - title[1]) < 1.5 * MM for text, title in zip(texts, titles, strict=True))
        assert min(text[0] for text in texts) > 105 * MM
        mottos = [run.box for run in runs if run.text == "count"]
        below = [run.box for run in runs if run.text == "months" and run.box[3] < titles[0][3]]
        assert all(min(abs(box[1] - motto[1]) for motto in mottos) < MM for box in below)
        lengths += len(below)
    assert lengths > 0


@pytest.mark.parametrize("theme", ["studio", "civic", "festival"])
def test_long_texts_of_a_square_spread_leave_the_band_its_height(tmp_path: Path, theme: str) -> None:
    """It is 56 mm high; less where letters are wide, for what leads into a text is larger than that in any typeface."""
    first = "Twelve walks with the neighbours, notebook in hand, before anybody drew a line or said what it would cost."
    rest = "We count, we write down what is missing, and we come back a week later with what they told us. " * 6
    rows = "".join(
        f"    - {{title: {name(at)}, duration: {2 + at} months, dates: Walk and count, desc: '{first} {rest}'}}\n"
        for at in range(4)
    )
    content, project = tmp_path / "a.md", tmp_path / "brochure.yaml"
    content.write_text(f"---\ntitle: A\nlang: en\nsteps:\n  title: The way\n  list:\n{rows}---\n", encoding="utf-8")
    project.write_text(f"format: square\ntheme: {theme}\ndate: 2026-01-01\nlanguage: en\n", encoding="utf-8")
    output = build(Job(content, tmp_path, project, tmp_path / "out")).output
    assert output is not None
    pages = Pages(output.path)
    number = next(at for at in range(len(pages)) if "Walk and count" in pages.text(at))
    assert [f"{name(at)}" in pages.text(number + at // 2) for at in range(4)] == [True] * 4
    foot = min(shape.box[1] for shape in pages.shapes(number) if shape.box[0] < 0 and shape.box[3] > 160 * MM)
    assert (210 - 42) * MM - foot > (55.9 if theme == "civic" else 45.9) * MM
    leads = [run.size for run in pages.runs(number) if run.text == "Twelve"]
    assert leads == [pytest.approx(12, abs=0.05)] * 2


@pytest.mark.parametrize("size", ["a5", "leaflet"])
def test_no_number_is_told_alone(tmp_path: Path, size: str) -> None:
    """A phase without words has its number and its length in the band alone; one that says more has them below it."""
    content = tmp_path / "a.md"
    steps = "{title: Ask}, {title: Draw, duration: 2 months}, {step: Step 3}, {duration: 3 months}, {title: Close}"
    content.write_text(f"---\ntitle: A\nlang: en\nsteps: {{list: [{steps}, {{desc: 'An end.'}}]}}\n---\n", "utf-8")
    (tmp_path / "brochure.yaml").write_text(f"format: {size}\ndate: 2026-01-01\nlanguage: en\n", encoding="utf-8")
    outcome = build(Job(content, tmp_path, tmp_path / "brochure.yaml", tmp_path / "out"))
    assert outcome.output is not None
    pages = Pages(outcome.output.path)
    runs = [run for number in range(len(pages)) for run in pages.runs(number) if run.size == pytest.approx(14, abs=0.1)]
    assert [run.text for run in runs if run.text in "123456"] == ["1", "2", "5", "6"]


def test_how_a_text_ends_is_asked_again_of_other_words() -> None:
    """Copies have the plan of the brochure only where their words end as its own do."""
    column = EndsBest(FONTS / "SourceSerif4_400Regular.ttf", (8.8,), 57.5)
    heard = Listener({"quay": 0}, lambda word: True)
    texts = [f"{WORDS * count}We met at the {'old ' * more}quay." for count in range(1, 4) for more in range(5)]
    plain = [asked(column, text) for text in texts]
    with listening(heard):
        assert [asked(column, text) for text in texts] == plain
    assert () in plain
    assert any(plain)
    assert len(heard.asked) == len(texts)
    assert has_same_answers([], list(heard.asked.items()), ["quay"], ems)
    assert not has_same_answers([], list(heard.asked.items()), ["h" * 30], ems)


def test_how_many_lines_a_text_has_is_asked_again_of_other_words() -> None:
    """What stands level below it does in copies, too."""
    column = Leads(FONTS / "SourceSerif4_400Regular.ttf", 13.0, 110.0)
    heard = Listener({"harbour": 0}, lambda word: True)
    texts = [f"{WORDS * count}We met at the harbour." for count in range(1, 4)]
    plain = [asked(column, text) for text in texts]
    with listening(heard):
        assert [asked(column, text) for text in texts] == plain
    assert [len(ways[0]) for ways in plain] == sorted({len(ways[0]) for ways in plain})
    assert has_same_answers([], list(heard.asked.items()), ["harbour"], ems)
    assert not has_same_answers([], list(heard.asked.items()), ["h" * 60], ems)


@pytest.mark.parametrize(("one", "two"), [(one, two) for one in range(1, 8) for two in range(1, 8)])
def test_sentences_side_by_side_have_as_many_lines_where_one_may_have_a_line_more(one: int, two: int) -> None:
    """Only where there is room for it; else each has as few as it needs."""
    ways = {at: (tuple(range(1, lines)), tuple(range(1, lines + 1))) for at, lines in enumerate((one, two))}
    lines = [len(leading([(0, 1)], ways, True)[at]) for at in (0, 1)]
    assert lines == ([max(one, two) - 1] * 2 if abs(one - two) < 2 else [one - 1, two - 1])
    assert [len(leading([(0, 1)], ways, False)[at]) for at in (0, 1)] == [one - 1, two - 1]


def test_a_sentence_of_unknown_lines_is_left_as_it_is() -> None:
    """So is the one beside it, and those of one count have no line more."""
    both = ((3, 6), (2, 4, 6))
    ways: dict[int, tuple[Ends, ...]] = {0: both, 1: (), 2: both, 3: both}
    found = leading([(0, 1), (2, 3)], ways, False)
    assert found == {2: (3, 6), 3: (3, 6)}


@pytest.mark.parametrize("words", [28, 32, 36, 44])
def test_no_column_begins_with_a_stub(tmp_path: Path, words: int) -> None:
    """A last paragraph of a line stands below one that goes on there."""
    content = tmp_path / "a.md"
    text = f"{WORDS}{' '.join((WORDS * 20).split()[:words])}."
    rows = "".join(
        f"    - duration: 3 months\n      title: {name(at)}\n      desc: |\n        {text}\n\n        So it ends.\n"
        for at in range(2)
    )
    content.write_text(f"---\ntitle: A\nlang: en\nsteps:\n  title: The way\n  list:\n{rows}---\n", encoding="utf-8")
    (tmp_path / "brochure.yaml").write_text("binding: none\ndate: 2026-01-01\n", encoding="utf-8")
    pages, (first, _) = pages_of(build(Job(content, tmp_path, tmp_path / "brochure.yaml", tmp_path / "out")))
    runs = pages.runs(first)
    stub = next(run for run in runs if run.text == "ends.")
    column = [run for run in runs if run.size == stub.size and run.box[0] > pages.size(first)[0] / 2]
    assert len({round(run.box[1] / 4) for run in column if run.box[1] > stub.box[3]}) >= 2


def test_phases_told_away_from_their_numerals_are_numbered(tmp_path: Path) -> None:
    """Where the text leaves no other way, each has its number before its title."""
    pages, numbers = pages_of(built(tmp_path, (9, 1, 1, 1), WORDS * 4))
    runs = [run for page in numbers for run in pages.runs(page)]
    titles = [(at, run) for at, run in enumerate(runs) if run.text in {name(n) for n in range(4)}]
    assert [runs[at - 1].text for at, _ in titles] == ["1", "2", "3", "4"]
    assert all(runs[at - 1].size == run.size for at, run in titles)


def test_a_sliver_is_named_on_a_flag(tmp_path: Path) -> None:
    """A week beside two years: its numeral and its length stand above the band, and before its title."""
    pages, (first, *_) = pages_of(built(tmp_path, ("1 week", "2 years", "3 months"), WORDS * 6))
    runs = pages.runs(first)
    # The longest is named where it is told, over the fold.
    top = max(run.box[3] for run in pages.runs(first + 1) if run.text == "2" and run.size > 19)
    assert [run.text for run in runs if run.box[1] > top] == ["The", "way", "1", "1", "week"]
    assert {"1", name(0)} <= {run.text for run in runs if run.box[3] < top}


def test_what_has_no_known_length_is_hatched_and_has_no_sum(tmp_path: Path) -> None:
    """It is as long as the known ones on average; its label stays as it is written."""
    outcome = built(tmp_path, (3, "to be fixed", 6, 3), WORDS)
    pages, (first, *_) = pages_of(outcome)
    assert [problem.code for problem in outcome.problems].count("duration-unread") == 1
    hatched = [shape for shape in pages.shapes(first) if len(shape.outlines) > 5]
    assert len(hatched) == 1
    assert (hatched[0].box[0] / MM, hatched[0].box[2] / MM) == (
        pytest.approx(55.5, abs=0.3),
        pytest.approx(129.5, abs=0.3),
    )
    said = pages.text(first) + pages.text(first + 1)
    assert "to be fixed" in said.replace("\r\n", " ")
    assert "12" not in said


def test_where_nothing_is_known_all_are_as_long(tmp_path: Path) -> None:
    pages, (first, *_) = pages_of(built(tmp_path, ("soon", "later"), WORDS))
    hatched = {shape.colour for side in (0, 1) for shape in pages.shapes(first + side) if len(shape.outlines) > 5}
    assert len(hatched) == 2


@pytest.mark.parametrize(("length", "numeral"), [("6 months", "6"), ("six months", "")])
def test_one_phase_has_its_length_for_a_numeral(tmp_path: Path, length: str, numeral: str) -> None:
    pages, (page, *_) = pages_of(built(tmp_path, (length,), WORDS))
    large = [run.text for run in pages.runs(page) if run.size > 60]
    assert large == ([numeral] if numeral else [])
    assert "10" not in [run.text for run in pages.runs(page)]


def test_later_pages_go_on_under_the_same_band(tmp_path: Path) -> None:
    """Seven long texts: those told overleaf step forward in their colours, at the places that they have."""
    pages, numbers = pages_of(built(tmp_path, LENGTHS[7], WORDS * 9))
    assert len(numbers) == 4
    colours = {shape.colour: shape.box for page in numbers[:2] for shape in segments(pages, page)}
    later = {shape.colour: shape.box for page in numbers[2:] for shape in segments(pages, page)}
    assert len(later) == 4
    for colour, box in later.items():
        assert box[0] == pytest.approx(colours[colour][0], abs=1)


def test_numbers_overleaf_are_of_one_size(tmp_path: Path) -> None:
    """Also that of a sliver, in whose middle it stands; none is smaller than those of the first band may be."""
    outcome = build(Job(CONTENTS / "nine-phases.md", CONTENTS, CONTENTS / "projects" / "french.yaml", tmp_path))
    assert outcome.output is not None
    pages, page = Pages(outcome.output.path), 3
    later = [run for run in pages.runs(page) if run.text.isdigit() and run.size > 14]
    assert [run.text for run in later] == ["5", "6", "7", "8", "9"]
    assert len({run.size for run in later}) == 1
    assert later[0].size >= 20
    for run in later:
        ground = next(shape for shape in segments(pages, page) if shape.box[0] < run.box[0] < shape.box[2])
        assert ground.box[0] + MM / 2 < run.box[0] < run.box[2] < ground.box[2] - MM / 2
        if ground.box[2] - ground.box[0] < 13 * MM:
            left, right = run.box[0] - ground.box[0], ground.box[2] - run.box[2]
            assert left == pytest.approx(right, abs=MM)


def test_spreads_of_a_large_page_tell_nearly_as_many_phases(tmp_path: Path) -> None:
    """Of nine long texts four stand below the band, two on a page, and five overleaf."""
    pages, numbers = pages_of(built(tmp_path, LENGTHS[9], WORDS * 10, size="a4"))
    assert len(numbers) == 4
    told = [sum(name(number) in pages.text(page) for number in range(9)) for page in numbers]
    assert told[:2] == [2, 2]
    assert sorted(told[2:]) == [2, 3]


@pytest.mark.parametrize(("count", "sliver"), [(7, "4"), (12, "8")])
def test_a_sliver_does_not_shrink_the_numbers_overleaf(tmp_path: Path, count: int, sliver: str) -> None:
    """A month among twelve: its number is as large as a title of a part, the others fill what they have."""
    pages, numbers = pages_of(built(tmp_path, LENGTHS[count], WORDS * 9))
    runs = [run for number in numbers[2:4] for run in pages.runs(number)]
    titles = {name(number) for number in range(count)}
    below = max(run.box[3] for run in runs if run.text in titles)
    sizes = {run.text: run.size for run in runs if run.text.isdigit() and run.size > 9 and run.box[1] > below}
    assert sizes.pop(sliver) == 14
    assert len(set(sizes.values())) == 1
    assert min(sizes.values()) >= 60


def test_long_texts_begin_under_a_rule_as_chapters_do(tmp_path: Path) -> None:
    """Of six hundred words each, their titles as large as titles; one that begins a page stands at its head."""
    pages, numbers = pages_of(built(tmp_path, LENGTHS[4], WORDS * 38))
    found = {
        run.text: (page, run)
        for page in numbers[2:]
        for run in pages.runs(page)
        if run.text in {name(number) for number in range(4)}
    }
    assert {run.size for _, run in found.values()} == {26}
    for page, run in list(found.values())[1:]:
        assert any(0 < shape.box[3] - run.box[3] < 8 * MM for shape in pages.shapes(page)[1:])


@pytest.mark.parametrize(("size", "preset"), [("a5", "screen"), ("a5", "press"), ("a4", "screen")])
def test_over_texts_that_run_on_the_band_goes_on_as_a_strip(tmp_path: Path, size: str, preset: str) -> None:
    """Along the head, from edge to edge; in the colours of the band stand the phases that the page tells."""
    outcome = built(tmp_path, LENGTHS[4], WORDS * 38, preset, size)
    assert [problem.code for problem in outcome.problems if problem.severity.name == "ERROR"] == []
    assert [problem.code for problem in outcome.problems if problem.code in (*SEEN, "bleed-missing")] == []
    pages, numbers = pages_of(outcome)
    high = pages.size(numbers[0])[1]
    tones = {number: shape.colour for number, (_, shape) in enumerate(named_by(pages, numbers))}
    told: list[int] = []
    for page in numbers[2:]:
        begun = [number for number in range(4) if any(run.text == name(number) for run in pages.runs(page))]
        top = min(run.box[3] for run in pages.runs(page) if run.text.startswith(("We", name(0)[0])))
        assert top < 0.95 * high
        lit = {shape.colour for shape in pages.shapes(page) if shape.box[1] > 0.92 * high} & set(tones.values())
        goes_on = told[-1:] if not begun or not first_on(pages, page, begun[0]) else []
        assert lit == {tones[number] for number in (*goes_on, *begun)}
        told += begun
    assert told == [0, 1, 2, 3]


def named_by(pages: Pages, numbers: list[int]) -> list[tuple[int, Shape]]:
    """Give the segments of the band with their pages, in order; one over the fold once."""
    found: dict[tuple[int, int, int], tuple[int, Shape]] = {}
    for page in numbers[:2]:
        for shape in segments(pages, page):
            found.setdefault(shape.colour, (page, shape))
    return list(found.values())


def first_on(pages: Pages, page: int, number: int) -> bool:
    """Tell whether the title of a phase is the highest text below the head of its page."""
    below = [run for run in pages.runs(page) if run.box[3] < 0.945 * pages.size(page)[1]]
    highest = max(run.box[3] for run in below)
    return any(run.text == name(number) and run.box[3] > highest - 12 for run in below)


def test_texts_that_fill_half_a_page_run_on_as_parts(tmp_path: Path) -> None:
    """Of 280 words each: under titles of parts, on as few pages as hold them."""
    pages, numbers = pages_of(built(tmp_path, LENGTHS[4], WORDS * 17))
    assert len(numbers) <= 5
    titles = {name(number) for number in range(4)}
    assert {run.size for page in numbers[2:] for run in pages.runs(page) if run.text in titles} <= {14}


def test_no_title_in_the_band_lies_over_the_next(tmp_path: Path) -> None:
    """One that is too wide for its segment with its article is parted from it, or turned."""
    folder = tmp_path / "a.md"
    titles = ("A harbour for everybody", "What we build", "Winter work", "The money", "Learning by hands", "The ferry")
    rows = [f"    - {{duration: {n} months, title: {t}}}" for n, t in zip((2, 3, 1, 4, 2, 3), titles, strict=True)]
    folder.write_text("---\ntitle: A\nlang: en\nsteps:\n  list:\n" + "\n".join(rows) + "\n---\n", encoding="utf-8")
    outcome = build(Job(folder, tmp_path, None, tmp_path / "out"))
    assert outcome.output is not None
    pages = Pages(outcome.output.path)
    for page in (1, 2):
        for one, other in combinations([run for run in pages.runs(page) if run.text.isalpha()], 2):
            across = min(one.box[2], other.box[2]) - max(one.box[0], other.box[0])
            down = min(one.box[3], other.box[3]) - max(one.box[1], other.box[1])
            assert min(across, down) < 0.5, (one.text, other.text)


def test_facing_pages_share_their_phases(tmp_path: Path) -> None:
    """Four of nine stand on the first two pages: two on each."""
    pages, numbers = pages_of(built(tmp_path, LENGTHS[9], WORDS * 4))
    titles = {name(number) for number in range(9)}
    assert [sum(run.text in titles for run in pages.runs(page)) for page in numbers] == [2, 2, 5]


def test_without_texts_the_band_is_the_page(tmp_path: Path) -> None:
    """It reaches the foot; the titles stand in it as headings."""
    outcome = built(tmp_path, LENGTHS[4])
    pages, (first, *_) = pages_of(outcome)
    assert min(shape.box[1] for shape in segments(pages, first)) < 0.1
    assert outcome.pdf is not None
    tree = Reading(outcome.pdf).tree
    assert tree is not None
    assert [item.all_text for item in tree.find("H3")] == [f"{number + 1} {name(number)}" for number in range(4)]


def test_turned_titles_have_their_mottos_behind_them(tmp_path: Path) -> None:
    """On their line, so that many phases without texts are the page as well."""
    rows = "".join(
        f"    - {{title: {name(number)}, duration: {months} months, dates: 'Ask, note, count'}}\n"
        for number, months in enumerate((2, 4, 2, 3, 8, 12, 3))
    )
    (tmp_path / "a.md").write_text(
        f"---\ntitle: A\nlang: en\nsteps:\n  title: The way\n  list:\n{rows}---\n", encoding="utf-8"
    )
    settings = tmp_path / "brochure.yaml"
    settings.write_text("binding: none\norganisation: {name: Tram}\ndate: 2026-01-01\n", encoding="utf-8")
    pages, spread = pages_of(build(Job(tmp_path / "a.md", tmp_path, settings, tmp_path / "out")))
    assert len(spread) == 2
    for page in spread:
        assert min(shape.box[1] for shape in segments(pages, page)) < 0.1
    assert sum(pages.text(page).count("count") for page in spread) == 7


def test_most_segments_say_their_length() -> None:
    """Small or parted, before it is told below the band."""
    months = (2, 4, 2, 1, 8, 12, 3, 1, 2)
    field = Field((148.0, 148.0), 13.0)
    said = [(str(at), f"{length} mois") for at, length in enumerate(months, 1)]
    face = Typeface(FONTS / "SourceSerif4_600SemiBold.ttf")
    letterer = Letterer(field, one_after_another(months, field), said, face, 63.0)
    made = letterer.letter((14.0, 11.0, 9.0), [False] * len(months), (0.42, 10.0))
    assert sum(bool(mark.lines) for mark in made.marks) >= 5


def test_the_icon_of_a_wide_phase_stands_large_below_what_leads_into_it(tmp_path: Path) -> None:
    """Where the band has no room for icons; beside it is the text."""
    folder, text = tmp_path / "a.md", "Ours begins on foot, with all who take it. " + WORDS * 9
    rows = "".join(
        f'    - {{icon: flag, duration: "{length} months", title: {name(number)}, desc: "{text}"}}\n'
        for number, length in enumerate(LENGTHS[7])
    )
    folder.write_text(f"---\ntitle: A\nlang: en\nsteps:\n  title: The way\n  list:\n{rows}---\n", encoding="utf-8")
    outcome = build(Job(folder, tmp_path, None, tmp_path / "out"))
    pages, (first, *_) = pages_of(outcome)
    led = min(run.box[1] for run in pages.runs(first) if run.text in ("Ours", "foot,", "it."))
    assert outcome.output is not None
    shown = PdfDocument(outcome.output.path)[first].render(scale=1).to_pil().convert("L")
    below = shown.crop((13 * MM, shown.height - led + 4, 70 * MM, shown.height - 20 * MM))
    seen = below.point(lambda value: 255 * (value < 160)).getbbox()
    assert seen is not None
    assert 10 * MM < seen[3] - seen[1] < 16 * MM
    assert seen[0] < 6 * MM


@pytest.mark.parametrize(
    ("months", "high", "shown"), [((2, 4, 2, 1, 8, 12, 3, 1, 2), 95.0, 7), ((2, 4, 3, 6, 3), 52.0, 5)]
)
def test_icons_stand_in_the_band_of_a_large_page(months: tuple[int, ...], high: float, shown: int) -> None:
    """Also in narrow segments at the trim; in a low band numerals are a step or two smaller for them."""
    field = Field((210.0, 210.0), 18.0)
    said = [(str(at), f"{length} mois") for at, length in enumerate(months, 1)]
    face = Typeface(FONTS / "SourceSerif4_600SemiBold.ttf")
    letterer = Letterer(field, one_after_another(months, field), said, face, high)
    made = letterer.letter((18.0, 13.0, 10.4), [True] * len(months), (0.42, 10.0))
    assert made.sign >= 10
    assert sum(mark.sign for mark in made.marks) == shown
    assert all(mark.x + made.sign <= mark.ends <= field.width - 5 for mark in made.marks if mark.sign)


@pytest.mark.parametrize("preset", ["booklet", "press"])
def test_on_paper_the_band_fills_the_bleed(tmp_path: Path, preset: str) -> None:
    outcome = built(tmp_path, LENGTHS[4], WORDS * 6, preset)
    assert [problem.code for problem in outcome.problems if problem.severity.name == "ERROR"] == []
    assert [
        problem.code for problem in outcome.problems if problem.code in (*SEEN, "bleed-missing", "transparency")
    ] == []


@pytest.mark.parametrize(
    ("size", "count", "text"),
    [("a4", 9, WORDS * 8), ("a4", 4, ""), ("letter", 5, WORDS * 6), ("square", 12, WORDS), ("a5", 3, WORDS * 40)],
)
def test_other_formats_and_endless_texts_hold_them_too(size: str, count: int, text: str) -> None:
    outcome = shared(count, text, "screen", size)
    assert [problem.message for problem in outcome.problems if problem.code in SEEN] == []
    pages, numbers = pages_of(outcome)
    assert sum(run.text == "walk" for number in numbers for run in pages.runs(number)) == count * text.count("walk")
    for number in numbers:
        apart(pages.runs(number), pages.size(number))


@pytest.mark.parametrize(
    ("step", "number", "only"),
    [
        ("Phase 1", 1, True), ("Étape 03", 3, True), ("2", 2, True), ("2.", 2, True), ("Phase 2", 1, False),
        ("Phase one", 1, False), ("Phase 1: go", 1, False), ("", 1, False), ("Phase 003", 3, True),
        ("1" * 20_000, 1, False),
    ],
)  # fmt: skip
def test_a_name_that_counts_is_its_numeral(step: str, number: int, only: bool) -> None:
    assert counts(step, number) is only


@pytest.mark.parametrize(
    ("html", "lead", "rest"),
    [
        ("One step. Then another.", "One step.", "Then another."),
        ("What <em>in fine</em>. Then more.", "What <em>in fine</em>.", "Then more."),
        ("He met Dr. Who there. Then left.", "He met Dr. Who there.", "Then left."),
        ("See p. 3 of it. Then act.", "See p. 3 of it.", "Then act."),
        ("Is it so ? Yes, it is.", "Is it so ?", "Yes, it is."),
        ("All in one sentence.", "", "All in one sentence."),
        ("The 1. Mai. Then June.", "The 1. Mai.", "Then June."),
        ("第一步。第二步。", "第一步。", "第二步。"),
    ],
)
def test_the_first_sentence_leads_in(html: str, lead: str, rest: str) -> None:
    """Where more follows; a point that cuts a word short ends none."""
    from xml.etree.ElementTree import fromstring, tostring

    found, left = way_in([fromstring(f"<p>{html}</p>")])
    assert found == lead
    assert [tostring(one, encoding="unicode") for one in left] == [f"<p>{rest}</p>"]


def test_a_long_first_sentence_leads_nobody_in() -> None:
    from xml.etree.ElementTree import fromstring

    text = "word " * 60 + "end. Then more."
    assert way_in([fromstring(f"<p>{text}</p>")])[0] == ""


@pytest.mark.parametrize(
    "keys", ['dates: "{days}", duration: {months} months', 'dates: "Ask, note, count", duration: "{days}"']
)
def test_phases_with_days_stand_at_their_places(tmp_path: Path, keys: str) -> None:
    """A pause is left open, what overlaps lies in two lanes, and nothing is summed, whichever key says the days."""
    rows = [("2026-01-01", "2026-03-31"), ("2026-06-01", "2026-08-31"), ("2026-08-01", "2026-12-31")]
    steps = "".join(
        f"    - {{title: {name(n)}, {keys.format(days=f'{first} – {last}', months=n + 2)}, desc: {WORDS}}}\n"
        for n, (first, last) in enumerate(rows)
    )
    content = tmp_path / "a.md"
    content.write_text(f"---\ntitle: A\nlang: en\nsteps:\n  title: The way\n  list:\n{steps}---\n", encoding="utf-8")
    settings = tmp_path / "brochure.yaml"
    settings.write_text("binding: none\norganisation: {name: Tram}\ndate: 2026-01-01\n", encoding="utf-8")
    pages, (first, *_) = pages_of(build(Job(content, tmp_path, settings, tmp_path / "out")))
    found = dict.fromkeys(shape.colour for side in (0, 1) for shape in segments(pages, first + side))
    starts = sorted(low for low, _ in band(pages, first))
    assert len(found) == 4
    for day in (151, 212):
        assert any(start == pytest.approx(296 * day / 365, abs=0.2) for start in starts)
    assert "9 months" not in (pages.text(first) + pages.text(first + 1)).replace("\u00a0", " ")


def test_sections_of_pairs_stay_level(tmp_path: Path) -> None:
    """Facing pages have bands of one height, whichever of them has more to tell."""
    pages, (first, second, *_) = pages_of(built(tmp_path, LENGTHS[3], WORDS * 6))
    feet = [min(shape.box[1] for shape in segments(pages, page)) for page in (first, second)]
    assert all(abs(one - other) < 0.2 for one, other in pairwise(feet))


SENTENCES = (
    "Wayin asks those who live with it, where they are. "
    "Thenafter counts what they do for more than what they say. At the end of the month all decide what is worth it."
)


@pytest.mark.parametrize("size", ["a5", "a4", "letter", "square"])
@pytest.mark.parametrize("count", [2, 3, 4])
def test_a_first_sentence_leads_into_a_few_more(size: str, count: int) -> None:
    """It is set apart by as much in every phase; the band leaves the foot no emptier than pages may end."""
    outcome = shared(count, SENTENCES, "screen", size)
    assert [problem.message for problem in outcome.problems if problem.code in SEEN] == []
    pages, numbers = pages_of(outcome)
    assert len(numbers) == 2
    leads = [run for number in numbers for run in pages.runs(number) if run.text == "Wayin"]
    texts = [run for number in numbers for run in pages.runs(number) if run.text == "Thenafter"]
    assert len(leads) == len(texts) == count
    assert len({run.size for run in texts}) == 1
    ink = {run.colour for run in texts}
    assert not ink & {run.colour for run in leads[:-1]}


def test_no_months_of_a_range_are_counted() -> None:
    """Nobody knows how many they are; those of a single length are ticked."""
    read = Duration(12, 18, "month"), Duration(3, 3, "month")
    both = Lengths(("12 à 18 mois", "3 mois"), read, "", "")
    first, second = both.segments(Field((148.0, 148.0), 13.0))
    assert both.ticks(0, first) == ()
    assert len(both.ticks(1, second)) == 3


def test_what_is_said_of_a_phase_stands_on_the_line_of_its_title(tmp_path: Path) -> None:
    """Whatever stands over the title."""
    rows = {}
    for step in ("", "step: Stage, "):
        content = tmp_path / "a.md"
        phase = f"{step}duration: 3 months, title: Learn, desc: Slowly."
        content.write_text(f"---\ntitle: A\nlang: en\nsteps: {{list: [{{{phase}}}]}}\n---\n")
        outcome = build(Job(content, tmp_path, None, tmp_path / "out"))
        assert outcome.output is not None
        runs = [run for at in range(3) for run in Pages(outcome.output.path).runs(at)]
        title, text = (next(run for run in runs if run.text.startswith(word)) for word in ("Learn", "Slowly"))
        rows[step] = title.box[1] - text.box[1]
    assert rows["step: Stage, "] == pytest.approx(rows[""], abs=0.5)
