"""The command where its streams are closed, or take nothing: the work goes on, and what is lost is told."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

LOST = "standard output: error[output-lost]: not all that was to be said could be written"


def run(call: str, redirected: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the command by a shell that redirects its streams."""
    line = f'exec "{sys.executable}" -m brochure {call} {redirected}'
    return subprocess.run(["sh", "-c", line], cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("redirected", [">&-", ">/dev/full"])
@pytest.mark.parametrize("call", ["--version", "--help", "schema content"])
def test_an_answer_that_nobody_gets(call: str, redirected: str, tmp_path: Path) -> None:
    """What is asked for on standard output, and cannot be written, is an error; a disk is not accused of it."""
    made = run(call, redirected, tmp_path)
    assert (made.returncode, made.stderr[: len(LOST)]) == (6, LOST)
    assert "Traceback" not in made.stderr
    assert "disk-full" not in made.stderr


@pytest.mark.parametrize(
    ("redirected", "code"), [(">&-", 0), ("2>&-", 0), (">&- 2>&-", 0), ("<&-", 0), ("2>/dev/full", 6)]
)
def test_a_build_is_made_whatever_hears_of_it(redirected: str, code: int, tmp_path: Path) -> None:
    """Both files are built where nobody can be told, and no word of the command runs into them."""
    (tmp_path / "content").mkdir()
    for name in ("one", "two"):
        (tmp_path / "content" / f"{name}.md").write_text(f"---\ntitle: {name.title()}\nlang: en\n---\n\nA text.\n")
    made = run("build content/one.md content/two.md", redirected, tmp_path)
    assert made.returncode == code, made.stderr
    for name in ("one", "two"):
        pdf = (tmp_path / "out" / f"{name}.pdf").read_bytes()
        assert (pdf[:5], pdf.rstrip()[-5:]) == (b"%PDF-", b"%%EOF")


def test_a_reader_who_goes_away_is_told_nothing(tmp_path: Path) -> None:
    """As with `| head`: no word on standard error, and an exit code that says it."""
    made = run("schema content", "| head -c 10 >/dev/null", tmp_path)
    assert made.stderr == ""
