"""Drawn pictures: they repeat, fill their frame, stay small and use the colours of the brand."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from typing import cast

import pytest

from brochure.figures import people
from brochure.figures.artwork import SceneKind, icon, mark, scene, signs
from brochure.figures.inks import Inks
from brochure.figures.motifs import motifs, place
from brochure.figures.palette import Palette
from brochure.figures.svg import document
from brochure.vocabulary.colour import blend
from tools.artwork import raster

BRAND = Palette(ink="#14213d", signal="#ff5a3c", tint="#eef1f8", paper="#ffffff")
OTHER = Palette(ink="#003322", signal="#ffcc00", tint="#f0f5ee", paper="#fffef8")
ALLOWED = {"svg", "path", "g", "title"}
KINDS: tuple[SceneKind, ...] = ("cover", "portrait", "growth", "data", "street", "way")


def drawings(palette: Palette) -> list[str]:
    """Return one of everything."""
    scenes = [scene(seed, kind, 148, 110, palette) for seed in "abcd" for kind in KINDS]
    icons = [icon(at, palette) for at in range(len(signs("icon")))]
    marks = [mark(at, palette) for at in range(len(signs("mark")))]
    return [*scenes, *icons, *marks]


def test_every_drawing_is_small_plain_svg() -> None:
    """Nothing but paths, groups and a title; under 60 KB and under 300 elements each."""
    for svg in drawings(BRAND):
        root = ET.fromstring(svg)
        assert {element.tag.rpartition("}")[2] for element in root.iter()} <= ALLOWED
        assert len(svg) < 60_000
        assert len(list(root.iter())) < 300
        assert "nan" not in svg
        assert re.search(r"\de-?\d", re.sub(r"#[0-9a-f]{6}", "", svg)) is None


def test_the_same_seed_draws_the_same_and_another_seed_does_not() -> None:
    """A build can be repeated; two brochures differ."""
    assert scene("a", "street", 60, 40, BRAND) == scene("a", "street", 60, 40, BRAND)
    assert len({scene(seed, "portrait", 30, 30, BRAND) for seed in "abcdefgh"}) > 1
    assert len({scene(seed, "street", 60, 40, BRAND) for seed in "abcdefgh"}) > 1


def test_the_colours_come_from_the_palette() -> None:
    """Another brand shares no colour with this one."""
    ours, theirs = (set(re.findall(r"#[0-9a-f]{6}", "".join(drawings(palette)))) for palette in (BRAND, OTHER))
    assert not ours & theirs


def test_a_scene_shows_more_in_a_wider_or_taller_frame() -> None:
    """The stage of 150 x 150 stays whole."""
    assert 'viewBox="-75 0 300 150"' in scene("s", "cover", 200, 100, BRAND)
    assert 'viewBox="0 -150 150 300"' in scene("s", "cover", 100, 200, BRAND)


def test_icons_and_marks_go_round() -> None:
    """Any index draws; each of the first nine icons and six marks differs."""
    assert icon(len(signs("icon")), BRAND) == icon(0, BRAND)
    assert mark(len(signs("mark")), BRAND) == mark(0, BRAND)
    assert len({icon(at, BRAND) for at in range(9)}) == 9
    assert len({mark(at, BRAND) for at in range(6)}) == 6


def test_colours_mix_from_end_to_end() -> None:
    """The ends are the colours themselves, up to rounding; the middle of dark and coral is a plum, not a brown."""
    assert blend(BRAND.ink, BRAND.signal, 0) == BRAND.ink
    assert blend(BRAND.ink, BRAND.signal, 1) == BRAND.signal
    middle = blend(BRAND.ink, BRAND.signal, 0.5)
    red, green, blue = (int(middle[at : at + 2], 16) for at in (1, 3, 5))
    assert green < min(red, blue)
    assert blend("#000000", "#ffffff", 1) == "#ffffff"


def axis(svg: str, middle: float = 0.5) -> list[tuple[int, ...]]:
    """Return what is seen down a line of a drawing, from its top to its foot, without the rows at the edges."""
    side = 200
    picture = raster(svg, side, side)
    return [cast("tuple[int, ...]", picture.getpixel((int(side * middle), y))) for y in range(4, side - 4)]


@pytest.mark.parametrize("seed", "abcd")
def test_a_portrait_has_a_neck(seed: str) -> None:
    """From the middle of the head to the foot nothing of the ground or of the sun behind it is seen."""
    seen = axis(scene(seed, "portrait", 100, 100, BRAND))
    ground = {*axis(scene(seed, "portrait", 100, 100, BRAND), 0.02), *seen[: len(seen) // 6]}
    assert not ground & set(seen[len(seen) // 2 :])


@pytest.mark.parametrize("whole", [3, 5, 10])
def test_counted_people_have_necks(whole: int) -> None:
    """Each is one shape from head to foot, and is narrower at the neck than at the head."""
    drawn = people.row(whole, whole, 60, 16, Inks(on="#ff0000", off="#0000ff", high="#000000", ground="#ffffff"))
    picture = raster(drawn.svg(60), 1200, int(drawn.height * 20)).getchannel("A")
    rows = [sum(value > 0 for value in picture.crop((0, y, 1200, y + 1)).tobytes()) for y in range(picture.height)]
    foot, head = rows[-2], max(rows[: picture.height // 4])
    neck = min(rows[picture.height // 5 : picture.height // 2])
    assert 0 < neck < head < foot


def test_the_signs_of_people_have_necks() -> None:
    """The mark of someone at the door, and the figure of a field, are whole from head to foot."""
    figure = "".join(f'<path d="{place(part, 0, 0, 10)}"/>' for part in motifs()["figure"])
    for svg in (mark(0, BRAND), document(10, 10, figure)):
        seen = [colour[3] > 127 for colour in axis(svg)]
        assert all(seen[seen.index(True) : -20])
