"""Drawings of the tool's own: never the same one on pages that face each other."""

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
CASES = {
    "how and then": "how: {desc: '## Rowing\n\n  {LONG}'}\nthen: {desc: '## Resting\n\n  {LONG}'}\n",
    "introduction and how": "desc: A club.\nhow:\n  desc: '{LONG}'\n  tiles: [{title: A}, {title: B}, {title: C}]\n",
    "tiles and then": "how:\n  desc: '{LONG}'\n  tiles: [{title: A}, {title: B}, {title: C}]\nthen: {desc: '{LONG}'}\n",
    "all": "desc: A club.\nhow: {desc: '{LONG}'}\nthen: {desc: '{LONG}'}\nquote: {quote: Row.}\n",
}
BODIES = ["", "\n## A\n\n{LONG}\n\n## B\n\n{LONG}\n\n## C\n\n{LONG}\n", "\n## A\n\n{LONG}\n"]


def facing(found: Made) -> dict[int, list[str]]:
    """Give the kinds of scenes by the spreads on which they are seen."""
    seen: defaultdict[int, list[str]] = defaultdict(list)
    for page, name in found.drawn:
        parts = name.split("-")
        if parts[0] == "tile":
            seen[page // 2].append(artwork.TILES[int(parts[1]) % len(artwork.TILES)])
        elif parts[0] == "scene":
            group = name.removeprefix("scene-")
            kinds = [g.scenes for groups in [found.plan.groups] for g in groups if g.name == group]
            seen[page // 2] += kinds[0]
    return seen


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("case", CASES)
def test_no_drawing_faces_its_twin(tmp_path: Path, case: str, body: str) -> None:
    """Whatever sections follow each other, and whichever have nothing to show of their own."""
    text = f"---\ntitle: Boats\n{CASES[case]}---\n{body}".replace("{LONG}", LONG)
    found = made(write(tmp_path, text))
    seen = facing(found)
    assert any(seen.values())
    assert {spread: kinds for spread, kinds in seen.items() if len(set(kinds)) < len(kinds)} == {}


def test_pictures_that_are_missing_are_not_all_drawn_alike(tmp_path: Path) -> None:
    """Each has a drawing of its own, the same wherever it is named."""
    body = "\n## A\n\nOne.\n\n![a](a.png)\n\n![b](b.png)\n\n![a again](a.png)\n"
    found = made(write(tmp_path, f"---\ntitle: Boats\n---\n{body}"))
    names = [name for _, name in found.drawn if name.startswith("tile")]
    assert len(names) == 3
    assert names[0] == names[2] != names[1]
