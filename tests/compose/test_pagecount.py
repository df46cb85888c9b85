"""The plan that makes pages a multiple of four, as a table."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brochure.compose.booklet import Block, PagePlan, pictures, plan
from brochure.model.project import FILLERS, Filler

ONE = Block((1,))
SPREAD = Block((2,), "left")


def blocks(*counts: int | tuple[int, ...] | Block) -> list[Block]:
    return [
        count if isinstance(count, Block) else Block((count,) if isinstance(count, int) else count) for count in counts
    ]


def total(given: list[Block], found: PagePlan) -> int:
    extra = sum(pictures(given, found.counts))
    return sum(found.counts) + extra + len(found.fillers) + found.blanks


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        # eight pages already: nothing is done, whatever could be
        (blocks(1, 1, 1, SPREAD, (2, 1), 1), PagePlan((1, 1, 1, 2, 2, 1))),
        # nine: a text is closed up
        (blocks(1, 1, 1, SPREAD, (3, 2, 1), 1), PagePlan((1, 1, 1, 2, 2, 1))),
        # nine, and nothing gives: notes on two pages that face each other, a picture before them
        (blocks(1, 1, 1, SPREAD, 3, 1), PagePlan((1, 1, 1, 2, 3, 1), ("picture", "notes", "notes"))),
        # ten: two texts are closed up by a page each
        (blocks(1, (2, 1), (3, 2), 3, 1), PagePlan((1, 1, 2, 3, 1))),
        # eleven: a page of notes is less fuss than three pages closed up
        (blocks(1, (3, 2), (3, 2), (3, 2), 1), PagePlan((1, 3, 3, 3, 1), ("notes",))),
        # two pages alone: a picture and notes between the covers
        (blocks(1, 1), PagePlan((1, 1), ("picture", "notes"))),
        # a closing that moves the spread to its side saves the picture before it too
        (blocks(1, (2, 1), 1, SPREAD, 2, 1), PagePlan((1, 1, 1, 2, 2, 1))),
        # a closing that would cost a picture page gains nothing: seven pages and notes
        (blocks(1, (2, 1), SPREAD, 1, 1), PagePlan((1, 2, 2, 1, 1), ("notes",))),
    ],
)
def test_plans(given: list[Block], expected: PagePlan) -> None:
    """Closing up first, then pages composed, with the spread on its side."""
    found = plan(given, FILLERS)
    assert found == expected
    assert total(given, found) % 4 == 0


@pytest.mark.parametrize(
    ("fillers", "expected"),
    [
        ((), PagePlan((1, 4, 1), (), 2)),
        (("notes",), PagePlan((1, 4, 1), ("notes",), 1)),
        (("picture",), PagePlan((1, 4, 1), ("picture",), 1)),
    ],
)
def test_blanks_are_last(fillers: tuple[Filler, ...], expected: PagePlan) -> None:
    """Where too few pages may be composed, the rest is blank."""
    assert plan(blocks(1, 4, 1), fillers) == expected


def test_closing_up_comes_before_a_blank() -> None:
    """Three pages closed up are better than one blank."""
    assert plan(blocks(1, (3, 2), (3, 2), (3, 2), 1), ()) == PagePlan((1, 2, 2, 2, 1))


@given(
    st.lists(
        st.tuples(st.integers(1, 4), st.integers(0, 2), st.sampled_from(["any", "any", "left"])), min_size=1, max_size=9
    ),
    st.lists(st.sampled_from(["notes", "picture"]), max_size=4),
)
def test_every_plan_comes_out(drawn: list[tuple[int, int, str]], fillers: list[str]) -> None:
    """Whatever the sections: a multiple of four, sides kept, counts that can be had, blanks below four."""
    given = [
        Block(tuple(range(count, max(1, count - less) - 1, -1)), side)  # type: ignore[arg-type]
        for count, less, side in drawn
    ]
    found = plan(given, fillers)  # type: ignore[arg-type]
    assert total(given, found) % 4 == 0
    assert all(count in block.counts for block, count in zip(given, found.counts, strict=True))
    assert found.blanks <= 3
    assert len(found.fillers) <= len(fillers)
