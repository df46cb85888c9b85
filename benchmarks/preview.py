"""Time from saving a file to the new picture of the page in a browser, against a full build from nothing.

The preview is the command, in a process of its own, as its users have it.

python -m benchmarks.preview [ROUNDS]   (after `make browser`, from a checkout)
"""

from __future__ import annotations

import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.preview.browsing import chromium, ready

ROOT = Path(__file__).resolve().parents[1]
COMMAND = Path(sys.executable).parent / "make-brochure"
WHOLE = "a build from nothing"
# With a number beside it a word is held to that: the sentence has other parts, and its page is laid out.
LIMITS = {"a sentence": 0.12, "a number in it": 0.12, "a title": 0.2, "a style": 0.35}
# What is in view while it is changed: for a title the cover, else the introduction.
_PAGES = {"a title": 0}
_PAGE = 1
# Milliseconds.
_LOOKED = 300
_SENTENCE, _TITLE = "Un service public moderne", "title: "
_WORDS = ("proche", "ouvert", "simple", "utile", "agile", "rapide", "fiable", "clair", "mobile", "souple")
_ADDRESS = re.compile(r"http://[\d.:]+/")
_SHOWN = '(page) => document.querySelector(`.leaf[data-index="${page}"]`).dataset.shown'
_NEW = """([page, old]) => {
  const leaf = document.querySelector(`.leaf[data-index="${page}"]`);
  const image = leaf.querySelector("img");
  return leaf.dataset.shown !== old && image?.complete && image.naturalWidth > 0;
}"""


@contextmanager
def previewed(project: Path) -> Iterator[str]:
    """Run the preview of a project, and give its address."""
    command = [str(COMMAND), "preview", "--no-open", "--port", "0", "--messages", "en", "content/programme.md"]
    with subprocess.Popen(command, cwd=project, stderr=subprocess.PIPE, text=True) as running:
        assert running.stderr is not None
        try:
            yield next(found[0] for line in running.stderr if (found := _ADDRESS.search(line)))
        finally:
            running.send_signal(signal.SIGINT)


def cold(project: Path) -> float:
    """Give the time of a build in a new process, in seconds."""
    command = [str(COMMAND), "build", "--quiet", "--force", "content/programme.md"]
    return timed(lambda: subprocess.run(command, cwd=project, check=True))


def timed(action: Callable[[], Any]) -> float:
    """Give the time that something takes, in seconds."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def seen(page: Any, save: Callable[[int], None], number: int, index: int) -> float:
    """Turn to a page, save a change, and give the time until the page has its new picture."""
    page.keyboard.press("Home")
    if index:
        page.keyboard.press("ArrowRight")
    ready(page)
    # Who saves has looked at the page for a while; the preview has been told of that.
    page.wait_for_timeout(_LOOKED)
    old = page.evaluate(_SHOWN, index)
    start = time.perf_counter()
    save(number)
    page.wait_for_function(_NEW, arg=[index, old])
    taken = time.perf_counter() - start
    ready(page)
    page.wait_for_timeout(400)
    return taken


def measure(project: Path, rounds: int) -> dict[str, float]:
    """Give the median time of a build from nothing and of each kind of change, taken in turn in each round."""
    content, style = project / "content" / "programme.md", project / "styles" / "project.css"
    text = content.read_text(encoding="utf-8")
    style.parent.mkdir(exist_ok=True)
    style.write_text("/* */\n", encoding="utf-8")
    changes: dict[str, Callable[[int], None]] = {
        "a sentence": lambda n: keep(content, text.replace(_SENTENCE, f"Un service public {_WORDS[n % len(_WORDS)]}")),
        "a number in it": lambda n: keep(content, text.replace(_SENTENCE, f"{_SENTENCE} {n}")),
        "a title": lambda n: keep(content, text.replace(_TITLE, f"{_TITLE}N{n} ", 1)),
        "a style": lambda n: keep(style, f"h2 {{ letter-spacing: {n / 100:g}em }}\n"),
    }
    with previewed(project) as address, chromium() as browser:
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(address)
        ready(page)
        page.keyboard.press("2")
        taken: dict[str, list[float]] = {name: [] for name in (WHOLE, *changes)}
        # The first round warms up.
        for number in range(rounds + 1):
            taken[WHOLE].append(cold(project))
            for name, save in changes.items():
                taken[name].append(seen(page, save, number, _PAGES.get(name, _PAGE)))
        return {name: statistics.median(times[1:]) for name, times in taken.items()}


def keep(path: Path, text: str) -> None:
    """Save a file."""
    path.write_text(text, encoding="utf-8")


def main(rounds: int) -> int:
    """Measure in one run, print a line for each change, and give 1 where a limit is passed."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "project"
        shutil.copytree(ROOT / "content", project / "content")
        shutil.copy(ROOT / "brochure.yaml", project)
        found = measure(project, rounds)
    whole = found.pop(WHOLE)
    print(f"{'':26}{'seconds':>8}{'ratio':>8}{'at most':>9}")
    print(f"{WHOLE:26}{whole:8.2f}{1:8.2f}")
    for name, taken in found.items():
        print(f"{name:26}{taken:8.2f}{taken / whole:8.2f}{LIMITS[name]:9.2f}")
    return int(any(taken / whole > LIMITS[name] for name, taken in found.items()))


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 7))
