"""Start the command: what can be answered at once is answered here, before anything heavy is imported."""

from __future__ import annotations

import gc
import os
import sys

from brochure.cli import streams
from brochure.vocabulary.machine import unsupported
from brochure.vocabulary.speech import LANGUAGES, language_of, spoken
from brochure.vocabulary.version import VERSION

_COMMANDS = ("build", "check", "pages", "preview", "compare", "new", "section", "adopt", "schema")
# What a worker is asked to do by the commands that certainly need one.
_WORK = {"build": "build", "check": "build", "pages": "pages", "compare": "compare"}
# How many presets there are.
PRESETS = 3
_HELP = {"-h", "--help", "--version"}


def main() -> None:
    """Run the command and leave the process with its exit code."""
    if said := unsupported():
        language = language_of(sys.argv[1:], os.environ)
        print(f"make-brochure: {spoken(said, language)}", file=sys.stderr)
        leave(6)
    streams.hold()
    try:
        code = _run(sys.argv[1:])
    except OSError as error:
        code = streams.lost(error)
    leave(code)


def _run(arguments: list[str]) -> int:
    if arguments == ["--version"]:
        print(f"make-brochure {VERSION}")
        return 0
    if sorted(arguments) in (["--verbose", "--version"], ["--version", "-v"]):
        from brochure.cli.terminal import versions

        print(versions())
        return 0
    code = _at_once(arguments)
    if code is None:
        # A build makes many objects that live to its end, and little garbage: it is looked for between builds.
        gc.disable()
        _start_workers(arguments)
        from brochure.cli.commands import main as run

        code = run(arguments)
    return code


def _start_workers(arguments: list[str]) -> None:
    """Start what works before the options are read, which takes as long as it takes to load half of it."""
    words = [word for word in arguments if not word.startswith("-")]
    named = next((word for word in words if word not in LANGUAGES), "")
    named = named if named in _COMMANDS else "build"
    if _HELP.intersection(arguments) or (named == "check" and any(word.lower().endswith(".pdf") for word in words)):
        return
    if (subject := _WORK.get(named)) is not None:
        from brochure.worker.start import start_early

        for _ in range(_workers(named, arguments)):
            start_early(subject)


def _workers(named: str, arguments: list[str]) -> int:
    """Tell for how many workers there is certainly something to do: one a processor at most."""
    if any(word.startswith("--jobs") for word in arguments):
        return 1
    of_one = named == "check" and not any(word.startswith("--preset") for word in arguments)
    presets = PRESETS if of_one or not {"all", "--preset=all"}.isdisjoint(arguments) else 1
    files = max(1, sum(word.lower().endswith(".md") for word in arguments))
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
    return min(presets * files, processors)


def leave(code: int) -> None:
    """End the process without tearing down libraries that hold nothing any more."""
    os._exit(streams.flushed(code))


def _at_once(arguments: list[str]) -> int | None:
    language = language_of(arguments, os.environ)
    words = arguments[1:] if arguments[:1] == ["build"] else arguments
    if any(word not in ("--strict", "--quiet", "-q") for word in words):
        return None
    from brochure.project.quick import answer

    return answer(strict="--strict" in words, quiet="--quiet" in words or "-q" in words, language=language)


if __name__ == "__main__":
    main()
