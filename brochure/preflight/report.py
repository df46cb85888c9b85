"""The report that shows each page with its findings boxed, numbered and told beside it: one HTML file, nothing else."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from brochure.render.environment import environment
from brochure.vocabulary.job import KeyRow
from brochure.vocabulary.problems import Problem, Severity
from brochure.vocabulary.records import dataclass
from brochure.vocabulary.report import NAMES, summary
from brochure.vocabulary.speech import speaker
from brochure.vocabulary.units import Box

# Wide enough to read the text of a page beside its findings, small enough to send by mail.
_WIDTH = 760
_QUALITY = 82


@dataclass(frozen=True, slots=True)
class View:
    """A page as a picture; `left` and `top` are the way from its corner to the trim, all in points.

    `ways` are other pictures of it, by what they show; `inks` are what prints it, `most` the most ink, in percent.
    """

    number: int
    url: str
    width: float
    height: float
    left: float
    top: float
    ways: tuple[tuple[str, str], ...] = ()
    inks: tuple[str, ...] = ()
    most: int = 0

    def share(self, box: Box) -> tuple[float, float, float, float]:
        """Give left, top, width and height of a box in percent of the picture, never outside it."""
        left, right = ((x + self.left) / self.width * 100 for x in box[::2])
        top, bottom = ((y + self.top) / self.height * 100 for y in box[1::2])
        left, top = min(max(left, 0.0), 99.0), min(max(top, 0.0), 99.0)
        width, height = max(min(right, 100.0) - left, 0.5), max(min(bottom, 100.0) - top, 0.5)
        return round(left, 2), round(top, 2), round(width, 2), round(height, 2)


def html(
    name: str,
    preset: str,
    pdf: bytes | None,
    problems: Iterable[Problem],
    ran: Sequence[str],
    skipped: Sequence[Any],
    keys: Sequence[KeyRow] = (),
    limit: float = 0,
    language: str = "en",
) -> str:
    """Write the report; without a PDF it holds the findings alone. `skipped` are (code, why).

    With a `limit` of total ink, in percent, pages are shown in inks, too.
    """
    speak = speaker(language)
    told = [problem for problem in problems if problem.severity is not Severity.NOTE]
    views = pictures(pdf) if pdf is not None else []
    inks, views = _in_inks(pdf, views, limit) if pdf is not None and views and limit else (None, views)
    known = {view.number for view in views}
    numbered = list(enumerate(sorted(told, key=lambda problem: problem.page if problem.page in known else 0), 1))
    return (
        environment(None)
        .get_template("reports/preflight.html.j2")
        .render(
            name=name,
            preset=preset,
            summary=summary(told),
            whole=[pair for pair in numbered if pair[1].page not in known],
            pages=[(view, [pair for pair in numbered if pair[1].page == view.number]) for view in views],
            width=_WIDTH,
            ran=ran,
            skipped=skipped,
            keys=keys,
            inks=inks,
            limit=limit,
            language=language,
            names=NAMES,
            t=speak,
            inked=lambda inks: ", ".join(map(speak, inks)),
        )
    )


def pictures(pdf: bytes) -> list[View]:
    """Draw every page of a PDF; none where it cannot be drawn."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError:
        return []
    with document:
        return [_view(page, number) for number, page in enumerate(document, 1)]


@dataclass(frozen=True, slots=True)
class Inks:
    """How the pages are shown in inks: the `ways`, the printing condition, and whether that is merely assumed.

    `is_lit` says that some colours are those of light, which no plate shows.
    """

    ways: tuple[str, ...]
    condition: str
    assumed: bool
    is_lit: bool


def _in_inks(pdf: bytes, views: list[View], limit: float) -> tuple[Inks | None, list[View]]:
    """Show the pages in inks, too; where they cannot be, or none prints in any, leave them as they are."""
    from brochure.preflight.proofing import Proof

    made = []
    try:
        with Proof(pdf) as proof:
            # Plates are as large as they are shown; there are many of them.
            dpi = _WIDTH * 72 / max(max(view.width, view.height) for view in views)
            for view, page in zip(views, proof.pages(dpi), strict=True):
                seen = tuple((way, _url(proof.shown(page, way, limit))) for way in proof.ways)
                made.append(replace(view, ways=seen, inks=page.used, most=round(page.most)))
            inks = Inks(proof.ways, proof.condition, proof.assumed, proof.is_lit)
    except Exception:
        # Whatever a damaged PDF makes of its colour spaces, its pages are shown as viewers do.
        return None, views
    return (inks, made) if any(view.inks for view in made) else (None, views)


def _url(picture: Any) -> str:
    file = io.BytesIO()
    if picture.mode == "P":
        picture.save(file, "PNG", optimize=True)
    else:
        picture.save(file, "JPEG", quality=_QUALITY)
    kind = "png" if picture.mode == "P" else "jpeg"
    return f"data:image/{kind};base64,{base64.b64encode(file.getvalue()).decode('ascii')}"


def _view(page: Any, number: int) -> View:
    width, height = page.get_size()
    picture = page.render(scale=_WIDTH / max(width, 1), may_draw_forms=False).to_pil().convert("RGB")
    crop, trim = page.get_cropbox(), page.get_trimbox()
    left, top = {
        90: (trim[1] - crop[1], trim[0] - crop[0]),
        180: (crop[2] - trim[2], trim[1] - crop[1]),
        270: (crop[3] - trim[3], crop[2] - trim[2]),
    }.get(page.get_rotation(), (trim[0] - crop[0], crop[3] - trim[3]))
    return View(number, _url(picture), width, height, left, top)
