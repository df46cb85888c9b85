"""Front matter as websites have it, built: what it is written in, its keys, its title, what YAML cuts off."""

from __future__ import annotations

from pathlib import Path

import pytest

from brochure.cli import commands
from tests.cases.bench import Made, made, write

YAML = "---\ntitle: Night ferry\ndescription: Nine harbours.\n---\n"
BODY = "\n## Where it calls\n\nFrom the pier to the island.\n"


def told(found: Made) -> list[tuple[str, int | None, int | None]]:
    """Give the codes of errors and warnings, each with its line and column."""
    wanted = set(found.codes)
    return [(p.code, p.place.line, p.place.column) for p in found.problems if p.code in wanted]


@pytest.mark.parametrize(
    "front",
    [
        YAML,
        YAML.replace("\n---\n", "\n...\n", 1),
        f"\ufeff{YAML}".replace("\n", "\r\n"),
        "---yaml\ntitle: Night ferry\ndescription: Nine harbours.\n---\n",
        "+++\ntitle = 'Night ferry'\ndescription = 'Nine harbours.' # of them\n[[cascade]]\nname = 'x'\n+++\n",
        '{\n  "title": "Night ferry",\n  "description": "Nine harbours."\n}\n',
        '---json\n{"title": "Night ferry", "description": "Nine harbours."}\n---\n',
        ';;;\n"title": "Night ferry",\n"description": "Nine harbours."\n;;;\n',
        "Title: Night ferry\nDescription: Nine harbours.\n\n",
        "---\nTitle: Night ferry\nDESCRIPTION: Nine harbours.\n---\n",
        "---\ndescription: Nine harbours.\n---\n\n# Night ferry\n",
        "---\ndescription: Nine harbours.\n---\n\nNight ferry\n===========\n",
    ],
)
def test_the_same_keys_make_the_same_brochure(tmp_path: Path, front: str) -> None:
    """In YAML, TOML, JSON or plain lines, in any case, the title above the text: cover, introduction, a page."""
    content = write(tmp_path, "")
    content.write_bytes((front + BODY).encode())
    found = made(content)
    assert found.codes == []
    assert "Nine harbours." in found.words(2)
    assert "From the pier to the island." in found.words(3)
    assert sum(found.words(page).count("Night ferry") for page in range(1, 6)) == 1


def test_a_file_without_keys_or_heading_is_called_by_its_name(tmp_path: Path) -> None:
    """With a warning; two great headings are no title."""
    content = write(tmp_path, "Words.\n", {"content/night-ferry.md": "# One\n\nWords.\n\n# Two\n\nMore.\n"})
    found = made(content.with_name("night-ferry.md"))
    assert told(found) == [("title-missing", 1, 1)]
    assert "Night ferry" in found.words(1)


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        (
            "title: Tour #2 of the C# club\ndesc: Group #1 and group #7 meet here.\n",
            [("text-cut", 2, 13), ("text-cut", 3, 13)],
        ),
        ("title: Tour\ndesc: Open  # all year\n", []),
        ("title: Tour\nsteps:\n  list:\n    - {title: Wave, desc: It slows, and it stops.}\n", [("text-cut", 5, 35)]),
        ("title: Tour\nsteps:\n  list:\n    - {title: Wave, desc: 'It slows, and it stops.'}\n", []),
        ("title: Tour\nquote:\n  quote: Yes #1\n  desc: Ada\n", [("text-cut", 4, 14)]),
        (
            "title: Tour\nlead: Row #1 is ours.\ndesc: {text: It slows, and it stops.}\n",
            [("text-cut", 3, 11), ("text-cut", 4, 22)],
        ),
    ],
)
def test_what_yaml_cuts_off_is_told(tmp_path: Path, front: str, expected: list[object]) -> None:
    """At the sign that cuts: a # in a text, a comma in braces; a comment that is one is no more than noted."""
    assert told(made(write(tmp_path, f"---\n{front}---\n"))) == expected


def test_two_spellings_of_a_key_are_twice_the_key(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An error at the second."""
    content = write(tmp_path, "---\ntitle: Ferry\nTitle: Boat\n---\n")
    assert commands.main(["build", str(content)]) == 1
    assert "a.md:3:1: error[duplicate-key]" in capsys.readouterr().err


def test_an_empty_file_of_settings_is_one_of_defaults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing in it, and .mdx beside .md is content; two of one name are an error."""
    write(tmp_path, YAML, {"content/b.mdx": YAML}, settings="")
    monkeypatch.chdir(tmp_path)
    assert commands.main(["build", "--quiet"]) == 0
    assert sorted(path.name for path in (tmp_path / "out").glob("*.pdf")) == ["a.pdf", "b.pdf"]
    (tmp_path / "content/a.mdx").write_text(YAML)
    assert commands.main(["build", "--quiet"]) == 1


def test_foreign_keys_are_no_slips(tmp_path: Path) -> None:
    """A key like another, but with another first letter, other values or another length, passes."""
    front = "title: Ferry\nmembers:\n  - {name: Ada}\nlong: 13.38\nbg_color: red\n"
    assert "unknown-key" not in made(write(tmp_path, f"---\n{front}---\n")).codes
    slip = made(write(tmp_path, "---\ntitle: Ferry\nnubmers:\n  - {num: 3, title: boats}\n---\n"))
    assert ("unknown-key", 3, 1) in told(slip)


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("language: fr", "Les phases 2 mois"),
        ("locale: fr_FR", "Les phases 2 mois"),
        ("lang: fr_FR", "Les phases 2 mois"),
        ("language: Basic", "The phases"),
    ],
)
def test_a_page_says_its_language_as_sites_do(tmp_path: Path, key: str, expected: str) -> None:
    """By any of their names for it, where it is one; it is stronger than the settings."""
    steps = "steps: {list: [{title: Ramer, duration: 2 mois}]}"
    found = made(write(tmp_path, f"---\ntitle: Bateaux\n{key}\n{steps}\n---\n"))
    assert expected in " ".join(found.words(page) for page in (2, 3))
    assert ("duration-unread" in found.codes) == (key == "language: Basic")


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        ("{Mon: 9-12, Tue: closed}", "Mon 9-12 Tue closed"),
        ("{monday: 9:00, tuesday: Closed all day}", "Monday 9:00 Tuesday Closed all day"),
    ],
)
def test_hours_of_a_day_are_printed_whatever_they_look_like(tmp_path: Path, hours: str, expected: str) -> None:
    """A time alone is one, too."""
    found = made(write(tmp_path, f"---\ntitle: Boats\nhours: {hours}\n---\n\nWords.\n"))
    printed = " ".join(found.words(page) for page in (2, 3)).replace("\u2013", "-")
    assert expected in printed
