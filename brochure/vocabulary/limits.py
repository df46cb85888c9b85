"""What a build may take: the one table of limits, which hold in every build and which brochure.yaml can move.

They are far above what a brochure needs, and low enough that no content exhausts the machine that builds it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import Field, fields
from types import MappingProxyType
from typing import Any

from brochure.vocabulary.keys import Bounds, declared, key
from brochure.vocabulary.records import dataclass
from brochure.vocabulary.speech import Said


@dataclass(frozen=True, slots=True)
class Row:
    """A limit as authors see it: its key in brochure.yaml, default and highest value, unit, and what it limits."""

    key: str
    default: int
    most: int
    unit: str
    about: str


def _limit(default: int, most: int, unit: Said, about: str) -> Any:
    return key(f"{about} In {unit}.", default, bounds=Bounds(1, most, unit))


@dataclass(frozen=True, slots=True)
class Limits:
    """What is taken, in the units of the table."""

    file: int = _limit(4, 100, Said("MB"), "The size of a text file.")
    yaml_depth: int = _limit(50, 100, Said("levels"), "How deep lists and mappings stand in each other.")
    yaml_values: int = _limit(20_000, 1_000_000, Said("values"), "The values of a YAML file, its aliases followed.")
    markdown: int = _limit(500, 10_000, Said("kB"), "The size of one Markdown text.")
    nesting: int = _limit(40, 80, Said("levels"), "How deep the elements of a text stand in each other.")
    columns: int = _limit(50, 500, Said("columns"), "The columns of a table, merged cells counted whole.")
    picture: int = _limit(50, 1000, Said("MB"), "The size of a picture file.")
    pixels: int = _limit(60, 1000, Said("million pixels"), "The pixels of a picture.")
    svg: int = _limit(4, 100, Said("MB"), "The size of an SVG file.")
    svg_elements: int = _limit(
        20_000, 1_000_000, Said("elements"), "The elements of an SVG; drawn, three times as many."
    )
    svg_nesting: int = _limit(64, 80, Said("levels"), "How deep the elements of an SVG stand in each other.")
    remote_seconds: int = _limit(10, 600, Said("seconds"), "The time in which a picture is fetched from the network.")
    pages: int = _limit(300, 10_000, Said("pages"), "The pages of a brochure.")
    seconds: int = _limit(60, 36_000, Said("seconds"), "The processor time of a build.")
    memory: int = _limit(1100, 1_000_000, Said("MB"), "The memory that a build takes.")


def _row(limit: Field[int]) -> Row:
    told = declared(limit)
    assert told is not None
    assert told.bounds is not None
    assert isinstance(limit.default, int)
    unit = told.bounds.unit
    about = told.about.removesuffix(f" In {unit}.")
    return Row(limit.name.replace("_", "-"), limit.default, int(told.bounds.most), unit, about)


ROWS: Mapping[str, Row] = MappingProxyType({limit.name: _row(limit) for limit in fields(Limits)})
DEFAULT = Limits()


def lower(first: Limits, second: Limits) -> Limits:
    """Give the lower value of each limit."""
    return Limits(**{name: min(getattr(first, name), getattr(second, name)) for name in ROWS})


class LimitExceeded(Exception):
    """Content goes beyond a limit; whoever knows its place makes a problem of it."""

    def __init__(self, name: str, message: Said, advice: Said) -> None:
        super().__init__(message)
        self.code = f"limit-{ROWS[name].key}"
        self.message = message
        self.hint = hint(name, advice)


def told(limits: Limits, name: str) -> Said:
    """Give a limit as messages tell it, with its unit: "60 million pixels"."""
    return Said("{number:,} {unit}", number=getattr(limits, name), unit=ROWS[name].unit)


def hint(name: str, advice: Said) -> Said:
    """Give a hint: what to do about the content, and the setting that raises the limit."""
    return Said("{advice}, or raise 'limits.{key}' in brochure.yaml", advice=advice, key=ROWS[name].key)
