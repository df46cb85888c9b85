"""From an organisation's colours to a palette: all can be read, little is moved, and what is moved is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brochure.press.presswork import inks
from brochure.project.proposal import Scheme, colour_of, propose
from brochure.vocabulary.colour import contrast, grey

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@given(st.none() | colours, st.none() | colours)
def test_whatever_is_wished_can_be_read(ink: str | None, signal: str | None) -> None:
    """Every proposal has the contrasts that brochure.yaml is held to, and is itself what it would propose."""
    palette = propose(ink, signal).palette
    assert contrast(palette.ink, "#ffffff") >= 7
    assert contrast(palette.ink, palette.tint) >= 7
    again = propose(palette.ink, palette.signal)
    assert ((again.palette.ink, again.palette.signal), again.why) == ((palette.ink, palette.signal), "")


@given(colours)
def test_any_accent_is_taken(signal: str) -> None:
    """As it is, and nothing is said of it; beside a dark colour that reads, too."""
    assert (propose(None, signal).palette.signal, propose(None, signal).why) == (signal, "")
    beside = propose("#14213d", signal)
    assert (beside.palette.ink, beside.palette.signal, beside.why) == ("#14213d", signal, "")


@given(st.none() | colours, st.none() | colours)
def test_what_is_not_told_is_kept(ink: str | None, signal: str | None) -> None:
    """A proposal without a reason holds the colours wished."""
    proposal = propose(ink, signal)
    kept = ink in (None, proposal.palette.ink) and signal in (None, proposal.palette.signal)
    assert kept or proposal.why


def test_colours_that_serve_are_not_touched() -> None:
    """The shipped palette without a wish; an accent gets a dark tone of its hue, a warm one no brown."""
    assert propose(None, None).palette == Scheme("#14213d", "#ff5a3c", "#eef1f8")
    assert propose(None, "#0055a4").palette == Scheme("#00132e", "#0055a4", "#edeef0")
    assert grey(propose(None, "#ffcc00").palette.ink)
    assert grey(propose(None, "#c00000").palette.ink)


@pytest.mark.parametrize("wish", [("#000000", None), (None, "#000000"), ("#000000", "#000000")])
def test_black_alone_is_a_palette(wish: tuple[str | None, str | None]) -> None:
    """With nothing but greys: no accent is made up."""
    assert propose(*wish).palette == Scheme("#000000", "#000000", "#ededed")


@pytest.mark.parametrize(
    ("ink", "signal", "why"),
    [
        ("#ff8800", None, "text in #ff8800 is too pale: its contrast is 2.2:1, at least 7:1 is needed"),
        ("#ffcc00", "#1a1a1a", "the dark colour #ffcc00 is the lighter of the two: they are exchanged"),
    ],
)
def test_what_moves_is_explained(ink: str | None, signal: str | None, why: str) -> None:
    """The colour, its contrast, what is needed, and what is done."""
    assert propose(ink, signal).why == why


@pytest.mark.parametrize(
    ("text", "colour"),
    [
        ("#0B6E4F", "#0b6e4f"),
        (" 0b6e4f ", "#0b6e4f"),
        ("#fc0", "#ffcc00"),
        ("fc0", "#ffcc00"),
        ("Crimson", "#dc143c"),
        ("rgb(0, 85, 164)", "#0055a4"),
        ("hsl(120 100% 25%)", "#008000"),
        ("bluish", None),
        ("#12345", None),
        ("", None),
    ],
)
def test_colours_are_read_as_css_writes_them_and_without_their_sign(text: str, colour: str | None) -> None:
    """In hexadecimal, short or long, by name, or as a function."""
    assert colour_of(text) == colour


@pytest.mark.parametrize(
    ("screen", "expected"),
    [
        ("#14213d", (100, 85, 35, 35)),
        ("#ffffff", (0, 0, 0, 0)),
        ("#1a1a1a", (0, 0, 0, 90)),
        ("#000000", (0, 0, 0, 100)),
    ],
)
def test_inks_of_the_shipped_colours_and_of_greys(screen: str, expected: tuple[int, ...]) -> None:
    """Those chosen by hand; black alone for what has no colour."""
    assert inks(screen) == expected


@given(colours)
def test_inks_keep_the_limit(screen: str) -> None:
    """Whole per cent, no more than 300 in sum."""
    found = inks(screen)
    assert all(0 <= ink <= 100 for ink in found)
    assert sum(found) <= 300
