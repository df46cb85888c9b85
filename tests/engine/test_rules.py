"""A document gets the styles that the whole stylesheet would give it, of fewer rules."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.etree.ElementTree import fromstring

import pytest

from brochure.engine import loading
from brochure.engine.engine import Engine
from brochure.engine.laid import Setting
from brochure.engine.rules import _pieces, _wanted, names_in
from brochure.pictures.assets import Assets
from brochure.pipeline import plan, start
from brochure.vocabulary.shipped import STYLES
from tests.corpus import CASES

loading.load()

from brochure.engine import boxes  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("programme-a5", "programme-leaflet", "nine-phases-square-ledger", "programme-a5-festival", "english-leaflet")
CSS = """
@page { size: 100mm 100mm; margin: 5mm; background: white; @bottom-left { content: "}" } }
@page :first { margin: 9mm }
html { font: 10pt/1.4 "Brochure Text" } body, .none p, #none { margin: 0 }
p { color: black } .red { color: red } p.red > B { color: blue } .none { color: green }
b { font-weight: 400 } [class~="red"] { letter-spacing: 1pt } p:not(.none, .gone) { text-indent: 2mm }
p::before { content: "a } b; c" } #own { text-align: right } .\\6e one { color: pink } *|p { widows: 3 }
div:has(.none) { color: gray } :is(.none, div) { color: silver } .empty { }
"""
HTML = """<!doctype html><html lang='en'><body><p class="red and more">Words <b>bold</b></p><p id="own">Own</p>
<div>Part</div></body></html>"""


def styled(engine: Engine, html: str) -> list[tuple[str, str, dict[str, str]]]:
    """Give what rules say of all elements, in the order and with the weight in which they count."""
    met: list[Any] = []
    with boxes.styled_by(met.append):
        engine.open(html).lay(Setting())
    return [
        (str(getattr(element, "tag", element)), str(pseudo), said(style.cascaded))
        for found in met
        for (element, pseudo), style in found.get_computed_styles().items()
    ]


def said(cascaded: dict[str, Any]) -> dict[str, str]:
    return {name: f"{shown(value)} {weight}" for name, (value, weight) in cascaded.items()}


def shown(value: Any) -> str:
    return f"{type(value).__name__} {value.tokens!r}" if isinstance(value, boxes.Pending) else repr(value)


def engine_of(css: str, trusted: bool) -> Engine:
    return Engine(Assets(ROOT, (), STYLES), css, trusted=trusted)


def count_of(engine: Engine) -> int:
    """Count the selectors that were read."""
    rules = next(iter(engine._styles.values()))[0]
    return sum(rule.entries is not None for rule in rules._rules)


def test_styles_are_those_of_the_whole() -> None:
    found, kept = [], 0
    for trusted in (False, True):
        engine = engine_of(CSS, trusted)
        laid = engine.open(HTML).lay(Setting())
        found.append((styled(engine, HTML), [fact.area_left for fact in laid.facts], engine.log))
        kept = count_of(engine)
        engine.close()
    assert found[0] == found[1]
    assert 5 < kept < 15


@pytest.mark.parametrize("name", NAMES)
def test_styles_of_the_house_are_those_of_the_whole(name: str, tmp_path: Path) -> None:
    """Of every way of every group, and of few rules."""
    planned = plan(next(case for case in CASES if case.name == name).job(tmp_path))
    assert planned.trusted
    ours, whole = start(planned), Engine(planned.assets, planned.css, planned.faces)
    try:
        for html in [way.html() for group in planned.groups for way in group.ways]:
            assert styled(ours, html) == styled(whole, html)
        assert ours.log == whole.log == []
        rules = [rules for rules, _ in ours._styles.values()]
        assert all(one._whole is None for one in rules)
    finally:
        ours.close()
        whole.close()


def test_documents_that_differ_in_nothing_that_a_rule_asks_for_share_a_sheet() -> None:
    """A process that sets a thousand rows keeps no sheet of each."""
    engine = engine_of(CSS, True)
    for number in range(9):
        engine.open(HTML.replace('id="own"', f'id="own" lang="x{number}"').replace("and more", f"more-{number}")).lay(
            Setting()
        )
        engine.open(HTML.replace("<div>", f'<div id="part-{number}">')).lay(Setting())
    rules = next(iter(engine._styles.values()))[0]
    engine.close()
    assert len(rules._made) == 1


@pytest.mark.parametrize(
    ("selectors", "wanted"),
    [
        ("p", ["p"]),
        ("H1 > .red:first-child, #a b::before", ["h1 .red", "#a b"]),
        (".a:not(.b, .c:is(d, e)) + .f", [".a .f"]),
        ('.a[href="x, [y] .b"]', [".a"]),
        ("* ", [""]),
        (":root", [""]),
        ("a|b", [""]),
        (r".a\.b", [""]),
        (":is(:not(:has(.a)))", [""]),
        (".a, & .b", [""]),
    ],
)
def test_what_a_rule_asks_for(selectors: str, wanted: list[str]) -> None:
    assert _wanted(selectors) == tuple(frozenset(names.split()) for names in wanted)


@pytest.mark.parametrize(
    "css",
    [
        "p { color: red } @media print { p { color: blue } }",
        "@import 'other.css'; p { color: red }",
        "p { color: red; b { color: blue } }",
        "p { color: red",
        "p { color: red } }",
        "p { color: red } words",
        '@font-face { font-family: "x"; src: url(x) }',
    ],
)
def test_what_holds_more_than_rules_is_read_as_a_whole(css: str) -> None:
    assert _pieces(css) == []


def test_names_are_those_of_all_elements() -> None:
    document = fromstring('<html><body id="a"><P class="b  c"/><svg xmlns="http://www.w3.org/2000/svg"/></body></html>')
    assert names_in(document) >= {"html", "body", "p", "svg", "#a", ".b", ".c"}
