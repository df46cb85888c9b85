"""What the manual takes from the code is what the code says; all of it is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from brochure.cli.commands import command
from brochure.preflight.rulebook import RULES
from brochure.vocabulary.limits import ROWS
from brochure.vocabulary.problems import Exit
from tests.docs.reading import ROOT
from tools.manual import codes, commands
from tools.manual.pages import FILLS, FOLDER, pages, renewed

REFERENCE = FOLDER / "reference"


@pytest.mark.parametrize("path", pages(), ids=lambda path: str(path.relative_to(FOLDER)))
def test_pages_say_what_the_code_says(path: Path) -> None:
    """What stands between marks is of today; where it is not, `make manual` renews it."""
    text = path.read_text(encoding="utf-8")
    assert renewed(text) == text, "run: make manual"


def test_a_page_that_differs_is_renewed() -> None:
    """What stood between the marks is replaced, the rest stays; a mark that nothing belongs to is an error."""
    assert renewed("a\n<!-- made: exits -->\nold\n<!-- /made -->\nb\n").splitlines()[:3] == [
        "a",
        "<!-- made: exits -->",
        "| code | means |",
    ]
    assert renewed("a\n<!-- made: exits -->\nold\n<!-- /made -->\nb\n").endswith("<!-- /made -->\nb\n")
    with pytest.raises(KeyError):
        renewed("<!-- made: nothing -->\n<!-- /made -->\n")


def test_everything_made_is_shown_once() -> None:
    """Each table has its place on one page."""
    marks = [name for path in pages() for name in re.findall(r"<!-- made: (\w+) -->", path.read_text(encoding="utf-8"))]
    assert sorted(marks) == sorted(FILLS)


def test_every_code_is_told() -> None:
    """A problem's code is in the manual: write what it means into tools/manual/codes.py, then `make manual`."""
    assert codes.undocumented() == set()
    assert {rule.code for rule in RULES} & set(codes.known()) == set()


def test_every_code_of_the_manual_is_in_the_code() -> None:
    """No code is told of that no problem has."""
    assert set(codes.known()) - codes.in_package() == set()


def test_codes_that_tests_expect_are_told() -> None:
    """The reader of the code misses nothing: what tests expect as a problem's code is known too."""
    expected: set[str] = set()
    for path in (ROOT / "tests").rglob("test_*.py"):
        text = path.read_text(encoding="utf-8")
        expected.update(re.findall(r'\.code == "([a-z0-9-]+)"', text))
    known = {*codes.known(), *(rule.code for rule in RULES), *(f"limit-{row.key}" for row in ROWS.values())}
    assert len(expected) > 10
    assert expected - known == set()


def test_a_code_is_found_however_it_is_written() -> None:
    """First argument, or the first that is written out; other calls are none."""
    source = 'Problem("a-b", x)\nself.source.problem(\n"c-d", y)\n_refused(project, "e-f")\nother("g-h")\n'
    source += 'report(code, "no code")\n'
    assert list(codes.in_code(source)) == ["a-b", "c-d", "e-f"]


def test_every_command_option_and_exit_code_is_told() -> None:
    """The page of the command line leaves nothing out."""
    text = (REFERENCE / "command.md").read_text(encoding="utf-8")
    assert set(commands.EXITS) == set(Exit)
    assert [name for name in command.commands if f"\n## {name}\n" not in text] == []
    options = {option for inner in command.commands.values() for one in inner.params for option in one.opts}
    assert {option for option in options if option.startswith("-") and not re.search(rf"{option}\b", text)} == set()
