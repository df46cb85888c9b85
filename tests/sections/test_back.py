"""The words of the back: what belongs together stands together, and no address is parted on a panel."""

from __future__ import annotations

from pathlib import Path

import pytest

from brochure.pipeline import build
from brochure.vocabulary.job import Job
from brochure.vocabulary.paper import FORMATS
from brochure.vocabulary.units import MM
from tests.seen import Pages, Run

SETTINGS = """language: fr
theme: {theme}
format: {size}
organisation: {{name: Entrepreneurs d’intérêt général, site: 'https://eig.numerique.example'}}
back: {{title: Envie de relever un défi ?, text: Retrouvez le programme et les défis en ligne.}}
imprint: Direction interministérielle du numérique. Source du contenu en ligne, Licence Ouverte 2.0.
"""
CONTENT = """---
title: Programme
url: /programme
text: Un mot.
steps: {list: [{title: A, duration: 2 mois}, {title: B, duration: 3 mois}]}
---
"""


def back(folder: Path, size: str, theme: str = "studio", imprint: str = "") -> tuple[Pages, int]:
    (folder / "a.md").write_text(CONTENT, encoding="utf-8")
    settings = SETTINGS.format(size=size, theme=theme)
    if imprint:
        settings = f"{settings.partition('imprint:')[0]}imprint: {imprint}\n"
    (folder / "brochure.yaml").write_text(settings, encoding="utf-8")
    output = build(Job(folder / "a.md", folder, folder / "brochure.yaml", folder / "out")).output
    assert output is not None
    pages = Pages(output.path)
    return pages, 0 if size == "leaflet" else len(pages) - 1


def word(pages: Pages, number: int, text: str) -> Run:
    """Give the lowest of the runs of a text: the organisation also stands on the cover."""
    return min((run for run in pages.runs(number) if run.text.startswith(text)), key=lambda run: run.box[1])


@pytest.mark.parametrize("size", ["a5", "a4", "square", "leaflet"])
def test_the_organisation_stands_with_its_imprint_and_apart_from_the_address(tmp_path: Path, size: str) -> None:
    pages, number = back(tmp_path, size)
    address, imprint = word(pages, number, "eig.numerique"), word(pages, number, "Direction")
    name = min(
        (run for run in pages.runs(number) if run.text == "Entrepreneurs" and run.box[1] > imprint.box[3]),
        key=lambda run: run.box[1],
    )
    over, under = address.box[1] - name.box[3], name.box[1] - imprint.box[3]
    assert over > 1.5 * MM
    assert under < over


@pytest.mark.parametrize("theme", ["studio", "civic"])
def test_an_address_on_a_panel_stands_on_a_line_below_its_code(tmp_path: Path, theme: str) -> None:
    pages, number = back(tmp_path, "leaflet", theme)
    address, call = word(pages, number, "eig.numerique"), word(pages, number, "Envie")
    assert address.text == "eig.numerique.example/programme"
    assert address.size == pytest.approx(11, abs=0.1)
    assert address.box[0] < call.box[0] - 30 * MM


@pytest.mark.parametrize("theme", ["studio", "civic", "festival", "ledger"])
def test_the_title_of_a_leaflet_fills_its_panel_and_stands_at_its_foot(tmp_path: Path, theme: str) -> None:
    """As on any cover: what the words of the back need is free below the rings; one ground goes on over the fold."""
    pages, number = back(tmp_path, "leaflet", theme)
    paper = FORMATS["leaflet"]
    left = sum(paper.panels[:2]) * MM
    title = max((run for run in pages.runs(number) if run.text == "Programme"), key=lambda run: run.size)
    assert title.box[2] - title.box[0] > 0.86 * (paper.panels[2] - 20) * MM
    name = next(run for run in pages.runs(number) if run.text == "Entrepreneurs" and run.box[0] > left)
    legend = next(run for run in pages.runs(number) if run.text == "phases" and run.box[0] > left)
    assert title.box[1] - legend.box[3] < 4.5 * MM
    assert name.box[3] < word(pages, number, "Envie").box[1]
    assert title.box[0] == pytest.approx(name.box[0], abs=0.2 * MM)
    grounds = [shape.box for shape in pages.shapes(number) if shape.box[3] - shape.box[1] > 209 * MM]
    assert any(box[0] < left - 90 * MM and box[2] >= left + 0.4 * MM for box in grounds)


@pytest.mark.parametrize("size", ["a5", "a4", "letter", "square"])
def test_the_title_begins_where_the_name_over_it_does(tmp_path: Path, size: str) -> None:
    pages, _ = back(tmp_path, size)
    title = max((run for run in pages.runs(0) if run.text == "Programme"), key=lambda run: run.size)
    name = next(run for run in pages.runs(0) if run.text == "Entrepreneurs")
    assert title.box[0] == pytest.approx(name.box[0], abs=0.2 * MM)


@pytest.mark.parametrize("size", ["a5", "a4", "letter", "square"])
def test_a_call_that_has_room_on_the_page_is_one_line(tmp_path: Path, size: str) -> None:
    """It is as large as a title, and has the width of one: its text alone keeps to the measure."""
    (tmp_path / "a.md").write_text(CONTENT, encoding="utf-8")
    settings = f"language: fr\nformat: {size}\nback: {{title: Envie de nous rejoindre ?}}\n"
    (tmp_path / "brochure.yaml").write_text(settings, encoding="utf-8")
    output = build(Job(tmp_path / "a.md", tmp_path, tmp_path / "brochure.yaml", tmp_path / "out")).output
    assert output is not None
    pages = Pages(output.path)
    call = [run for run in pages.runs(len(pages) - 1) if run.text in ("Envie", "de", "nous", "rejoindre")]
    assert {run.text for run in call} == {"Envie", "de", "nous", "rejoindre"}
    assert len({round(run.box[1]) for run in call if "j" not in run.text}) == 1
    assert max(run.box[3] for run in call) - min(run.box[1] for run in call) < 1.5 * max(run.size for run in call)


@pytest.mark.parametrize("theme", ["studio", "ledger"])
def test_the_call_begins_where_the_code_beside_it_does(tmp_path: Path, theme: str) -> None:
    """Also where the words are somewhat higher than a code usually is."""
    (tmp_path / "long").mkdir()
    pages, number = back(tmp_path / "long", "a5", theme, "Direction interministérielle. " * 6)
    fields = [shape.box for shape in pages.shapes(number) if shape.colour == (255, 255, 255)]
    code = max(fields, key=lambda box: box[2] - box[0])
    assert 33 * MM < code[3] - code[1] < 38 * MM
    assert code[1] == pytest.approx(13 * MM, abs=0.2 * MM)
    assert word(pages, number, "Envie").box[3] == pytest.approx(code[3], abs=0.7 * MM)


@pytest.mark.parametrize(("name", "low"), [("", "dark"), ("organisation: {name: A house}\n", "light")])
def test_a_back_without_words_has_one_ground(name: str, low: str, tmp_path: Path) -> None:
    """Behind a picture that is a drawing, to the foot; where words stand there, it ends above them."""
    field = '<rect width="148" height="210" fill="#abc"/>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 148 210">{field}</svg>'
    (tmp_path / "a.svg").write_text(svg, encoding="utf-8")
    (tmp_path / "a.md").write_text("---\ntitle: A\nimage: {file: a.svg, alt: ''}\ndesc: B.\n---\n", encoding="utf-8")
    (tmp_path / "brochure.yaml").write_text(f"language: en\n{name}", encoding="utf-8")
    output = build(Job(tmp_path / "a.md", tmp_path, tmp_path / "brochure.yaml", tmp_path / "out")).output
    assert output is not None
    pages = Pages(output.path)
    shown = pages.picture(len(pages) - 1, text=False).convert("L")
    head, foot = shown.getpixel((20, 20)), shown.getpixel((20, shown.height - 20))
    assert isinstance(head, int)
    assert isinstance(foot, int)
    assert (head < 128, foot < 128) == (True, low == "dark")
