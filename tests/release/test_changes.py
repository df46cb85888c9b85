"""What a pull request changes on the pages, shown by comparing the PDFs of both commits."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CONTENT = "---\ntitle: A house of its own\ndesc: {text}\n---\n"


def git(repository: Path, *arguments: str) -> None:
    person = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run(["git", *person, *arguments], cwd=repository, capture_output=True, check=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """This code with one small brochure, committed; then the text is changed and a brochure added."""
    root = tmp_path / "repository"
    for name in ("brochure", "templates", "styles", "tools"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    (root / "content").mkdir()
    (root / "brochure.yaml").write_text("language: en\n")
    (root / "content/house.md").write_text(CONTENT.format(text="What we made."))
    git(root, "init", "--quiet")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "Before")
    (root / "content/house.md").write_text(CONTENT.format(text="What we shall make."))
    (root / "content/garden.md").write_text(CONTENT.format(text="What grows."))
    return root


def changes(repository: Path, base: str) -> subprocess.CompletedProcess[str]:
    command = ["bash", "tools/changes.sh", sys.executable, base, "out/changes"]
    return subprocess.run(command, cwd=repository, capture_output=True, text=True, check=False)


def test_shows_changed_pages_and_new_brochures(repository: Path) -> None:
    """The changed brochure has a report with pictures, the new one is named; differences are no failure."""
    run = changes(repository, "HEAD")
    assert run.returncode == 0, run.stderr
    assert run.stdout == "garden.pdf is new\n"
    target = repository / "out" / "changes"
    assert (target / "house" / "index.html").is_file()
    assert list((target / "house").rglob("*.png"))
    assert (target / "old/house.pdf").read_bytes() != (target / "new/house.pdf").read_bytes()


@pytest.mark.parametrize("base", ["", "no-such-commit", "--output=/tmp/x"])
def test_a_base_that_is_no_commit(base: str, repository: Path) -> None:
    """Without a commit to compare with nothing is built."""
    assert (changes(repository, base).returncode, (repository / "out").exists()) == (2, False)
