"""A disk that is full and a folder that refuses: told in plain words, and the old PDF stays."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from brochure.cli import commands
from tests.faults.conftest import YEARS, At, Site

# Root may write anywhere; without its capabilities it obeys the rights of files like anybody else.
POWERLESS = ("setpriv", "--bounding-set", "-all", "--inh-caps", "-all") if os.geteuid() == 0 else ()


@pytest.fixture
def full(site: Site) -> Iterator[Site]:
    """An out/ of its own file system, which holds the old PDF and 8 KiB more."""
    size = len(site.build()) // 4096 * 4 + 64
    kept = site.pdf.read_bytes()
    shutil.rmtree(site.out)
    site.out.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}k", "tmpfs", str(site.out)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("only root may mount a small disk; the limit on the size of a file is tried by the next test")
    site.pdf.write_bytes(kept)
    free = os.statvfs(site.out)
    (site.out / "filling").write_bytes(bytes(free.f_bavail * free.f_frsize - 8192))
    yield site
    subprocess.run(["umount", str(site.out)], check=True)


def test_full_disk(full: Site, right: dict[str, bytes]) -> None:
    """The build ends with 6 and says what is full; once there is room again, the next build is right."""
    full.write(YEARS[1])
    code, told = full.run()
    assert (code, told.splitlines()[0]) == (
        6,
        "out/house.pdf: error[disk-full]: the output cannot be written: No space left on device",
    )
    assert full.pdf.read_bytes() == right[YEARS[0]]
    assert full.passing() == []
    (full.out / "filling").unlink()
    assert full.build() == right[YEARS[1]]


def test_file_larger_than_allowed(
    inside: Site, right: dict[str, bytes], at: At, capsys: pytest.CaptureFixture[str]
) -> None:
    """A limit on the size of files, met in the middle of the PDF, is a full disk to the author."""
    inside.pdf.write_bytes(b"the last good one")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    limit = (len(right[YEARS[0]]) // 2, before[1])
    at("writing", lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limit))
    try:
        code = commands.main(["build"])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert (code, capsys.readouterr().err.splitlines()[0]) == (
        6,
        "out/house.pdf: error[disk-full]: the output cannot be written: File too large",
    )
    assert (inside.pdf.read_bytes(), inside.left()) == (b"the last good one", [])
    assert (commands.main([]), inside.pdf.read_bytes()) == (0, right[YEARS[0]])


def test_read_only_out(site: Site, right: dict[str, bytes]) -> None:
    """A folder that may not be written keeps its PDF; given its rights back, the next build is right."""
    site.build()
    site.write(YEARS[1])
    site.out.chmod(0o555)
    try:
        code, told = site.run(before=POWERLESS)
    finally:
        site.out.chmod(0o755)
    assert (code, told.splitlines()[0]) == (
        6,
        "out/house.pdf: error[out-not-writable]: the output cannot be written: Permission denied",
    )
    assert (site.pdf.read_bytes(), site.left()) == (right[YEARS[0]], [])
    assert site.build() == right[YEARS[1]]


@pytest.mark.parametrize("refused", ["cache", "temporary"])
def test_other_folders_that_refuse(refused: str, site: Site, right: dict[str, bytes]) -> None:
    """Without a cache the build is slower and right; without a temporary folder it says so and leaves the PDF."""
    site.build()
    site.write(YEARS[1])
    folder: Path = getattr(site, refused)
    shutil.rmtree(folder)
    folder.write_text("in the way")
    code, told = site.run()
    if refused == "cache":
        assert (code, site.pdf.read_bytes()) == (0, right[YEARS[1]])
    else:
        assert (code in (0, 6), "internal-error" in told) == (True, False)
        assert site.pdf.read_bytes() == right[YEARS[1 if code == 0 else 0]]


@pytest.mark.parametrize("name", ["content/house.md", "brochure.yaml", "content/img/round.svg", "styles/project.css"])
def test_unreadable_input(name: str, site: Site, right: dict[str, bytes]) -> None:
    """What may not be read is told at its name, and the old PDF stays; only a picture is done without.

    Where that may be read again, the next build has it.
    """
    site.pdf.write_bytes(b"the last good one")
    (site.root / name).parent.mkdir(exist_ok=True)
    (site.root / name).touch()
    (site.root / name).chmod(0)
    code, told = site.run(before=POWERLESS)
    assert "Permission denied" in told, told
    if name != "content/img/round.svg":
        assert (code, site.pdf.read_bytes()) == (1, b"the last good one")
        return
    first = told.splitlines()[0]
    assert (code, first.partition("]")[0]) == (0, "content/house.md:3:8: warning[picture-broken"), told
    assert site.pdf.read_bytes() not in (b"the last good one", right[YEARS[0]])
    (site.root / name).chmod(0o644)
    assert site.build() == right[YEARS[0]]
