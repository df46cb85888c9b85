"""Values that must have a certain form: languages, addresses, dates, page formats and colours."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from brochure.load.yaml.nodes import Mapping, Node, Scalar, Sequence
from brochure.model.bookletforms import BOOKLET_FORMS
from brochure.model.limitforms import LIMIT_FORMS
from brochure.model.pressforms import PRESS_FORMS, read_choice
from brochure.model.project import FORMATS, LONGEST, SHORTEST, THEMES, Colour, Format
from brochure.model.reader import Walker
from brochure.vocabulary.suggest import did_you_mean

# RFC 5646, clause 2.1: language, script, region, variants.
LANGUAGE = "^[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?(-([A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*$"
COLOUR = "^#[0-9A-Fa-f]{6}$"
SIZE = r"^\s*([0-9]+(?:\.[0-9]+)?)\s*[x×]\s*([0-9]+(?:\.[0-9]+)?)\s*(?:mm)?\s*$"
ADDRESS = r"^[Hh][Tt][Tt][Pp][Ss]?://[^\s/\[\]]+\S*$"
WEIGHTS = ("error", "warning", "off")
DATE = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_NAMES = {
    "french": "fr", "français": "fr", "francais": "fr", "english": "en", "anglais": "en", "german": "de",
    "deutsch": "de", "spanish": "es", "español": "es", "italian": "it", "italiano": "it", "dutch": "nl",
}  # fmt: skip


def read_language(walker: Walker, node: Node, key: str) -> str | None:
    """Read a language tag; its case is made the usual one (fr-FR)."""
    scalar = walker.scalar(node, key, "a language tag")
    if scalar is None or not scalar.text.strip():
        return None
    tag = scalar.text.strip()
    if re.match(LANGUAGE, tag):
        head, *rest = tag.split("-")
        parts = [part.upper() if len(part) == 2 else part.title() if len(part) == 4 else part.lower() for part in rest]
        return "-".join([head.lower(), *parts])
    guess = _NAMES.get(tag.casefold()) or (tag.replace("_", "-") if re.match(LANGUAGE, tag.replace("_", "-")) else "")
    hint = f"did you mean '{guess}'?" if guess else "write a tag such as fr, en or pt-BR"
    walker.report("language-unknown", f"'{key}' is no language tag: \"{tag}\"", scalar.place, hint)
    return None


def read_address(walker: Walker, node: Node, key: str) -> str | None:
    """Read an absolute web address."""
    scalar = walker.scalar(node, key, "a web address")
    if scalar is None or not scalar.text.strip():
        return None
    address = scalar.text.strip()
    if re.match(ADDRESS, address):
        return address
    hint = "write the whole address, beginning with https://"
    walker.report("address-invalid", f"'{key}' is no web address: \"{address}\"", scalar.place, hint)
    return None


def read_date(walker: Walker, node: Node, key: str) -> date | None:
    """Read a day written YYYY-MM-DD (ISO 8601)."""
    scalar = walker.scalar(node, key, "a date")
    if scalar is None or not scalar.text.strip():
        return None
    text = scalar.text.strip()
    try:
        if re.match(DATE, text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    walker.report("date-invalid", f"'{key}' is no date: \"{text}\"", scalar.place, "write it as 2026-11-01")
    return None


def read_format(walker: Walker, node: Node, key: str) -> Format | None:
    """Read a page format: a name, or width x height in mm."""
    scalar = walker.scalar(node, key, "a page format")
    if scalar is None or not scalar.text.strip():
        return None
    text = scalar.text.strip()
    if text.lower() in FORMATS:
        return FORMATS[text.lower()]
    size = re.match(SIZE, text)
    if size is None:
        meant = did_you_mean(text, FORMATS)
        hint = f"did you mean '{meant}'?" if meant else f"write {', '.join(FORMATS)} or a size in mm such as 210x210"
        walker.report("format-invalid", f"'{key}' is no page format: \"{text}\"", scalar.place, hint)
        return None
    width, height = float(size[1]), float(size[2])
    if not (SHORTEST <= width <= LONGEST and SHORTEST <= height <= LONGEST):
        hint = f"each side must measure {SHORTEST} to {LONGEST} mm"
        walker.report("format-invalid", f"'{key}' is out of range: \"{text}\"", scalar.place, hint)
        return None
    return Format(f"{width:g}x{height:g}", width, height)


def read_colour(walker: Walker, node: Node, key: str) -> Colour | None:
    """Read a colour: "#rrggbb", or its screen and press values."""
    if isinstance(node, Mapping):
        parts = {entry.key.text: entry.value for entry in node.entries}
        screen = _screen(walker, parts["screen"], f"{key}.screen") if "screen" in parts else None
        if "screen" not in parts:
            hint = 'write {screen: "#14213d", press: [100, 85, 35, 35]}'
            walker.report("colour-invalid", f"'{key}' has no value for the screen", node.place, hint)
        press = _press(walker, parts["press"], f"{key}.press") if "press" in parts else None
        return Colour(screen, press) if screen else None
    screen = _screen(walker, node, key)
    return Colour(screen) if screen else None


def _screen(walker: Walker, node: Node, key: str) -> str | None:
    scalar = walker.scalar(node, key, "a colour")
    if scalar is None:
        return None
    if re.match(COLOUR, scalar.text.strip()):
        return scalar.text.strip().lower()
    hint = 'write red, green and blue in hexadecimal and in quotes: "#14213d"'
    walker.report("colour-invalid", f"'{key}' is no colour: \"{scalar.text}\"", scalar.place, hint)
    return None


def _press(walker: Walker, node: Node, key: str) -> tuple[float, float, float, float] | None:
    if isinstance(node, Scalar) and node.kind == "null":
        return None
    inks: list[float] = []
    if isinstance(node, Sequence):
        for item in node.items:
            if isinstance(item, Scalar) and re.match(r"^[0-9]+(\.[0-9]+)?$", item.text) and float(item.text) <= 100:
                inks.append(float(item.text))
    if not isinstance(node, Sequence) or len(inks) != 4 or len(node.items) != 4:
        hint = "write cyan, magenta, yellow and black from 0 to 100: [100, 85, 35, 35]"
        walker.report("colour-invalid", f"'{key}' is no list of four inks", node.place, hint)
        return None
    return (inks[0], inks[1], inks[2], inks[3])


FORMS: dict[str, Callable[[Walker, Node, str], Any]] = {
    "language": read_language,
    "address": read_address,
    "date": read_date,
    "format": read_format,
    "theme": partial(read_choice, THEMES),
    "weight": partial(read_choice, WEIGHTS),
    "colour": read_colour,
    **BOOKLET_FORMS,
    **PRESS_FORMS,
    **LIMIT_FORMS,
}
