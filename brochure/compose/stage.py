"""The inner page of a leaflet where something stands over several panels: how high that is, and what is below it.

It stands over the panels of its own section, and over no others if that can be had: over all three where its pieces
begin each of them, else over two, with what follows on the third from head to foot; or within one as a piece of that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from html import unescape
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from brochure.compose.copyfit import Manuscript, fit, fit_as
from brochure.compose.panels import LARGE, TEXT_PANELS, Shared, stacked, under
from brochure.engine.laid import Laid, Setting
from brochure.render.group import Atom, Group, Over, Way
from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.records import NamedTuple, dataclass
from brochure.vocabulary.scale import scale_of
from brochure.vocabulary.units import MM, PT

if TYPE_CHECKING:
    from brochure.render.desk import Desk

Open = Callable[[str], Manuscript]
# How high pieces are, in mm, by their marks, below a stage over so many panels.
Heights = Callable[[int], Mapping[str, float]]


class _Try(NamedTuple):
    """A way to set pieces below a stage, and how they are shared out in it."""

    shared: Shared
    roomy: bool
    way: Way
    large: str = ""


# The sizes of type at which there may be room for it, and how high it is then at the least, in mm.
_TRIED = ((1.0, 38.0), (0.5, 38.0), (0.0, 19.0))
# How high it is when pieces are measured, and at the most, in mm; what pieces keep apart, and the guard of an estimate.
_USUAL, _MOST, _APART, _GUARD = 44.0, 130.0, 5.0, 0.5
# What figures below text leave open on the flap where they are drawn larger, and what their ground takes there less
# than where it is measured, in mm.
_KEPT, _RIM = 3.0, 5.0
# By such a part what is on the flap is lower at the smallest size of type than at the largest, at the least.
_FALL = 0.05
# What lines that may not be parted leave open at the foot of a panel, in mm.
_OVERHANG = 4.0
# Pieces run on from panel to panel where the fullest one would be higher than the mean by more than this, in mm.
_UNEVEN = 16.0
_INNER = TEXT_PANELS - 1
# What follows has the last panel for itself where it fills more of that than this part.
_OF_ITS_OWN = 0.5
# Rows begin at one height on all panels where that takes no more than this, in mm; else they are clearly apart.
_LEVEL = 10.0
# By such a part text is higher at the largest size of type than at the smallest, lines that part anew counted in.
_RISE = 0.2
# Rows that are kept higher by more than this, in mm, are laid out once more; and what that is sure to.
_LOOSE, _HAIR = 1.0, 0.1
# More pieces are not shared out in every way.
_WEIGHED = 30
# What begins a title, a title, and a tag.
_TITLED = "<h2"
_TITLE, _TAG = compiled(r"(?s)<h2[^>]*>(.*?)</h2>"), compiled(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Staged:
    """The panels of text, the flap and those below what stands over some, and what that is, as HTML; over `under`."""

    text: Laid
    html: str
    under: int


@dataclass(frozen=True, slots=True)
class _Plan:
    """How pieces are shared out over the panels of the inner page, and how high what stands over some is, in mm.

    `rows` are the heights, in mm, that pieces of its own take so that the rows below them begin at one height.
    """

    inner: Sequence[Sequence[Atom]]
    under: int
    run_on: bool
    high: float
    rows: Sequence[float] = ()


@dataclass(frozen=True, slots=True)
class _Pieces:
    """What comes before the stage, its own pieces and what follows them; `over` gives the stage."""

    before: Sequence[Atom]
    own: Sequence[Atom]
    after: Sequence[Atom]
    over: Callable[[float, int, float], Over]

    def below(self, over: Over) -> list[Atom]:
        """Give the pieces from the stage on, its own as they are below it."""
        own = [replace(atom, html=html) for atom, html in zip(self.own, over.pieces, strict=True)]
        return [*own, *self.after]


def under_a_stage(atoms: Sequence[Atom], desk: Desk, open: Open, own: bool = True) -> Staged | None:
    """Lay out the pieces with the stage of a section over the inner panels; None where it has none, or no room.

    It stands over the panels of its `own` section alone, in smaller type if need be, or else over all of them.
    """
    pieces = _pieces(atoms)
    if pieces is None:
        return None
    plans: Callable[[_Pieces, Desk, Heights, float], Iterable[_Plan]] = _own if own else _over_all
    for size, least in _TRIED:
        heights = _measured(pieces, size, desk, open)
        flaps: list[list[Atom]] = []
        for plan in plans(pieces, desk, heights, least):
            flaps = flaps or _flaps(pieces.before, size, desk, heights(plan.under))
            if plan.high >= least and flaps and (staged := _staged(plan, pieces, flaps, size, desk, open)) is not None:
                return staged
    return None


def _measured(pieces: _Pieces, size: float, desk: Desk, open: Open) -> Heights:
    """Give what measures pieces at a size, once for each width that those of the stage's section have."""

    @cache
    def heights(panels: int) -> Mapping[str, float]:
        wider = pieces.own[0].section if panels < _INNER else ""
        told = [*pieces.before, *pieces.below(pieces.over(_USUAL, panels, 0.0))]
        return _heights(open(stacked(desk, told, wider)).lay(Setting(size)))

    return heights


def stands_apart(atoms: Sequence[Atom], laid: Laid) -> bool:
    """Tell whether pieces that were shared out without a stage are whole, those of its section on one panel."""
    pieces = _pieces(atoms)
    panels = [_on(laid, at, at + 1) for at in range(len(laid.pages))]
    if pieces is None or len(panels) > TEXT_PANELS:
        return True
    whole = sum(map(len, panels)) == len(set().union(*panels))
    return whole and sum(bool(panel & _marks(pieces.own)) for panel in panels) == 1


def _pieces(atoms: Sequence[Atom]) -> _Pieces | None:
    """Part the pieces where the first of a stage is; None where there is none, or a ground would end below it."""
    at = next((number for number, atom in enumerate(atoms) if atom.over is not None), None)
    if at is None or any(atom.grounded for atom in atoms[at:]):
        return None
    over = atoms[at].over
    assert over is not None
    end = next((n for n, atom in enumerate(atoms[at:], at) if atom.section != atoms[at].section), len(atoms))
    # What comes before shares the flap, or grows to fill it.
    before = [replace(atom, html=atom.closer(0.0) if atom.closer else atom.html, titled=True) for atom in atoms[:at]]
    return _Pieces(before, atoms[at:end], atoms[end:], over)


def _flaps(before: Sequence[Atom], size: float, desk: Desk, heights: Mapping[str, float]) -> list[list[Atom]]:
    """Give the ways to set what stands on the flap that may have room there, as measured at a size, the largest first.

    Titles are as large as those of pages, and the piece that can be higher takes what is left; where there is less than
    none, titles are smaller, and then that piece, too.
    """

    def way(over: float | None, titled: bool) -> list[Atom]:
        return [replace(one, html=one.closer(over) if one.closer else one.html, titled=titled) for one in before]

    scale = scale_of(desk.project.format)
    most, taken = desk.project.format.height - scale.head - scale.foot, _high(before, heights)
    room = most - taken + _RIM
    # Text of full size stays so; what is smaller may be smaller still.
    given = room + (_FALL * size * taken if size < 1 else 0.0)
    lower = sum(_TITLED in atom.html for atom in before) * (scale.title - scale.section) * PT
    large = [way(max(0.0, room - _KEPT), True)] if given >= 0 and _titles_fit(before, desk) else []
    small = [way(max(0.0, room + lower - _KEPT), False)] if given + lower >= 0 else []
    least = way(None, False)
    # Smaller text is better than figures that are smaller than they could be.
    return [*large, *small, *([least] if not size or least == way(0.0, False) else [])]


def _titles_fit(atoms: Sequence[Atom], desk: Desk) -> bool:
    """Tell whether each word of the titles of pieces has room on the flap in the size of titles."""
    scale = scale_of(desk.project.format)
    wide = min(desk.project.format.panels) - 2 * scale.margin
    titles = [title for atom in atoms for title in _TITLE.findall(atom.html)]
    words = [word for title in titles for word in _TAG.sub("", title).split()]
    return all(desk.display.width(unescape(word), scale.title * PT) <= wide for word in words)


def _staged(
    plan: _Plan, pieces: _Pieces, flaps: Sequence[Sequence[Atom]], size: float, desk: Desk, open: Open
) -> Staged | None:
    """Lay pieces out as planned by what they take at a size, the flap as large as it holds; None where that fails."""
    made = pieces.over(plan.high, plan.under, 0.0)
    marks = {atom.mark: atom for atom in pieces.below(made)}
    inner = [[marks[atom.mark] for atom in group] for group in plan.inner]
    most = max(0.0, _MOST - plan.high)
    for before in flaps:
        shared = _shared(plan, before, inner, size)
        rooms = (True, False) if shared[0].tiled else (False,)
        way = partial(under, desk, head=made.head, most=most)
        tries = [_Try(one, roomy, way(shared=one, roomy=roomy)) for one in shared for roomy in rooms]
        laid = fit(Group("text", tuple(one.way for one in tries), apart=True), open, 1)
        # What comes before has room on the flap.
        if holds := _on(laid, 0, 1) == _marks(before) and all(over.page > 1 for over in laid.overset):
            break
    # What has a panel of its own stands on that one.
    beside = [atom for group in inner[plan.under :] for atom in group]
    whole = len(laid.pages) <= TEXT_PANELS and not laid.overset
    if not (holds and whole and _on(laid, 1 + plan.under, TEXT_PANELS) == _marks(beside)):
        return None
    used = next((one for one in tries if one.way.html() == laid.html), None)
    if used and beside:
        used, laid = _enlarged(used, laid, way, open)
    if plan.rows and used and used.shared.level:
        laid = _tightened(laid, used, lambda one: way(shared=one, roomy=used.roomy, large=used.large), open)
    taken = shared[0].taken([room / MM for room in laid.setting.slack], most)
    html = pieces.over(plan.high, plan.under, taken).html if taken else made.html
    return Staged(laid, html, plan.under)


def _enlarged(used: _Try, laid: Laid, way: Callable[..., Way], open: Open) -> tuple[_Try, Laid]:
    """Set as much of the type beside the stage as large as on pages as has room there; other text stays about so."""
    for large, lower in LARGE.items():
        larger = used._replace(way=way(shared=used.shared, roomy=used.roomy, large=large), large=large)
        if (found := fit_as(laid, larger.way, open, lower)) is not None:
            return larger, found
    return used, laid


def _shared(plan: _Plan, before: Sequence[Atom], inner: Sequence[Sequence[Atom]], size: float) -> list[Shared]:
    """Share pieces out as planned, with rows that are level at a size first, then so that they run on."""
    running = (True,) if plan.run_on else (False, True)
    shared = [Shared(before, inner, plan.under, run_on) for run_on in running]
    if plan.rows:
        level = [_levelled(group, plan.rows, size) for group in inner[: plan.under]]
        shared[:1] = [Shared(before, [*level, *inner[plan.under :]], plan.under, False, True)]
    return shared


def _tightened(laid: Laid, found: _Try, way: Callable[[Shared], Way], open: Open) -> Laid:
    """Lay rows out once more, as high as they are, where they were kept higher for a larger size that had no room."""
    from brochure.engine.panels import naturals

    shared, kept = found.shared, _heights(laid)
    rows = _rows(shared.inner[: shared.under], {mark: high / MM for mark, high in naturals(laid).items()})
    inner, spare = list(shared.inner), [0.0] * TEXT_PANELS
    for at, group in enumerate(shared.inner[: shared.under]):
        lower = list(zip(group[:-1], rows, strict=False))
        inner[at] = [*(replace(atom, least=f"{high:.2f}mm") for atom, high in lower), *group[len(lower) :]]
        spare[1 + at] = max(0.0, sum(kept[atom.mark] - high for atom, high in lower) - _HAIR)
    if max(spare) < _LOOSE:
        return laid
    slack = [*laid.setting.slack, *[0.0] * TEXT_PANELS]
    rooms = [round(room + more * MM, 2) for room, more in zip(slack, spare, strict=False)]
    setting = replace(laid.setting, slack=tuple(rooms[: len(laid.facts)]))
    tried = open(way(replace(shared, inner=inner)).html()).lay(setting)
    return tried if len(tried.facts) == len(laid.facts) and not tried.overset else laid


def _marks(atoms: Sequence[Atom]) -> set[str]:
    return {atom.mark for atom in atoms}


def _on(laid: Laid, first: int, last: int) -> set[str]:
    """Give the pieces of which something stands on some panels."""
    from brochure.engine.panels import heights

    return set(heights(replace(laid, pages=laid.pages[first:last])))


def _heights(laid: Laid) -> Mapping[str, float]:
    """Give how high pieces are, in mm, by their marks."""
    from brochure.engine.panels import heights

    return {mark: high / MM for mark, high in heights(laid).items()}


def _own(pieces: _Pieces, desk: Desk, heights: Heights, least: float) -> Iterator[_Plan]:
    """Plan a stage over the panels of its section alone, the best plan first."""
    plans = list[_Plan]()

    def begun(heights: Heights) -> list[_Plan]:
        return [plan for plan in _over_all(pieces, desk, heights, least) if plan.high >= least and _begun(plan, pieces)]

    if pieces.after:
        shares = _plans(pieces.own, _INNER - 1, pieces, desk, heights(_INNER - 1), least)
        plans = [replace(plan, inner=[*plan.inner, pieces.after]) for plan in shares]
        scale = scale_of(desk.project.format)
        whole = desk.project.format.height - scale.head - scale.foot
        if _high(pieces.after, heights(_INNER - 1)) > _OF_ITS_OWN * whole:
            yield from plans
            # In columns that are as wide there would be more room.
            if not begun(lambda _: heights(_INNER - 1)):
                return
            plans = []
    yield from begun(heights)
    yield from plans


def _begun(plan: _Plan, pieces: _Pieces) -> bool:
    """Tell whether pieces of the stage's own section begin every panel, or run on over all."""
    if plan.run_on:
        return not pieces.after
    return all(group and group[0] in pieces.own for group in plan.inner)


def _over_all(pieces: _Pieces, desk: Desk, heights: Heights, least: float) -> list[_Plan]:
    """Plan a stage over all panels of the inner page."""
    return _plans([*pieces.own, *pieces.after], _INNER, pieces, desk, heights(_INNER), least)


def _plans(
    below: Sequence[Atom], panels: int, pieces: _Pieces, desk: Desk, heights: Mapping[str, float], least: float
) -> list[_Plan]:
    """Find how pieces are shared out below a stage, whether they run on there, and how high it may be, in mm.

    They run on where a stage that is `least` high, or an even foot, cannot be had of whole pieces; where they cannot,
    an uneven foot is better than no stage.
    """

    def weight(groups: Sequence[Sequence[Atom]]) -> tuple[int, list[float]]:
        """Give how high the fullest is, in mm; of ways that are alike in that, what comes first is the fuller."""
        highs = [_high(group, heights) for group in groups]
        return round(max(highs)), [-high for high in highs]

    groups = min(_shares(below, panels), key=weight)
    fullest, mean = max(_high(group, heights) for group in groups), _high(below, heights) / panels
    usual = pieces.over(_USUAL, panels, 0.0)
    room = desk.project.format.height - scale_of(desk.project.format).foot - (usual.head - _USUAL) - _GUARD
    inner = [*groups, *[()] * (panels - len(groups))]
    rows = _rows(groups, heights)
    levelled = max(_high(group, heights, rows) for group in groups)
    if not set(below) <= set(pieces.own) or levelled > min(fullest + _LEVEL, room - least):
        rows, levelled = [], fullest
    whole = _Plan(inner, panels, False, min(_MOST, room - levelled), rows)
    if fullest <= min(mean + _UNEVEN, room - least):
        return [whole]
    return [_Plan(inner, panels, True, min(_MOST, room - mean - _OVERHANG)), whole]


def _high(atoms: Sequence[Atom], heights: Mapping[str, float], rows: Sequence[float] = ()) -> float:
    """Give how high pieces are below each other, in mm; those with others below them as high as their rows."""
    highs = [heights.get(atom.mark, 0.0) for atom in atoms]
    levelled = [max(pair) for pair in zip(highs[:-1], rows, strict=False)]
    return sum([*levelled, *highs[len(levelled) :]]) + _APART * max(0, len(atoms) - 1)


def _rows(groups: Sequence[Sequence[Atom]], heights: Mapping[str, float]) -> list[float]:
    """Give how high each row of pieces is that has rows below it on two panels or more, in mm."""
    found = []
    for row in range(max(map(len, groups))):
        highs = [heights.get(group[row].mark, 0.0) for group in groups if len(group) > row + 1]
        if len(highs) > 1:
            found.append(max(highs))
    return found


def _levelled(atoms: Sequence[Atom], rows: Sequence[float], size: float) -> list[Atom]:
    """Let pieces with others below them be as high as rows measured at a size are: in larger type they are higher."""
    made = []
    for atom, high in zip(atoms[:-1], rows, strict=False):
        larger = f"calc({high:.2f}mm * (1 + {_RISE:g} * (var(--size) - {size:g})))"
        made.append(replace(atom, least=f"max({high:.2f}mm, {larger})"))
    return [*made, *atoms[len(made) :]]


def _shares(atoms: Sequence[Atom], panels: int) -> list[list[Sequence[Atom]]]:
    """Give the ways to share pieces out, in their order, over the panels below the stage."""
    filled = min(len(atoms), panels)
    if len(atoms) > _WEIGHED:
        bounds = [at * len(atoms) // filled for at in range(filled + 1)]
        return [[atoms[low:high] for low, high in pairwise(bounds)]]
    cuts = combinations(range(1, len(atoms)), filled - 1)
    return [[atoms[low:high] for low, high in pairwise((0, *cut, len(atoms)))] for cut in cuts]
