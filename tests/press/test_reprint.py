"""Pieces of a page are written for the press again as a whole build writes them, or not at all."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pikepdf
import pytest

from brochure.engine.unproven import Unproven
from brochure.pdfreader.events import Glyphs, PaintedPath
from brochure.pdfreader.interpreter import Interpreter, Walk
from brochure.pdfreader.state import State
from brochure.press.finish import finish
from brochure.press.reprint import Reprint
from brochure.vocabulary.problems import Place
from tests.press.case import order

_RED, _BLACK, _GROUND = "1 0 0 rg", "0 0 0 rg", "0.9 0.1 0.2 rg 0 0 400 400 re f"


def _line(text: str, x: float, y: float, colour: str) -> str:
    return f"q {colour} BT /F 10 Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET Q"


def _page(*pieces: str, ground: str = "", form: str = "", after: str = "") -> bytes:
    """Make a PDF of one page with pieces between their marks; `form` is drawn twice."""
    marked = [f"/mb{number} MP\n{piece}\n/mb{number}e MP" for number, piece in enumerate(pieces)]
    document = pikepdf.new()
    page = document.add_blank_page(page_size=(297.6, 419.5))
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Courier)
    clear = pikepdf.Dictionary(Type=pikepdf.Name.ExtGState, ca=0.5)
    page.Resources = pikepdf.Dictionary(
        Font=pikepdf.Dictionary(F=document.make_indirect(font)), ExtGState=pikepdf.Dictionary(H=clear)
    )
    if form:
        drawn = document.make_stream(f"/mb9 MP\n{form}\n/mb9e MP".encode())
        drawn.Type, drawn.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        drawn.BBox, drawn.Resources = pikepdf.Array([0, 0, 400, 500]), page.Resources
        page.Resources.XObject = pikepdf.Dictionary(X=drawn)
        after += " /X Do q 1 0 0 1 0 50 cm /X Do Q"
    page.Contents = document.make_stream("\n".join((ground, *marked, after)).encode())
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _painted(pdf: bytes) -> list[tuple[object, ...]]:
    """Give what is painted, with its inks, and whether it overprints."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        page = document.pages[0].obj
        reader = Interpreter(Walk(), State(), page.Resources)
        return [
            (
                event.text if isinstance(event, Glyphs) else "",
                reader.state.fill.values,
                reader.state.fill.overprint,
                tuple(round(value, 2) for value in reader.state.matrix),
            )
            for event in reader.read(page)
            if isinstance(event, Glyphs | PaintedPath)
        ]


def _again(pdf: bytes, new: dict[int, str], limit: float = 300.0) -> bytes:
    """Finish a PDF, and put pieces that are written again in their places."""
    reprint = Reprint()
    finished = finish(pdf, order(limit=limit), Place("c.md"), reprint=reprint)
    made = reprint.pieces({number: content.encode() for number, content in new.items()})
    with pikepdf.open(io.BytesIO(finished)) as document:
        contents = document.pages[0].obj.Contents
        data = contents.read_bytes()
        for number, content in made.items():
            head, _, rest = data.partition(b"/mb%d MP\n" % number)
            data = head + content + rest.partition(b"/mb%de MP\n" % number)[2]
        contents.write(data)
        file = io.BytesIO()
        document.save(file)
        return file.getvalue()


@pytest.mark.parametrize("ground", ["", _GROUND], ids=["paper", "red"])
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ([_line("old", 20, 200, _BLACK), _line("rest", 20, 180, _BLACK)], [_line("a new line", 20, 200, _BLACK)]),
        ([_line("old", 20, 200, _RED), _line("rest", 20, 180, _BLACK)], [_line("n", 20, 200, _RED)]),
        (
            [_line("a", 20, 200, _RED), _line("b", 20, 180, _RED)],
            [_line("cc", 20, 200, _RED), _line("d", 24, 180, _RED)],
        ),
        (["q 0 1 0 rg 10 10 50 50 re f Q", _line("b", 90, 90, _BLACK)], ["q 0 0 1 rg 10 10 40 50 re f Q"]),
    ],
    ids=["black", "colour", "two", "drawing"],
)
def test_a_piece_is_written_as_in_a_whole(old: Sequence[str], new: Sequence[str], ground: str) -> None:
    """The inks, the overprint and the places are those of the page that has the new words from the start."""
    whole = finish(_page(*new, *old[len(new) :], ground=ground), order(), Place("c.md"))
    assert _painted(_again(_page(*old, ground=ground), dict(enumerate(new)))) == _painted(whole)


def test_what_follows_a_piece_says_its_own_colour() -> None:
    """The old words were red, as what follows is; the new ones are black, and leave that in force."""
    after, old, new = f"{_RED} 5 5 9 9 re f", f"{_RED} BT /F 10 Tf (a) Tj ET", f"{_BLACK} BT /F 10 Tf (b) Tj ET"
    whole = finish(_page(new, after=after), order(), Place("c.md"))
    assert _painted(_again(_page(old, after=after), {0: new})) == _painted(whole)


@pytest.mark.parametrize(("limit", "overprints"), [(300.0, True), (180.0, False)])
def test_what_overprints_is_told_from_the_new_ground(limit: float, overprints: bool) -> None:
    """A black line that comes to lie on a heavy ground knocks it out; on paper it printed over."""
    heavy = "0 0 0.3 rg 100 150 200 100 re f"
    old, new = (_page(_line(text, 20, 200, _BLACK), ground=heavy) for text in ("x", "a line that reaches the dark"))
    assert [over for text, _, over, _ in _painted(finish(old, order(limit=limit), Place("c.md"))) if text] == [True]
    whole = _painted(finish(new, order(limit=limit), Place("c.md")))
    assert _painted(_again(old, {0: _line("a line that reaches the dark", 20, 200, _BLACK)}, limit)) == whole
    assert [over for text, _, over, _ in whole if text] == [overprints]


def test_nothing_that_follows_may_come_to_lie_on_other_inks() -> None:
    """Black text after a coloured line that grows below it would overprint no more: the page is to be made anew."""
    after = _line("black", 120, 203, _BLACK)
    heavy = "0.1 0.2 0.6 rg"
    page = _page(_line("a", 20, 200, heavy), _line("b", 20, 100, _BLACK), after=after)
    reprint = Reprint()
    finish(page, order(limit=220.0), Place("c.md"), reprint=reprint)
    assert reprint.pieces({0: _line("bb", 20, 200, heavy).encode()})
    assert reprint.pieces({1: _line("much more than before, in black", 20, 100, _BLACK).encode()})
    with pytest.raises(Unproven, match="on other inks now"):
        reprint.pieces({0: _line("a line that is long enough", 20, 200, heavy).encode()})


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("q BI /W 1 /H 1 /CS /G /BPC 8 ID \x00 EI Q", "something that the press does not take"),
        ("q /H gs 1 0 0 rg 5 5 9 9 re f Q", "something that the page has no name for"),
    ],
    ids=["unsupported", "nameless"],
)
def test_what_the_page_cannot_hold_is_not_written(content: str, why: str) -> None:
    """And not the second time either."""
    reprint = Reprint()
    finish(_page(_line("a", 20, 200, _BLACK)), order(), Place("c.md"), reprint=reprint)
    for _ in range(2):
        with pytest.raises(Unproven, match=why):
            reprint.pieces({0: content.encode("latin-1")})


def test_what_is_drawn_twice_is_not_written_again() -> None:
    reprint = Reprint()
    finish(_page(form=_line("twice", 20, 20, _RED)), order(), Place("c.md"), reprint=reprint)
    with pytest.raises(Unproven, match="printed twice"):
        reprint.pieces({9: _line("other", 20, 20, _RED).encode()})


def test_pieces_are_written_any_number_of_times() -> None:
    """What one copy came to changes nothing for the next."""
    reprint = Reprint()
    finish(_page(_line("a", 20, 200, _BLACK), ground=_GROUND), order(), Place("c.md"), reprint=reprint)
    first = reprint.pieces({0: _line("one", 20, 200, _BLACK).encode()})
    for number in range(50):
        reprint.pieces({0: _line(f"{number}", 20, 200, _RED).encode()})
    assert reprint.pieces({0: _line("one", 20, 200, _BLACK).encode()}) == first
