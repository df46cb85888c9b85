"""Days and times of day: what is surely read, and what is not."""

from __future__ import annotations

from datetime import date

import pytest

from brochure.load.calendar import read_day, read_hours, read_time
from brochure.load.rows import read_rows


@pytest.mark.parametrize(
    "text",
    ["2026-03-14", "14 mars 2026", "samedi 14 mars 2026", "14 March 2026", "March 14, 2026",
     "Saturday, 14th March 2026", "14. März 2026", "14 de marzo de 2026", "2026-03-14T09:00"],
)  # fmt: skip
def test_a_day_is_read(text: str) -> None:
    """By ISO 8601, or with the name of its month."""
    assert read_day(text) == date(2026, 3, 14)


@pytest.mark.parametrize("text", ["14 mars", "14/03/2026", "03-04-2026", "31 février 2026", "mars 2026", "2026", ""])
def test_a_day_that_is_not_sure_is_not_read(text: str) -> None:
    """Without its year, or where day and month may be meant the other way round."""
    assert read_day(text) is None


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("9 h", 540), ("9h30", 570), ("9 h 05", 545), ("09:30", 570), ("9:30 pm", 1290), ("12 am", 0), ("midi", 720),
     ("18.15", 1095), ("8 Uhr", 480), ("24:00", 1440), ("9", None), ("25:00", None), ("9:75", None), ("2026", None),
     ("13 pm", None), ("matin", None)],
)  # fmt: skip
def test_a_time_is_read(text: str, minutes: int | None) -> None:
    """With its unit; a figure alone is none."""
    assert read_time(text) == minutes


@pytest.mark.parametrize(
    ("text", "span"),
    [("8 h – 20 h", (480, 1200)), ("9h-12h30", (540, 750)), ("10:00 to 11:00", (600, 660)), ("9 à 18 h", (540, 1080)),
     ("20 h – 8 h", None), ("fermé", None), ("9 h", None), ("9 – 5 pm", None)],
)  # fmt: skip
def test_hours_are_read(text: str, span: tuple[int, int] | None) -> None:
    """From one time to a later one."""
    assert read_hours(text) == span


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_rows_are_parted_by_the_usual_signs(sign: str) -> None:
    """Cells of a row that is short are empty; a line without words is no row."""
    text = f'a{sign}b{sign}c\n1{sign}"x{sign}y"{sign}3\n\n4{sign}5{sign}6\n'
    assert read_rows(text) == [["a", "b", "c"], ["1", f"x{sign}y", "3"], ["4", "5", "6"]]


def test_figures_with_a_decimal_comma_stay_whole() -> None:
    """The sign that parts all lines alike is the one that is meant."""
    assert read_rows("a;b\nx;1,5\ny;2,25\n") == [["a", "b"], ["x", "1,5"], ["y", "2,25"]]
