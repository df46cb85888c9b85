"""Copyfitting: the largest setting of a section that ends where its way says, found by laying it out.

The sizes tried lie on a grid of eighths, so that the result is the same on every run.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from brochure.engine.laid import Laid, Setting
from brochure.render.group import Group

STEPS = 8
# A page that flows over must carry this much of itself, or the text is set smaller.
LAST_FILL = 0.35
# How far content may overflow, in pages, before a denser way of as many pages is not worth a try.
HOPELESS = 0.75
# How far the largest size may overflow, in pages, before the smallest is tried next.
DOUBTFUL = 0.5
# How many letters on a page make it likely that they cannot be set at the largest size. Decides what is tried first, no
# more.
CROWDED = 1000
# The parts of the width tried in turn to balance the lines of a title.
MEASURES = (0.85, 0.7, 0.55)
# How full a page is, from 0 to 1, when no larger type can have room on it.
FULL = 0.99
# Less room than this, in points, is not worth another layout.
_SLACK_WORTH = 4.0
# What is kept back of the room handed out, in points: first for the rounding of the engine, then for its surprises.
_GUARDS = (0.05, 4.0)
# How text stands out of a line or a title that is too small for it.
_CRAMPED = ("wide", "off-page", "tall")
_MARKUP = re.compile(r"<[^>]*>")


class Manuscript(Protocol):
    """A parsed document that can be laid out in many settings."""

    @property
    def level(self) -> bool:
        """Tell whether all pages take the same room, so that facing ones stay level."""

    def lay(self, setting: Setting) -> Laid:
        """Lay the document out."""

    def stretch(self, laid: Laid, room: float) -> Laid | None:
        """Hand out the room, in points, on the only page of a layout, which is used up; None where that cannot be."""


def fit(section: Group, open: Callable[[str], Manuscript], first_page: int) -> Laid:
    """Lay a section out in the first of its ways that fits, as large as fits, with the room left handed out.

    `first_page` is the folio of its first page. Where its lines or titles have no room in any way, they are tried again
    relaxed. Where no way fits, the last one is given at its smallest size, with its `overset` to tell why.
    """
    laid, fits = _fitted(section, open, first_page)
    if not fits and any(over.kind in _CRAMPED for over in laid.overset):
        laid, _ = _fitted(section, open, first_page, relaxed=True)
    return laid


def _fitted(
    section: Group, open: Callable[[str], Manuscript], first_page: int, relaxed: bool = False
) -> tuple[Laid, bool]:
    """Lay a section out in the first of its ways that fits; tell also whether one does."""
    demand, asked = 0.0, 0
    for way in section.ways:
        last = way is section.ways[-1]
        hopeless = way.pages == asked and demand > asked + HOPELESS and not way.much_denser
        if not last and hopeless:
            continue
        html = way.html()
        trial = Trial(open(html), first_page, len(_MARKUP.sub("", html)), relaxed)
        step = _flow(trial) if way.pages is None else _largest(trial, way.pages)
        if step is not None:
            laid = trial.at(step) if relaxed else _unlonely(trial, step, trial.at(step))
            return _with_slack(trial, laid, flows=way.pages is None), True
        demand, asked = trial.at(trial.smallest).demand, way.pages or 0
        if last:
            return trial.at(trial.smallest), False
    raise ValueError(f"section {section.name!r} has no way")


def close_up(section: Group, open: Callable[[str], Manuscript], first_page: int, pages: int) -> Laid | None:
    """Lay a section that flows out on fewer pages than it takes by itself, as large as fits; None where none fits."""
    trial = Trial(open(section.ways[-1].html()), first_page)
    step = next((step for step in range(STEPS, -1, -1) if trial.fits(step, pages)), None)
    return None if step is None else _with_slack(trial, _unlonely(trial, step, trial.at(step)), flows=True)


def least_pages(section: Group, open: Callable[[str], Manuscript], first_page: int) -> int:
    """Count the pages that a section that flows needs at its smallest."""
    return len(Trial(open(section.ways[-1].html()), first_page).at(0).facts)


class Trial:
    """The layouts of one way, which has so many letters; every setting is laid out once at most."""

    def __init__(self, manuscript: Manuscript, first_page: int, letters: int = 0, relaxed: bool = False) -> None:
        self.manuscript = manuscript
        self.first_page = first_page
        self.letters = letters
        self.relaxed = relaxed
        self._laid: dict[int, Laid] = {}

    @property
    def steps(self) -> frozenset[int]:
        """Give the steps laid out so far."""
        return frozenset(self._laid)

    @property
    def smallest(self) -> int:
        """Give the smallest step tried."""
        return min(self._laid)

    def at(self, step: int) -> Laid:
        """Give the layout at a step from 0 (tightest) to STEPS (largest)."""
        if step not in self._laid:
            self._laid[step] = self.manuscript.lay(Setting(step / STEPS, (), self.first_page, relaxed=self.relaxed))
        return self._laid[step]

    def fits(self, step: int, pages: int) -> bool:
        """Tell whether the step ends on that many pages with all of its text in place."""
        laid = self.at(step)
        return len(laid.facts) == pages and not laid.overset


def _flow(trial: Trial) -> int | None:
    """Find the step at which a section of any length ends on a page worth turning to; None where text has no room."""
    count = len(trial.at(STEPS).facts)
    if not trial.at(STEPS).overset and (count == 1 or trial.at(STEPS).facts[-1].fill >= LAST_FILL):
        return STEPS
    small = trial.at(0)
    if small.overset:
        return None
    if len(small.facts) < count:
        return _largest(trial, len(small.facts), flows=True)
    return STEPS if not trial.at(STEPS).overset else _largest(trial, count, flows=True)


def _largest(trial: Trial, pages: int, flows: bool = False) -> int | None:
    """Search by halves for the largest step that ends on that many pages; None where there is none.

    The largest of all is tried first, or a middling one where there is much text. Where the largest flows over by
    much, the smallest comes next: mostly it says that none fits.
    """
    low, high = -1, STEPS + 1
    guess = STEPS * 3 // 4 if trial.letters > CROWDED * pages else STEPS
    while high - low > 1:
        laid = trial.at(guess)
        if laid.overset or len(laid.facts) > pages:
            high = guess
        else:
            low = guess
        doubtful = high == STEPS and low < 0 and sum(fact.fill for fact in laid.facts) > pages + DOUBTFUL
        guess = 0 if doubtful else (low + high) // 2
        if _overflows(trial, guess, flows):
            high = guess
            guess = (low + high) // 2
    return low if low >= 0 and trial.fits(low, pages) else None


def _overflows(trial: Trial, step: int, flows: bool) -> bool:
    """Tell of a step not laid out yet, from the layouts below it, that it cannot fit.

    It cannot where the fullest page is full already, or where it would be over-full if it grew as it did so far.
    """
    below = sorted(known for known in trial.steps if known < step)[-2:]
    if not below or step in trial.steps or any(trial.at(known).overset for known in below):
        return False
    fills = [_fill(trial.at(known), flows) for known in below]
    if fills[-1] >= FULL or len(fills) < 2:
        return fills[-1] >= FULL
    return fills[1] + (fills[1] - fills[0]) * (step - below[1]) / (below[1] - below[0]) > 1.0


def _fill(laid: Laid, flows: bool) -> float:
    """Tell how full, from 0 to 1, the page is that will overflow first; what flows fills all pages but the last."""
    return laid.facts[-1].fill if flows else max(fact.fill for fact in laid.facts)


def _unlonely(trial: Trial, step: int, laid: Laid) -> Laid:
    """Prefer a narrower measure, then a size up to two steps down, at which no title or lead ends in a single word."""
    pages = len(laid.facts)
    if not laid.lonely:
        return laid
    for measure in MEASURES:
        tried = trial.manuscript.lay(replace(laid.setting, measure=measure))
        if not tried.lonely and len(tried.facts) == pages and not tried.overset:
            return tried
    for smaller in range(step - 1, max(step - 3, -1), -1):
        if trial.fits(smaller, pages) and not trial.at(smaller).lonely:
            return trial.at(smaller)
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
        tried = trial.manuscript.lay(replace(laid.setting, slack=tuple(rooms)))
        sound = len(tried.facts) == len(laid.facts) and not tried.overset
        if sound and len(tried.lonely) <= len(laid.lonely):
            return tried
    return laid
