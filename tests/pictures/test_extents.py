"""How far the ink of an icon is from the sides of its square: as its pixels say, and nothing where it is not known."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from brochure.figures import icons
from brochure.pictures.extents import sides_of
from tests.corpus import ROOT
from tools.artwork import raster

SVG = "image/svg+xml"
OURS = sorted((ROOT / "content" / "img").glob("[1-4]_*.svg"))


def seen(svg: str) -> tuple[float, float]:
    """Give what is clear at both sides of a square drawing, by its pixels."""
    alpha = raster(svg, 480, 480).getchannel("A").point([255 if value > 100 else 0 for value in range(256)])
    box = alpha.getbbox()
    assert box is not None
    return box[0] / 480, 1 - box[2] / 480


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.stem)
def test_our_icons_are_measured_as_they_are_seen(path: Path) -> None:
    svg = path.read_text(encoding="utf-8")
    assert sides_of(SVG, svg.encode()) == pytest.approx(seen(svg), abs=0.01)


@pytest.mark.parametrize("name", ["rocket", "leaf", "handshake", "map-pin", "users", "scale", "tree-pine"])
def test_icons_of_the_set_are_measured_as_they_are_seen(name: str) -> None:
    svg = icons.icon(name, "#14213d")
    assert sides_of(SVG, svg.encode()) == pytest.approx(seen(svg), abs=0.015)


def test_pixels_are_measured_by_what_is_not_clear() -> None:
    picture = Image.new("RGBA", (100, 200))
    picture.paste((0, 0, 0, 255), (10, 0, 70, 200))
    made = io.BytesIO()
    picture.save(made, "PNG")
    assert sides_of("image/png", made.getvalue()) == pytest.approx((60 / 200, 80 / 200))


@pytest.mark.parametrize(
    "body",
    [
        "",
        '<path d="M0 0" transform="scale(2)"/>',
        '<use href="#a"/>',
        '<path d="M 1e999 0 A 1e300 1e-300 0 0 1 5 5 L nonsense"/>',
        '<path d="M0 0a0 0 0 0 1 5 5 1 1 0 --1"/>',
        '<path d="0 0 L 5"/>',
        '<path d=""/><circle r="wide"/>',
    ],
)
def test_what_is_not_plain_is_not_known(body: str) -> None:
    left, right = sides_of(SVG, f'<svg viewBox="0 0 8 8">{body}</svg>'.encode())
    assert 0 <= left <= 1
    assert 0 <= right <= 1


@pytest.mark.parametrize(
    ("path", "left", "right"),
    [
        ("M2 2c0-4 8-4 8 0s-8 4-8 0zm0 0h3V9q4 0 0-9t1 1", 2, 10),
        ("M1 0a5 5 0 0110 0", 1, 11),
        ("M4 1a4 4 0 00 0 8", 0, 4),
    ],
)
def test_a_path_is_followed_round_its_curves(path: str, left: float, right: float) -> None:
    clear = sides_of(SVG, f'<svg viewBox="0 0 16 16"><path d="{path}"/></svg>'.encode())
    assert clear == pytest.approx((left / 16, 1 - right / 16), abs=1e-3)


@pytest.mark.parametrize("path", ["", "L 5 5", "M0 0 L 5", "M0 0a5 5 0 0", "M2 2 L nonsense", "M 1e9 0 L 1e10 3"])
def test_nothing_is_known_of_a_path_that_is_none(path: str) -> None:
    body = f'<path d="{path}"/><rect x="2" width="2" height="2"/>'
    assert sides_of(SVG, f'<svg viewBox="0 0 8 8">{body}</svg>'.encode()) == (0.0, 0.0)


def test_to_measure_a_path_loads_no_reader_of_trees() -> None:
    """Which takes longer than to measure all icons of a brochure."""
    code = "import sys; from brochure.pictures.extents import _along; _along('M1 1L2 2'); print('lxml' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout == "False\n"
