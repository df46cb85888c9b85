"""Where lines of titles end: in scripts without spaces between signs, in others not after an article."""

from __future__ import annotations

import pytest

from brochure.engine.fonts import faces, usual
from brochure.figures.typeface import Typeface
from brochure.render.titles import broken, faults, lines, tied

FACE = Typeface(usual(faces(), "display", bold=True))


@pytest.mark.parametrize(
    ("language", "title", "wide", "wanted"),
    [
        ("ja", "町の図書館が夜も開きます", 7.5, "町の図書館が<br>夜も開きます"),
        ("zh-Hans", "街区图书馆，晚上也开门。", 7.0, "街区图书馆，<br>晚上也开门。"),
        ("ja", "Quai 7の図書館", 6.0, "Quai 7の<br>図書館"),
    ],
)
def test_lines_end_between_signs(language: str, title: str, wide: float, wanted: str) -> None:
    """At the end of a phrase where there is one, never before what closes."""
    found = lines(title, 1.0, wide, language, FACE, parts=True)
    assert found is not None
    assert broken(title, found) == wanted


def test_thai_is_parted_without_a_hyphen() -> None:
    """Where its syllables end."""
    found = lines("ห้องสมุดชุมชนเปิดตอนค่ำ", 1.0, 9.0, "th", FACE, parts=True)
    assert found is not None
    made = broken("ห้องสมุดชุมชนเปิดตอนค่ำ", found)
    assert "<br>" in made
    assert "-" not in made


@pytest.mark.parametrize(
    ("language", "title", "wanted"),
    [
        ("fr", "Votre car, en temps réel", "Votre car, [en temps] réel"),
        ("fr", "À la mer <em>et</em> au port", "[À la mer] <em>et</em> [au port]"),
        ("de", "Wege zur Genehmigung", "Wege [zur Genehmigung]"),
        ("de", "Die Grundstücksverkehrsgenehmigung", "Die Grundstücksverkehrsgenehmigung"),
        ("en", "Notes of a day", "Notes [of a day]"),
        ("fr", "La ligne 12 change", "[La ligne 12] change"),
        ("fr", "Préparer le sous-sol", "Préparer [le sous-sol]"),
        ("fr", "Prendre rendez-vous", "Prendre [rendez-vous]"),
        ("fr", "Les projets de loi", "[Les projets] [de loi]"),
        ("en", "We start with people, not with tools", "We start [with people,] [not with tools]"),
        ("fr", "Des gens, pas des outils", "[Des gens,] [pas des outils]"),
    ],
)
def test_articles_are_tied_to_their_nouns(language: str, title: str, wanted: str) -> None:
    """Where a column has room for both; and what follows a hyphen does not stand alone."""
    assert tied(title, language).replace('<span class="whole">', "[").replace("</span>", "]") == wanted


@pytest.mark.parametrize("sign", ["a", "1", "/", "é"])
def test_a_word_without_an_end_is_measured_line_by_line(sign: str) -> None:
    """Letters that are measured grow as the word does, not as its square."""

    class Counting:
        asked = 0

        def width(self, text: str, size: float, track: float) -> float:
            self.asked += len(text)
            return FACE.width(text, size, track)

    asked = []
    for count in (1_000, 2_000):
        face = Counting()
        found = lines(sign * count, 1.0, 12.0, "en", face, parts=True)  # type: ignore[arg-type]
        assert found is not None
        assert "".join(line.text for line in found).replace("-", "") == sign * count
        asked.append(face.asked)
    assert asked[1] < 2.2 * asked[0]


def test_no_line_is_a_stump_where_words_may_be_let_go() -> None:
    """Of a title of one size: a line much shorter than the others is worse than a pronoun without its verb."""
    title, wide = "Nous partageons ce que nous apprenons", 8.4
    bound, loose = (lines(title, 1.0, wide, "fr", FACE, parts=False, loose=loose) for loose in (False, True))
    assert bound is not None
    assert loose is not None
    assert broken(title, bound) == "Nous partageons<br>ce que<br>nous apprenons"
    assert broken(title, loose) == "Nous partageons<br>ce que nous<br>apprenons"
    assert (faults(title, bound, "fr", FACE), faults(title, loose, "fr", FACE)) == ((1, 1), (0, 1))


def test_a_line_at_whose_end_the_sense_pauses_is_no_stump() -> None:
    """Nor is a last one of some words."""
    title = "Now, three neighbours mend it all: for us"
    made = lines(title, 1.0, 9.0, "en", FACE, parts=False, loose=True)
    assert made is not None
    assert faults(title, made, "en", FACE) == (0, 0)
