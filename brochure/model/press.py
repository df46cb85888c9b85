"""The press settings of a project: named ones, with what the project says over them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from brochure.load.yaml.nodes import Mapping
from brochure.model.project import Press, Project
from brochure.model.reading import Reading
from brochure.vocabulary.conditions import SETTINGS

_DEFAULT = "coated"


def press_of(data: dict[str, Any], tree: Mapping) -> Press:
    """Put the values of the `press` key, and the place where the condition is chosen, over the named settings."""
    named = SETTINGS[data.get("settings", _DEFAULT)]
    own = {key.replace("-", "_"): value for key, value in data.items() if key not in ("settings", "profile")}
    chosen = tree.get("condition") or tree.get("settings") or tree.get("profile")
    return Press(replace(named, **own), data.get("profile"), chosen.place if chosen else None)


def check_inks(reading: Reading, tree: Mapping, project: Project) -> None:
    """Warn of a brand colour that lays more ink than the printer takes."""
    limit = project.press.settings.ink_limit
    for entry in inside(inside(tree, "brand"), "colours").entries:
        colour = getattr(project.brand.colours, entry.key.text, None)
        if colour is not None and colour.press is not None and sum(colour.press) > limit:
            message = (
                f"'brand.colours.{entry.key.text}' lays {sum(colour.press):g} % of ink on paper, "
                f"the press settings take {limit:g} %: cyan, magenta and yellow will be thinned"
            )
            reading.report("ink-limit", message, entry.value.place, "take inks that add up to less", "warning")


def inside(tree: Mapping, key: str) -> Mapping:
    """Give the mapping at a key; an empty one where there is none."""
    value = tree.get(key)
    return value if isinstance(value, Mapping) else Mapping((), tree.place)
