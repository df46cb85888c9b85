"""What action.yml runs: build the content of a repository, annotate its lines, and tell what was made.

Everything it works on may come from a stranger's pull request: inputs come through the environment, the outputs go to
a new folder outside the checkout, what the build says is printed where the runner obeys nothing of it, and templates
and styles of the repository, which are code, are used only where its owners pushed them.
"""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from brochure.cli.annotations import commands
from brochure.vocabulary.presets import PRESETS
from brochure.vocabulary.problems import Exit
from brochure.vocabulary.report import worst

TRUSTED_EVENTS = ("push", "release", "schedule", "workflow_dispatch")


def main() -> int:
    """Build once for each preset asked for; give the gravest exit code."""
    presets = os.environ.get("INPUT_PRESETS", "").replace(",", " ").split() or ["screen"]
    unknown = [name for name in presets if name not in (*PRESETS, "all")]
    if unknown:
        print(f"::error title=preset-unknown::choose among {', '.join(PRESETS)} and all")
        return int(Exit.USAGE)
    out = tempfile.mkdtemp(prefix="brochure-", dir=os.environ.get("RUNNER_TEMP"))
    reports = [build(preset, out) for preset in presets]
    files = [file for report in reports for file in report["files"]]
    for line in commands({"files": files}):
        print(line)
    tell(files)
    return int(worst(Exit(report["exit"]) for report in reports))


def build(preset: str, out: str) -> dict[str, Any]:
    """Run the command for a preset, and give its JSON report."""
    content = [line.strip() for line in os.environ.get("INPUT_CONTENT", "").splitlines() if line.strip()]
    options = ["--preset", preset, "--out", out, "--force", "--report", "json"]
    options += ["--strict"] if os.environ.get("INPUT_STRICT", "").strip().lower() == "true" else []
    options += ["--no-project-templates"] if os.environ.get("GITHUB_EVENT_NAME") not in TRUSTED_EVENTS else []
    command = [sys.executable, "-P", "-m", "brochure", "build", *options, "--", *content]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", check=False)
    say_without_effect(run.stderr)
    if not run.stdout:
        return {"files": [], "exit": run.returncode if run.returncode in list(Exit) else int(Exit.ENGINE)}
    report: dict[str, Any] = json.loads(run.stdout)
    return report


def say_without_effect(text: str) -> None:
    """Print what may quote a stranger's file, with workflow commands switched off meanwhile."""
    token = secrets.token_hex(16)
    print(f"::stop-commands::{token}")
    print(text, end="" if text.endswith("\n") else "\n")
    print(f"::{token}::", flush=True)


def tell(files: Sequence[dict[str, Any]]) -> None:
    """Set the outputs of the step: the PDFs one a line, the number of their pages, the number of warnings."""
    outputs = [output for file in files for output in file["outputs"]]
    paths = [str(Path(output["path"]).absolute()) for output in outputs]
    if any(not path.isprintable() for path in paths):
        raise SystemExit("a file name with a control character cannot be told to the workflow")
    found = {json.dumps(problem) for file in files for problem in file["problems"] if problem["severity"] == "warning"}
    values = {"files": "\n".join(paths), "pages": sum(output["pages"] for output in outputs), "warnings": len(found)}
    mark = secrets.token_hex(16)
    text = "".join(f"{name}<<{mark}\n{value}\n{mark}\n" for name, value in values.items())
    target = os.environ.get("GITHUB_OUTPUT")
    if target:
        with Path(target).open("a", encoding="utf-8") as file:
            file.write(text)
    else:
        print(text, end="")


if __name__ == "__main__":
    raise SystemExit(main())
