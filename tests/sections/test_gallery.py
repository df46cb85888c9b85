"""The gallery: none of its pictures is cut to a strip, however many there are."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from brochure.pipeline import build
from brochure.vocabulary.job import Job
from tests.sections.test_how import COLOURS, areas, plain


@pytest.mark.parametrize(("pixels", "count"), [((1800, 1200), 1), ((1200, 1800), 2), ((1500, 1500), 2)])
@pytest.mark.parametrize(
    "caption", ["One", "A mule with its driver at the pass in the early summer of a year long ago " * 2]
)
def test_two_landscapes_stand_one_over_the_other(
    tmp_path: Path, pixels: tuple[int, int], count: int, caption: str
) -> None:
    """As wide as the page, where that is theirs, and those that are higher beside each other."""
    names = [plain(tmp_path, f"{at}.png", pixels, COLOURS[at]) for at in range(2)]
    listed = ", ".join(f"{{file: {name}, caption: {caption}, alt: A}}" for name in names)
    (tmp_path / "a.md").write_text(f"---\ntitle: A\nlang: en\ngallery: {{list: [{listed}]}}\n---\n", encoding="utf-8")
    output = build(Job(tmp_path / "a.md", tmp_path, None, tmp_path / "out")).output
    assert output is not None
    page = pypdfium2.PdfDocument(output.path.read_bytes())[1].render(scale=1).to_pil().convert("RGB")
    (one,), (other,) = (areas([page], colour) for colour in COLOURS[:2])
    if count == 1:
        assert other[1][1] > one[1][3]
        assert one[1][2] - one[1][0] > page.width - 2
    else:
        assert other[1][0] > one[1][2]


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
