"""How the pieces of a leaflet are shared out over its panels."""

from __future__ import annotations

from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from brochure.compose.leaflet import shares
from brochure.compose.panels import TEXT_PANELS
from brochure.render.group import Atom
from brochure.vocabulary.problems import Place

ROOM = 100.0


def atoms(*sections: str) -> list[Atom]:
    return [
        Atom(name, f"{name}-{number}", name, Place("a.md"), "", joined=name == "phases", grounded=name == "numbers")
        for number, name in enumerate(sections)
    ]


def shared(pieces: list[Atom], heights: list[float]) -> list[list[str]]:
    """Give the marks on each panel, in the best way found."""
    best = shares(pieces, {atom.mark: height for atom, height in zip(pieces, heights, strict=True)}, ROOM)[0]
    return [[atom.mark for atom in group] for group in best]


def test_the_panels_come_out_as_even_as_can_be() -> None:
    """Five pieces of which two are small: those stand together."""
    pieces = atoms("introduction", "how", "then", "quote", "body")
    assert list(map(len, shared(pieces, [80, 80, 80, 40, 40]))) == [1, 1, 1, 2]
    assert list(map(len, shared(pieces, [40, 40, 80, 80, 80]))) == [2, 1, 1, 1]


def test_phases_stay_together_where_that_costs_little() -> None:
    """A phase moves to the next panel only where the one before would be much fuller."""
    pieces = atoms("introduction", "phases", "phases", "how", "then", "quote")
    assert list(map(len, shared(pieces, [60, 35, 35, 50, 55, 40]))) == [1, 2, 1, 2]
    assert list(map(len, shared(pieces, [30, 90, 90, 50, 55, 40])))[:2] != [1, 2]
    # The second phase stands as well with the first as with what follows.
    assert list(map(len, shared(pieces[:5], [60, 30, 45, 30, 60]))) == [1, 2, 1, 1]


def test_the_figures_open_a_panel_where_that_costs_little() -> None:
    """Their ground would stand under a text otherwise."""
    pieces = atoms("introduction", "numbers", "how", "then", "quote")
    assert list(map(len, shared(pieces, [45, 45, 50, 50, 50]))) != [2, 1, 1, 1]


def test_no_panel_is_fuller_than_full_where_others_have_room() -> None:
    """Even where the figures stand under a text then, which is told as a fault of less weight."""
    pieces = atoms("phases", "phases", "introduction", "phases", "numbers", "body")
    assert list(map(len, shared(pieces, [95, 40, 35, 70, 25, 85]))) == [1, 2, 2, 1]


def test_pictures_fill_the_panels_that_are_left() -> None:
    """With fewer pieces than panels, the flap shows a picture first, then the end of the inner page."""
    assert shared(atoms("introduction", "how", "then"), [10, 10, 10]) == [
        [], ["introduction-0"], ["how-1"], ["then-2"],
    ]  # fmt: skip
    assert shared(atoms("quote"), [10]) == [[], ["quote-0"], [], []]


@given(st.lists(st.floats(1, 200), min_size=1, max_size=12))
def test_every_piece_has_its_panel(heights: list[float]) -> None:
    """Whatever their heights, all pieces are shared out in their order, over all panels where there are enough."""
    pieces = atoms(*(["then"] * len(heights)))
    for way in shares(pieces, {atom.mark: height for atom, height in zip(pieces, heights, strict=True)}, ROOM):
        assert len(way) == TEXT_PANELS
        assert list(chain.from_iterable(way)) == pieces
        assert sum(map(bool, way)) == min(TEXT_PANELS, len(pieces))
