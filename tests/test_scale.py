"""Five sizes of type a brochure, one a level; facing pages begin at one height; no line is too long to be read."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from brochure import pipeline
from brochure.vocabulary.job import Job
from brochure.vocabulary.paper import FORMATS
from brochure.vocabulary.scale import Scale, scale_of
from brochure.vocabulary.units import MM
from tests.corpus import CASES, Case, made
from tests.proofs import FILL, WEAK
from tests.seen import Pages, lines

# Covers and figures have sizes of their own.
APART = ("cover", "back", "numbers", "phases", "picture", "notes", "blank")
# Text that runs on from the measure's left edge.
RUNNING = ("introduction", "how", "then", "body")
# Its texts have a few words each, which are said large: none runs on.
LARGE = ("long-words",)
FILES = ("programme", "body", "english", "long-text", "long-words", "six-tiles", "one-tile", "quote")
KNOWN = [case for case in CASES if case.size in ("a5", "a4", "square", "letter") and case.content.stem in FILES]
STEPS = (1.0, 0.955, 0.909)
NEAR = 0.11
# Signs in the longest line of running text, spaces counted.
MEASURE = 68
# Each of its pages is full; where others end with a short text, that page is better white.
FULL = ("programme", "quote", "six-tiles", "one-tile")
BARE = ("cover", "back", "picture", "notes", "blank")
# How far letters may hang below the type area, in points.
HANGS = 3.0
PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><rect width="40" height="20" fill="#8fa3b8"/></svg>'
)
ELEMENTS = """---
title: All
lang: en
---

## Page

Words that lead in to all that follows.

### Third

Running text with a note[^1], `code`, **bold**, H~2~O and x^2^.

#### Fourth

> A quotation that is longer than a pull quote ever is, since it goes on until nobody knows any more who said it first,
> or where that was, or to whom.

##### Fifth

1. One
   - Two
     - Three

###### Sixth

| Head | Other |
|---|---|
| Cell | 12 |

```
code of a line
```

Term
: What it means.

> [!NOTE]
> A callout.

- [x] Done
- [ ] Not yet

![A picture](p.svg "Its caption")

[^1]: What it says.
"""

each = pytest.mark.parametrize("case", KNOWN, ids=lambda case: case.name)


def opened(case: Case) -> tuple[Pages, list[tuple[int, str]], Scale]:
    """Give the pages of a case, the index of each page inside with its section, and the scale."""
    built = made(case)
    assert built.result.output is not None
    named = [(index, leaf.section.partition("-")[0]) for index, leaf in enumerate(built.leaves)]
    inside = [(index, name) for index, name in named if name not in APART]
    return Pages(built.result.output.path), inside, scale_of(FORMATS[case.size])


def sizes(pages: Pages, number: int) -> set[float]:
    return {round(run.size, 2) for run in pages.runs(number) if run.drawn and run.text.strip()}


@each
def test_five_sizes_a_brochure(case: Case) -> None:
    """Running text has one of its steps all through; what is larger than a title is a poster."""
    pages, inside, scale = opened(case)
    found = {size for index, _ in inside for size in sizes(pages, index) if size <= scale.title + NEAR}
    levels = (scale.small, scale.lead, scale.section, scale.title)
    rest = {size for size in found if not any(abs(size - level) < NEAR for level in levels)}
    steps = {step for step in STEPS for size in rest if abs(size - scale.text * step) < NEAR}
    assert [size for size in rest if not any(abs(size - scale.text * step) < NEAR for step in STEPS)] == []
    assert len(steps) <= 1


def test_everything_that_an_author_may_write_has_one_of_the_five_sizes(tmp_path: Path) -> None:
    """Headings of every level, notes, code, tables, captions, callouts."""
    (tmp_path / "a.md").write_text(ELEMENTS, encoding="utf-8")
    (tmp_path / "p.svg").write_text(PICTURE, encoding="utf-8")
    (tmp_path / "brochure.yaml").write_text("binding: none\n", encoding="utf-8")
    output = pipeline.build(Job(tmp_path / "a.md", tmp_path, tmp_path / "brochure.yaml", tmp_path / "out")).output
    assert output is not None
    pages, scale = Pages(output.path), scale_of(FORMATS["a5"])
    found = {size for number in range(1, len(pages) - 1) for size in sizes(pages, number)}
    assert found == {scale.small, scale.text, scale.lead, scale.section, scale.title}


@each
def test_facing_pages_begin_at_one_height(case: Case) -> None:
    """Running text below the title, or below none, begins at the same height on both."""
    pages, inside, scale = opened(case)
    spreads: defaultdict[int, list[float]] = defaultdict(list)
    for index, name in inside:
        height = pages.size(index)[1]
        below = [run for run in pages.runs(index) if run.drawn and run.size < scale.title - NEAR]
        runs_on = any(scale.small + NEAR < run.size < scale.section - NEAR for run in below)
        if name in RUNNING and runs_on:
            spreads[(index + 1) // 2].append(height - max(run.box[3] for run in below))
    runs = case.content.stem not in LARGE and any(name in RUNNING for _, name in inside)
    assert bool(spreads) == runs
    assert [tops for tops in spreads.values() if max(tops) - min(tops) > 3 * MM] == []


@each
def test_lines_are_no_longer_than_can_be_read(case: Case) -> None:
    """Words that stand on one line, not further from each other than a space or two."""
    pages, inside, scale = opened(case)
    found = [
        line
        for index, name in inside
        if name in RUNNING
        for line in lines(run for run in pages.runs(index) if run.drawn and abs(run.size - scale.small) > NEAR)
    ]
    longest = max(found, key=len, default="")
    assert len(longest) <= MEASURE, longest


@pytest.mark.parametrize("case", [case for case in KNOWN if case.size == "a5" and case.theme == "studio"], ids=str)
def test_pages_are_filled_by_what_is_read(case: Case, tmp_path: Path) -> None:
    """Words, and pictures of the author's, reach 85 % of the way from a title to the foot; a text ends where it ends.

    Grounds, drawings and patterns do not count.
    """
    planned = pipeline.plan(case.job(tmp_path))
    engine = pipeline.start(planned)
    try:
        laid = list(pipeline.lay_out(planned, engine.open))
        placed = engine.placed(laid)
    finally:
        engine.close()
    ends = [at == len(part.facts) for _, part in laid for at in range(1, len(part.facts) + 1)]
    names = [group.name.partition("-")[0] for group, part in laid for _ in part.facts]
    start, short = scale_of(FORMATS[case.size]).start * MM, []
    for fact, name, is_last in zip(placed.pages, names, ends, strict=True):
        low = [run.box[3] for run in placed.runs if run.page == fact.number and run.box[3] <= fact.area_bottom + HANGS]
        low += [one.box[3] for one in placed.pictures if one.page == fact.number and one.url in planned.origins]
        reached = (min(max(low, default=0.0), fact.area_bottom) - start) / (fact.area_bottom - start)
        open_end = name in (*RUNNING, "phases") and is_last and case.content.stem not in FULL
        if reached < FILL and name not in BARE and not open_end and (case.content.stem, name) not in WEAK:
            short.append((fact.number, name, round(reached, 2)))
    assert short == []


@pytest.mark.parametrize(
    "titles", [("How we mend all that was brought to us", "Short"), ("Short", "What comes of all that we mended here")]
)
def test_text_begins_under_the_longer_of_two_facing_titles(titles: tuple[str, str], tmp_path: Path) -> None:
    """On both pages, and where a page faces none with a longer title, under its own."""
    tops = []
    for pair in (titles, ("Short", "Short")):
        told = "Bring what is broken and we look at it together on two evenings a week. " * 10
        parts = [
            f"{name}:\n  desc: |\n    ## {title}\n\n    {told}\n\n    {told}\n"
            for name, title in zip(("how", "then"), pair, strict=True)
        ]
        (tmp_path / "a.md").write_text(f"---\ntitle: All\nlang: en\n{''.join(parts)}---\n", encoding="utf-8")
        (tmp_path / "brochure.yaml").write_text("binding: none\norganisation: {name: Quay}\n", encoding="utf-8")
        output = pipeline.build(Job(tmp_path / "a.md", tmp_path, tmp_path / "brochure.yaml", tmp_path / "out")).output
        assert output is not None
        pages = Pages(output.path)
        small = scale_of(FORMATS["a5"]).section - NEAR
        tops.append([max(run.box[3] for run in pages.runs(at) if run.drawn and run.size < small) for at in (1, 2)])
    (left, right), (plain, other) = tops
    assert left == pytest.approx(right, abs=1)
    assert plain == pytest.approx(other, abs=1)
    assert plain - left > 20
