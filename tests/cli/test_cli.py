"""The command line: what it prints, what it exits with, what it leaves alone."""

from __future__ import annotations

import errno
import hashlib
import json
import subprocess
import sys
import types
from collections.abc import Callable
from pathlib import Path

import pytest

from brochure import __version__
from brochure.cli import commands
from brochure.vocabulary.job import Job, Outcome, Output
from brochure.vocabulary.problems import BrochureError, Place, Problem, Severity
from brochure.vocabulary.speech import Said

MISSING = Problem(
    "picture-missing",
    Severity.WARNING,
    Said("no picture 'x.png'"),
    Place("content/a.md", 2, 8),
    Said("Add it."),
    "image: x.png",
)
BROKEN = Problem(
    "title-missing", Severity.ERROR, Said("there is no title"), Place("content/b.md", 1, 1), Said("Write one.")
)


class Pipeline:
    """A pipeline that writes a fixed PDF, with the problems and faults it is told to have."""

    def __init__(self) -> None:
        self.problems: dict[str, tuple[Problem, ...]] = {}
        self.faults: dict[str, BaseException] = {}
        self.built: list[str] = []

    def build(
        self, job: Job, keep: bool, tell: object, heed: object, place: Callable[..., Output], *_: object
    ) -> Outcome:
        self.built.append(job.content.stem)
        if job.content.stem in self.faults:
            raise self.faults[job.content.stem]
        output = place(job, b"%PDF-", 8, (148.0, 210.0)) if keep else None
        return Outcome(job, output, self.problems.get(job.content.stem, ()))


@pytest.fixture
def pipeline(monkeypatch: pytest.MonkeyPatch, inside_worker: None) -> Pipeline:
    fake = Pipeline()
    module = types.ModuleType("brochure.pipeline")
    module.build = fake.build  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "brochure.pipeline", module)
    return fake


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "content").mkdir()
    (tmp_path / "brochure.yaml").write_text("language: fr\n")
    (tmp_path / "content" / "a.md").write_text("---\nimage: x.png\n---\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    return tmp_path


def test_build_is_the_default(pipeline: Pipeline, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without arguments every content file is built, and one line says what was made."""
    assert commands.main([]) == 0
    assert capsys.readouterr().err == "out/a.pdf: 8 pages, 1 KiB\n"


def test_problem_is_printed_with_line_caret_and_hint(
    pipeline: Pipeline, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A problem prints its place, the line with a caret under the column, and the hint."""
    pipeline.problems["a"] = (MISSING,)
    assert commands.main(["--quiet"]) == 0
    assert capsys.readouterr().err == (
        "content/a.md:2:8: warning[picture-missing]: no picture 'x.png'\n"
        "    image: x.png\n"
        "           ^\n"
        "  hint: Add it.\n"
    )


def test_strict_exits_with_three_and_still_writes(pipeline: Pipeline, project: Path) -> None:
    """Under --strict a warning makes the exit code 3; the PDF is there, also when it was recalled."""
    pipeline.problems["a"] = (MISSING,)
    assert commands.main(["--strict"]) == 3
    assert (project / "out" / "a.pdf").exists()
    assert commands.main(["--strict"]) == 3
    assert pipeline.built == ["a"]


def test_one_bad_file_stops_no_other(pipeline: Pipeline, project: Path) -> None:
    """The worst exit code wins, and the other file is written."""
    (project / "content" / "b.md").write_text("x")
    pipeline.faults["a"] = BrochureError([BROKEN])
    assert commands.main([]) == 1
    assert (project / "out" / "b.pdf").exists()


def test_json_report(pipeline: Pipeline, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--report json prints one object with outputs, problems and the exit code."""
    pipeline.problems["a"] = (MISSING,)
    assert commands.main(["--report", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "version": __version__,
        "files": [
            {
                "content": "content/a.md",
                "outputs": [
                    {
                        "path": "out/a.pdf",
                        "preset": "screen",
                        "sha256": hashlib.sha256(b"%PDF-").hexdigest(),
                        "bytes": 5,
                        "pages": 8,
                        "trim": [148, 210],
                    }
                ],
                "problems": [
                    {
                        "code": "picture-missing",
                        "severity": "warning",
                        "file": "content/a.md",
                        "line": 2,
                        "column": 8,
                        "page": None,
                        "box": None,
                        "message": "no picture 'x.png'",
                        "hint": "Add it.",
                        "clause": "",
                    }
                ],
                "checked": [],
            }
        ],
        "exit": 0,
    }


@pytest.mark.parametrize(
    ("fault", "code", "said"),
    [
        (
            OSError(errno.ENOSPC, "No space left on device"),
            6,
            "error[disk-full]: the output cannot be written: No space left on device",
        ),
        (
            OSError(errno.EROFS, "Read-only file system"),
            6,
            "error[out-not-writable]: the output cannot be written: Read-only file system",
        ),
        (ValueError("odd"), 4, "error[internal-error]: ValueError: odd (test_cli.py:"),
        (KeyboardInterrupt(), 130, "interrupted"),
    ],
)
def test_failures_are_told_without_traceback(
    fault: BaseException, code: int, said: str, pipeline: Pipeline, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every failure has its exit code and its words, and no traceback."""
    pipeline.faults["a"] = fault
    assert commands.main([]) == code
    error = capsys.readouterr().err
    assert said in error
    assert "Traceback" not in error


@pytest.mark.parametrize("arguments", [["--no-such"], ["biuld"], ["--preset", "gold"], ["schema", "cover"]])
def test_wrong_usage_exits_with_two(arguments: list[str], project: Path) -> None:
    """Unknown options, commands and choices are wrong usage."""
    assert commands.main(arguments) == 2


def test_no_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """An empty folder is told how to start."""
    monkeypatch.chdir(tmp_path)
    assert commands.main([]) == 1
    assert capsys.readouterr().err == (
        "content: error[content-missing]: no content file: content/*.md and content/*.mdx match nothing here\n"
        "  hint: Name a content file, or start a project with: make-brochure new DIR\n"
    )


def test_twins_are_refused(pipeline: Pipeline, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two content files of one stem would write the same PDF: nothing is built."""
    (project / "a.md").write_text("x")
    assert commands.main(["build", "a.md", "content/a.md"]) == 1
    assert "error[duplicate-stem]: two content files are called 'a'" in capsys.readouterr().err
    assert pipeline.built == []


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_answers_without_the_engine(option: str) -> None:
    """Version and help come without loading any heavy library."""
    code = (
        "import sys, os; sys.argv = ['make-brochure', %r]\n"
        "os._exit = lambda code: sys.exit(code)\n"
        "from brochure.__main__ import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'weasyprint', 'PIL', 'pikepdf', 'jinja2', 'yaml', 'pypdfium2'} & set(sys.modules)\n"
        "sys.exit(1 if heavy else 0)\n"
    )
    assert subprocess.run([sys.executable, "-c", code % option], capture_output=True, check=False).returncode == 0


def test_versions_name_engine_text_libraries_and_fonts() -> None:
    """--version --verbose names all that decides the look of a PDF."""
    told = subprocess.run(
        [sys.executable, "-m", "brochure", "--version", "--verbose"],
        cwd=Path(__file__).resolve().parents[2],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert [line.split()[0] for line in told.splitlines()] == [
        "make-brochure",
        "Python",
        "WeasyPrint",
        "Pango",
        "HarfBuzz",
        "fonts:",
    ]
    assert "not found" not in told
