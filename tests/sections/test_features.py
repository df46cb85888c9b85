"""Features: their icons."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pikepdf

from brochure.vocabulary.units import MM
from tests.sections.test_kinds import made
from tests.seen import Pages


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
    assert _drawings(tmp_path) == 0, "all of a group have an icon, or none"


def test_an_icon_is_shown_of_one_item_where_its_author_wants_but_that(tmp_path: Path) -> None:
    assert _told(tmp_path, "One, icon: leaf", "Two", "Three") == []
    assert _drawings(tmp_path) >= 1


def test_a_title_asks_for_an_icon_where_the_one_that_is_named_is_not_known(tmp_path: Path) -> None:
    """So that all have one; what sites call icons of this set, and a pot, are known."""
    assert _told(tmp_path, "Where to eat, icon: rockett", "Two, icon: pot") == [("icon-unknown", 5)]
    assert _drawings(tmp_path) >= 2
    items = "One, icon: door", "Two, icon: pot", "Three, icon: mask", "Four, icon: magnifying-glass"
    assert _told(tmp_path, *items) == []
    assert _drawings(tmp_path) >= 4


def test_icons_stand_on_a_spine_below_what_leads_in_to_them(tmp_path: Path) -> None:
    """Which takes some lines of the page, and leaves the rest to the items."""
    items = "\n".join(f"    - {{title: {name}, text: A sentence., icon: {name}}}" for name in ("leaf", "users", "bus"))
    outcome = made(tmp_path, f"features:\n  text: {'Three things, in this order. ' * 3}\n  list:\n{items}")
    assert outcome.pdf is not None
    pages = Pages(outcome.pdf)
    at = next(at for at in range(len(pages)) if "Three things" in pages.text(at))
    names = [run for run in pages.runs(at) if run.text in ("leaf", "users", "bus")]
    assert len(names) == 3
    assert all(run.box[0] > 50 * MM for run in names)
    assert all(one.box[3] - other.box[3] > 40 * MM for one, other in pairwise(names))
