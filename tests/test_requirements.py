"""What the package needs: pinned to one version each, with all that comes along, and nothing that it does not use."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
# What a library is imported as, where that is not its own name.
MODULES = {"pillow": "PIL", "pyyaml": "yaml", "python-frontmatter": "frontmatter", "zxing-cpp": "zxingcpp"}
DIRECT = {
    "click", "jinja2", "markdown", "nh3", "pikepdf", "pillow", "pypdfium2", "python-frontmatter", "pyyaml", "rich",
    "segno", "starlette", "urllib3", "uvicorn", "watchfiles", "weasyprint", "zxing-cpp",
}  # fmt: skip


def pins(lines: list[str]) -> dict[str, str]:
    found = [re.fullmatch(r"([\w.-]+)==([\w.]+)", line) for line in lines]
    assert all(found), lines
    return {canonicalize_name(pin[1]): pin[2] for pin in found if pin}


def declared() -> dict[str, str]:
    return pins(tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"])


def pulled_in(name: str, extras: tuple[str, ...] = ()) -> Iterator[str]:
    """The libraries that a library needs, and those that they need."""
    yield canonicalize_name(name)
    for line in metadata.distribution(name).requires or ():
        needed = Requirement(line)
        if needed.marker is None or any(needed.marker.evaluate({"extra": extra}) for extra in (*extras, "")):
            yield from pulled_in(needed.name, tuple(needed.extras))


def test_users_get_the_versions_that_the_tests_ran_with() -> None:
    """The wheel names every library down to the last, each with one version, the same as for the tests."""
    tested = pins((ROOT / "requirements-dev.txt").read_text().split())
    assert {name for own in DIRECT for name in pulled_in(own)} == set(declared())
    assert {name: tested.get(name) for name in declared()} == declared()


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def test_every_library_is_used() -> None:
    """What is asked for by name is imported somewhere."""
    used = {name.split(".")[0] for path in (ROOT / "brochure").rglob("*.py") for name in imported(path)}
    assert {name for name in DIRECT if MODULES.get(name, name) not in used} == set()
