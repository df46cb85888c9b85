"""Sheets of small pages for the gallery of the manual: `python -m tools.gallery [NAME…]` draws them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "pictures"
CONTENTS = ROOT / "tests" / "contents"
# In pixels: the width of a sheet, the space around pages, the height that pages get at most.
WIDTH, SPACE, HIGHEST = 1600, 28, 330
GROUND, EDGE = "#e9ebef", "#c9ced8"


@dataclass(frozen=True, slots=True)
class Entry:
    """A sheet: its name, what is told of it, the content, and the settings it is built with.

    `settings` is a brochure.yaml; `lines` are keys of their own, which take the place of the same keys there.
    """

    name: str
    about: str
    content: Path
    settings: Path
    lines: tuple[str, ...] = ()


_PROGRAMME, _OWN = ROOT / "content" / "programme.md", ROOT / "brochure.yaml"
_ENGLISH, _HARBOUR = CONTENTS / "english.md", CONTENTS / "projects" / "english.yaml"
ENTRIES = (
    Entry("programme-a5", "The content of this repository on A5, in its own colours.", _PROGRAMME, _OWN),
    Entry("programme-a4", "The same content on A4.", _PROGRAMME, _OWN, ("format: a4",)),
    Entry("programme-square", "The same content on a square page.", _PROGRAMME, _OWN, ("format: square",)),
    Entry("programme-leaflet", "The same content on a leaflet of six panels.", _PROGRAMME, _OWN, ("format: leaflet",)),
    Entry("english-letter", "An English content on US Letter.", _ENGLISH, _HARBOUR, ("format: letter",)),
    Entry(
        "programme-green",
        "Other colours, on a page of 170 x 240 mm.",
        _PROGRAMME,
        CONTENTS / "projects" / "green.yaml",
        ("format: 170x240",),
    ),
    Entry(
        "programme-civic",
        "The civic theme on A5.",
        _PROGRAMME,
        CONTENTS / "projects" / "french.yaml",
        ("theme: civic",),
    ),
    Entry(
        "english-festival",
        "The festival theme on a square page.",
        _ENGLISH,
        _HARBOUR,
        ("theme: festival", "format: square"),
    ),
    Entry(
        "programme-ledger",
        "The ledger theme on A5.",
        _PROGRAMME,
        CONTENTS / "projects" / "french.yaml",
        ("theme: ledger", "sections: [cover: {picture: rings}]"),
    ),
    Entry(
        "long-text",
        "A long text: pages that flow on.",
        CONTENTS / "long-text.md",
        CONTENTS / "projects" / "french.yaml",
    ),
    Entry(
        "quote", "Little to say: a title and a quotation.", CONTENTS / "quote.md", CONTENTS / "projects" / "french.yaml"
    ),
)


def sections() -> str:
    """Give the sheets as sections of a page of the manual."""
    return "\n\n".join(
        f"## {entry.about.rstrip('.')}\n\n![All pages, small: {entry.about}](pictures/{entry.name}.png)"
        for entry in ENTRIES
    )


def settings(entry: Entry) -> str:
    """Give the brochure.yaml of an entry."""
    own = {line.split(":")[0] for line in entry.lines}
    kept = [line for line in entry.settings.read_text(encoding="utf-8").splitlines() if line.split(":")[0] not in own]
    return "\n".join([*kept, *entry.lines, ""])


def draw(entry: Entry) -> Image.Image:
    """Build the brochure of an entry and put its pages on a sheet."""
    from brochure.pipeline import build
    from brochure.vocabulary.job import Job

    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "brochure.yaml").write_text(settings(entry), encoding="utf-8")
        root = ROOT if entry.content == _PROGRAMME else CONTENTS
        result = build(Job(entry.content, root, folder / "brochure.yaml", folder, "screen"))
        if result.output is None:
            raise SystemExit(f"{entry.name}: {result.problems}")
        return sheet(list(pictures(result.output.path)))


def pictures(pdf: Path) -> Iterator[Image.Image]:
    """Give the pages of a PDF, twice as high as they are on a sheet."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            yield page.render(scale=2 * HIGHEST / page.get_height()).to_pil().convert("RGB")
    finally:
        document.close()


def sheet(pages: list[Image.Image]) -> Image.Image:
    """Put pages on a sheet in rows: the cover alone on the right, then spreads, in whole pixels of the sheet."""
    height = min(HIGHEST, _fitting(pages))
    shown = [
        page.resize((round(page.width * height / page.height), height), Image.Resampling.LANCZOS) for page in pages
    ]
    rows: list[list[list[Image.Image]]] = [[]]
    for spread in [shown[:1], *(shown[at : at + 2] for at in range(1, len(shown), 2))]:
        if rows[-1] and _width([*rows[-1], spread]) > WIDTH:
            rows.append([])
        rows[-1].append(spread)
    size = (max(map(_width, rows)), _top(len(rows), height))
    made = Image.new("RGB", size, GROUND)
    for number, row in enumerate(rows):
        left = SPACE
        for spread in row:
            for picture in spread:
                made.paste(
                    Image.new("RGB", (picture.width + 2, height + 2), EDGE), (left - 1, _top(number, height) - 1)
                )
                made.paste(picture, (left, _top(number, height)))
                left += picture.width
            left += SPACE
    return made


def _top(row: int, height: int) -> int:
    return SPACE + row * (height + SPACE)


def _width(row: list[list[Image.Image]]) -> int:
    return SPACE + sum(sum(picture.width for picture in spread) + SPACE for spread in row)


def _fitting(pages: list[Image.Image]) -> int:
    """Give the height, in pixels, at which the widest spread fills a sheet."""
    return min(int((WIDTH - 2 * SPACE) / 2 * page.height / page.width) for page in pages)


def keep(made: Image.Image, path: Path) -> None:
    """Write a sheet as a PNG of few colours."""
    made.quantize(128, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(path, optimize=True)
    print(f"{path.relative_to(ROOT)}: {path.stat().st_size // 1024} KiB")


def main(names: list[str]) -> None:
    """Draw the sheets named, or all of them."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for entry in ENTRIES:
        if not names or entry.name in names:
            keep(draw(entry), FOLDER / f"{entry.name}.png")


if __name__ == "__main__":
    main(sys.argv[1:])
