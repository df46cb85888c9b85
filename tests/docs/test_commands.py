"""Every command that the manual and the README show is run, and answers what they say."""

from __future__ import annotations

import re
import shlex
import textwrap
from pathlib import Path

import click
import pytest
import yaml

from brochure.cli.commands import command
from brochure.cli.merge import range_of
from brochure.load.text import Source
from brochure.model.project import PROJECT
from brochure.model.validate import read_project
from tests.docs.answers import renewed
from tests.docs.reading import KINDS, PAGES, README, ROOT, SHELL, Block, Step, blocks, inline, language_of, steps
from tests.docs.running import MARKS, Reader, even

TEXTS = {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in PAGES}
# Pages that are followed in `make test`; the others, which build more, by `make docs`.
QUICK = ("README.md", "docs/tutorial.md")
FOLLOWED = [
    pytest.param(name, marks=[] if name in QUICK else [pytest.mark.slow])
    for name, text in TEXTS.items()
    if any(block.kind in SHELL for block in blocks(text))
]


@pytest.mark.parametrize("name", FOLLOWED)
def test_a_page_can_be_followed(name: str, tmp_path: Path) -> None:
    """In an empty folder, from the first line to the last, each command does what the page says."""
    home = tmp_path / "home"
    home.mkdir()
    reader = Reader(home, language_of(name))
    for block in blocks(TEXTS[name]):
        reader.follow(block)
    assert reader.code == 0


@pytest.mark.parametrize("name", TEXTS)
def test_every_block_is_of_a_kind_that_is_held_to_something(name: str) -> None:
    """No block without a kind; every mark is known; settings that nobody builds with are sound."""
    for block in blocks(TEXTS[name]):
        where = f"{name}:{block.line}"
        assert not block.kind or block.kind in KINDS, where
        assert block.kind or block.mark, where
        assert block.mark.partition(": ")[0] in ("", "made", "rules", *MARKS), where
        if block.kind == "yaml" and not block.mark:
            assert faults(block.text) == [], where


def faults(text: str) -> list[str]:
    """Say what is wrong with lines of brochure.yaml, which a page may hold under `brochure:`."""
    if text.startswith("brochure:\n"):
        text = textwrap.dedent(text.partition("\n")[2])
    unknown = [f"no key {key}" for key in yaml.safe_load(text) if key not in PROJECT.keys]
    _, problems = read_project(Source("brochure.yaml", text))
    return unknown + [problem.message for problem in problems]


@pytest.mark.parametrize("name", TEXTS)
def test_commands_in_running_text_exist(name: str) -> None:
    """Commands, options and targets that are only named are such as there are."""
    for line in inline(TEXTS[name]):
        words = [word for word in re.sub(r"\[[^]]*\]", "", line.replace("…", "")).replace("\\|", "|").split() if word]
        if words[0] == "make":
            targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.M)
            assert words[1:2] == [] or words[1] in targets, line
        else:
            assert unknown(words[1:]) == [], line


def test_the_workflows_ask_for_what_they_are_given() -> None:
    """Each workflow that the manual shows gives the action, or the workflow that it calls, inputs that it has."""
    found = blocks(TEXTS["docs/how-to/ci.md"])
    marks = {block.mark: block for block in found if block.mark.startswith("file: .github/")}
    shown = {mark.rpartition("/")[2]: yaml.safe_load(block.text)["jobs"] for mark, block in marks.items()}
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    (used,) = [step for step in shown["brochure.yml"]["brochure"]["steps"] if "make-brochure@" in step["uses"]]
    assert set(used["with"]) <= set(action["inputs"])
    said = marks["file: .github/workflows/brochure.yml"].text
    assert set(re.findall(r"steps\.brochure\.outputs\.(\w+)", said)) <= set(action["outputs"])
    (calling,) = shown["release.yml"].values()
    called = ROOT / calling["uses"].removeprefix("OWNER/make-brochure/").partition("@")[0]
    # YAML reads the key `on` as true.
    given = yaml.safe_load(called.read_text(encoding="utf-8"))[True]["workflow_call"]["inputs"]
    assert set(calling["with"]) <= set(given)
    assert {name for name, of in given.items() if of.get("required")} <= set(calling["with"])


def test_the_workflow_of_a_table_makes_every_row_once() -> None:
    """The ranges of its matrix follow each other, from the first row to the last; its command is one that there is."""
    shown = {block.mark: block for block in blocks(TEXTS["docs/how-to/merge.md"])}
    (job,) = yaml.safe_load(shown["file: .github/workflows/invitations.yml"].text)["jobs"].values()
    ranges = [range_of(rows) for rows in job["strategy"]["matrix"]["rows"]]
    assert [first for first, _ in ranges] == [1, *(last + 1 for _, last in ranges[:-1] if last is not None)]
    assert ranges[-1][1] is None
    (call,) = [step["run"] for step in job["steps"] if step.get("run", "").startswith("make-brochure")]
    assert unknown(shlex.split(call)[1:]) == []


def unknown(words: list[str]) -> list[str]:
    """Give the words of a call that the command does not know: its name, or an option."""
    if words and not words[0].startswith("-") and words[0] not in command.commands:
        return words[:1]
    name = words[0] if words and words[0] in command.commands else "build"
    known = {
        option
        for part in (command, command.commands[name])
        for one in part.get_params(click.Context(part))
        for option in one.opts
    }
    return [word for word in words if word.startswith("-") and word not in known]


def test_no_page_is_left_out() -> None:
    """The README and every page of the manual are read, and some commands are found in them."""
    assert README in PAGES
    assert sum(len(steps(block)) for text in TEXTS.values() for block in blocks(text) if block.kind in SHELL) >= 20


@pytest.mark.parametrize("line", ["rm -rf /", "make nothing", "make-brochure --no-such-option", "false"])
def test_what_no_test_knows_fails(line: str, tmp_path: Path) -> None:
    """An unknown program, a target that is none, a wrong option: the page is at fault."""
    home = tmp_path / "home"
    home.mkdir()
    reader = Reader(home)
    with pytest.raises(AssertionError):
        reader.follow(Block("sh", f"{line}\necho\n", "", 1))


def test_an_answer_that_is_not_the_real_one_fails(tmp_path: Path) -> None:
    """What a page shows as the answer of a command must be its answer."""
    home = tmp_path / "home"
    home.mkdir()
    Reader(home).follow(Block("console", "$ echo yes\nyes\n", "", 1))
    with pytest.raises(AssertionError):
        Reader(home).follow(Block("console", "$ echo yes\nno\n", "", 1))


def test_answers_are_renewed(tmp_path: Path) -> None:
    """What a page shows becomes what came; the rest of the page stays."""
    home = tmp_path / "home"
    home.mkdir()
    text = "a\n```console\n$ echo yes\nno\n$ echo 2 KiB\n3 KiB\n```\nb\n"
    assert renewed(text, home) == "a\n```console\n$ echo yes\nyes\n$ echo 2 KiB\n3 KiB\n```\nb\n"


def test_blocks_are_read_with_their_marks() -> None:
    """Fences, marks before them, marks alone; comments are no commands; sizes differ from machine to machine."""
    marked = "<!-- picture: a.png 3x2 -->\n\n<!-- file: x.yaml -->\n```yaml\na: 1\n```\n"
    text = f"{marked}\n```sh\none two  # why\n# all\n```\n"
    found = blocks(text)
    assert [(block.kind, block.mark) for block in found] == [
        ("", "picture: a.png 3x2"),
        ("yaml", "file: x.yaml"),
        ("sh", ""),
    ]
    assert steps(found[2]) == [Step("one two")]
    assert steps(Block("console", "$ one\n1\n2\n$ two\n", "", 1)) == [Step("one", "1\n2\n"), Step("two", "")]
    assert even("a.pdf: 8 pages, 44 KiB\n") == even("a.pdf: 8 pages, 1045 KiB")
    assert faults("fromat: a5\n")[:1] == ["no key fromat"]
    assert unknown(shlex.split("pages --dip 3 x.md")) == ["--dip"]
    assert unknown(["biuld"]) == ["biuld"]
