"""First sentences in columns: few lines, full and even ones, and as they are planned on the page."""

from __future__ import annotations

import re
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from brochure.figures.typeface import ems
from brochure.pipeline import build
from brochure.sections.phases.ends import EndsBest, held_together
from brochure.sections.phases.evenly import Ends, Leads, lined
from brochure.vocabulary.job import Job
from brochure.vocabulary.shipped import FONTS
from brochure.vocabulary.units import PT
from tests.corpus import CASES
from tests.seen import Pages, Run, lines

FACES = (FONTS / "SourceSerif4_400Regular.ttf", FONTS / "SourceSans3_400Regular.ttf")
SENTENCES = {
    "fr": (
        "À quelques encablures de la fin du défi EIG, la tentation est forte d’accélérer dans l’optique de délivrer le "
        "maximum de fonctionnalités.",
        "Avant même d’initier un projet, nous avons forcément à l’esprit une idée précise de ce que le service "
        "numérique pourrait être in fine.",
        "Une fois l’hypothèse initiale prototypée et validée, il s’agit de prouver le concept retenu, de démontrer la "
        "faisabilité de l’innovation.",
        "L’hypothèse a été validée, le concept prouvé.",
        "Les rails se posent du dépôt vers la gare, au rythme de quarante mètres par jour.",
        "Tout commence à pied, avec celles et ceux qui prennent le bus chaque matin.",
    ),
    "en": (
        "Before we draw a line on any map, we walk it with the people who will ride it every day.",
        "The rails go down from the depot to the station, at a pace of forty metres a day.",
        "Once the first idea has been tried and found to work, it is time to prove that it can be made to last.",
        "Every stop has a name, and every name has a story worth the telling.",
        "We open in May.",
    ),
    "de": (
        "Bevor wir eine Linie in die Karte zeichnen, gehen wir sie mit den Menschen ab, die sie täglich brauchen.",
        "Die Genehmigungsbehörde prüft die Unterlagen innerhalb von drei Monaten nach ihrer Einreichung.",
        "Mit der Inbetriebnahme beginnt die Gewährleistung der beteiligten Bauunternehmen.",
        "Alles beginnt zu Fuß, mit allen, die morgens im Bus sitzen.",
    ),
}
SAID = [(language, text) for language, texts in SENTENCES.items() for text in texts]
COLUMNS = ((13.0, 82.5), (13.0, 85.4), (12.0, 84.5), (13.0, 70.0))
SURE = 1.01


@cache
def measured(path: Path, text: str, size: float, width: float) -> tuple[tuple[float, ...], float]:
    """Give the widths of words, and of a space, as parts of the column."""
    em = size * 25.4 / 72 * SURE / width
    return tuple(ems(path, word, 0.0) * em for word in text.split(" ")), ems(path, " ", 0.0) * em


def widths(ends: Ends, words: tuple[float, ...], space: float) -> list[float]:
    """Give the widths of the lines."""
    return [sum(words[low:high]) + space * (high - low - 1) for low, high in pairwise((0, *ends, len(words)))]


def is_uneven(found: list[float]) -> bool:
    """Tell of a line before the last that is less than 70 % of the widest, and of three that grow narrower."""
    *before, last = found
    torn = any(wide < 0.7 * max(found) for wide in before)
    stairs = any(a - b > 0.02 and b - c > 0.02 for a, b, c in zip(before, before[1:], before[2:], strict=False))
    ends = len(found) > 2 and before[-2] - before[-1] > 0.1 and before[-1] - last > 0.1
    return torn or stairs or ends


def is_left_over(ends: Ends, text: str, found: list[float]) -> bool:
    """Tell of a last line that is one short word."""
    words = text.split(" ")
    alone = ends != () and len(words) - ends[-1] == 1
    return alone and sum(map(str.isalnum, words[-1])) < 8 and found[-1] < 0.2


@pytest.mark.parametrize("path", FACES, ids=("serif", "sans"))
@pytest.mark.parametrize(("size", "width"), COLUMNS)
@pytest.mark.parametrize(("language", "text"), SAID)
def test_no_line_is_torn_off_and_none_are_stairs(
    language: str, text: str, size: float, width: float, path: Path
) -> None:
    """As long as there is any way to set as few lines otherwise."""
    words, space = measured(path, text, size, width)
    for ends in Leads(path, size, width, language)(text):
        found = widths(ends, words, space)
        assert max(found) <= 1
        others = combinations(range(1, len(words)), len(ends))
        ways = ((other, widths(other, words, space)) for other in others)
        if is_uneven(found) or is_left_over(ends, text, found):
            assert all(
                max(way) > 1 or is_uneven(way) or is_left_over(other, text, way) or max(way[:-1]) < 0.7
                for other, way in ways
            )


@pytest.mark.parametrize(("language", "text"), SAID)
def test_there_are_as_few_lines_as_can_be(language: str, text: str) -> None:
    """And one more at the most, where these are full, too."""
    for size, width in COLUMNS:
        words, space = measured(FACES[0], text, size, width)
        taken, count = -space, 1
        for word in words:
            taken += space + word
            taken, count = (taken, count) if taken <= 1 else (word, count + 1)
        few, *more = Leads(FACES[0], size, width, language)(text)
        assert len(few) + 1 == count
        for ends in more:
            *before, last = widths(ends, words, space)
            assert len(before) == count
            assert sum(before) / len(before) >= 0.85
            assert last >= 0.3


def test_few_lines_end_with_an_article() -> None:
    """Where it costs little, it stands with its noun, and a line ends where the sense pauses."""
    ends = Leads(FACES[0], 13.0, 82.5, "fr")(SENTENCES["fr"][0])[0]
    words = SENTENCES["fr"][0].split(" ")
    assert [words[end - 1] for end in ends] == ["fin", "forte", "délivrer"]


@pytest.mark.parametrize(
    "text", ["Donaudampfschifffahrtsgesellschaftskapitänsmütze am Hafen.", "في البداية كانت الكلمة.", "x " * 400]
)
def test_what_is_not_sure_is_left_to_the_engine(text: str) -> None:
    """A word wider than the column, joined letters, many lines."""
    assert Leads(FACES[0], 13.0, 70.0, "de")(text) == ()


def test_lines_end_in_markup_too() -> None:
    """After words that are counted without it; a no-break space parts none."""
    assert (
        lined("We <em>walk the</em> line &amp; wait\u00a0here.", (3, 5))
        == "We <em>walk the<br></em>line &amp;<br>wait\u00a0here."
    )


@pytest.mark.parametrize(("size", "preset"), [("a4", "screen"), ("a4", "booklet"), ("square", "screen")])
def test_they_stand_on_the_page_as_planned(tmp_path: Path, size: str, preset: str) -> None:
    """On paper as on screen: no line of them is broken by the engine, or holds more."""
    told = SENTENCES["fr"][:4]
    rows = "".join(
        f"    - duration: 2 mois\n      title: Une phase\n      dates: Un mot\n      desc: |\n        {one} {LONG}\n"
        for one in told
    )
    content = tmp_path / "a.md"
    content.write_text(f"---\ntitle: A\nlang: fr\nsteps:\n  title: La suite\n  list:\n{rows}---\n", encoding="utf-8")
    (tmp_path / "brochure.yaml").write_text(f"format: {size}\nbinding: none\ndate: 2026-01-01\n", encoding="utf-8")
    outcome = build(Job(content, tmp_path, tmp_path / "brochure.yaml", tmp_path / "out", preset))
    assert outcome.output is not None
    pages = Pages(outcome.output.path)
    point, width = (13.0, 82.5) if size == "a4" else (12.0, 84.5)
    seen = [line for number in range(len(pages)) for line in lines(large(pages, number, point))]
    for one in told:
        words = one.split(" ")
        ways = Leads(FACES[0], point, width, "fr")(one)
        planned = [[" ".join(words[low:high]) for low, high in pairwise((0, *ends, len(words)))] for ends in ways]
        assert any(all(line in seen for line in way) for way in planned)


LONG = "Nous marchons la ligne avec celles et ceux qui la prennent chaque jour, et notons ce qui manque. " * 3


def large(pages: Pages, number: int, size: float) -> list[Run]:
    """Give the words of a page that are set at a size."""
    return [run for run in pages.runs(number) if abs(run.size - size) < 0.2]


def set_in(text: str, path: Path, room: float) -> list[tuple[str, float]]:
    """Give the lines of a text as the engine fills them, each with its width as a part of the room in ems."""
    found: list[str] = []
    for word in text.split(" "):
        longer = f"{found[-1]} {word}" if found else word
        if found and ems(path, longer, 0.0) <= room:
            found[-1] = longer
        else:
            found.append(word)
    return [(line, ems(path, line, 0.0) / room) for line in found]


def is_short(line: str, part: float) -> bool:
    """Tell of a last line whether it is one short word."""
    return len(line.split()) == 1 and sum(map(str.isalnum, line)) < 8 and part < 0.2


@pytest.mark.parametrize("path", FACES, ids=("serif", "sans"))
@pytest.mark.parametrize(("size", "width"), [(8.8, 57.5), (10.4, 82.5), (9.4, 84.5), (8.0, 57.5)])
def test_no_last_line_is_a_short_word_and_none_before_is_torn_off(path: Path, size: float, width: float) -> None:
    """A short word is alone only where what would stand with it would leave less than three fourths of a line."""
    texts = [f"{one} {two}" for _, one in SAID for _, two in SAID if one != two]
    mended = 0
    for text in texts:
        plain, *other = [set_in(text, path, width / (size * PT * doubt)) for doubt in (0.98, 0.995)]
        if [line for line, _ in plain] != [line for line, _ in other[0]] or len(plain) < 3:
            continue
        held = EndsBest(path, (size,), width)(text)
        made = set_in(held_together(text, held), path, width / (size * PT * 0.9875))
        assert len(made) == len(plain)
        if is_short(*made[-1]):
            tied = set_in("\u00a0".join(text.rsplit(" ", 1)), path, width / (size * PT * 0.9875))
            assert tied[-2][1] < 0.75
        elif is_short(*plain[-1]):
            mended += 1
        if made[-2][1] < 0.58:
            assert plain[-2][1] < 0.58
    assert mended


def test_a_last_word_has_its_article_beside_it() -> None:
    """Where the line before is no shorter for it than three fourths of the column."""
    words = "Cette dernière phase consiste à valoriser l’innovation, dessiner de nouvelles perspectives, saisir les"
    text, ways = f"{words} opportunités.", set()
    for width in (half / 2 for half in range(100, 200)):
        sure = {tuple(set_in(text, FACES[0], width / (10.4 * PT * doubt))[-1][:1]) for doubt in (0.98, 0.995)}
        if len(sure) > 1:
            continue
        held = EndsBest(FACES[0], (10.4,), width, "fr")(text)
        room = width / (10.4 * PT * 0.9875)
        *_, (before, full), (last, _) = set_in(held_together(text, held), FACES[0], room)
        ways.add(last)
        if last == "opportunités.":
            shorter = ems(FACES[0], before.rpartition(" ")[0], 0.0) / room
            assert before.endswith(" les")
            assert shorter < 0.76 < full
    assert "les\u00a0opportunités." in ways


@pytest.mark.parametrize(
    "text",
    [
        "Cette phase requiert une certaine frugalité : on veillera à circonscrire un périmètre restreint où telle "
        "innovation peut commencer à opérer, même si la profondeur du champ d’application est bien supérieure. En "
        "management de l’innovation, la preuve du concept présente également l’intérêt d’inspecter et d’évaluer "
        "l’hypothèse initiale avec pragmatisme, afin d’être en mesure de pivoter si nécessaire et d’imaginer d’autres "
        "possibles pour répondre autrement aux mêmes enjeux.",
        "Beaucoup d’autres fonctionnalités pourraient être développées, mais elles importent moins que de prouver la "
        "valeur d’usage. Avant même d’étoffer le périmètre d’une solution, il est capital d’impliquer les usagers, "
        "d’expérimenter le coeur de l’innovation auprès d’un public restreint, dans les conditions les plus proches "
        "de la réalité. L’expérimentation d’un pilote est décisive non seulement pour capter des retours et évaluer "
        "l’impact, mais aussi pour commencer à embarquer le public cible, dans une logique progressive d’adoption et "
        "de prescription.",
    ],
    ids=["enjeux", "prescription"],
)
def test_a_text_ends_evenly_in_the_first_of_its_sizes(text: str) -> None:
    """The smaller ones are for want of room: words further up may go over for lines that are as full as others."""
    held = EndsBest(FACES[0], (8.8, 8.4, 8.0), 57.5, "fr")(text)
    *made, (last, _) = set_in(held_together(text, held), FACES[0], 57.5 / (8.8 * PT))
    assert min(wide for _, wide in made[-4:]) > 0.75
    assert last.replace("\u00a0", " ") in ("aux mêmes enjeux.", "et de prescription.")


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("au-delà", ["au-delà"]),
        ("là-bas", ["là-bas"]),
        ("c’est-à-dire", ["c’est-", "à-dire"]),
        ("peut-être", ["peut-", "être"]),
        ("co-construction", ["co-", "construction"]),
        ("-", ["-"]),
    ],
)
def test_a_short_word_is_not_parted_behind_its_first_letters(word: str, parts: list[str]) -> None:
    """What joins them is not seen, and takes no room."""
    text = f"Aller voir {word} de ceci."
    made = held_together(text, ())
    assert made.replace("\u2060", "") == text
    assert [one.replace("\u2060", "") for one in re.split("(?<=-)(?!\u2060)", made.split()[2]) if one] == parts
    assert ems(FACES[0], made, 0.0) == pytest.approx(ems(FACES[0], text, 0.0))


def test_a_line_ends_before_a_short_word_that_has_no_room_as_a_whole(tmp_path: Path) -> None:
    """As in the programme on square pages: "au-delà" was parted there."""
    output = build(next(case for case in CASES if case.name == "programme-square").job(tmp_path)).output
    assert output is not None
    pages = Pages(output.path)
    said = [line for number in range(len(pages)) for line in lines(pages.runs(number))]
    assert any("au-delà" in line for line in said)
    assert not any(re.search(r"\bau-$", line) for line in said)


def test_how_lines_are_written_changes_nothing_of_how_a_text_ends() -> None:
    """The end of a line in the content is a space, as wide as others."""
    text = (
        "Every week we measure what it changes for them, and mend what gets in their way. "
        "It grows only as fast as it proves useful."
    )
    for at in (place for place, sign in enumerate(text) if sign == " "):
        column = EndsBest(FACES[1], (13.0,), 82.5)
        assert column(f"{text[:at]}\n{text[at + 1 :]}") == column(text) == ()


def test_what_is_held_makes_no_text_longer() -> None:
    """Nor any line wider than the column, though more words are held to those before them."""
    column = EndsBest(FACES[0], (8.8,), 57.5)
    text = "Il s’agit de prouver le concept retenu, de démontrer la faisabilité de l’innovation."
    plain, made = (set_in(one, FACES[0], 57.5 / (8.8 * PT)) for one in (text, held_together(text, column(text))))
    assert len(made) == len(plain)
    assert max(wide for _, wide in made) <= 1
    assert " " in made[-1][0].replace("\u00a0", " ")


@pytest.mark.parametrize(("size", "width"), [(8.8, 57.5), (10.4, 82.5)])
def test_no_line_in_the_midst_reads_as_a_last_one_where_words_before_it_may_go_over(size: float, width: float) -> None:
    """As 'proches de la réalité.' does: what is as short remains so, no line becomes as short, and none is added."""
    path, mended, left = FACES[0], 0, 0
    for text in (f"{one} {two} {one}" for _, one in SAID for _, two in SAID if one != two):
        plain, *other = [set_in(text, path, width / (size * PT * doubt)) for doubt in (0.98, 0.995)]
        if [line for line, _ in plain] != [line for line, _ in other[0]] or len(plain) < 4:
            continue
        held = EndsBest(path, (size,), width)(text)
        made = set_in(held_together(text, held), path, width / (size * PT * 0.9875))
        short, shorter = ([part < 0.62 for _, part in lines[1:-2]] for lines in (plain, made))
        assert len(made) == len(plain)
        assert sum(shorter) <= sum(short)
        mended, left = mended + sum(short) - sum(shorter), left + sum(shorter)
    assert mended > left
