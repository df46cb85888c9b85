"""Every content file that the tests know, as those hear it who do not see it.

Contrast on the real grounds, sizes and lost words are held by `tests/test_corpus.py`, the form of the tree by
`tests/engine/test_tags.py` and `make conformance`.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from brochure.pipeline import build
from brochure.project.sources import read
from brochure.sections.phases.content import Steps
from brochure.vocabulary.job import Job
from tests.accessibility import listening
from tests.accessibility.spoken import KEPT, reading_of, reference, spoken
from tests.corpus import CASES, Case, made
from tests.owed import missing, notes, owed, words
from tests.pdfreader.reading import Item, Reading
from tests.seen import SCALE, Pages

PARAMETERS = {case.name: pytest.param(case, id=case.name, marks=pytest.mark.xdist_group(case.name)) for case in CASES}
each_case = pytest.mark.parametrize("case", PARAMETERS.values())
each_kept = pytest.mark.parametrize("case", [PARAMETERS[name] for name in KEPT])
of_programme = pytest.mark.xdist_group("programme-a5")
# Pages that are painted all over have neither folio nor running title, nor has a stage that is the page, or a quote on
# the signal colour.
PLATES = ("cover", "picture", "back", "outer", "inner")
# In points of the page, from its edge: the middle of what lies below the folio.
EDGE = 4


def tree_of(reading: Reading) -> Item:
    assert reading.tree is not None
    return reading.tree


@each_case
def test_makes_sense_to_those_who_listen(case: Case) -> None:
    """Headings, lists, figures, links and languages are sound, and every word comes in the order of the source."""
    reading = reading_of(case)
    tree = tree_of(reading)
    found = read(made(case).result.job)
    content, project = found.brochure, found.project
    wanted = [word for row in owed(content, project).values() for word in row]
    found = {
        "headings": listening.headings(tree),
        "lists": listening.lists(tree),
        "paragraphs": listening.paragraphs(tree),
        "figures": listening.figures(tree),
        "links": listening.links(tree),
        "languages": listening.languages(reading),
        "order": listening.order(tree, wanted),
        "notes": [row for row in notes(content, project) if listening.order(tree, row)],
    }
    assert {name: faults for name, faults in found.items() if faults} == {}


@each_case
def test_the_furniture_of_pages_is_not_read(case: Case) -> None:
    """Folios and running titles are artifacts on the pages that are no plates; nothing else is kept from readers."""
    brochure = made(case)
    project = read(brochure.result.job).project
    output = brochure.result.output
    assert output is not None
    pages, signal = Pages(output.path), project.brand.colours.signal.screen
    inner = [
        number
        for number, leaf in enumerate(brochure.leaves, 1)
        if leaf.section not in PLATES
        and not (leaf.section == "phases" and painted_down(pages, number - 1))
        and not (leaf.section == "quote" and ground_of(pages, number - 1) == signal)
    ]
    running = project.organisation.name
    assert running
    reading = reading_of(case)
    faults = [fault for number in inner for fault in listening.furniture(reading, running, number, number)]
    assert faults == []


def ground_of(pages: Pages, at: int) -> str:
    """Give the colour at the corner of a page, as CSS writes it."""
    colour = pages.whole(at).getpixel((EDGE, EDGE))
    assert isinstance(colour, tuple)
    return "#{:02x}{:02x}{:02x}".format(*colour[:3])


def painted_down(pages: Pages, at: int) -> bool:
    """Tell whether what is painted on a page goes on to its foot, from side to side, under a head of another colour."""
    picture = pages.whole(at)
    away = round(EDGE * SCALE)
    head, low = picture.getpixel((away, away)), picture.height - away
    return all(picture.getpixel((across, low)) != head for across in (away, picture.width // 2, picture.width - away))


@each_case
def test_figures_state_their_numbers(case: Case) -> None:
    """The timeline tells every duration, and each picture of a share the share that stands beside it."""
    content = read(made(case).result.job).brochure
    steps = content.content("steps", Steps)
    phases = steps.phases if steps else ()
    told = " ".join(item.alt or "" for item in tree_of(reading_of(case)).find("Figure"))
    labels = [phase.duration.markdown for phase in phases if phase.duration] if len(phases) > 1 else []
    assert listening.unsaid(told, labels) == []


@of_programme
def test_the_timeline_tells_how_long_it_takes_in_all() -> None:
    """The sum that is set beside the bar for the eye is told to the ear as well."""
    reading = reading_of(next(case for case in CASES if case.name == "programme-a5"))
    (timeline,) = [item for item in tree_of(reading).find("Figure") if "Frise" in (item.alt or "")]
    seen = [text for _, kind, text in reading.artifacts if kind == "/Layout" and text == "10\u00a0mois"]
    assert (seen, "10\u00a0mois" in (timeline.alt or "")) == (["10\u00a0mois"], True)


@pytest.mark.xdist_group("body-a5")
def test_a_passage_in_another_language_says_so() -> None:
    """What the author marked as English in a French text is read in English."""
    tree = tree_of(reading_of(next(case for case in CASES if case.name == "body-a5")))
    assert [(item.lang, item.all_text) for item in tree.walk() if item.lang] == [("en", "thinking like a designer")]


def test_what_the_project_says_is_told_in_its_language(tmp_path: Path) -> None:
    """An English content of a French house: the call, the contact and the house's name are read in French."""
    (tmp_path / "brochure.yaml").write_text(
        "language: fr\norganisation: {name: La maison, contact: Nous écrire}\n"
        "back: {title: Venez, text: Tous les jours}\n",
        encoding="utf-8",
    )
    content = tmp_path / "a.md"
    content.write_text("---\ntitle: A house\nlang: en\ndesc: What we made.\n---\n", encoding="utf-8")
    output = build(Job(content, tmp_path, tmp_path / "brochure.yaml", tmp_path)).output
    assert output is not None
    french = {item.all_text for item in tree_of(Reading(output.path.read_bytes())).walk() if item.lang == "fr"}
    assert french == {"La maison", "Venez", "Tous les jours", "Nous écrire"}


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        pytest.param("programme-a5", [3, 2, 2], marks=of_programme),
        pytest.param("body-a5", [3, 2, 2, 2, 2], marks=pytest.mark.xdist_group("body-a5")),
    ],
)
def test_lists_of_the_source_are_lists(name: str, counts: list[int]) -> None:
    """The introduction's values, the tiles, the two texts of then and lists of the body are lists of as many items."""
    tree = tree_of(reading_of(next(case for case in CASES if case.name == name)))
    assert Counter(len(item.children) for item in tree.find("L")) == Counter(counts)


@each_kept
def test_reads_as_the_reference(case: Case) -> None:
    """The document read aloud is the one that was looked at; `make references` keeps another."""
    assert spoken(reading_of(case)) == reference(case).read_text(encoding="utf-8")


@each_kept
def test_the_reference_holds_every_word_of_the_tree(case: Case) -> None:
    """The reading leaves nothing out that a block says."""
    reading = reading_of(case)
    blocks = listening.blocks(tree_of(reading))
    assert missing([word for item in blocks for word in words(item.all_text)], words(spoken(reading))) == []
