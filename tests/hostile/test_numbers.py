"""Drawings whose numbers are none, or beyond measure, and addresses beyond any code: told, and the PDFs are sound."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from brochure.pipeline import build
from brochure.vocabulary.job import Job

BODIES = {
    "no numbers": '<circle cx="inf" cy="5" r="NaN"/><path d="M0 0LNaN 10 1e400 5z" stroke="red"/>',
    "a box of none": '<circle cx="5" cy="5" r="4"/>',
    "very large": '<rect width="1e308" height="1e308"/>',
    "large by scaling": '<g transform="scale(1e5) scale(1e5) scale(1e5)"><rect width="9" height="9"/></g>',
    "dashes": '<rect width="1" height="1" transform="rotate(nan)" stroke="red" stroke-dasharray="0 0 NaN"/>',
    "a gradient": (
        '<linearGradient id="g" x1="NaN" x2="1e200"><stop offset="0" stop-color="red"/><stop offset="1"/>'
        '</linearGradient><rect width="9" height="9" fill="url(#g)"/>'
    ),
    "a pattern": (
        '<pattern id="p" width="1e-320" height="inf" patternTransform="scale(1e99)"><rect width="1" height="1"/>'
        '</pattern><rect width="9" height="9" fill="url(#p)"/>'
    ),
}
NUMBER = re.compile(rb"(?<![^\s\[])-?(?:nan|inf|\d{10,}\.?\d*)(?![^\s\]])")


def job(folder: Path, preset: str) -> Job:
    return Job(folder / "a.md", folder, None, folder / "out", preset=preset)


def streams(pdf: bytes) -> list[bytes]:
    """The content of pages, forms and patterns."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        held = [thing for thing in opened.objects if isinstance(thing, pikepdf.Stream)]
        return [one.read_bytes() for one in held if one.get("/Subtype") in (None, "/Form") and "/Length1" not in one]


@pytest.mark.parametrize("preset", ["screen", "press"])
@pytest.mark.parametrize("body", BODIES)
def test_no_number_that_is_none_comes_into_a_pdf(body: str, preset: str, tmp_path: Path) -> None:
    """The PDF is made, its drawings have sound numbers, and nothing is a fault of the tool."""
    box = "0 0 NaN 10" if body == "a box of none" else "0 0 90 60"
    text = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">{BODIES[body]}</svg>'
    (tmp_path / "p.svg").write_text(text)
    (tmp_path / "a.md").write_text("---\ntitle: A\nlang: en\n---\n\nA text.\n\n![A drawing](p.svg)\n\nAnd more.\n")
    made = build(job(tmp_path, preset), keep=False)
    assert made.pdf is not None
    assert not any(NUMBER.search(stream) for stream in streams(made.pdf))
    assert {problem.code for problem in made.problems} & {"svg-not-drawn", "picture-broken"} or "scaling" in body


def test_the_search_finds_such_numbers() -> None:
    assert NUMBER.search(b"q\n1 0 0 nan 3 4 cm")
    assert NUMBER.search(b"[0 12345678901.5] 0 d")
    assert not NUMBER.search(b"<003100320033> Tj 0.1234567890123 1 m /nan gs")


@pytest.mark.parametrize("where", ["back", "contact"])
def test_an_address_that_no_code_holds(where: str, tmp_path: Path) -> None:
    """It is told where it stands, and the brochure is built without the code."""
    address = "https://example.org/" + "a" * 2400
    front = f"contact: {{name: Anna, link: '{address}'}}" if where == "contact" else ""
    front = f"url: '{address}'" if where == "back" else front
    (tmp_path / "a.md").write_text(f"---\ntitle: A\nlang: en\n{front}\n---\n\nA text.\n")
    (told,) = [one for one in build(job(tmp_path, "screen"), keep=False).problems if one.code == "address-long"]
    assert (told.message, told.place.line) == (
        "an address has 2,420 bytes, and a QR code holds 2,331: where it begins is printed, without a code",
        4,
    )
