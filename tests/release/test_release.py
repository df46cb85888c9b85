"""The release path, end to end and without a network, up to the folder that would be uploaded."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
from pathlib import Path

import pypdfium2
import pytest

from brochure import __version__
from brochure.vocabulary.presets import PRESETS

ROOT = Path(__file__).resolve().parents[2]


def make(*arguments: str, tag: str = "") -> subprocess.CompletedProcess[str]:
    """Run make where no network can be reached, when the machine lets us take it away."""
    alone = ["unshare", "--net"]
    if os.geteuid() != 0 or subprocess.run([*alone, "true"], capture_output=True, check=False).returncode != 0:
        alone = []
    environment = {**os.environ, "TAG": tag, "https_proxy": "http://127.0.0.1:9", "PIP_NO_INDEX": "1"}
    command = [*alone, "make", "--no-print-directory", "--assume-old=.venv/.ready", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("release") / "release"
    target.mkdir()
    (target / "left-over.pdf").write_bytes(b"of an older release")
    made = make("release", f"RELEASE={target}", tag=f"v{__version__}")
    assert made.returncode == 0, made.stderr
    return target


def test_the_checksums_hold_and_miss_nothing(folder: Path) -> None:
    """sha256sum accepts every file, and every file but the list itself is in the list."""
    checked = subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=folder, capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout
    listed = re.findall(r"^[0-9a-f]{64}  (.+)$", (folder / "SHA256SUMS").read_text(), flags=re.MULTILINE)
    assert sorted(listed) == sorted(path.name for path in folder.iterdir() if path.name != "SHA256SUMS")


def test_every_preset_is_there_as_the_report_says(folder: Path) -> None:
    """The report names each PDF with its checksum, size and pages, and none has an error or a warning."""
    report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    outputs = [output for file in report["files"] for output in file["outputs"]]
    assert [(output["preset"], output["path"]) for output in outputs] == [
        (name, f"programme{preset.suffix}.pdf") for name, preset in PRESETS.items()
    ]
    for output in outputs:
        data = (folder / output["path"]).read_bytes()
        assert (hashlib.sha256(data).hexdigest(), len(data)) == (output["sha256"], output["bytes"])
        sides = 2 if PRESETS[output["preset"]].imposed else 1
        assert len(pypdfium2.PdfDocument(data)) * sides == output["pages"]
    problems = [problem for file in report["files"] for problem in file["problems"]]
    assert ([problem for problem in problems if problem["severity"] != "note"], report["exit"]) == ([], 0)


def test_a_picture_of_every_page(folder: Path) -> None:
    """The screen PDF's pages are there as PNG, under names of their own."""
    pages = len(pypdfium2.PdfDocument(folder / "programme.pdf"))
    assert sorted(path.name for path in folder.glob("*.png")) == [
        f"programme-page-{number:02}.png" for number in range(1, pages + 1)
    ]


def test_notes_and_nothing_else(folder: Path) -> None:
    """The notes are the changelog's of this version; nothing hidden and nothing older is carried along."""
    kinds = {path.suffix or path.name for path in folder.iterdir()}
    assert kinds == {".pdf", ".png", ".json", ".md", "SHA256SUMS"}
    assert not (folder / "left-over.pdf").exists()
    notes = (folder / "NOTES.md").read_text(encoding="utf-8").strip()
    assert notes
    assert notes in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_same_bytes_again(folder: Path, tmp_path: Path) -> None:
    """Another run into another folder gives the same checksums."""
    assert make("release", f"RELEASE={tmp_path / 'again'}").returncode == 0
    assert (tmp_path / "again" / "SHA256SUMS").read_text() == (folder / "SHA256SUMS").read_text()


def test_a_tag_that_is_not_the_version(tmp_path: Path) -> None:
    """A tag that does not name the version of the package makes nothing."""
    made = make("release", f"RELEASE={tmp_path / 'release'}", tag="v9.9.9")
    assert (made.returncode != 0, list(tmp_path.iterdir())) == (True, [])
    assert f"the tag v9.9.9 is not the version of the package, v{__version__}" in made.stderr
