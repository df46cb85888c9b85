"""Styles are what the engine works out, property by property, however they come about."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import Any

import pytest

from brochure.engine import loading
from brochure.engine.computing import worked_out
from brochure.engine.engine import Engine
from brochure.engine.laid import Setting
from brochure.pictures.assets import Assets
from brochure.pipeline import plan, start
from brochure.vocabulary.shipped import STYLES
from tests.corpus import CASES

loading.load()
import tinycss2  # type: ignore[import-untyped]  # noqa: E402
import weasyprint.css as engine_css  # noqa: E402
from weasyprint.css.properties import INITIAL_VALUES  # type: ignore[import-untyped]  # noqa: E402

from brochure.engine import boxes  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("programme-a5", "nine-phases-square-ledger", "english-leaflet")
HASTENED = engine_css.ComputedStyle.__missing__
CSS = """
@page { size: 100mm 100mm; margin: 5mm } body { font: 10pt/1.4 'Brochure Text'; margin: 0 }
:root { --a: calc(3mm + 1pt); --b: max(1mm, calc(var(--a) * 2)); --c: calc(100% - var(--b)); --d: calc(1em + var(--a)) }
:root { --less: calc(1mm - 3mm); --none: var(--nothing); --odd: calc(1mm * 2mm); --rem: calc(1px % 2px) }
div { width: calc(var(--c) - 1mm); padding: var(--a); border-top-width: 2px; text-decoration: underline; color: #123 }
div > p { font-size: min(var(--b), 14pt); text-indent: calc(2 * var(--d)); margin-inline-start: var(--b); --a: 2mm }
p.less { width: var(--less); margin-top: var(--less); line-height: calc(var(--number) * 1.1); --number: calc(2 / 3) }
p.less { max-width: var(--none); padding-left: var(--rem); min-height: var(--odd); column-gap: 3mm }
[dir=rtl] { padding-inline: 2mm var(--a); border-inline-start: 1mm solid red; inset-inline-start: 1mm }
[dir=rtl] { position: absolute; border-start-start-radius: var(--b); inline-size: calc(var(--c) / 2); display: table }
b::before { content: 'x'; width: max(var(--d), 1ex); display: inherit; text-decoration: inherit }
b { height: calc(var(--a) + var(x)); max-height: var(--missing, var(--a)); min-width: calc(var(--a, 1px) + 1px) }
ul { margin: var(--a) var(--b); padding: var(--loop); --loop: var(--other); --other: var(--loop) }
li { border: var(--edge) solid var(--tone); --edge: 2px; --tone: #456; background: var(--tone) }
tr { list-style: var(--nothing); margin-top: var(--a) }
td { font: var(--bold, 700) calc(var(--a) * 2)/1.2 serif; border-width: var(--a) var(--odd) }
i { page: other; font: inherit; margin: initial; transform: rotate(calc(var(--number, 2) * 10deg)); opacity: .5 }
"""
HTML = """<!doctype html><html lang='en'><body><div><p>Words <b>bold <i>both</i></b></p><p class=less>Less</p></div>
<div dir=rtl><p>Words</p><ul><li>Item</ul></div><table><tr><td>Cell</table></body></html>"""


def careful() -> Any:
    """Give what the engine has of its own."""
    return inspect.getclosurevars(HASTENED).nonlocals["careful"]


def styles(engine: Engine, html: str, own: bool, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, str]]:
    """Give all properties of all elements, worked out in the engine's own way or in ours."""
    met: list[Any] = []
    with monkeypatch.context() as patch, boxes.styled_by(met.append):
        patch.setattr(engine_css.ComputedStyle, "__missing__", careful() if own else HASTENED)
        engine.open(html).lay(Setting())
        of_elements = [style for found in met for style in found.get_computed_styles().values()]
        return [{name: shown(style[name]) for name in INITIAL_VALUES} for style in of_elements]


def shown(value: Any) -> str:
    """Give what a value says; a sum that waits for its whole as what it comes to of that."""
    if getattr(value, "type", "") == "function":
        found = engine_css.resolve_math(value, STYLE, refer_to=1000)
        return repr((found.type, found.value))
    if isinstance(value, (list, tuple)):
        return repr([shown(part) for part in value])
    return repr(value)


class _Style(dict[str, float]):
    """Stands for a style whose text has a size."""


STYLE = _Style(font_size=16.0)


def test_the_engine_works_styles_out_so() -> None:
    assert HASTENED.__module__ == "brochure.engine.computing"
    assert careful().__module__ == "weasyprint.css"


def test_every_property_is_what_the_engine_says(monkeypatch: pytest.MonkeyPatch) -> None:
    """Inherited, initial, of logical sides, of variables, of sums of them that are wrong, negative or relative."""
    found = []
    for own in (True, False):
        engine = Engine(Assets(ROOT, (), STYLES), CSS)
        found.append((styles(engine, HTML, own, monkeypatch), [line.partition("at ")[2] for line in engine.log]))
        engine.close()
    assert found[0] == found[1]
    assert len(found[0][0]) > 20
    assert len(found[0][1]) > 1


@pytest.mark.parametrize("name", NAMES)
def test_styles_of_the_house_are_what_the_engine_says(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    planned = plan(next(case for case in CASES if case.name == name).job(tmp_path))
    made = start(planned)
    try:
        for group in planned.groups:
            html = group.ways[0].html()
            assert styles(made, html, False, monkeypatch) == styles(made, html, True, monkeypatch), group.name
    finally:
        made.close()


@pytest.mark.parametrize(
    ("value", "made"),
    [
        ("3mm", "3mm"),
        ("calc(1px + 2px)", "calc(3.0px)"),
        ("calc(1px - 2px) solid", "calc(-1.0px) solid"),
        ("max(1px, calc(2px * 3), 1pt)", "calc(6.0px)"),
        ("calc(2 * (1 + 2))", "calc(6)"),
        ("calc(50% * 2)", "calc(100.0%)"),
        ("calc(100% - min(1px, 2px))", "calc(100% - calc(1.0px))"),
        ("calc(1em + max(1px, 2px))", "calc(1em + calc(2.0px))"),
        ("rgb(calc(1 + 1), 0, 0)", "rgb(calc(2), 0, 0)"),
        ("rotate(calc(1deg * 2))", "rotate(calc(1deg * 2))"),
        ("calc(1px + )", "calc(1px + )"),
        ("calc(1px * 2px)", "calc(1px * 2px)"),
        ("calc(4mm)", "calc(4mm)"),
        ("clamp(1px, 2px, 3px)", "clamp(1px, 2px, 3px)"),
    ],
)
def test_sums_are_worked_out_that_depend_on_nothing(value: str, made: str) -> None:
    tokens = tinycss2.parse_component_value_list(value)
    assert tinycss2.serialize(worked_out(tokens, engine_css.resolve_math)) == made
