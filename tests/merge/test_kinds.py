"""Rows of a kind are planned once: others say what a plan of their own would have them say."""

from __future__ import annotations

from dataclasses import replace
from math import ceil
from pathlib import Path

import pytest

from brochure.copies.alike import Kinds
from brochure.copies.kinds import Row, lexicon
from brochure.figures.measuring import Listener, filled, has_same_answers, listener, listening
from brochure.figures.typeface import Typeface, ems
from brochure.vocabulary.job import Job
from brochure.vocabulary.shipped import STYLES
from brochure.warm import Made, Warm
from tests.merge.conftest import CONTENT, SETTINGS
from tests.merge.rows import alike

_FACE = Typeface(next(iter(sorted(STYLES.rglob("*.ttf")))))


def _kind(*values: str) -> tuple[object, ...]:
    return Row([(f"c{number}", value) for number, value in enumerate(values)], lexicon()).kinds


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Qumravel",), ("Zorbinet",)),
        (("Qumravel 417",), ("Zorbinet 825",)),
        (("St Qumravel's",), ("St Zorbinet's",)),
        (("Qumravel", "Qumravel 2"), ("Zorbinet", "Zorbinet 7")),
    ],
)
def test_unknown_words_in_the_same_places_are_of_a_kind(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    assert _kind(*one) == _kind(*other) != ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Qumravel",), ("qumravel",)),
        (("Qumravel",), ("QUMRAVEL",)),
        (("Qumravel",), ("March",)),
        (("la Qumravel",), ("le Qumravel",)),
        (("Qumravel",), ("Qumravel Zorbinet",)),
        (("Qumravel 1",), ("Qumravel 2",)),
        (("Qumravel 1066",), ("Qumravel 2026",)),
        (("Qumravel",), ("*Qumravel*",)),
        (("Qumravel",), ("Qumraveltanobir",)),
        (("Qumravel", "Zorbinet"), ("Qumravel", "qumravel")),
        (("Qumravel",), ("",)),
        # A word after a number may be a unit, by how it begins.
        (("5 Qumravel",), ("5 minutrax",)),
    ],
)
def test_what_somebody_might_look_at_makes_a_kind_of_its_own(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    assert _kind(*one) != _kind(*other)


@pytest.mark.parametrize(
    "value", ["Ελένη", "Гімназія", "Qumra\u0301vel", "Qum\u00adravel", "学校", "QuMravel", "∞ Qumravel"]
)
def test_other_scripts_and_signs_are_of_no_kind(value: str) -> None:
    assert _kind(value, "Zorbinet") == ()


def test_comparisons_of_widths_are_asked_again() -> None:
    """Words on the same side of each comparison are the same; one that is wider than the room is not."""
    heard = Listener({"Qumravel": 0}, lambda word: False)
    with listening(heard):
        wide = _FACE.width("At Qumravel", 10.0)
        room = 1.01 * wide
        assert float(room) > 0
        heard.asked.clear()
        assert wide <= 60.0
        assert max(wide, 3.0) == wide
        assert ceil(wide / 4.0) > 0
    assert listener() is None

    def same(word: str) -> bool:
        return has_same_answers(tuple(heard.steps), tuple(heard.asked.items()), [word], ems)

    assert same("Qumravel")
    assert same("Qumrevel")
    assert not same("Qumravelumravel")
    assert [filled(step[2], ["Z"]) for step in heard.steps if step[0] == "wide"] == ["At Z"]


def test_a_part_of_a_word_lets_nothing_stand_for_it() -> None:
    heard = Listener({"Qumravel": 0}, lambda word: word == "port")
    assert not heard.holds("Port")
    assert not heard.refused
    assert not heard.holds("Qumra-")
    assert heard.refused


@pytest.mark.parametrize("titled", [False, True], ids=["plain", "titled"])
@pytest.mark.parametrize("settings", ["", "format: leaflet\n"], ids=["a5", "leaflet"])
def test_a_row_of_a_known_kind_has_the_bytes_of_one_that_was_planned(
    settings: str, titled: bool, job: Job, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Lengths, initials and digits vary; whatever is put in without a plan is what a plan gives, byte by byte.

    The drawing of a cover follows its title.
    """
    (project / "brochure.yaml").write_text(settings + SETTINGS, encoding="utf-8")
    title = "Invitation to {{ town }}" if titled else "Invitation"
    job.content.write_text(CONTENT.replace("Invitation to {{ school }}", title), encoding="utf-8")
    wanted = list(alike(36))
    spelling = tuple(sorted({word for values in wanted for _, value in values for word in value.split()}))
    warm, quick = Warm(), 0
    theirs = Kinds[Made].copy
    said: list[object] = []

    def copy(self: Kinds[Made], row: Row, called: bytes) -> object:
        said[:] = [found := theirs(self, row, called)]
        return found

    monkeypatch.setattr(Kinds, "copy", copy)
    for values in wanted:
        said.clear()
        row = replace(job, values=values, called="x.pdf", committed="2026-11-01")
        made = warm.copy(row, spelling)
        if said and isinstance(said[0], tuple):
            quick += 1
            pdf, known = said[0][1].copy(warm.plan(row, lambda project: None), repr(values).encode())
            assert (pdf.whole, known.told) == (made.pdf, made.problems), values
    warm.close()
    assert quick >= 5
