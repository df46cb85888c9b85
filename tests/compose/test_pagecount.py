"""The plan that makes pages a multiple of four, as a table."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brochure.compose.booklet import Block, PagePlan, pictures, plan
from brochure.model.project import FILLERS, Filler

SPREAD = Block((2,), "left")


def total(given: list[Block], found: PagePlan) -> int:
    counts = [block.counts[found.smaller] for block in given]
    return sum(counts) + sum(pictures(given, counts)) + len(found.fillers) + found.blanks


def same(*counts: int | tuple[int, ...] | Block, sizes: int = 3) -> list[Block]:
    """Give blocks that have as many pages at each size, but for those whose pages are told for each."""
    given = [
        count if isinstance(count, Block) else Block(count if isinstance(count, tuple) else (count,))
        for count in counts
    ]
    return [Block(block.counts * sizes if len(block.counts) == 1 else block.counts, block.side) for block in given]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        # eight pages already: nothing is done, whatever could be
        (same(1, 1, 1, SPREAD, (2, 1, 1), 1), PagePlan()),
        # nine: a step smaller makes eight
        (same(1, 1, 1, SPREAD, (3, 2, 1), 1), PagePlan(1)),
        # nine, and only the smallest makes eight: two steps are less fuss than three pages composed
        (same(1, 1, 1, SPREAD, (3, 3, 2), 1), PagePlan(2)),
        # nine, and nothing gives: pictures, and one page of notes beside the cover
        (same(1, 1, 1, SPREAD, 3, 1), PagePlan(0, ("picture", "picture", "notes"))),
        # eleven: two steps are less fuss than a page composed
        (same(1, (3, 3, 2), (3, 3, 2), (3, 3, 2), 1), PagePlan(2)),
        # nine, and the smallest makes seven: a page less to compose is worth the steps
        (same(1, 1, 1, SPREAD, (3, 3, 1), 1), PagePlan(2, ("picture",))),
        # two pages alone: a picture and notes between the covers
        (same(1, 1), PagePlan(0, ("picture", "notes"))),
        # a step that moves the spread to its side saves the picture before it too
        (same(1, (2, 1, 1), 1, SPREAD, 2, 1), PagePlan(1)),
        # one that would cost a picture page gains nothing: seven pages and a picture
        (same(1, (2, 1, 1), SPREAD, 1, 1), PagePlan(0, ("picture",))),
    ],
)
def test_plans(given: list[Block], expected: PagePlan) -> None:
    """Smaller type first, then pages composed, with the spread on its side."""
    found = plan(given, FILLERS)
    assert found == expected
    assert total(given, found) % 4 == 0


@pytest.mark.parametrize(
    ("fillers", "expected"),
    [
        ((), PagePlan(0, (), 2)),
        (("notes",), PagePlan(0, ("notes",), 1)),
        (("picture",), PagePlan(0, ("picture",), 1)),
    ],
)
def test_blanks_are_last(fillers: tuple[Filler, ...], expected: PagePlan) -> None:
    """Where too few pages may be composed, the rest is blank."""
    assert plan(same(1, 4, 1), fillers) == expected


def test_smaller_type_comes_before_a_blank() -> None:
    """Two steps are better than one blank."""
    assert plan(same(1, (3, 3, 2), (3, 3, 2), (3, 3, 2), 1), ()) == PagePlan(2)


@given(
    st.lists(
        st.tuples(st.integers(1, 4), st.integers(0, 1), st.integers(0, 1), st.sampled_from(["any", "any", "left"])),
        min_size=1,
        max_size=9,
    ),
    st.lists(st.sampled_from(["notes", "picture"]), max_size=4),
)
def test_every_plan_comes_out(drawn: list[tuple[int, int, int, str]], fillers: list[str]) -> None:
    """Whatever the sections: a multiple of four, sides kept, one of the sizes, blanks below four."""
    given = [
        Block((count, max(1, count - less), max(1, count - less - least)), side)  # type: ignore[arg-type]
        for count, less, least, side in drawn
    ]
    found = plan(given, fillers)  # type: ignore[arg-type]
    assert total(given, found) % 4 == 0
    assert 0 <= found.smaller < 3
    assert found.blanks <= 3
    assert len(found.fillers) <= len(fillers)
