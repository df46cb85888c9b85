"""PDFs of odd structure are judged, or refused in plain words: no crash, no hang, no traceback."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.preflight.odd import WAYS, odd

COUNT, BATCH = 300, 30
# Of a batch, on a machine that does other things besides.
SECONDS = 240


def test_odd_pdfs_are_of_every_kind_and_the_same_each_time() -> None:
    """Each way to be odd has its share."""
    assert COUNT // len(WAYS) >= 20
    made = [odd(number) for number in range(60)]
    # What writes a PDF names it after the second in which it does.
    second = int(time.time())
    while int(time.time()) == second:
        time.sleep(0.05)
    assert [number for number, file in enumerate(made) if odd(number) != file] == []


# Two batches at every run; `make faults` tries them all.
FIRST = [pytest.param(at, marks=() if at < 2 * BATCH else pytest.mark.slow) for at in range(0, COUNT, BATCH)]


@pytest.mark.parametrize("first", FIRST)
def test_no_odd_pdf_is_too_much(tmp_path: Path, first: int) -> None:
    """Each file is told of, in time; nothing fails inside."""
    names = [f"{number}.pdf" for number in range(first, first + BATCH)]
    for number, name in enumerate(names, first):
        (tmp_path / name).write_bytes(odd(number))
    run = subprocess.run(
        [sys.executable, "-m", "brochure", "check", "-q", "--report", "json", *names],
        cwd=tmp_path, capture_output=True, text=True, timeout=SECONDS, check=False,
    )  # fmt: skip
    assert run.returncode in (0, 1), run.stderr
    assert "Traceback" not in run.stderr
    files = json.loads(run.stdout)["files"]
    assert [file["content"] for file in files] == names
    failed = [problem for file in files for problem in file["problems"] if problem["code"] == "internal-error"]
    assert failed == []
