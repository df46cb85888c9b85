"""Make the folder that a release carries: PDFs of all presets, page pictures, report.json, NOTES.md, SHA256SUMS.

Usage: `release.py FOLDER [TAG]`. The folder is flat, for a release has no folders. The same commit gives the same bytes
anywhere. Ends with the exit code of the command where a brochure has errors or warnings; then there is no folder.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from brochure import __version__
from brochure.store.folder import opened

DPI = "110"


def main(target: Path, tag: str = "") -> None:
    """Make the folder anew, all of it or nothing."""
    if tag and tag != f"v{__version__}":
        raise SystemExit(f"the tag {tag} is not the version of the package, v{__version__}")
    with opened(target.parent) as releases, releases.passing() as passing:
        made = passing.path
        report = told("build", "--preset", "all", "--strict", "--force", "--out", str(made))
        told("pages", "--dpi", DPI, "--out", str(made))
        flatten(made)
        (made / "report.json").write_text(without_folders(report), encoding="utf-8")
        (made / "NOTES.md").write_text(notes(Path("CHANGELOG.md").read_text(encoding="utf-8")), encoding="utf-8")
        (made / "SHA256SUMS").write_text(sums(made), encoding="utf-8")
        releases.place_folder(passing, target.name)


def told(*arguments: str) -> dict[str, Any]:
    """Run the command and give its JSON report; leave with its exit code where it has one."""
    command = [sys.executable, "-m", "brochure", *arguments, "--quiet", "--report", "json"]
    run = subprocess.run(command, stdout=subprocess.PIPE, encoding="utf-8", check=False)
    if run.returncode:
        raise SystemExit(run.returncode)
    report: dict[str, Any] = json.loads(run.stdout)
    return report


def flatten(folder: Path) -> None:
    """Put pages/STEM/page-01.png as STEM-page-01.png beside the PDFs; leave the rest out."""
    for picture in sorted(folder.glob("pages/*/page-*.png")):
        picture.replace(folder / f"{picture.parent.name}-{picture.name}")
    shutil.rmtree(folder / "pages")
    for hidden in folder.glob(".*"):
        hidden.unlink()


def without_folders(report: dict[str, Any]) -> str:
    """Name the outputs in the report as they lie in the folder."""
    for file in report["files"]:
        for output in file["outputs"]:
            output["path"] = Path(output["path"]).name
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def notes(changelog: str) -> str:
    """Give what the changelog says of this version."""
    found = re.search(rf"^## {re.escape(__version__)}\b.*?\n(.*?)(?=^## |\Z)", changelog, flags=re.M | re.S)
    if found is None:
        raise SystemExit(f"CHANGELOG.md has no section {__version__}")
    return found[1].strip() + "\n"


def sums(folder: Path) -> str:
    """List the SHA-256 of every file as sha256sum writes and checks them."""
    files = sorted(path for path in folder.iterdir() if path.is_file())
    return "".join(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files)


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:3])
