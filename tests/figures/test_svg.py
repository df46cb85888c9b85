"""The words that figures are written in."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from math import isclose

import pytest

from brochure.figures import svg


@pytest.mark.parametrize(
    ("value", "expected"),
    [(0, "0"), (-0.0001, "0"), (1.5, "1.5"), (100, "100"), (2.34567, "2.346"), (-3.1, "-3.1"), (1e-7, "0"), (1200, "1200")],
)
def test_number(value: float, expected: str) -> None:
    """Three decimals at most, no trailing zeros, no minus before nothing, never an exponent."""
    assert svg.number(value) == expected


def test_element() -> None:
    """Attributes keep their order, underscores become hyphens, None goes, text is escaped."""
    made = svg.element("text", svg.escape("a < b & c"), x=1.0, stroke_width=0.25, fill='"', dx=None)
    assert made == '<text x="1" stroke-width="0.25" fill="&quot;">a &lt; b &amp; c</text>'
    assert svg.element("rect", width=2) == '<rect width="2"/>'


def test_document() -> None:
    """A file of its own, in mm, with its alternative text first."""
    root = ElementTree.fromstring(svg.document(30, 12.5, [svg.element("path", d="M0 0")], "L’arc & <moi>", "Small"))
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert root.attrib == {"viewBox": "0 0 30 12.5", "width": "30mm", "height": "12.5mm", "font-family": "Small"}
    assert [child.tag.split("}")[1] for child in root] == ["title", "path"]
    assert root[0].text == "L’arc & <moi>"


@pytest.mark.parametrize(("turn", "x", "y"), [(0, 10, 5), (0.25, 15, 10), (0.5, 10, 15), (0.75, 5, 10)])
def test_on_circle(turn: float, x: float, y: float) -> None:
    """Shares of a turn run clockwise from twelve o'clock."""
    found = svg.on_circle(10, 10, 5, turn)
    assert isclose(found[0], x, abs_tol=1e-9)
    assert isclose(found[1], y, abs_tol=1e-9)


def test_arc() -> None:
    """Less than half a turn is the small arc, more the large one, a whole turn two halves."""
    assert svg.arc(0, 0, 2, 0, 0.25) == "M0 -2A2 2 0 0 1 2 0"
    assert svg.arc(0, 0, 2, 0, 0.75) == "M0 -2A2 2 0 1 1 -2 0"
    assert svg.arc(0, 0, 2, 0, 1) == "M0 -2A2 2 0 0 1 0 2A2 2 0 0 1 0 -2"


def test_label() -> None:
    """Text stands on an explicit baseline."""
    made = svg.label(1, 2, 3, "12 & 3", "#14213d", anchor="middle", weight=600)
    assert made == (
        '<text x="1" y="2" font-size="3" font-weight="600" text-anchor="middle" fill="#14213d">12 &amp; 3</text>'
    )


def test_mix() -> None:
    """Colours mix channel by channel."""
    assert svg.mix("#000000", "#ffffff", 0) == "#000000"
    assert svg.mix("#000000", "#ff8000", 0.5) == "#804000"
