"""A brochure that is read from the right: its pages are those of one read from the left, turned about."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pypdfium2
import pytest

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


def places(pdf: bytes) -> dict[str, tuple[int, float, float]]:
    """Give the page, and the left and the right end, of the first of each word, in points."""
    found: dict[str, tuple[int, float, float]] = {}
    document = pypdfium2.PdfDocument(pdf)
    for number, page in enumerate(document, 1):
        text = page.get_textpage()
        for word in WORDS:
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
