"""What people who carry on are given: hooks that check what CI checks, forms that GitHub takes."""

from __future__ import annotations

import json
import re
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
HOOKS = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
FORMS = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml"))


def plain(command: str) -> str:
    """Take the folders that CI names out of a command; a hook is given the files instead."""
    return re.sub(r"( (brochure|tests|benchmarks|tools|fuzz)\b)+$", "", command)


def test_hooks_check_what_ci_checks() -> None:
    """Each line of `make lint` is a hook, and nothing else is; all run what is locked."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    found = re.search(r"^lint: .*\n((?:\t.+\n)+)", makefile, flags=re.M)
    assert found
    linted = [plain(line.strip().replace("$(BIN)", ".venv/bin")) for line in found[1].splitlines()]
    (repository,) = HOOKS["repos"]
    assert repository["repo"] == "local"
    assert [hook["entry"] for hook in repository["hooks"]] == linted
    assert {hook["language"] for hook in repository["hooks"]} == {"system"}


def schema_of(path: Path) -> Any:
    """SchemaStore's schema, as check-jsonschema carries it."""
    name = "github-issue-config.json" if path.stem == "config" else "github-issue-forms.json"
    folder = resources.files("check_jsonschema") / "builtin_schemas" / "vendor"
    return json.loads((folder / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_forms_are_valid(path: Path) -> None:
    """By the published schemas, which do reject a slip."""
    data, schema = yaml.safe_load(path.read_text(encoding="utf-8")), schema_of(path)
    judge = jsonschema.validators.validator_for(schema)(schema)
    assert [error.message for error in judge.iter_errors(data)] == []
    wrong = {"nam" if key == "name" else f"{key}z": value for key, value in data.items()}
    assert list(judge.iter_errors(wrong)) != []


@pytest.mark.parametrize("name", ["CONTRIBUTING.md", "SECURITY.md", ".github/pull_request_template.md"])
def test_what_they_name_is_there(name: str) -> None:
    """Links lead to files, targets are in the Makefile, and named files exist."""
    text = (ROOT / name).read_text(encoding="utf-8")
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.M)
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in link]
    files = re.findall(r"`((?:\.?[a-z-]+/)*[\w.-]+\.(?:md|py|toml|yaml))`", text)
    assert [path for path in {*links, *files} if not (ROOT / path).exists()] == []
    assert [target for target in re.findall(r"`?\bmake ([a-z-]+)", text) if target not in targets] == []
