"""Copies a second of a brochure a row, beside a build a row, a warm Typst a row and the mere writing of as many bytes.

python -m benchmarks.merge [ROWS] [ROUNDS]   (from a checkout)
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
COMMAND = Path(sys.executable).parent / "make-brochure"
_SENTENCE = "Un service public moderne"
_NAMES = ("Grant", "Oak Hall", "Harbour School", "Lycée Fénelon", "Marie Curie", "Rosa Parks", "Elm House", "Ampère")
# A row in so many is of another kind: a name that takes a line more.
_LONG = 11
_MILLION = 1_000_000
# The words of a row in the source of Typst. Its pages bear no QR code: its library draws none.
_TYPST_SLOTS = {
    'read("/content/programme.md")': 'read("/content/programme.md").replace("{{ school }}", sys.inputs.school)',
    "house.organisation.site + front.url": "house.organisation.site + sys.inputs.code",
}
# Compiles the same words a row, in one process that keeps all it can; the first rows warm it, and are not counted.
_TYPST = """
import sys, time, typst
compiler = typst.Compiler("brochure.typ", font_paths=["fonts"], ignore_system_fonts=True)
for number in range(210):
    began = time.perf_counter() if number == 10 else 0 if number < 10 else began
    compiler.compile(output=f"{number}.pdf", sys_inputs={"school": f"Grant {number}", "code": str(number)})
print((time.perf_counter() - began) / 200)
"""


class Round(NamedTuple):
    """What was measured in a round: seconds of a build from nothing, of a copy, of writing one; MiB at the most.

    `typst` are the seconds of a copy by Typst, 0 where it is not installed.
    """

    build: float
    copy: float
    write: float
    peak: float
    typst: float


def table(count: int) -> Iterator[str]:
    """Give the lines of a table of so many schools."""
    yield "school;code"
    for number in range(count):
        name = f"{_NAMES[number % len(_NAMES)]} {number}"
        yield f"{'École des Hautes Études en Sciences Sociales' if number % _LONG == 0 else name};{number}"


def prepare(folder: Path, count: int) -> None:
    """Make two projects of the content of this repository: one with two slots, a table beside it, and one filled in."""
    text = (ROOT / "content" / "programme.md").read_text(encoding="utf-8")
    settings = re.sub(r"(?m)^back:\n(?:[ ]+.*\n)*", "", (ROOT / "brochure.yaml").read_text(encoding="utf-8"))
    for name, school, code in (("slots", "{{ school }}", "{{ code }}"), ("filled", "Grant", "1")):
        project = folder / name
        shutil.copytree(ROOT / "content", project / "content")
        said = text.replace(_SENTENCE, f"{_SENTENCE} pour {school}")
        (project / "content" / "programme.md").write_text(said, encoding="utf-8")
        back = f'back: {{url: "https://example.org/{code}"}}'
        (project / "brochure.yaml").write_text(f"{settings}\n{back}\n", encoding="utf-8")
    (folder / "slots" / "rows.csv").write_text("\n".join(table(count)) + "\n", encoding="utf-8")


def prepare_typst(folder: Path) -> None:
    """Have the pages that Typst makes of the same content, as docs/gallery.md shows them, with the same slots."""
    peer = folder / "peer"
    shutil.copytree(folder / "slots" / "content", peer / "content")
    shutil.copytree(ROOT / "styles" / "fonts", peer / "fonts")
    shutil.copy(ROOT / "brochure.yaml", peer)
    text = (ROOT / "tools" / "peer" / "programme.typ").read_text(encoding="utf-8")
    for old, new in _TYPST_SLOTS.items():
        assert old in text, old
        text = text.replace(old, new)
    (peer / "brochure.typ").write_text(text, encoding="utf-8")


def typeset(folder: Path) -> float:
    """Give the seconds of a copy by Typst, which is warm; 0 where it is not installed."""
    if not importlib.util.find_spec("typst"):
        return 0.0
    words = [sys.executable, "-c", _TYPST]
    done = subprocess.run(words, cwd=folder / "peer", check=True, capture_output=True, text=True)
    return float(done.stdout)


def timed(words: Sequence[str], folder: Path) -> tuple[float, float]:
    """Give the seconds that a command takes, and the most memory that one of its processes holds, in MiB."""
    start = time.perf_counter()
    process = subprocess.Popen(words, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, list(words))
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def written(folder: Path, count: int) -> float:
    """Give the seconds that it takes to write the bytes of a copy as often as there are rows."""
    data = next((folder / "out").glob("[0-9]*.pdf")).read_bytes()
    target = folder / "floor"
    target.mkdir(exist_ok=True)
    start = time.perf_counter()
    for number in range(count):
        (target / f"{number}.pdf").write_bytes(data)
    taken = time.perf_counter() - start
    shutil.rmtree(target)
    return taken


def measured(folder: Path, count: int) -> Round:
    """Measure once, one after the other."""
    merge = [str(COMMAND), "merge", "content/programme.md", "--data", "rows.csv", "--name", "{code}.pdf", "--force"]
    build, _ = timed([str(COMMAND), "build", "--force", "content/programme.md"], folder / "filled")
    taken, peak = timed([*merge, "--jobs", "1", "--quiet"], folder / "slots")
    return Round(build, taken / count, written(folder / "slots", count) / count, peak, typeset(folder))


def main(count: int, rounds: int) -> int:
    """Measure, and print what it comes to; 1 where a row failed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        prepare(folder, count)
        prepare_typst(folder)
        found = [measured(folder, count) for _ in range(rounds)]
        lines = (folder / "slots" / "out" / "programme-rows.jsonl").read_text(encoding="utf-8").splitlines()
        failed = sum(json.loads(line)["state"] == "failed" for line in lines)
    copy = median(one.copy for one in found)
    print(f"{count} rows, {rounds} rounds, one worker, its start counted in; {failed} rows failed")
    print(f"copies a second                 {1 / copy:8.1f}")
    print(f"to a build a row                {median(one.build / one.copy for one in found):8.1f} times as fast")
    typst = median(one.typst / one.copy for one in found)
    print(f"to a warm Typst a copy          {typst:8.1f} times as fast" if typst else "Typst is not installed")
    print(f"to writing as many bytes        {median(one.write / one.copy for one in found):8.3f} times as fast")
    print(f"most memory of a process        {max(one.peak for one in found):8.0f} MiB")
    print(f"a million rows, two workers     {_MILLION * copy / 2 / 3600:8.1f} hours, worked out")
    return int(failed > 0)


if __name__ == "__main__":
    arguments = [int(word) for word in sys.argv[1:]]
    raise SystemExit(main(*(arguments + [400, 3][len(arguments) :])))
