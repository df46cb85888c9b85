"""The proofs find what they are there to find: each is shown a brochure that it must reject."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PIL import Image

from brochure.engine.laid import Overset
from brochure.vocabulary.problems import Place, Problem, Severity
from tests.corpus import CASES, FILES, PAPER, Case, Leaf, Made, made, thinned
from tests.owed import missing
from tests.pdfreader.reading import Item
from tests.proofs import (
    fault_of,
    fault_of_look,
    lost,
    lost_on_a_leaflet,
    mended,
    misplaced,
    pages_of,
    painted,
    thin,
    told,
    unfolded,
)  # fmt: skip
from tests.seen import SCALE, Pages, Run

WORD = Run("mot", 9.0, (0, 0, 0), 255, True, (10.0, 10.0, 30.0, 20.0))


def case_of(stem: str) -> Case:
    return next(case for case in CASES if case.content.stem == stem and case.size == "a5")


@pytest.fixture(scope="module")
def brochure() -> Made:
    return made(case_of("two-phases"))


def with_leaf(brochure: Made, number: int, leaf: Leaf) -> Made:
    return replace(brochure, leaves=(*brochure.leaves[:number], leaf, *brochure.leaves[number + 1 :]))


def test_words_out_of_turn_are_missed() -> None:
    """The reading of the words itself finds a word that is lost, too few of one, and two that change places."""
    assert missing(["un", "deux", "un"], ["un", "deux", "trois", "un"]) == []
    assert missing(["un", "deux", "un"], ["un", "deux"]) == ["un"]
    assert missing(["un", "deux"], ["deux", "un"]) == ["deux"]


def test_a_word_that_is_not_painted_or_on_another_page_is_lost(brochure: Made) -> None:
    """Taken from its page, painted in nothing, or moved to another section, one word is named."""
    leaves = painted(pages_of(case_of("two-phases")))
    assert lost(brochure, leaves) == []
    first, *others = leaves
    word = next(run for run in first if run.text == "Parcours")
    without = [run for run in first if run is not word]
    assert lost(brochure, [without, *others]) == ["cover: Parcours"]
    assert lost(brochure, [without, [word, *others[0]], *others[1:]]) == ["cover: Parcours"]
    assert len(lost(brochure, list(reversed(leaves)))) > 10


def test_a_word_parted_at_the_end_of_a_line_is_one_where_it_is_owed_as_one() -> None:
    """A hyphen of the machine is taken away, one of the author parts two words as it always does."""
    assert mended("inno\x02vation,", {"innovation"}) == ["innovation"]
    assert mended("peut\x02être", {"peut", "être"}) == ["peut", "être"]
    assert mended("mot", set()) == ["mot"]


def test_what_is_told_what_has_no_room_and_what_was_not_judged_is_named(brochure: Made) -> None:
    """A warning that the content does not call for, a text that is cut off, a rule that did not run."""
    problem = Problem("picture-empty", Severity.WARNING, "no picture", Place("a.md", 1, 1))
    warned = replace(brochure.result, problems=(problem,))
    assert told(brochure) == []
    assert told(replace(brochure, result=warned)) == ["picture-empty: no picture"]
    assert told(replace(brochure, result=replace(brochure.result, ran=brochure.result.ran[1:]))) == [
        f"{brochure.result.ran[0]} did not run"
    ]
    cut = replace(brochure.leaves[0], overset=(Overset(1, "Deux", "tall"),))
    assert told(with_leaf(brochure, 0, cut)) == ["cover: 'Deux' is tall"]


def test_a_hole_a_wrong_side_and_a_blank_page_are_named(brochure: Made) -> None:
    """A page filled to four fifths; a timeline that begins on the right; a page of nothing."""
    pages, leaf = pages_of(case_of("two-phases")), brochure.leaves[-1]
    hole = replace(leaf, section="numbers", facts=replace(leaf.facts, fill=0.8))
    assert thin(with_leaf(brochure, len(brochure.leaves) - 1, hole), pages)[0].endswith("numbers: 0.800")
    assert misplaced(replace(brochure, leaves=(leaf, *brochure.leaves)))[0].endswith("phases begins on the right")
    assert misplaced(with_leaf(brochure, 0, replace(leaf, section="blank-1"))) == ["page 1 is blank"]


def test_text_that_nobody_can_read_is_named() -> None:
    """Too small, transparent, beside the page, covered, or grey on grey."""
    assert fault_of(WORD, (100.0, 100.0)) == ""
    assert fault_of(replace(WORD, size=6.9), (100.0, 100.0)) == "is 6.9 pt"
    assert fault_of(replace(WORD, alpha=254), (100.0, 100.0)) == "is not painted"
    assert fault_of(WORD, (100.0, 15.0)) == "is off the page"
    ground = Image.new("RGB", (int(100 * SCALE), int(100 * SCALE)), "#808080")
    assert fault_of_look(WORD, ground, ground).startswith("is covered")
    whole = Image.new("RGB", ground.size, "#707070")
    assert "has a contrast of 1." in fault_of_look(replace(WORD, colour=(112, 112, 112)), ground, whole)


def test_sheets_are_turned_in_the_order_of_the_pages() -> None:
    """Eight pages on two sheets come back in turn; a last one that is blank is left out."""

    class Sheets(Pages):
        def __init__(self) -> None:
            self.sides = [(8, 1), (2, 7), (6, 3), (4, 5)]

        def __len__(self) -> int:
            return 4

        def size(self, number: int) -> tuple[float, float]:
            return 200.0, 100.0

        def runs(self, number: int) -> list[Run]:
            left, right = self.sides[number]
            return [
                replace(WORD, text=str(left)),
                replace(WORD, text=str(right), box=(110.0, 10.0, 130.0, 20.0)),
                replace(WORD, text="unseen", drawn=False),
            ]

    assert [run.text for half in unfolded(Sheets(), 7) for run in half] == list("1234567")


def test_what_is_thinned_out_still_meets() -> None:
    """Each preset meets every theme in every format and every file; a file every format and theme, on paper at all."""
    met = [(case.content, case.size, case.theme, preset) for case, preset in thinned()]
    files, sizes, themes = set(FILES), {row[1] for row in met}, {row[2] for row in met}
    for preset in PAPER:
        rows = [row for row in met if row[3] == preset]
        assert {row[0] for row in rows} == files
        assert len({row[1:3] for row in rows}) == len(sizes) * len(themes)
    held = {(path, size) for path in files for size in sizes if Case(path, path, size).fits}
    assert {row[:2] for row in met} == held
    assert len({(row[0], row[2]) for row in met}) == len(files) * len(themes)
    assert len(files) * len(sizes) - len(held) == 1


def test_words_out_of_turn_on_a_leaflet_are_missed() -> None:
    """A word that is painted less often than it is owed is found, and one that a listener hears too early."""
    every = ["un", "deux", "trois", "fin"]
    told = [Item("P", word, pieces=[(word, (0, 0.0))]) for word in ("un", "fin", "deux", "trois")]
    tree = Item("Document", children=told)
    sound = {"cover": ["un"], "how": ["deux"], "then": ["trois"], "back": ["fin"]}
    assert lost_on_a_leaflet(dict(sound), every, tree) == []
    assert lost_on_a_leaflet({"how": ["trois"], "then": ["deux"]}, every, tree) == ["deux"]
    assert lost_on_a_leaflet({"how": ["deux", "deux"]}, every, None) == ["deux"]
    assert lost_on_a_leaflet({"how": ["quatre"]}, every, None) == ["quatre"]
