"""Draw the pictures of content/img: SVG masters, and the JPEG and PNG files that the content names.

python tools/artwork.py [FOLDER]
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pypdfium2
from PIL import Image
from weasyprint import HTML

from brochure.figures import artwork
from brochure.figures.palette import Palette

BRAND = Palette(ink="#14213d", signal="#ff5a3c", tint="#eef1f8", paper="#ffffff")
FOLDER = Path(__file__).resolve().parent.parent / "content" / "img"
ICONS = ("1_valider_hypothese", "2_prouver_le_concept", "3_prouver_la_valeur", "4_amplifier")
COVER = "bootcamp9_auto_x2-1-"


def masters() -> dict[str, str]:
    """Return the SVG text of every picture by its name."""
    drawn = {name: artwork.icon(index, BRAND) for index, name in enumerate(ICONS)}
    drawn[COVER] = artwork.scene("bootcamp", "cover", 150, 150, BRAND)
    drawn["personalcoach"] = artwork.scene("coach", "growth", 150, 100, BRAND)
    drawn["datafind"] = artwork.scene("data", "data", 150, 100, BRAND)
    return drawn


def raster(svg: str, wide: int, high: int) -> Image.Image:
    """Return an SVG text as a picture of wide x high pixels, transparent where nothing is drawn."""
    page = f"@page{{size:{wide}px {high}px;margin:0}}body{{margin:0}}svg{{display:block;width:100%;height:{high}px}}"
    pdf = HTML(string=f"<style>{page}</style>{svg}").write_pdf()
    drawn = pypdfium2.PdfDocument(pdf)[0].render(scale=96 / 72 * 2, fill_color=(255, 255, 255, 0), may_draw_forms=False)
    picture: Image.Image = drawn.to_pil().convert("RGBA")
    return picture.resize((wide, high), Image.Resampling.LANCZOS)


def main(folder: Path) -> None:
    """Write all pictures to a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, svg in masters().items():
        (folder / f"{name}.svg").write_text(svg + "\n", encoding="utf-8")
        if name == COVER:
            raster(svg, 1748, 1748).convert("RGB").save(folder / f"{name}.jpg", quality=90, optimize=True)
        elif name in ICONS[1:]:
            _save_png(raster(svg, 800, 800), folder / f"{name}.png")
        elif name not in ICONS:
            _save_png(raster(svg, 1600, 1067).convert("RGB"), folder / f"{name}.png")


def _save_png(picture: Image.Image, path: Path) -> None:
    """Write a palette PNG; flat drawings need few colours."""
    method = Image.Quantize.FASTOCTREE if picture.mode == "RGBA" else Image.Quantize.MEDIANCUT
    buffer = io.BytesIO()
    picture.quantize(64, method=method, dither=Image.Dither.NONE).save(buffer, "PNG", optimize=True)
    path.write_bytes(buffer.getvalue())


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
