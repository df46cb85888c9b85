"""Copyfitting: the largest step of type at which a group of pages fits, found by laying it out.

Running text has three steps, the rest of a page stands still; below the last one comes the next way, or a page more.
What stands apart from the booklet, a cover or a leaflet, is set in eighths between its own limits. The result is the
same on every run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Protocol

from brochure.engine.laid import Laid, Setting
from brochure.render.group import Group, Way
from brochure.vocabulary.records import dataclass

# The size of a group runs from 0 to 1: that of running text is its largest, 4.5 % less, or 9 % less.
STEPS = 2
FINE_STEPS = 8
# A page that flows over must carry this much of itself, or the text is set smaller.
LAST_FILL = 0.35
# By how much more than its pages content may fill them, in pages, before smaller type is not worth a try.
HOPELESS = 0.75
# The parts of the width tried in turn to balance the lines of a title.
MEASURES = (0.85, 0.7, 0.78, 0.92, 0.55)
# Less room than this, in points, is not worth another layout.
_SLACK_WORTH = 4.0
# What is kept back of the room handed out, in points: first for the rounding of the engine, then for its surprises.
_GUARDS = (0.05, 4.0)
# How text stands out of a line or a title that is too small for it.
_CRAMPED = ("wide", "off-page", "tall")


class Manuscript(Protocol):
    """A parsed document that can be laid out in many settings."""

    @property
    def level(self) -> bool:
        """Tell whether all pages take the same room, so that facing ones stay level."""

    def lay(self, setting: Setting) -> Laid:
        """Lay the document out."""

    def tighten(self, laid: Laid, size: float) -> Laid | None:
        """Lay the document out in smaller type; None as soon as that can be told to save no page."""

    def loosen(self, laid: Laid, rooms: tuple[float, ...]) -> Laid:
        """Hand out room, in points, on the pages of a layout, which is given as it is where nothing takes any."""

    def stretch(self, laid: Laid, room: float) -> Laid | None:
        """Hand out the room, in points, on the only page of a layout, which is used up; None where that cannot be."""


Open = Callable[[str], Manuscript]


@dataclass(frozen=True, slots=True)
class Choice:
    """The way and the size at which a group is set, its room not handed out yet; `fits` tells whether it fits."""

    trial: Trial
    step: int
    flows: bool
    fits: bool

    @property
    def laid(self) -> Laid:
        """Give the layout without the room handed out."""
        return self.trial.at(self.step)

    @property
    def pages(self) -> int:
        """Tell on how many pages it comes out."""
        return len(self.laid.facts)

    @property
    def size(self) -> float:
        """Give the size, from 0 to 1."""
        return self.step / self.trial.steps


class Fitter:
    """Finds how groups are set, and lays nothing out twice."""

    def __init__(self, open: Open) -> None:
        self._open = open
        self._trials: dict[tuple[int, Setting], Trial] = {}

    def choose(self, group: Group, first_page: int, most: float = 1.0, deep: int = 0) -> Choice:
        """Find the first of its ways that fits, of those of as many pages the one that fits largest.

        `most` is the size that it may not exceed, unless it stands apart; `deep` by how many lines its text begins
        lower than under a title of one line: by those that its title has, at the least.

        `first_page` is the folio of its first page. Where lines or titles have no room in any way, they are tried
        again relaxed. Where no way fits, the last one is given at its smallest size, with its `overset` to tell why.
        """
        asked = Setting(1.0 if group.apart else most, first_page=first_page, deep=deep)
        own = 0 if group.apart else self._lines(group, asked)
        asked = asked if group.apart else replace(asked, deep=max(deep, own))
        choice = self._chosen(group, asked)
        if not choice.fits and asked.deep > own:
            # Better a page that is not level with the facing one than one that runs over.
            choice = self._chosen(group, replace(asked, deep=own))
        if not choice.fits and any(over.kind in _CRAMPED for over in choice.laid.overset):
            choice = self._chosen(group, replace(asked, relaxed=True))
        return choice

    def lay(self, choice: Choice) -> Laid:
        """Lay a group out as chosen, with its title's lines balanced and the room left handed out."""
        if not choice.fits:
            return choice.laid
        laid = choice.laid if choice.trial.asked.relaxed else _unlonely(choice)
        found = _with_slack(choice.trial, laid, choice.flows)
        # A layout that was stretched is another now.
        choice.trial.forget(choice.step)
        return found

    def _lines(self, group: Group, asked: Setting) -> int:
        """Tell how many lines more than one the longest of its titles has."""
        laid = self._trial(group.ways[0], STEPS, asked).at(int(asked.size * STEPS))
        return max(0, *(fact.title - 1 for fact in laid.facts))

    def _chosen(self, group: Group, asked: Setting) -> Choice:
        steps = FINE_STEPS if group.apart else STEPS
        top = int(asked.size * steps)
        for pages, block in groupby(group.ways, key=lambda way: way.pages):
            trials = (self._trial(way, steps, asked) for way in block)
            if pages is None:
                found = next(_flowing(trials, top), None)
            elif group.apart:
                found = next(_by_halves(trials, top, pages), None)
            else:
                found = _level(list(trials), top, pages, group.tolerant)
            if found is not None:
                return found
        last = group.ways[-1]
        return Choice(self._trial(last, steps, asked), 0, last.pages is None, False)

    def _trial(self, way: Way, steps: int, asked: Setting) -> Trial:
        key = id(way), replace(asked, size=1.0)
        if key not in self._trials:
            self._trials[key] = Trial(self._open, way, steps, asked)
        return self._trials[key]


def fit(group: Group, open: Open, first_page: int) -> Laid:
    """Lay a group out by itself, in the first of its ways that fits, as large as fits, with the room handed out."""
    fitter = Fitter(open)
    return fitter.lay(fitter.choose(group, first_page))


def fit_as(laid: Laid, way: Way, open: Open, lower: int = 0) -> Laid | None:
    """Lay another way out on as many pages as a layout, and as large, or so many fine steps `lower` at the most.

    What room is left is handed out; None where it does not fit.
    """
    step, pages = round(laid.setting.size * FINE_STEPS), len(laid.facts)
    trial = Trial(open, way, FINE_STEPS, replace(laid.setting, size=1.0, slack=()))
    found = next((at for at in range(step, max(-1, step - lower - 1), -1) if trial.fits(at, pages)), None)
    return None if found is None else Fitter(open).lay(Choice(trial, found, False, True))


class Trial:
    """The layouts of one way, in as many steps of size; every setting is laid out once at most.

    Its document is made when it is first laid out: most ways are never tried.
    """

    def __init__(self, open: Open, way: Way, steps: int, asked: Setting) -> None:
        self._open = open
        self._manuscript: Manuscript | None = None
        self.way = way
        self.steps = steps
        self.asked = asked
        self._laid: dict[int, Laid] = {}

    @property
    def manuscript(self) -> Manuscript:
        """Give its document."""
        if self._manuscript is None:
            self._manuscript = self._open(self.way.html())
        return self._manuscript

    def at(self, step: int) -> Laid:
        """Give the layout at a step from 0 (tightest) to the largest."""
        if step not in self._laid:
            self._laid[step] = self.manuscript.lay(replace(self.asked, size=step / self.steps))
        return self._laid[step]

    def tightened(self, step: int, laid: Laid) -> Laid | None:
        """Give the layout at a lower step; None where it can be told before its end that no page is saved."""
        if step in self._laid:
            return self._laid[step]
        if (found := self.manuscript.tighten(laid, step / self.steps)) is not None:
            self._laid[step] = found
        return found

    def forget(self, step: int) -> None:
        """Drop a layout that has been used up."""
        self._laid.pop(step, None)

    def fits(self, step: int, pages: int) -> bool:
        """Tell whether the step ends on that many pages with all of its text in place."""
        laid = self.at(step)
        return len(laid.facts) == pages and not laid.overset

    def demand(self) -> float:
        """Tell how many pages the smallest type that was tried fills, 0 where none was."""
        return self._laid[min(self._laid)].demand if self._laid else 0.0

    def ends_before(self, pages: int) -> bool:
        """Tell whether one of the layouts made has fewer pages."""
        return any(len(laid.facts) < pages and not laid.overset for laid in self._laid.values())


def _level(trials: Sequence[Trial], top: int, pages: int, tolerant: bool) -> Choice | None:
    """Try ways of as many pages at the largest step, then at the next; a tolerant group may be one step lower."""
    for step in range(top, -1, -1):
        for at, trial in enumerate(trials):
            if at and not trial.way.much_denser and trials[at - 1].demand() > pages + HOPELESS:
                continue
            for tried in (step, max(0, step - 1)) if tolerant else (step,):
                if not _hopeless(trial, pages) and trial.fits(tried, pages):
                    return Choice(trial, tried, False, True)
    return None


def _hopeless(trial: Trial, pages: int) -> bool:
    """Tell whether text flows over by more than smaller type would save (of several pages, each may flow over), or
    fills fewer pages.
    """
    return trial.demand() > (1 + HOPELESS if pages == 1 else 2 * pages) or trial.ends_before(pages)


def _by_halves(trials: Iterator[Trial], top: int, pages: int) -> Iterator[Choice]:
    """Give each way that fits at the largest of its steps, found by halves; the largest of all is tried first."""
    for trial in trials:
        low, high, guess = -1, top + 1, top
        while high - low > 1:
            low, high = (guess, high) if trial.fits(guess, pages) else (low, guess)
            guess = (low + high) // 2
        if low >= 0:
            yield Choice(trial, low, False, True)


def _flowing(trials: Iterator[Trial], top: int) -> Iterator[Choice]:
    """Give each way that flows at the step at which it ends on a page worth turning to, one step lower at most."""
    for trial in trials:
        step = next((step for step in range(top, -1, -1) if not trial.at(step).overset), None)
        if step is not None:
            yield Choice(trial, _worth_turning(trial, step), True, True)


def _worth_turning(trial: Trial, step: int) -> int:
    """Give the next lower step where that saves a last page with little on it."""
    laid, lower = trial.at(step), step - trial.steps // STEPS
    if lower < 0 or len(laid.facts) == 1 or laid.facts[-1].fill >= LAST_FILL:
        return step
    tried = trial.tightened(lower, laid)
    return lower if tried is not None and len(tried.facts) < len(laid.facts) and not tried.overset else step


def _unlonely(choice: Choice) -> Laid:
    """Prefer a narrower measure at which no title or lead ends in a single word."""
    laid = choice.laid
    for measure in MEASURES if laid.lonely else ():
        tried = choice.trial.manuscript.lay(replace(laid.setting, measure=measure))
        if not tried.lonely and len(tried.facts) == len(laid.facts) and not tried.overset:
            return tried
    return laid


def _with_slack(trial: Trial, laid: Laid, flows: bool) -> Laid:
    """Hand the room left on each page to the styles; less of it, or none, where that breaks the fit.

    Where text flows from page to page, only the room on the last one is to be had.
    """
    free = [fact.free for fact in laid.facts]
    if flows:
        free[:-1] = [0.0] * (len(free) - 1)
    elif trial.manuscript.level:
        free = [min(free)] * len(free)
    if max(free) < _SLACK_WORTH:
        return laid
    if len(free) == 1 and (stretched := trial.manuscript.stretch(laid, round(free[0] - _GUARDS[0], 2))) is not None:
        return stretched
    guarded = [[max(0.0, round(room - guard, 2)) for room in free] for guard in _GUARDS]
    for rooms in (*guarded, [round(room / 2, 2) for room in free]):
        tried = trial.manuscript.loosen(laid, tuple(rooms))
        sound = len(tried.facts) == len(laid.facts) and not tried.overset
        if sound and len(tried.lonely) <= len(laid.lonely):
            return tried
    return laid
