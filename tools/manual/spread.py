"""Pages of the starter with numbers that say which key stands where: `python -m tools.manual.spread` draws them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pypdfium2
import yaml
from PIL import Image, ImageDraw, ImageFont, PngImagePlugin

from brochure.sections.phases.entry import counts
from brochure.vocabulary.units import Box, around

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / "docs" / "keys-on-pages.png"
# What stands below the front matter has no key.
BODY = "##"
# The keys that get a number, and what they are, as a reader meets them, by the pages side by side.
ROWS: Mapping[tuple[int, ...], Mapping[str, str]] = {
    (1, 2, 3): {
        "organisation.name": "who publishes it, in brochure.yaml",
        "title": "the title of the brochure",
        "desc": "the introduction",
        "numbers[].num": "a key figure",
        "numbers[].title": "what the figure counts",
    },
    (4, 5): {
        "steps.title": "the title of the timeline",
        "steps.list[].duration": "how long a phase takes: its length here",
        "steps.list[].step": "what the phase is called, or its number",
        "steps.list[].title": "the title of the phase",
        "steps.list[].dates": "when it is, or what is done",
        "steps.list[].desc": "the text of the phase",
    },
    (6, 7, 8): {
        "quote.quote": "what somebody said",
        "quote.name": "who said it",
        "quote.desc": "who that is",
        BODY: "a chapter, below the front matter",
        "back.title": "the call on the back, in brochure.yaml",
        "back.text": "its text, in brochure.yaml",
    },
}
# In pixels: the width of the sheet, of the pages on it, the space around them, a number, the room it needs,
# and a text's distance from its frame.
WIDTH, PAGES, SPACE, DISC, APART, GAP = 1600, 1000, 30, 17, 38, 6
GROUND, EDGE, INK, MARK, WHITE = "#f4f5f8", "#c9ced8", "#1b2233", "#00574f", "#ffffff"


@dataclass(frozen=True, slots=True)
class Label:
    """A number on a page: the key, and the box of the key's text, in points from the top left of the page."""

    number: int
    key: str
    page: int
    box: Box


@dataclass(frozen=True, slots=True)
class Starter:
    """What `make-brochure new` leaves, built: the PDF, the values of both files, the pages that the report tells."""

    pdf: bytes
    values: Mapping[str, Any]
    pages: Mapping[str, int]


def made() -> Starter:
    """Start a project and build it."""
    from brochure.cli.asking import answers
    from brochure.pipeline import build
    from brochure.project.starter import start
    from brochure.vocabulary.job import Job

    given = dict.fromkeys(("name", "site", "language", "size", "ink", "signal"))
    with TemporaryDirectory() as name:
        root = Path(name).resolve()
        content, settings = root / "content" / "brochure.md", root / "brochure.yaml"
        start(root, answers({**given, "name": "Harbour Lab", "language": "en"}, "harbour", asked=False))
        result = build(Job(content, root, settings, root / "out"))
        if result.output is None:
            raise SystemExit(f"the starter: {result.problems}")
        _, front, body = content.read_text(encoding="utf-8").split("---\n", 2)
        heading = next(line for line in body.splitlines() if line.startswith(BODY))
        values = {**yaml.safe_load(settings.read_text(encoding="utf-8")), **yaml.safe_load(front), BODY: heading}
        pages = {row.key: row.page for row in result.keys if row.page}
        return Starter(result.output.path.read_bytes(), values, pages)


def value(starter: Starter, key: str) -> str:
    """Give the first paragraph of a key's value; of lists, that of the first entry: 1 for a name that counts."""
    found: Any = starter.values
    for part in key.split("."):
        found = found[part.removesuffix("[]")]
        found = found[0] if part.endswith("[]") else found
    said = str(found).strip().split("\n\n")[0]
    return "1" if key.endswith("[].step") and counts(said, 1) else said


def labels(starter: Starter) -> list[Label]:
    """Find each key's text from the page on that the report tells. Raises LookupError where it is nowhere."""
    document = pypdfium2.PdfDocument(starter.pdf)
    try:
        found = [(key, *_found(document, starter, key)) for row in ROWS.values() for key in row]
    finally:
        document.close()
    return [Label(number, *label) for number, label in enumerate(found, 1)]


def _found(document: pypdfium2.PdfDocument, starter: Starter, key: str) -> tuple[int, Box]:
    first = starter.pages.get(key.split(".")[0].removesuffix("[]"), 1)
    for number in range(first, len(document) + 1):
        boxes = list(_boxes(document[number - 1], value(starter, key)))
        if boxes:
            return number, min(boxes, key=lambda box: box[1])
    raise LookupError(f"{key}: {value(starter, key)!r} is on no page")


def _boxes(page: pypdfium2.PdfPage, wanted: str) -> Iterator[Box]:
    """Find a text wherever it stands on a page, however its lines end, with the sign that closes it."""
    text = page.get_textpage()
    signs = text.get_text_range()
    at = [place for place, sign in enumerate(signs) if sign.isalnum()]
    there, sought = "".join(signs[place] for place in at), "".join(filter(str.isalnum, wanted))
    for match in re.finditer(re.escape(sought), there):
        places = at[match.start() : match.end()]
        closing = [places[-1] + 1] if signs[places[-1] + 1 : places[-1] + 2].strip() else []
        left, low, right, high = around([text.get_charbox(place) for place in (*places, *closing)])
        yield left, page.get_height() - high, right, page.get_height() - low


def legend() -> str:
    """Give the picture, and what it says in words, for a page of the manual."""
    named = {key: words for row in ROWS.values() for key, words in row.items()}
    lines = [f"| {number} | `{key}` | {words} |" for number, (key, words) in enumerate(named.items(), 1)]
    alt = f"The eight pages of a new project, with numbers 1 to {len(named)} at the texts of the keys listed below"
    return "\n".join([f"![{alt}]({FILE.name})", "", "| number | key | what it is |", "|---|---|---|", *lines])


def draw(starter: Starter, placed: Iterable[Label]) -> Image.Image:
    """Put the pages in rows, each text of a key in a frame with its number, and what the numbers mean beside them."""
    shown = {numbers: _row(starter.pdf, numbers, list(placed)) for numbers in ROWS}
    height = SPACE + sum(row.height + SPACE for row in shown.values())
    sheet, top, number = Image.new("RGB", (WIDTH, height), GROUND), SPACE, 1
    for numbers, row in shown.items():
        sheet.paste(row, (0, top))
        _tell(ImageDraw.Draw(sheet), number, ROWS[numbers], top, row.height)
        number, top = number + len(ROWS[numbers]), top + row.height + SPACE
    return sheet


def _row(pdf: bytes, numbers: tuple[int, ...], placed: list[Label]) -> Image.Image:
    """Draw pages side by side, a space between those that are no spread, with their numbers."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        sizes = {number: document.get_page_size(number - 1) for number in numbers}
        gaps = SPACE * sum(number % 2 == 0 for number in numbers[1:])
        scale = (PAGES - gaps) / sum(width for width, _ in sizes.values())
        row = Image.new("RGB", (WIDTH, round(scale * max(height for _, height in sizes.values()))), GROUND)
        pen, left = ImageDraw.Draw(row), SPACE
        for number in numbers:
            left += SPACE * (number % 2 == 0 and number != numbers[0])
            page = document[number - 1].render(scale=2 * scale).to_pil().convert("RGB")
            width = round(scale * sizes[number][0])
            row.paste(page.resize((width, row.height), Image.Resampling.LANCZOS), (left, 0))
            pen.rectangle((left, 0, left + width - 1, row.height - 1), outline=EDGE)
            _number(pen, left, scale, [label for label in placed if label.page == number])
            left += width
        return row
    finally:
        document.close()


def _number(pen: ImageDraw.ImageDraw, left: int, scale: float, placed: list[Label]) -> None:
    """Frame the texts of a page, and lead from each frame to its number at the left edge of the page."""
    lowest = sorted(placed, key=lambda label: label.box[1])
    frames = [
        (left + scale * x0 - GAP, scale * y0 - GAP, left + scale * x1 + GAP, scale * y1 + GAP)
        for x0, y0, x1, y1 in (label.box for label in lowest)
    ]
    for number, (above, below) in enumerate(pairwise(frames)):
        if above[3] > below[1]:
            between = (above[3] + below[1]) / 2
            frames[number : number + 2] = [(*above[:3], between), (below[0], between, *below[2:])]
    middles = [min((top + low) / 2, top + DISC) for _, top, _, low in frames]
    heights = spaced(middles)
    for colour, inset in ((WHITE, 0), (MARK, 1)):
        for frame, middle, y in zip(frames, middles, heights, strict=True):
            x0, y0, x1, y1 = frame
            pen.rounded_rectangle((x0 + inset, y0 + inset, x1 - inset, y1 - inset), 5, outline=colour, width=2)
            pen.line((left + 6, y, x0 + inset, middle), fill=colour, width=6 - 3 * inset)
    for label, y in zip(lowest, heights, strict=True):
        _disc(pen, left + 6, y, label.number)


def spaced(wanted: list[float]) -> list[float]:
    """Move heights, which come in turn, as little as keeps them APART pixels from each other."""
    groups: list[list[float]] = []
    for number, height in enumerate(wanted):
        groups.append([height - APART * number])
        while len(groups) > 1 and _mean(groups[-2]) > _mean(groups[-1]):
            groups[-2:] = [groups[-2] + groups[-1]]
    means = [_mean(group) for group in groups for _ in group]
    return [mean + APART * number for number, mean in enumerate(means)]


def _mean(values: list[float]) -> float:
    return sum(values) / len(values)


def _disc(pen: ImageDraw.ImageDraw, x: float, y: float, number: int) -> None:
    pen.ellipse((x - DISC, y - DISC, x + DISC, y + DISC), fill=MARK, outline=WHITE, width=2)
    pen.text((x, y), str(number), fill=WHITE, font=_font("SourceSans3_600SemiBold", 23), anchor="mm")


def _tell(pen: ImageDraw.ImageDraw, number: int, named: Mapping[str, str], top: int, height: int) -> None:
    """Write the numbers of a row and their keys beside it, spread over its height."""
    left, step = PAGES + 3.5 * SPACE, height / len(named)
    for place, (key, words) in enumerate(named.items()):
        y = top + step * (place + 0.5) - 14
        _disc(pen, PAGES + 2.5 * SPACE, y, number + place)
        pen.text((left, y), key, fill=INK, font=_font("SourceCodePro_400Regular", 27), anchor="lm")
        pen.text((left, y + 32), words, fill=INK, font=_font("SourceSans3_400Regular", 25), anchor="lm")


@cache
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(ROOT / "styles" / "fonts" / f"{name}.ttf", size)


def noted(placed: Iterable[Label]) -> str:
    """Write down where the numbers stand, in whole points: the picture carries it, to be held against a build."""
    return json.dumps([[label.key, label.page, *map(round, label.box)] for label in placed])


def main() -> None:
    """Draw the picture as a PNG of few colours."""
    starter = made()
    placed = labels(starter)
    about = PngImagePlugin.PngInfo()
    about.add_text("labels", noted(placed))
    picture = draw(starter, placed).quantize(128, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    picture.save(FILE, optimize=True, pnginfo=about)
    print(f"{FILE.relative_to(ROOT)}: {FILE.stat().st_size // 1024} KiB")


if __name__ == "__main__":
    main()
