"""The facts in their order: when, where, for how much, and all others; a date that is read has its month drawn."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from brochure.figures.month import month
from brochure.figures.palette import LEAST_LARGE, SMALL_TEXT
from brochure.load.calendar import read_day, read_period
from brochure.load.cldr import first_day
from brochure.model.project import Project
from brochure.render.desk import Desk
from brochure.render.environment import safe
from brochure.render.record import Record
from brochure.render.theme import tones, type_growth
from brochure.render.view import items, joined, parted, plain
from brochure.vocabulary.colour import contrast
from brochure.vocabulary.paper import DESIGN_WIDTH
from brochure.vocabulary.units import PT

_SEGMENTS = 3
# As the styles have it: margins, the room of the title, the band's share of the rest, what is left open around the
# calendar, small type; in mm on A5.
_MARGINS, _TITLE, _TITLE_SHARE, _BAND, _AROUND, _SMALL = 29.0, 22.0, 0.105, 0.48, 8.0, 2.54


def view(desk: Desk, seen: Mapping[str, object]) -> Mapping[str, object]:
    """Give the cells, with the date among them and without it, and the calendar of its month."""
    when, where, price = (desk.words[name] for name in ("when", "where", "how-much"))
    written = joined((seen[name] for name in ("date", "until") if seen[name]), " – ")
    rest = [
        *([_cell(where, seen["place"], seen["address"])] if seen["place"] or seen["address"] else []),
        *([_cell(price, seen["price"])] if seen["price"] else []),
        *(_cell(one.label, one.value, one.note) for one in items(seen, "list")),
    ]
    dated = _cell(when, written or seen["time"], seen["time"] if written else "")
    timed = [_cell(when, seen["time"])] if seen["time"] else []
    cells = [*([dated] if dated.value else []), *rest]
    return {"cells": cells, "undated": [*timed, *rest], "calendar": _calendar(desk, seen)}


def _cell(label: object, told: object, note: object = "") -> Record:
    return Record({"label": label, "value": told, "note": note})


def _calendar(desk: Desk, seen: Mapping[str, object]) -> Record:
    """Draw the month of the first day, all days of it marked that belong to the span."""
    first, last = _days(desk, seen)
    if first is None or (seen["until"] and (last is None or last < first)):
        return Record({"url": "", "alt": "", "day": "", "before": "", "after": "", "parted": False})
    end = last if last is not None and (last.year, last.month) == (first.year, first.month) else None
    end = end or (date.max if last else first)
    tone = tones(desk.project, _SEGMENTS)[1]
    names = desk.words["weekdays"].split()
    brand = desk.project.brand.colours
    colours = (tone.on, brand.paper.screen, brand.ink.screen)
    height, size = _room(desk.project)
    if contrast(tone.on, tone.ground) < SMALL_TEXT:
        size = max(size, LEAST_LARGE * PT * DESIGN_WIDTH / desk.project.format.width)
    drawn = month((first, end), names, first_day(desk.language), colours, height, size)
    said = plain(seen["date"]) + (f" – {plain(seen['until'])}" if seen["until"] else "")
    alt = desk.words["calendar"].format(date=said)
    parts = None if last else parted(str(seen["date"]), first.day)
    before, day, after = parts or ("", str(first.day), "")
    told = {"day": day, "before": safe(before), "after": safe(after), "parted": parts is not None}
    return Record({"url": desk.shelf.draw(f"month-{first}", drawn), "alt": alt, **told})


def _days(desk: Desk, seen: Mapping[str, object]) -> tuple[date | None, date | None]:
    """Read the first and the last day, which may both stand in the date; None for what is not known."""
    written = plain(seen["date"])
    period = None if seen["until"] else read_period(written, desk.language)
    return period or (read_day(written, desk.language), read_day(plain(seen["until"]), desk.language))


def _room(project: Project) -> tuple[float, float]:
    """Give the height of the calendar and the size of its type on a page of the project, in mm on A5."""
    unit = project.format.width / DESIGN_WIDTH
    high = project.format.height / unit
    area = high - _MARGINS - min(_TITLE, _TITLE_SHARE * high)
    return _BAND * area - _AROUND, _SMALL * type_growth(unit) / unit
