"""Build the pages of the world as they are, and judge what comes of them."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

import yaml

from brochure.project.discover import jobs
from brochure.vocabulary.problems import BrochureError, Problem, Severity
from tests.corpus import Made, heard
from tests.owed import missing
from tests.proofs import BROKEN, ink_reach, kind, unreadable
from tests.seen import Pages, Run
from tests.world import source

HERE = Path(__file__).parent
# What a way to build says of itself: the preset, and whether a brochure.yaml of one line makes it a leaflet.
WAYS = (("screen", False), ("press", False), ("booklet", False), ("screen", True))
# What is written for a program, and is no word on paper.
MARKS = (
    "{{",
    "}}",
    "{%",
    "%}",
    ":::",
    "!!!",
    "???",
    "[!",
    "[[",
    "]]",
    "**",
    "~~",
    "==",
    "</",
    "/>",
    "](",
    "{:",
    "{#",
    "&nbsp;",
)
# Below so many words a brochure of cover and back is whole.
FEW = 40
# Pages that are whole with a few words.
WHOLE = ("cover", "back", "blank", "picture", "quote", "numbers", "introduction")
# Running text; of the other kinds a few words may be all.
RUNNING = ("body", "text", "how", "then")
# Fewer words than that, the running head among them, are no page of their own; a page that ends above its middle is
# half empty. A brochure may have one of them.
SPARSE, HALF, ONCE = 25, 0.5, 1
# So many words of other texts may stand between two words of one value: a running head, a folio, a neighbour's cell.
BETWEEN = 40
# How far words may reach into each other, in points, and in part of the smaller one.
TOUCH, SHARE = 1.5, 0.25


@dataclass(frozen=True)
class Site:
    """A project of the corpus: its page, what made it, its language, whether it fits a leaflet, has no font here."""

    name: str
    file: str
    structure: str
    language: str
    leaflet: bool = False
    refused: bool = False

    @property
    def ways(self) -> tuple[tuple[str, bool], ...]:
        return tuple(way for way in WAYS if self.leaflet or not way[1])


@dataclass(frozen=True)
class Verdict:
    """What came of a site: pages for the screen, codes of warnings, and faults, none where it is acceptable."""

    site: Site
    pages: int
    warnings: tuple[str, ...]
    faults: tuple[str, ...]

    @property
    def row(self) -> tuple[str, ...]:
        """Give its line of the table: name, structure, language, pages, verdict, warnings, the first reason."""
        fine = "refused" if self.site.refused else "acceptable"
        said = "not yet" if self.faults else fine
        about = (self.site.name, self.site.structure, self.site.language)
        more = f" (and {len(self.faults) - 1} more)" if len(self.faults) > 1 else ""
        reason = self.faults[0][:200] + more if self.faults else ""
        return *about, str(self.pages or "-"), said, " ".join(self.warnings) or "-", reason


def sites() -> tuple[Site, ...]:
    """Give the corpus, in the order of its index."""
    index = yaml.safe_load((HERE / "index.yaml").read_text(encoding="utf-8"))
    return tuple(Site(name, **about) for name, about in index.items())


def judged(site: Site, ways: Sequence[tuple[str, bool]] | None = None) -> Verdict:
    """Build a site in all its ways, or in those named, and judge it."""
    keep = os.environ.get("WORLD_OUT")
    folder = (
        Path(keep, site.name) if keep else Path(mkdtemp(prefix=f"{site.name}-", dir=os.environ.get("PYTEST_TMPDIR")))
    )
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(HERE / site.name, folder)
    pages, warnings, faults = 0, dict[str, None](), list[str]()
    for preset, leaflet in ways or site.ways:
        name = "leaflet" if leaflet else preset
        made, problems = _built(folder, site.file, preset, leaflet)
        warnings |= dict.fromkeys(problem.code for problem in problems if problem.severity is Severity.WARNING)
        found = of_refusal(problems) if site.refused else _faults(site, made, problems, preset, leaflet)
        faults += [f"{name}: {fault}" for fault in found]
        pages = pages or (len(made.leaves) if made else 0)
    return Verdict(site, pages, tuple(warnings), tuple(faults))


def _built(folder: Path, file: str, preset: str, leaflet: bool) -> tuple[Made | None, tuple[Problem, ...]]:
    settings = folder / "brochure.yaml"
    settings.unlink(missing_ok=True)
    if leaflet:
        settings.write_text("format: leaflet\n", encoding="utf-8")
    try:
        (job,) = jobs([folder / file], [preset], folder / "out" / ("leaflet" if leaflet else ""))
        made = heard(job)
    except BrochureError as error:
        return None, error.problems
    return (None if made.result.output is None else made), made.result.problems


def _faults(site: Site, made: Made | None, problems: tuple[Problem, ...], preset: str, leaflet: bool) -> list[str]:
    if made is None:
        return [f"error {problem.code} {problem.place.line}: {problem.message}" for problem in problems
                if problem.severity is Severity.ERROR]  # fmt: skip
    assert made.result.output is not None
    page, pages = source.read(HERE / site.name / site.file), Pages(made.result.output.path)
    runs = [run for number in range(len(pages)) for run in pages.runs(number)]
    faults = of_rules(made, problems) + lost(page, runs, problems, ordered=preset == "screen" and not leaflet)
    if preset == "screen":
        faults += bare(page, runs) + empty(page, made, problems) + unreadable(pages) + hollow(made, pages)
    return faults + ([] if preset == "booklet" else crossing(pages))


def of_refusal(problems: Iterable[Problem]) -> list[str]:
    """Name what is wrong about the refusal of a script that no font has: it is one message about fonts."""
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if len(errors) != 1:
        return [f"{len(errors)} errors instead of one"]
    return [] if "font" in errors[0].message + errors[0].hint else [f"error {errors[0].code} names no font"]


def of_rules(made: Made, problems: Iterable[Problem]) -> list[str]:
    """Name rules of preflight that are broken, what the engine says, and texts without room."""
    told = [problem for problem in problems if problem.severity is not Severity.NOTE]
    # What is told without a page is told of the source, and was done without. So is a picture with fewer pixels than
    # the press would like: it is set, no larger than they allow.
    rules = [problem for problem in told if problem.code in made.result.ran and problem.page]
    rules = [problem for problem in rules if (problem.code, problem.severity) != ("image-resolution", Severity.WARNING)]
    of_house = rules + [problem for problem in told if problem.code.startswith("engine-")]
    found = [f"{problem.code} on page {problem.page}: {problem.message}" for problem in of_house]
    return found + [f"{leaf.section}: {text.text!r} is {text.kind}" for leaf in made.leaves for text in leaf.overset]


def lost(page: source.Page, runs: Iterable[Run], problems: Sequence[Problem], ordered: bool) -> list[str]:
    """Name words that are neither printed nor told; of the body, with `ordered`, also those that are out of turn."""
    known = {*page.words, *(word for _, value in page.shown for word in source.plain(value))}
    there = [word for run in runs for word in joined(run.text, known)]
    left = Counter(there)
    body = page.words
    gone = list((Counter([*body, *(word for note in page.notes for word in note)]) - left).elements())
    faults = [f"body: {' '.join(gone)}"] if gone else []
    if ordered and not gone and (turned := missing(body, there)):
        faults.append(f"body out of turn: {' '.join(turned)}")
    if page.foreign and not any(problem.code == "foreign-markup" for problem in problems):
        faults.append("foreign markup is not told")
    codes = ("content-unprinted", "content-off")
    told = [problem.message for problem in problems if problem.code in codes]
    text = f" {' '.join(there)} "
    for path, value in page.shown:
        wanted = source.plain(value)
        if f" {' '.join(wanted)} " not in text and not near(wanted, there) and not named(path, told):
            faults.append(f"{'.'.join(path)}: {' '.join(wanted[:8])}")
    return faults


def bare(page: source.Page, runs: Iterable[Run]) -> list[str]:
    """Name marks that are printed as they are written, where that is no code."""
    code = page.code
    found = [(mark, run.text) for run in runs for mark in MARKS if mark in run.text and mark not in code]
    return [f"printed as written: {text!r}" for _, text in dict(found).items()]


def joined(text: str, known: Collection[str]) -> list[str]:
    """Give the words of a run; one that a hyphen of the machine parts is whole, one of the author's is two."""
    whole = source.words(text.replace(BROKEN, ""))
    return whole if all(word in known for word in whole) else source.words(text)


def near(wanted: Sequence[str], there: Sequence[str]) -> bool:
    """Tell whether words follow each other with little between them."""
    for start in (at for at, word in enumerate(there) if word == wanted[0]):
        at = start
        for word in wanted[1:]:
            end = at + 2 + BETWEEN
            if word not in there[at + 1 : end]:
                break
            at = there.index(word, at + 1, end)
        else:
            return True
    return False


def named(path: Sequence[str], told: Iterable[str]) -> bool:
    """Tell whether a warning names the key of a value, or one above it."""
    names = [name for name in path if not name.isdigit()]
    heads = {".".join(names[:count]) for count in range(1, len(names) + 1)}
    return any(f"'{head}" in text for head in heads for text in told)


def empty(page: source.Page, made: Made, problems: Iterable[Problem]) -> list[str]:
    """Name a brochure of nothing but cover and back whose source holds more, unless that is told."""
    words = len(page.words) + sum(len(source.plain(text)) for _, text in page.shown)
    if words < FEW or {kind(leaf) for leaf in made.leaves} - {"cover", "back", "blank"}:
        return []
    return [] if any(problem.code == "brochure-empty" for problem in problems) else [f"empty shell of {words} words"]


def hollow(made: Made, pages: Pages) -> list[str]:
    """Name pages of a few words, or that end above their middle, where a brochure has more than one of them."""
    found = []
    for number, leaf in enumerate(made.leaves[: len(pages)]):
        words = sum(len(source.words(run.text)) for run in pages.runs(number))
        few = words < SPARSE and kind(leaf) in RUNNING
        if kind(leaf) not in WHOLE and (few or min(leaf.facts.fill, ink_reach(pages, number, leaf)) < HALF):
            found.append(f"page {number + 1}, {leaf.section}: {words} words, to {leaf.facts.fill:.0%} of the page")
    return found if len(found) > ONCE else []


def crossing(pages: Pages) -> list[str]:
    """Name words that lie over each other; one that is parted at the end of a line has no box of its own."""
    found = []
    for number in range(len(pages)):
        lines = (run for run in pages.runs(number) if run.drawn and BROKEN not in run.text)
        runs = sorted(lines, key=lambda run: run.box[0])
        found += [f"page {number + 1}: {one.text!r} lies over {other.text!r}" for one, other in _crossed(runs)]
    return found


def _crossed(runs: Sequence[Run]) -> Iterator[tuple[Run, Run]]:
    for at, one in enumerate(runs):
        for other in runs[at + 1 :]:
            if other.box[0] > one.box[2] - TOUCH:
                break
            wide = min(one.box[2], other.box[2]) - other.box[0]
            high = min(one.box[3], other.box[3]) - max(one.box[1], other.box[1])
            least = min((run.box[2] - run.box[0]) * (run.box[3] - run.box[1]) for run in (one, other))
            if wide > TOUCH and high > TOUCH and wide * high > SHARE * least:
                yield one, other
