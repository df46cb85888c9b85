"""The workflow files: valid by their published schemas, pinned, and free of text that a stranger could write into."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
FILES = [ROOT / "action.yml", *WORKFLOWS]


def schema_of(path: Path) -> dict[str, Any]:
    """SchemaStore's schema, as check-jsonschema carries it."""
    name = "github-actions.json" if path.name == "action.yml" else "github-workflows.json"
    folder = resources.files("check_jsonschema") / "builtin_schemas" / "vendor"
    schema: dict[str, Any] = json.loads((folder / name).read_text(encoding="utf-8"))
    return schema


def faults(data: Any, path: Path) -> list[str]:
    validator = jsonschema.validators.validator_for(schema_of(path))(schema_of(path))
    return [error.message for error in validator.iter_errors(data)]


def read(path: Path) -> Any:
    """YAML 1.1 takes the key `on` for true; GitHub does not."""
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {"on" if key is True else key: value for key, value in data.items()}


def steps(data: Any) -> list[dict[str, Any]]:
    jobs = data.get("jobs", {}).values()
    return [step for job in jobs for step in job["steps"]] + data.get("runs", {}).get("steps", [])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_valid_by_the_published_schema(path: Path) -> None:
    """SchemaStore's schemas of workflows and of actions find nothing."""
    assert faults(read(path), path) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_schemas_reject_a_slip(path: Path) -> None:
    """A misspelt key is found, so the schemas do judge."""
    data = read(path)
    first = next(iter(data["jobs"].values())) if "jobs" in data else data["runs"]
    first["stepz"] = first.pop("steps")
    assert faults(data, path) != []


def examined(*files: Path) -> subprocess.CompletedProcess[str]:
    """Have zizmor look for what a stranger could make of the workflows, without asking the network."""
    tool = Path(sys.executable).with_name("zizmor")
    config = ROOT / ".github" / "zizmor.yml"
    command = [str(tool), "--offline", "--no-progress", "--quiet", "--config", str(config), *map(str, files)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_zizmor_finds_nothing() -> None:
    """The security checker of workflow files accepts them all."""
    run = examined(*FILES)
    assert (run.returncode, run.stdout) == (0, run.stdout), run.stdout + run.stderr


def test_zizmor_rejects_an_injection(tmp_path: Path) -> None:
    """It does find a value of a pull request in a script."""
    path = tmp_path / "action.yml"
    text = (ROOT / "action.yml").read_text(encoding="utf-8")
    path.write_text(text.replace("run: make ", "run: echo ${{ github.event.pull_request.title }}; make "))
    run = examined(path)
    assert (run.returncode != 0, "template-injection" in run.stdout) == (True, True), run.stdout + run.stderr


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_nothing_is_written_into_a_script(path: Path) -> None:
    """No expression stands in a script: values come through the environment."""
    scripts = [step["run"] for step in steps(read(path)) if "run" in step]
    assert scripts
    assert [script for script in scripts if "${{" in script] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_actions_are_pinned_to_a_commit(path: Path) -> None:
    """A tag can be moved, a commit cannot."""
    used = [step["uses"] for step in steps(read(path)) if "uses" in step]
    assert [name for name in used if name != "./" and not re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", name)] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_rights_are_the_least(path: Path) -> None:
    """Workflows read; one job may write, and that one checks nothing out. Strangers' code never runs with secrets."""
    data = read(path)
    assert data["permissions"] == {"contents": "read"}
    assert "pull_request_target" not in data["on"]
    for job in data["jobs"].values():
        if job.get("permissions"):
            assert [step for step in job["steps"] if "checkout" in step.get("uses", "") or "make" in str(step)] == []
    assert all(
        step["with"]["persist-credentials"] is False for step in steps(data) if "checkout" in step.get("uses", "")
    )


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_what_they_run_is_known_here(path: Path) -> None:
    """Each script is a make target, the test command, a file of tools/, or a plain check of the runner's own."""
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE)
    for script in (step["run"] for step in steps(read(path)) if "run" in step):
        make = re.match(r"make (?:--directory=\S+ )?([a-z-]+)", script)
        tool = re.search(r"tools/\w+\.py", script)
        known = (make and make[1] in targets) or (tool and (ROOT / tool[0]).is_file())
        assert (
            known
            or script == ".ci/run"
            or script.startswith(("sha256sum --check", "gh release create", "gh release upload"))
        ), script
