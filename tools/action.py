"""What action.yml runs: build the content of a repository, annotate its lines, and tell what was made.

Everything it works on may come from a stranger's pull request: inputs come through the environment, the outputs go to
a new folder outside the checkout, what the build says is printed where the runner obeys nothing of it, and templates
and styles of the repository, which are code, are not used in pull requests from forks, unless the workflow says so.
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

TRUSTED_EVENTS = ("push", "release", "schedule", "workflow_dispatch", "workflow_call")
# What of a project is code.
CODE = ("templates", "styles")


def main() -> int:
    """Build once for each preset asked for; give the gravest exit code."""
    presets = os.environ.get("INPUT_PRESETS", "").replace(",", " ").split() or ["screen"]
    unknown = [name for name in presets if name not in (*PRESETS, "all")]
    if unknown:
        print(f"::error title=preset-unknown::choose among {', '.join(PRESETS)} and all")
        return int(Exit.USAGE)
    asked = os.environ.get("INPUT_TEMPLATES", "").strip().lower() or "auto"
    if asked not in ("auto", "always", "never"):
        print("::error title=templates-unknown::project-templates is auto, always or never")
        return int(Exit.USAGE)
    plain = asked == "never" or (asked == "auto" and not is_trusted())
    if plain and any(Path(name).is_dir() for name in CODE):
        print("::notice title=templates-left-out::templates and styles of the project are code: they are not used here")
    out = tempfile.mkdtemp(prefix="brochure-", dir=os.environ.get("RUNNER_TEMP"))
    reports = [build(preset, out, plain) for preset in presets]
    files = [file for report in reports for file in report["files"]]
    for line in commands({"files": files}):
        print(line)
    changes, said = (
        compared(files, plain) if os.environ.get("INPUT_COMPARE", "").strip().lower() == "true" else ("", [])
    )
    tell(files, changes)
    summarise(files, said)
    return int(worst(Exit(report["exit"]) for report in reports))


def is_trusted() -> bool:
    """Tell whether what is built was pushed by the owners of the repository, be it to a branch of a pull request."""
    name = os.environ.get("GITHUB_EVENT_NAME")
    if name in TRUSTED_EVENTS:
        return True
    pull = event().get("pull_request", {})
    head, base = (pull.get(end, {}).get("repo") or {} for end in ("head", "base"))
    return name == "pull_request" and bool(head.get("id")) and head.get("id") == base.get("id")


def event() -> dict[str, Any]:
    """Give what GitHub says of the event, {} where it says nothing."""
    try:
        found = json.loads(Path(os.environ["GITHUB_EVENT_PATH"]).read_text(encoding="utf-8"))
    except (KeyError, OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def compared(files: Sequence[dict[str, Any]], plain: bool) -> tuple[str, list[str]]:
    """Build the base of a pull request, and compare the pages; gives the folder of the report, and what to say."""
    base = str(event().get("pull_request", {}).get("base", {}).get("sha", ""))
    if not base:
        return "", ["Nothing to compare with: this is no pull request."]
    room = Path(tempfile.mkdtemp(prefix="brochure-", dir=os.environ.get("RUNNER_TEMP")))
    (room / "base").mkdir()
    archive = ["git", "archive", "--format=tar", f"--output={room / 'base.tar'}", base, "."]
    made = subprocess.run(archive, capture_output=True, check=False).returncode == 0
    if not made or subprocess.run(["tar", "-xf", room / "base.tar", "-C", room / "base"], check=False).returncode:
        return "", ["The base of the pull request is not in this checkout: give it `fetch-depth: 0`."]
    build("screen", str(room / "old"), plain, room / "base")
    said = []
    for output in (output for file in files for output in file["outputs"] if output["preset"] == "screen"):
        old, new = room / "old" / Path(output["path"]).name, Path(output["path"])
        if old.is_file():
            command = [sys.executable, "-P", "-m", "brochure", "compare", "--out", str(room / "changes" / new.stem)]
            run = subprocess.run(
                [*command, "--", str(old), str(new)], capture_output=True, encoding="utf-8", check=False
            )
            say_without_effect(run.stderr)
            said.append(f"{new.name}: {'some pages differ' if run.returncode == 5 else 'no page differs'}")
        else:
            said.append(f"{new.name} is new")
    return str(room / "changes") if (room / "changes").is_dir() else "", said


def summarise(files: Sequence[dict[str, Any]], said: Sequence[str]) -> None:
    """Write the summary of the job: the PDFs, and what is to be said of them."""
    target = os.environ.get("GITHUB_STEP_SUMMARY")
    if not target:
        return
    lines = ["| PDF | pages | KiB |", "|---|---|---|"]
    lines += [
        f"| {plainly(Path(output['path']).name)} | {output['pages']} | {round(output['bytes'] / 1024)} |"
        for file in files
        for output in file["outputs"]
    ]
    problems = {(p["severity"], p["code"], p["file"], p["line"]): p for file in files for p in file["problems"]}
    told = [f"- {plainly(_said(problem))}" for problem in problems.values() if problem["severity"] != "note"]
    text = "\n".join([*lines, "", *told, *(f"- {plainly(one)}" for one in said), ""])
    with Path(target).open("a", encoding="utf-8") as file:
        file.write(text)


def _said(problem: dict[str, Any]) -> str:
    where = ":".join(str(part) for part in (problem["file"], problem["line"]) if part)
    return f"{where} {problem['severity']}[{problem['code']}] {problem['message']}"


def plainly(text: str) -> str:
    """Give a stranger's text as Markdown that is that text alone: code, with no sign that could end it."""
    return f"`{' '.join(text.replace('`', chr(39)).replace('|', '¦').split())}`"


def build(preset: str, out: str, plain: bool, folder: Path | None = None) -> dict[str, Any]:
    """Run the command for a preset, `plain` without the project's code, and give its JSON report."""
    content = [line.strip() for line in os.environ.get("INPUT_CONTENT", "").splitlines() if line.strip()]
    options = ["--preset", preset, "--out", out, "--force", "--report", "json"]
    options += ["--strict"] if os.environ.get("INPUT_STRICT", "").strip().lower() == "true" else []
    options += ["--no-project-templates"] if plain else []
    command = [sys.executable, "-P", "-m", "brochure", "build", *options, "--", *content]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", check=False, cwd=folder)
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


def tell(files: Sequence[dict[str, Any]], changes: str) -> None:
    """Set the outputs of the step: the PDFs one a line, how many pages and warnings, the folder of changes."""
    outputs = [output for file in files for output in file["outputs"]]
    paths = [str(Path(output["path"]).absolute()) for output in outputs]
    if any(not path.isprintable() for path in paths):
        raise SystemExit("a file name with a control character cannot be told to the workflow")
    found = {json.dumps(problem) for file in files for problem in file["problems"] if problem["severity"] == "warning"}
    values = {
        "files": "\n".join(paths),
        "pages": sum(output["pages"] for output in outputs),
        "warnings": len(found),
        "changes": changes,
    }
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
