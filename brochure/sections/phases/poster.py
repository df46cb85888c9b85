"""Where nobody tells more of the phases, the band is the page: their titles stand in its segments."""

from __future__ import annotations

from collections.abc import Sequence

from brochure.figures.segments import Room, Segment, room_for, rooms
from brochure.sections.phases.entry import Told
from brochure.sections.phases.ground import Ground, widest
from brochure.sections.phases.lettering import BELOW, Lettering, Mark, largest
from brochure.sections.phases.stage import Band, Caption
from brochure.vocabulary.units import PT

# In narrower segments, in mm, no title stands; titles that are level are so much of the size of titles.
_NARROWEST, _LEVEL = 5.2, 0.85
# Where more segments than this part have no room for a word, all titles are turned.
_PART = 0.25
# The height of a line, in ems; what words keep from what stands above them, and a motto from its title, in mm.
_LINE, _OFF, _AFTER = 1.1, 8.0, 3.0
# Mottos stand behind turned titles, in mm for a letter and a pt.
_LETTER, _SMALLEST = 0.44, 9.0
FOOT = 0.9
_SPARE = 1.02
# What a turned title keeps from a fold, where it can, and from the edge of its segment, in mm.
_SAFE, _INSIDE = 6.0, 1.2


def captions(
    band: Band, ground: Ground, lettering: Lettering, phases: Sequence[Told], mottos: bool = True
) -> list[tuple[int, Caption]] | None:
    """Place the titles, each with the page it stands on; None where a segment, or a motto, has no room."""
    if any(segment.width < _NARROWEST for segment in band.segments) or any(segment.lane for segment in band.segments):
        return None
    marks = {mark.index: mark for mark in lettering.marks}
    # Articles stand with their nouns where the segment has room for both.
    loose = [_SPARE * widest(one.title.split(), ground.display, 1.0) for one in phases]
    tied = [_SPARE * widest(one.together, ground.display, 1.0) for one in phases]
    holds = [_fits(band, ground, at, need * ground.scale.section) for at, need in enumerate(tied)]
    words = [pair[not held] for pair, held in zip(zip(tied, loose, strict=True), holds, strict=True)]
    unsaid = band.unsaid(lettering) if mottos else frozenset()
    behind = [label if at in unsaid else "" for at, label in enumerate(band.lengths.labels)]
    turned = _turned(band, ground, words, marks)
    size = (
        _turned_size(band, ground, phases, lettering, mottos, behind)
        if turned
        else _level_size(band, ground, words, marks)
    )
    if not size:
        return None
    found = []
    for at, one in enumerate(phases):
        # One that has no room is turned alone.
        alone = turned or at not in marks or not _fits(band, ground, at, words[at] * size)
        room = _room(band, ground, at, marks.get(at), size, alone, words[at] * size)
        page = next(page for page in range(len(ground.field.pages)) if room[0] < sum(ground.field.pages[: page + 1]))
        left = sum(ground.field.pages[:page])
        caption = Caption(
            number=at + 1,
            title=one.block.title if holds[at] else one.loose,
            motto=one.block.motto if mottos else "",
            length=behind[at],
            x=f"{room[0] - left:.2f}mm",
            wide=f"{room[1] - room[0]:.2f}mm",
            size=f"{size:.2f}pt",
            colour=band.colours[at][1],
            turned=alone,
        )
        found.append((page, caption))
    return found


def _turned(band: Band, ground: Ground, words: Sequence[float], marks: dict[int, Mark]) -> bool:
    cramped = sum(not _fits(band, ground, at, words[at] * ground.scale.section) for at in marks)
    return cramped > _PART * len(band.segments)


def _fits(band: Band, ground: Ground, at: int, need: float) -> bool:
    return room_for(need, rooms(band.segments[at], ground.field), ground.field) is not None


def _level_size(band: Band, ground: Ground, words: Sequence[float], marks: dict[int, Mark]) -> float:
    large = _LEVEL * ground.scale.title
    return large if all(_fits(band, ground, at, words[at] * large) for at in marks) else ground.scale.section


def _turned_size(
    band: Band,
    ground: Ground,
    phases: Sequence[Told],
    lettering: Lettering,
    mottos: bool,
    lengths: Sequence[str],
) -> float:
    """Give the size of turned titles: as large as titles where all have room, else that of sections, 0 for none."""
    lane = ground.height - ground.top + ground.bleed
    top = min(max(5.0, 0.13 * lane), 13.0) + 0.7 * min(lettering.size, largest(lane)) * PT
    top += lettering.lines * lettering.length * PT * 1.18 + BELOW + lettering.sign * 1.3
    free = ground.height - ground.top - foot(ground) - top - _OFF

    def runs(size: float) -> float:
        small = max(_SMALLEST, ground.scale.text)
        said = [f"{length} {one.motto if mottos else ''}" for length, one in zip(lengths, phases, strict=True)]
        behind = [len(words) * small * PT * _LETTER + _AFTER if words.strip() else 0.0 for words in said]
        titles = [ground.display.width(one.title, size * PT) for one in phases]
        return max(title + motto for title, motto in zip(titles, behind, strict=True))

    narrow = min(segment.width for segment in band.segments)
    for size in (ground.scale.title, ground.scale.section):
        if runs(size) <= free and (size == ground.scale.section or narrow >= size * PT * _LINE + 3):
            return size
    return 0.0


def _room(band: Band, ground: Ground, at: int, mark: Mark | None, size: float, turned: bool, need: float) -> Room:
    segment = band.segments[at]
    middle = _middle(segment, ground, size * PT * _LINE)
    if mark is None:
        return middle, segment.end
    if turned and mark.end - mark.x < size * PT * _LINE:
        return min(mark.x, middle), segment.end
    if not turned and mark.end - mark.x < need:
        return room_for(need, rooms(segment, ground.field), ground.field) or (mark.x, mark.end)
    return mark.x, mark.end


def _middle(segment: Segment, ground: Ground, wide: float) -> float:
    """Give where a turned title begins that stands in the middle of its segment: of its larger part beside a fold,
    and there as far from the fold as it can.
    """
    folds = [sum(ground.field.pages[: page + 1]) for page in range(len(ground.field.pages) - 1)]
    start, end = segment.start, segment.end
    for fold in folds:
        if not start < fold < end:
            continue
        if fold - start >= end - fold:
            return max(start + _INSIDE, min((start + fold) / 2 - wide / 2, fold - _SAFE - wide))
        return min(end - _INSIDE - wide, max((fold + end) / 2 - wide / 2, fold + _SAFE))
    return (start + end) / 2 - wide / 2


def foot(ground: Ground) -> float:
    """Give how far above the foot of the page titles end, in mm."""
    return FOOT * ground.scale.margin + 2
