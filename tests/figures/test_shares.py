"""Parts of discs and QR codes: exact geometry."""

from __future__ import annotations

import re

import pytest

from brochure.figures.qr import modules, qr
from brochure.figures.svg import circle, document, num, sector


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


def test_a_quarter_of_a_disc() -> None:
    """25 % ends at three o'clock; nothing is no path, and everything a closed circle."""
    assert sector(25, 25, 25, 0.25) == "M25 25V0A25 25 0 0 1 50 25z"
    assert sector(25, 25, 25, 0.75) == "M25 25V0A25 25 0 1 1 0 25z"
    assert (sector(25, 25, 25, 0), sector(25, 25, 25, 1)) == ("", circle(25, 25, 25))


def test_qr_has_its_quiet_zone() -> None:
    """One path of runs on a light ground, four modules clear on every side, every dark module drawn once.

    A reader gives the address back, at error correction level M.
    """
    import zxingcpp
    from PIL import Image

    url = "https://eig.numerique.gouv.fr/programme"
    svg = qr(url, 37, "#14213d", "#ffffff")
    runs = [tuple(map(int, run)) for run in re.findall(r"M(\d+) (\d+)h(\d+)v1", svg)]
    drawn = [(x + n, y) for x, y, width in runs for n in range(width)]
    assert len(drawn) == len(set(drawn))
    assert modules(url) == 29 + 8
    picture = Image.new("L", (37, 37), 255)
    for module in drawn:
        picture.putpixel(module, 0)
    [code] = zxingcpp.read_barcodes(picture.resize((370, 370), Image.Resampling.NEAREST))
    assert (code.text, code.ec_level, code.extra["Version"]) == (url, "M", "3")
    assert min(min(x, y) for x, y, _ in runs) == 4
    assert svg.count("<path") == 2
