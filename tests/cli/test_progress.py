"""The bar on the terminal, seen through a terminal of its own."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = """
import sys, time
from brochure.cli import progress
progress.DELAY = {delay}
shown, latest = progress.wanted(quiet={quiet}), time.monotonic() + 30
with progress.Bar(2, shown) as bar:
    for name in ("a.md", "b.md"):
        bar.follow(name, 0, 1)
        # Loading the library that draws takes its time on a busy machine; short work does not wait for it.
        while shown and progress.DELAY < 1 and "rich.live" not in sys.modules and time.monotonic() < latest:
            time.sleep(0.05)
        for step in range(3):
            time.sleep(0.15)
            bar.follow(name, step, 3)
        bar.follow(name, 0, 0)
        bar.hide()
        print(f"{{name}} made", file=sys.stderr)
print("rich" in sys.modules, file=sys.stderr)
"""


def seen(call: list[str], cwd: Path | None = None, **environment: str) -> str:
    """Run a program with a terminal for its standard error; give all that it wrote there."""
    ours, theirs = pty.openpty()
    own = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS")}
    own |= {"TERM": "xterm-256color", **environment}
    process = subprocess.Popen(call, stderr=theirs, stdout=subprocess.DEVNULL, cwd=cwd, env=own)
    os.close(theirs)
    told = b""
    # A terminal whose other end is closed refuses to be read on Linux.
    while True:
        try:
            read = os.read(ours, 65536)
        except OSError:
            break
        if not read:
            break
        told += read
    os.close(ours)
    assert process.wait() == 0
    return told.decode()


def ran(delay: float = 0.05, quiet: bool = False, **environment: str) -> str:
    return seen([sys.executable, "-c", SCRIPT.format(delay=delay, quiet=quiet)], **environment)


def test_long_work_has_a_bar() -> None:
    """It names the job, and is taken away before each line and at the end."""
    told = ran()
    assert "━" in told
    assert "\x1b[38" in told
    for name in ("a.md", "b.md"):
        before, line, _ = told.partition(f"{name} made")
        assert line
        assert name in before
    last = told.rsplit("━", 1)[1]
    assert "\x1b[2K" in last
    assert last.endswith("True\r\n")


def test_no_color_is_honoured() -> None:
    """The bar has no colour where the author wants none (https://no-color.org)."""
    told = ran(NO_COLOR="1")
    assert "━" in told
    assert "\x1b[3" not in told
    assert "\x1b[9" not in told


@pytest.mark.parametrize("how", ["short", "quiet", "dumb"])
def test_other_work_has_none(how: str) -> None:
    """Short work, work that must be quiet, and a terminal that cannot move: lines alone, nothing is loaded."""
    environment = {"TERM": "dumb"} if how == "dumb" else {}
    told = ran(delay=9 if how == "short" else 0.05, quiet=how == "quiet", **environment)
    assert told == "a.md made\r\nb.md made\r\nFalse\r\n"


def test_the_command_shows_it(tmp_path: Path) -> None:
    """A build of many files on a terminal: the bar comes after a second, and the lines of what was made stay."""
    (tmp_path / "content").mkdir()
    names = [f"house-{number}" for number in range(40)]
    for name in names:
        (tmp_path / "content" / f"{name}.md").write_text("---\ntitle: A house\ndesc: Open.\n---\n")
    told = seen([sys.executable, "-m", "brochure"], tmp_path)
    assert "━" in told
    assert [name for name in names if f"out/{name}.pdf: 3 pages, " not in told] == []
    assert "━" not in seen([sys.executable, "-m", "brochure"], tmp_path)
    silent = subprocess.run(
        [sys.executable, "-m", "brochure", "--force"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert ("\x1b" in silent.stderr, silent.stderr.count("\n"), silent.stdout) == (False, len(names), "")
