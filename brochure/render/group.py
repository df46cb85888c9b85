"""What the layout gets: groups of pages, each with the ways it may be set, in the order in which they are tried."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from brochure.vocabulary.problems import Place
from brochure.vocabulary.records import dataclass

Side = Literal["any", "left", "right"]


@dataclass(frozen=True, slots=True)
class Way:
    """One way to set a group.

    `html` gives the whole HTML document; it is called only when the way is tried.
    `pages` is the count that the group must end on to fit; None lets it flow on as many as it needs. `much_denser`
    says that it is worth a try however far the way before it overflowed.
    """

    name: str
    pages: int | None
    html: Callable[[], str]
    much_denser: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A section as one of several on a page: `html` gives it without the document round it.

    `ground` is the colour ("ink" or "signal") on which it closes the page, "" for the page's own. Of running text more
    than two share a page, as chapters do; `running` gives it as one of several that run on from page to page.
    """

    name: str
    html: Callable[[], str]
    ground: str = ""
    running: Callable[[], str] | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """The unit of layout: a section, a part of one, or short ones; its last way is taken where none fits.

    `side` is where its first page must lie in the bound booklet: "left" pages have even folios. One with a `part` may
    share its page; one that is `whole` is composed to fill one with the little that it says. One that stands `apart`,
    as covers do, has no part in the size of the others' type.
    """

    name: str
    ways: tuple[Way, ...]
    side: Side = "any"
    part: Part | None = None
    whole: bool = False
    apart: bool = False

    @property
    def tolerant(self) -> bool:
        """Tell whether it may be set one step lower than the others, as a spread may."""
        return self.side != "any"


@dataclass(frozen=True, slots=True)
class Over:
    """What stands over panels of the inner page of a leaflet, from edge to edge, and the pieces below it.

    `html` is what it is, without the document round it, `head` how far down below it the columns begin, in mm, and
    `pieces` are those of its section, as they are below it.
    """

    html: str
    head: float
    pieces: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Atom:
    """A piece of a section that no planned fold of a leaflet parts.

    `mark` tells it from all others; `key` is how the content names it, `place` where it begins. `joined` pieces of one
    section stand in one element, and are better not parted; a `grounded` one brings a ground as wide as its panel.
    `over` gives what may stand over several panels in place of what the first piece of a section brings, as high as it
    is told, in mm, over so many, and higher by so much with all that it says as it was. A `tiled` one has pictures that
    may stand beside their words or over them.
    `closer` gives one that is set for a panel of its own as it is below others on the flap, so many mm higher than it
    is there at the least, or in less room, for None; `titled` has its title as large as those of pages.
    It takes the `least` height, as CSS writes it, where what is below it begins as low as beside it.
    """

    section: str
    mark: str
    key: str
    place: Place
    html: str
    joined: bool = False
    grounded: bool = False
    over: Callable[[float, int, float], Over] | None = None
    tiled: bool = False
    closer: Callable[[float | None], str] | None = None
    titled: bool = False
    least: str = ""
