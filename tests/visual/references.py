"""The pages that are kept as references, and how each is made anew: `python -m tests.visual.references` rewrites all.

A reference is a PDF, drawn by the same program and at the same resolution as the page that is held against it.
"""

from __future__ import annotations

import io
import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pikepdf

from brochure.cli.terminal import versions
from brochure.figures import discs, qr
from brochure.figures.artwork import icon, signs
from brochure.figures.band import Piece, Window, band
from brochure.figures.inks import Inks
from brochure.figures.palette import Palette
from brochure.figures.segments import Field, one_after_another
from brochure.pipeline import build
from brochure.vocabulary.job import Job
from tests.visual.bench import pdf_of

ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path(__file__).resolve().parent / "references"
MADE_WITH = FOLDER / "made-with.json"
INK, SIGNAL, TINT, PAPER = "#14213d", "#ff5a3c", "#eef1f8", "#ffffff"


def shares(shift: float = 0.0) -> bytes:
    """Hundreds of discs; a code; the icons. The second hundred may be shifted, by `shift` mm."""
    inks = Inks(SIGNAL, TINT, INK, PAPER)
    drawings = {f"share{share}": discs.hundred(share, 30, 30, inks).svg(30) for share in (12, 60, 100)}
    drawings["qr"] = qr.qr("https://example.org/programme", 26, INK, PAPER)
    drawings |= {f"icon{n}": icon(n, Palette(INK, SIGNAL, TINT, PAPER)) for n in range(len(signs("icon")))}
    hundreds = "".join(
        f'<img class="at" style="left:{left}mm;top:10mm" src="{{share{share}}}" alt="{share} %">'
        for left, share in ((10, 12), (44 + shift, 60), (78, 100))
    )
    code = '<img class="at" style="left:112mm;top:10mm" src="{qr}" alt="Code">'
    row = "".join(
        f'<img class="at" style="left:{10 + 12.8 * n}mm;top:74mm;width:11mm" src="{{icon{n}}}" alt="{n}">'
        for n in range(len(signs("icon")))
    )
    return pdf_of(hundreds + code + row, drawings=drawings)


def stage() -> bytes:
    """One band over two pages: three known lengths, with a tick a month, and an unknown one, hatched."""
    field = Field((148.0, 148.0), 13.0)
    shades = (SIGNAL, "#a83c3c", "#5c3050", INK)
    pieces = [
        Piece(segment, shade, "#2b3a5c" if shade == INK else "", PAPER, (segment.start + 20, segment.start + 40))
        for segment, shade in zip(one_after_another((2, 3, 4, 3), field), shades, strict=True)
    ]
    halves = [band(pieces, Window(start, start + 148, 60), 296) for start in (0, 148)]
    place = '<img class="at" style="left:0;top:30mm" src="{half}" alt="Frise">'
    drawings = dict(zip(("left", "right"), halves, strict=True))
    return pdf_of(place.replace("half", "left"), place.replace("half", "right"), drawings=drawings)


def type_specimen() -> bytes:
    """The shipped faces: titles, text with its italic and bold, small text, figures and the signs of French."""
    text = (
        "Avant même d’initier un projet, « nous avons » à l’esprit une idée <em>in fine</em> très précise ; "
        "<strong>60 % des équipes</strong> choisissent de rester : pourquoi ? Œuvre, cœur, ÀÉÈÇ, 1 234 567 €."
    )
    return pdf_of(
        f'<h1>Prouver le concept, 0123456789</h1><p style="margin:4mm 0">{text}</p>'
        f'<p class="small">{text}</p><p class="small"><strong>{text}</strong></p>'
    )


def programme() -> bytes:
    """Pages of this repository's brochure: the cover, the key figures, the spread of the phases."""
    with tempfile.TemporaryDirectory() as out:
        result = build(Job(ROOT / "content/programme.md", ROOT, ROOT / "brochure.yaml", Path(out)))
        assert result.output is not None
        with pikepdf.open(result.output.path) as whole, pikepdf.new() as few:
            for index in (0, 2, 3, 4):
                few.pages.append(whole.pages[index])
            return saved(few)


CASES: dict[str, Callable[[], bytes]] = {
    "shares": shares,
    "stage": stage,
    "type": type_specimen,
    "programme": programme,
}


def saved(pdf: pikepdf.Pdf) -> bytes:
    buffer = io.BytesIO()
    pdf.remove_unreferenced_resources()
    pdf.save(buffer, deterministic_id=True)
    return buffer.getvalue()


def made_with() -> dict[str, str]:
    """What decides where a glyph stands: references hold for these versions alone."""
    names = ("WeasyPrint", "Pango", "HarfBuzz")
    lines = (line.split(" ", 1) for line in versions().splitlines())
    return {name: rest for name, rest in lines if name in names}


def main(names: list[str]) -> None:
    FOLDER.mkdir(exist_ok=True)
    for name in names or CASES:
        path = FOLDER / f"{name}.pdf"
        path.write_bytes(CASES[name]())
        print(f"{path.relative_to(ROOT)}: {path.stat().st_size / 1024:.0f} KiB")
    MADE_WITH.write_text(json.dumps(made_with(), indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
