"""A brochure that is read from the right: its pages are those of one read from the left, turned about."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import yaml
from PIL import Image, ImageChops, ImageOps

from brochure.compare.drawn import draw
from brochure.pipeline import build
from brochure.project import discover

FRONT = """---
title: Port
lang: {lang}
numbers: [{{num: 60 %, title: Alpha}}, {{num: 206, title: Beta}}]
quote: {{text: Gamma, author: Zeta}}
---

## Kappa

- Lambda

| Mu | Nu |
|----|----|
| Xi | Pi |
"""


@pytest.fixture(scope="module")
def twins(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The same words, in Hebrew and in English: what differs is the direction."""
    root = tmp_path_factory.mktemp("twins")
    (root / "content").mkdir()
    (root / "brochure.yaml").write_text("organisation: {name: Quay}\nbinding: none\n", encoding="utf-8")
    words = "words: {numbers: Rho, quote: Sigma}\n"
    with (root / "brochure.yaml").open("a", encoding="utf-8") as file:
        file.write(words)
    found = {}
    for lang in ("he", "en"):
        (root / "content" / f"{lang}.md").write_text(FRONT.format(lang=lang), encoding="utf-8")
    for job in discover.jobs([], ["screen", "booklet"], cwd=root):
        output = build(job).output
        assert output is not None
        found[output.path.name] = output.path.read_bytes()
    return found


WORDS = ("Port", "Kappa", "Lambda", "Mu", "Nu", "Xi", "Rho", "Alpha", "Gamma", "Zeta")


def places(pdf: bytes, words: Sequence[str] = WORDS) -> dict[str, tuple[int, float, float]]:
    """Give the page, and the left and the right end, of the first of each word, in points."""
    found: dict[str, tuple[int, float, float]] = {}
    document = pypdfium2.PdfDocument(pdf)
    for number, page in enumerate(document, 1):
        text = page.get_textpage()
        for word in words:
            hit = text.search(word, match_case=True, match_whole_word=True).get_next()
            if hit is not None and word not in found:
                boxes = [text.get_charbox(index) for index in range(hit[0], sum(hit))]
                found[word] = number, min(box[0] for box in boxes), max(box[2] for box in boxes)
    document.close()
    return found


def test_viewers_turn_the_pages_the_other_way(twins: dict[str, bytes], tmp_path: Path) -> None:
    for name, wanted in (("he.pdf", "/R2L"), ("en.pdf", None)):
        (tmp_path / name).write_bytes(twins[name])
        with pikepdf.open(tmp_path / name) as pdf:
            assert pdf.Root.ViewerPreferences.get("/Direction") == wanted


def test_words_stand_where_they_stand_in_a_mirror(twins: dict[str, bytes]) -> None:
    """Titles, key figures, items, cells and folios: as far from the right edge as their twins from the left one."""
    wide = 148 / 25.4 * 72
    turned, straight = places(twins["he.pdf"]), places(twins["en.pdf"])
    assert set(turned) == set(straight) == set(WORDS)
    for word in WORDS:
        assert turned[word][0] == straight[word][0], word
        mirrored = wide - turned[word][2], wide - turned[word][1]
        assert mirrored == pytest.approx(straight[word][1:], abs=4), word


def test_a_booklet_has_its_spine_at_the_right(twins: dict[str, bytes], tmp_path: Path) -> None:
    """The cover lies at the left of the outer sheet."""
    turned, straight = (places(twins[f"{lang}-booklet.pdf"])["Port"] for lang in ("he", "en"))
    fold = 297 / 25.4 * 72 / 2
    assert turned[2] < fold < straight[1]


def test_pictures_of_spreads_have_the_even_page_at_the_right(twins: dict[str, bytes]) -> None:
    """As a reader holds them open."""
    from io import BytesIO

    from PIL import Image

    for name, at in (("he.pdf", 1), ("en.pdf", 0)):
        drawn = {file: Image.open(BytesIO(data)) for file, data in draw(twins[name], 20)}
        page, spread = drawn["page-02.png"], drawn["spread-02-03.png"]
        left = at * (spread.width - page.width)
        assert spread.crop((left, 0, left + page.width, page.height)).tobytes() == page.tobytes()


def test_drawings_are_turned_and_their_words_are_not() -> None:
    """A calendar and a bar of time run from the right; letters, codes, clocks and icons are not turned."""
    from brochure.figures.svg import document, mirrored, path, words
    from brochure.render.direction import is_turned

    drawing = document(
        10, 5, path("M0 0h2v2z", "#000") + words("a", 1, 2, 1, "#000", "F", "middle") + words("b", 3, 2, 1, "#000", "F")
    )
    turned = mirrored(drawing)
    assert '<g transform="translate(10 0) scale(-1 1)"><path d="M0 0h2v2z" fill="#000"/></g>' in turned
    assert ' x="9"' in turned
    assert ' x="7"' in turned
    assert mirrored("<svg/>") == "<svg/>"
    assert not any(map(is_turned, ("qr", "ruler-span-2-figures-1", "quotation", "sign-1", "icon-boat", "mark-2")))
    assert all(map(is_turned, ("timeline", "month-2026", "cover", "figure-share-2-figures-1")))


WIDE = 148 / 25.4 * 72
DAY = [
    {"time": "09:00 - 10:30", "title": "Alpha", "room": "East"},
    {"time": "10:30 - 12:00", "title": "Beta", "room": "West"},
    {"time": "13:00 - 15:00", "title": "Gamma", "room": "East"},
]
SHARES = [{"num": f"{share} %", "title": name} for share, name in ((50, "Wood"), (30, "Stone"), (20, "Glass"))]
HOURS = [{"days": "Mon", "time": "9:00-17:00"}, {"days": "Tue", "time": "12:00-20:00"}]
PHASES = [{"title": "First", "duration": "2 months"}, {"title": "Second", "duration": "7 months"}]


def pair(folder: Path, front: dict[str, object], settings: str = "") -> tuple[Path, Path]:
    """Build the same words in Hebrew and in English; nothing is told of the contrast of what lies on a drawing."""
    (folder / "content").mkdir()
    for lang in ("he", "en"):
        text = f"---\n{yaml.safe_dump({'lang': lang, **front}, sort_keys=False)}---\n"
        (folder / "content" / f"{lang}.md").write_text(text, encoding="utf-8")
    (folder / "brochure.yaml").write_text("organisation: {name: Quay}\nbinding: none\n" + settings, encoding="utf-8")
    found = {}
    for job in discover.jobs([], ["screen"], cwd=folder):
        result = build(job)
        assert result.output is not None
        assert [one.code for one in result.problems if one.code in ("text-contrast", "text-overset")] == []
        found[job.content.stem] = result.output.path
    return found["he"], found["en"]


@pytest.mark.parametrize(
    ("front", "words"),
    [
        ({"stops": ["Alder", "Birch", "Cedar", "Dogwood"]}, ("Alder", "Birch", "Cedar", "Dogwood")),
        ({"numbers": SHARES}, ("Wood", "Stone", "Glass")),
        ({"agenda": DAY}, ("Boats",)),
    ],
    ids=["road", "parts", "day"],
)
def test_words_on_a_drawn_cover_are_turned_with_it(
    front: dict[str, object], words: tuple[str, ...], tmp_path: Path
) -> None:
    """They stand on what they name."""
    he, en = (places(path.read_bytes(), words) for path in pair(tmp_path, {"title": "Boats", **front}))
    for word in words:
        assert he[word][0] == en[word][0] == 1
        assert (WIDE - he[word][2], WIDE - he[word][1]) == pytest.approx(en[word][1:], abs=5), word


def test_the_letters_of_a_cover_run_from_the_right(tmp_path: Path) -> None:
    """Each on its own field."""
    he, en = (places(path.read_bytes(), ("Q", "U", "A", "Y")) for path in pair(tmp_path, {"title": "Quays"}))
    halves = [[found[letter][1] < WIDE / 2 for letter in "QUAY"] for found in (he, en)]
    assert halves == [[False, True, False, True], [True, False, True, False]]


def test_letters_that_are_joined_are_no_fields(tmp_path: Path) -> None:
    """A word of Arabic stays one."""
    from brochure.figures.covers.facts import Facts
    from brochure.figures.covers.feed import Food

    found = [Food(Facts(), title, "", "ar").word for title in ("مكتبة", "घर", "ספר", "Шлях", "本の町", "Quay")]
    assert found == ["", "", "ספר", "ШЛЯХ", "本の町", "QUAY"]


def test_a_scale_counts_from_the_left(tmp_path: Path) -> None:
    """As rulers do everywhere."""
    front = {"title": "Boats", "numbers": [{"num": "4-8", "title": "Knots"}]}
    he, en = (places(path.read_bytes(), ("4", "8")) for path in pair(tmp_path, front))
    assert he["4"] == pytest.approx(en["4"], abs=1)
    assert he["8"] == pytest.approx(en["8"], abs=1)


def drawn_page(path: Path, number: int, dpi: int = 50) -> Image.Image:
    """Draw a page of a PDF."""
    document = pypdfium2.PdfDocument(path)
    image: Image.Image = document[number].render(scale=dpi / 72).to_pil().convert("RGB")
    document.close()
    return image


def unlike(one: Image.Image, other: Image.Image) -> float:
    """Give which part of two pictures is not the same."""
    counts = ImageChops.difference(one, other).convert("L").point(lambda value: 255 * (value > 12)).histogram()
    return counts[255] / (one.width * one.height)


def test_opening_hours_are_drawn_from_the_right(tmp_path: Path) -> None:
    """Each bar begins when they do."""
    front = {"title": "Boats", "contact": {"phone": "+49 30 1234", "link": "https://example.org/a", "hours": HOURS}}
    pages = [drawn_page(path, 1).crop((0, 200, 291, 330)) for path in pair(tmp_path, front)]
    bars = [page.point(lambda value: 255 * (value > 200)).split() for page in pages]
    (red, _, blue), (also_red, _, also_blue) = bars
    orange = ImageChops.subtract(red, blue), ImageChops.subtract(also_red, also_blue)
    assert orange[1].getextrema()[1] == 255
    assert unlike(ImageOps.mirror(orange[0]).convert("RGB"), orange[1].convert("RGB")) < 0.003


def test_a_cover_meets_its_back_at_the_fold_of_a_leaflet(tmp_path: Path) -> None:
    """The halves of the rings are one ring: the outer page is the other one in a mirror, but for words."""
    front = {"title": "Boats", "phases": PHASES}
    he, en = (drawn_page(path, 0) for path in pair(tmp_path, front, "format: leaflet\n"))
    place = (round(en.width * 97 / 297) + 2, 0, en.width, en.height // 2)
    assert unlike(ImageOps.mirror(he).crop(place), en.crop(place)) < 0.002


def test_words_on_a_photo_stand_at_the_side_of_the_spine(tmp_path: Path) -> None:
    """On their paper."""
    Image.new("RGB", (1600, 2300), "#306050").save(tmp_path / "a.png")
    front = {"title": "Boats", "image": {"file": "a.png", "alt": "Water"}}
    he, en = (drawn_page(path, 0) for path in pair(tmp_path, front, "pictures: .\n"))
    corner = (0, he.height - 20, 20, he.height)
    assert he.crop(corner).getpixel((5, 5)) == (48, 96, 80)
    assert en.crop(corner).getpixel((5, 5)) == (255, 255, 255)


def test_a_figure_with_words_is_read_from_the_right(tmp_path: Path) -> None:
    """3 of 5: what stands after the numeral stands at its left; a sign of percent stays where it is written."""
    from brochure.load.keyfigure import read_figure
    from brochure.sections.numbers.told import Stat

    written = ("3 מתוך 5", "٣ ٪", "60 %", "€5", "3 از 5")
    assert [Stat(read_figure(one, "", "he"), "", "").leftward for one in written] == [False, False, True, True, False]
