"""The report that shows each page with its findings boxed, numbered and told beside it: one HTML file, nothing else."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from brochure.render.environment import environment
from brochure.vocabulary.job import KeyRow
from brochure.vocabulary.problems import Problem, Severity
from brochure.vocabulary.report import summary
from brochure.vocabulary.units import Box

# Wide enough to read the text of a page beside its findings, small enough to send by mail.
_WIDTH = 760
_QUALITY = 82


@dataclass(frozen=True, slots=True)
class View:
    """A page as a picture; `left` and `top` are the way from its corner to the trim, all in points."""

    number: int
    url: str
    width: float
    height: float
    left: float
    top: float

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
) -> str:
    """Write the report; without a PDF it holds the findings alone. `skipped` are (code, why)."""
    told = [problem for problem in problems if problem.severity is not Severity.NOTE]
    views = pictures(pdf) if pdf is not None else []
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


def _view(page: Any, number: int) -> View:
    width, height = page.get_size()
    file = io.BytesIO()
    picture = page.render(scale=_WIDTH / max(width, 1), may_draw_forms=False).to_pil()
    picture.convert("RGB").save(file, "JPEG", quality=_QUALITY)
    crop, trim = page.get_cropbox(), page.get_trimbox()
    left, top = {
        90: (trim[1] - crop[1], trim[0] - crop[0]),
        180: (crop[2] - trim[2], trim[1] - crop[1]),
        270: (crop[3] - trim[3], crop[2] - trim[2]),
    }.get(page.get_rotation(), (trim[0] - crop[0], crop[3] - trim[3]))
    url = "data:image/jpeg;base64," + base64.b64encode(file.getvalue()).decode("ascii")
    return View(number, url, width, height, left, top)
