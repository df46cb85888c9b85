"""What was made of front matter before it is read: which section reads what."""

from __future__ import annotations

from brochure.load.yaml.nodes import Mapping
from brochure.model.values import Text
from brochure.vocabulary.problems import Place
from brochure.vocabulary.records import dataclass


@dataclass(frozen=True, slots=True)
class Order:
    """A section that is to be made: the keys that it reads, and what the settings say of it, at `place`."""

    section: str
    tree: Mapping
    heading: Text | None = None
    way: str = ""
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """Front matter with the keys of a brochure; where there are `orders`, they hold those of the sections."""

    tree: Mapping
    orders: tuple[Order, ...] = ()
