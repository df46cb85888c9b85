"""What the package needs: ranges for whoever installs it, locks for whoever wants the very bytes that were tested."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from brochure import __version__

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
DIRECT = {canonicalize_name(need.name): need for need in map(Requirement, PROJECT["project"]["dependencies"])}
EXTRAS = {
    canonicalize_name(need.name): need
    for needs in PROJECT["project"]["optional-dependencies"].values()
    for need in map(Requirement, needs)
}
LOCKS = ("build", "run", "dev", "browser", "scale", "fuzz", "audit")
_ENTRY = re.compile(r"^(?P<needed>[^\s#]+==\S+(?: ; .+?)?)(?P<hashes>(?: \\\n    --hash=sha256:[0-9a-f]{64})*)$", re.M)


@dataclass(frozen=True)
class Locked:
    """One package of a lock: its version, whether this Python takes it, the hashes of its files."""

    version: str
    here: bool
    hashes: frozenset[str]


def lock(name: str) -> dict[str, Locked]:
    """Read a lock; every line of it is read."""
    text = re.sub(r"^#.*\n", "", (ROOT / "requirements" / f"{name}.lock").read_text(encoding="utf-8"), flags=re.M)
    assert _ENTRY.sub("", text).strip() == ""
    found = {}
    for entry in _ENTRY.finditer(text):
        need = Requirement(entry["needed"])
        here = need.marker is None or need.marker.evaluate()
        hashes = frozenset(re.findall(r"[0-9a-f]{64}", entry["hashes"]))
        found[canonicalize_name(need.name)] = Locked(str(need.specifier).removeprefix("=="), here, hashes)
    return found


def pulled_in(needs: Iterator[Requirement], extras: tuple[str, ...] = ()) -> Iterator[Requirement]:
    """Give what is needed here, and what that needs in turn."""
    for need in needs:
        if need.marker is None or any(need.marker.evaluate({"extra": extra}) for extra in (*extras, "")):
            yield need
            lines = metadata.distribution(need.name).requires or ()
            yield from pulled_in(map(Requirement, lines), tuple(need.extras))


def disagreements(needed: Mapping[str, Requirement], locked: Mapping[str, Locked]) -> list[str]:
    """Say where a lock does not give what is needed, or gives more."""
    told, names = [], set()
    for need in pulled_in(iter(needed.values())):
        name = canonicalize_name(need.name)
        names.add(name)
        if name not in locked or not need.specifier.contains(locked[name].version):
            told.append(f"{need} is not what is locked")
    more = {name for name, entry in locked.items() if entry.here} - names
    return told + [f"{name} is needed by nothing" for name in sorted(more)]


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def test_what_is_imported_is_declared_and_nothing_else() -> None:
    """Each library that the package imports is asked for by name, also where another one would pull it in.

    What an extra brings need not be here, and is called as its package is.
    """
    used = {name for path in (ROOT / "brochure").rglob("*.py") for name in imported(path)}
    owners = metadata.packages_distributions()
    libraries = used - {"brochure", *sys.stdlib_module_names}
    named = {canonicalize_name(owners.get(name, [name])[0]) for name in libraries}
    assert named - set(EXTRAS) == set(DIRECT)
    assert {"dask", "distributed", "fsspec"} <= named


@pytest.mark.parametrize("need", [*DIRECT.values(), *EXTRAS.values()], ids=[*DIRECT, *EXTRAS])
def test_a_range_has_two_ends(need: Requirement) -> None:
    """A floor that the tests ran with, and a ceiling; no version in between is shut out."""
    assert sorted(clause.operator for clause in need.specifier) == ["<", ">="]


def test_the_engine_is_one_series() -> None:
    """What is not the engine's public interface may change with any release of it but a correction."""
    assert str(DIRECT["weasyprint"].specifier) == "<71,>=70"


def test_the_lock_agrees_with_the_metadata() -> None:
    """The lock for users holds all that the package needs, within the ranges, and nothing else."""
    assert disagreements(DIRECT, lock("run")) == [], "run: make lock"


def test_a_lock_that_does_not_agree_is_told() -> None:
    """A package that is missing, one that nothing needs, one outside its range."""
    locked = lock("run")
    jinja2 = locked.pop("jinja2")
    assert [line for line in disagreements(DIRECT, locked) if "jinja2" in line] != []
    assert disagreements(DIRECT, {**locked, "jinja2": Locked("4.0", True, jinja2.hashes)}) != []
    assert disagreements(DIRECT, {**locked, "jinja2": jinja2, "more": jinja2}) == ["more is needed by nothing"]


def test_the_tests_run_with_what_users_get() -> None:
    """What users get by the lock is, file for file, what the tests are locked to, and what is installed here."""
    tested = lock("dev")
    assert {name: tested.get(name) for name in lock("run")} == lock("run")
    assert {name: metadata.version(name) for name in tested if tested[name].here} == {
        name: entry.version for name, entry in tested.items() if entry.here
    }, "run: make"


@pytest.mark.parametrize("name", LOCKS)
def test_every_file_of_a_lock_has_its_hash(name: str) -> None:
    """With a hash for each, nobody can put another file in its place; all locks agree on the versions."""
    tested = lock("dev")
    entries = lock(name)
    assert entries
    assert [name for name, entry in entries.items() if not entry.hashes] == []
    assert {name: entry for name, entry in entries.items() if tested.get(name, entry) != entry} == {}


def test_locks_hold_what_the_groups_ask_for() -> None:
    """Each group's packages are in its lock, and hatchling, which builds, is in one version everywhere."""
    groups = PROJECT["dependency-groups"]
    asked = {name: [Requirement(need) for need in groups[name] if isinstance(need, str)] for name in groups}
    assert {path.stem for path in (ROOT / "requirements").iterdir()} == set(LOCKS)
    for group, needs in asked.items():
        entries = lock("dev" if group == "test" else group)
        assert [str(need) for need in needs if not fits(need, entries)] == []
    assert PROJECT["build-system"]["requires"] == [f"hatchling=={lock('build')['hatchling'].version}"]


def fits(need: Requirement, entries: Mapping[str, Locked]) -> bool:
    entry = entries.get(canonicalize_name(need.name))
    return entry is not None and need.specifier.contains(entry.version)


def test_the_version_is_one() -> None:
    """The package tells the version that its metadata tell."""
    assert PROJECT["project"]["version"] == __version__
