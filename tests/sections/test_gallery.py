"""The gallery: none of its pictures is cut to a strip, however many there are."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from brochure.pipeline import build
from brochure.vocabulary.job import Job
from tests.sections.test_how import COLOURS, areas, plain


@pytest.mark.parametrize("size", ["a5", "a4", "square"])
@pytest.mark.parametrize("words", ["", "A few words beside them.\n"])
@pytest.mark.parametrize("count", [1, 2, 3, 5, 6, 7])
@pytest.mark.parametrize("pixels", [(1800, 1200), (1500, 1500), (420, 280)])
def test_two_thirds_of_the_height_of_each_are_seen(
    tmp_path: Path, size: str, words: str, count: int, pixels: tuple[int, int]
) -> None:
    names = [plain(tmp_path, f"{at}.png", pixels, COLOURS[at]) for at in range(count)]
    listed = ", ".join(f"{{file: {name}, caption: Caption, alt: A}}" for name in names)
    front = f"---\ntitle: A\nlang: en\ngallery: {{list: [{listed}]}}\n---\n"
    (tmp_path / "a.md").write_text(front + words, encoding="utf-8")
    (tmp_path / "brochure.yaml").write_text(f"binding: none\nformat: {size}\n", encoding="utf-8")
    outcome = build(Job(tmp_path / "a.md", tmp_path, tmp_path / "brochure.yaml", tmp_path / "out"))
    assert outcome.output is not None
    document = pypdfium2.PdfDocument(outcome.output.path.read_bytes())
    shown = [page.render(scale=1).to_pil().convert("RGB") for page in document][1:-1]
    found = [box for colour in COLOURS[:count] for _, box in areas(shown, colour)]
    assert len(found) == count
    # What lies beyond the edge of the page is not seen here.
    flattest = 1.5 * pixels[0] / pixels[1] + 0.05
    assert all((right - left) / (foot - top) < flattest for left, top, right, foot in found)
