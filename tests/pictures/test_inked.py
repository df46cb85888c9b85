"""Flat drawings in other colours: icons on their ground, and our own drawings in a brand."""

from __future__ import annotations

import pytest

from brochure.figures import artwork
from brochure.figures.palette import Palette
from brochure.pictures.inked import recoloured, redrawn
from brochure.vocabulary.colour import luminance

INK, ACCENT = "#111111", "#22cc88"
BRAND = "#14322b", "#c9a24e"
CIVIC = Palette(*BRAND, "#f3f0e7", "#ffffff")


def icon(*colours: str, more: str = "") -> bytes:
    paths = "".join(f'<path fill="{colour}" d="M0 0h4v4z"/>' for colour in colours)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8">{paths}{more}</svg>'.encode()


@pytest.mark.parametrize("pair", [("#14213d", "#ff5a3c"), ("#ffcc00", "#003399"), ("#777777", "#222222")])
def test_the_darker_of_two_colours_becomes_the_ink(pair: tuple[str, str]) -> None:
    drawn = redrawn("svg", icon(*pair), INK, ACCENT, BRAND)
    assert drawn is not None
    dark = min(pair, key=luminance)
    wanted = icon(*(INK if colour == dark else ACCENT for colour in pair))
    assert drawn.split(b"<path")[1:] == wanted.split(b"<path")[1:]


@pytest.mark.parametrize(
    "data",
    [
        icon("#14213d", "#ffffff"),
        icon("#14213d", "#ff5a3c", "#009944"),
        icon("#14213d", more='<linearGradient id="a"/>'),
        icon("#14213d", "rebeccapurple"),
    ],
)
def test_what_is_no_drawing_in_two_colours_keeps_its_own(data: bytes) -> None:
    """White is a ground of its own; three colours, a gradient or a name may be anything."""
    assert redrawn("svg", data, INK, ACCENT, BRAND) is None


@pytest.mark.parametrize("kind", ["growth", "data", "street", "way", "cover", "portrait"])
def test_our_drawings_are_those_of_any_brand(kind: artwork.SceneKind) -> None:
    ours = artwork.scene("a", kind, 150, 100, artwork.OURS)
    assert recoloured(ours.encode(), artwork.in_brand(CIVIC)) == artwork.scene("a", kind, 150, 100, CIVIC).encode()


def test_a_drawing_of_other_colours_keeps_them() -> None:
    assert recoloured(icon("#14213d", "#ff5a3d"), artwork.in_brand(CIVIC)) is None
    assert recoloured(icon(), artwork.in_brand(CIVIC)) is None
    assert artwork.in_brand(artwork.OURS) == {}
