"""A section as the layout sees it: the ways it may be set, in the order in which they are tried."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Side = Literal["any", "left", "right"]


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to set a section.

    `html` gives the whole HTML document; it is called only when the variant is tried.
    `pages` is the count that the section must end on to fit; None lets it flow on as many as it needs. `much_denser`
    says that it is worth a try however far the variant before it overflowed.
    """

    name: str
    pages: int | None
    html: Callable[[], str]
    much_denser: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the brochure that is laid out by itself; the last variant is taken where none fits.

    `side` is where its first page must lie in the bound booklet: "left" pages have even folios.
    """

    name: str
    variants: tuple[Variant, ...]
    side: Side = "any"
