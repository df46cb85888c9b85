"""A text that is all there is on its page fills it, however short: the fewer its words, the larger they are said."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.growth import built
from brochure.pipeline import build
from brochure.render.passages import sentence_apart
from brochure.vocabulary.job import Job
from tests.compose.test_chapters import fills
from tests.compose.test_sharing import made
from tests.seen import Pages, lines

SENTENCES = (
    "The workshop opens at eight and the first boats are on their trestles before nine.",
    "Nobody is asked for a certificate; what counts is whether a plank lies true.",
    "Each winter the harbour freezes to the second pier, and the lab moves indoors.",
    "Volunteers plan the season in November, when the light is short and the coffee strong.",
)


def text(words: int) -> str:
    """Write a chapter of about so many words: whole sentences, in paragraphs of sixty."""
    found, count = [""], 0
    while count < words:
        sentence = SENTENCES[count % len(SENTENCES)]
        found[-1] += f"{sentence} "
        count += len(sentence.split())
        if len(found[-1].split()) > 60 and words - count > 20:
            found.append("")
    return "## A harbour for everybody\n\n" + "\n\n".join(found)


@pytest.mark.parametrize("size", ["a5", "a4", "square"])
@pytest.mark.parametrize("words", [40, 80, 120, 160, 200])
def test_a_short_chapter_reaches_the_foot(tmp_path: Path, words: int, size: str) -> None:
    pages, _ = made(tmp_path, "", text(words), size)
    assert len(pages) == 3
    assert fills(tmp_path, size)[0] > (0.85 if words < 160 else 0.75)


@pytest.mark.parametrize("words", [60, 110])
def test_its_first_sentence_is_said_large(tmp_path: Path, words: int) -> None:
    """As large as titles, its own title as those of its parts; the rest a size larger than running text, at least."""
    made(tmp_path, "", text(words))
    runs = [run for run in Pages(tmp_path / "out" / "a.pdf").runs(1) if run.box[1] > 45]
    assert [run.text for run in runs if run.size == 26] == SENTENCES[0].split()
    assert {run.size for run in runs} <= {26, 14, 11}
    assert {run.size for run in runs if run.text == "everybody"} == {14}


def test_it_takes_few_layouts() -> None:
    """A page of its own is tried but once more."""
    assert built(f"---\ntitle: T\nlang: en\n---\n\n{text(90)}\n", whole=False)[1] <= 2


@pytest.mark.parametrize(
    ("html", "parted"),
    [
        ("One two three four five. Six.", ("One two three four five.", "Six.")),
        ("A <b>b c d e f g h i j k. L</b> m n. O p.", ("A <b>b c d e f g h i j k. L</b> m n.", "O p.")),
        ("All there is of this.", ("All there is of this.", "")),
        ("Раз два три четыре пять. Шесть.", ("Раз два три четыре пять.", "Шесть.")),
        (f"{'Long ' * 40}. Short.", ("", f"{'Long ' * 40}. Short.")),
    ],
)
def test_a_sentence_is_parted_from_the_next(html: str, parted: tuple[str, str]) -> None:
    assert sentence_apart(html, 120, all=True) == parted


@pytest.mark.parametrize("size", ["a5", "a4", "square"])
def test_items_that_are_names_alone_are_said_large(tmp_path: Path, size: str) -> None:
    """As large as titles, down to the foot, none ending in one short word."""
    names = "We start with people, not with tools", "We try early, on a small scale", "We share what we learn"
    listed = "".join(f"  - {name}\n" for name in names)
    made(tmp_path, f"desc: |\n  In six months we take an idea to a service that people use.\n\n{listed}", "", size)
    runs = Pages(tmp_path / "out" / "a.pdf").runs(1)
    title = next(run.size for run in runs if run.text == "brief")
    large = [run for run in runs if run.size == title and run.text not in ("In", "brief")]
    assert [run.text for run in large] == " ".join(names).split()
    for last in ("tools", "scale", "learn"):
        at = next(number for number, run in enumerate(large) if run.text == last)
        assert abs(large[at].box[1] - large[at - 1].box[1]) < title / 2


@pytest.mark.parametrize("theme", ["studio", "festival"])
@pytest.mark.parametrize("size", ["a5", "a4", "square"])
def test_items_said_large_are_clearly_apart(tmp_path: Path, size: str, theme: str) -> None:
    """A title of several lines keeps more room to the next one than between its lines, or none is said so large."""
    content, settings = tmp_path / "a.md", tmp_path / "brochure.yaml"
    names = "We start with people, not with tools", "We try early, on a small scale", "We share what we learn"
    listed = "".join(f"  - {name}\n" for name in names)
    lead = "In six months we take an idea that somebody believes in to a service that people really use."
    content.write_text(f"---\ntitle: T\nlang: en\ndesc: |\n  {lead}\n\n{listed}---\n", encoding="utf-8")
    settings.write_text(f"language: en\nformat: {size}\ntheme: {theme}\n", encoding="utf-8")
    outcome = build(Job(content, tmp_path, settings, tmp_path / "out"))
    assert outcome.pdf is not None
    runs = Pages(outcome.pdf).runs(1)
    for end, begin in (("tools", "try"), ("scale", "share")):
        upper, lower = (next(run for run in runs if run.text == word) for word in (end, begin))
        assert upper.box[1] - lower.box[3] > upper.size


@pytest.mark.parametrize("size", ["a5", "a4", "square"])
@pytest.mark.parametrize(
    "said",
    [
        "Each inhabitant may propose something of general interest.",
        "An administration with more initiative, in its methods as in the culture of its work.",
        "Nothing without you all.",
    ],
)
def test_few_words_are_said_in_lines_that_end_well(tmp_path: Path, size: str, said: str) -> None:
    """As posters only where not most of their lines are a word alone; none ends with an article."""
    made(tmp_path, "", f"## Ours\n\n{said}\n", size)
    runs = Pages(tmp_path / "out" / "a.pdf").runs(1)
    large = max(run.size for run in runs)
    ends = [line.split() for line in lines(run for run in runs if run.size == large)]
    assert sorted(word for words in ends for word in words) == sorted(said.split())
    assert [words[-1] for words in ends if words[-1] in {"an", "in", "of", "the", "its", "with"}] == []
    assert [words for words in ends if said.endswith(words[-1])] != [[said.split()[-1]]]
    assert len(ends) <= 3 or 2 * sum(len(words) == 1 for words in ends) <= len(ends)


@pytest.mark.parametrize("size", ["a5", "a4", "square"])
@pytest.mark.parametrize(
    "front",
    [
        "people: [{name: Ann, role: Smith}, {name: Bea, role: Joiner}]\nfacts: {place: Quay 7, price: 9 £}\n",
        "facts: {place: Quay 7, price: 9 £}\ncontact: {phone: '0123 456', mail: a@example.org}\n",
        "questions: [{question: Where from?, answer: The harbour.}, {question: When?, answer: At noon.}]\n"
        "facts: {place: Quay 7, price: 9 £}\n",
    ],
)
def test_the_lower_of_two_sections_ends_near_the_foot(tmp_path: Path, front: str, size: str) -> None:
    """What room there is parts the two, and does not lie below them."""
    pages, _ = made(tmp_path, front, size=size)
    assert len(pages) == 3
    assert fills(tmp_path, size)[0] > 0.8
