"""Who speaks is seen at the foot of a quotation's page (sheet sections-2), on each size of page, however long."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from brochure.pipeline import build
from brochure.vocabulary.job import Job
from tests.seen import Pages

SHORT, LONG = "It changed how we work here.", "It changed how we work here, and that was not all of it. " * 4
MM = 72 / 25.4


@pytest.mark.parametrize("size", ["a5", "a4", "square"])
@pytest.mark.parametrize("words", [SHORT, LONG, LONG * 12], ids=["short", "long", "pages"])
def test_who_speaks_stands_at_the_foot_of_the_words(words: str, size: str, tmp_path: Path) -> None:
    """A portrait of 35 by 44 mm on A5 beside the name; of more than 120 letters the page is of paper."""
    picture = io.BytesIO()
    Image.effect_noise((900, 900), 60).convert("RGB").save(picture, "PNG")
    (tmp_path / "ada.png").write_bytes(picture.getvalue())
    content, settings = tmp_path / "a.md", tmp_path / "brochure.yaml"
    said = f"quote: {{quote: '{words.strip()}', name: Ada, photo: {{file: ada.png, alt: Ada}}}}"
    content.write_text(f"---\ntitle: T\nlang: en\n{said}\n---\n")
    settings.write_text(f"date: 2026-01-01\nformat: {size}\n")
    outcome = build(Job(content, tmp_path, settings, tmp_path / "out"))
    assert outcome.output is not None
    pages = Pages(outcome.output.path)
    at = next(at for at in range(len(pages)) if "Ada" in pages.text(at))
    with pikepdf.open(outcome.output.path) as pdf:
        shown = [name for name, found in pdf.pages[at].get_images().items() if int(found.Height) > 100]
    assert len(shown) == 1
    red, green, blue = pages.picture(at, text=False).convert("RGB").getpixel((3, 3))  # type: ignore[misc]
    assert (max(red, green, blue) - min(red, green, blue) > 80) is (words == SHORT)
