"""Print how long the command takes, and its peak memory, beside the bare layout engine and other makers of PDF.

python -m benchmarks [ROUNDS]
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.timing import Contender, Record, compiled, measure, ratio

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
LIMITS = {"build --force": 1.0, "up to date": 0.05, "--version": 0.08, "--help": 0.08}
MEMORY = 120.0
BARE = "weasyprint, bare"
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_SAME = """
import sys, pypdfium2
read = lambda path: [sorted(filter(str.isalnum, page.get_textpage().get_text_bounded()))
                     for page in pypdfium2.PdfDocument(path)]
sys.exit(read(sys.argv[1]) != read(sys.argv[2]))
"""


def contenders(project: Path, joined: Path) -> list[Contender]:
    """List what is timed: first the bare engine, against which all is held; then the peers that this machine has."""
    ours, fonts = str(BIN / "make-brochure"), {"FONTCONFIG_FILE": str(ROOT / "styles/fonts/fonts.conf")}
    bare = [str(BIN / "weasyprint"), "--quiet", "--pdf-variant", "pdf/ua-1", "brochure.html", "bare.pdf"]
    found = [
        Contender(BARE, bare, joined, fonts),
        Contender("build --force", [ours, "build", "--force", "content/programme.md"], project),
        Contender("up to date", [ours], project),
        Contender("--version", [ours, "--version"], project),
        Contender("--help", [ours, "--help"], project),
    ]
    if importlib.util.find_spec("typst"):
        code = "import typst; typst.compile('brochure.typ', output='typst.pdf', font_paths=['fonts'])"
        found.append(Contender("Typst, Python binding", [sys.executable, "-c", code], joined))
    if browser := next(filter(None, map(shutil.which, _BROWSERS)), None):
        words = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
        found.append(Contender("Chromium, print to PDF", [*words, "--print-to-pdf=x.pdf", "brochure.html"], joined))
    return found


def table(records: dict[str, Record]) -> list[str]:
    """Write a line for each contender: ratio, limit, memory."""
    lines = [f"{'':26}{'ratio':>8}{'at most':>9}{'peak MiB':>10}"]
    for name, record in records.items():
        limit = f"{LIMITS[name]:.2f}" if name in LIMITS else ""
        lines.append(f"{name:26}{ratio(record, records[BARE]):8.3f}{limit:>9}{record.peak:10.0f}")
    return lines


def main(rounds: int) -> int:
    """Measure and print; 1 where a limit is passed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        subprocess.run([sys.executable, "-m", "benchmarks.prepare", name], cwd=ROOT, check=True)
        records = measure(contenders(folder / "project", folder / "joined"), rounds)
        both = [str(folder / "project/out/programme.pdf"), str(folder / "joined/bare.pdf")]
        if subprocess.run([sys.executable, "-c", _SAME, *both], check=False).returncode:
            print("the bare engine set other pages: the ratios below compare different things")
    print("\n".join(table(records)))
    print(f"Medians of the ratios to the bare engine on the same pages, {rounds} rounds; memory below {MEMORY:g} MiB;")
    print(f"load {os.getloadavg()[0]:.1f}, {compiled()}.")
    passed = [name for name, limit in LIMITS.items() if ratio(records[name], records[BARE]) > limit]
    passed += ["peak memory"] if records["build --force"].peak > MEMORY else []
    print(f"over the limit: {', '.join(passed)}" if passed else "all within their limits")
    return 1 if passed else 0


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 15))
