"""Tiles: their pictures keep their proportions, and stand on a ground on which their edges are seen."""

from __future__ import annotations

from itertools import pairwise
from math import inf
from pathlib import Path
from typing import Any, cast

import pypdfium2
import pytest
from PIL import Image

from brochure.pictures.edges import edge_of
from brochure.pipeline import build
from brochure.sections import how
from brochure.vocabulary.colour import apart
from brochure.vocabulary.job import Job
from brochure.vocabulary.paper import FORMATS
from brochure.vocabulary.scale import scale_of
from tests.seen import Pages, lines

# Colours that are told from each other and from those of the theme, one a tile.
COLOURS = ("#00a000", "#a000a0", "#0000e0", "#e0c000", "#00c0c0", "#804000", "#ff80ff", "#80ff00", "#606060")
# No picture is more times as wide as it is high, or as high as it is wide.
FLATTEST, NARROWEST = 2.05, 1.9
# In mm, of the pages of a format.
MARGIN = {"a5": 13, "square": 16}
PIXELS = {"landscape": (2400, 1600), "portrait": (1600, 2400), "square": (2000, 2000)}


def pages(
    folder: Path, pictures: list[str], settings: str, before: str = "", text: str = "A few words."
) -> list[Image.Image]:
    """Build a page of tiles, one a picture; give the pages as they look, 2 pixels to the millimetre or so."""
    tiles = "\n".join(f"    - {{title: Tile {name}, image: {name}}}" for name in pictures)
    (folder / "a.md").write_text(
        f"---\ntitle: A\n{before}how:\n  desc: {text}\n  tiles:\n{tiles}\n---\n", encoding="utf-8"
    )
    (folder / "brochure.yaml").write_text(f"binding: none\n{settings}", encoding="utf-8")
    output = build(Job(folder / "a.md", folder, folder / "brochure.yaml", folder / "out")).output
    assert output is not None
    document = pypdfium2.PdfDocument(output.path.read_bytes())
    return [page.render(scale=0.75).to_pil().convert("RGB") for page in document][1:-1]


def plain(folder: Path, name: str, size: tuple[int, int], colour: str) -> str:
    Image.new("RGB", size, colour).save(folder / name)
    return name


def areas(shown: list[Image.Image], colour: str) -> list[tuple[int, tuple[int, int, int, int]]]:
    """Give the number of every page that has some of a colour, and left, top, right and bottom of it."""
    wanted = Image.new("RGB", (1, 1), colour).getpixel((0, 0))
    assert isinstance(wanted, tuple)
    found = []
    for number, page in enumerate(shown):
        bands = [
            band.point([255 if abs(value - level) < 6 else 0 for value in range(256)])
            for band, level in zip(page.split(), wanted, strict=True)
        ]
        box = Image.merge("RGB", bands).convert("L").point([0] * 255 + [255]).getbbox()
        if box:
            found.append((number, box))
    return found


def boxes(shown: list[Image.Image], colour: str) -> list[tuple[int, int]]:
    """Give how wide and high what is of a colour is, for every page that has some of it."""
    return [(right - left, foot - top) for _, (left, top, right, foot) in areas(shown, colour)]


@pytest.mark.parametrize("size", ["a5", "a4", "letter"])
@pytest.mark.parametrize(
    ("ways", "flattest"),
    [
        (("portrait", "portrait"), 0.85),
        (("portrait", "landscape"), 1.05),
        (("landscape", "portrait", "landscape"), 1.65),
        (("landscape", "landscape", "landscape"), 1.65),
    ],
)
def test_no_head_is_cut_by_a_flat_crop(tmp_path: Path, size: str, ways: tuple[str, ...], flattest: float) -> None:
    """Two of which one is upright stand beside each other; of three in strips none is flatter than a landscape."""
    names = [plain(tmp_path, f"{at}.png", PIXELS[way], COLOURS[at]) for at, way in enumerate(ways)]
    (shown,) = pages(tmp_path, names, f"format: {size}\n", text="A few words on how it is done, and who does it. " * 6)
    for colour in COLOURS[: len(ways)]:
        ((wide, high),) = boxes([shown], colour)
        assert wide / high < flattest


@pytest.mark.parametrize("size", ["a5", "a4"])
@pytest.mark.parametrize("count", [2, 3])
def test_pictures_below_each_other_are_as_far_apart_as_those_of_a_gallery(
    tmp_path: Path, size: str, count: int
) -> None:
    """By 1.5 mm on A5, and all as high; the last one ends at the foot."""
    names = [plain(tmp_path, f"{at}.png", PIXELS["landscape"], COLOURS[at]) for at in range(count)]
    (shown,) = pages(tmp_path, names, f"format: {size}\n")
    paper, unit = FORMATS[size], FORMATS[size].width / 148
    pixels = shown.width / paper.width
    found = [box for colour in COLOURS[:count] for _, box in areas([shown], colour)]
    for (_, _, _, foot), (_, top, _, _) in pairwise(found):
        assert 0.6 * unit < (top - foot) / pixels < 2.3 * unit
    assert found[-1][3] / pixels == pytest.approx(paper.height - scale_of(paper).foot, abs=1.0)


@pytest.mark.parametrize("size", ["a5", "square", "a4"])
@pytest.mark.parametrize(
    ("count", "way"),
    [(3, "landscape"), (3, "portrait"), (5, "square"), (6, "landscape"), (7, "portrait"), (9, "landscape")],
)
def test_no_picture_of_a_tile_becomes_a_strip(tmp_path: Path, size: str, count: int, way: str) -> None:
    """Six of them have room on a page, more stand on two."""
    names = [plain(tmp_path, f"{at}.png", PIXELS[way], colour) for at, colour in enumerate(COLOURS[:count])]
    shown = pages(tmp_path, names, f"format: {size}\n")
    assert len(shown) <= (1 if count <= 4 else 2)
    found = [boxes(shown, colour) for colour in COLOURS[:count]]
    assert [len(each) for each in found] == [1] * count
    assert [box for ((box),) in found if not 1 / NARROWEST < box[0] / box[1] < FLATTEST] == []


@pytest.mark.parametrize("size", ["a5", "square"])
@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 7])
@pytest.mark.parametrize("first", [2, 3])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_rows_of_tiles_reach_the_outer_edge_and_few_tiles_not_the_fold(
    tmp_path: Path, size: str, count: int, first: int, language: str
) -> None:
    """They would run into what the facing page has there: those beside words, and a row of two.

    The outer edge of an even page is the left one, of a book that is read from the right the right one.
    """
    names = [plain(tmp_path, f"{at}.png", PIXELS["landscape"], colour) for at, colour in enumerate(COLOURS[:count])]
    before = f"desc: {'Words on a page of their own. ' * 30}\n" if first == 3 else ""
    shown = pages(tmp_path, names, f"format: {size}\nlanguage: {language}\n", before)
    found = [area for colour in COLOURS[:count] for area in areas(shown, colour)]
    assert {number for number, _ in found} >= {first - 2}
    for number in {number for number, _ in found}:
        width, margin = shown[number].width, MARGIN[size] * shown[number].width / FORMATS[size].width
        left = min(box[0] for at, box in found if at == number)
        right = width - max(box[2] for at, box in found if at == number)
        outer, inner = (left, right) if ((number + 2) % 2 == 0) == (language == "en") else (right, left)
        assert outer <= 1
        few = count <= 2 or max(len(row) for row in _rows_of(found, number)) == 1
        assert inner >= margin - 2 if few else inner <= 1


@pytest.mark.parametrize("first", [2, 3])
def test_two_pictures_in_a_row_keep_to_the_columns(tmp_path: Path, first: int) -> None:
    """As the words of phases and lists do; the one at the outer edge reaches over it."""
    names = [plain(tmp_path, f"{at}.png", PIXELS["landscape"], colour) for at, colour in enumerate(COLOURS[:2])]
    before = f"desc: {'Words on a page of their own. ' * 30}\n" if first == 3 else ""
    shown = pages(tmp_path, names, "format: square\n", before)
    ((at, left),), ((_, right),) = (areas(shown, colour) for colour in COLOURS[:2])
    assert at == first - 2
    pixel, gutter = shown[at].width / FORMATS["square"].width, 9.0
    half = (FORMATS["square"].width - 2 * MARGIN["square"] - gutter) / 2
    assert (right[0] - left[2]) / pixel == pytest.approx(gutter, abs=0.5)
    margin = MARGIN["square"] * pixel
    assert left[2] == pytest.approx(margin + half * pixel, abs=2)


def _rows_of(found: list[tuple[int, tuple[int, int, int, int]]], number: int) -> list[list[int]]:
    """Give the pictures of a page by the rows that they stand in."""
    rows: dict[int, list[int]] = {}
    for at, box in found:
        if at == number:
            rows.setdefault(round(box[1] / 10), []).append(box[0])
    return list(rows.values())


def test_no_scene_stands_for_a_picture_that_nobody_named(tmp_path: Path) -> None:
    """A tile without a picture among others has a field of one colour."""
    names = [plain(tmp_path, f"{at}.png", PIXELS["landscape"], COLOURS[at]) for at in range(3)]
    rows = (f"    - {{title: Tile, image: {name}}}\n    - {{title: Bare}}\n" for name in names)
    front = f"---\ntitle: A\nlang: en\nhow:\n  desc: A few words.\n  tiles:\n{''.join(rows)}---\n"
    (tmp_path / "a.md").write_text(front, encoding="utf-8")
    output = build(Job(tmp_path / "a.md", tmp_path, None, tmp_path / "out")).output
    assert output is not None
    shown = pypdfium2.PdfDocument(output.path.read_bytes())[1].render(scale=0.75).to_pil().convert("RGB")
    ((_, first),), ((_, second),) = (areas([shown], colour) for colour in COLOURS[:2])
    between = shown.crop((first[2] + 8, first[1] + 8, second[0] - 8, first[3] - 8))
    assert between.width > first[2] / 2
    assert len(between.getcolors() or ()) == 1


LONG = "Coaching et stratégie de croissance", "Accès aux données, outils et briques techniques de l’État"
LONGER = (
    LONG[0],
    "Accès aux données, aux outils, aux briques techniques, aux locaux et aux équipes de l’État et des collectivités",
)


@pytest.mark.parametrize(("size", "titles", "small"), [("a5", LONG, False), ("a4", LONG, False), ("a5", LONGER, True)])
def test_titles_beside_their_pictures_have_few_even_lines(
    tmp_path: Path, size: str, titles: tuple[str, ...], small: bool
) -> None:
    """Pictures reach two thirds of the page beside them; of very long ones both are a size smaller."""
    names = [plain(tmp_path, f"{at}.png", PIXELS["landscape"], COLOURS[at]) for at in range(2)]
    tiles = "".join(f"    - {{title: '{title}', image: {name}}}\n" for title, name in zip(titles, names, strict=True))
    text = "Quelques mots sur ce que nous faisons ici. " * 6
    (tmp_path / "a.md").write_text(f"---\ntitle: A\nhow:\n  desc: {text}\n  tiles:\n{tiles}---\n", encoding="utf-8")
    (tmp_path / "brochure.yaml").write_text(f"binding: none\nlanguage: fr\nformat: {size}\n", encoding="utf-8")
    output = build(Job(tmp_path / "a.md", tmp_path, tmp_path / "brochure.yaml", tmp_path / "out")).output
    assert output is not None
    shown, paper, scale = Pages(output.path), FORMATS[size], scale_of(FORMATS[size])
    runs = [run for run in shown.runs(1) if run.text in " ".join(titles).split() and run.size > scale.text + 1]
    runs = [run for run in runs if run.box[0] > shown.size(1)[0] / 2]
    assert {round(run.size) for run in runs} == {scale.lead if small else scale.section}
    made = lines(runs)
    if not small:
        assert len(made) <= 10
    picture = shown.whole(1)
    (wide, high) = boxes([picture], COLOURS[0])[0]
    if not small:
        third = (paper.width - 2 * scale.margin - 2 * scale.gutter) / 3
        assert wide / picture.width * paper.width == pytest.approx(scale.margin + 2 * third + scale.gutter, abs=0.4)
    assert (wide / picture.width * paper.width + 3) / (high / picture.width * paper.width) > 1.4


@pytest.mark.parametrize("theme", ["studio", "festival"])
def test_two_tiles_of_a_square_page_end_low_on_it(tmp_path: Path, theme: str) -> None:
    """Pictures beside each other take a part of the room over them that they do not fill."""
    names = [plain(tmp_path, f"{at}.png", PIXELS["landscape"], COLOURS[at]) for at in range(2)]
    tiles = "".join(f"    - {{title: 'A title', image: {name}}}\n" for name in names)
    (tmp_path / "a.md").write_text(f"---\ntitle: A\nhow:\n  desc: A word.\n  tiles:\n{tiles}---\n", encoding="utf-8")
    (tmp_path / "brochure.yaml").write_text(f"binding: none\nformat: square\ntheme: {theme}\n", encoding="utf-8")
    output = build(Job(tmp_path / "a.md", tmp_path, tmp_path / "brochure.yaml", tmp_path / "out")).output
    assert output is not None
    paper, scale = FORMATS["square"], scale_of(FORMATS["square"])
    foot = paper.height - min(run.box[1] for run in Pages(output.path).runs(1) if run.text == "title") * 25.4 / 72
    assert foot - scale.start > 0.85 * (paper.height - scale.foot - scale.start)


@pytest.mark.parametrize("size", ["a5", "square"])
def test_a_pale_picture_at_the_edge_of_a_page_has_no_frame_that_is_cut(tmp_path: Path, size: str) -> None:
    """A thin line is where its edge is seen, and none at the trim: a wide frame would be missing a side there."""
    names = [
        plain(tmp_path, f"{at}.png", PIXELS["landscape"], colour) for at, colour in enumerate(("#fff1dd", "#1d6fd0"))
    ]
    pages(tmp_path, names, f"format: {size}\ntheme: festival\n")
    (output,) = (tmp_path / "out").glob("*.pdf")
    seen = pypdfium2.PdfDocument(output)[1].render(scale=8).to_pil().convert("RGB")
    high = seen.width / FORMATS[size].width

    def down(across: float) -> list[str]:
        """Give what is drawn down the page that is neither of it nor of a picture."""
        at = round(across * high)
        shades = ("#" + bytes(cast("Any", seen.getpixel((at, y)))).hex() for y in range(seen.height))
        drawn = "".join(
            " " if min(apart(shade, one) for one in ("#fff1dd", "#1d6fd0")) < 0.01 else "l" for shade in shades
        )
        return [line for line in drawn.split() if line]

    assert len(down(1)) in (2, 3, 4)
    assert all(len(line) < 0.6 * high for line in down(1))
    assert all(len(line) < 0.6 * high for line in down(0.05))


@pytest.mark.parametrize("size", ["a5", "square", "a4"])
def test_a_very_long_title_of_many_makes_all_smaller(tmp_path: Path, size: str) -> None:
    """Below its picture, where it ends on the margin, it has few lines, the last no word alone."""
    long = "Mesurer, comparer, décider, et recommencer tant que le service ne rend pas le service promis"
    titles = ["Cartographier", "Interroger", "Dessiner", "Essayer", "Tracer", long]
    names = [plain(tmp_path, f"{at}.png", PIXELS["landscape"], colour) for at, colour in enumerate(COLOURS[:6])]
    tiles = "".join(f"    - {{title: '{title}', image: {name}}}\n" for title, name in zip(titles, names, strict=True))
    (tmp_path / "a.md").write_text(f"---\ntitle: A\nhow:\n  desc: Un mot.\n  tiles:\n{tiles}---\n", encoding="utf-8")
    (tmp_path / "brochure.yaml").write_text(f"binding: none\nlanguage: fr\nformat: {size}\n", encoding="utf-8")
    output = build(Job(tmp_path / "a.md", tmp_path, tmp_path / "brochure.yaml", tmp_path / "out")).output
    assert output is not None
    runs = Pages(output.path).runs(1)
    scale = scale_of(FORMATS[size])
    assert {round(run.size, 1) for run in runs if run.text in titles} == {scale.text}
    made = lines([run for run in runs if run.text in long.split() and run.size < scale.section])
    assert sorted(" ".join(made).split()) == sorted(long.split())
    assert len(made) <= (5 if size == "a5" else 4)
    assert [line for line in made if " " not in line] == ([] if size != "a5" else ["décider,"])


@pytest.mark.parametrize("size", ["a5", "square"])
@pytest.mark.parametrize("paragraphs", [3, 5, 9])
def test_names_below_a_long_text_stand_beside_each_other(tmp_path: Path, size: str, paragraphs: int) -> None:
    """Two that no picture belongs to, on one line, and never at the head of a page without text."""
    text = "\n\n".join(["    " + "We tried it out on the quay, in all weathers, and it held. " * 6] * paragraphs)
    tiles = "    - {title: Fortitude}\n    - {title: Verbosity}\n"
    (tmp_path / "a.md").write_text(f"---\ntitle: A\nhow:\n  desc: |\n{text}\n  tiles:\n{tiles}---\n", encoding="utf-8")
    (tmp_path / "brochure.yaml").write_text(f"binding: none\nlanguage: en\nformat: {size}\n", encoding="utf-8")
    output = build(Job(tmp_path / "a.md", tmp_path, tmp_path / "brochure.yaml", tmp_path / "out")).output
    assert output is not None
    shown = Pages(output.path)
    at = next(number for number in range(1, len(shown)) if "Fortitude" in shown.text(number))
    runs = shown.runs(at)
    one, other = (next(run for run in runs if run.text == name) for name in ("Fortitude", "Verbosity"))
    assert one.box[1] == pytest.approx(other.box[1], abs=3)
    assert one.box[2] < other.box[0]
    assert sum(run.text == "quay," for run in runs) >= 1


@pytest.mark.parametrize(
    ("theme", "colour"),
    [("studio", "#ffffff"), ("festival", "#fff1dd"), ("festival", "#ffffff"), ("studio", "#eef1f8")],
)
@pytest.mark.parametrize("drawn", [True, False])
def test_the_edge_of_a_picture_is_seen_on_its_page(tmp_path: Path, theme: str, colour: str, drawn: bool) -> None:
    """Be it of the colour that pages of its theme have, or of the other one: the page takes the other, or a line."""
    name = plain(tmp_path, "plain.png", PIXELS["landscape"], colour)
    if drawn:
        name = "plain.svg"
        frame = f'<rect width="150" height="100" fill="{colour}"/>'
        svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 150 100">{frame}</svg>'
        (tmp_path / name).write_text(svg, encoding="utf-8")
    (page,) = pages(tmp_path, [name], f"theme: {theme}\n")
    # From within the picture to the right of it.
    line = page.crop((page.width // 5, page.height * 8 // 10, page.width * 9 // 10, page.height * 8 // 10 + 1))
    seen = ["#" + line.tobytes()[at : at + 3].hex() for at in range(0, 3 * line.width, 3)]
    assert apart(seen[0], colour) < 0.01
    assert max(apart(shade, colour) for shade in seen) > 0.03


@pytest.mark.parametrize("theme", ["studio", "festival"])
@pytest.mark.parametrize("where", ["text", "gallery", "section"])
@pytest.mark.parametrize(("colour", "framed"), [("#ffffff", True), ("#3a7d44", False)])
def test_a_picture_that_would_vanish_has_a_line_round_it(
    tmp_path: Path, theme: str, where: str, colour: str, framed: bool
) -> None:
    """Also in running text and in a gallery; of any other there is none."""
    plain(tmp_path, "plain.png", (900, 600), colour)
    (tmp_path / "brochure.yaml").write_text(f"theme: {theme}\nbinding: none\n", encoding="utf-8")
    if theme == "festival" and framed:
        # Pages of this theme are no white paper.
        plain(tmp_path, "plain.png", (900, 600), "#fff1dd")
    front = {
        "text": "---\nWords before it.\n\n![A plain](plain.png)\n\nWords behind it.\n",
        "gallery": "gallery: {list: [{file: plain.png, alt: A}, {file: plain.png, alt: B}]}\n---\n",
        "section": "text: {title: One, photo: {file: plain.png, alt: A}, text: Words of it.}\n---\n",
    }[where]
    (tmp_path / "a.md").write_text(f"---\ntitle: T\nlang: en\n{front}", encoding="utf-8")
    outcome = build(Job(tmp_path / "a.md", tmp_path, tmp_path / "brochure.yaml", tmp_path / "out"))
    assert outcome.output is not None
    made = Pages(outcome.output.path).picture(1, text=False, scale=3)
    shades = {"#" + bytes(shade).hex() for _, shade in made.getcolors(1 << 20) or []}
    rules = [shade for shade in shades if all(apart(shade, other) > 0.08 for other in (colour, "#ffffff", "#fff1dd"))]
    assert bool(rules) == framed


@pytest.mark.parametrize(
    ("svg", "edge"),
    [
        ('<svg viewBox="0 0 150 100"><path fill="#EEF1F8" d="M0 0h150v100h-150z"/></svg>', "#eef1f8"),
        ('<svg viewBox="0 0 30 20"><rect width="100%" height="100%" style="fill:#fff"/></svg>', "#ffffff"),
        ('<svg viewBox="0 0 30 20"><rect width="10" height="20" fill="#fff"/></svg>', ""),
        ('<svg viewBox="0 0 30 20"><circle r="90" fill="#fff"/></svg>', ""),
        ('<svg viewBox="0 0 30 20"><rect width="30" height="20" fill="url(#a)"/></svg>', ""),
        ("<svg><rect/></svg>", ""),
    ],
)
def test_a_drawing_has_the_edge_that_it_paints_first(svg: str, edge: str) -> None:
    assert edge_of("image/svg+xml", svg.encode()) == edge


def test_a_picture_that_is_clear_at_its_edge_has_none(tmp_path: Path) -> None:
    Image.new("RGBA", (60, 40), (255, 255, 255, 0)).save(tmp_path / "a.png")
    assert edge_of("image/png", (tmp_path / "a.png").read_bytes()) == ""


def test_scenes_in_place_of_missing_pictures_are_landscapes(tmp_path: Path) -> None:
    """Three of them stand one below the other beside their words, so that nothing of them is cut."""
    tiles = ", ".join(f"{{title: Tile {number}, image: gone-{number}.png}}" for number in range(3))
    (tmp_path / "a.md").write_text(f"---\ntitle: T\nlang: en\nhow: {{tiles: [{tiles}]}}\n---\n", encoding="utf-8")
    outcome = build(Job(tmp_path / "a.md", tmp_path, None, tmp_path / "out"))
    assert outcome.output is not None
    titles = [run.box for run in Pages(outcome.output.path).runs(1) if run.text.startswith("Tile")]
    assert len(titles) == 3
    assert len({round(box[0]) for box in titles}) == 1, "in one column"
    assert len({round(box[1]) for box in titles}) == 3


def test_a_title_of_very_many_words_is_not_parted_in_every_way() -> None:
    """There are millions of ways, and in none of them it has room on a panel: nothing of it is measured."""
    nobody: Any = None
    assert how._narrowest(nobody, ["boats"] * 400, 4) == inf
