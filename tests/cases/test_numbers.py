"""No false number: what is not read for certain is not drawn, and nothing is counted twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from brochure.load.text import Source
from brochure.model.validate import read_project
from brochure.vocabulary.shipped import STYLES
from tests.cases.bench import Made, made, write


def shares(found: Made) -> list[str]:
    return sorted(name for _, name in found.drawn if name.startswith("figure-share"))


def test_a_picture_is_drawn_for_a_share_of_a_whole_alone(tmp_path: Path) -> None:
    """Ranges, bounds and changes stay words; a number in bold alone has its sentence; one told twice is drawn once."""
    desc = (
        "**60 to 70 % of members** row, **a rise of 2 000 % in visits**, less than **5 %** leave, **50** to **80 %** "
        "stay. In all, **90 %** come back every year. **40 % of boats** leak, and **20 % of oars** are lost."
    )
    content = f"---\ntitle: Boats\nnumbers:\n  - {{num: 40 %, title: of boats leak}}\ndesc: '{desc}'\n---\n"
    found = made(write(tmp_path, content))
    assert shares(found) == [f"figure-share-{number}-figures-1" for number in (1, 2, 3)]
    # The sentence, which is the label of its number, says it once more.
    assert [found.words(3).count(f"{number} ") for number in (20, 40, 90)] == [1, 1, 2]
    assert found.words(3).count("In all, 90 % come back every year") == 1


def phases(*durations: str) -> str:
    rows = "".join(f"    - {{title: T{n}, duration: '{text}', desc: Words.}}\n" for n, text in enumerate(durations))
    return f"---\ntitle: Boats\nsteps:\n  list:\n{rows}---\n"


def test_many_phases_have_one_sum_and_one_band(tmp_path: Path) -> None:
    months = [1, 2, 1, 3, 1, 1, 2, 1, 4, 1, 1, 6]
    found = made(write(tmp_path, phases(*(f"{n} months" for n in months))))
    assert [found.words(page).count("24 months") for page in (2, 3)] == [0, 1]


@pytest.mark.parametrize("text", ["soon", "a while", "2 moons", "summer 2026", "2–x weeks"])
def test_a_duration_that_is_not_read_is_told_at_its_line(tmp_path: Path, text: str) -> None:
    """Its segment is hatched, there is no sum, and the brochure is made."""
    found = made(write(tmp_path, phases("2 months", text, "3 months")))
    assert [problem.place.line for problem in found.problems if problem.code == "duration-unread"] == [6]
    assert found.words(3).count("months") == 1


@pytest.mark.parametrize(
    ("inks", "told"),
    [
        ("[0, 0.78, 0.78, 0]", "write [0, 78, 78, 0]"),
        ("[1, 0, 0, 0]", "write [100, 0, 0, 0]"),
        ("[100, 0, 0, 0]", "in the order cyan"),
        ("[0, 0, 0, 100]", "in the order cyan"),
        ("[0, 78, 78, 0]", ""),
        ("[5, 70, 80, 10]", ""),
        ("[0, 0, 0, 0]", "in the order cyan"),
    ],
)
def test_inks_that_are_meant_otherwise_are_told(inks: str, told: str) -> None:
    text = f'brand: {{colours: {{signal: {{screen: "#ff5a3c", press: {inks}}}}}}}\n'
    _, problems = read_project(Source("brochure.yaml", text), STYLES)
    hints = [problem.hint for problem in problems if problem.code == "inks-doubtful"]
    assert [told in hint for hint in hints] == ([True] if told else [])


@pytest.mark.parametrize("brand", sorted(STYLES.glob("themes/*/brand.yaml")), ids=lambda path: path.parent.name)
def test_the_colours_of_themes_are_not_doubted(brand: Path) -> None:
    text = brand.read_text()
    _, problems = read_project(Source("brochure.yaml", f"brand:\n  {text.replace(chr(10), chr(10) + '  ')}"), STYLES)
    assert "inks-doubtful" not in [problem.code for problem in problems]


@pytest.mark.parametrize(
    ("front", "words"),
    [
        ("numbers: 60", "60"),
        ("numbers: {num: 60}", "60"),
        ("numbers: {num: 60, title: boats}", "60 boats"),
        ("numbers: {num: 60, label: boats}", "60 boats"),
        ("numbers: [60, 12 boats]", "60 12 boats"),
        ("steps: {title: Way, list: {title: First, duration: 2 months}}", "Way 2 months First"),
        ("questions: {question: Why?, answer: It floats.}", "Why? It floats."),
    ],
)
def test_one_alone_is_a_list_of_it(tmp_path: Path, front: str, words: str) -> None:
    """An item where a list of such is wanted, and a figure where an item is: printed, and nothing is told."""
    found = made(write(tmp_path, f"---\ntitle: Boats\n{front}\n---\n"))
    assert found.codes == []
    assert words in found.words(2)
