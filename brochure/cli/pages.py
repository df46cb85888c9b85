"""PNG pictures of every page and of the spreads as a reader holds them open."""

from __future__ import annotations

from pathlib import Path

import pypdfium2

from brochure.store import atomic
from brochure.vocabulary.job import Job, Result, Tell


def build_pages(job: Job, dpi: int, tell: Tell = lambda done, total: None) -> Result:
    """Build the PDF, then its pictures in out/pages/<stem>/, in place of all that stood there.

    `dpi` is in pixels per inch. Raises BrochureError as the pipeline does, OSError where the folder refuses.
    """
    from brochure.pipeline import build

    result = build(job, tell=tell)
    if result.output is None:
        return result
    target = job.out / "pages" / job.content.stem
    target.parent.mkdir(parents=True, exist_ok=True)
    atomic.sweep(target.parent)
    with atomic.folder(target.parent) as made:
        draw(result.output.path, made, dpi)
        atomic.place_folder(made, target)
    return result


def draw(pdf: Path, folder: Path, dpi: int) -> None:
    """Draw page-01.png, … and spread-02-03.png, …; a spread is an even page and the odd one after it."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        left = None
        for number, page in enumerate(document, start=1):
            picture = page.render(scale=dpi / 72).to_pil()
            picture.save(folder / f"page-{number:02}.png")
            if number % 2 == 1 and left is not None:
                spread = left.crop((0, 0, left.width + picture.width, max(left.height, picture.height)))
                spread.paste(picture, (left.width, 0))
                spread.save(folder / f"spread-{number - 1:02}-{number:02}.png")
            left = picture if number % 2 == 0 else None
    finally:
        document.close()
