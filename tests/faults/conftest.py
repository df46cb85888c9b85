"""A small project that builds quickly, in two versions whose right PDFs are known."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from brochure.store import freshness
from brochure.store.folder import PREFIX
from tests.faults.victim import BEGINS

SETTINGS = "organisation: {name: Foyer}\nlanguage: en\ndate: 2026-11-01\n"
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="3" fill="#14213d"/></svg>'
CONTENT = """---
title: A house of its own
image: img/round.svg
desc: What we made in {year}, and what we make next.
numbers:
  - {num: {year}, title: pages printed}
---
"""
YEARS = ("2025", "2026")


@dataclass
class Site:
    """A project, its own cache and temporary folders, and how its command is run."""

    root: Path

    @property
    def out(self) -> Path:
        return self.root / "out"

    @property
    def pdf(self) -> Path:
        return self.out / "house.pdf"

    @property
    def cache(self) -> Path:
        return self.root.parent / "cache"

    @property
    def temporary(self) -> Path:
        return self.root.parent / "tmp"

    @property
    def record(self) -> Path:
        """What the tool notes of the PDF."""
        return self.cache / "make-brochure" / freshness.FOLDER / freshness.name(str(self.pdf))

    def environment(self) -> dict[str, str]:
        own = {"XDG_CACHE_HOME": str(self.cache), "TMPDIR": str(self.temporary), "PYTHONHASHSEED": "0"}
        return {**os.environ, **own}

    def write(self, year: str) -> None:
        text = CONTENT.replace("{year}", year)
        (self.root / "content" / "house.md").write_text(text, encoding="utf-8")

    def start(self, *arguments: str, before: tuple[str, ...] = ()) -> subprocess.Popen[str]:
        command = [*before, sys.executable, "-m", "brochure", *arguments]
        return subprocess.Popen(command, cwd=self.root, env=self.environment(), stderr=subprocess.PIPE, text=True)

    def run(self, *arguments: str, before: tuple[str, ...] = ()) -> tuple[int, str]:
        """Run the command; give its exit code and what it told."""
        process = self.start(*arguments, before=before)
        told = process.communicate()[1]
        assert "Traceback" not in told
        return process.returncode, told

    def build(self, *arguments: str) -> bytes:
        """Build without a fault, and give the PDF."""
        assert self.run(*arguments)[0] == 0
        return self.pdf.read_bytes()

    def kill(self, phase: str, event: int) -> int:
        """Start a build that is killed at a moment; give the number of the signal."""
        victim = [sys.executable, "-m", "tests.faults.victim", phase, str(event), "build"]
        own = {"PYTHONPATH": str(Path(__file__).resolve().parents[2])}
        run = subprocess.run(victim, cwd=self.root, env=self.environment() | own, capture_output=True, check=False)
        return -run.returncode

    def left(self) -> list[str]:
        """List what stands in the output folder beside the PDF."""
        return sorted({path.name for path in self.out.iterdir()} - {self.pdf.name})

    def passing(self) -> list[str]:
        """List the files in the making, of any build, dead or alive, wherever they are."""
        cache = self.cache / "make-brochure"
        places = (self.out, self.temporary, cache / "templates", cache / freshness.FOLDER)
        return [path.name for place in places if place.is_dir() for path in place.glob(f"{PREFIX}*")]


def new_site(folder: Path) -> Site:
    """Write the project, in its first version."""
    site = Site(folder / "project")
    for name in ("content/img", "out"):
        (site.root / name).mkdir(parents=True)
    site.temporary.mkdir()
    (site.root / "brochure.yaml").write_text(SETTINGS, encoding="utf-8")
    (site.root / "content/img/round.svg").write_text(PICTURE, encoding="utf-8")
    site.write(YEARS[0])
    return site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return new_site(tmp_path)


@pytest.fixture(scope="session")
def right(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The PDF of each version, from builds that nothing disturbed."""
    site, made = new_site(tmp_path_factory.mktemp("right")), {}
    for year in YEARS:
        site.write(year)
        made[year] = site.build()
    return made


At = Callable[[str, Callable[[], object]], None]


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Iterator[At]:
    """Do something at the first moment of a phase of the build in this process; it must come to that."""
    importlib.import_module("brochure.pipeline")
    waiting: list[str] = []

    def at(phase: str, act: Callable[[], object]) -> None:
        owner, name = BEGINS[phase]
        function = getattr(importlib.import_module(owner), name)
        waiting.append(phase)

        def acting(*values: object, **options: object) -> object:
            if phase in waiting:
                waiting.remove(phase)
                act()
            return function(*values, **options)

        for module in [module for key, module in sys.modules.items() if key.startswith("brochure.")]:
            if getattr(module, name, None) is function:
                monkeypatch.setattr(module, name, acting)

    yield at
    assert waiting == []


@pytest.fixture
def inside(site: Site, monkeypatch: pytest.MonkeyPatch, inside_worker: None) -> Site:
    monkeypatch.chdir(site.root)
    monkeypatch.setenv("XDG_CACHE_HOME", str(site.cache))
    return site
