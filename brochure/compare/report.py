"""Tells of a comparison: sentences for people, data for machines, pictures and one HTML page for both."""

from __future__ import annotations

import base64
from typing import Any

from brochure.compare.comparison import Change, Comparison, Fate
from brochure.render.environment import environment
from brochure.vocabulary.speech import NOTHING, Said, joined, speaker

INDEX = "index.html"
_PICTURES = {"old": Said("old"), "new": Said("new"), "difference": Said("difference")}
_COUNTS = {
    Fate.SAME: Said("{count} same"),
    Fate.MOVED: Said("{count} moved"),
    Fate.CHANGED: Said("{count} changed"),
    Fate.ADDED: Said("{count} added"),
    Fate.REMOVED: Said("{count} removed"),
}


def sentences(comparison: Comparison) -> list[Said]:
    """Say what became of the pages that are not as they were, one line each, then the sum."""
    lines = [
        Said("{page} {fate}", page=_subject(page), fate=_predicate(page))
        for page in comparison.pages
        if page.fate is not Fate.SAME
    ]
    return [*lines, summary(comparison)]


def summary(comparison: Comparison) -> Said:
    """Give the sum in one line."""
    if not comparison.differs:
        count = len(comparison.pages)
        return Said("the one page is the same", "all {count} pages are the same", count=count)
    counts = {fate: comparison.count(fate) for fate in Fate}
    return joined(", ", (_COUNTS[fate].of(count=count) for fate, count in counts.items() if count))


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


def report_files(comparison: Comparison, language: str) -> dict[str, bytes]:
    """Make index.html, which needs no other file, and a picture of the differences of every changed page."""
    changed = [page for page in comparison.pages if page.fate is Fate.CHANGED]
    files = {picture_name(page): page.pictures["difference"] for page in changed}
    return files | {INDEX: _html(comparison, language).encode("utf-8", "replace")}


def _html(comparison: Comparison, language: str) -> str:
    def picture(data: bytes) -> str:
        return "data:image/png;base64," + base64.b64encode(data).decode("ascii")

    template = environment(None).get_template("reports/compare.html.j2")
    told = {
        "t": speaker(language),
        "language": language,
        "names": _PICTURES,
        "summary": summary(comparison),
        "subject": _subject,
        "predicate": _predicate,
        "picture": picture,
    }
    return template.render(told, old=str(comparison.old), new=str(comparison.new), pages=comparison.pages)


def _subject(page: Change) -> Said:
    return Said("page {page}", page=page.new) if page.new is not None else Said("old page {page}", page=page.old)


def _predicate(page: Change) -> Said:
    was = Said("was page {page}", page=page.old) if page.old != page.new else NOTHING
    if page.fate is Fate.CHANGED:
        return joined(", ", filter(None, (Said("changed"), was, _where(page))))
    told = {
        Fate.SAME: Said("is the same"),
        Fate.MOVED: was,
        Fate.ADDED: Said("was added"),
        Fate.REMOVED: Said("was removed"),
    }
    return told[page.fate]


def _where(page: Change) -> Said:
    if page.sizes:
        old, new = (f"{wide:g} x {high:g}" for wide, high in page.sizes)
        return Said("{old} mm before, {new} mm now", old=old, new=new)
    if not page.areas:
        return Said("looks the same, says something else")
    return Said(
        "{share:g} % of it in {count} place",
        "{share:g} % of it in {count} places",
        share=float(f"{100 * page.share:.2g}"),
        count=len(page.areas),
    )
