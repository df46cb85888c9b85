"""What meets somebody in the first hour: options in any order, each thing said once, and where things are."""

from __future__ import annotations

import contextlib
import signal
import subprocess
import sys
import threading
import time
from functools import partial
from pathlib import Path

import pytest

from brochure.cli import commands
from brochure.cli.asking import _language
from brochure.preview.watch import changes
from brochure.vocabulary.problems import Exit

CONTENT = "---\ntitle: Boats\nlang: en\n---\n\n## Rowing\n\nWe row.\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "a.md").write_text(CONTENT)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    return tmp_path


@pytest.mark.parametrize(
    "arguments",
    [["-q", "build"], ["--quiet", "check"], ["--no-project-templates", "-q", "build"], ["-q"], ["-q", "content/a.md"]],
)
def test_options_stand_before_the_command_as_well(
    project: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert commands.main(arguments) == 0
    assert capsys.readouterr().err == ""


def test_an_option_that_a_command_has_no_use_for_does_no_harm(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert commands.main(["--verbose", "schema", "project"]) == 0
    assert commands.main(["--nonsense", "build"]) == 2


def test_pages_says_where_its_pictures_are(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.main(["pages", "--dpi", "20"]) == 0
    said = capsys.readouterr().err
    assert "pictures of them in out/pages/a/" in said
    assert (project / "out" / "pages" / "a" / "page-01.png").is_file()


def test_without_settings_the_output_lies_beside_the_content(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(project / "content")
    assert commands.main(["a.md"]) == 0
    assert (project / "out" / "a.pdf").is_file()
    assert not (project / "content" / "out").exists()


def test_a_pdf_without_a_date_says_so_and_a_dated_one_does_not(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert commands.main(["build", "-v"]) == 0
    assert "note[pdf-undated]: nothing says when this is from: the PDF bears the date 2000-01-01" in (
        capsys.readouterr().err
    )
    (project / "brochure.yaml").write_text("date: 2026-11-01\n")
    assert commands.main(["build", "-v"]) == 0
    assert "pdf-undated" not in capsys.readouterr().err


def test_what_is_wrong_in_a_shared_file_is_told_once(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "content" / "b.md").write_text(CONTENT)
    (project / "brochure.yaml").write_text("formt: a5\ndate: 2026-11-01\n")
    assert commands.main(["build", "--preset", "all"]) == 0
    assert capsys.readouterr().err.count("unknown-key") == 1


@pytest.mark.parametrize(
    ("local", "language"),
    [("en_GB.UTF-8", "en"), ("fr_FR.UTF-8", "fr"), ("de_DE", "en"), ("C.UTF-8", "fr"), ("POSIX", "fr"), ("", "fr")],
)
def test_a_new_project_speaks_the_language_of_the_system(
    monkeypatch: pytest.MonkeyPatch, local: str, language: str
) -> None:
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.delenv("LC_MESSAGES", raising=False)
    monkeypatch.setenv("LANG", local)
    assert _language() == language


def test_watching_makes_no_single_report(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.main(["build", "--watch", "--report", "json"]) == Exit.USAGE
    assert "--watch" in capsys.readouterr().err


def test_a_change_is_built_while_it_is_watched_for(project: Path) -> None:
    """Until it is interrupted; what is built is no change."""
    call = [sys.executable, "-m", "brochure", "build", "--watch"]
    # What is started in the background of a shell is deaf to Ctrl-C, and so would its children be.
    heard = partial(signal.signal, signal.SIGINT, signal.default_int_handler)
    with subprocess.Popen(call, cwd=project, stderr=subprocess.PIPE, text=True, preexec_fn=heard) as running:
        try:
            pdf = project / "out" / "a.pdf"
            first = _until(lambda: pdf.stat().st_mtime_ns if pdf.exists() else 0)
            time.sleep(1)
            (project / "content" / "a.md").write_text(CONTENT.replace("We row.", "We rest."))
            assert _until(lambda: stamp if (stamp := pdf.stat().st_mtime_ns) != first else 0)
        finally:
            running.send_signal(2)
        assert running.wait(20) == 130
        assert running.stderr is not None
        assert running.stderr.read().count("watching; Ctrl-C ends") >= 1


def test_a_change_during_the_first_build_is_built_too(tmp_path: Path) -> None:
    """What is saved while the first one is made asks for a turn; what is put out does not."""
    out = tmp_path / "out"
    out.mkdir()
    (tmp_path / "a.md").write_text("one", encoding="utf-8")
    turns = changes([tmp_path], [out])
    next(turns)
    (out / "a.pdf").write_text("made", encoding="utf-8")
    (tmp_path / "a.md").write_text("two, longer", encoding="utf-8")
    next(turns)
    (out / "a.pdf").write_text("made again", encoding="utf-8")
    later = threading.Timer(0.5, (tmp_path / "b.md").write_text, ("new",))
    later.start()
    next(turns)
    assert (tmp_path / "b.md").exists(), "the output of the second turn was none"
    later.join()
    turns.close()


def test_ctrl_c_that_is_lost_once_ends_the_watching(tmp_path: Path) -> None:
    """Its exception may be swallowed where it comes; it was heard all the same, and all is as before."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        turns = changes([tmp_path], [])
        next(turns)
        with contextlib.suppress(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
        with pytest.raises(KeyboardInterrupt):
            next(turns)
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    finally:
        signal.signal(signal.SIGINT, before)


def _until(found: object) -> int:
    for _ in range(300):
        if value := found():  # type: ignore[operator]
            return int(value)
        time.sleep(0.1)
    return 0
