"""What was laid out before is not laid out again, and nothing out of date is ever recalled."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from brochure.compose.memory import Memory, Superseded
from brochure.engine.engine import Engine
from brochure.engine.laid import Setting
from brochure.pictures.assets import Assets
from tests.engine.conftest import CSS, page

DISC = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>x</title><circle r="{}" cx="4" cy="4"/></svg>'


@pytest.fixture
def assets(tmp_path_factory: pytest.TempPathFactory) -> Assets:
    from brochure.vocabulary.shipped import STYLES

    return Assets(tmp_path_factory.mktemp("project"), (), STYLES)


@pytest.fixture
def engine(assets: Assets) -> Iterator[Engine]:
    made = Engine(assets, CSS)
    yield made
    made.close()


@pytest.fixture
def memory(engine: Engine) -> Memory:
    made = Memory(engine)
    made.begin(lambda: False)
    return made


def test_the_same_document_and_setting_are_laid_out_once(memory: Memory, engine: Engine) -> None:
    """Recalled layouts are the very same; another setting or text is laid out."""
    first = memory.open(page("<p>One</p>")).lay(Setting())
    assert memory.open(page("<p>One</p>")).lay(Setting()) is first
    assert engine.layouts == 1
    memory.open(page("<p>One</p>")).lay(Setting(first_page=2))
    memory.open(page("<p>Two</p>")).lay(Setting())
    assert engine.layouts == 3
    assert memory.html_of(first) == page("<p>One</p>")


def test_a_picture_with_other_bytes_is_laid_out_and_drawn_anew(memory: Memory, assets: Assets, engine: Engine) -> None:
    """The same address with other bytes makes another layout, also back and forth."""
    html = page(f'<p>a</p><img alt="" src="{assets.keep("disc", DISC.format(3))}">')
    small = memory.open(html).lay(Setting())
    assets.keep("disc", DISC.format(4))
    large = memory.open(html).lay(Setting())
    assert large is not small
    assets.keep("disc", DISC.format(3))
    again = memory.open(html).lay(Setting())
    assert engine.layouts == 3
    drawn = [engine._pictures and bytes(layout.document.copy().write_pdf()) for layout in (small, large, again)]
    assert drawn[2] == drawn[0] != drawn[1]


def test_the_same_bytes_registered_again_change_nothing(memory: Memory, assets: Assets, engine: Engine) -> None:
    """A drawing made anew at every build is known by its bytes."""
    html = page(f'<img alt="" src="{assets.keep("disc", DISC.format(3))}">')
    memory.open(html).lay(Setting())
    assets.keep("disc", DISC.format(3))
    memory.open(html).lay(Setting())
    assert engine.layouts == 1


def test_another_stylesheet_forgets_every_layout(memory: Memory, engine: Engine) -> None:
    """After a change of style the same document comes out otherwise."""
    html = page("<p>" + "word " * 300 + "</p>")
    before = memory.open(html).lay(Setting())
    memory.restyle(CSS.replace("margin: 10mm", "margin: 25mm"))
    after = memory.open(html).lay(Setting())
    assert len(after.pages) > len(before.pages)
    assert memory.html_of(before) == ""


def test_what_the_engine_says_is_told_also_when_recalled(memory: Memory, engine: Engine) -> None:
    """A warning of the stylesheet or of a layout stands in the log of every build that uses it, and of no other."""
    memory.restyle(CSS + "p { colour: red }")
    bad = page('<p style="wrong: 1">One</p>')
    for _ in range(2):
        memory.listen()
        memory.open(bad).lay(Setting())
        memory.tell()
        assert [line for line in engine.log if "colour" in line] != []
        assert [line for line in engine.log if "wrong" in line] != []
    memory.listen()
    memory.open(page("<p>Fine</p>")).lay(Setting())
    memory.tell()
    assert [line for line in engine.log if "wrong" in line] == []


def test_a_build_out_of_date_stops_before_the_next_layout(memory: Memory, engine: Engine) -> None:
    """What is known is still given, what is not raises Superseded."""
    known = memory.open(page("<p>One</p>")).lay(Setting())
    memory.begin(lambda: True)
    assert memory.open(page("<p>One</p>")).lay(Setting()) is known
    with pytest.raises(Superseded):
        memory.open(page("<p>Two</p>")).lay(Setting())


def test_layouts_no_build_asks_for_are_dropped(memory: Memory, engine: Engine) -> None:
    """An undone edit is recalled a few builds later, but not for ever."""
    memory.open(page("<p>One</p>")).lay(Setting())
    for _ in range(3):
        memory.begin(lambda: False)
    memory.open(page("<p>One</p>")).lay(Setting())
    assert engine.layouts == 1
    for _ in range(4):
        memory.begin(lambda: False)
    memory.open(page("<p>One</p>")).lay(Setting())
    assert engine.layouts == 2


def _list(count: int) -> str:
    return page("<ul>" + "<li style='height: 40mm; break-inside: avoid'>Mot</li>" * count + "</ul>")


@pytest.mark.parametrize("before", [False, True])
def test_smaller_type_that_gains_nothing_is_remembered(before: bool, memory: Memory, engine: Engine) -> None:
    """It is tried once, and what is told of it does not follow from what was laid out before."""
    opened = memory.open(_list(28))
    laid = opened.lay(Setting())
    if before:
        opened.lay(Setting(0.5))
    assert opened.tighten(laid, 0.5) is None
    assert memory.open(_list(28)).tighten(laid, 0.5) is None
    assert opened.loosen(laid, (*[0.0] * 9, 30.0)) is laid
    assert engine.layouts == 2
    smaller = opened.lay(Setting(0.5))
    assert len(smaller.facts) == 10
    assert opened.tighten(laid, 0.5) is None


def test_smaller_type_that_gains_is_remembered(memory: Memory, engine: Engine) -> None:
    opened = memory.open(_list(7))
    laid = opened.lay(Setting())
    smaller = opened.tighten(laid, 0.5)
    assert smaller is not None
    assert opened.tighten(laid, 0.5) is smaller is opened.lay(Setting(0.5))
    assert engine.layouts == 2


@pytest.mark.parametrize(
    ("first", "second", "follows"),
    [
        ("<p>One is here.</p>", "<p>One <b>is</b> here.</p>", True),
        ("<p>One is here.</p>", f"<p>Two</p>{'<p>and more of them</p>' * 40}", False),
        ('<p style="colour: red">One is here.</p>', '<p style="colour: red">One <b>is</b> here.</p>', False),
        ('<p style="--a: 3px; text-align: var(--a)">a b</p>', '<p style="--a: 3px; text-align: var(--a)">c</p>', False),
    ],
    ids=["edited", "another", "said of a style", "said of a value"],
)
def test_an_edited_document_takes_over_from_the_one_it_was_made_from(
    first: str, second: str, follows: bool, engine: Engine
) -> None:
    """Not one that is another, nor where the engine said something: that would not be said again."""
    memory = Memory(engine, hearing=True)
    memory.begin(lambda: False)
    memory.open(page(first)).lay(Setting())
    memory.open(page(second)).lay(Setting())
    (*_, known) = memory._known.values()
    assert (known.parsed.again._beside is not None) is follows
    memory.begin(lambda: False)
    assert known.parsed.again._beside is None
