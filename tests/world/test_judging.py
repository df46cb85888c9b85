"""The judge of the corpus finds what it is there to find: words lost, turned, over each other, marks as written."""

from __future__ import annotations

from pathlib import Path

import pytest

from brochure.vocabulary.problems import Place, Problem, Severity
from tests.seen import Run
from tests.world import source
from tests.world.judging import _crossed, bare, lost, near, of_refusal


def run(text: str, left: float = 10.0, bottom: float = 10.0) -> Run:
    return Run(text, 9.0, (0, 0, 0), 255, True, (left, bottom, left + 5.0 * len(text), bottom + 9.0))


def runs(text: str) -> list[Run]:
    return [run(word) for word in text.split()]


def warning(code: str, message: str = "") -> Problem:
    return Problem(code, Severity.WARNING, message, Place("a.md", 1, 1))


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: One\nlist:\n  - name: Two\n---\nThree",
        "---\r\ntitle: One\r\nlist: [{name: Two}]\r\n...\r\nThree",
        '+++\ntitle = "One"\n[[list]]\nname = "Two"\n+++\nThree',
        '{\n  "title": "One",\n  "list": [{"name": "Two"}]\n}\n\nThree',
        '---json\n{"title": "One", "list": [{"name": "Two"}]}\n---\nThree',
    ],
)
def test_front_matter_is_read_in_every_dialect(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.md").write_bytes(b"\xef\xbb\xbf" + text.encode())
    page = source.read(tmp_path / "a.md")
    assert page.front == ((("title",), "One"), (("list", "0", "name"), "Two"))
    assert page.words == ["three"]


def test_words_stand_between_marks() -> None:
    body = (
        "# Head {#id .big}\n\n{{< figure src='a.jpg' >}}\n\n::: tip Advice\n**Bold** [link](b.md)[^1] <b>tag</b>\n"
        "<a@b.ch>\n:::\n\n- [x] done\n\n1. first\n\n| a | b |\n|---|--:|\n\n```sh\nmake <all>\n```\n\n[^1]: A note.\n"
    )
    page = source.Page((), body)
    assert " ".join(page.words) == "head advice bold link tag a b ch done first a b make all"
    assert page.notes == [["a", "note"]]
    assert page.foreign


def test_what_no_reader_sees_is_not_owed() -> None:
    for path, text in [("layout", "A Page"), ("date", "2025-01-01"), ("image", "/a b/c.jpg"), ("colour", "#fff")]:
        assert not source.owed((path,), text), path
    assert not source.owed(("seo", "title"), "Words for search")
    assert not source.owed(("author",), "Ann Other")
    assert source.owed(("quotes", "0", "author"), "Ann Other")
    assert source.owed(("stats", "0", "value"), "12")
    assert not source.owed(("weight",), "12")


def test_a_word_that_is_neither_printed_nor_told_is_lost() -> None:
    page = source.Page(((("a", "b"), "Two words"), (("c",), "Three")), "One {{ two }} one")
    told = [warning("foreign-markup"), warning("content-unprinted", "no section prints 'a.b' (2 words)")]
    assert lost(page, runs("one three one"), told, ordered=True) == []
    assert lost(page, runs("one three"), told, ordered=True) == ["body: one"]
    assert lost(page, runs("one three one"), told[:1], ordered=True) == ["a.b: two words"]
    assert lost(page, runs("one three one"), told[1:], ordered=True) == ["foreign markup is not told"]
    turned = source.Page((), "one two")
    assert lost(turned, runs("two one"), [], ordered=True) == ["body out of turn: two"]
    assert lost(turned, runs("two one"), [], ordered=False) == []


def test_words_of_a_value_stand_near_each_other() -> None:
    assert near(["a", "b"], ["b", "a", *["x"] * 40, "b"])
    assert not near(["a", "b"], ["b", "a", *["x"] * 41, "b"])


def test_words_over_each_other_and_marks_are_found() -> None:
    one, other = run("word"), run("word", 12.0)
    assert list(_crossed([one, other])) == [(one, other)]
    assert list(_crossed([one, run("word", 30.0)])) == []
    assert list(_crossed([one, run("word", 12.0, 19.0)])) == []
    assert bare(source.Page((), "a"), runs("a {{< b >}}")) == ["printed as written: '{{<'", "printed as written: '>}}'"]
    assert bare(source.Page((), "`{{< b >}}`"), runs("a {{< b >}}")) == []


def test_a_refusal_is_one_message_about_fonts() -> None:
    refusal = Problem("script-missing", Severity.ERROR, "no font has it", Place("a.md"))
    assert of_refusal([refusal]) == []
    assert of_refusal([refusal, refusal]) == ["2 errors instead of one"]
    assert of_refusal([warning("any")]) == ["0 errors instead of one"]
