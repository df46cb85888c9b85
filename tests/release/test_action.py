"""The action, run as a workflow runs it, on content of strangers."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CONTENT = "---\ntitle: A house of its own\nimage: {file: img/none.png, alt: ''}\ndesc: We built it.\n---\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A repository with settings and a content file whose picture is missing, and templates of its own."""
    root = tmp_path / "repository"
    for name in ("content", "templates/sections", "brochure"):
        (root / name).mkdir(parents=True)
    (root / "brochure.yaml").write_text("language: en\ndate: 2026-11-01\n", encoding="utf-8")
    (root / "content/house.md").write_text(CONTENT, encoding="utf-8")
    (root / "templates/sections/cover.html.j2").write_text("{{ nothing.of.the.kind }}", encoding="utf-8")
    (root / "brochure/__init__.py").write_text("raise SystemExit('code of the repository was run')")
    (tmp_path / "temp").mkdir()
    return root


def act(workspace: Path, event: str = "pull_request", **inputs: str) -> tuple[int, list[str], dict[str, str]]:
    """Run the action's script; give the exit code, the lines printed and the outputs set."""
    told = workspace.parent / "told"
    environment = {
        **os.environ,
        **{name if name.isupper() else f"INPUT_{name.upper()}": value for name, value in inputs.items()},
        "GITHUB_EVENT_NAME": event,
        "GITHUB_OUTPUT": str(told),
        "RUNNER_TEMP": str(workspace.parent / "temp"),
    }
    command = [sys.executable, "-P", str(ROOT / "tools" / "action.py")]
    run = subprocess.run(command, cwd=workspace, env=environment, capture_output=True, text=True, check=False)
    assert run.stderr == ""
    text = told.read_text(encoding="utf-8") if told.exists() else ""
    outputs = dict(re.findall(r"^(\w+)<<(?:\w+)\n(.*?)\n[0-9a-f]{32}$", text, flags=re.MULTILINE | re.DOTALL))
    return run.returncode, run.stdout.splitlines(), outputs


def commands(lines: list[str]) -> list[str]:
    """Give the workflow commands that the runner obeys, as it would find them in the lines."""
    obeyed, stopped = [], ""
    for line in lines:
        text = line.lstrip()
        if stopped:
            stopped = "" if text == f"::{stopped}::" else stopped
        elif text.startswith("::stop-commands::"):
            stopped = text.removeprefix("::stop-commands::")
        elif text.startswith("::") or "##[" in line:
            obeyed.append(text)
    return [text for text in obeyed if "templates-left-out" not in text]


def test_builds_annotates_and_tells(workspace: Path) -> None:
    """The PDF is outside the checkout, the warning stands at its line, the outputs count; no template is used."""
    code, lines, outputs = act(workspace)
    assert [line.partition("::no")[0].partition("::the")[0] for line in commands(lines)] == [
        "::warning file=content/house.md,line=3,col=15,title=picture-missing"
    ]
    pdf = Path(outputs["files"])
    assert (code, outputs["warnings"], pdf.name) == (0, "1", "house.pdf")
    assert pdf.read_bytes().startswith(b"%PDF-")
    assert workspace not in pdf.parents
    assert int(outputs["pages"]) >= 2


def test_own_templates_where_the_owners_pushed(workspace: Path) -> None:
    """On a push the project's templates are used: here one that cannot work."""
    code, lines, _ = act(workspace, event="push")
    assert code not in (0, 3)
    assert any(line.startswith("::error") for line in commands(lines))


def test_strict_fails_on_warnings(workspace: Path) -> None:
    """Strict ends with 3; the annotation and the outputs are there all the same."""
    code, lines, outputs = act(workspace, strict="true")
    assert (code, len(commands(lines)), outputs["warnings"]) == (3, 1, "1")


def test_hostile_content_commands_nothing(workspace: Path) -> None:
    """Workflow commands in the content, its name or the inputs stay text; an option as a file name is a file name."""
    text = "---\ntitle: x\ntitel: '::add-mask::x ##[error]y'\nimage: \"::error::z\"\n---\n"
    (workspace / "content" / "--help.md").write_text(text, encoding="utf-8")
    code, lines, outputs = act(workspace, content="content/--help.md\n", presets="screen")
    found = commands(lines)
    assert all(re.match(r"::(warning|error|notice) file=content/--help\.md,", line) for line in found)
    assert (code, len(found) >= 1, Path(outputs["files"]).name) == (0, True, "--help.pdf")


@pytest.mark.parametrize("presets", ["gold", "screen; echo owned", "$(id)"])
def test_unknown_preset(presets: str, workspace: Path) -> None:
    """What is no preset is refused, and nothing of it is repeated as a command."""
    code, lines, outputs = act(workspace, presets=presets)
    assert (code, len(lines), outputs) == (2, 1, {})
    assert lines[0].startswith("::error title=preset-unknown::choose among screen, ")


def test_missing_content_is_an_error_with_its_code(workspace: Path) -> None:
    """A file that is not there ends with 1 and says so."""
    code, lines, _ = act(workspace, content="content/none.md")
    assert (code, len(commands(lines))) == (1, 1)


def test_templates_are_left_out_where_nobody_vouches_for_them(workspace: Path, tmp_path: Path) -> None:
    """In a pull request from a fork they are not used, in one from a branch of the repository they are."""
    (tmp_path / "event.json").write_text(json.dumps(pull(1, 2)), encoding="utf-8")
    code, lines, _ = act(workspace, GITHUB_EVENT_PATH=str(tmp_path / "event.json"))
    assert code == 0
    (tmp_path / "event.json").write_text(json.dumps(pull(1, 1)), encoding="utf-8")
    code, _, _ = act(workspace, GITHUB_EVENT_PATH=str(tmp_path / "event.json"))
    assert code not in (0, 3), "the template of the project fails"
    code, lines, _ = act(workspace, event="push", templates="never")
    assert [line for line in lines if "templates-left-out" in line]
    assert code == 0
    assert act(workspace, templates="perhaps")[0] == 2


def pull(head: int, base: int, commit: str = "") -> dict[str, object]:
    """Give what GitHub says of a pull request from one repository to another."""
    return {"pull_request": {"head": {"repo": {"id": head}}, "base": {"repo": {"id": base}, "sha": commit}}}


def test_the_summary_says_what_was_made(workspace: Path, tmp_path: Path) -> None:
    """A stranger's words in it stay words."""
    (workspace / "content" / "house.md").write_text(CONTENT.replace("none.png", "`<b>|.png"), encoding="utf-8")
    act(workspace, GITHUB_STEP_SUMMARY=str(tmp_path / "summary"))
    text = (tmp_path / "summary").read_text(encoding="utf-8")
    assert re.search(r"^\| `house.pdf` \| \d+ \| \d+ \|$", text, re.M)
    assert "picture-missing" in text
    assert all(line.count("`") % 2 == 0 for line in text.splitlines())


def test_pages_are_compared_with_those_of_the_base(workspace: Path, tmp_path: Path) -> None:
    """The base is a commit of the checkout; where it is not there, that is said."""

    def git(*words: str) -> str:
        named = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
        return subprocess.run(["git", *named, *words], cwd=workspace, capture_output=True, text=True, check=True).stdout

    git("init", "-q")
    git("add", "content", "brochure.yaml")
    git("commit", "-qm", "base")
    base = git("rev-parse", "HEAD").strip()
    (workspace / "content" / "house.md").write_text(CONTENT.replace("We built it.", "They built it."), encoding="utf-8")
    (tmp_path / "event.json").write_text(json.dumps(pull(1, 2, base)), encoding="utf-8")
    files = {"GITHUB_EVENT_PATH": str(tmp_path / "event.json"), "GITHUB_STEP_SUMMARY": str(tmp_path / "summary")}
    _, _, outputs = act(workspace, compare="true", **files)
    assert (Path(outputs["changes"]) / "house" / "index.html").is_file()
    assert "some pages differ" in (tmp_path / "summary").read_text(encoding="utf-8")
    (tmp_path / "event.json").write_text(json.dumps(pull(1, 2, "0" * 40)), encoding="utf-8")
    _, _, outputs = act(workspace, compare="true", **files)
    assert outputs["changes"] == ""
    assert "fetch-depth" in (tmp_path / "summary").read_text(encoding="utf-8")


def test_the_cache_has_one_name_for_one_installation(tmp_path: Path) -> None:
    """Asked twice, it is the same; it is told to the workflow."""
    script = [sys.executable, "-I", str(ROOT / "tools" / "cache_key.py")]
    told = [subprocess.run(script, capture_output=True, text=True, check=True).stdout for _ in range(2)]
    assert told[0] == told[1]
    assert re.fullmatch(r"key=make-brochure-[\w.-]+\n", told[0])
