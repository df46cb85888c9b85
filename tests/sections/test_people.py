"""People: what stands where a portrait is missing."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from brochure.vocabulary.units import MM
from tests.sections.test_kinds import made

NAMES = ("Ann", "Bea", "Cleo", "Dora")


@pytest.mark.parametrize(("count", "text", "missing"), [(3, True, 2), (3, True, 0), (4, False, 3)])
def test_a_drawing_takes_the_place_of_a_portrait_that_is_missing(
    tmp_path: Path, count: int, text: bool, missing: int
) -> None:
    """Of the same size and shape as those beside it; of the brand's forms, and of several colours."""
    Image.new("RGB", (900, 1200), "#778899").save(tmp_path / "a.jpg")
    people = "".join(
        f"  - {{name: {name}, role: Smith{', text: Mends what others throw away.' if text else ''}"
        f"{'' if at == missing else ', photo: {file: a.jpg, alt: A face}'}}}\n"
        for at, name in enumerate(NAMES[:count])
    )
    outcome = made(tmp_path, f"people:\n{people}")
    assert outcome.pdf is not None
    document = pypdfium2.PdfDocument(outcome.pdf)
    page = next(page for page in document if "Ann" in page.get_textpage().get_text_bounded())
    seen = page.render(scale=1).to_pil().convert("RGB")
    words = page.get_textpage()
    boxes = {}
    for name in NAMES[:count]:
        found = words.search(name).get_next()
        assert found is not None
        left, _, _, top = words.get_charbox(found[0])
        boxes[name] = (left, seen.height - top)
    faces = {}
    for name, (left, top) in boxes.items():
        # Beside the name on the spine, above it in a grid.
        area = (2, top, 40 * MM, top + 30 * MM) if text else (left, top - 35 * MM, left + 25 * MM, top - 8 * MM)
        faces[name] = seen.crop(tuple(map(round, area))).getcolors(10**6) or []
    document.close()
    large = {name: [colour for share, colour in found if share > 100] for name, found in faces.items()}
    assert [len(large[name]) > 2 for name in NAMES[:count]] == [at == missing for at in range(count)]
