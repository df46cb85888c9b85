"""The press settings: named ones, what is written over them, and what is refused."""

from __future__ import annotations

import pytest

from brochure.load.text import Source
from brochure.model.press import Press
from brochure.model.validate import read_project
from brochure.vocabulary.conditions import SETTINGS
from brochure.vocabulary.problems import BrochureError


def press(text: str) -> Press:
    return read_project(Source("brochure.yaml", text))[0].press


def refused(text: str) -> list[str]:
    with pytest.raises(BrochureError) as caught:
        read_project(Source("brochure.yaml", text))
    return [
        f"{problem.place.column}: {problem.code}: {problem.message} ({problem.hint})"
        for problem in caught.value.problems
    ]


@pytest.mark.parametrize("name", SETTINGS)
def test_named_settings_come_whole(name: str) -> None:
    """Each row of the table can be chosen by its name."""
    assert press(f"press: {{settings: {name}}}").settings == SETTINGS[name]


def test_the_table_says_what_printers_ask_for() -> None:
    """300 % coated, 280 % uncoated, 320 % in GWG's sheetfed settings, PDF/X-1a for old workflows; no marks."""
    assert {name: (row.ink_limit, row.standard, row.bleed, row.marks) for name, row in SETTINGS.items()} == {
        "coated": (300, "x-4", 3, False),
        "coated-v3": (300, "x-4", 3, False),
        "uncoated": (280, "x-4", 3, False),
        "gwg-sheet-cmyk": (320, "x-4", 3, False),
        "x1a-legacy": (300, "x-1a", 3, False),
    }


def test_what_is_written_counts_over_what_is_named() -> None:
    """Numbers may carry their unit; zero and no are values."""
    own = press(
        "press:\n  settings: x1a-legacy\n  bleed: 5 mm\n  marks: yes\n  offset: 0\n  ink-limit: 280 %\n"
        "  intent: perceptual\n  resolution: 400 dpi\n  standard: x-4\n"
    ).settings
    assert (own.bleed, own.marks, own.offset, own.ink_limit) == (5.0, True, 0.0, 280.0)
    assert (own.intent, own.resolution, own.standard, own.condition) == ("perceptual", 400.0, "x-4", "FOGRA39")
    assert press("press: {marks: false, bleed: 0}").settings.bleed == 0


def test_without_the_key_the_coated_settings_count() -> None:
    """An empty key is no key."""
    assert press("language: fr").settings == press("press:").settings == SETTINGS["coated"]


def test_wrong_values_are_told_with_what_may_be_written() -> None:
    """Each in its place, in one run."""
    assert refused("press: {settings: uncoted, bleed: 50, ink-limit: much, standard: x-3, intent: [a]}") == [
        "19: value-unknown: 'press.settings' has no value \"uncoted\" (did you mean 'uncoated'?)",
        "35: number-invalid: 'press.bleed' is out of range: \"50\" (write a number from 0 to 20 (mm))",
        "50: number-invalid: 'press.ink-limit' is no number: \"much\" (write a number from 150 to 400 (%))",
        "66: value-unknown: 'press.standard' has no value \"x-3\" (write one of x-4, x-1a)",
        "79: wrong-type: 'press.intent' must be one of relative, perceptual, not the list [\"a\"] ()",
    ]


def test_a_brand_colour_with_too_much_ink_is_a_warning() -> None:
    """It names the sum and the limit; the same colour passes where the printer takes more."""
    colour = 'brand: {colours: {ink: {screen: "#14213d", press: [100, 90, 60, 60]}}}\n'
    _, problems = read_project(Source("brochure.yaml", colour))
    assert [(found.code, str(found.severity), found.place.column) for found in problems] == [
        ("ink-limit", "warning", 24)
    ]
    assert "lays 310 % of ink on paper, the press settings take 300 %" in problems[0].message
    assert read_project(Source("brochure.yaml", f"{colour}press: {{ink-limit: 320}}"))[1] == ()
