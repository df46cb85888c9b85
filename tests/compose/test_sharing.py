"""Short sections share a page, chapters as many as fill it; what fills a page has it for itself."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

from brochure.cli.commands import main
from brochure.pipeline import build
from brochure.vocabulary.job import Job
from brochure.vocabulary.paper import FORMATS
from brochure.vocabulary.scale import scale_of
from brochure.vocabulary.units import MM
from tests.pdfreader.reading import Reading
from tests.seen import Pages, lines

FACTS = "facts: {place: Quay 7, price: '9 £'}\n"
QUESTIONS = "questions: [{question: Where from?, answer: The harbour.}, {question: When?, answer: At noon.}]\n"
CONTACT = "contact: {phone: '0123 456', mail: a@example.org}\n"
CALL = "call: {title: Come, link: https://example.org/come}\n"


def made(folder: Path, front: str, body: str = "", size: str = "a5") -> tuple[list[str], Reading]:
    """Build content: the words of each page, and the PDF read."""
    content, settings = folder / "a.md", folder / "brochure.yaml"
    content.write_text(f"---\ntitle: T\nlang: en\n{front}---\n{body}", encoding="utf-8")
    settings.write_text(f"language: en\nformat: {size}\nbinding: none\n", encoding="utf-8")
    outcome = build(Job(content, folder, settings, folder / "out"))
    assert outcome.pdf is not None
    assert [problem.code for problem in outcome.problems if problem.severity != "note"] == []
    document = pypdfium2.PdfDocument(outcome.pdf)
    pages = [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]
    document.close()
    return pages, Reading(outcome.pdf)


@pytest.mark.parametrize("size", ["a5", "a4", "square", "letter"])
def test_two_short_neighbours_share_a_page(tmp_path: Path, size: str) -> None:
    """In the order of the brochure, with a folio and the running head, whatever the format."""
    pages, _ = made(tmp_path, QUESTIONS + FACTS, size=size)
    assert len(pages) == 3
    assert pages[1].index("When?") < pages[1].index("Quay 7")
    assert pages[1].endswith(" 2") or " 2 " in pages[1]


HELP = "desc: We help each other.\n"
HOW = 'how: {desc: "## What we do\\n\\nWe mend bicycles."}\n'
THEN = 'then: {desc: "## And then?\\n\\nThen we ride."}\n'
SAID = "quote: {quote: A bicycle again., name: Ute}\n"


@pytest.mark.parametrize("size", ["a5", "a4", "square"])
@pytest.mark.parametrize(
    ("front", "shared", "count"),
    [(HELP + HOW, ("help", "mend"), 3), (HOW + THEN + SAID, ("mend", "ride"), 4), (HOW + SAID, ("mend", "again"), 3)],
)
def test_texts_of_a_few_words_share_a_page_and_no_page_each(
    tmp_path: Path, size: str, front: str, shared: tuple[str, ...], count: int
) -> None:
    """A quotation fills a page rather than a text of a sentence does."""
    pages, _ = made(tmp_path, front, size=size)
    assert len(pages) == count
    assert any(all(word in page for word in shared) for page in pages)


def test_never_three(tmp_path: Path) -> None:
    """Of sections that are no running text; one of them stands on another page."""
    pages, _ = made(tmp_path, QUESTIONS + FACTS + CONTACT)
    assert len(pages) == 4
    assert sorted(sum(word in page for word in ("harbour", "Quay", "0123")) for page in pages[1:-1]) == [1, 2]


@pytest.mark.parametrize("size", ["a5", "square"])
def test_a_short_text_that_nothing_is_beside_is_said_large(tmp_path: Path, size: str) -> None:
    """Its first paragraph as large as titles, so that the page is a page; a longer one as it is."""
    open_to = "The hall stays open to all who live here, and to whoever comes by on foot in the evening."
    body = f"## Hours\n\n{open_to} {{}}\n\nBy ten it is dark.\n"

    def sizes(name: str, text: str) -> set[float]:
        folder = tmp_path / name
        folder.mkdir()
        made(folder, "", text, size)
        runs = Pages(folder / "out" / "a.pdf").runs(1)
        return {round(run.size, 1) for run in runs if run.text in ("Hours", "hall")}

    assert len(sizes("few", body.format(""))) == 1
    assert len(sizes("more", body.format("They read, write and mend what they have brought. " * 5))) == 2


@pytest.mark.parametrize("size", ["a5", "a4"])
@pytest.mark.parametrize("words", [8, 16, 24])
def test_a_page_is_shared_only_by_what_fits_under_a_title_of_two_lines(tmp_path: Path, words: int, size: str) -> None:
    """All of a group of items stands on the page on which it begins; none of them is left over for the next one."""
    text = " ".join(("We mend bicycles and lamps and toys, and what we cannot mend yet " * 2).split()[:words])
    names = "wrench", "book", "soup"
    items = "".join(f"  - {{title: Item{name}, text: '{text}.', icon: {name}}}\n" for name in names)
    front = f"summary: |\n  A workshop and a hall in the old quarter of the mills.\n\n  One.\nfeatures:\n{items}"
    content, settings = tmp_path / "a.md", tmp_path / "brochure.yaml"
    content.write_text(f"---\ntitle: T\nlang: en\n{front}---\n", encoding="utf-8")
    heading = "The house into which one goes without a knock"
    settings.write_text(
        f"format: {size}\nbinding: none\nsections: [cover, introduction: {{heading: {heading}}}, features, back]\n",
        encoding="utf-8",
    )
    outcome = build(Job(content, tmp_path, settings, tmp_path / "out"))
    assert outcome.pdf is not None
    pages = Pages(outcome.pdf)
    found = [[name for name in names if f"Item{name}" in pages.text(at)] for at in range(len(pages))]
    assert [page for page in found if page] == [[*names]]


def chapters(count: int, words: int = 24, more: str = "") -> str:
    return "".join(f"## Chapter{n}\n\n{'Some words. ' * (words // 2)}\n\n{more}" for n in range(1, count + 1))


def on_pages(pages: list[str]) -> list[list[int]]:
    return [[n for n in range(1, 20) if f"Chapter{n} " in page] for page in pages[1:-1]]


@pytest.mark.parametrize("size", ["a5", "a4", "square"])
def test_chapters_share_a_page_as_many_as_fill_it(tmp_path: Path, size: str) -> None:
    """Each under its own title, in their order, none parted, and one page like the others."""
    pages, reading = made(tmp_path, "", chapters(8), size=size)
    found = on_pages(pages)
    assert [n for page in found for n in page] == list(range(1, 9))
    assert all(len(page) > 2 for page in found)
    assert max(map(len, found)) - min(map(len, found)) <= 1
    assert reading.tree is not None
    assert [item.all_text.strip() for item in reading.tree.find("H2")] == [f"Chapter{n}" for n in range(1, 9)]
    assert all(page.count("Some words.") == 12 * len(there) for page, there in zip(pages[1:-1], found, strict=True))


def test_chapters_with_code_boxes_and_pictures_share_a_page_too(tmp_path: Path) -> None:
    """What is not mere text takes the room that it takes."""
    (tmp_path / "a.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10"><path d="M0 0h40v10H0z"/></svg>', encoding="utf-8"
    )
    body = chapters(1, 8, "```\ncode\n```\n\n") + "## Chapter2\n\nWords.\n\n!!! note\n    In a box.\n\n"
    pages, _ = made(tmp_path, "", body + "## Chapter3\n\n![A bar](a.svg)\n\nWords.\n")
    assert on_pages(pages) == [[1, 2, 3]]
    assert "code" in pages[1]
    assert "In a box." in pages[1]


def test_a_page_composed_to_be_full_is_not_shared(tmp_path: Path) -> None:
    """A date is drawn over its page; that its words alone would be few is no reason to share it."""
    front = "facts: {date: 2027-03-14, place: Quay 7}\n"
    pages, _ = made(tmp_path, front + "desc: " + "A workshop by the water. " * 40 + "\n")
    assert [("Quay" in page, "workshop" in page) for page in pages[1:-1]] == [(False, True), (True, False)]


def test_reading_order_and_bookmarks_go_from_the_upper_to_the_lower(tmp_path: Path) -> None:
    """Both are sections of their own with a heading of the second level, and both bookmarks lead to the page."""
    _, reading = made(tmp_path, FACTS + CONTACT)
    assert reading.tree is not None
    assert [item.all_text.strip() for item in reading.tree.find("H2")] == ["At a glance", "Get in touch"]
    marks = reading.bookmarks()
    assert [page for page, title in marks if title in ("At a glance", "Get in touch")] == [1, 1]
    assert reading.orphans == []


def test_a_section_that_fills_its_page_has_it_for_itself(tmp_path: Path) -> None:
    """Nothing is set beside it, however short."""
    items = "".join(f"  - {{question: Number {n}?, answer: {'Words of it. ' * 12}}}\n" for n in range(7))
    pages, _ = made(tmp_path, f"questions:\n{items}" + FACTS)
    assert ["Quay" in page for page in pages if "Number" in page] == [False] * sum("Number" in page for page in pages)


def test_no_page_is_saved_before_a_spread_that_would_move_it(tmp_path: Path) -> None:
    """The phases begin on a left page, with no picture page put before them."""
    phases = "steps: {list: [{title: One, duration: 2 months}, {title: Two, duration: 3 months}, {title: Three}]}\n"
    pages, _ = made(tmp_path, "desc: A few words.\nnumbers: [{num: '5', title: Boats}]\n" + phases)
    assert "Boats" in pages[2]
    assert "One" in pages[3]


def test_a_few_words_are_no_page_with_a_drawing(tmp_path: Path) -> None:
    """They are said large where they share no page."""
    pages, reading = made(tmp_path, "desc: A workshop by the water.\nnumbers: [{num: '5', title: Boats}]\n")
    assert "A workshop by the water." in pages[1]
    assert b" Do" not in reading.pdf.pages[1].Contents.read_bytes()


@pytest.mark.parametrize(
    ("body", "titles"),
    [
        ("# Both\n\n## One\n\nWords of one.\n", ["Both"]),
        ("## One\n\nWords.\n\n## Alone\n", ["One"]),
        ("## A\n\n## B\n\n### C\n\nWords.\n\n## D\n\nWords.\n", ["A", "D"]),
    ],
)
def test_a_heading_without_text_titles_what_follows(tmp_path: Path, body: str, titles: list[str]) -> None:
    """It opens the page of the text, whose own heading stands below it; the last one closes the text before it."""
    pages, reading = made(tmp_path, "", body)
    assert reading.tree is not None
    assert [item.all_text.strip() for item in reading.tree.find("H2")] == titles
    assert all(word in " ".join(pages) for word in body.replace("#", "").split())


def test_one_coloured_ground_closes_a_page(tmp_path: Path) -> None:
    """The call stands below the contact, on its ground to the edge; its code is there and no word lies off the page."""
    pages, reading = made(tmp_path, CONTACT + CALL)
    assert "0123" in pages[1]
    assert "example.org/come" in " ".join(pages)
    assert reading.tree is not None
    assert any((item.alt or "").startswith("QR code") for item in reading.tree.find("Figure"))


@pytest.mark.parametrize("theme", ["studio", "civic", "ledger", "festival"])
@pytest.mark.parametrize("size", ["a4", "letter"])
def test_a_quotation_opens_a_page_on_its_ground(tmp_path: Path, size: str, theme: str) -> None:
    """To the head and both edges; the text below stands on paper, its lead on the whole measure, and reaches the foot.

    So in the starter that an author begins with. The lead is as large as sections: covers.md has it on the whole
    measure, and lines of more than 68 letters are none (ART.md).
    """
    assert main(["new", "--quiet", str(tmp_path / "new"), "--language=en", f"--format={size}"]) == 0
    settings = tmp_path / "new" / "brochure.yaml"
    settings.write_text(f"{settings.read_text('utf-8')}theme: {theme}\n", encoding="utf-8")
    outcome = build(Job(tmp_path / "new" / "content" / "brochure.md", tmp_path, settings, tmp_path / "out"))
    assert outcome.pdf is not None
    pages, paper, scale = Pages(outcome.pdf), FORMATS[size], scale_of(FORMATS[size])
    at = next(at for at in range(len(pages)) if "We learned" in pages.text(at))
    width, height = pages.size(at)
    ground = max((one for one in pages.shapes(at) if one.colour == (255, 90, 60)), key=lambda one: one.area)
    left, bottom, right, top = ground.box
    assert left <= 0.5
    assert right >= width - 0.5
    assert top >= height - 0.5
    runs = [run for run in pages.runs(at) if run.size > scale.small + 0.1]
    said, below = [run for run in runs if run.box[1] > bottom], [run for run in runs if run.box[3] < bottom]
    assert {"learned", "Camille"} <= {run.text.strip(",") for run in said}
    over, under = height - max(run.box[3] for run in said), min(run.box[1] for run in said) - bottom
    assert over == pytest.approx(under, abs=6 * MM)
    end = next(run.box[1] for run in below if run.text == "enough.")
    lead = [run for run in below if run.size == pytest.approx(scale.section) and run.box[3] > end]
    assert max(run.box[2] for run in lead) > 0.8 * width
    assert max(map(len, lines(lead))) <= 68
    assert (
        height - min(run.box[1] for run in below)
        > (scale.start + 0.85 * (paper.height - scale.start - scale.foot)) * MM
    )


@pytest.mark.parametrize("theme", ["studio", "ledger"])
def test_a_long_lead_below_a_quotation_is_no_larger_than_leads_are(tmp_path: Path, theme: str) -> None:
    """Its lines end where those of text do."""
    content, settings = tmp_path / "a.md", tmp_path / "brochure.yaml"
    said = "quote: {quote: I sold my car and bought a boat for it., name: A passenger}\n"
    lead = "The hall stays open to all who live here and to whoever comes by on foot. " * 6
    more = "They read, write and mend what they have brought. " * 9
    content.write_text(f"---\ntitle: T\nlang: en\n{said}---\n## Hours\n\n{lead}\n\nBy ten. {more}\n", encoding="utf-8")
    settings.write_text(f"format: a4\ntheme: {theme}\nsections: [cover, quote, body, back]\n", encoding="utf-8")
    outcome = build(Job(content, tmp_path, settings, tmp_path / "out"))
    assert outcome.pdf is not None
    pages, scale = Pages(outcome.pdf), scale_of(FORMATS["a4"])
    at = next(at for at in range(len(pages)) if "By ten" in pages.text(at))
    assert "sold" in pages.text(at)
    found = [run for run in pages.runs(at) if run.text == "foot."]
    assert {round(run.size, 1) for run in found} == {scale.lead}
    size = [run for run in pages.runs(at) if run.size == pytest.approx(scale.lead) and run.box[3] <= found[0].box[3]]
    assert max(map(len, lines(size))) <= 68


@pytest.mark.parametrize("theme", ["studio", "ledger"])
def test_what_has_a_title_opens_a_page_on_paper(tmp_path: Path, theme: str) -> None:
    """As it is alone: the contact has its ground where it closes a page."""
    content, settings = tmp_path / "a.md", tmp_path / "brochure.yaml"
    content.write_text(
        f"---\ntitle: T\nlang: en\n{CONTACT}---\n## Hours\n\nOpen to all.\n\n- At dawn\n", encoding="utf-8"
    )
    settings.write_text(f"theme: {theme}\nbinding: none\nsections: [cover, contact, body, back]\n", encoding="utf-8")
    outcome = build(Job(content, tmp_path, settings, tmp_path / "out"))
    assert outcome.pdf is not None
    pages = Pages(outcome.pdf)
    assert "0123" in pages.text(1)
    assert "Hours" in pages.text(1)
    phone = next(run for run in pages.runs(1) if run.text == "0123")
    assert max(phone.colour) < 100


@pytest.mark.parametrize("signal", ["#ff5a3c", "#c00000", "#ffd100"])
def test_what_stands_on_the_signal_reads_on_the_press(tmp_path: Path, signal: str) -> None:
    """A quotation closes the page on the signal colour, in ink, paper or black, whichever its inks let read."""
    quotes = "quotes: [{quote: I sold my car., name: A passenger}]\n"
    question = "questions: [{question: Do dogs travel?, answer: Yes.}]\n"
    (tmp_path / "a.md").write_text(f"---\ntitle: T\nlang: en\n{question}{quotes}---\n", encoding="utf-8")
    settings = tmp_path / "brochure.yaml"
    settings.write_text(f'date: 2026-11-01\nbrand: {{colours: {{signal: "{signal}"}}}}\n', encoding="utf-8")
    outcome = build(Job(tmp_path / "a.md", tmp_path, settings, tmp_path / "out", "press"))
    assert [problem.code for problem in outcome.problems if problem.code != "subset-missing"] == []


@pytest.mark.parametrize("preset", ["screen", "press"])
@pytest.mark.parametrize("across", [1200, 300])
def test_a_gallery_shows_its_pictures_on_a_page_that_it_shares(tmp_path: Path, preset: str, across: int) -> None:
    """From edge to edge, where they have the pixels for it; else in the column, and the press is made all the same."""
    for name in "ab":
        Image.new("RGB", (across, across), "green").save(tmp_path / f"{name}.jpg")
    front = "gallery: {list: [{file: a.jpg, caption: One, alt: A}, {file: b.jpg, caption: Two, alt: B}]}\n"
    (tmp_path / "a.md").write_text(f"---\ntitle: T\nlang: en\n{front}---\nWords.\n", encoding="utf-8")
    (tmp_path / "brochure.yaml").write_text("date: 2026-11-01\n", encoding="utf-8")
    outcome = build(Job(tmp_path / "a.md", tmp_path, tmp_path / "brochure.yaml", tmp_path / "out", preset))
    assert [problem for problem in outcome.problems if problem.severity == "error"] == []
    assert outcome.pdf is not None
    document = pypdfium2.PdfDocument(outcome.pdf)
    page = next(page for page in document if "Two" in page.get_textpage().get_text_bounded())
    boxes = [one.get_bounds() for one in page.get_objects() if one.type == FPDF_PAGEOBJ_IMAGE]
    trim = page.get_trimbox()
    assert len(boxes) == 2
    assert all(top - bottom > 60 for _, bottom, _, top in boxes)
    edges = min(box[0] for box in boxes) - trim[0], trim[2] - max(box[2] for box in boxes)
    # On screen the page ends at its edge.
    assert all(edge < 1 if across > 1000 else edge > 30 for edge in edges)
    document.close()


ALONE = {
    "prices": "prices: [{name: Both days, price: 85 £, note: Talks and lunches.}, {name: One day, price: 50 £}]\n",
    "questions": QUESTIONS,
    "features": "features: {title: We offer, list: [{title: Eat, text: At two.}, {title: Wash, text: Till ten.}]}\n",
    "facts": FACTS,
}


@pytest.mark.parametrize("theme", ["studio", "civic", "ledger", "festival"])
@pytest.mark.parametrize("size", ["a5", "a4", "square"])
@pytest.mark.parametrize("kind", sorted(ALONE))
def test_the_title_of_what_has_a_page_for_itself_stands_right_above_it(
    tmp_path: Path, kind: str, size: str, theme: str
) -> None:
    """Wherever that is on the page, whose middle it passes."""
    content, settings = tmp_path / "a.md", tmp_path / "brochure.yaml"
    content.write_text(f"---\ntitle: T\nlang: en\n{ALONE[kind]}---\n", encoding="utf-8")
    settings.write_text(f"format: {size}\ntheme: {theme}\nbinding: none\n", encoding="utf-8")
    outcome = build(Job(content, tmp_path, settings, tmp_path / "out"))
    assert outcome.pdf is not None
    pages, scale = Pages(outcome.pdf), scale_of(FORMATS[size])
    runs = [run for run in pages.runs(1) if run.box[1] > scale.foot * MM]
    top = max(run.box[3] for run in runs)
    title = [run for run in runs if run.box[3] > top - 1.2 * scale.title]
    below = max(run.box[3] for run in runs if run not in title)
    assert min(run.box[1] for run in title) - below < (scale.start - scale.head) * MM
    assert (min(run.box[1] for run in runs) - scale.foot * MM) / pages.size(1)[1] < 0.45


def test_questions_that_share_a_page_stand_in_level_rows(tmp_path: Path) -> None:
    """Two columns that are read down: whatever their answers take, those beside each other begin at one height."""
    answers = ("A few words. " * 6, "Yes.", "Yes.", "As everybody else.")
    rows = "".join(f"    - {{question: Asked{at}, answer: {answer}}}\n" for at, answer in enumerate(answers))
    pages, _ = made(tmp_path, f"questions:\n  list:\n{rows}{FACTS}")
    assert len(pages) == 3
    assert [pages[1].index(f"Asked{at}") for at in range(4)] == sorted(pages[1].index(f"Asked{at}") for at in range(4))
    tops = {run.text: run.box[3] for run in Pages(tmp_path / "out" / "a.pdf").runs(1) if run.text.startswith("Asked")}
    assert tops["Asked0"] == pytest.approx(tops["Asked2"], abs=0.5)
    assert tops["Asked1"] == pytest.approx(tops["Asked3"], abs=0.5)
    assert tops["Asked1"] < tops["Asked0"]
