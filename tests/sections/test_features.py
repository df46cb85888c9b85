"""Features: their icons."""

from __future__ import annotations

from pathlib import Path

import pikepdf

from tests.sections.test_kinds import made


def _told(folder: Path, *items: str) -> list[tuple[str, int | None]]:
    outcome = made(folder, "features:\n" + "\n".join(f"  - {{title: {item}, text: A sentence.}}" for item in items))
    assert outcome.pdf is not None
    return [(problem.code, problem.place.line) for problem in outcome.problems if problem.severity.value != "note"]


def _drawings(folder: Path) -> int:
    """Count the strokes with round ends that the pages hold: lines of icons."""
    with pikepdf.open(folder / "out" / "a.pdf") as pdf:
        page = pdf.pages[1]
        forms = [page, *page.Resources.get("/XObject", {}).values()]
        streams = [pikepdf.parse_content_stream(form) for form in forms if "/Image" not in str(form.get("/Subtype"))]
    return sum(str(code.operator) == "S" for stream in streams for code in stream)


def test_an_icon_by_name_is_drawn(tmp_path: Path) -> None:
    """Names of the set, of other sets and emoji stand for icons; nothing is told of them."""
    assert _told(tmp_path, "One, icon: leaf", "Two, icon: 'fa fa-users'", "Three, icon: '🚀'") == []
    assert _drawings(tmp_path) >= 3


def test_titles_ask_for_icons(tmp_path: Path) -> None:
    """All of a list have one, or none has."""
    assert _told(tmp_path, "Where to eat", "How to travel by train", "Work and careers") == []
    assert _drawings(tmp_path) >= 3
    _told(tmp_path, "Where to eat", "How to travel by train", "Something else")
    assert _drawings(tmp_path) == 0


def test_an_icon_that_there_is_not_is_told(tmp_path: Path) -> None:
    assert _told(tmp_path, "One, icon: rockett", "Two, icon: users") == [("icon-unknown", 5)]
