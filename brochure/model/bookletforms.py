"""Values of binding and booklet: one of a few words, a thickness, a sheet, yes or no."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Any, get_args

from brochure.load.yaml.nodes import Node, Scalar, Sequence
from brochure.model.project import LONGEST, SHORTEST, Binding, Filler, Format
from brochure.model.reader import Walker
from brochure.vocabulary.paper import SHEETS, Sheet
from brochure.vocabulary.suggest import did_you_mean

BINDINGS: tuple[str, ...] = get_args(Binding)
FILLER_WORDS: tuple[str, ...] = get_args(Filler)
SHEET_SIZE = r"^\s*([0-9]+(?:\.[0-9]+)?)\s*[x×]\s*([0-9]+(?:\.[0-9]+)?)\s*(?:mm)?\s*$"
THICKNESS = r"^\s*([0-9]+(?:\.[0-9]+)?)\s*(?:mm)?\s*$"
# In mm: from bible paper to thin card; a sheet holds two of the smallest pages, or of the largest.
THINNEST, THICKEST = 0.02, 1.0
_WIDEST = 2 * LONGEST
_SWITCH = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


def read_word(words: tuple[str, ...], walker: Walker, node: Node, key: str) -> str | None:
    """Read one of a few words."""
    scalar = walker.scalar(node, key, f"one of {', '.join(words)}")
    if scalar is None or not scalar.text.strip():
        return None
    word = scalar.text.strip().lower()
    if word in words:
        return word
    meant = did_you_mean(word, words)
    hint = f"did you mean '{meant}'?" if meant else f"write one of {', '.join(words)}"
    walker.report("value-unknown", f"'{key}' has no value \"{scalar.text.strip()}\"", scalar.place, hint)
    return None


def read_fillers(walker: Walker, node: Node, key: str) -> tuple[str, ...] | None:
    """Read which pages may be composed; an empty list says none."""
    if not isinstance(node, Sequence):
        walker.wrong_type(node, key, "a list", f"write [{', '.join(FILLER_WORDS)}], or [] for none")
        return None
    read = [read_word(FILLER_WORDS, walker, item, f"{key}[{number}]") for number, item in enumerate(node.items)]
    return tuple(word for word in read if word is not None)


def read_sheet(walker: Walker, node: Node, key: str) -> Sheet | None:
    """Read a sheet: a name, or width x height in mm, whose longer side lies across the fold."""
    scalar = walker.scalar(node, key, "a sheet of paper")
    if scalar is None or not scalar.text.strip():
        return None
    text = scalar.text.strip()
    if text.lower() in SHEETS:
        return SHEETS[text.lower()]
    size = re.match(SHEET_SIZE, text)
    if size is None:
        meant = did_you_mean(text, SHEETS)
        hint = f"did you mean '{meant}'?" if meant else f"write {', '.join(SHEETS)} or a size in mm such as 450x320"
        walker.report("sheet-invalid", f"'{key}' is no sheet of paper: \"{text}\"", scalar.place, hint)
        return None
    height, width = sorted((float(size[1]), float(size[2])))
    if height < SHORTEST or width > _WIDEST:
        hint = f"the sides must measure {SHORTEST} to {_WIDEST} mm"
        walker.report("sheet-invalid", f"'{key}' is out of range: \"{text}\"", scalar.place, hint)
        return None
    return Sheet(f"{width:g}x{height:g}", width, height)


def read_thickness(walker: Walker, node: Node, key: str) -> float | None:
    """Read the thickness of paper in mm."""
    scalar = walker.scalar(node, key, "a thickness in mm")
    if scalar is None or not scalar.text.strip():
        return None
    found = re.match(THICKNESS, scalar.text)
    if found and THINNEST <= float(found[1]) <= THICKEST:
        return float(found[1])
    what = "is out of range" if found else "is no thickness"
    hint = f"write {THINNEST:g} to {THICKEST:g} (mm); office paper of 80 g is 0.1"
    walker.report("number-invalid", f"'{key}' {what}: \"{scalar.text.strip()}\"", scalar.place, hint)
    return None


def read_switch(walker: Walker, node: Node, key: str) -> bool | None:
    """Read yes or no."""
    scalar = walker.scalar(node, key, "true or false")
    if scalar is None or not scalar.text.strip():
        return None
    word = scalar.text.strip().lower()
    if word not in _SWITCH:
        message = f"'{key}' must be true or false, not \"{scalar.text.strip()}\""
        walker.report("value-unknown", message, scalar.place, "write true or false")
    return _SWITCH.get(word)


BOOKLET_FORMS: Mapping[str, Callable[[Walker, Node, str], Any]] = MappingProxyType(
    {
        "binding": partial(read_word, BINDINGS),
        "fillers": read_fillers,
        "sheet": read_sheet,
        "thickness": read_thickness,
        "switch": read_switch,
    }
)


def check_sheet(walker: Walker, node: Node | None, sheet: Sheet | None, page: Format) -> None:
    """Hold a sheet to the pages that are to lie on it: two side by side, of a folded format the one."""
    width, height = page.width, page.height
    holds = sheet is not None and sheet.holds(page.leaf_width, height)
    if sheet is not None and not holds and isinstance(node, Scalar):
        what = "two pages of {} x {} mm side by side are" if not page.panels else "the page of {} x {} mm is"
        message = (
            f"'booklet.sheet' is {sheet.width:g} x {sheet.height:g} mm, "
            f"{what.format(f'{width:g}', f'{height:g}')} larger"
        )
        walker.report(
            "sheet-too-small", message, node.place, "take a larger sheet, or none: the one that suits is used"
        )
