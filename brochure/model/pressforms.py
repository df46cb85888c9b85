"""Values of the press settings: one of a few words, or a measure within bounds."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Any, get_args

from brochure.load.yaml.nodes import Node
from brochure.model.reader import Walker
from brochure.vocabulary.conditions import SETTINGS, Intent, Standard
from brochure.vocabulary.suggest import did_you_mean


@dataclass(frozen=True, slots=True)
class Measure:
    """The bounds of a number, both allowed, and its unit, which the author may write after it."""

    least: float
    most: float
    unit: str

    @property
    def pattern(self) -> str:
        """Give the form of the number, as a regular expression."""
        return rf"^\s*([0-9]+(?:\.[0-9]+)?)\s*(?:{self.unit})?\s*$"


CHOICES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"press-settings": tuple(SETTINGS), "press-standard": get_args(Standard), "press-intent": get_args(Intent)}
)
MEASURES: Mapping[str, Measure] = MappingProxyType(
    {
        "press-ink-limit": Measure(150, 400, "%"),
        "press-bleed": Measure(0, 20, "mm"),
        "press-offset": Measure(0, 20, "mm"),
        "press-resolution": Measure(150, 2400, "dpi"),
    }
)


def read_choice(choices: tuple[str, ...], walker: Walker, node: Node, key: str) -> str | None:
    """Read one of a few words."""
    scalar = walker.scalar(node, key, f"one of {', '.join(choices)}")
    if scalar is None or not scalar.text.strip():
        return None
    word = scalar.text.strip().lower()
    if word in choices:
        return word
    meant = did_you_mean(word, choices)
    hint = f"did you mean '{meant}'?" if meant else f"write one of {', '.join(choices)}"
    walker.report("value-unknown", f"'{key}' has no value \"{scalar.text.strip()}\"", scalar.place, hint)
    return None


def read_measure(measure: Measure, walker: Walker, node: Node, key: str) -> float | None:
    """Read a number within bounds, with its unit or without."""
    scalar = walker.scalar(node, key, "a number")
    if scalar is None or not scalar.text.strip():
        return None
    found = re.match(measure.pattern, scalar.text)
    if found and measure.least <= float(found[1]) <= measure.most:
        return float(found[1])
    hint = f"write a number from {measure.least:g} to {measure.most:g} ({measure.unit})"
    what = "is out of range" if found else "is no number"
    walker.report("number-invalid", f"'{key}' {what}: \"{scalar.text.strip()}\"", scalar.place, hint)
    return None


PRESS_FORMS: Mapping[str, Callable[[Walker, Node, str], Any]] = MappingProxyType(
    {
        **{name: partial(read_choice, choices) for name, choices in CHOICES.items()},
        **{name: partial(read_measure, measure) for name, measure in MEASURES.items()},
    }
)
