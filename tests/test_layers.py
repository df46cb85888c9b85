"""One direction: a file imports only from the rows above its own, or from its own folder."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "brochure"
ROWS = {
    "vocabulary": 0, "": 0,
    "load": 1, "model": 2, "store": 3, "figures": 3, "pictures": 4, "pdfreader": 4,
    "render": 5, "sections": 6, "engine": 7, "compose": 8, "press": 8, "imposition": 8, "project": 9, "check": 10,
    "compare": 10, "worker": 10, "pipeline": 11, "runner": 12, "preview": 13, "cli": 14, "__main__": 15,
}  # fmt: skip
OWNERS = {
    "yaml": "load", "frontmatter": "load", "markdown": "load", "nh3": "load", "segno": "figures",
    "jinja2": "render", "urllib3": "pictures", "weasyprint": "engine", "pydyf": "engine",
    "PIL": "pictures engine press pdfreader check compare", "click": "cli",
    "starlette": "preview", "uvicorn": "preview", "watchfiles": "preview", "zxingcpp": "check", "rich": "cli",
}  # fmt: skip


def room(path: Path) -> str:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return "" if parts == ("__init__",) else parts[0]


def imports(source: str) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            if node.module == "brochure":
                found.update(f"brochure.{alias.name}" for alias in node.names)
    return found


def faults(own: str, names: set[str]) -> list[str]:
    """List the imports of a room that run sideways, between folders, or back."""
    bad = set()
    for name in names:
        top, _, rest = name.partition(".")
        other = rest.split(".")[0]
        if top != "brochure" or other in ("", own, "__version__"):
            continue
        sideways = ROWS[other] == ROWS[own]
        if ROWS[other] > ROWS[own] or sideways:
            bad.add(f"{own} imports {name}")
    return sorted(bad)


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_run_one_way(path: Path) -> None:
    """No file imports from its own row's neighbours or from a row below."""
    assert faults(room(path), imports(path.read_text(encoding="utf-8"))) == []


def test_the_reader_rejects_an_import_that_runs_back() -> None:
    """The test itself sees an import that runs against the direction."""
    assert faults("load", imports("from brochure.engine.engine import Engine")) == [
        "load imports brochure.engine.engine"
    ]


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_every_library_has_one_owner(path: Path) -> None:
    """A heavy library is imported in its owner's room only; pictures of pages have two, making and comparing."""
    tops = {name.split(".")[0] for name in imports(path.read_text(encoding="utf-8"))}
    assert [name for name in sorted(tops) if room(path) not in OWNERS.get(name, room(path)).split()] == []
