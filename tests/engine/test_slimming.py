"""Pictures in the PDF for a screen have as many pixels as their place shows, and stay what they are for all else."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image, ImageStat

from brochure.engine.engine import Engine
from brochure.load.text import Source
from brochure.model.validate import draft_project
from brochure.pictures.assets import Assets
from brochure.pipeline import build
from brochure.vocabulary.job import Job
from tests.engine.conftest import ABOUT, section
from tests.press.case import photograph, place

Bind = Callable[..., list[pikepdf.Stream]]
# An object lives no longer than the PDF it was read from.
OPEN: list[pikepdf.Pdf] = []


def pictures(pdf: bytes) -> list[Any]:
    OPEN.append(pikepdf.open(io.BytesIO(pdf)))
    return [item for item in OPEN[-1].objects if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image"]


@pytest.fixture
def bind(engine: Engine, lay: Any) -> Bind:
    def bind(body: str, resolution: float) -> list[Any]:
        return pictures(engine.bind([(section("a"), lay(body))], ABOUT, True, resolution))

    return bind


def shown(url: str, width: int = 60, style: str = "") -> str:
    return f'<img src="{url}" alt="p" style="display:block;width:{width}mm;{style}">'


@pytest.mark.parametrize(("name", "filter"), [("p.jpg", "/DCTDecode"), ("p.png", "/FlateDecode")])
def test_a_picture_has_as_many_pixels_as_it_is_shown_at(bind: Bind, assets: Assets, name: str, filter: str) -> None:
    """60 mm at 220 dpi are 520 pixels; twice on a page, the larger place counts; the colours stay."""
    url = place(assets, photograph(1800, 1200), name, **({"quality": 90} if name == "p.jpg" else {}))
    (picture,) = bind(shown(url), 220)
    assert (int(picture.Width), int(picture.Height), str(picture.Filter)) == (520, 347, filter)
    (twice,) = bind(shown(url) + shown(url, 80), 220)
    assert int(twice.Width) == 693
    (whole,) = bind(shown(url), 0)
    assert int(whole.Width) == 1800
    small, large = (
        ImageStat.Stat(pikepdf.PdfImage(one).as_pil_image().convert("RGB")).mean for one in (picture, whole)
    )
    assert small == pytest.approx(large, abs=1.5)


def test_a_picture_with_clear_parts_keeps_them(bind: Bind, assets: Assets) -> None:
    see = Image.new("RGBA", (1600, 800), (200, 0, 0, 255))
    see.paste((0, 0, 0, 0), (0, 0, 800, 800))
    found = bind(shown(place(assets, see, "s.png")), 150)
    (mask,) = [one for one in found if one.ColorSpace == "/DeviceGray"]
    assert (int(mask.Width), int(mask.Height)) == (355, 178)
    alpha = pikepdf.PdfImage(mask).as_pil_image()
    assert (alpha.getpixel((80, 80)), alpha.getpixel((300, 80))) == (0, 255)


def test_grounds_count_and_what_is_turned_is_let_be(bind: Bind, assets: Assets) -> None:
    """A ground is drawn at its size; nobody knows how large a turned picture comes to be."""
    url = place(assets, photograph(1800, 1200), "p.jpg", quality=90)
    ground = f'<div style="width:60mm;height:40mm;background:url({url}) 0 0 / 60mm 40mm no-repeat"></div>'
    assert [int(one.Width) for one in bind(ground, 220)] == [520]
    assert [int(one.Width) for one in bind(shown(url, 30, "transform:rotate(90deg)") + shown(url, 20), 220)] == [1800]
    little = place(assets, photograph(190, 120), "l.jpg", quality=90)
    assert [int(one.Width) for one in bind(shown(little, 5), 220)] == [190]


def test_a_second_binding_gives_the_same_and_an_unslimmed_one_the_whole(bind: Bind, assets: Assets) -> None:
    """The engine's own picture is as it was, whatever was made of it."""
    url = place(assets, photograph(1800, 1200), "p.jpg", quality=90)
    first, whole, again = (bind(shown(url), resolution)[0] for resolution in (150, 0, 150))
    assert int(whole.Width) == 1800
    assert first.read_raw_bytes() == again.read_raw_bytes()


def built(folder: Path, settings: str, preset: str = "screen") -> list[Any]:
    """Build a brochure with one large photograph in its text."""
    (folder / "content").mkdir(exist_ok=True)
    photograph(2400, 1600).save(folder / "content" / "p.jpg", quality=90)
    content, project = folder / "content" / "a.md", folder / "brochure.yaml"
    content.write_text(
        "---\ntitle: Boats\nlang: en\n---\n\n## Rowing\n\nWe row.\n\n![A boat](p.jpg)\n", encoding="utf-8"
    )
    project.write_text(f"date: 2026-11-01\n{settings}", encoding="utf-8")
    result = build(Job(content, folder, project, folder / "out", preset))
    assert result.pdf is not None
    return pictures(result.pdf)


def test_the_setting_reaches_the_pdf_for_the_screen_alone(tmp_path: Path) -> None:
    """220 dpi where nothing is said; less where that is asked for; the press has its own."""
    usual, less = built(tmp_path, ""), built(tmp_path, "screen: {resolution: 110 dpi}\n")
    (wide,), (narrow,) = usual, less
    assert int(wide.Width) == pytest.approx(2 * int(narrow.Width), abs=2)
    assert int(wide.Width) < 1400
    (press,) = built(tmp_path, "screen: {resolution: 110}\n", "press")
    assert int(press.Width) == pytest.approx(int(wide.Width) * 300 / 220, rel=0.02)


def test_a_resolution_that_is_none_is_told() -> None:
    _, problems = draft_project(Source("brochure.yaml", "screen: {resolution: 20}\n"))
    (problem,) = problems
    assert (problem.severity, problem.place.line, problem.place.column) == ("error", 1, 22)
    assert "screen.resolution" in problem.message
