"""Drawings of the tool's own: for a picture that was named alone, and never one twice."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from brochure.figures import artwork
from tests.cases.bench import Made, made, write

# Words enough for a page with a drawing; fewer stand large, or share a page.
LONG = (
    "We row on the river from April to October, early in the morning, in boats that we mend ourselves, and we take "
    "along whoever wants to come and has slept well. Those who cannot row yet learn it from the others within a "
    "summer, in the calm water behind the island, where nobody has ever fallen in more than twice, and where the "
    "bakery on the quay opens at six for those who did."
)
WORDS = {
    "how and then": "how: {desc: '## Rowing\n\n  {LONG}'}\nthen: {desc: '## Resting\n\n  {LONG}'}\n",
    "introduction and how": "desc: A club.\nhow:\n  desc: '{LONG}'\n  tiles: [{title: A}, {title: B}, {title: C}]\n",
    "tiles and then": "how:\n  desc: '{LONG}'\n  tiles: [{title: A}, {title: B}, {title: C}]\nthen: {desc: '{LONG}'}\n",
    "all": "desc: A club.\nhow: {desc: '{LONG}'}\nthen: {desc: '{LONG}'}\nquote: {quote: Row.}\n",
}
BODIES = ["", "\n## A\n\n{LONG}\n\n## B\n\n{LONG}\n\n## C\n\n{LONG}\n", "\n## A\n\n{LONG}\n"]
GONE = "\n## A\n\nOne.\n\n![a](a.png)\n\n![b](b.png)\n\n## B\n\nTwo.\n\n![c](c.png)\n"


def scenes(found: Made) -> list[tuple[int, str]]:
    """Give the drawings that stand for pictures, each with its page."""
    return [(page, name) for page, name in found.drawn if name.startswith(("scene", "tile", "portrait"))]


def page_of(front: str, body: str) -> str:
    return f"---\ntitle: Boats\n{front}---\n{body}".replace("{LONG}", LONG)


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("case", WORDS)
def test_where_nobody_named_a_picture_none_is_drawn(tmp_path: Path, case: str, body: str) -> None:
    """Sections of words alone are set in words, whichever follow each other."""
    assert scenes(made(write(tmp_path, page_of(WORDS[case], body)))) == []


@pytest.mark.parametrize("body", [*BODIES, GONE])
@pytest.mark.parametrize("count", [2, 3, 4, 5, 6])
def test_no_drawing_faces_its_twin(tmp_path: Path, count: int, body: str) -> None:
    """Tiles and texts whose pictures are missing: each shows a scene of its own, of up to four another kind."""
    tiles = "".join(f"    - {{title: T{number}, image: t{number}.png}}\n" for number in range(count))
    found = made(write(tmp_path, page_of(f"how:\n  desc: By oar.\n  tiles:\n{tiles}", body)))
    names, seen = [name for _, name in scenes(found)], defaultdict[int, list[str]](list)
    assert len(names) == count + body.count("![")
    assert len(set(names)) == len(names)
    for page, name in scenes(found):
        seen[page // 2].append(artwork.TILES[int(name.split("-")[1]) % len(artwork.TILES)])
    if len(names) <= len(artwork.TILES):
        assert {spread: kinds for spread, kinds in seen.items() if len(set(kinds)) < len(kinds)} == {}


def test_pictures_that_are_missing_are_not_all_drawn_alike(tmp_path: Path) -> None:
    """Each has a drawing of its own, the same wherever it is named."""
    body = "\n## A\n\nOne.\n\n![a](a.png)\n\n![b](b.png)\n\n![a again](a.png)\n"
    found = made(write(tmp_path, f"---\ntitle: Boats\n---\n{body}"))
    names = [name for _, name in found.drawn if name.startswith("tile")]
    assert len(names) == 3
    assert names[0] == names[2] != names[1]


def test_a_section_that_stands_twice_has_drawings_of_its_own(tmp_path: Path) -> None:
    """The figures of one are not drawn for those of the other."""
    front = "first: [{num: 60 %, title: A}, {num: 1 of 4, title: B}]\n"
    front += "second: [{num: 20 %, title: C}, {num: 3 of 4, title: D}]\n"
    asked = "brochure: {sections: [cover, {numbers: {from: first}}, {numbers: {from: second}}, back]}\n"
    found = made(write(tmp_path, f"---\ntitle: Boats\n{front}{asked}---\n"))
    drawn = [(page, name) for page, name in found.drawn if "figure" in name]
    pages = {page for page, _ in drawn}
    assert len(pages) == 2
    assert len({name for _, name in drawn}) == len(drawn) == 4
