"""Runs hostile cases in a process of its own, in which every file opened and every connection is seen.

python -m tests.hostile.tripwire FOLDER SETTINGS NAME…      prints one JSON object a case
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import resource
import sys
import sysconfig
import tempfile
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pypdfium2  # type: ignore[import-untyped]

import brochure
from brochure.cli import commands
from brochure.vocabulary import shipped
from brochure.worker import pool
from tests.hostile.case import CANARY, Case, Outcome
from tests.hostile.corpus import CORPUS
from tests.worker.inside import Inside

# What the tool itself is made of: the interpreter, the package, the libraries, what the system says of itself.
_OWN = (
    sys.prefix,
    sys.base_prefix,
    sysconfig.get_path("stdlib"),
    str(Path(brochure.__file__).parent),
    str(shipped.TEMPLATES),
    str(shipped.STYLES),
    "/usr/lib",
    "/usr/share",
    "/lib",
    "/etc/localtime",
    "/etc/mime.types",
    str(Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "make-brochure"),
    "/dev/null",
    "/dev/urandom",
)
_REAL = tuple(os.path.realpath(path) for path in _OWN)
_PASSING = tempfile.gettempdir()
_ALARMS = ("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork", "pty.", "ftplib.", "urllib.")


class Wire:
    """Notes what is touched outside of the tool and the project, while `project` is set."""

    def __init__(self) -> None:
        self.project: Path | None = None
        self.touched: list[str] = []
        sys.addaudithook(self._see)

    def _see(self, event: str, arguments: tuple[Any, ...]) -> None:
        # Another thread may look on while the case ends.
        project = self.project
        if project is None:
            return
        if event.startswith(_ALARMS):
            self.touched.append(f"{event} {arguments!r}"[:200])
        elif event == "open" and isinstance(arguments[0], (str, bytes)):
            self._opened(os.fsdecode(arguments[0]), project)

    def _opened(self, name: str, project: Path) -> None:
        given = os.path.abspath(name)  # noqa: PTH100  # as it was given, links not followed
        real = os.path.realpath(given)
        # Files of a moment: fonts on their way to the engine, a source kept for a report.
        passing = given.startswith(
            (f"{_PASSING}/tmp", f"{_PASSING}/weasyprint-", f"{_PASSING}/make-brochure-", f"{_PASSING}/.make-brochure-")
        )
        # Folders in which files come to be are held open, so that no link can take their place.
        held = given == _PASSING or real == str(project)
        own = held or given == "/proc/self/statm" or real.startswith((f"{project}/", *_OWN, *_REAL))
        if not passing and not own:
            self.touched.append(f"open {given} ({real})")


def run(case: Case, wire: Wire, folder: Path, settings: str, port: int = 9) -> Outcome:
    """Build a case as the command does."""
    outside = folder / case.name / "outside"
    _lay_canaries(outside)
    root = case.write(folder / case.name, outside, port, settings)
    out, err = io.StringIO(), io.StringIO()
    os.chdir(root)
    began = time.process_time()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        # Where limits are to hold, a process of its own works, which the wire does not see.
        wire.touched, wire.project = [], None if settings else root.resolve()
        try:
            code = commands.main(["build", "--force", "--report", "json", *case.arguments])
        finally:
            wire.project = None
    seconds = time.process_time() - began
    told = out.getvalue()
    report = json.loads(told) if told else {"files": []}
    found = [problem for file in report["files"] for problem in file["problems"]]
    pdfs = sorted((root / "out").glob("*.pdf")) if not (root / "out").is_symlink() else []
    made = [path for path in pdfs if not path.is_symlink()]
    text = "\n".join(_text(path) for path in made)
    written = [f"wrote {path}" for path in outside.iterdir() if path.name not in _CANARIES]
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    names = [problem["code"] for problem in found if problem["severity"] != "note"]
    return Outcome(code, names, told + err.getvalue(), text, wire.touched + written, seconds, most)


_CANARIES = {
    "secret.svg": f'<svg xmlns="http://www.w3.org/2000/svg"><title>{CANARY}</title><text y="9">{CANARY}</text></svg>',
    "secret.txt": f"{CANARY}: [\n",
    "secret.css": f'p::after{{content:"{CANARY}"}}',
    "secret.md": f"---\ntitle: {CANARY}\n---\n\n{CANARY}\n",
}


def _lay_canaries(outside: Path) -> None:
    outside.mkdir(parents=True)
    for name, body in _CANARIES.items():
        (outside / name).write_text(body)


def _text(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def main(folder: str, settings: str, *names: str) -> None:
    """Run the cases named, and print what became of each; what a worker would do is done here, where it is seen."""
    if not settings:
        pool.Worker = Inside  # type: ignore[assignment,misc]
    wire = Wire()
    for case in CORPUS:
        if case.name in names:
            outcome = run(case, wire, Path(folder), settings)
            sys.stdout.write(json.dumps({"name": case.name, **asdict(outcome)}) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
