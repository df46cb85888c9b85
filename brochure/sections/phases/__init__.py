"""The phases: one band of time across the facing pages, and the phases told below it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache

from brochure.figures.covers.facts import Facts
from brochure.figures.measuring import asked
from brochure.load.quantity import read_duration
from brochure.model.brochure import Brochure
from brochure.model.keys import keys_of
from brochure.model.values import caption_of
from brochure.render.desk import Desk
from brochure.render.environment import safe
from brochure.render.group import Atom, Group, Over, Way
from brochure.render.section import Section, Texts
from brochure.render.titles import parted
from brochure.render.view import plain
from brochure.sections.phases.called import called
from brochure.sections.phases.content import Steps
from brochure.sections.phases.ends import EndsBest, Held
from brochure.sections.phases.entry import Block, told, way_in
from brochure.sections.phases.evenly import Ends, Leads, lined, said
from brochure.sections.phases.ground import FEW, SHORT, SMALLEST, Ground, ground, panelled, spanned, titled
from brochure.sections.phases.icons import Icons
from brochure.sections.phases.leads import leading
from brochure.sections.phases.lengths import Lengths, lengths
from brochure.sections.phases.lettering import NOWHERE, Lettering
from brochure.sections.phases.overleaf import Head, Overleaf, strip_of
from brochure.sections.phases.pages import Page, Rule, Setter, Split, columns
from brochure.sections.phases.poster import captions
from brochure.sections.phases.stage import Band, Caption, Half, Stage
from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.records import NamedTuple
from brochure.vocabulary.units import PT

# So many phases are numbered, and stand in a list where they say little; fewer stand in columns.
_NUMBERED = 5
# Of so many words on average, phases say little: of the fewer in any case, of the more where not most of them have a
# first sentence that leads into others.
_ONE_LINE, _FEW_WORDS = 20, 45
# Of so many words on average, each begins as a chapter does where they run on.
_CHAPTERS = 400
# How those are set that say more.
_LONG = "columns"
# And how those are that say a few sentences, where there is room for larger text.
_LARGE = "large"
# So many, in rows of two, stand on a page at most; of those that say little.
_ON_A_PAGE, _FEW_ON_A_PAGE = 6, 3
# The width of a column of a leaflet, in mm.
_COLUMN = 83.0
# The steps of running text.
_TEXT_STEPS = (1.0, 0.9545, SMALLEST)
# Where there is room for so many lines more, a first sentence may have one more.
_LINES = 2
# How wide a letter of running text is, in ems.
_LETTER = 0.46
# So much of the measure is for what is said of a phase in a list.
_LISTED = 0.46
# Markup of which the width is not that of running text: neither plain nor slanted.
_OTHER = compiled(r"<(?!/?(?:em|i)>)")
# How much wider bold words are.
_BOLDER = 1.025
# The room of the names of months under a band, in mm.
_MONTHS = 2.5


class Sheet(NamedTuple):
    """A page as its template sees it: the part of the band on it, which is the page where it is `posted`, and rows."""

    number: int
    half: Half | None
    rows: list[tuple[str, list[Block]]]
    head: Head | None = None
    posted: bool = False


class Phases:
    """All phases of a brochure, ready to be set."""

    def __init__(self, desk: Desk, steps: Steps, column: float = 0.0, over: int = 0) -> None:
        """Read them; in a `column` they are told one under the other, with the band as wide as it, in mm.

        With the band `over` so many panels of a leaflet they are told in columns below it.
        """
        self.desk, self.phases = desk, steps.phases
        self.heading = desk.heading("phases", desk.text(steps.title))
        self.lengths: Lengths = lengths(desk, steps.phases)
        self.icons = Icons(desk, steps.phases)
        faces = desk.display, desk.running
        measure = 0.0
        # How wide a column of text is, in mm.
        self.room = column
        if over:
            bare = spanned(desk.project, over, faces)
            self.room = bare.room
            # The names of months stand between.
            bare = replace(bare, gap=bare.gap + _MONTHS) if self.lengths.days else bare
            total = bare.display.width(self.lengths.total, bare.scale.title * PT)
            measure = bare.field.width - 2 * bare.scale.margin - total
        elif column:
            bare = panelled(desk.project, column, faces)
        else:
            bare = ground(desk.project, 2 if len(self.phases) > 1 else 1, faces)
            self.room = bare.column
        self.ground, self.title = titled(bare, plain(self.heading), measure)
        words = [len(desk.plain(phase.desc).split()) for phase in self.phases]
        average = sum(words) / len(words)
        self.few = self._says_little(average)
        self.short = average <= _FEW_WORDS
        self.large = self.short and not self.few and self.ground.airy
        self.grand = average >= _CHAPTERS
        # What stands with an icon is said below the band as well.
        self.silent = not any(words) and not any(caption_of(phase.icon) for phase in steps.phases)
        self.band = Band(desk, self.phases, self.lengths, self.ground, self.icons)
        size = self.ground.scale.lead if self.ground.airy else self.ground.scale.text
        line = self.room / (_LETTER * size * PT)
        self.told = [
            told(desk, phase, number, self.band.colours[number - 1][0], self.few, line, self._held)
            for number, phase in enumerate(self.phases, 1)
        ]

    def _says_little(self, words: float) -> bool:
        """Tell whether phases of so many words on average are said in one go, each without a way in; many in a list."""
        if not _ONE_LINE < words <= _FEW_WORDS or len(self.phases) >= _NUMBERED:
            return words <= _FEW_WORDS
        elements = self.desk.reader.elements
        told = [elements(phase.desc) for phase in self.phases if phase.desc]
        return 2 * sum(bool(way_in(one)[0]) for one in told) <= len(told)

    def _held(self, text: str, leads: bool = False) -> Held | None:
        """Give what of a text in a column is held together at its end, or of what `leads` into one, as bold.

        None where words may be broken, in a list of a leaflet, and in what is set in lines that are known.
        """
        # Of few lines, one that is shorter for an article makes stairs.
        scale, language = self.ground.scale, "" if leads else self.desk.language
        if self.ground.airy and not self.large if leads else self.desk.reader.broken:
            return None
        if self.few and len(self.phases) >= _NUMBERED:
            if self.desk.project.format.panels:
                return None
            room = _LISTED * (self.desk.project.format.width - 2 * scale.margin)
            return asked(EndsBest(self.desk.running.path, (scale.lead, scale.text), room, language), text)
        growth = _BOLDER if leads else 1.0
        # On a leaflet short texts are no larger than others.
        large = self.large or (self.few and not self.desk.project.format.panels)
        sizes = (scale.lead * growth,) if large else tuple(scale.text * step * growth for step in _TEXT_STEPS)
        return asked(EndsBest(self.desk.running.path, sizes, self.room, language), text)

    def ways(self) -> Iterator[Way]:
        """Give the ways to set them."""
        if self.silent and (way := self._poster()) is not None:
            yield way
        setter = Setter(self.ground, self.told, SMALLEST, self.band.segments)
        pages = len(self.ground.field.pages)
        for name, rule, split in setter.splits(list(self._rules(setter)), pages):
            if self.ground.preferred and name == _LONG and len(split) == pages:
                yield self._way(name, rule, split, self.ground.higher())
            yield self._way(name, rule, split, self.ground)
        yield self._flow()

    def _rules(self, setter: Setter) -> Iterator[tuple[str, Rule, int]]:
        """Give what stands on a page: how, and how many at most."""
        count = len(self.phases)
        if self.few and count < _NUMBERED:
            yield "few", setter.few, _FEW_ON_A_PAGE
        elif self.few:
            yield "list", setter.listed(True), count
            yield "small", setter.listed(False), count
        elif count <= 2 and not self.short:
            yield "full", setter.alone, 1
        if self.large:
            yield _LARGE, setter.large, _FEW_ON_A_PAGE
        yield _LONG, setter.long, _ON_A_PAGE

    def _way(self, name: str, rule: Rule, split: Split, ground: Ground) -> Way:
        """Give a way to set them on a ground."""
        pages = len(ground.field.pages)
        usual = ground == self.ground

        def html() -> str:
            tallest = max(rule(page.first, page.holds)[0] for page in split[:pages])
            # Text is set as large as there is room for it.
            room = ground.foot - ground.top - ground.least - 8
            # Of larger type there are more lines, too.
            roomy = tallest / SMALLEST**2 + _LINES * 4 * self.ground.scale.grid < room
            tallest = min(tallest / SMALLEST, max(tallest, room))
            most = FEW * ground.height if self.few else SHORT * ground.height if self.short else ground.most
            told = columns(split, ground, ground.field)
            stage, under = self.staged(replace(ground, most=most), tallest, told)
            heads = self._heads(split[pages:])
            blocks = self.blocks(stage, told)
            if name != _LARGE:
                blocks = self._led(blocks, split, roomy, ground)
            sheets = []
            for number, page in enumerate(split, 1):
                half = stage.halves[number - 1] if number <= pages else None
                head = heads[number - 1 - pages] if number > pages else None
                sheets.append(Sheet(number, half, _rows(page, blocks), head))
            return self._page(name, under, {"stage": stage, "sheets": sheets})

        return Way(name if usual else f"{name}-high", len(split), html, much_denser=usual)

    def _heads(self, later: Split) -> list[Head]:
        """Give the heads of later pages, two by two as they face each other."""
        found: list[Head] = []
        for at in range(0, len(later), 2):
            facing = later[at : at + 2]
            found += Overleaf(self.band, facing).heads()
        return found

    def _poster(self) -> Way | None:
        """Give the way in which the band is the page, where all titles have room in it."""
        under, lettering = self._lettered(self.ground, self.ground.height - self.ground.top, posted=True)
        titles = captions(self.band, under, lettering, self.told)
        if titles is None:
            return None

        def html() -> str:
            return self._page("poster", under, self._posted(under, lettering, titles))

        return Way("poster", len(self.ground.field.pages), html)

    def _posted(self, under: Ground, lettering: Lettering, titles: list[tuple[int, Caption]]) -> dict[str, object]:
        stage = self.band.stage(under, lettering, "poster", titles)
        return {
            "stage": stage,
            "sheets": [Sheet(at + 1, half, [], posted=True) for at, half in enumerate(stage.halves)],
        }

    def _flow(self) -> Way:
        """Give the way in which long texts run on: below the band of one phase, on pages after that of several."""

        def html() -> str:
            if len(self.phases) == 1:
                stage, under = self.staged(self.ground, self.ground.height)
                sheets = [Sheet(1, stage.halves[0], [("full", self.blocks(stage))])]
                return self._page("flow", under, {"stage": stage, "sheets": sheets})
            under, lettering = self._lettered(self.ground, self.ground.height - self.ground.top, posted=True)
            titles = captions(self.band, under, lettering, self.told, mottos=False) or []
            values = self._posted(under, lettering, titles)
            unsaid = self.band.unsaid(lettering)
            blocks = [
                one.block._replace(counted=str(at + 1), length=self._length(at) if at in unsaid else "")
                for at, one in enumerate(self.told)
            ]
            after = [("full", [block]) for block in blocks if block.says]
            strip = strip_of(self.band)
            return self._page("flow", under, values | {"after": after, "grand": self.grand, "strip": strip})

        return Way("flow", None, html)

    def _page(self, name: str, under: Ground, values: dict[str, object]) -> str:
        bare = {"after": [], "grand": False, "strip": []}
        return self.desk.page("phases", name, self.heading, bare | self.values(under) | values)

    def _lettered(
        self,
        under: Ground,
        height: float,
        posted: bool = False,
        fills: bool = False,
        told: Mapping[int, float] = NOWHERE,
        bare: bool = False,
    ) -> tuple[Ground, Lettering]:
        """Find what stands in a band so high, at most, and the ground below it: lower where slivers need flags."""
        found = self.band.lettering(height, posted, fills, told, bare)
        if found.out:
            under = under.flagged()
            found = self.band.lettering(height - under.drop + self.ground.drop, posted, fills, told, bare)
        return under, found

    def staged(self, under: Ground, tallest: float, told: Mapping[int, float] = NOWHERE) -> tuple[Stage, Ground]:
        """Draw the band as high as the text leaves it room, by an estimate of the text; `told` says in which column."""
        left = under.foot - under.top - under.gap - tallest
        under, found = self._lettered(under, min(max(left, under.least), under.most), told=told)
        return self.band.stage(under, found, "stage"), under

    def over(self, high: float, more: float) -> Over:
        """Give the band over the panels of a leaflet, so high, with its flags, in mm; and the phases told below it.

        It may be higher by so much more: of what it says and shows the phases below it know.
        """
        under, stage = self._over(high)
        if more > 0:
            lower, higher = self._over(high + more, bare=len(stage.unshown) == len(self.phases))
            same = lower == under and (higher.unsaid, higher.unshown) == (stage.unsaid, stage.unshown)
            stage = higher if same else stage
            high += more
        widths = self.ground.field.pages
        panels = [(half, sum(widths[:at]), widths[at]) for at, half in enumerate(stage.halves)]
        values = self.values(under) | {"stage": stage, "opens": False}
        drawn = {
            "high": f"{high - under.drop + self.ground.drop:.2f}mm",
            "panels": panels,
            "across": f"{self.ground.field.width:.2f}mm",
        }
        html = self.desk.fragment("phases", "over", self.heading, values | drawn)
        blocks = self.blocks(stage)
        pieces = [self.desk.fragment("phases", "leaflet", "", values | {"blocks": [blocks[at]]}) for at in self.spoken]
        return Over(html, self.ground.top + high + self.ground.gap, tuple(pieces))

    def _over(self, high: float, bare: bool = False) -> tuple[Ground, Stage]:
        under, found = self._lettered(self.ground, high, fills=True, bare=bare)
        return under, self.band.stage(under, found, "over")

    @property
    def spoken(self) -> list[int]:
        """Give the phases that are pieces of a leaflet: the first, and those that may say more than their number."""
        phases = enumerate(zip(self.told, self.phases, strict=True))
        return [at for at, (one, phase) in phases if not at or one.block.says or phase.duration or phase.icon]

    def values(self, under: Ground) -> dict[str, object]:
        """Give what templates see of the ground."""
        return {
            "total": self.lengths.total if len(self.phases) > 1 else "",
            "title_size": f"{self.title:.2f}pt",
            "drop": f"{under.drop:.2f}mm",
            "between": f"{under.between:.2f}mm",
            "gap": f"{under.gap:g}mm",
            "airy": under.airy,
            "few": self.few,
        }

    def blocks(self, stage: Stage, told: Mapping[int, float] = NOWHERE) -> list[Block]:
        """Give the phases as they are told below a band: with what it does not say or show of them.

        They are numbered where they are many, or where one is `told` on another page than the one that names it.
        """
        pages = {at: self.ground.field.page(column) for at, column in told.items()}
        numbered = len(self.phases) >= _NUMBERED or stage.flagged or stage.strays(pages)
        face, size = self.desk.display, self.ground.scale.section * PT

        def fits(word: str) -> bool:
            return face.width(word, size) <= self.room

        return [
            one.block._replace(
                title=safe(parted(one.block.title, fits, self.desk.language)),
                counted=str(at + 1) if numbered else "",
                length=self._length(at) if at in stage.unsaid else "",
                icon=self._icon(at) if at in stage.unshown else "",
                said=self.icons.said(at),
            )
            for at, one in enumerate(self.told)
        ]

    def _led(self, blocks: list[Block], split: Split, roomy: bool, ground: Ground) -> list[Block]:
        """Set way ins that are larger than the text well, and in as many lines side by side where that can be."""
        ask = Leads(self.desk.running.path, self.ground.scale.lead, self.room, self.desk.language)

        def ways(at: int) -> tuple[Ends, ...]:
            lead = self.told[at].lead if blocks[at].motto or not blocks[at].icon else ""
            return asked(ask, said(lead)) if lead and not _OTHER.search(lead) else ()

        pairs = [pair for page in split for pair in page.pairs] if ground.airy else []
        found = leading(pairs, {at: ways(at) for pair in pairs for at in pair}, roomy)
        alone = [at for page in split for at in page.wide]
        ends = {at: way[0] for at in alone if (way := ways(at))} | dict(found)
        return [
            block._replace(way_in=safe(lined(self.told[at].lead, ends[at]))) if at in ends else block
            for at, block in enumerate(blocks)
        ]

    def _length(self, at: int) -> str:
        return self.desk.text(self.phases[at].duration)

    def _icon(self, at: int) -> str:
        colours = self.desk.project.brand.colours
        return self.icons.url(at, colours.paper.screen, colours.ink.screen)


def _rows(page: Page, blocks: list[Block]) -> list[tuple[str, list[Block]]]:
    """Give the rows of a page; in a list no number stands alone."""
    found, at = [], page.first
    for kind, count in page.rows:
        told = [block for block in blocks[at : at + count] if kind != "item" or block.says]
        found += [(kind, told)] if told else []
        at += count
    return found


def _groups(desk: Desk) -> Iterable[Group]:
    """Give the group of the phases."""
    for steps in _found(desk):
        made = Phases(desk, steps)
        yield Group("phases", tuple(made.ways()), "left" if len(steps.phases) > 1 else "any")


def _atoms(desk: Desk) -> Iterable[Atom]:
    for steps in _found(desk):
        made = Phases(desk, steps, column=_COLUMN)
        over = _over(desk, steps) if len(steps.phases) > 1 else None
        stage, under = made.staged(made.ground, made.ground.height)
        blocks = made.blocks(stage)
        for index in made.spoken:
            phase, block = steps.phases[index], blocks[index]
            place = next((text.place for text in (*phase.texts, steps.title) if text), desk.brochure.title.place)
            values = made.values(under) | {"stage": stage, "opens": index == 0, "blocks": [block]}
            html = desk.fragment("phases", "leaflet", made.heading if index == 0 else "", values)
            key, first = f"steps.list[{index}]", over if index == 0 else None
            yield Atom("phases", f"phase-{index}", key, place, html, joined=True, over=first)


def _over(desk: Desk, steps: Steps) -> Callable[[float, int, float], Over]:
    """Give what draws the band over so many panels of a leaflet, so high and more; what is known is found once."""

    @cache
    def over(panels: int) -> Phases:
        return Phases(desk, steps, over=panels)

    return lambda high, panels, more: over(panels).over(high, more)


def _found(desk: Desk) -> tuple[Steps, ...]:
    steps = desk.brochure.content("steps", Steps)
    return (steps,) if steps and steps.phases else ()


def _texts(brochure: Brochure, *_: object) -> Texts:
    steps = brochure.content("steps", Steps)
    if steps is None or not steps.phases:
        return ()
    # The band comes first: it says what each phase is called, and how long it takes.
    drawn = (text for phase in steps.phases for text in (phase.step, phase.duration))
    below = (text for one in steps.phases for text in (one.title, one.dates, one.desc, caption_of(one.icon)))
    return (steps.title, *drawn, *below)


def _tells(desk: Desk) -> Facts:
    read = [read_duration(desk.plain(one.duration), desk.language) for steps in _found(desk) for one in steps.phases]
    known = tuple(length for length in read if length is not None)
    words = [called((desk.plain(phase.step) for phase in one.phases), desk.plain(one.title)) for one in _found(desk)]
    return Facts(lengths=known if len(known) == len(read) else (), lengths_word="".join(words))


SECTION = Section(
    "phases", "The timeline.", _groups, _atoms, _texts, tells=_tells, keys={"steps": keys_of(Steps)}, after="numbers"
)
