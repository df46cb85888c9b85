"""Features: their icons."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from brochure.pipeline import build
from brochure.vocabulary.job import Job
from brochure.vocabulary.paper import FORMATS
from brochure.vocabulary.scale import scale_of
from brochure.vocabulary.units import MM
from tests.sections.test_how import COLOURS, areas, plain
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


@pytest.mark.parametrize("size", ["a5", "a4", "square"])
@pytest.mark.parametrize("before", ["", "desc: A few words over them.\n"])
@pytest.mark.parametrize("count", [1, 2, 3])
@pytest.mark.parametrize(("pixels", "flattest"), [((480, 480), 1.5), ((600, 400), 2.25), ((2400, 1600), 2.25)])
def test_no_picture_is_cut_to_a_strip(
    tmp_path: Path, size: str, before: str, count: int, pixels: tuple[int, int], flattest: float
) -> None:
    """Two thirds of the height of each are seen, with what is between pictures of a gallery between them.

    One with too few pixels for the edge of the page stands in the column.
    """
    names = [plain(tmp_path, f"{at}.png", pixels, COLOURS[at]) for at in range(count)]
    told = "The low chair has four legs, three rails and no glue."
    rows = "".join(f"  - {{title: Chair, text: {told}, photo: {name}}}\n" for name in names)
    (tmp_path / "a.md").write_text(f"---\ntitle: A\nlang: en\n{before}features:\n{rows}---\n", encoding="utf-8")
    (tmp_path / "brochure.yaml").write_text(f"binding: none\nformat: {size}\n", encoding="utf-8")
    output = build(Job(tmp_path / "a.md", tmp_path, tmp_path / "brochure.yaml", tmp_path / "out")).output
    assert output is not None
    document = pypdfium2.PdfDocument(output.path.read_bytes())
    shown = [page.render(scale=2).to_pil().convert("RGB") for page in document][1:-1]
    found = [area for colour in COLOURS[:count] for area in areas(shown, colour)]
    assert len(found) == count
    unit = 2 * MM * min(FORMATS[size].width / 148, 1)
    for (one, (_, _, _, foot)), (other, (_, top, _, _)) in pairwise(found):
        assert one != other or 1.2 * unit < top - foot < 40 * unit
    for _, (left, top, right, foot) in found:
        # What lies beyond the edge of the page is not seen here.
        assert (right - left) / (foot - top) < flattest + 0.05
        assert left == 0 or left >= scale_of(FORMATS[size]).margin * 2 * MM - 3


def test_an_icon_stands_within_its_field_on_a_page_that_is_shared(tmp_path: Path) -> None:
    """Of two, too, which have large ones on a page of their own."""
    items = "features: [{title: Eat, text: At two., icon: utensils}, {title: Read, text: Till ten., icon: book}]"
    outcome = made(tmp_path, f"desc: A few words.\n{items}")
    assert outcome.output is not None
    page = pypdfium2.PdfDocument(outcome.output.path.read_bytes())[1].render(scale=2).to_pil().convert("RGB")
    x = round(16.3 * 2 * MM)
    column = [page.getpixel((x // 3, y)) for y in range(page.height)]
    fields = [y for y in range(1, page.height) if column[y] != column[y - 1]]
    edge = fields[1]
    row = {page.getpixel((x, y)) for x in range(round(14 * 2 * MM), round(48 * 2 * MM)) for y in (edge - 4, edge + 4)}
    assert len(row) == 2
