"""The names of months under a band of dated phases."""

from __future__ import annotations

import itertools
from datetime import date
from pathlib import Path

import pytest

from brochure.figures.segments import Field
from brochure.pipeline import build
from brochure.sections.phases.dates import months, name_of, named
from brochure.vocabulary.job import Job
from tests.seen import Pages

SPREAD = Field((148.0, 148.0), 13.0)


def wide(text: str) -> float:
    return 1.3 * len(text)


def test_months_begin_on_their_first_day() -> None:
    assert list(months(date(2026, 11, 20), date(2027, 1, 1))) == [date(2026, 12, 1), date(2027, 1, 1)]
    assert list(months(date(2026, 1, 1), date(2026, 1, 31))) == []


def test_quarters_are_named_where_they_begin_and_each_year_once() -> None:
    found = named(date(2026, 1, 12), date(2027, 12, 31), SPREAD, "fr", wide)
    assert found[0] == (13.0, "janvier 2026")
    assert [one.text for one in found if "20" in one.text] == ["janvier 2026", "avril 2027"], "January is on the fold"
    days = (date(2026, 4, 1) - date(2026, 1, 12)).days / ((date(2027, 12, 31) - date(2026, 1, 12)).days + 1)
    assert next(one.x for one in found if one.text == "avril") == days * 296


def test_no_name_is_cut_by_a_fold_or_the_trim_or_lies_on_another() -> None:
    found = named(date(2026, 1, 1), date(2026, 12, 31), SPREAD, "de", wide)
    assert all(not one.x < 148 < one.x + wide(one.text) and one.x + wide(one.text) <= 283 for one in found)
    assert all(two.x >= one.x + wide(one.text) for one, two in itertools.pairwise(found))


def test_a_name_is_that_of_the_month_alone() -> None:
    assert (name_of(10, "en"), name_of(10, "de"), name_of(10, "es")) == ("October", "Oktober", "octubre")
    assert name_of(10, "pl") == "", "its forms are those of grammar"


def test_dates_of_fields_are_written_as_the_language_does(tmp_path: Path) -> None:
    """Of a fact, a phase, an agenda; in running text they stand as they were written."""
    front = """language: fr
facts: {date: 2026-05-15, place: Le quai, list: [{label: Limite, value: 2026-04-01}]}
steps: {list: [{title: Un, dates: 2026-01-02 – 2026-02-03}, {title: Deux, dates: 2026-03-04}]}
agenda: [{date: 2026-05-15, time: '9:00', title: Un}, {date: 2026-05-16, time: '9:00', title: Deux}]
"""
    content = tmp_path / "a.md"
    content.write_text(f"---\ntitle: T\n{front}---\n\nLe fichier 2026-07-08 dit tout.\n", encoding="utf-8")
    (tmp_path / "brochure.yaml").write_text("date: 2026-01-01\n", encoding="utf-8")
    outcome = build(Job(content, tmp_path, tmp_path / "brochure.yaml", tmp_path / "out"))
    assert outcome.output is not None
    pages = Pages(outcome.output.path)
    text = " ".join(" ".join(pages.text(at) for at in range(len(pages))).split())
    for said in ("1er avril 2026", "2 janvier – 3 février 2026", "4 mars 2026", "16 mai 2026", "2026-07-08"):
        assert said in text
    assert "2026-05" not in text


@pytest.mark.parametrize(
    ("second", "said"),
    [("vendredi 13 mars 2026", {"jeudi": 1, "12": 1, "mars": 1}), ("mercredi 1er avril 2026", {"jeudi": 1, "mars": 1})],
)
def test_a_day_is_told_once(second: str, said: dict[str, int], tmp_path: Path) -> None:
    """Its number stands large, its name below; a month that all are of stands at the title (sheet sections-3)."""
    content = tmp_path / "a.md"
    days = ", ".join(
        f"{{date: {day}, list: [{{time: 9 h, title: Un}}, {{time: 10 h, title: Deux}}]}}"
        for day in ("jeudi 12 mars 2026", second)
    )
    content.write_text(f"---\ntitle: T\nlang: fr\nagenda: {{title: Journées, days: [{days}]}}\n---\n", encoding="utf-8")
    (tmp_path / "brochure.yaml").write_text("date: 2026-01-01\n", encoding="utf-8")
    outcome = build(Job(content, tmp_path, tmp_path / "brochure.yaml", tmp_path / "out"))
    assert outcome.output is not None
    pages = Pages(outcome.output.path)
    words = next(pages.text(at) for at in range(len(pages)) if "Journées" in pages.text(at)).split()
    assert {word: words.count(word) for word in said} == said
