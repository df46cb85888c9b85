"""From an organisation's colours to a palette: all can be read, little is moved, and what is moved is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brochure.press.presswork import inks
from brochure.project.proposal import Scheme, hexadecimal, propose
from brochure.vocabulary.colour import contrast

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@given(st.none() | colours, st.none() | colours)
def test_whatever_is_wished_can_be_read(ink: str | None, signal: str | None) -> None:
    """Every proposal has the contrasts that brochure.yaml is held to, and is itself what it would propose."""
    palette = propose(ink, signal).palette
    assert contrast(palette.ink, "#ffffff") >= 7
    assert contrast(palette.ink, palette.tint) >= 7
    assert contrast(palette.ink, palette.signal) >= 4.5
    again = propose(palette.ink, palette.signal)
    assert ((again.palette.ink, again.palette.signal), again.why) == ((palette.ink, palette.signal), "")


@given(st.none() | colours, st.none() | colours)
def test_what_is_not_told_is_kept(ink: str | None, signal: str | None) -> None:
    """A proposal without a reason holds the colours wished."""
    proposal = propose(ink, signal)
    kept = ink in (None, proposal.palette.ink) and signal in (None, proposal.palette.signal)
    assert kept or proposal.why


def test_colours_that_serve_are_not_touched() -> None:
    """The shipped palette without a wish; a bright accent gets a dark tone of its hue."""
    assert propose(None, None).palette == Scheme("#14213d", "#ff5a3c", "#eef1f8")
    yellow = propose(None, "#ffcc00")
    assert (yellow.palette.signal, yellow.why) == ("#ffcc00", "")


@pytest.mark.parametrize(
    ("ink", "signal", "why"),
    [
        ("#ff8800", None, "text in #ff8800 is too pale: its contrast is 2.2:1, at least 7:1 is needed"),
        (None, "#003366", "#003366 is too dark for an accent: text on it has a contrast of 1.4:1, 4.5:1 is needed; "
         "it serves for text and dark grounds, and the accent is made to go with it"),
        ("#ffcc00", "#1a1a1a", "the dark colour #ffcc00 is the lighter of the two: they are exchanged"),
        ("#14213d", "#0055a4",
         "#0055a4 is too dark for an accent: text on it has a contrast of 2.1:1, 4.5:1 is needed"),
    ],
)  # fmt: skip
def test_what_moves_is_explained(ink: str | None, signal: str | None, why: str) -> None:
    """The colour, its contrast, what is needed, and what is done."""
    assert propose(ink, signal).why == why


def test_a_dark_blue_becomes_the_colour_of_text() -> None:
    """An organisation's only colour stays as it is, in the part that it can play."""
    assert propose(None, "#003366").palette.ink == "#003366"


@pytest.mark.parametrize(
    ("text", "colour"),
    [
        ("#0B6E4F", "#0b6e4f"),
        (" 0b6e4f ", "#0b6e4f"),
        ("#fc0", "#ffcc00"),
        ("blue", None),
        ("#12345", None),
        ("", None),
    ],
)
def test_colours_are_read_with_or_without_their_sign(text: str, colour: str | None) -> None:
    """In hexadecimal, short or long."""
    assert hexadecimal(text) == colour


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
