"""What the tool says, in English and in French: nothing without a translation, and none that says less or more."""

from __future__ import annotations

import ast
import pickle
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Message

from brochure.cli import commands, terminal
from brochure.vocabulary.problems import Place, Problem, Severity
from brochure.vocabulary.report import problem_data, problem_text
from brochure.vocabulary.speech import (
    Said,
    either,
    language_of,
    lines_named,
    listed,
    pages_named,
    quoted,
    spoken,
)
from brochure.worker import wire
from tools import messages

_SLOT = re.compile(r"\{\{|\}\}|%\(\w+\)s|\{(\w+)(?:!r)?(?::([^}]*))?\}")


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Whatever a test speaks, the next one hears English."""
    yield
    terminal.speak("en")


def test_a_message_is_its_english_text_and_can_be_said_in_french() -> None:
    """With its fields, messages among them; numbers are written as the language writes them."""
    said = Said("the font '{path}' {why}", path="a.ttf", why=Said("is a broken font"))
    assert said == "the font 'a.ttf' is a broken font"
    assert spoken(said, "en") == said
    assert spoken(said, "fr") == "la police «\u00a0a.ttf\u00a0» est une police abîmée"
    large = Said(
        "the picture '{name}' has {size:.1f} MB; at most {limit} are taken", name="a", size=62.04, limit=Said("MB")
    )
    assert "62.0 MB" in large
    assert "62,0 Mo" in spoken(large, "fr")
    assert spoken(Said("is larger than {most:,} MB", most=1234567), "fr") == "dépasse 1\u202f234\u202f567 Mo"


def test_things_are_counted_as_the_language_counts() -> None:
    """None is several to the English, and one to the French."""
    counts = [Said("{count} warning", "{count} warnings", count=count) for count in (0, 1, 2)]
    assert counts == ["0 warnings", "1 warning", "2 warnings"]
    assert [spoken(one, "fr") for one in counts] == ["0 avertissement", "1 avertissement", "2 avertissements"]


def test_lists_are_messages() -> None:
    """Of things, pages and lines."""
    assert [listed([]), listed("a"), listed("ab"), listed("abc")] == ["", "a", "a and b", "a, b and c"]
    assert spoken(listed("abc"), "fr") == "a, b et c"
    assert spoken(either("abc"), "fr") == "a ou b ou c"
    assert [pages_named([3]), pages_named([1, 2, 3]), pages_named([2, 4, 7])] == [
        "page 3", "pages 1 to 3", "pages 2, 4 and 7",
    ]  # fmt: skip
    assert spoken(pages_named([2, 4, 7]), "fr") == "les pages 2, 4 et 7"
    assert spoken(lines_named("One", 3), "fr") == "«\u00a0One\u00a0» et 2 autres lignes"
    assert quoted("a" * 50) == f"'{'a' * 39}…'"


def test_a_template_is_filled_later() -> None:
    """What has no field yet stays open; a brace is written twice, one of a value stands as it is."""
    open_ = Said("write {{file: {path}}}")
    assert open_ == "write {file: {path}}"
    assert open_.of(path="{x}") == "write {file: {x}}"


def test_a_message_passes_in_no_language() -> None:
    """From process to process, in whatever way; what is no message is refused."""
    said = Said("{count} error", "{count} errors", count=2, inner=Said("is a broken font"), share=0.5)
    (passed,) = wire.unpacked(bytearray(wire.pack((said,))))
    for again in (passed[0], pickle.loads(pickle.dumps(said)), Said.made(said.parts)):
        assert (again, again.parts) == (said, said.parts)
    for wrong in ([1, "", {}], ["a", None, {}], "abcd", [], ["a", "", 1]):
        with pytest.raises((TypeError, ValueError, AttributeError)):
            Said.made(wrong)
    # Nobody's template takes the memory, or what a value is made of.
    hostile = Said.made(["{a:999999999} {a.__class__} {a!r}", "", {"a": 1}])
    assert hostile == "{a:999999999} {a.__class__} {a!r}"


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        ([], {}, "en"),
        ([], {"LANG": "fr_FR.UTF-8"}, "fr"),
        ([], {"LANG": "fr_CA"}, "fr"),
        ([], {"LANG": "de_DE.UTF-8"}, "en"),
        ([], {"LANG": "fr_FR.UTF-8", "LC_ALL": "C.UTF-8"}, "en"),
        ([], {"LANG": "en_GB.UTF-8", "LC_MESSAGES": "fr_BE"}, "fr"),
        (["build", "--messages", "fr"], {}, "fr"),
        (["--messages=en", "build"], {"LANG": "fr_FR.UTF-8"}, "en"),
        (["--messages"], {"LANG": "fr_FR.UTF-8"}, "fr"),
        (["--messages", "tlh"], {"LANG": "fr_FR.UTF-8"}, "en"),
    ],
)
def test_the_language_is_that_of_the_option_else_of_the_system(
    arguments: list[str], environment: dict[str, str], language: str
) -> None:
    """French where it is asked for or the system's; else English."""
    assert language_of(arguments, environment) == language


def test_a_problem_is_told_in_french_and_is_english_to_machines() -> None:
    """Its severity, its message, its page and its hint; its code stays."""
    problem = Problem(
        "font-broken", Severity.WARNING, Said("is a broken font"), Place("a.md", 1), Said("write less"), page=3
    )
    assert problem_text(problem, language="fr").split("\n") == [
        "a.md:1: avertissement[font-broken]: est une police abîmée (page 3)", "  conseil\u00a0: écrivez moins",
    ]  # fmt: skip
    assert problem_data(problem)["message"] == "is a broken font"


def test_help_and_wrong_options_are_french(capsys: pytest.CaptureFixture[str]) -> None:
    """The help of commands and options, and what the library of options says by itself."""
    assert commands.main(["--messages", "fr", "check", "--help"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Usage\u00a0: make-brochure check")
    assert "Examine des fichiers de contenu" in said
    assert "Dire aussi les notes." in said
    assert commands.main(["build", "--watch", "--report", "json", "--messages=fr"]) == 2
    assert "--watch ne se termine jamais" in capsys.readouterr().err
    assert commands.main(["--messages", "tlh", "build"]) == 2


def _entries() -> list[Message]:
    return [message for message in messages._read("fr") if message.id]


def test_the_catalogue_has_all_that_is_said() -> None:
    """What is new in the code is in it, what is said no more is gone, and what the tool reads is made of it."""
    assert messages.written("fr") == messages.path_of("fr").read_bytes(), "make messages"
    assert messages.compiled("fr") == messages.path_of("fr").with_suffix(".mo").read_bytes(), "make messages"


def test_nothing_is_without_french() -> None:
    """Every message has a text, every one that counts both; with the same fields, written alike."""
    for message in _entries():
        said, french = ((one,) if isinstance(one, str) else tuple(one) for one in (message.id, message.string))
        assert len(said) == len(french), message.id
        for one in french:
            assert one.strip(), message.id
            # A count may be in words.
            assert _fields(one) - _COUNT in [_fields(form) - _COUNT for form in said], message.id


_COUNT = {("count", "")}


def _fields(*texts: str) -> set[tuple[str, str]]:
    return {
        (found[1] or found[0], found[2] or "")
        for text in texts
        for found in _SLOT.finditer(text)
        if found[0] not in ("{{", "}}")
    }


def test_french_is_set_as_french_is() -> None:
    """Its own quotes, apostrophes, and spaces before signs; nobody is spoken to as a friend."""
    for message in _entries():
        for text in (message.string,) if isinstance(message.string, str) else message.string:
            assert not re.search(r"«[^\u00a0]|[^\u00a0]»| [;?!](?= |$)|\w :(?= |$)|[A-Za-zé]'[a-zàéê]", text), text
            assert not re.search(r"\b(tu|toi|ta|tes)\b", text.lower()), text


def test_every_message_is_written_out_with_its_fields() -> None:
    """A template is no value; where one field is given, all are, and no other."""
    wrong = []
    for path in sorted((messages.ROOT / "brochure").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Said":
                wrong += _wrong(node, path)
    assert wrong == []


# Where templates are made: of no words, or of a file.
_MADE = ("vocabulary/speech.py", "preview/texts.py")


def _wrong(node: ast.Call, path: Path) -> Iterator[str]:
    where = f"{path.relative_to(messages.ROOT / 'brochure')}:{node.lineno}"
    if where.startswith(_MADE):
        return
    texts = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
    given = {one.arg for one in node.keywords}
    if len(texts) != len(node.args):
        yield f"{where} is not written out"
    elif given and None not in given and given - {"count"} != {name for name, _ in _fields(*texts)} - {"count"}:
        yield f"{where} has other fields"
