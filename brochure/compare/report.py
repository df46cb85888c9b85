"""Tells of a comparison: sentences for people, data for machines, pictures and one HTML page for both."""

from __future__ import annotations

import base64
from typing import Any

from brochure.compare.comparison import Change, Comparison, Fate
from brochure.render.environment import environment
from brochure.vocabulary.english import counted

INDEX = "index.html"


def sentences(comparison: Comparison) -> list[str]:
    """Say what became of the pages that are not as they were, one line each, then the sum."""
    lines = [f"{_subject(page)} {_predicate(page)}" for page in comparison.pages if page.fate is not Fate.SAME]
    return [*lines, summary(comparison)]


def summary(comparison: Comparison) -> str:
    """Give the sum in one line."""
    if not comparison.differs:
        count = len(comparison.pages)
        return "the one page is the same" if count == 1 else f"all {count} pages are the same"
    return ", ".join(f"{comparison.count(fate)} {fate}" for fate in Fate if comparison.count(fate))


def report_data(comparison: Comparison) -> dict[str, Any]:
    """Give the comparison as plain data, for JSON; places are (left, top, width, height) in mm."""
    return {
        "old": str(comparison.old),
        "new": str(comparison.new),
        "dpi": comparison.dpi,
        "counts": {str(fate): comparison.count(fate) for fate in Fate},
        "pages": [
            {
                "fate": str(page.fate),
                "old": page.old,
                "new": page.new,
                "share": round(page.share, 6),
                "areas": [list(area) for area in page.areas],
                "words": [list(pair) for pair in page.words],
                "picture": picture_name(page) if page.fate is Fate.CHANGED else None,
            }
            for page in comparison.pages
        ],
    }


def picture_name(page: Change) -> str:
    """Name the picture of the differences of a page."""
    return f"difference-{page.old:02}-{page.new:02}.png"


def report_files(comparison: Comparison) -> dict[str, bytes]:
    """Make index.html, which needs no other file, and a picture of the differences of every changed page."""
    changed = [page for page in comparison.pages if page.fate is Fate.CHANGED]
    files = {picture_name(page): page.pictures["difference"] for page in changed}
    return files | {INDEX: _html(comparison).encode("utf-8", "replace")}


def _html(comparison: Comparison) -> str:
    def picture(data: bytes) -> str:
        return "data:image/png;base64," + base64.b64encode(data).decode("ascii")

    template = environment(None).get_template("reports/compare.html.j2")
    told = {"summary": summary(comparison), "subject": _subject, "predicate": _predicate, "picture": picture}
    return template.render(told, old=str(comparison.old), new=str(comparison.new), pages=comparison.pages)


def _subject(page: Change) -> str:
    return f"page {page.new}" if page.new is not None else f"old page {page.old}"


def _predicate(page: Change) -> str:
    was = f"was page {page.old}" if page.old != page.new else ""
    if page.fate is Fate.CHANGED:
        return ", ".join(part for part in ("changed", was, _where(page)) if part)
    told = {Fate.SAME: "is the same", Fate.MOVED: was, Fate.ADDED: "was added", Fate.REMOVED: "was removed"}
    return told[page.fate]


def _where(page: Change) -> str:
    if page.sizes:
        (width, height), (now_wide, now_high) = page.sizes
        return f"{width:g} x {height:g} mm before, {now_wide:g} x {now_high:g} mm now"
    if not page.areas:
        return "looks the same, says something else"
    return f"{100 * page.share:.2g} % of it in {counted(len(page.areas), 'place')}"
