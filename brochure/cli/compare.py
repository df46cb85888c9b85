"""The command that compares two PDFs: writes the report that a worker makes, and tells of it."""

from __future__ import annotations

from collections.abc import Mapping
from fnmatch import fnmatch
from pathlib import Path
from typing import Any, cast

from brochure.cli import terminal
from brochure.project import discover
from brochure.runner import caught, once
from brochure.store.folder import opened
from brochure.vocabulary.problems import Exit, name_of
from brochure.vocabulary.report import as_json, problem_data
from brochure.vocabulary.speech import Said
from brochure.vocabulary.version import VERSION
from brochure.worker.call import Call
from brochure.worker.pool import Script

INDEX = "index.html"


def run(
    old: Path, new: Path, out: Path | None, dpi: int, report: str | None, quiet: bool, isolation: str = "auto"
) -> Exit:
    """Compare two PDFs and give the exit code; the report goes to `out`, else to out/compare/ of the project."""
    root = discover.project_of(Path.cwd())[0]
    folder = out or root / "out" / "compare"
    script = _compared(old, new, dpi, folder, None if out else root)
    done, problems, code = once(caught(script, new, folder), isolation)
    if done is None:
        for problem in problems:
            terminal.tell(problem)
        if report:
            _print({"pages": [], "problems": [problem_data(problem) for problem in problems], "exit": int(code)})
        return code
    differs, sentences, data = done
    code = Exit.DIFFERENT if differs else Exit.BUILT
    index = folder / INDEX
    for line in () if quiet else [*sentences, Said("{path} written", path=name_of(index))]:
        terminal.say(line)
    if report:
        _print({**data, "index": name_of(index), "problems": [], "exit": int(code)})
    return code


def _compared(
    old: Path, new: Path, dpi: int, folder: Path, ground: Path | None
) -> Script[tuple[bool, tuple[Said, ...], dict[str, Any]]]:
    files: dict[str, bytes] = {}
    values = (old, new, dpi, terminal.language())
    seen = yield Call(
        "brochure.tasks:compare",
        values,
        name_of(new),
        new.absolute().parent,
        reads=(old.absolute().parent,),
        take=files.__setitem__,
    )
    write_files(files, folder, ground)
    return cast(tuple[bool, tuple[Said, ...], dict[str, Any]], seen)


def write_files(files: Mapping[str, bytes], folder: Path, ground: Path | None) -> None:
    """Write the report of a comparison.

    All of it is made before anything of an earlier one is replaced; its other pictures are taken away, other files
    are left alone. Raises as `opened` and `Folder.place` do.
    """
    with opened(folder, ground) as out:
        out.sweep()
        with out.passing() as made:
            for name, data in files.items():
                made.place(name, data)
            for name in files:
                out.take(made, name)
        for name in out.files():
            if fnmatch(name, "difference-*-*.png") and name not in files:
                out.remove(name)


def _print(data: dict[str, Any]) -> None:
    print(as_json({"version": VERSION, **data}))
