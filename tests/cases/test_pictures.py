"""Pictures as they come: never larger than the measure, the page, or what their pixels allow."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path

import pytest

from brochure.vocabulary.problems import Severity
from brochure.vocabulary.units import MM
from tests.cases.bench import Made, made, photo, write

PLACES = {
    "first in the body": "---\ntitle: Boats\n---\n\n## The crew\n\n![Crew](img/p.jpg)\n\nEight of us row.\n",
    "alone in the body": "---\ntitle: Boats\n---\n\n![Crew](img/p.jpg)\n",
    "after words": "---\ntitle: Boats\n---\n\n## The crew\n\nEight of us row.\n\n![Crew](img/p.jpg)\n",
    "in a line": "---\ntitle: Boats\n---\n\n## The crew\n\nEight ![Crew](img/p.jpg) of us row.\n",
    "in a list": "---\ntitle: Boats\n---\n\n## The crew\n\nEight.\n\n- One: ![Crew](img/p.jpg)\n- Two\n",
    "in a table": "---\ntitle: Boats\n---\n\n## The crew\n\nEight.\n\n| a | b |\n|---|---|\n"
    "| ![Crew](img/p.jpg) | c |\n",
    "in a phase": "---\ntitle: Boats\nsteps:\n  list:\n    - {title: Row, duration: 2 months, "
    "desc: '![Crew](img/p.jpg)'}\n    - {title: Rest, duration: 1 month, desc: Slowly.}\n---\n",
    "in the introduction": "---\ntitle: Boats\ndesc: |\n  ![Crew](img/p.jpg)\n\n  Eight of us row.\n---\n",
    "in how": "---\ntitle: Boats\nhow:\n  desc: |\n    ## How\n\n    ![Crew](img/p.jpg)\n\n    By oar.\n---\n",
    "portrait": "---\ntitle: Boats\nquote: {quote: We row., name: Ada, photo: {file: img/p.jpg, alt: Ada}}\n---\n",
    "cover": "---\ntitle: Boats\nimage: {file: img/p.jpg, alt: A boat}\n---\n",
    "tile": "---\ntitle: Boats\nhow:\n  desc: By oar.\n  tiles:\n    - {title: Oar, image: {file: img/p.jpg, alt: O}}\n"
    "    - {title: Sail}\n---\n",
    "icon": "---\ntitle: Boats\nsteps:\n  list:\n    - {title: Row, icon: img/p.jpg, duration: 2 months, desc: Hard.}\n"
    "    - {title: Rest, duration: 1 month, desc: Slowly.}\n---\n",
}
SIZES = {"screen": [(5000, 300), (300, 3000)], "press": [(500, 500), (90, 60), (900, 600)]}


def beyond(made: Made) -> list[str]:
    """Say which pictures of the content leave the page, or are coarser than their preset allows."""
    told = []
    for picture in made.own:
        page, bleed = made.placed.pages[picture.page - 1], made.plan.preset.bleed * MM + 0.1
        box, least = picture.box, 149.0 if "cover" in made.plan.job.root.name else made.plan.preset.resolution - 1
        if box[0] < -bleed or box[1] < -bleed or box[2] > page.width + bleed or box[3] > page.height + bleed:
            told.append(f"{picture.url} at {box}")
        if picture.pixels and picture.pixels[0] / picture.size[0] * 72 < least:
            told.append(f"{picture.url} at {picture.pixels[0] / picture.size[0] * 72:.0f} dpi")
    return told


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("preset", SIZES)
def test_a_picture_of_any_size_stays_on_its_page(tmp_path: Path, place: str, preset: str) -> None:
    """Wherever it stands, it leaves neither the page nor what its pixels allow, and covers no words."""
    root = tmp_path / ("cover" if place == "cover" else "else")
    wrong = {}
    for size in SIZES[preset]:
        photo(root, "content/img/p.jpg", *size)
        found = made(write(root, PLACES[place]), preset)
        assert found.own
        codes = set(found.codes) & {"picture-misplaced", "text-overset", "spread-broken"}
        errors = [problem.message for problem in found.problems if problem.severity is Severity.ERROR]
        if told := [*beyond(found), *codes, *errors]:
            wrong[size] = told
    assert wrong == {}


@pytest.mark.parametrize("size", [(2000, 1500), (5000, 300), (600, 2400)])
def test_a_picture_that_comes_first_stands_with_its_heading_and_its_text(tmp_path: Path, size: tuple[int, int]) -> None:
    """One page; where it is wide it reaches the outer edge, beside a margin that is kept."""
    photo(tmp_path, "content/img/p.jpg", *size)
    found = made(write(tmp_path, PLACES["first in the body"]))
    (picture,) = found.own
    page = found.placed.pages[picture.page - 1]
    assert "The crew" in found.words(picture.page)
    assert "Eight of us row." in found.words(picture.page)
    assert picture.box[0] >= page.area_left - 0.1
    assert picture.box[2] <= page.area_right + 0.1 or abs(picture.box[2] - page.width) < 0.1
    assert picture.box[3] <= page.area_bottom
    assert len(found.placed.pages) == 3


@pytest.mark.parametrize(("preset", "most"), [("screen", 33.9), ("booklet", 22.6), ("press", 22.6)])
def test_a_small_portrait_stands_beside_who_speaks(tmp_path: Path, preset: str, most: float) -> None:
    """Its author is told once, with its size, its place and what would fill it; the brochure is built."""
    photo(tmp_path, "content/img/p.jpg", 200, 200)
    found = made(write(tmp_path, PLACES["portrait"]), preset)
    (picture,) = found.own
    assert picture.box[2] - picture.box[0] <= most * MM
    (told,) = [problem for problem in found.problems if problem.code == "image-resolution"]
    assert (told.severity, told.place.line) == (Severity.WARNING, 3)
    assert told.message.startswith(f"img/p.jpg has 200 x 200 px: it is set {most:.0f} mm wide")
    assert "px wide" in told.hint
    assert found.pdf


@pytest.mark.parametrize("size", [(2000, 1500), (500, 500)])
def test_a_fine_portrait_stands_beside_who_speaks(size: tuple[int, int], tmp_path: Path) -> None:
    """It is cut to 35 by 44 mm, whatever its form (sheet sections-2)."""
    photo(tmp_path, "content/img/p.jpg", *size)
    found = made(write(tmp_path, PLACES["portrait"]), "press")
    (picture,) = found.own
    shown = picture.box[2] - picture.box[0], picture.box[3] - picture.box[1]
    assert shown == pytest.approx((35 * MM, 44 * MM), abs=1)
    assert "image-resolution" not in found.codes


STYLE = {"off the page": ".inlay { margin-left: 100mm }", "over words": ".inlay { margin-bottom: -20mm }"}


@pytest.mark.parametrize("how", STYLE)
def test_a_picture_that_a_project_puts_elsewhere_is_told(tmp_path: Path, how: str) -> None:
    """Off the page, or over words: a warning at the line that names it."""
    photo(tmp_path, "content/img/p.jpg", 900, 600)
    content = write(tmp_path, PLACES["first in the body"], {"styles/project.css": STYLE[how]})
    found = [problem for problem in made(content).problems if problem.code == "picture-misplaced"]
    assert [problem.place.line for problem in found] == [7]
    assert ("runs off page" if how == "off the page" else "'Eight of us row.'") in found[0].message


def test_a_picture_is_told_where_it_is_named(tmp_path: Path) -> None:
    """Not at a longer path that begins as it does, nor at the top; a path of a machine is no empty one."""
    body = "See img/no.png.old.\n\n![a](img\\\\c.png)\n\n![b](img/no.png)\n\n![c](C:\\Users\\x.png)\n"
    found = made(write(tmp_path, f"---\ntitle: Boats\n---\n\n{body}"))
    told = [(problem.code, problem.place.line) for problem in found.problems if problem.severity is Severity.WARNING]
    assert told == [
        ("picture-missing", 7),
        ("picture-missing", 9),
        ("path-outside-project", 11),
    ]


def test_words_of_a_drawing_lie_over_no_other(tmp_path: Path) -> None:
    """They are the drawing's own, not text on which it is laid."""
    root = write(tmp_path, "---\ntitle: Boats\n---\n\n## Plan\n\nSome words.\n\n![Plan](plan.svg)\n")
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 160"><text x="20" y="80">Gate open</text></svg>'
    (tmp_path / "content" / "plan.svg").write_text(drawing, encoding="utf-8")
    assert "picture-misplaced" not in made(root, "press").codes


def test_a_path_that_a_site_climbs_is_found_within_the_project(tmp_path: Path) -> None:
    """By the rest of it, or by its name in a folder of pictures; one that is nowhere is done without."""
    photo(tmp_path, "assets/w.jpg", 2400, 1600)
    photo(tmp_path, "static/crew.jpg", 2400, 1600)
    front = "title: Boats\nheroImage: ../../assets/w.jpg\nteam: [{name: Ann Lee, role: Cook, photo: ../../ann.jpg}]"
    found = made(write(tmp_path, f"---\n{front}\n---\n\n![Crew](../../src/images/crew.jpg)\n\nWords.\n"))
    told = [(problem.code, problem.severity, problem.place.line) for problem in found.problems]
    told = [one for one in told if one[1] is not Severity.NOTE]
    assert told == [
        ("picture-name", Severity.WARNING, 3),
        ("path-outside-project", Severity.WARNING, 4),
        ("picture-name", Severity.WARNING, 7),
    ]
    assert sorted({picture.url.rpartition("/")[2] for picture in found.own}) == ["crew.jpg", "w.jpg"]


def test_a_picture_in_a_heading_is_as_high_as_its_letters(tmp_path: Path) -> None:
    """However large it is."""
    photo(tmp_path, "content/sign.jpg", 900, 600)
    found = made(write(tmp_path, "---\ntitle: Boats\n---\n\n## ![Sign](sign.jpg) The crew\n\nEight of us row.\n"))
    (picture,) = found.own
    assert picture.box[3] - picture.box[1] < 12 * MM
    assert found.codes == []


@pytest.mark.parametrize(
    ("reference", "file"),
    [
        ("~/assets/a.jpg", "assets/a.jpg"),
        ("@/assets/a.jpg", "src/assets/a.jpg"),
        ("@assets/a.jpg", "assets/a.jpg"),
        ("@site/static/img/a.jpg", "static/img/a.jpg"),
        ("{static}/images/a.jpg", "content/images/a.jpg"),
        ("{attach}a.jpg", "content/a.jpg"),
        ("a.jpg =300x200", "content/a.jpg"),
        ("a.jpg =50%x", "content/a.jpg"),
    ],
)
def test_a_name_that_a_tool_of_a_site_makes_is_read(tmp_path: Path, reference: str, file: str) -> None:
    """What stands for a folder, and how large it is to be, are no part of the path."""
    photo(tmp_path, file, 1800, 1200)
    found = made(write(tmp_path, f"---\ntitle: Boats\n---\n\n![Crew]({reference})\n\nWords.\n"))
    assert [picture.url.rpartition("/")[2] for picture in found.own] == ["a.jpg"]
    assert found.codes == []


def test_a_picture_may_stand_in_the_text(tmp_path: Path) -> None:
    """In base64, as programs export it; one of a kind that is none of pixels is not read."""
    photo(tmp_path, "a.png", 1800, 1200)
    address = f"data:image/png;base64,{b64encode((tmp_path / 'a.png').read_bytes()).decode()}"
    found = made(write(tmp_path, f"---\ntitle: Boats\n---\n\n![Crew][1]\n\nWords.\n\n[1]: <{address}>\n"))
    assert (len(found.own), found.codes) == (1, [])
    other = made(write(tmp_path, "---\ntitle: Boats\n---\n\n![Crew](data:image/svg+xml;base64,PHN2Zy8+)\n"))
    assert (other.own, other.codes) == ([], ["path-outside-project"])


def test_a_pointer_of_git_is_told(tmp_path: Path) -> None:
    """As what it is, with what fetches the picture."""
    files = {"content/a.jpg": b"version https://git-lfs.github.com/spec/v1\noid sha256:ab\nsize 123\n"}
    found = made(write(tmp_path, "---\ntitle: Boats\n---\n\n![Crew](a.jpg)\n", files))
    told = [(problem.code, problem.hint) for problem in found.problems if problem.severity is Severity.WARNING]
    assert told == [("picture-broken", "fetch it: git lfs pull")]


@pytest.mark.parametrize("name", ["hall.jpg", "hall.png", "hall.webp"])
@pytest.mark.parametrize("where", ["image: {}", "quote: {{quote: It floats., photo: {}}}", ""])
def test_a_picture_that_is_cut_off_is_done_without(tmp_path: Path, name: str, where: str) -> None:
    """On the cover, in a section, in the text: it is told at its line, and the brochure is made."""
    photo(tmp_path, f"content/{name}", 1200, 800)
    whole = (tmp_path / "content" / name).read_bytes()
    line = where.format(name) or "subtitle: A shed"
    body = "Words." if where else f"![Hall]({name})\n\nWords."
    found = made(write(tmp_path, f"---\ntitle: Boats\n{line}\n---\n\n{body}\n", {f"content/{name}": whole[:-200]}))
    (told,) = (problem for problem in found.problems if problem.code == "picture-broken")
    assert (told.severity, told.place.line) == (Severity.WARNING, 3 if where else 6)
    assert found.own == []
    assert "Words." in " ".join(found.words(page) for page in range(2, 5))


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ('![Crew](a.jpg "The crew of May")', "The crew of May Words."),
        ('[![Crew](a.jpg "The crew of May")](https://example.org/crew)', "The crew of May Words."),
        ("![][1]\n\n[1]: a.jpg 'The crew of May'", "The crew of May Words."),
        ('![The crew](a.jpg "the crew")', "Words."),
        ('Here ![Crew](a.jpg "The crew of May") it is.', "Here (The crew of May) it is. Words."),
        ('<figure><img src="a.jpg" alt="" title="The crew of May"></figure>', "The crew of May Words."),
        ('Here ![Crew](a.jpg "crew") it is.', "Here it is. Words."),
    ],
)
def test_the_title_of_a_picture_is_its_caption(tmp_path: Path, body: str, told: str) -> None:
    """Printed below it, or behind it in a line; but where it says what its words say."""
    photo(tmp_path, "content/a.jpg", 1800, 1200)
    found = made(write(tmp_path, f"---\ntitle: Boats\n---\n\n{body}\n\nWords.\n"))
    assert len(found.own) == 1
    assert found.words(2).startswith(told)
