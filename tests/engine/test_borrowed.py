"""What is borrowed of WeasyPrint is there, is listed in docs/developing/engine.md, and comes in by one door."""

from __future__ import annotations

import ast
import re
from functools import cache
from importlib import import_module, metadata
from pathlib import Path
from typing import Any

import pytest

from brochure.engine import loading
from brochure.engine.engine import Engine
from brochure.engine.laid import Setting
from brochure.pictures.assets import Assets
from brochure.vocabulary.shipped import STYLES

ROOT = Path(__file__).resolve().parents[2]
DOOR = ROOT / "brochure/engine/boxes.py"
BORROWED = {
    name: purpose
    for names, purpose in re.findall(
        r"^\| (`.+`) \| (.+) \|$", (ROOT / "docs/developing/engine.md").read_text(encoding="utf-8"), flags=re.M
    )
    for name in re.findall(r"`([\w.]+)`", names)
}
DOT = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mNgAAAAAgAB5Sfe/AAAAABJRU5ErkJggg=="
)
CSS = """
@page { size: A4; margin: 9mm; @bottom-left { content: counter(page) } }
html { font-family: "Brochure Text" } i { float: footnote } .out { position: absolute }
.turned { transform: rotate(9deg) } .flex { display: flex } .grid { display: grid }
body { color: var(--none, black) } .ground { background: linear-gradient(red, blue); max-height: 90mm }
"""
SAMPLE = """<!doctype html><html lang="en"><head><title>Sample</title></head><body>
<p>Words <a href="https://example.org">here</a><i>Note</i></p><p class="out">Out</p><p class="turned">Turned</p>
<div class="flex"><p>Flex</p></div><div class="grid"><p>Grid</p></div><p class="ground">Ground</p>
<table><thead><tr><th>Head</th></tr></thead><tbody><tr><td>Cell</td></tr></tbody></table>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1" width="9" height="9"><title>Dot</title></svg>
</body></html>"""


@cache
def found() -> dict[str, list[Any]]:
    """Things of the engine by the name that the door gives their kind, met in a small document."""
    engine = Engine(Assets(ROOT, (), STYLES), CSS)
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

    from brochure.engine import boxes

    parsed = engine.open(SAMPLE)
    laid = parsed.lay(Setting())
    assert laid.document is not None
    met: dict[str, list[Any]] = {"Document": [laid.document], "Page": laid.document.pages}
    met |= {"FontConfiguration": [FontConfiguration()], "URLFetcher": [URLFetcher()], "AbsolutePlaceholder": []}

    def visit(box: Any) -> None:
        if type(box).__name__ == "AbsolutePlaceholder":
            met["AbsolutePlaceholder"].append(box)
            box = box._box
        for kind in type(box).__mro__:
            met.setdefault(kind.__name__, []).append(box)
        for child in box.children:
            visit(child)

    for page in laid.pages:
        visit(page._page_box)
    met["Box"] = [box for box in met["BlockBox"] if boxes.attributes(box).get("class") == "ground"]
    met["Style"] = [box.style for box in met["Box"]]
    met["Colour"] = [style["background_color"] for style in met["Style"]]
    met["Background"] = [box.background for box in met["Box"]]
    met["Layer"] = [layer for ground in met["Background"] for layer in ground.layers]
    met["RasterImage"] = [boxes.picture_of(DOT, {}, URLFetcher(), "from-image")]
    met["LayoutContext"] = []

    def lines(context: Any, *values: Any) -> Any:
        met["LayoutContext"].append(context)
        return boxes.lines_of(context, *values)

    with boxes.lines_told(lines, boxes.heads_of, lambda box: None):
        engine.open(SAMPLE).lay(Setting())
    with boxes.tagged_by(lambda pdf, document, streams: met.update(Stream=list(streams))):
        laid.document.write_pdf(pdf_variant="pdf/ua-1")
    styles: list[Any] = []
    with boxes.styled_by(styles.append):
        engine.open(SAMPLE).lay(Setting())
    met["StyleFor"] = styles
    met["ComputedStyle"] = list(styles[0].get_computed_styles().values())
    met["AnonymousStyle"] = [box.style for box in met["TextBox"] if boxes.is_anonymous(box.style)]
    given = [value for style in met["ComputedStyle"] for value, _ in style.cascaded.values()]
    met["Pending"] = [value for value in given if isinstance(value, boxes.Pending)]
    engine.close()
    return met


def has(name: str) -> bool:
    """Tell whether the installed engine has what a name stands for."""
    if name.startswith("weasyprint."):
        loading.load()
        module, _, last = name.rpartition(".")
        return hasattr(import_module(module), last)
    kind, _, member = name.partition(".")
    things = found().get(kind, [])
    if kind == "Style":
        return bool(things) and all(member in style for style in things)
    # What is worked out when it is asked for is a matter of the class.
    return bool(things) and all(
        hasattr(type(thing), member) or hasattr(thing, member or "__class__") for thing in things
    )


@pytest.mark.parametrize("name", BORROWED)
def test_what_is_borrowed_is_there(name: str) -> None:
    """A newer engine that lacks a name is told with what the name is for."""
    told = f"WeasyPrint {metadata.version('weasyprint')} has no {name}, which is borrowed for this: {BORROWED[name]}"
    assert has(name), told


def test_what_is_gone_is_seen() -> None:
    """Names that no engine has are missed, whatever their kind."""
    gone = ["Box.gone", "Style.gone", "GoneBox", "weasyprint.pdf.gone", "Stream._gone"]
    assert [name for name in gone if has(name)] == []


def named() -> set[str]:
    """Every name that the door takes from the engine: typed members, classes, functions, private things."""
    tree = ast.parse(DOOR.read_text(encoding="utf-8"))
    names = set()
    declared = [ast.parse(path.read_text(encoding="utf-8")) for path in (ROOT / "typings").rglob("*.pyi")]
    for kind in (node for stub in declared for node in stub.body if isinstance(node, ast.ClassDef)):
        for member in kind.body:
            if isinstance(member, ast.AnnAssign):
                names.add(f"{kind.name}.{ast.unparse(member.target)}")
            elif isinstance(member, ast.FunctionDef) and member.name != "__init__":
                names.add(f"{kind.name}.{member.name}")
    outermost = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and id(node) not in outermost:
            chain = ast.unparse(node)
            if chain.startswith("weasyprint."):
                names.add(chain)
            elif chain.startswith("boxes."):
                names.add(chain.removeprefix("boxes."))
    return names


def test_the_manual_lists_what_the_door_takes() -> None:
    """Neither more nor less; a class of which a member is listed needs no row of its own."""
    listed = {*BORROWED, *(name.partition(".")[0] for name in BORROWED)}
    private = {"AbsolutePlaceholder._box", "FontConfiguration._folder", "URLFetcher._fail_on_errors"}
    private |= {name for name in BORROWED if name.startswith(("Stream._", "LayoutContext."))}
    assert named() - listed == set()
    assert set(BORROWED) - named() - private - {"Box.background"} == set()


def test_there_is_one_door() -> None:
    """No other module imports what is not published, or reaches for what the engine keeps to itself."""
    private = {name.rpartition(".")[2] for name in BORROWED if "._" in name}
    assert private > {"_page_box", "_box", "_folder", "_fail_on_errors", "_tags", "_fonts", "_ctm_stack"}
    for path in sorted((ROOT / "brochure").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        imported = {
            f"{node.module}.{alias.name}"
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("weasyprint")
            for alias in node.names
        }
        taken = {
            node.attr
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute) and ast.unparse(node.value) != "self" and node.attr in private
        }
        assert path == DOOR or (imported, taken) == (set(), set()), path
