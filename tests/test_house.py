"""The house: who imports whom, as the contracts in pyproject.toml say, and that the contracts see what breaks them."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
# A file of a room that owns no library.
POOR = "worker/guard.py"


def verdicts(folder: Path) -> dict[str, str]:
    """Hold the package in a folder to the contracts: KEPT or BROKEN by the name of each."""
    command = [
        str(Path(sys.executable).parent / "lint-imports"),
        "--no-cache",
        "--config",
        str(ROOT / "pyproject.toml"),
    ]
    run = subprocess.run(command, check=False, capture_output=True, text=True, cwd=folder)
    found = dict(re.findall(r"^(.+?) (KEPT|BROKEN)\b", run.stdout, flags=re.M))
    assert found, run.stdout + run.stderr
    return found


def copied(folder: Path, **added: list[str]) -> Path:
    """Copy the package's modules, with lines added to the end of some."""
    for path in (ROOT / "brochure").rglob("*.py"):
        target = folder / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    for name, lines in added.items():
        path = folder / "brochure" / name
        path.parent.mkdir(exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.writelines(f"\n{line}" for line in lines)
    return folder


def test_the_contracts_are_kept() -> None:
    """Rooms in one direction, no circle, one owner a library."""
    assert verdicts(ROOT) == {contract["name"]: "KEPT" for contract in CONTRACTS}


def test_each_contract_sees_what_breaks_it(tmp_path: Path) -> None:
    """Also an import for types alone, and one inside a function."""
    owned = [name for contract in CONTRACTS for name in contract.get("protected_modules", ())]
    added = {
        "vocabulary/units.py": ["if TYPE_CHECKING:", "    from brochure.engine.laid import Laid"],
        "vocabulary/problems.py": ["if TYPE_CHECKING:", "    from brochure.vocabulary.report import worst"],
        "sections/how.py": ["from brochure.sections import quote"],
        POOR: ["def late() -> None:", *(f"    import {name}" for name in owned)],
    }
    assert verdicts(copied(tmp_path, **added)) == {contract["name"]: "BROKEN" for contract in CONTRACTS}


def test_a_room_has_its_place(tmp_path: Path) -> None:
    """A room that no layer names is told, whatever it imports."""
    folder = copied(tmp_path, **{"attic/__init__.py": ['"""Things nobody wants."""']})
    assert [name for name, verdict in verdicts(folder).items() if verdict == "BROKEN"] == ["Rooms in one direction"]


def test_the_manual_tells_the_contracts() -> None:
    """The page on the architecture names the rooms in their order, and the libraries that one room alone imports."""
    page = (ROOT / "docs" / "developing" / "architecture.md").read_text(encoding="utf-8")
    rows = {room: re.findall(r"`(\w+)`", owned) for room, owned in re.findall(r"^\| `(\w+)` \|.*\|(.*)\|$", page, re.M)}
    layers = next(contract for contract in CONTRACTS if contract["type"] == "layers")["layers"]
    assert list(rows) == [room for layer in layers for room in sorted(layer.split(" | "), key=list(rows).index)]
    assert {name: room for room, owned in rows.items() for name in owned} == {
        name: owner.pop()
        for contract in CONTRACTS
        for name in contract.get("protected_modules", ())
        if len(owner := rooms(contract)) == 1
    }


def rooms(contract: dict[str, Any]) -> set[str]:
    return {name.split(".")[1] for name in contract["allowed_importers"]}
