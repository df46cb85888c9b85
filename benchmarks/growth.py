"""Print how a build grows with what there is of one thing: layouts a group, and the exponent of its processor time.

python -m benchmarks.growth [ROUNDS]
"""

from __future__ import annotations

import gc
import math
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from benchmarks.timing import compiled
from brochure.engine.loading import load
from brochure.pipeline import bind, finish, gathered, lay_out, plan, start
from brochure.vocabulary.job import Job

# At most so many layouts a group; time may grow with the amount to the power of this.
LAYOUTS, EXPONENT = 3.0, 1.1
_TEXT = "Le programme accompagne des équipes qui changent les services publics par des moyens simples et clairs"
_WORDS = _TEXT.split()


def words(count: int, turn: int) -> str:
    """Write so many words; each turn begins at another one."""
    return " ".join(_WORDS[(at * 7 + turn) % len(_WORDS)] for at in range(count))


def figures(count: int) -> str:
    """A brochure of so many key figures."""
    rows = (f"  - num: {100 + at}\n    desc: {words(5, at)}\n" for at in range(count))
    return f"---\ntitle: Essai\nnumbers:\n{''.join(rows)}---\n"


def paragraphs(count: int) -> str:
    """A brochure of so many paragraphs."""
    return "---\ntitle: Essai\n---\n\n" + "\n\n".join(words(60, at) for at in range(count)) + "\n"


def items(count: int) -> str:
    """A brochure of a list of so many items."""
    return "---\ntitle: Essai\n---\n\nUne liste.\n\n" + "\n".join(f"- {words(12, at)}" for at in range(count)) + "\n"


def one_paragraph(count: int) -> str:
    """A brochure of one paragraph of so many words."""
    return f"---\ntitle: Essai\n---\n\n{words(count, 0)}\n"


AMOUNTS: dict[str, tuple[Callable[[int], str], int]] = {
    "figures": (figures, 128),
    "paragraphs": (paragraphs, 300),
    "list items": (items, 800),
    "words of a paragraph": (one_paragraph, 6000),
}


def built(text: str, *, whole: bool = True) -> tuple[float, float, int]:
    """Build a brochure, its PDF too where `whole`; gives processor time, layouts a group, and pages."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        (root / "brochure.yaml").write_text("language: fr\ndate: 2026-11-01\n")
        (root / "a.md").write_text(text, encoding="utf-8")
        gc.collect()
        began = time.process_time()
        planned = plan(Job(root / "a.md", root, root / "brochure.yaml", root / "out"))
        engine = start(planned)
        planned = gathered(planned, engine.open)
        laid = list(lay_out(planned, engine.open))
        if whole:
            finish(planned, engine, laid, bind(planned, engine, laid))
        taken, layouts = time.process_time() - began, engine.layouts
        engine.close()
    return taken, layouts / len(planned.groups), sum(len(part.pages) for _, part in laid)


def main(rounds: int) -> int:
    """Measure and print; 1 where a limit is passed."""
    load()
    gc.disable()
    built(figures(4))
    passed = False
    print(f"{'':24}{'seconds':>9}{'pages':>7}{'layouts a group':>17}{'exponent':>10}")
    for name, (make, most) in AMOUNTS.items():
        pairs = [(built(make(most // 4)), built(make(most))) for _ in range(rounds)]
        exponent = median(math.log(large[0] / small[0], 4) for small, large in pairs)
        taken, layouts, pages = pairs[0][1]
        passed |= layouts > LAYOUTS or exponent > EXPONENT
        print(f"{most:6} {name:17}{taken:9.2f}{pages:7}{layouts:17.2f}{exponent:10.2f}", flush=True)
    print(
        f"At most {LAYOUTS:g} layouts a group, and an exponent of {EXPONENT:g}, from a quarter to all; {rounds} rounds,"
    )
    print(f"load {os.getloadavg()[0]:.1f}, {compiled()}.")
    return int(passed)


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 3))
