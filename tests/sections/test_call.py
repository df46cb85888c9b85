"""The call as a poster: a code as large as its ground allows, the address beside it."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from brochure.vocabulary.paper import FORMATS
from brochure.vocabulary.scale import scale_of
from brochure.vocabulary.units import MM
from tests.compose.test_sharing import made
from tests.seen import Pages

SHORT, LONG = "https://harbour-workshop.example/visit", "https://www.workshopsofthewholetown.example/a/rather/long/way"


@pytest.mark.parametrize("size", ["a5", "a4", "letter", "square"])
@pytest.mark.parametrize("link", [SHORT, LONG], ids=["short", "long"])
def test_the_code_of_a_poster_is_as_large_as_its_ground_allows(tmp_path: Path, size: str, link: str) -> None:
    """It ends on the margin, as far from both edges of the ink; the address ends level with it at the left."""
    made(
        tmp_path, f"call: {{title: Come on Monday, text: {'It is free of charge. ' * 8}, link: '{link}'}}\n", size=size
    )
    pages, paper = Pages(tmp_path / "out" / "a.pdf"), FORMATS[size]
    margin = scale_of(paper).margin
    white = max((one for one in pages.shapes(1) if one.colour == (255, 255, 255)), key=lambda one: one.area)
    left, bottom, right, top = (edge / MM for edge in white.box)
    side = min(80 * paper.width / 148, 0.503 * paper.height - 2 * margin)
    assert (right - left, top - bottom) == pytest.approx((side, side), abs=0.1)
    assert right == pytest.approx(paper.width - margin, abs=0.1)
    runs = pages.runs(1)
    address = [run for run in runs if run.box[3] / MM < 0.3 * paper.height and run.box[0] / MM < left]
    assert "".join(run.text for run in address) == link.removeprefix("https://")
    assert min(run.box[0] for run in address) / MM == pytest.approx(margin, abs=0.5)
    assert max(run.box[2] for run in address) / MM < left
    assert min(run.box[1] for run in address) / MM == pytest.approx(bottom, abs=2.5)
    assert max(run.box[3] for run in address) / MM < (top + bottom) / 2 - 13


@pytest.mark.parametrize(
    "key",
    ["url", "button_link", "button_url", "button_href", "buttonUrl", "button-url", "btn_url", "btn_link", "cta_url"],
)
@pytest.mark.parametrize("shape", ["cta: {{{}}}", "blocks: [{{type: cta, {}}}]"], ids=["key", "block"])
def test_an_address_beside_the_words_of_a_button_is_that_of_the_call(tmp_path: Path, shape: str, key: str) -> None:
    """As sites name it: the page has its code, the address in words, and a link."""
    told = f"title: Come on Monday, text: It is free of charge., button: See the map, {key}: '{SHORT}'"
    made(tmp_path, f"{shape.format(told)}\n")
    file = tmp_path / "out" / "a.pdf"
    with pikepdf.open(file) as pdf:
        links = [str(note.A.URI) for page in pdf.pages for note in page.get("/Annots", ()) if "/A" in note]
    assert SHORT in links
    assert SHORT.removeprefix("https://") in "".join(run.text for run in Pages(file).runs(1))
