"""A layout that takes over from an earlier one is the layout that would have been made without it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from brochure.engine import loading
from brochure.engine.engine import Engine, Parsed
from brochure.engine.laid import Laid, Setting
from brochure.pictures.assets import Assets
from brochure.pipeline import plan, start
from brochure.vocabulary.shipped import STYLES
from tests.corpus import CASES

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("programme-a5", "nine-phases-square-ledger")
SETTINGS = (
    Setting(1.0, (20.0, 20.0), 2),
    Setting(1.0, (0.0, 20.0), 2),
    Setting(0.5, (), 2),
    Setting(1.0, (20.0,), 3),
    Setting(1.0, (), 2, measure=0.7),
    Setting(1.0, (), 2, relaxed=True, deep=1),
)
_RULES = "@page { size: 100mm 100mm; margin: 5mm } body { font: 10pt/1.4 'Brochure Text'; margin: 0 } "
_WORDS = "Some words that are long enough to take more lines than one on a page of a hundred millimetres, all told."


def painted(laid: Laid) -> list[tuple[object, ...]]:
    """List every box of all pages: what it is, where it stands, what it says, and how that is painted."""
    found: list[tuple[object, ...]] = []

    def walk(box: Any) -> None:
        box = getattr(box, "_box", box)
        place = tuple(round(float(value), 6) for value in (box.position_x, box.position_y, box.width, box.height))
        style = box.style
        look = style["font_size"], style["color"], style["letter_spacing"], style["text_decoration_thickness"]
        ground = getattr(box, "background", None)
        layers = [(layer.size, layer.position) for layer in ground.layers] if ground else None
        found.append((box.element_tag, place, getattr(box, "text", None), look, layers))
        for child in getattr(box, "children", ()):
            walk(child)

    for page in laid.pages:
        walk(page._page_box)
    return found


def shown(laid: Laid) -> object:
    facts = [(fact.number, round(fact.free, 6), round(fact.fill, 6), fact.title) for fact in laid.facts]
    return painted(laid), facts, laid.overset, laid.lonely


def kept_lines(kept: Parsed) -> int:
    """Count the lines that were laid out, and not taken over."""
    return sum(map(len, kept.again._lines.values()))


def house(folder: Path) -> Iterator[tuple[str, Engine, str]]:
    """Give all groups of two contents: how they are called, an engine, and the document of their first way."""
    for case in (case for case in CASES if case.name in NAMES):
        planned = plan(case.job(folder / case.name))
        engine = start(planned)
        try:
            for group in planned.groups:
                yield f"{case.name}: {group.name}", engine, group.ways[0].html()
        finally:
            engine.close()


def test_layouts_of_the_house_are_the_same(tmp_path: Path) -> None:
    """All groups of two contents, laid out in one setting after the other, and each by itself."""
    taken = 0
    for name, engine, html in house(tmp_path):
        kept = engine.open(html)
        kept.lay(Setting(1.0, (), 2))
        for setting in SETTINGS:
            known = kept_lines(kept)
            again = kept.lay(setting)
            alone = engine.open(html)
            assert shown(again) == shown(alone.lay(setting)), (name, setting)
            taken += kept_lines(alone) - (kept_lines(kept) - known)
    assert taken > 300


@pytest.fixture(scope="module")
def engines() -> Iterator[Any]:
    """Make engines of a stylesheet, and close them."""
    loading.load()
    made = []

    def engine(css: str) -> Engine:
        made.append(Engine(Assets(ROOT, (), STYLES), _RULES + css))
        return made[-1]

    yield engine
    for one in made:
        one.close()


# What depends on the room: on the paragraph itself, by inheritance, by other variables, over the head of a child.
TOUCHED = {
    "size": "p { font-size: calc(10pt + var(--slack-1) / 20) }",
    "inherited": "div { font-size: calc(10pt + var(--slack-1) / 20) }",
    "chain": ":root { --a: var(--slack-1) } div { --b: calc(var(--a) / 20) } p { letter-spacing: var(--b) }",
    "own": "p { --b: calc(var(--slack-1) / 20); letter-spacing: var(--b) }",
    "keyword": "div { letter-spacing: 0; width: calc(80mm - var(--slack-1)) } p { width: inherit }",
    "width": "div { width: calc(80mm - var(--slack-1)) }",
    "padding": "p { padding-left: calc(var(--slack-1)) }",
    "before": "p::before { content: 'x'; letter-spacing: calc(var(--slack-1) / 4) }",
    "part": "b { letter-spacing: calc(var(--slack-1) / 20) }",
    "indent": "p { text-indent: var(--slack-1) }",
    "fallback": "p { text-indent: var(--none, var(--slack-1)) }",
    "shorthand": "p { font: calc(10pt + var(--slack-1) / 20) 'Brochure Text' }",
    "painted": "p { text-decoration: underline; text-decoration-thickness: calc(1pt + var(--slack-1) / 20) }",
}
FREE = {
    "above": "div { padding-top: var(--slack-1) }",
    "shadowed": ":root { --a: var(--slack-1) } "
    "body { --a: 1pt; padding-top: var(--slack-1) } p { letter-spacing: var(--a) }",
    "height": "div { height: calc(30mm + var(--slack-1)) }",
    "margin": "p { margin-top: var(--slack-1) }",
}
HTML = f"<!doctype html><html lang='en'><body><div><p>{_WORDS} <b>{_WORDS}</b></p></div><p>{_WORDS}</p></body></html>"


@pytest.mark.parametrize("name", [*TOUCHED, *FREE])
def test_what_depends_on_the_setting_is_made_anew(name: str, engines: Any) -> None:
    """Wherever a style depends on the room, its lines are other ones; all else is taken over."""
    engine = engines((TOUCHED | FREE)[name])
    kept, first, second = engine.open(HTML), Setting(1.0), Setting(1.0, (30.0,))
    before, lines = shown(kept.lay(first)), kept_lines(kept)
    after = shown(kept.lay(second))
    assert after == shown(engine.open(HTML).lay(second)) != before
    assert (kept_lines(kept) == lines) is (name in FREE)
    assert shown(kept.lay(first)) == before


# What a setting says of the root may be said of it by others, too: below it, beside it, or above it.
ROOTS = {
    "twice": (":root { --slack-1: 9pt } p { text-indent: var(--slack-1) }", HTML),
    "above": ("html:root { --slack-2: 9pt } p { text-indent: var(--slack-2, 0pt) }", HTML),
    "always": (":root { --slack-2: 9pt !important } p { text-indent: var(--slack-2, 0pt) }", HTML),
    "attribute": ("p { text-indent: var(--slack-2, 0pt) }", HTML.replace("<html", "<html style='--slack-2: 9pt'")),
    "anchors": (
        "p::before { content: target-counter('#x', page) ' ' target-text('#x'); text-indent: var(--slack-2, 0pt) }",
        HTML.replace("<b>", "<b id='x'>"),
    ),
    "tables": (
        "",
        HTML.replace("<b>", "<table style='border-collapse: collapse; padding: 3pt'><td>").replace("</b>", ""),
    ),
    "hidden": ("p:first-letter { color: red } b { display: none } p:last-child::after { content: 'y' }", HTML),
}


@pytest.mark.parametrize("name", ROOTS)
def test_what_concerns_which_elements_is_sought_once(name: str, engines: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Styles are as if sought anew, whoever else speaks of the root."""
    import weasyprint.document

    sought = []
    theirs = weasyprint.document.get_all_computed_styles
    monkeypatch.setattr(
        weasyprint.document, "get_all_computed_styles", lambda *values: sought.append(1) or theirs(*values)
    )
    css, html = ROOTS[name]
    engine = engines(css)
    kept = engine.open(html)
    settings = Setting(1.0), Setting(1.0, (30.0, 20.0)), Setting(0.4, (30.0, 20.0)), Setting(1.0)
    again = [shown(kept.lay(setting)) for setting in settings]
    # The last setting says nothing of the second page, of which the one before it did.
    assert len(sought) == 2
    assert again == [shown(engine.open(html).lay(setting)) for setting in settings]


# What only the last kind of these asks of the room is asked by a page.
_ON_PAGES = {
    "page": "@page { margin-top: calc(5mm + var(--slack-1)) }",
    "margin box": "@page { @top-left { content: 'x'; padding-left: var(--slack-1) } }",
}
UNASKED = {
    "nothing": "",
    "set and not asked": ":root { --a: var(--slack-1) } p { --b: calc(2 * var(--a)) }",
    "set below": "body { --slack-1: 3pt } p { text-indent: var(--slack-1) }",
}


@pytest.mark.parametrize("name", [*TOUCHED, *FREE, *_ON_PAGES, *UNASKED])
def test_room_that_no_style_asks_for_takes_no_layout(name: str, engines: Any) -> None:
    """What a layout would be with room to hand out is known without making it, where nothing takes any."""
    engine = engines((TOUCHED | FREE | _ON_PAGES | UNASKED)[name])
    kept = engine.open(HTML)
    laid = kept.lay(Setting(1.0))
    loosened = kept.loosen(laid, (30.0,))
    assert (loosened is laid) is (name in UNASKED)
    assert shown(loosened) == shown(engine.open(HTML).lay(Setting(1.0, (30.0,))))


_SMALLER = "p { font-size: calc(9pt + var(--size) * 1pt) } div { height: 40mm }"


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (f"<div><p>{_WORDS}</p></div>" * 23, True),
        (f"<div><p>{_WORDS}</p></div>" * 13, False),
        (f"<p>{_WORDS * 3}</p>" * 60, False),
        (f"<p>{_WORDS}</p>" + f"<div><p>{_WORDS}</p></div>" * 23, True),
    ],
)
def test_smaller_type_that_gains_nothing_is_left(body: str, told: bool, engines: Any) -> None:
    """Where the first eight pages end as they did, the rest is not laid out; else it is, to the end."""
    engine = engines(_SMALLER)
    html = f"<!doctype html><html lang='en'><body>{body}</body></html>"
    kept = engine.open(html)
    laid = kept.lay(Setting(1.0))
    tried = kept.tighten(laid, 0.0)
    alone = engine.open(html).lay(Setting(0.0))
    assert (tried is None) is told
    if tried is None:
        assert len(alone.facts) == len(laid.facts) > 8
    else:
        assert shown(tried) == shown(alone)
    assert shown(kept.lay(Setting(1.0))) == shown(laid)


def elements_of(laid: Laid, parsed: Parsed) -> list[int]:
    """Give the elements that the boxes of all pages are of, by their numbers in the document."""
    numbers = {element: number for number, element in enumerate(parsed.tree.etree_element.iter())}
    stack, found = [page._page_box for page in laid.pages], list[int]()
    while stack:
        box = stack.pop()
        if hasattr(box.element, "tag"):
            found.append(numbers[box.element])
        stack += getattr(box, "children", ())
    return found


# What another word in a text may change beside it: by what it is, by what it leads to, by its place, by what follows.
EDITED = {
    "word": ("", "A start", "An end"),
    "stress": ("", "A start", "A <em>start</em>"),
    "paragraph": ("p { margin: 3pt }", "<p>Last", "<p>More.</p><p>Last"),
    "twice": ("", "<p>Last", f"<p>Last {_WORDS}</p><p>Last"),
    "child": ("b { letter-spacing: 1pt }", "<b>", "<b><i>x</i> "),
    "above": ("div:has(em) + p { letter-spacing: 1pt }", "start", "<em>start</em>"),
    "beside": ("em ~ b { letter-spacing: 1pt }", "start", "<em>start</em>"),
    "place": ("p b:first-child { letter-spacing: 1pt }", "start", "<i>start</i>"),
    "empty": ("i:empty + b { letter-spacing: 1pt }", "<i></i>", "<i>x</i>"),
    "address": ("", 'href="#a"', 'href="#b"'),
    "attribute": ("a::after { content: attr(href) }", 'href="#a"', 'href="#b"'),
    "class": (".x { letter-spacing: 1pt }", "<div>", '<div class="x">'),
    "style": ("", "<div>", '<div style="letter-spacing: 1pt">'),
    "variable": ("b { letter-spacing: var(--a, 0) }", '<p style="--a: 1pt">', '<p style="--a: 2pt">'),
    "root": ("p { letter-spacing: var(--a, 0) }", "<html", '<html style="--a: 2pt"'),
    "counter": ("p { counter-increment: n } p::before { content: counter(n) ' ' }", "<p>Last", "<p>x</p><p>Last"),
    "target": ("a::after { content: target-text(attr(href)) }", 'id="a">It', 'id="a">We'),
    "letter": ("p::first-letter { font-size: 14pt }", "start", "<em>start</em>"),
}
BEFORE = (
    f"<!doctype html><html lang='en'><body><div><p>A start. {_WORDS} <i></i><b>{_WORDS}</b></p></div>"
    f'<p style="--a: 1pt"><a href="#x">Here</a>, <a href="#a">there</a> {_WORDS} <b>{_WORDS}</b></p>'
    f'<p id="a">It is here. {_WORDS}</p><p>Last {_WORDS}</p></body></html>'
)


@pytest.mark.parametrize("name", EDITED)
def test_an_edited_document_is_laid_out_as_if_there_had_been_none_before(name: str, engines: Any) -> None:
    """Whatever is taken over from the one that it was made from; every box is of its own elements."""
    css, old, new = EDITED[name]
    engine = engines(css)
    assert old in BEFORE
    first, edited = engine.open(BEFORE), engine.open(BEFORE.replace(old, new))
    settings = Setting(1.0), Setting(1.0, (30.0,)), Setting(0.5)
    for setting in settings:
        first.lay(setting)
    alone = engine.open(BEFORE.replace(old, new))
    edited.follow(first)
    for setting in settings:
        laid = edited.lay(setting)
        other = alone.lay(setting)
        assert shown(laid) == shown(other)
        assert elements_of(laid, edited) == elements_of(other, alone)


def test_an_edit_lays_out_its_own_paragraph_alone(engines: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lines of the others are those of before; not so once it stands alone."""
    from brochure.engine import boxes

    made: list[str] = []
    theirs = boxes.lines_of

    def heard(context: Any, source: Any, *values: Any) -> Any:
        made.append("".join(source.element.itertext())[:4])
        return theirs(context, source, *values)

    engine = engines("")
    first = engine.open(BEFORE)
    first.lay(Setting(1.0))
    monkeypatch.setattr(boxes, "lines_of", heard)
    for number in range(2):
        edited = engine.open(BEFORE.replace("A start", "A <em>start</em>"))
        edited.follow(first)
        if number:
            edited.stand_alone()
        edited.lay(Setting(1.0))
        assert made == (["A st"] if number == 0 else ["A st", "Here", "It i", "Last"])
        made.clear()


def test_edits_of_the_house_are_laid_out_as_if_there_had_been_none_before(tmp_path: Path) -> None:
    """All groups of two contents, with another word in each of their texts and a stress in it."""
    for name, engine, html in house(tmp_path):
        words = sorted(set(re.findall(r"(?<=[> ])[a-zé]{5,9}(?=[ <])", html.partition("<body")[2])))
        for word in words[:: max(1, len(words) // 3)]:
            first, changed = engine.open(html), re.sub(rf"(?<=[> ]){word}(?=[ <])", "<em>autre</em>", html)
            edited, alone = engine.open(changed), engine.open(changed)
            first.lay(Setting(1.0, (), 2))
            edited.follow(first)
            for setting in (Setting(1.0, (), 2), Setting(1.0, (20.0, 20.0), 2)):
                assert shown(edited.lay(setting)) == shown(alone.lay(setting)), (name, word)
