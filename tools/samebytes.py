"""Prove that two commits make the same bytes: `python tools/samebytes.py BASE [NEW]` from the root of the checkout.

Builds every content file that the tests know in every preset and format, with the checkout of each commit on this
machine, and compares the PDFs. No sums are kept, since they depend on the machine's Pango. Exits with 1 on a
difference. BASE and NEW are commits; without NEW, the working tree is compared.
"""

from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]

# Runs in either checkout, whatever the rooms are called there.
_BUILDER = """
import hashlib, json, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from brochure.pipeline import build
try:
    from brochure.vocabulary.job import Job
    from brochure.vocabulary.problems import BrochureError
except ImportError:
    from brochure.job import Job
    from brochure.problems import BrochureError
root, out, sums, themes = Path(sys.argv[2]), Path(sys.argv[3]), {}, sys.argv[4:]
contents = [root / "content/programme.md", *sorted((root / "tests/contents").glob("*.md"))]
for content in contents:
    house = root if content.parent.name == "content" else root / "tests/contents"
    english = content.stem == "english"
    settings = root / "tests/contents/projects" / ("english.yaml" if english else "french.yaml")
    told = (root / "brochure.yaml" if house == root else settings).read_text(encoding="utf-8").splitlines()
    for size in ("a5", "a4", "letter", "square", "leaflet"):
        for preset in ("screen", "press", "booklet"):
            theme = themes[len(sums) // 3 % len(themes)]
            lines = [line for line in told if not line.startswith(("format:", "theme:"))]
            file = out / "brochure.yaml"
            file.write_text("\\n".join([*lines, f"format: {size}", f"theme: {theme}", ""]), encoding="utf-8")
            name = f"{content.stem} {size} {theme} {preset}"
            try:
                result = build(Job(content, house, file, out, preset))
                problems = [f"{found.code}: {found.message}" for found in result.problems]
                made = result.output.path.read_bytes() if result.output else b""
            except BrochureError as error:
                problems, made = [f"{found.code}: {found.message}" for found in error.problems], b""
            sums[name] = [hashlib.sha256(made).hexdigest(), len(made), problems]
print(json.dumps(sums))
"""


def sums(checkout: Path, out: Path, themes: list[str]) -> dict[str, list[object]]:
    """Build everything with the package of a checkout and give the sum, the length and the problems of each PDF."""
    out.mkdir()
    command = [sys.executable, "-c", _BUILDER, str(checkout), str(ROOT), str(out), *themes]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=out)
    found: dict[str, list[object]] = json.loads(done.stdout)
    return found


def _common(checkouts: list[Path]) -> list[str]:
    """Name the themes that both have."""
    found = ({path.name for path in (checkout / "styles" / "themes").iterdir()} for checkout in checkouts)
    return sorted(set.intersection(*found))


def main(commits: list[str]) -> int:
    """Compare the first commit with the second, or with the working tree; say what differs."""
    with TemporaryDirectory() as folder:
        checkouts = []
        for number, commit in enumerate(commits[:2]):
            checkout = Path(folder) / f"checkout-{number}"
            subprocess.run(["git", "worktree", "add", "--quiet", "--detach", str(checkout), commit], check=True)
            checkouts.append(checkout)
        try:
            pair = checkouts if len(checkouts) == 2 else [*checkouts, ROOT]
            with ThreadPoolExecutor(2) as pool:
                outs = [Path(folder) / f"out-{number}" for number in range(2)]
                before, after = pool.map(sums, pair, outs, [_common(pair)] * 2)
        finally:
            for checkout in checkouts:
                subprocess.run(["git", "worktree", "remove", "--force", str(checkout)], check=True)
    different = [name for name in before if before[name] != after.get(name)]
    for name in different:
        print(f"{name}: {before[name]} became {after.get(name)}")
    made = sum(1 for row in before.values() if row[1])
    print(f"{len(before)} builds compared, {made} of them with a PDF: {len(different)} differ")
    return 1 if different else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
