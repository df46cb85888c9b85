"""What comes next: two paragraphs of some words are two items, any other text runs on."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageChops

from brochure.pipeline import build
from brochure.vocabulary.job import Job
from brochure.vocabulary.paper import FORMATS
from brochure.vocabulary.scale import scale_of
from brochure.vocabulary.units import MM
from tests.pdfreader.reading import Reading
from tests.seen import SCALE, Pages, lines

FIRST, SECOND = "You join a crew of seven. It sails in May.", "You keep what you learn. **Half of all** come back."


@pytest.mark.parametrize(
    ("text", "items"),
    [
        (f"{FIRST}\n\n{SECOND}", 2),
        (FIRST, 0),
        (f"{FIRST}\n\n{SECOND}\n\n{FIRST}", 0),
        (f"{FIRST}\n\n- {SECOND}", 0),
        (f"{FIRST}\n\n{SECOND} {'Many more words. ' * 30}", 0),
        (f"{FIRST}\n\nNo end of a sentence here", 0),
    ],
)
def test_two_short_paragraphs_are_items(text: str, items: int, tmp_path: Path) -> None:
    content = tmp_path / "a.md"
    indented = text.replace("\n", "\n    ")
    content.write_text(f"---\ntitle: T\nlang: en\nthen:\n  desc: |\n    {indented}\n---\n", encoding="utf-8")
    outcome = build(Job(content, tmp_path, None, tmp_path / "out"))
    assert outcome.pdf is not None
    tree = Reading(outcome.pdf).tree
    assert tree is not None
    found = [item for item in tree.find("LI") if "crew" in item.all_text or "learn" in item.all_text]
    assert len(found) == items or (items == 0 and text.count("- ") == len(found))


@pytest.mark.parametrize("size", ["a5", "a4", "square"])
def test_no_article_is_parted_from_its_noun(size: str, tmp_path: Path) -> None:
    """In the first sentence, which is a title, and in what follows; nor is the last word alone on a line."""
    offers = (
        "Pour les membres du club, le programme offre une trajectoire pour mettre leurs forces au service de la ville."
    )
    serves = "Pour les agents publics, le programme permet d'intégrer des outils et des talents dans leurs services."
    after = "Après 10 mois, **six sur dix choisissent de rester dans le secteur public**."
    text = f"{offers} {after}\n\n    {serves} Et après."
    content, settings = tmp_path / "a.md", tmp_path / "brochure.yaml"
    content.write_text(f"---\ntitle: T\nlang: fr\nthen:\n  desc: |\n    {text}\n---\n", encoding="utf-8")
    settings.write_text(f"format: {size}\nbinding: none\n", encoding="utf-8")
    assert build(Job(content, tmp_path, settings, tmp_path / "out")).pdf is not None
    pages = Pages(tmp_path / "out" / "a.pdf")
    found = lines(run for run in pages.runs(1) if run.size > 8.5)
    assert len(found) > 6
    assert [line for line in found if line.split()[-1].lower() in {"le", "la", "les", "des", "une", "de", "du"}] == []
    assert [line for line in found if len(line) < 8] == []


@pytest.mark.parametrize("size", ["a5", "a4", "square", "leaflet"])
def test_bold_words_of_an_item_have_its_tone_and_its_icon_on_the_margin(size: str, tmp_path: Path) -> None:
    """The margin of the page; on a leaflet it has none."""
    first = "For the crew, the work is what counts. **Sixty stay** on."
    second = "For the public, people do it. **Ninety keep** it up."
    content, settings = tmp_path / "a.md", tmp_path / "brochure.yaml"
    text = f"{first}\n\n    {second}"
    content.write_text(f"---\ntitle: T\nlang: en\nthen:\n  desc: |\n    {text}\n---\n", encoding="utf-8")
    settings.write_text(f"format: {size}\nbinding: none\n", encoding="utf-8")
    assert build(Job(content, tmp_path, settings, tmp_path / "out")).pdf is not None
    pages = Pages(tmp_path / "out" / "a.pdf")
    colours = {run.text: run.colour for run in pages.runs(1)}
    assert colours["Sixty"] == colours["crew,"]
    assert colours["Ninety"] == colours["public,"]
    assert colours["Sixty"] != colours["Ninety"]
    if size != "leaflet":
        picture = pages.whole(1)
        wide = pages.size(1)[0] / 2
        cells = [box for shape in pages.shapes(1) if (box := shape.box)[0] < 1 and 90 < box[2] < wide]
        assert len(cells) == 2
        for left, foot, right, head in cells:
            box = tuple(
                round(SCALE * at)
                for at in (left + 2, pages.size(1)[1] - head + 2, right - 2, pages.size(1)[1] - foot - 2)
            )
            cell = picture.crop(box)  # type: ignore[arg-type]
            icon = ImageChops.difference(cell, Image.new("RGB", cell.size, cell.getpixel((3, 3)))).getbbox()
            assert icon is not None
            margin = scale_of(FORMATS[size]).margin * MM
            assert -0.5 * MM < left + 2 + icon[0] / SCALE - margin < 2.5 * MM
