"""Start the command: what can be answered at once is answered here, before anything heavy is imported."""

from __future__ import annotations

import gc
import os
import sys

from brochure.vocabulary.machine import unsupported
from brochure.vocabulary.version import VERSION


def main() -> None:
    """Run the command and leave the process with its exit code."""
    if said := unsupported():
        print(f"make-brochure: {said}", file=sys.stderr)
        leave(6)
    try:
        code = _run(sys.argv[1:])
    except OSError:
        # Standard output or standard error takes no more: there is nowhere to say so.
        code = 6
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
        from brochure.cli.commands import main as run

        code = run(arguments)
    return code


def leave(code: int) -> None:
    """End the process without tearing down libraries that hold nothing any more."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        code = code or 6
    os._exit(code)


def _at_once(arguments: list[str]) -> int | None:
    words = arguments[1:] if arguments[:1] == ["build"] else arguments
    if any(word not in ("--strict", "--quiet", "-q") for word in words):
        return None
    from brochure.project.quick import answer

    return answer(strict="--strict" in words, quiet="--quiet" in words or "-q" in words)


if __name__ == "__main__":
    main()
