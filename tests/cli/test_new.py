"""`new`: what it asks, what it refuses, and that what it writes builds without a warning."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import select
import subprocess
import sys
import termios
from pathlib import Path
from typing import Any

import pytest
import yaml

from brochure.cli import commands
from brochure.model.schema import content_schema, project_schema
from brochure.sections.registry import shipped
from tests.seen import Pages

FILES = [
    ".schema/content.json", ".schema/project.json", "brochure.yaml", "content/brochure.md", "content/img/README.md",
]  # fmt: skip

# How long a question may take to come, in seconds.
PATIENCE = 20


def written(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def settings(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((folder / "brochure.yaml").read_text(encoding="utf-8"))
    return found


def typed(answers: list[str], *arguments: str, language: str = "C.UTF-8") -> tuple[int, str]:
    """Run `new` on a terminal and type an answer each time it waits; gives its exit code and all that was shown."""
    ours, its = pty.openpty()
    started = subprocess.Popen(
        [sys.executable, "-m", "brochure", "new", *arguments],
        stdin=its, stdout=its, stderr=its, start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        env={**os.environ, "LC_ALL": language, "TERM": "dumb", "PYTHONPATH": str(Path(__file__).parents[2])},
    )  # fmt: skip
    os.close(its)
    shown, waiting = "", list(answers)
    while select.select([ours], [], [], PATIENCE)[0]:
        try:
            shown += os.read(ours, 4096).decode("utf-8", "replace")
        except OSError:
            break
        if waiting and shown.endswith(": "):
            os.write(ours, f"{waiting.pop(0)}\n".encode())
    else:
        started.kill()
    os.close(ours)
    return started.wait(PATIENCE), shown.replace("\r\n", "\n")


def test_a_terminal_is_asked(tmp_path: Path) -> None:
    """Each question once; a wrong answer is explained and asked again; the answers stand in brochure.yaml."""
    answers = ["Éa « 1 »", "example.org", "de", "fr", "a6", "A4", "bluish", "#ffb703", "5d4037"]
    code, shown = typed(answers, str(tmp_path / "mine"))
    assert code == 0, shown
    found = settings(tmp_path / "mine")
    assert found["organisation"] == {
        "name": "Éa « 1 »", "site": "https://example.org", "contact": "bonjour@example.org",
    }  # fmt: skip
    assert (found["language"], found["format"]) == ("fr", "a4")
    screen = {name: colour["screen"] for name, colour in found["brand"]["colours"].items()}
    assert (screen["ink"], screen["signal"], screen["paper"]) == ("#5d4037", "#ffb703", "#ffffff")
    assert "there is no starter text in 'de': take fr or en" in shown
    assert "'format' is no page format: \"a6\"" in shown
    assert "'bluish' is no colour: write it in hexadecimal, such as ff5a3c, or as CSS does, such as crimson" in shown
    assert f"next: cd {tmp_path}/mine && make-brochure preview" in shown


def test_enter_takes_the_defaults(tmp_path: Path) -> None:
    """The folder's name, no website, the language of the terminal, A5, the shipped colours."""
    code, shown = typed([""] * 6, str(tmp_path / "harbour"), language="en_GB.UTF-8")
    assert code == 0, shown
    found = settings(tmp_path / "harbour")
    assert (found["organisation"]["name"], found["language"], found["format"]) == ("harbour", "en", "a5")
    assert found["organisation"]["contact"] == "hello@example.org"
    assert found["brand"]["colours"]["signal"] == {"screen": "#ff5a3c", "press": [0, 78, 78, 0]}


def test_a_colour_that_cannot_be_read_is_explained_and_a_tone_proposed(tmp_path: Path) -> None:
    """Refused, the question comes again; taken, the tone is written."""
    given = ("--name", "N", "--site", "", "--language", "fr", "--format", "a5")
    answers = ["#0055a4", "#ff8800", "n", "crimson", "#ff8800", "y"]
    code, shown = typed(answers, str(tmp_path / "mine"), *given)
    assert code == 0, shown
    assert "Text in #ff8800 is too pale: its contrast is 2.2:1, at least 7:1 is needed." in shown
    assert "Proposed: #804100 for text and dark grounds, #dc143c as accent." in shown
    assert shown.count("Your colour") == 2
    colours = settings(tmp_path / "mine")["brand"]["colours"]
    assert (colours["ink"]["screen"], colours["signal"]["screen"]) == ("#804100", "#dc143c")


@pytest.mark.parametrize(
    "arguments",
    [
        ("--yes",),
        ("--quiet",),
        ("--name=N", "--site=https://example.org", "--language=en", "--format=a5", "--ink=123456"),
    ],
)
def test_nothing_is_asked_where_all_is_told(arguments: tuple[str, ...], tmp_path: Path) -> None:
    """With --yes, --quiet, or an option for each question."""
    code, shown = typed([], str(tmp_path / "mine"), *arguments)
    assert (code, written(tmp_path / "mine")) == (0, FILES), shown


def test_ctrl_c_at_a_question_writes_nothing(tmp_path: Path) -> None:
    """The command ends as interrupted, and no folder is left."""
    code, shown = typed(["Name", "\x03"], str(tmp_path / "mine"))
    assert (code, (tmp_path / "mine").exists()) == (130, False), shown


def test_without_a_terminal_nothing_is_asked(tmp_path: Path) -> None:
    """The defaults are taken; the website may stay away."""
    assert commands.main(["new", str(tmp_path / "harbour")]) == 0
    found = settings(tmp_path / "harbour")
    assert (found["organisation"]["name"], found["language"], found["format"]) == ("harbour", "fr", "a5")
    assert "site" not in found["organisation"]
    assert written(tmp_path / "harbour") == FILES


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--signal", "bluish"], "--signal: 'bluish' is no colour: write it in hexadecimal"),
        (["--ink", "ff8800"], "Text in #ff8800 is too pale: its contrast is 2.2:1, at least 7:1 is needed."),
        (["--format", "a6"], "--format: 'format' is no page format: \"a6\""),
        (["--format", "10x10"], "each side must measure 90 to 450 mm"),
        (["--site", "nowhere"], "'organisation.site' is no web address: \"nowhere\""),
        (["--language", "de"], "'de' is not one of 'fr', 'en'"),
    ],
)
def test_wrong_options_are_wrong_usage(
    arguments: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 2, what is wrong in a sentence, and nothing written."""
    assert commands.main(["new", str(tmp_path / "mine"), *arguments]) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "mine").exists()


@pytest.mark.parametrize("name", FILES)
def test_no_file_is_written_over(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file in the way is named, stays as it is, and no other is written."""
    there = tmp_path / name
    there.parent.mkdir(parents=True, exist_ok=True)
    there.write_text("mine", encoding="utf-8")
    assert commands.main(["new", str(tmp_path)]) == 1
    assert f"{there}: error[file-exists]: the file exists already" in capsys.readouterr().err
    assert (written(tmp_path), there.read_text(encoding="utf-8")) == ([name], "mine")


def test_a_file_called_as_the_folder_stays(tmp_path: Path) -> None:
    """It is no folder to start in."""
    (tmp_path / "mine").write_text("x", encoding="utf-8")
    assert commands.main(["new", str(tmp_path / "mine")]) == 1
    assert (tmp_path / "mine").read_text(encoding="utf-8") == "x"


def test_editors_find_the_schemas(tmp_path: Path) -> None:
    """The modelines name files that are written beside, and those are the schemas of today."""
    assert commands.main(["new", "--quiet", str(tmp_path / "mine")]) == 0
    for name, schema in (("brochure.yaml", project_schema()), ("content/brochure.md", content_schema(shipped().keys))):
        file = tmp_path / "mine" / name
        modeline = next(line for line in file.read_text(encoding="utf-8").splitlines() if "$schema=" in line)
        beside = modeline.removeprefix("# yaml-language-server: $schema=")
        assert json.loads((file.parent / beside).read_text(encoding="utf-8")) == schema


@pytest.mark.parametrize(
    ("language", "size", "colours"),
    [
        ("fr", "a5", ["--signal=#e1000f"]),
        ("en", "a5", ["--ink=055d42", "--signal=ffb703"]),
        ("fr", "a4", ["--ink=003366"]),
        ("en", "letter", ["--signal=ffee00"]),
        ("fr", "square", ["--signal=black"]),
        ("en", "square", []),
        ("en", "leaflet", ["--signal=#0055a4"]),
        ("fr", "170x240", ["--ink=4a148c", "--signal=00c2a8"]),
    ],
)
def test_it_builds_without_a_warning(language: str, size: str, colours: list[str], tmp_path: Path) -> None:
    """In either language, on every format, in light and dark colours, for the screen and for paper."""
    folder = tmp_path / "mine"
    options = ["--name", 'L\'"île": #1', "--site=example.org", f"--language={language}", f"--format={size}", *colours]
    assert commands.main(["new", "--quiet", str(folder), *options]) == 0
    preset = "all" if size == "a5" else "screen"
    assert commands.main(["build", "--strict", "--preset", preset, str(folder / "content" / "brochure.md")]) == 0
    assert settings(folder)["organisation"]["name"] == 'L\'"île": #1'


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("size", ["a5", "a4", "square", "letter"])
def test_what_it_writes_makes_composed_pages(language: str, size: str, tmp_path: Path) -> None:
    """Cells of the introduction of one height, each with its icon, and a back that says where to write to."""
    folder = tmp_path / "mine"
    assert commands.main(["new", "--quiet", str(folder), f"--language={language}", f"--format={size}"]) == 0
    assert commands.main(["build", "--quiet", str(folder / "content" / "brochure.md")]) == 0
    pages = Pages(folder / "out" / "brochure.pdf")
    cells = [shape.box for shape in pages.shapes(1) if shape.box[0] <= 0 and shape.box[2] < pages.size(1)[0] / 2]
    heights = [top - bottom for _, bottom, _, top in cells]
    assert len(heights) == 3
    assert max(heights) - min(heights) < 1
    assert "@example.org" in pages.text(len(pages) - 1)
