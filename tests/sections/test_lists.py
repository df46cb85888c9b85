"""Lists in running text over the ends of pages and columns."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import pytest

from brochure.pipeline import build
from brochure.vocabulary.job import Job
from tests.seen import Pages

SENTENCE = "What is broken comes to two evenings a week, with tools of all kinds, and twenty people look at it. "


@pytest.mark.parametrize(
    ("size", "count", "more"), [("a5", 5, 42), ("square", 3, 0), ("square", 3, 1), ("square", 5, 1), ("square", 5, 39)]
)
def test_no_item_of_a_list_stands_apart_from_the_others(tmp_path: Path, size: str, count: int, more: int) -> None:
    """Over a page or a column two stand at either end at least; of three, all."""
    items = "\n".join(f"- Item{number} with words that make about a line" for number in range(count))
    text = "\n\n".join(("It begins in a few words.", SENTENCE * 8, SENTENCE * 8, "A line. " * 6 * more, items))
    (tmp_path / "brochure.yaml").write_text(f"language: en\ndate: 2026-01-01\nformat: {size}\n", encoding="utf-8")
    content = tmp_path / "a.md"
    content.write_text(f"---\ntitle: A\n---\n\n## Way\n\n{text}\n\n{SENTENCE * 6}\n", encoding="utf-8")
    outcome = build(Job(content, tmp_path, tmp_path / "brochure.yaml", tmp_path / "out"))
    assert outcome.output is not None
    pages = Pages(outcome.output.path)
    found = [
        (number, run.box[0] > pages.size(number)[0] / 2)
        for number in range(len(pages))
        for run in pages.runs(number)
        if run.text.startswith("Item")
    ]
    assert len(found) == count
    assert min(len(list(same)) for _, same in groupby(found)) >= 2


@pytest.mark.parametrize(
    ("key", "item", "count", "words"),
    [
        ("features", "title: {}, text", 9, 60),
        ("questions", "question: {}, answer", 13, 30),
        ("prices", "name: {}, price: 3 €, note", 10, 12),
        ("people", "name: {}, role: Smith, text", 9, 30),
        ("agenda", "time: '{time}', title: {}, text", 8, 30),
    ],
)
def test_no_item_of_a_group_stands_alone_on_a_page(tmp_path: Path, key: str, item: str, count: int, words: int) -> None:
    """The one before it moves over, too."""
    text = " ".join((SENTENCE * 4).split()[:words])
    items = "".join(
        f"  - {{{item.format(f'Item{number}x', time=f'{8 + number}:00')}: '{text}'}}\n" for number in range(count)
    )
    content = tmp_path / "a.md"
    content.write_text(f"---\ntitle: T\nlang: en\n{key}:\n{items}---\n", encoding="utf-8")
    (tmp_path / "brochure.yaml").write_text("binding: none\n", encoding="utf-8")
    outcome = build(Job(content, tmp_path, tmp_path / "brochure.yaml", tmp_path / "out"))
    assert outcome.output is not None
    pages = Pages(outcome.output.path)
    found = [sum(f"Item{number}x" in pages.text(at) for number in range(count)) for at in range(len(pages))]
    assert sum(found) == count
    assert 1 not in found


@pytest.mark.parametrize(("when", "language"), [("2023-09-28", "fr"), ("28 de setembro de 2023", "pt"), ("2003", "en")])
def test_no_date_of_a_list_parts_in_a_word(tmp_path: Path, when: str, language: str) -> None:
    """A day whose month is too long for its column is set smaller; a year stands as large as the titles."""
    text = f"agenda:\n  list:\n    - {{date: {when}, title: Un}}\n    - {{date: {when[:-1]}4, title: Deux}}\n"
    content = tmp_path / "a.md"
    content.write_text(f"---\ntitle: T\nlang: {language}\n{text}---\n", encoding="utf-8")
    outcome = build(Job(content, tmp_path, None, tmp_path / "out"))
    assert outcome.output is not None
    pages = Pages(outcome.output.path)
    words = " ".join(run.text for number in range(len(pages)) for run in pages.runs(number)).split()
    assert {"fr": "septembre", "pt": "setembro", "en": "2003"}[language] in words
