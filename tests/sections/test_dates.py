"""The names of months under a band of dated phases."""

from __future__ import annotations

import itertools
from datetime import date

from brochure.figures.segments import Field
from brochure.sections.phases.dates import months, name_of, named

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
