"""Rings and QR codes: exact geometry."""

from __future__ import annotations

import re

import pytest

from brochure.figures.qr import modules, qr
from brochure.figures.ring import ring
from brochure.figures.svg import arc, document, num


def fills(svg: str) -> dict[str, str]:
    return {fill: d for d, fill in re.findall(r'<path d="([^"]*)" fill="([^"]*)"', svg)}


@pytest.mark.parametrize(("x", "text"), [(0, "0"), (-0.0001, "0"), (1.5, "1.5"), (100, "100"), (2.34567, "2.346")])
def test_numbers(x: float, text: str) -> None:
    """Three decimals at most, no trailing zeros, no minus before zero."""
    assert num(x) == text


def test_document_escapes_its_title() -> None:
    """Size in mm; no title element without a title."""
    assert document(10, 5.5, "", 'a<"b"') == (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 5.5" width="10mm" height="5.5mm">'
        "<title>a&lt;&quot;b&quot;</title></svg>"
    )
    assert "title" not in document(1, 1, "")


def test_ring_quarter() -> None:
    """25 % ends at three o'clock, with butt ends; the track is the other three quarters."""
    drawn = fills(ring(25, 50, 5, "#111111", "#eeeeee"))
    assert drawn["#111111"] == "M25 0A25 25 0 0 1 50 25L45 25A20 20 0 0 0 25 5z"
    assert drawn["#eeeeee"] == "M50 25A25 25 0 1 1 25 0L25 5A20 20 0 1 0 45 25z"


@pytest.mark.parametrize(("percent", "colour"), [(0, "#eeeeee"), (100, "#111111")])
def test_ring_ends(percent: float, colour: str) -> None:
    """Nothing and everything are one closed ring."""
    assert fills(ring(percent, 50, 5, "#111111", "#eeeeee")) == {colour: arc(25, 25, 25, 20, 0, 1)}


def test_qr_has_its_quiet_zone() -> None:
    """One path of runs on a light ground, four modules clear on every side, every dark module drawn once."""
    import segno

    url = "https://eig.numerique.gouv.fr/programme"
    code = segno.make_qr(url, error="m", boost_error=False)
    svg = qr(url, 37, "#14213d", "#ffffff")
    runs = [tuple(map(int, run)) for run in re.findall(r"M(\d+) (\d+)h(\d+)v1", svg)]
    assert modules(url) == len(code.matrix) + 8 == 37
    assert {(x + n, y) for x, y, width in runs for n in range(width)} == {
        (x + 4, y + 4) for y, row in enumerate(code.matrix) for x, module in enumerate(row) if module
    }
    assert min(min(x, y) for x, y, _ in runs) == 4
    assert svg.count("<path") == 2
