"""What is proven of every built case; each proof gives the faults that it finds, in words, none of a sound brochure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from PIL import Image, ImageChops

from brochure.model.brochure import Brochure
from brochure.project.sources import read
from brochure.sections.phases.content import Steps
from brochure.vocabulary.colour import contrast
from brochure.vocabulary.presets import PRESETS
from tests.accessibility.listening import order
from tests.corpus import Case, Leaf, Made, made
from tests.owed import missing, notes, owed, words
from tests.pdfreader.reading import Item, Reading
from tests.seen import SCALE, Colour, Pages, Run

# What is told of a content file on purpose: it has no picture where one is wanted, or names one that is not there.
EXPECTED = {
    "programme": {"picture-empty"},
    "missing-pictures": {"picture-missing", "picture-empty"},
    "title-alone": {"brochure-empty"},
    "bare-phases": {"duration-unread"},
    "long-words": {"duration-unread", "words-unreviewed"},
}
# The machine's own: without that library fonts travel whole.
OF_THE_MACHINE = {"subset-missing"}
# Noted of every picture that nobody describes.
NOTED = {"alt-missing", "edge-unprinted"}
SMALLEST = 7.0
FILL, LAST_FILL = 0.85, 0.35
SMALL_CONTRAST, CONTRAST, SMALL = 7.0, 4.5, 9.0
# A colour that covers less of the ground behind a word is the edge of something beside it.
GROUND_SHARE = 0.12
# Pages that end too high as yet: a text before its items, fewer phases on the left page than on the right one, the
# last page of phases whose long texts run on.
WEAK = {("long-text", "introduction"), ("nine-phases", "phases"), ("long-text", "phases")}
# What several on a page fill of it at the least.
SHARED = 0.5
_TEXTS = ("introduction", "how", "then", "body", "text", "phases")
# Sizes and colours are rounded on their way through the PDF.
ROUNDING = 0.02
# How PDFium tells of a hyphen at the end of a line.
BROKEN = "\x02"


@lru_cache(maxsize=1)
def pages_of(case: Case, preset: str = "screen") -> Pages:
    """Open what was built of a case; the proofs of one case follow each other."""
    output = made(case, preset).result.output
    assert output is not None
    return Pages(output.path)


def told(brochure: Made) -> list[str]:
    """Name problems that are told of a sound content, text without room, and rules of preflight that did not run."""
    result = brochure.result
    expected = EXPECTED.get(result.job.content.stem, set()) | OF_THE_MACHINE | NOTED
    found = [f"{problem.code}: {problem.message}" for problem in result.problems if problem.code not in expected]
    found += [f"{leaf.section}: {text.text!r} is {text.kind}" for leaf in brochure.leaves for text in leaf.overset]
    return found + [f"{code} did not run" for code in PRESETS[result.job.preset].rules if code not in result.ran]


def lost(brochure: Made, leaves: Sequence[Sequence[Run]]) -> list[str]:
    """Name words owed that are not, as often and in their order, on the pages of their section."""
    found = read(brochure.result.job)
    content, project = found.brochure, found.project
    wanted = owed(content, project)
    footnotes = notes(content, project)
    known = {word for row in [*wanted.values(), *footnotes] for word in row}
    unsaid = unlabelled(wanted, content, brochure, [run.text for runs in leaves for run in runs])
    there: dict[str, list[str]] = {}
    for leaf, runs in zip(brochure.leaves, leaves, strict=True):
        there.setdefault(kind(leaf), []).extend(word for run in runs for word in mended(run.text, known))
    every = [word for row in there.values() for word in row]
    if project.format.panels:
        return (
            unsaid
            + lost_on_a_leaflet(wanted, every, tree_of(brochure))
            + [word for one in footnotes for word in missing(one, every)]
        )
    # A short text may share the page of the section before, by which the page is called.
    where = {name: every if name == "body" else there.get(name, []) for name in wanted}
    found = [f"{name}: {word}" for name, row in wanted.items() for word in missing(row, where[name])]
    return unsaid + found + [f"note: {word}" for note in footnotes for word in missing(note, every)]


def steps_of(content: Brochure) -> Steps | None:
    """Find the timeline, also where the settings put the sections in order."""
    seen = (content, *(replace(content, contents=part.contents) for part in content.parts))
    return next((steps for one in seen if (steps := one.content("steps", Steps)) is not None), None)


def unlabelled(wanted: dict[str, list[str]], content: Brochure, brochure: Made, runs: Sequence[str]) -> list[str]:
    """Take from the phases what their band says of them, and name what neither it nor what is told of it says.

    A band lies over two pages, each with the names and lengths of its phases before their texts.
    """
    steps = steps_of(content)
    if steps is None or "phases" not in wanted or len(steps.phases) == 0:
        return []
    labels = [
        word for phase in steps.phases for text in (phase.step, phase.duration) if text for word in words(text.markdown)
    ]
    title = len(words(steps.title.markdown)) if steps.title else 0
    row = wanted["phases"]
    assert row[title : title + len(labels)] == labels, "the band comes first"
    wanted["phases"] = row[:title] + row[title + len(labels) :]
    tree = tree_of(brochure)
    told = [figure.alt or "" for figure in tree.find("Figure")] if tree is not None else list(map(str, steps.phases))
    short = Counter(labels) - Counter(words(" ".join([*runs, *told])))
    return [f"phases: {word}" for word in short]


def tree_of(brochure: Made) -> Item | None:
    """Read the structure tree of what was built, None where it has none."""
    output = brochure.result.output
    assert output is not None
    return Reading(output.path.read_bytes()).tree


def lost_on_a_leaflet(wanted: dict[str, list[str]], every: list[str], tree: Item | None) -> list[str]:
    """Name the words that are not painted as often as they are owed, or do not follow each other for a listener.

    Panels are painted in any order; their tags are read in that of the brochure, the back before the inner page.
    """
    short = Counter(word for row in wanted.values() for word in row) - Counter(every)
    if tree is None:
        return [*short]
    back = wanted.pop("back", [])
    return [*short, *order(tree, [word for row in wanted.values() for word in row]), *order(tree, back)]


def mended(text: str, known: Iterable[str]) -> list[str]:
    """Give the words of a text, those put together that a line's end parts; a hyphen of the author parts two."""
    whole = [word for word in words(text.replace(BROKEN, "")) if BROKEN in text]
    return whole if whole and all(word in known for word in whole) else words(text)


def painted(pages: Pages) -> list[list[Run]]:
    """Give the text of each page that is painted."""
    return [[run for run in pages.runs(number) if run.drawn and run.alpha == 255] for number in range(len(pages))]


def unfolded(pages: Pages, count: int) -> list[list[Run]]:
    """Give the painted text of the pages of a booklet in the order in which one turns them."""
    halves = []
    for number, side in enumerate(painted(pages)):
        fold = pages.size(number)[0] / 2
        left = [run for run in side if run.box[0] + run.box[2] < 2 * fold]
        halves.append((left, [run for run in side if run not in left]))
    fronts, backs = halves[0::2], halves[1::2]
    inwards = [half for front, back in zip(fronts, backs, strict=True) for half in (front[1], back[0])]
    outwards = [half for front, back in zip(fronts, backs, strict=True) for half in (front[0], back[1])]
    return [*inwards, *reversed(outwards)][:count]


def kind(leaf: Leaf) -> str:
    """Give the kind of section that a page belongs to."""
    return re.sub(r"-\d+$", "", leaf.section)


def unreadable(pages: Pages) -> list[str]:
    """Name what cannot be read, and why."""
    found = []
    for number in range(len(pages)):
        ground, whole, size = pages.picture(number, text=False), pages.whole(number), pages.size(number)
        for run in pages.runs(number):
            if fault := fault_of(run, size) or fault_of_look(run, ground, whole):
                found.append(f"page {number + 1}: {run.text!r} {fault}")
    return found


def fault_of(run: Run, size: tuple[float, float]) -> str:
    """Tell of text too small, not painted or off the page."""
    left, bottom, right, top = run.box
    if run.size < SMALLEST - ROUNDING:
        return f"is {run.size:g} pt"
    if run.alpha < 255 or not run.drawn:
        return "is not painted"
    return "is off the page" if min(left, bottom) < 0 or right > size[0] or top > size[1] else ""


def fault_of_look(run: Run, ground: Image.Image, whole: Image.Image) -> str:
    """Tell of text that is covered, or too close in colour to what it lies on."""
    left, bottom, right, top = run.box
    area = (
        int(left * SCALE),
        int(ground.height - top * SCALE),
        int(right * SCALE) + 1,
        int(ground.height - bottom * SCALE) + 1,
    )
    behind = ground.crop(area)
    if behind.tobytes() == whole.crop(area).tobytes():
        return "is covered, or has the colour of its ground"
    least = min(contrast(hexadecimal(run.colour), hexadecimal(colour)) for colour in main_colours(behind))
    wanted = SMALL_CONTRAST if run.size < SMALL - ROUNDING else CONTRAST
    return "" if least >= wanted - ROUNDING else f"({run.size:g} pt) has a contrast of {least:.2f}"


def main_colours(picture: Image.Image) -> list[Colour]:
    """Give the colours that make up more than an edge of a picture."""
    pixels = picture.width * picture.height
    counted = sorted(picture.getcolors(pixels) or (), key=lambda entry: -entry[0])
    found = [colour for count, colour in counted if count >= GROUND_SHARE * pixels]
    return found or [counted[0][1]]  # type: ignore[list-item,return-value]


def hexadecimal(colour: Colour) -> str:
    """Write a colour as "#rrggbb"."""
    return "#{:02x}{:02x}{:02x}".format(*colour)


def thin(brochure: Made, pages: Pages) -> list[str]:
    """Name pages with a hole: content reaches 85 % of the type area, or a third where text flows on to a last page."""
    found = []
    for number, leaf in enumerate(brochure.leaves):
        # A short text is better white than padded; where it ends, its page does.
        wanted = 0.0 if leaf.last and kind(leaf) in _TEXTS else LAST_FILL if leaf.last and not leaf.alone else FILL
        # Below the last of several on a page its ground goes on.
        wanted = min(wanted, SHARED) if leaf.shared else wanted
        # What stands on a cover has its place from the start: what is seen tells how far down it reaches.
        placed = kind(leaf) in ("cover", "back")
        reached = min(1.0 if placed else leaf.facts.fill, ink_reach(pages, number, leaf))
        known = (brochure.result.job.content.stem, kind(leaf)) in WEAK
        if reached < wanted and not known:
            found.append(f"page {number + 1}, {leaf.section}: {reached:.3f}")
    return found


def ink_reach(pages: Pages, number: int, leaf: Leaf) -> float:
    """Measure on the picture how far down the type area anything is painted; 1 for a page painted all over."""
    picture, facts = pages.whole(number), leaf.facts
    corner, most = picture.getpixel((2, 2)), int(facts.area_bottom * SCALE)
    if corner != picture.getpixel((2, picture.height - 3)):
        return 1.0
    column = picture.crop((0, 0, picture.width, most))
    box = difference(column, corner).getbbox()
    return 0.0 if box is None else (box[3] / SCALE - facts.area_top) / (facts.area_bottom - facts.area_top)


def difference(picture: Image.Image, colour: object) -> Image.Image:
    """Give what differs from a plain ground."""
    return ImageChops.difference(picture, Image.new("RGB", picture.size, colour))  # type: ignore[arg-type]


def misplaced(brochure: Made) -> list[str]:
    """Name timelines whose halves do not face each other, and blank pages."""
    steps = steps_of(read(brochure.result.job).brochure)
    spread = steps is not None and len(steps.phases) > 1
    found = [
        f"page {number}: {leaf.section} begins on the right"
        for number, (before, leaf) in enumerate(pairwise(brochure.leaves), 2)
        if spread and number % 2 and kind(leaf) == "phases" and before.section != leaf.section
    ]
    return found + [
        f"page {number} is blank" for number, leaf in enumerate(brochure.leaves, 1) if kind(leaf) == "blank"
    ]


def of_screen(case: Case) -> list[str]:
    """Prove a case for the screen: silence, words, legibility, composition, places."""
    brochure, pages = made(case), pages_of(case)
    found = told(brochure) + lost(brochure, [pages.runs(number) for number in range(len(pages))])
    return found + unreadable(pages) + thin(brochure, pages) + misplaced(brochure)


def of_paper(case: Case, preset: str) -> list[str]:
    """Prove a case for the press, or on the unfolded sheets of a booklet: silence, painted words, places."""
    brochure, pages = made(case, preset), pages_of(case, preset)
    stapled = PRESETS[preset].imposed and case.size != "leaflet"
    leaves = unfolded(pages, len(brochure.leaves)) if stapled else painted(pages)
    return told(brochure) + lost(brochure, leaves) + misplaced(brochure)
