"""The report that shows each page with its findings boxed, numbered and told beside it: one HTML file, nothing else."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from brochure.render.environment import environment
from brochure.vocabulary.problems import Problem, Severity

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


def html(
    name: str, preset: str, pdf: bytes | None, problems: Iterable[Problem], ran: Sequence[str], skipped: Sequence[Any]
) -> str:
    """Write the report; without a PDF it holds the findings alone. `skipped` are (code, why)."""
    told = [problem for problem in problems if problem.severity is not Severity.NOTE]
    views = pictures(pdf) if pdf is not None else []
    known = {view.number for view in views}
    numbered = list(enumerate(sorted(told, key=lambda problem: problem.page if problem.page in known else 0), 1))
    template = environment(None).get_template("reports/preflight.html.j2")
    return template.render(
        name=name,
        preset=preset,
        summary=summary(told),
        whole=[_told(number, problem) for number, problem in numbered if problem.page not in known],
        pages=[_page(view, numbered) for view in views],
        ran=ran,
        skipped=skipped,
    )


def summary(problems: Iterable[Problem]) -> str:
    """Count the findings in words."""
    found = list(problems)
    errors = sum(problem.severity is Severity.ERROR for problem in found)
    warnings = sum(problem.severity is Severity.WARNING for problem in found)
    parts = [
        f"{count} {name}{'' if count == 1 else 's'}"
        for count, name in ((errors, "error"), (warnings, "warning"))
        if count
    ]
    return " and ".join(parts) or "no findings"


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


def _page(view: View, numbered: Sequence[tuple[int, Problem]]) -> dict[str, Any]:
    here = [(number, problem) for number, problem in numbered if problem.page == view.number]
    return {
        "number": view.number,
        "url": view.url,
        "width": _WIDTH,
        "height": round(_WIDTH * view.height / max(view.width, 1)),
        "findings": [_told(number, problem) for number, problem in here],
        "boxes": [_box(view, number, problem) for number, problem in here if problem.box],
    }


def _told(number: int, problem: Problem) -> dict[str, Any]:
    return {
        "number": number,
        "severity": str(problem.severity),
        "code": problem.code,
        "message": problem.message,
        "hint": problem.hint,
        "place": str(problem.place),
        "excerpt": problem.excerpt.strip(),
        "boxed": problem.page is not None and problem.box is not None,
    }


def _box(view: View, number: int, problem: Problem) -> dict[str, Any]:
    """Give a box in percent of the page's picture, never outside it."""
    assert problem.box is not None
    x0, y0, x1, y1 = problem.box
    left, right = ((x + view.left) / view.width * 100 for x in (x0, x1))
    top, bottom = ((y + view.top) / view.height * 100 for y in (y0, y1))
    left, top = min(max(left, 0.0), 99.0), min(max(top, 0.0), 99.0)
    return {
        "number": number,
        "severity": str(problem.severity),
        "code": problem.code,
        "left": round(left, 2),
        "top": round(top, 2),
        "width": round(max(min(right, 100.0) - left, 0.5), 2),
        "height": round(max(min(bottom, 100.0) - top, 0.5), 2),
    }
