"""Facts of laid-out pages: where content ends, and text that found no room."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from brochure.engine.engine import Engine
from brochure.engine.laid import Laid, Overset
from tests.engine.conftest import words

Lay = Callable[..., Laid]
MM = 72 / 25.4
BOX = '<div style="height:{}mm;background:#eee"></div>'


def test_the_lowest_content_is_told_in_points(lay: Lay) -> None:
    (fact,) = lay(BOX.format(50), first_page=7).facts
    assert fact.number == 7
    assert (fact.width, fact.height) == pytest.approx((105 * MM, 148 * MM), abs=0.01)
    assert (fact.area_top, fact.area_bottom) == pytest.approx((10 * MM, 138 * MM), abs=0.01)
    assert fact.lowest == pytest.approx(60 * MM, abs=0.01)
    assert fact.free == pytest.approx(78 * MM, abs=0.01)
    assert fact.fill == pytest.approx(50 / 128, abs=0.001)


def test_text_counts_with_its_leading(lay: Lay) -> None:
    (fact,) = lay("<p>Une ligne</p>").facts
    assert fact.lowest - fact.area_top == pytest.approx(12 * 1.4, abs=0.01)


@pytest.mark.parametrize("empty", ["<div style='height:50mm'></div>", "<p style='margin-bottom:50mm'>a</p>"])
def test_empty_boxes_and_margins_do_not_count(lay: Lay, empty: str) -> None:
    (fact,) = lay(empty).facts
    assert fact.lowest - fact.area_top < 20


def test_fillers_do_not_count_and_what_is_anchored_counts_for_fill_alone(lay: Lay) -> None:
    foot = '<div style="position:absolute;bottom:0;height:10mm;width:9mm;background:#eee" {}><p {}>a</p></div>'
    (filled,) = lay("<p>a</p>" + foot.format("data-filler", "")).facts
    assert filled.fill == pytest.approx(12 * 1.4 / (128 * MM), abs=0.001)
    (anchored,) = lay("<p>a</p>" + foot.format("data-anchored", "")).facts
    assert anchored.fill == pytest.approx(1, abs=0.001)
    assert anchored.free == pytest.approx(filled.free) == pytest.approx(128 * MM - 12 * 1.4, abs=0.01)


def test_margin_boxes_never_count(lay: Lay) -> None:
    (fact,) = lay("").facts
    assert fact.fill == 0
    assert fact.free == pytest.approx(128 * MM, abs=0.01)


def test_room_is_never_negative(lay: Lay) -> None:
    (fact,) = lay('<div style="position:absolute;inset:-20mm;background:#eee"></div>').facts
    assert (fact.free, fact.fill) == (0, 1)


def faults(laid: Laid) -> list[tuple[int, str, str]]:
    return [(overset.page, overset.text, overset.kind) for overset in laid.overset]


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        (
            '<p style="width:20mm">Anticonstitutionnellement</p>',
            (1, "Anticonstitutionnellement", "wide"),
        ),
        ('<p style="width:20mm;white-space:nowrap">un deux trois</p>', (1, "un deux trois", "wide")),
        ('<p style="position:absolute;left:-15mm">Dehors</p>', (1, "Dehors", "off-page")),
        ('<p style="position:absolute;top:150mm">Dehors</p>', (1, "Dehors", "off-page")),
        ('<p style="position:relative;top:126mm">Marge</p>', (1, "Marge", "margin")),
        ('<p style="margin-top:-8mm">Marge</p>', (1, "Marge", "margin")),
        ('<div style="height:3mm"><p>Haut</p></div>', (1, "Haut", "tall")),
        ('<div style="max-height:3mm;overflow:hidden"><p>Haut</p></div>', (1, "Haut", "tall")),
        ('<p style="display:none">Perdu</p>', (1, "Perdu", "lost")),
    ],
)
def test_text_without_room_is_told(lay: Lay, body: str, fault: tuple[int, str, str]) -> None:
    assert faults(lay(body)) == [fault]


def test_text_that_the_engine_drops_is_told(lay: Lay) -> None:
    body = f'<div style="float:left;width:60mm"><p>{words(300)}</p></div>'
    assert {kind for *_, kind in faults(lay(body))} <= {"lost", "off-page", "margin"} != set()


@pytest.mark.parametrize(
    "body",
    [
        f"<p>{words(200)}</p>",
        "<p style='text-align:justify'>" + words(60) + "</p>",
        "<p style='text-transform:uppercase'>Straße ﬁn</p>",
        "<p>anti\u00adconsti\u00adtution\u00adnelle\u00adment " * 20 + "</p>",
        "<ul><li><p>un</p></li><li>deux <b>trois</b> quatre</li></ul>",
        "<table style='width:60mm'><caption>Titre</caption><tr><th>a</th><td>b<br>c</td></tr></table>",
        "<p><span style='float:left;font-size:30pt'>L</span>ettrine</p>",
        "<style>p::first-letter{font-size:20pt}</style><p>Une lettre</p>",
        "<style>p::before{content:'Ajout '}</style><p>Texte</p>",
        "<div style='display:grid;grid-template-columns:40% 60%'><div>a</div><div>b</div></div>",
        "<p hidden>Perdu à dessein</p><p>a</p>",
        "<svg width='9' height='9'><title>Titre</title><circle r='4'/></svg>",
        "<div style='transform:rotate(-90deg);position:absolute;left:0;top:40mm'>Tourné</div>",
        "<div data-filler><p style='position:absolute;left:-50mm'>Décor</p></div>",
        "<p>a<span style='float:footnote'>Une note</span></p>",
    ],
)
def test_sound_text_raises_no_alarm(lay: Lay, body: str) -> None:
    assert faults(lay(body)) == []


def test_a_note_on_another_page_than_its_call_is_told(engine: Engine, lay: Lay) -> None:
    note = f'<span style="float:footnote">{words(25, "note")}</span>'
    drifts: list[tuple[int, str, str]] = []
    for lines in range(60, 75):
        laid = lay(f"<p>{words(lines)}</p><p>appel{note} {words(9)}</p>")
        drifts.extend(fault for fault in faults(laid) if fault[3] == "footnote")
        assert {fault[3] for fault in faults(laid)} <= {"footnote"}
    assert all(fault[1] == "span" for fault in drifts)


@pytest.mark.parametrize(("style", "kinds"), [("width:20mm", ["wide"]), ("margin-right:1mm;text-indent:-1mm", [])])
def test_what_runs_from_the_right_ends_at_the_left(lay: Lay, style: str, kinds: list[str]) -> None:
    """A word may begin before its block, but not end beyond it."""
    laid = lay(f'<div dir="rtl" style="padding:0 15mm"><p style="{style}">Anticonstitutionnellement</p></div>')
    assert [overset.kind for overset in laid.overset] == kinds


def test_titles_that_end_in_a_single_word_are_told(lay: Lay) -> None:
    laid = lay(
        '<h1 style="width:70mm">Un titre qui finit sur une seule anticipation</h1><h2>Court</h2>'
        '<h2 style="width:60mm">Celui-ci finit bien, sur deux mots au moins, nets</h2>'
    )
    assert [title.split(" ")[-1] for title in laid.lonely] == ["anticipation"]
    said = '<p style="width:70mm"{}>Une phrase qui finit sur une seule anticipation</p>'
    assert [len(lay(said.format(kind)).lonely) for kind in ("", " data-short", ' class="lead"')] == [0, 1, 1]


def test_overset_is_plain_data() -> None:
    assert Overset(1, "a", "wide") == Overset(1, "a", "wide")
