"""The words of a cover's drawing: what it counts, as its author wrote it, and what each of its shapes stands for."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from brochure.figures import lane
from brochure.figures.covers.facts import Number, rooms_of
from brochure.figures.covers.feed import Food
from brochure.load import quantity
from brochure.load.keyfigure import FigureKind
from brochure.vocabulary.drawings import DrawingName
from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.tongues import comma

# A label longer than this, in signs, is no legend: the number stands alone.
_LONGEST = 70
_HOUR = 60
# A count of phases in the catalogues, where their word stands by itself.
_COUNTED = compiled(r"(\{count\} )[^\W\d_]+|[^\W\d_]+(: \{count\})")


def legend(name: DrawingName, food: Food, words: Mapping[str, str]) -> str:
    """Give the legend of a drawing, "" for one that needs none."""
    made: dict[str, Callable[[], str]] = {
        "rings": lambda: _rings(food, words),
        "day": lambda: _day(food, words),
        "road": lambda: _road(food, words),
        "parts": lambda: words["cover-areas"],
        "range": lambda: _told(food, "range"),
        "sun": lambda: _each(food, words["cover-dots"]),
        "tiles": lambda: _each(food, words["cover-shapes"]),
        "years": lambda: _years(food, words),
    }
    return made[name]() if name in made else ""


def hour(at: int, words: Mapping[str, str]) -> str:
    """Give a full hour of the day in figures, as the language writes it."""
    return words["cover-hour"].format(hour=at)


def _told(food: Food, kind: FigureKind) -> str:
    """Give the first key figure of a kind and its label, "" where there is none."""
    found = food.first(kind)
    return _written(food, found[1]) if found else ""


def _written(food: Food, number: Number) -> str:
    """Give a figure and its label as they were written; a label that is the title or the name is not told again."""
    label = number.label.strip()
    same = label.casefold() in (food.name.casefold(), food.title.casefold())
    return number.written if same or len(label) > _LONGEST else f"{number.written} {label}".strip()


def _each(food: Food, words: str) -> str:
    return words.format(what=_told(food, "count"))


def _rings(food: Food, words: Mapping[str, str]) -> str:
    whole = lane.total(food.lengths)
    told = []
    if whole and whole.low == whole.high == int(whole.low):
        told.append(quantity.told(int(whole.low), whole.unit, food.language).replace(" ", "\u00a0"))
    told.append(_phases(words["cover-phases"], food.facts.lengths_word).format(count=len(food.lengths)))
    if food.count:
        told.append(_told(food, "count"))
    return comma(food.language).join(told)


def _phases(said: str, word: str) -> str:
    """Put what the author calls the phases in place of the catalogue's word for them, small where that is."""
    word = word.lower() if said == said.lower() else word
    return _COUNTED.sub(lambda found: f"{found[1] or ''}{word}{found[2] or ''}", said) if word else said


def _day(food: Food, words: Mapping[str, str]) -> str:
    sessions = food.facts.sessions
    first, last = min(one.start for one in sessions) // _HOUR, -(-max(one.end for one in sessions) // _HOUR)
    rooms = len({room for together in rooms_of(sessions).values() for room in together})
    # Of a day whose end nobody knows only what is certain is told.
    ends = max(one.end for one in sessions) > max(one.start for one in sessions)
    told = [f"{hour(first, words)} – {hour(last, words)}"] if ends else []
    if rooms > 1:
        told.append(words["cover-rooms"].format(count=rooms))
    return comma(food.language).join([*told, words["cover-sessions"].format(count=len(sessions))])


def _road(food: Food, words: Mapping[str, str]) -> str:
    count, word = len(food.facts.places), food.facts.places_word
    places = f"{count} {word}" if word else words["cover-places"].format(count=count)
    told = [_told(food, "count") if food.count == count else places]
    if food.share is not None:
        told.append(_told(food, "share"))
    return comma(food.language).join(told)


def _years(food: Food, words: Mapping[str, str]) -> str:
    what = _told(food, "years") or words["cover-years"].format(count=food.years[1])
    return words["cover-rings"].format(what=what)
